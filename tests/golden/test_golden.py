"""Small archives, from digests and a person's edits to content and pages, compared with what was accepted.

A case is a folder: ``digests/`` and perhaps ``more/`` (imported after the edits), ``edits/`` (files laid
over the content in between) and ``expected/``: the content tree, each page's ``<main>``, the feed, the
sitemap, and ``messages.txt``. ``pytest tests/golden --accept`` writes ``expected/`` anew; read its diff
before you commit it.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from daybook.archive.importing import ImportResult, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options

CASES = sorted(place for place in Path(__file__).parent.iterdir() if (place / "digests").is_dir())
_MAIN = re.compile(r"<main.*?</main>\n", re.DOTALL)


def messages(imported: ImportResult, folder: Path) -> list[str]:
    """What the import says, without the place where it ran."""
    counts = imported.counts
    found = f"{counts.records} = {counts.papers} + {counts.repeats} + {counts.rejected}"
    problems = (*imported.problems, *imported.content.problems)
    lines = [
        str(replace(one, path=one.path.removeprefix(f"{folder.as_posix()}/"))) for one in sorted(problems)
    ]
    return [f"records {found}", *lines]


def made(case: Path, folder: Path) -> dict[str, bytes]:
    """Everything that comes of a case, by path."""
    content, site = folder / "content", folder / "site"
    content.mkdir()
    for name in ("digests", "more"):
        if (case / name).is_dir():
            shutil.copytree(case / name, folder / name)
    told = messages(import_digests(content, [folder / "digests"], 2025), folder)
    if (case / "edits").is_dir():
        shutil.copytree(case / "edits", content, dirs_exist_ok=True)
    if (folder / "more").is_dir():
        told += messages(import_digests(content, [folder / "more"], 2025), folder)
    build(Options(content, site, base_url="https://reader.example/repo/"))
    result = {"messages.txt": ("\n".join(told) + "\n").encode()}
    for place in content.rglob("*.md"):
        result[place.relative_to(folder).as_posix()] = place.read_bytes()
    for place in site.rglob("*.html"):
        main = _MAIN.search(place.read_text("utf-8"))
        assert main is not None
        if place.parent.name != "search" and place.name != "404.html":
            result[place.relative_to(folder).as_posix()] = main[0].encode()
    for name in ("feed.xml", "sitemap.xml"):
        result[f"site/{name}"] = (site / name).read_bytes()
    return result


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_comes_out_is_what_was_accepted(
    case: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    found, expected = made(case, tmp_path), case / "expected"
    if request.config.getoption("--accept"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in found.items():
            (expected / path).parent.mkdir(parents=True, exist_ok=True)
            (expected / path).write_bytes(data)
    accepted = {
        place.relative_to(expected).as_posix(): place.read_bytes()
        for place in expected.rglob("*")
        if place.is_file()
    }
    assert found.keys() == accepted.keys()
    for path in sorted(found):
        assert found[path].decode() == accepted[path].decode(), path


def test_there_are_cases() -> None:
    assert [case.name for case in CASES] == ["corrected", "dreadful", "two-days"]
