"""Imports of 284 real days: every record is counted, two sources are joined."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, ImportResult, import_digests
from daybook.problems import Severity
from tests.conftest import ROOT, made_once
from tests.made import files_of

pytestmark = pytest.mark.slow
HF_DAILY = ROOT.parent / "shared" / "hf-daily"


@pytest.fixture(scope="module")
def hf_daily() -> Path:
    """284 days as the daily papers' API sent them; not in the repository."""
    if not HF_DAILY.is_dir():
        pytest.skip(f"the real days of the API are not there: {HF_DAILY} is no folder")
    return HF_DAILY


@pytest.fixture(scope="module")
def imported(hf_daily: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportResult]:
    def make(folder: Path) -> tuple[Path, ImportResult]:
        return folder / "content", import_digests(folder / "content", [hf_daily])

    return made_once(tmp_path_factory, "joined", make)


def test_every_record_becomes_a_paper(imported: tuple[Path, ImportResult]) -> None:
    _, done = imported
    counts = done.counts
    assert (counts.records, counts.papers, counts.repeats, counts.rejected) == (4024, 4024, 0, 0)
    assert (done.digests, len(done.content.days)) == (284, 284)
    assert all("has fields that are not used: " in problem.what for problem in done.problems)
    assert {problem.severity for problem in done.problems} == {Severity.NOTE}
    papers = [page.paper for page in done.content.papers.values()]
    assert all(paper.facts.arxiv and paper.facts.authors and paper.abstract for paper in papers)
    assert all("\n" not in paper.title for paper in papers)


def test_second_import_changes_nothing(imported: tuple[Path, ImportResult], hf_daily: Path) -> None:
    content, first = imported
    before = files_of(content)
    again = import_digests(content, [hf_daily])
    assert (len(again.written), again.known, again.counts.records) == (0, 284, 0)
    assert files_of(content) == before
    papers = first.content.papers
    assert {key: page.paper for key, page in again.content.papers.items()} == {
        key: page.paper for key, page in papers.items()
    }


def test_text_digests_are_joined_to_the_days(
    imported: tuple[Path, ImportResult], real_digests: Path, tmp_path: Path
) -> None:
    content = Path(shutil.copytree(imported[0], tmp_path / "content"))
    done = import_digests(content, [real_digests], GivenDates(2025))
    assert (done.counts.records, done.counts.rejected) == (346, 0)
    both = [
        page
        for page in done.content.papers.values()
        if {item.digest.rpartition(".")[2] for item in page.paper.appearances} == {"json", "txt"}
    ]
    dirty = [page for page in both if any("2025-01-10" in item.digest for item in page.paper.appearances)]
    assert (len(both), len(dirty)) == (10, 1)  # nine in clean files, the tenth in the day with an envelope
    assert len(done.content.papers) == 4024 + 266 - 10
    for page in both:
        assert page.paper.facts.arxiv and page.paper.facts.authors
        assert page.paper.appearances[0].upvotes
        assert set(page.provenance.sources.values()) >= {item.digest for item in page.paper.appearances[:1]}


@pytest.mark.parametrize("name", ["2024-05-27.json", "2024-12-11.json"])
def test_broken_record_does_not_affect_others(hf_daily: Path, tmp_path: Path, name: str) -> None:
    text = (hf_daily / name).read_text(encoding="utf-8")
    records = len(json.loads(text))
    for number, (before, after) in enumerate((('"paper": {', '"paper": {,'), ("'paper'", "'paper"))):
        if before not in text:
            continue
        broken = tmp_path / str(number) / name
        broken.parent.mkdir()
        broken.write_text(after.join(text.split(before, 1)), encoding="utf-8")
        done = import_digests(tmp_path / f"content-{number}", [broken])
        assert (done.counts.records, done.counts.papers, done.counts.rejected) == (records, records - 1, 1)
        (problem,) = (problem for problem in done.problems if problem.severity is Severity.ERROR)
        assert name in problem.path
        assert "record 1 " in problem.what
