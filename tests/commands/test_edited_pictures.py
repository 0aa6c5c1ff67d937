"""The pictures beside a page go with it: to its new name, to the page it becomes part of, or away."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.archive.importing import import_digests
from daybook.commands.edits.merge import merge
from daybook.commands.edits.remove import Asked, remove
from daybook.commands.edits.rename import rename
from daybook.commands.shared.own_files import OwnFiles, with_own
from daybook.content.folder import load_content
from daybook.disk.walk import stat_files
from daybook.model import Archive
from tests.made import save_records

MOSS, FERN = "2031/a-moss-clock", "2031/ferns-fold-proteins"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55")
OWN = {"a-moss-clock.png": "The clock", "a-moss-clock.loop.png": "A loop"}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder of two papers, with pictures beside both; notes show one of them."""
    records = (
        {"title": title, "arxiv": f"3101.0000{n}"}
        for n, title in enumerate(("A Moss Clock", "Ferns Fold Proteins"))
    )
    import_digests(tmp_path / "content", [save_records(tmp_path, "2031-01-01", *records)])
    papers = tmp_path / "content/papers"
    page = (papers / f"{MOSS}.md").read_text("utf-8")
    words = "".join(f"  {name}: {words}\n" for name, words in OWN.items())
    page = page.replace("appearances:", f"pictures:\n{words}appearances:")
    page += "\n![A loop](a-moss-clock.loop.png), not ![](../../static/not-a-moss-clock.loop.png)\n"
    (papers / f"{MOSS}.md").write_text(page, "utf-8")
    for name in (*OWN, "ferns-fold-proteins.png", "a-moss-clock-2.png"):
        (papers / "2031" / name).write_bytes(PNG + name.encode())
    return tmp_path / "content"


def pictures(content: Path) -> dict[str, bytes]:
    """Return the pictures beside pages, by name."""
    return {path.name: path.read_bytes()[len(PNG) :] for path in (content / "papers").rglob("*.png")}


LEFT = {"ferns-fold-proteins.png": b"ferns-fold-proteins.png", "a-moss-clock-2.png": b"a-moss-clock-2.png"}
FIRST, LOOP = map(str.encode, OWN)


def test_a_renamed_page_keeps_its_pictures(content: Path) -> None:
    edit = rename(content, MOSS, "2032/moss")
    assert pictures(content) == {**LEFT, "moss.png": FIRST, "moss.loop.png": LOOP}
    assert (content / "papers/2032/moss.loop.png").is_file()
    assert {"create papers/2032/moss.png", "delete papers/2031/a-moss-clock.png"} <= set(edit.files)
    paper = load_content(content).papers["2032/moss"].paper
    assert dict(paper.picture_words) == {"moss.png": "The clock", "moss.loop.png": "A loop"}
    assert paper.notes_markdown == "![A loop](moss.loop.png), not ![](../../static/not-a-moss-clock.loop.png)"
    assert not [problem for problem in load_content(content).problems if "-2" not in problem.path]


def test_a_merged_page_gets_the_pictures_of_the_other(content: Path) -> None:
    merge(content, FERN, MOSS)
    names = {"ferns-fold-proteins.picture-2.png": FIRST, "ferns-fold-proteins.loop.png": LOOP}
    assert pictures(content) == {**LEFT, **names}
    paper = load_content(content).papers[FERN].paper
    assert dict(paper.picture_words) == dict(zip(names, OWN.values(), strict=True))
    assert "![A loop](ferns-fold-proteins.loop.png)" in paper.notes_markdown
    _, shown = with_own(Archive((paper,), (), ()), OwnFiles(content), content, stat_files(content))
    assert {path.rpartition("/")[2] for path in shown.files} == {"ferns-fold-proteins.png", *names}


def test_a_removed_page_takes_its_pictures_away(content: Path) -> None:
    before = pictures(content)
    planned = remove(content, Asked([MOSS]), dry_run=True)
    assert pictures(content) == before
    assert remove(content, Asked([MOSS])).files == planned.files
    assert pictures(content) == LEFT
