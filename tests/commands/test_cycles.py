"""The command line collects no cycles: a build makes as many however large the archive is."""

from __future__ import annotations

import gc
from pathlib import Path

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from tests.made import digest_text, many_papers

FEW, MANY = 30, 130


def cycles_of(work: Path, papers: int) -> int:
    """Return how many objects of a build only the collector of cycles can free."""
    digest = work / "mar-18.txt"
    work.mkdir()
    digest.write_text(digest_text("Mar 18", many_papers(papers)), "utf-8")
    import_digests(work / "content", [digest], GivenDates(2025))
    gc.collect()
    gc.disable()
    try:
        build(Options(work / "content", work / "site"))
    finally:
        gc.enable()
    return gc.collect()


def test_papers_make_no_cycles(tmp_path: Path) -> None:
    cycles_of(tmp_path / "first", FEW)  # loads modules
    few, many = (cycles_of(tmp_path / str(papers), papers) for papers in (FEW, MANY))
    assert many - few < MANY - FEW
