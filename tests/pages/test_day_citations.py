"""The citations of a day: a file in each form, planned for days that list papers."""

from __future__ import annotations

import json
from datetime import date

import bibtexparser
import pytest
import rispy
from msgspec.structs import replace

from daybook.citations.forms import FORMS
from daybook.model import Day, Facts
from daybook.pages import plan_pages
from daybook.pages.base.frame import make_frame
from daybook.pages.base.planning import Planning
from daybook.pages.day_citations import DayCitationsPage
from daybook.settings import Settings
from tests.made import archive, paper

ONE = replace(paper("2025/one", facts=Facts(authors=("Ada Mill",))), citation_key="mill2025one")
TWO = paper("2025/two", "Two & More", "Two\n\nparagraphs.", rank=2)
GIVEN = replace(archive(ONE, TWO), days=(Day(date(2025, 3, 17)), *archive(ONE, TWO).days))


def planned() -> list[DayCitationsPage]:
    return [page for page in plan_pages(Planning(GIVEN)) if isinstance(page, DayCitationsPage)]


def file(ending: str) -> bytes:
    frame = make_frame(GIVEN, Settings(base_url="https://reader.example/"), {})
    return next(page.call(frame) for page in planned() if page.ending == ending)


def test_only_days_with_papers_have_files() -> None:
    assert [page.path for page in planned()] == [
        f"dates/2025-03-18/2025-03-18.{ending}" for ending in ("bib", "ris", "json")
    ]
    assert all(page.last_change is None for page in planned())


@pytest.mark.parametrize("ending", [form.ending for form in FORMS])
def test_each_file_has_all_papers_in_their_order(ending: str) -> None:
    text = file(ending).decode()
    keys = {
        "bib": lambda: [entry.key for entry in bibtexparser.parse_string(text).entries],
        "ris": lambda: [entry["id"] for entry in rispy.loads(text)],
        "json": lambda: [item["id"] for item in json.loads(text)],
    }
    assert keys[ending]() == ["mill2025one", "two-2025"]


def test_a_paper_without_another_address_is_cited_by_its_page() -> None:
    assert "https://reader.example/papers/2025/two/" in file("bib").decode()
