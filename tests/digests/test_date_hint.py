"""The day that a file's path gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from daybook.archive.importing import import_digests
from daybook.digests.date_hint import DateHint, date_hint, name_with_day
from daybook.model import Counts

DAY = DateHint(2031, 3, 18)


@pytest.mark.parametrize(
    "path",
    [
        "2031-03-18.json",
        "20310318.json",
        "daily_2031.03.18_v2.md",
        "arXiv 2031-3-18.txt",
        "2031年3月18日.md",
        "18-Mar-2031.md",
        "March 18, 2031.md",
        "data/2031-03-18/arxiv.json",
        "data/2031-03-18/cs.CL/index.md",
        "18-Mar-2031/IR/README.md",
        "docs/203103/18/README.md",
        "2031/03/18.json",
        "2031/03/18/papers.json",
        "2031-03/18-cs.LG.md",
        "2031/03-18.md",
        "2031\\03\\18\\papers.json",
        "2031/2031-03/18.md",
        "old/2030-01-02/2031-03-18.json",  # the name goes before its folder
        "2030-01-02/2031-03-18/papers.json",  # and the nearest folder before others
    ],
)
def test_a_name_or_its_folders_give_a_day(path: str) -> None:
    assert date_hint(path, 1999) == DAY


@pytest.mark.parametrize(
    ("path", "year"),
    [
        ("2031/papers.json", 2031),
        ("2031/0318.json", 2031),  # as well the 318th file
        ("2031/12/10.1145-3077136.bib", 2031),  # a DOI
        ("2031/40/12.json", 2031),
        ("2503.02268v1.json", 1999),  # an identifier of arXiv
        ("2031-03-18/a/b/c/papers.json", 2031),  # a folder that is too far away
        ("2030-01-02/digests/2031/papers.json", 2031),  # a backup of an archive
        ("2030-01-02/papers 2031.json", 2031),
        ("Marvin 18 2031.md", 2031),
        ("papers.json", 1999),
    ],
)
def test_what_may_be_no_day_gives_a_year_at_most(path: str, year: int) -> None:
    assert date_hint(path, 1999) == DateHint(year)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("saved/2031-03-18.json", "2031-03-18.json"),
        ("saved/2031-03-18/arxiv.json", "2031-03-18-arxiv.json"),
        ("saved/2031/03/18.json", "2031-03-18-18.json"),
        ("saved/2031年3月18日.md", "2031-03-18-2031年3月18日.md"),
        ("saved/2031/papers.json", "papers.json"),
    ],
)
def test_a_copy_keeps_the_day_that_only_the_folders_of_its_file_give(path: str, name: str) -> None:
    assert name_with_day(path) == name


def test_files_of_one_name_in_folders_of_days_are_of_these_days(tmp_path: Path) -> None:
    for day, title in (("2031-03-18", "Moss"), ("2031-03-19", "Fern")):
        folder = tmp_path / "saved" / day
        folder.mkdir(parents=True)
        paper = f'{{"title": "{title}", "abstract": "We grow it.", "arxiv_id": "3103.0000{len(title)}"}}'
        (folder / "papers.json").write_text(f'{{"papers": [{paper}]}}')
    (tmp_path / "content").mkdir()
    import_digests(tmp_path / "content", [tmp_path / "saved"])
    kept = sorted(place.name for place in (tmp_path / "content/digests/2031").iterdir())
    days = sorted(place.stem for place in (tmp_path / "content/dates").iterdir())
    assert (kept, days) == (
        ["2031-03-18-papers.json", "2031-03-19-papers.json"],
        ["2031-03-18", "2031-03-19"],
    )
    again = import_digests(tmp_path / "content", [tmp_path / "saved"])
    assert not again.problems
    assert again.counts == Counts()
    assert date(2031, 3, 18) in again.content.days
