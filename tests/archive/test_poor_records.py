"""A poor or hostile record changes nobody's paper: it waits, or fills gaps, and is told."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from daybook.archive.importing import ImportResult, import_digests
from daybook.archive.matching import titles_agree
from daybook.problems import Severity

ABSTRACT = "We grow moss on the face of a clock and read the hour from where it is greenest all day long."
OTHER = "Nothing here speaks of plants: queues at ferries are priced by an auction among those who wait."
MOSS = {
    "title": "A Moss Clock that Keeps Time on Walls",
    "abstract": ABSTRACT,
    "arxiv": "3101.00001",
    "code": "https://code.example/moss",
}
PAGE = "2031/a-moss-clock-that-keeps-time-on-walls"


def bring(folder: Path, day: int, *records: Mapping[str, object]) -> ImportResult:
    place = folder / f"2031-01-{day:02}.jsonl"
    place.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    return import_digests(folder / "content", [place])


@pytest.mark.hazard(88, "a record that names another paper's identifier")
@pytest.mark.parametrize("identifier", [{"arxiv": "3101.00001"}, {"doi": "10.1234/MOSS"}], ids=str)
def test_a_record_of_another_paper_waits_until_a_person_decides(
    tmp_path: Path, identifier: Mapping[str, str]
) -> None:
    bring(tmp_path, 1, {**MOSS, "doi": "10.1234/moss"})
    page = tmp_path / "content" / "papers" / f"{PAGE}.md"
    before = page.read_bytes()
    hostile = {"title": "Buy Queues Now", "abstract": OTHER, **identifier}
    honest = {"title": "A Bell", "abstract": "It was rung.", "arxiv": "3101.00003"}
    done = bring(tmp_path, 2, hostile, honest)
    for _ in range(2):
        (problem,) = done.problems
        assert (problem.severity, "it waits" in problem.what) == (Severity.WARNING, True)
        assert f"papers/{PAGE}.md" in problem.what
        assert done.counts.rejected == 1
        assert len(done.content.papers) == 2
        assert page.read_bytes() == before
        done = import_digests(tmp_path / "content")
    text = page.read_text("utf-8").replace("citation_key:", "aliases: [Buy Queues Now]\ncitation_key:", 1)
    page.write_text(text, "utf-8")
    decided = import_digests(tmp_path / "content")
    assert (decided.problems, decided.counts.repeats) == ((), 2)
    paper = decided.content.papers[PAGE].paper
    assert (paper.title, paper.abstract) == (MOSS["title"], ABSTRACT)
    assert [item.day for item in paper.appearances] == [date(2031, 1, 1), date(2031, 1, 2)]
    assert not import_digests(tmp_path / "content").written


def test_a_paper_that_was_deleted_stays_away_while_its_digest_waits(tmp_path: Path) -> None:
    bring(tmp_path, 1, MOSS)
    bell = {"title": "A Bell", "abstract": "It was rung.", "arxiv": "3101.00003"}
    bring(tmp_path, 2, {"title": "Buy Queues Now", "abstract": OTHER, "arxiv": "3101.00001"}, bell)
    (tmp_path / "content/papers/2031/a-bell.md").unlink()
    done = import_digests(tmp_path / "content")
    assert done.content.papers.keys() == {PAGE}
    assert (done.counts.left_out, done.counts.rejected) == (1, 1)


TAKEN = {
    "retitled": ({"title": "Green Hours"}, "Green Hours", ABSTRACT),
    "another abstract": ({"abstract": OTHER}, MOSS["title"], OTHER),
    "a title alone": ({"title": "Click Here", "abstract": ""}, MOSS["title"], ABSTRACT),
    "a title cut short": (
        {"title": "A Moss Clock that Keeps Time…", "abstract": OTHER},
        MOSS["title"],
        OTHER,
    ),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_is_taken_of_a_record_with_a_known_identifier(tmp_path: Path, name: str) -> None:
    changed, title, abstract = TAKEN[name]
    bring(tmp_path, 1, MOSS)
    done = bring(tmp_path, 2, {**MOSS, **changed})
    assert (done.counts.repeats, done.counts.rejected) == (1, 0)
    paper = done.content.papers[PAGE].paper
    assert (paper.title, paper.abstract) == (title, abstract)
    assert len(paper.appearances) == 2


LINKS = {
    "another host": ("code", "https://evil.example/moss", False),
    "a host within a host": ("code", "https://code.example.evil.example/moss", False),
    "a user named as the host": ("code", "https://code.example@evil.example/moss", False),
    "another path": ("code", "https://code.example/moss-2", True),
    "with www": ("code", "https://www.code.example/moss", True),
    "a first link": ("project", "https://anywhere.example/moss", True),
}


@pytest.mark.hazard(89, "a link to code that changes its host")
@pytest.mark.parametrize("name", LINKS)
def test_a_link_changes_host_only_by_a_person(tmp_path: Path, name: str) -> None:
    field, url, is_taken = LINKS[name]
    bring(tmp_path, 1, MOSS)
    done = bring(tmp_path, 2, {**MOSS, field: url})
    shown = getattr(done.content.papers[PAGE].paper.facts, field)
    told = [problem for problem in done.problems if "another host" in problem.what]
    if is_taken:
        assert (shown, told) == (url, [])
    else:
        assert shown == MOSS["code"] or "@" in url
        assert [problem.severity for problem in told] == [Severity.WARNING] or "@" in url


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("A Moss Clock", "A moss clock, revisited", True),
        ("A Moss Clock", "Queues at Ferries", False),
        ("Tidewheel: Memory for Long Documents", "Tidewheel: Reusable Memory", True),
        ("A Moss Clock", "A Bell", False),
        ("On It", "On Us", True),
    ],
)
def test_titles_agree_by_their_words(one: str, other: str, agree: bool) -> None:
    assert titles_agree(one, other) is agree
    assert titles_agree(other, one) is agree
