"""Mistakes in the content folder that nothing would show: unknown keys, unread files, marks of conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.content.folder import load_content
from daybook.content.page import read_page
from daybook.content.unread import alike_names, unread_files
from daybook.problems import Severity, UsageError
from daybook.settings import read_settings

PAGES = {
    "papers/2025/one.md": "---\ntitle: One\n{}---\n",
    "dates/2025-03-18.md": "---\ndate: 2025-03-18\n{}---\n",
    "about.md": "---\ntitle: About\n{}---\n",
}


def messages(path: str, text: str) -> list[str]:
    return [str(problem) for problem in read_page(path, text.encode()).problems]


@pytest.mark.hazard(90, "a key of front matter that nothing reads")
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("titel: x", "the key `titel` is not known; did you mean `title`?"),
        ("Draft: true", "the key `Draft` is not known; did you mean `draft`?"),
        ("url: x", "the key `url` is not known; nothing reads it; begin it with `x-` to keep it"),
        ("pdf: x", "the key `pdf` is not known; nothing reads it; begin it with `x-` to keep it"),
        ("layout: [a]", "the key `layout` is not known; nothing reads it; begin it with `x-` to keep it"),
        ("x-mine: x", ""),
        ("draft: false", ""),
        ("draft: perhaps", "`draft` is neither true nor false, and taken for true; write `true` or `false`"),
        ("draft: [a]", "`draft` is neither true nor false, and taken for true; write `true` or `false`"),
    ],
)
def test_every_unknown_key_is_reported_with_its_line(path: str, line: str, message: str) -> None:
    found = messages(path, PAGES[path].format(f"{line}\n"))
    assert found == ([f"{path}:3: warning: {message}"] if message else [])


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("value", "is_draft"),
    [
        ("true", True),
        ("yes", True),
        ("True", True),
        ('"on"', True),
        ("no", False),
        ("false", False),
        ("maybe", True),
    ],
)
def test_drafts(path: str, value: str, is_draft: bool) -> None:
    assert read_page(path, PAGES[path].format(f"draft: {value}\n").encode()).is_draft is is_draft
    quoted = PAGES[path].format(f'"draft": {value}\n').encode()
    assert read_page(path, quoted).is_draft is is_draft


def test_the_word_draft_in_notes_makes_no_draft() -> None:
    assert not read_page("about.md", b"---\ntitle: a\n---\ndraft: true\n").is_draft


@pytest.mark.hazard(49)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("where", "line"), [("front matter", 3), ("notes", 5)])
def test_marks_of_a_conflict_are_errors(path: str, where: str, line: int, ends: str) -> None:
    marks = "<<<<<<< HEAD\na: b\n=======\na: c\n>>>>>>> other\n"
    page = PAGES[path].format(marks) if where == "front matter" else PAGES[path].format("") + f"\n{marks}"
    (problem,) = read_page(path, page.replace("\n", ends).encode()).problems
    assert (problem.path, problem.line, problem.what) == (path, line, "holds a merge conflict")
    assert problem.severity is Severity.ERROR


def test_marks_of_a_conflict_in_settings_are_errors() -> None:
    data = b'title = "a"\r\n<<<<<<< HEAD\r\nlanguage = "en"\r\n=======\r\n>>>>>>> other\r\n'
    with pytest.raises(UsageError, match=r"site\.toml:2: holds a merge conflict; keep one side or both"):
        read_settings("site.toml", data)


@pytest.mark.hazard(91, "a file in content that nothing reads")
@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["site.toml", "about.md", "map.txt", "removed.toml", "digests/2025/any.thing", "about.md~"], []),
        (["notes.txt"], ["c/notes.txt: warning: nothing reads this file; move it out of the content folder"]),
        (
            ["images/a.png"],
            ["c/images/a.png: warning: nothing reads this file; put it below static/, as static/"],
        ),
        (
            ["images/a.png", "images/b/c.png"],
            ["c/images/: warning: holds 2 files that nothing reads; put it"],
        ),
        (["papers/2025/a.png"], ["c/papers/2025/a.png: warning: nothing reads this file; name it as the"]),
        (["papers/2025/a.md", "papers/2025/a.png", "papers/2025/a.One-2.JPG".lower(), "static/x.y/z"], []),
        (["papers/2025/a.md", "papers/2025/a.svg"], ["c/papers/2025/a.svg: warning: nothing reads this"]),
        (["Site.toml"], ["c/Site.toml: warning: nothing reads this file; name it site.toml, in the"]),
        (["sites.toml"], ["c/sites.toml: warning: nothing reads this file; name it site.toml, in the"]),
        (
            ["papers/people.toml"],
            ["c/papers/people.toml: warning: nothing reads this file; name it people.toml"],
        ),
        (["About.MD"], ["c/About.MD: warning: nothing reads this file; name it About.md"]),
        (["x.markdown"], ["c/x.markdown: warning: nothing reads this file; name it x.md"]),
        (["digest/a.json"], ["c/digest/a.json: warning: nothing reads this file; move it below digests/"]),
        (["Digests/a.json"], ["c/Digests/a.json: warning: nothing reads this file; move it below digests/"]),
    ],
)
def test_files_that_nothing_reads(paths: list[str], expected: list[str]) -> None:
    found = [str(problem) for problem in unread_files(Path("c"), paths)]
    assert len(found) == len(expected)
    assert all(line.startswith(start) for line, start in zip(found, expected, strict=True))


def test_pages_in_a_folder_of_another_name() -> None:
    for path, folder in (
        ("Papers/2025/a.md", "papers"),
        ("paper/a.md", "papers"),
        ("date/2025-03-18.md", "dates"),
    ):
        (problem,) = read_page(path, b"---\ntitle: a\n---\n").problems
        assert (problem.severity, problem.remedy) == (Severity.ERROR, f"move it below {folder}/")
    for path, remedy in (
        ("notes/a.md", "move it out of its folder, beside site.toml"),
        ("A b.md", "name it with small letters, digits and hyphens, and none of the site's own names"),
    ):
        (problem,) = read_page(path, b"x").problems
        assert problem.remedy == remedy


@pytest.mark.hazard(33)
def test_names_that_some_systems_take_for_one() -> None:
    paths = ["digests/A.txt", "digests/a.txt", "digests/e\u0301.txt", "digests/\u00e9.txt", "digests/b.txt"]
    found = [(problem.path, problem.what.split(" only ")[0]) for problem in alike_names(Path("c"), paths)]
    assert found == [
        ("c/digests/a.txt", "differs from digests/A.txt"),
        ("c/digests/\u00e9.txt", "differs from digests/e\u0301.txt"),
    ]


def test_settings_beside_the_content_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.toml").write_text("", "utf-8")
    (problem,) = load_content(tmp_path / "content").problems
    assert str(problem).endswith(
        f"site.toml: warning: nothing reads this file; move it to {tmp_path}/content/site.toml"
    )
