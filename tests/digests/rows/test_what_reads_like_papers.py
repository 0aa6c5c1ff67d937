"""Lists of other things have the names of papers' fields: what their fields say decides."""

from __future__ import annotations

import csv
import io
import json

import pytest

from daybook.digests import date_hint, read_digest
from tests.digests.reading import reading

read = reading("2031-03-18.json")

OTHERS: dict[str, dict[str, object]] = {
    "courses": {"authors": ["Ada Mill"], "level": "beginner", "lessons": 12},
    "books": {"authors": "Ada Mill", "year": 2031, "pages": 320},
    "audio books": {"authors": "Ada Mill", "narrators": "Bo Reed"},
    "games": {"authors": ["Ada Mill", "Bo Reed"], "players": "2-4"},
    "modules of a program": {"authors": ["ada", "bo"], "summary": "Adds moss.", "downloads": 120},
    "recipes": {"authors": ["Ada Mill"], "servings": 4},
    "posts": {"authors": ["Ada Mill"], "date": "2031-03-01", "url": "https://moss.example/post", "body": "x"},
    "people": {"name": "Ada Mill", "abstract": "Ada has grown moss on gates since her youth."},
    "events": {"abstract": "A day on the quay, with boats.", "venue": "Quay", "date": "2031-04-01"},
    "tutorials": {"authors": ["Ada Mill", "Bo Reed"], "abstract": "You will write a loop and run it."},
    "guides": {"authors": "Ada Mill", "abstract": "A step-by-step guide to the locks of the harbour."},
    "lessons": {"authors": "Ada Mill", "abstract": "Set up a lamp, add a lens, and light it."},
    "talks": {"authors": ["Ada Mill"], "venue": "Quay Days", "url": "https://quay.example/1"},
    "talks with slides": {
        "author": "Ada Mill",
        "conference": "Quay Days",
        "slides": "https://quay.example/1",
    },
    "words of a program": {"authors": "Authors of the paper", "abstract": "Abstract of it", "doi": "DOI"},
    "words without an abstract": {
        "authors": "Autoren",
        "journal": "Organ",
        "doi": "DOI",
        "title": "Titel",
    },
    "grants": {"abstract": "We will study moss.", "start": "2031-01-01", "partners": "Quay"},
}
PAPERS: dict[str, dict[str, object]] = {
    "several authors": {"authors": ["Ada Mill", "Bo Reed"]},
    "names in a text": {"authors": "Ada Mill, Bo Reed"},
    "a place of publication": {"authors": "Ada Mill", "journal": "Moss Letters"},
    "a file": {"authors": "Ada Mill", "pdf": "https://moss.example/gates.pdf"},
    "a category of arXiv": {"authors": "Ada Mill", "categories": "cs.CL"},
    "an abstract beside its author": {"authors": "Ada Mill", "abstract": "Moss grows."},
    "an abstract in its words": {"abstract": "In this paper we propose a gate of moss."},
    "a survey that speaks to its reader": {
        "authors": "Ada Mill",
        "abstract": "In this tutorial, we introduce the gates that you find in harbours.",
    },
    "an identifier": {"doi": "10.1234/moss.1"},
    "an identifier beside a company": {"authors": "Quay", "doi": "10.1234/moss.1", "abstract": "Moss grows."},
    "a place of several authors": {"authors": "Ada Mill, Bo Reed", "venue": "Quay Days"},
}


def _records(fields: dict[str, object]) -> list[dict[str, object]]:
    return [{"title": title, **fields} for title in ("Moss Gates", "The Sea at Noon in Four Colours")]


def _table(records: list[dict[str, object]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(records[0]))
    writer.writeheader()
    writer.writerows(
        {key: "; ".join(value) if isinstance(value, list) else value for key, value in record.items()}
        for record in records
    )
    return text.getvalue()


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("kind", list(OTHERS))
def test_lists_of_other_things_are_refused(kind: str, form: str) -> None:
    records = _records(OTHERS[kind])
    text = json.dumps(records) if form == "json" else _table(records)
    path = f"2031-03-18.{form}"
    digest, (problem,) = read_digest(path, text.encode(), date_hint(path, None))
    assert digest is None
    assert "may be something else than papers" in problem.what
    assert "keep the file out of the digests" in problem.remedy


@pytest.mark.parametrize("form", ["json", "csv"])
@pytest.mark.parametrize("kind", list(PAPERS))
def test_what_only_papers_have_is_enough(kind: str, form: str) -> None:
    records = [
        {**record, "title": f"{record['title']} of the Old Harbour"} for record in _records(PAPERS[kind])
    ]
    text = json.dumps(records) if form == "json" else _table(records)
    digest, problems = read(text, path=f"2031-03-18.{form}")
    assert len(digest.entries) == 2, problems
