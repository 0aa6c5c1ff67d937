"""Problems of a theme's files."""

from __future__ import annotations

import pytest

from daybook.theme.folder import check_files


@pytest.mark.parametrize(
    ("path", "data", "message"),
    [
        ("templates/date.html", b"a\n\xff", "own/templates/date.html:2: is not UTF-8"),
        ("static/css/50.css", b"\xe9", "own/static/css/50.css:1: is not UTF-8"),
        ("static/js/mine.js", b"\n\n\xe9", "own/static/js/mine.js:3: is not UTF-8"),
        ("static/Fig 1.png", b"", "own/static/Fig 1.png: has a name that some hosts or systems refuse"),
        ("static/é/1.png", b"", "own/static/é/1.png: has a name"),
        ("static/nul.png", b"", "own/static/nul.png: has a name"),
        (f"static/{'a' * 81}", b"", "has a name"),
        ("static/fig-1.v2_a.png", b"\xff", ""),
        ("static/css/Fig 1.css", "é".encode(), ""),
        ("templates/my part.html", b"", ""),
        ("Notes 1.txt", b"\xff", ""),
    ],
)
def test_problems_of_theme_files(path: str, data: bytes, message: str) -> None:
    found = [str(problem) for problem in check_files({"static/a.svg": b"", path: data}, "own/")]
    assert len(found) == bool(message)
    assert all(message in line for line in found)
