"""Every path of a site and of content, whatever titles and file names are: ASCII, short, safe everywhere."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.made import HOSTILE, abstract_of, digest_text

RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(?:\..*)?", re.I)
OWN = {".nojekyll", ".daybook-files"}
TITLES = (
    *("CON", "aux", "nul.json", "COM¹", "LPT9", "Prn.", "con ", "index", "search", "404", "assets", "Papers"),
    *("RL", "rl", "Rl!", "R.L.", "é", "e\u0301", "É", "ß", "SS", "İstanbul", "istanbul", "ıstanbul"),
    *(
        "../../x",
        "a/b",
        "a\\b",
        "%2e%2e",
        "..",
        ".",
        ".hidden",
        "_x",
        "-x-",
        "x.",
        "x ",
        "a:b",
        "a?b*c",
        '<">|',
    ),
    *(
        "深度学习" * 40,
        "Ж" * 300,
        "🙂" * 90,
        "x" * 300,
        "word " * 60,
        "٢٤٠١.٠١٢٣٤",
        "２４０１",
        "~",
        "$HOME",
        "`id`",
    ),
    *HOSTILE[:8],
)


def wrong_with(paths: list[str]) -> Iterator[str]:
    """What is wrong with paths."""
    folded: dict[str, str] = {}
    for path in paths:
        for end in range(1, path.count("/") + 2):
            prefix = "/".join(path.split("/")[:end])
            if folded.setdefault(prefix.lower(), prefix) != prefix:
                yield f"{path!a} differs from another in case alone"
        for part in path.split("/"):
            if not re.fullmatch(r"[A-Za-z0-9._-]+", part) or (part[0] in ".-_" and part not in OWN):
                yield f"{path!a} has other characters than it should"
            if len(part) > 80 or part.endswith(".") or RESERVED.fullmatch(part):
                yield f"{path!a} does no good on Windows"


@pytest.mark.hazard(35)
@pytest.mark.parametrize(
    ("paths", "bad"),
    [
        (["a/b.html", "a/c.html"], False),
        (["a/b", "A/c"], True),
        (["a/b", "a/B"], True),
        (["é"], True),
        (["a b"], True),
        ([".a"], True),
        (["a" * 81], True),
        (["x/nul.json"], True),
        (["x/a."], True),
    ],
)
def test_what_is_wrong_is_seen(paths: list[str], bad: bool) -> None:
    assert bool(list(wrong_with(paths))) == bad


@pytest.mark.hazard(33, 34, 35)
def test_every_path_of_hostile_titles_and_names(tmp_path: Path, long: bool) -> None:
    rng = random.Random(20250318)
    letters = 'aA.-_ /\\:*?"<>|%~$\u0301éßıİ深🙂\u202e\u00ad0９\t'
    made = ["".join(rng.choices(letters, k=rng.randrange(1, 90))) for _ in range(3000 if long else 200)]
    titles = [title for title in (*TITLES, *made) if re.search(r"\w", title)]
    digests, content = tmp_path / "digests", tmp_path / "content"
    digests.mkdir()
    content.mkdir()
    for number, title in enumerate(titles):
        name = re.sub(r"[/\0]", "_", title)[:40].encode("utf-8")[:120].decode("utf-8", "ignore")
        day = 1 + number % 28
        text = digest_text(f"Mar {day}", [(title, abstract_of(f"m{number}x"))])
        (digests / f"{number % 7}{name}.txt").write_text(text, "utf-8")
    imported = import_digests(content, [digests], GivenDates(2025))
    assert imported.counts.papers > len(titles) // 2
    build(Options(content, tmp_path / "site", base_url="https://reader.example/repo/"))
    for folder in (content, tmp_path / "site"):
        paths = [place.relative_to(folder).as_posix() for place in folder.rglob("*") if place.is_file()]
        assert len(paths) > imported.counts.papers
        assert list(wrong_with(sorted(paths))) == []
