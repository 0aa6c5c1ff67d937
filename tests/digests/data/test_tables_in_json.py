"""Tables in JSON by columns, lists of bookmarks and of posts, and papers with their whole text."""

from __future__ import annotations

import json

import pytest

from daybook.digests import date_hint, read_digest
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("2031-03-18.json")
TITLES = ["Moss on Clocks", "Late Locks", "Fern Sets"]
ARXIV = ["3103.00001", "3103.00002", "3103.00003"]
LINKS = [f"https://arxiv.org/abs/{arxiv}" for arxiv in ARXIV]
COLUMNS = {"title": TITLES, "authors": ["Ada Mill, Bo Reed"] * 3, "arxiv_id": ARXIV}
TABLES = {
    "lists": COLUMNS,
    "numbered rows": {
        name: {str(n): cell for n, cell in enumerate(column)} for name, column in COLUMNS.items()
    },
    "split": {
        "columns": list(COLUMNS),
        "index": [0, 1, 2],
        "data": list(map(list, zip(*COLUMNS.values(), strict=True))),
    },
    "names of columns in the first row": [list(COLUMNS), *map(list, zip(*COLUMNS.values(), strict=True))],
    "a sheet": {
        "range": "Papers!A1:C4",
        "values": [list(COLUMNS), *map(list, zip(*COLUMNS.values(), strict=True))],
    },
    "in an envelope": {"date": "2031-03-18", "papers": COLUMNS},
}


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_each_row_of_a_table_by_columns_is_a_paper(table: object) -> None:
    digest, problems = read(json.dumps(table))
    assert [(entry.title, entry.facts.arxiv) for entry in digest.entries] == list(
        zip(TITLES, ARXIV, strict=True)
    )
    assert {entry.facts.authors for entry in digest.entries} == {("Ada Mill", "Bo Reed")}
    assert not [problem for problem in problems if problem.severity is not Severity.NOTE]


BROKEN = {
    "a column is short": ({**COLUMNS, "arxiv_id": ARXIV[:2]}, "has 3 titles, and other fields of another"),
    "many titles of one record": ({"doi": "10.1234/m", "title": TITLES * 4}, "has 12 titles"),
}


@pytest.mark.parametrize(("table", "reason"), BROKEN.values(), ids=BROKEN)
def test_no_title_of_a_broken_table_is_dropped_in_silence(table: object, reason: str) -> None:
    digest, (problem,) = read_digest("2031-03-18.json", json.dumps(table).encode(), date_hint("x", 2031))
    assert digest is None
    assert reason in problem.what


def test_a_row_of_another_length_is_reported() -> None:
    table = {"columns": ["title", "doi"], "data": [["Moss", "10.1234/m"], ["Locks"], ["Ferns", "10.1234/f"]]}
    digest, (problem,) = read(json.dumps(table))
    assert [entry.title for entry in digest.entries] == ["Moss", "Ferns"]
    assert "is no row of the columns" in problem.what
    assert digest.rejected == 1


def test_titles_of_a_record_in_two_languages_are_one_paper() -> None:
    record = {"title": ["Moss", "Moos"], "abstract": ["We grow moss.", "Wir ziehen Moos."], "docid": 4}
    digest, _ = read(json.dumps([record]))
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [("Moss", "We grow moss.")]


SITES = {
    "bookmarks": [{"title": title, "url": link} for title, link in zip(TITLES, LINKS, strict=True)]
    + [{"title": "A ferry sank", "url": "https://news.example/1"}],
    "Hacker News": {
        "hits": [
            {"title": f"{title} [pdf]", "url": link, "author": "ada", "points": 9, "num_comments": 1}
            for title, link in zip(TITLES, LINKS, strict=True)
        ]
        + [{"title": "A ferry sank", "url": "https://news.example/1", "author": "bo", "points": 2}]
    },
    "Reddit": {
        "data": {
            "children": [
                {"kind": "t3", "data": {"title": title, "url": link, "author": "ada", "subreddit": "moss"}}
                for title, link in [
                    *((f"[R] {title}", link) for title, link in zip(TITLES, LINKS, strict=True)),
                    ("A ferry sank", "https://news.example/1"),
                ]
            ]
        }
    },
}


@pytest.mark.parametrize("posts", SITES.values(), ids=SITES)
def test_a_post_about_something_else_is_left_out_with_a_warning(posts: object) -> None:
    digest, problems = read(json.dumps(posts))
    assert [entry.title for entry in digest.entries] == TITLES
    assert {entry.facts.authors for entry in digest.entries} == {()}
    warnings = [problem for problem in problems if problem.severity is not Severity.NOTE]
    assert [(problem.severity, "A ferry sank" in problem.what) for problem in warnings] == [
        (Severity.WARNING, True)
    ]


def test_a_record_with_names_of_papers_needs_no_link_among_bookmarks() -> None:
    records = [{"title": "Moss", "abstract": "We grow moss."}, {"title": "Locks", "url": LINKS[0]}]
    digest, _ = read(json.dumps(records))
    assert [entry.title for entry in digest.entries] == ["Moss", "Locks"]


def test_the_bibliography_of_a_whole_text_is_no_paper() -> None:
    paper = {
        "paper_id": "1",
        "metadata": {"title": "Moss on Clocks", "authors": [{"first": "Ada", "last": "Mill"}]},
        "abstract": [{"text": "We grow moss.", "cite_spans": []}, {"text": "It is slow.", "cite_spans": []}],
        "body_text": [{"text": "Moss grows.", "cite_spans": []}],
        "bib_entries": {"B0": {"title": "Old Moss", "authors": [{"first": "Bo", "last": "Reed"}], "year": 1}},
    }
    digest, _ = read(json.dumps(paper))
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [
        ("Moss on Clocks", "We grow moss.\n\nIt is slow.")
    ]
    assert digest.entries[0].facts.authors == ("Ada Mill",)


def test_a_feed_that_a_program_turned_into_json() -> None:
    entries = [
        {
            "id": f"http://arxiv.org/abs/{arxiv}v1",
            "title": title,
            "summary": "We grow moss.",
            "author": [{"name": "Ada Mill"}, {"name": "Bo Reed"}],
            "link": [{"@href": f"http://arxiv.org/pdf/{arxiv}v1", "@title": "pdf"}],
            "category": {"@term": "cs.CL"},
            "arxiv:comment": {"#text": "9 pages"},
        }
        for title, arxiv in zip(TITLES, ARXIV, strict=True)
    ]
    digest, problems = read(json.dumps({"feed": {"title": "arXiv Query", "entry": entries}}))
    assert [entry.title for entry in digest.entries] == TITLES
    facts = digest.entries[0].facts
    assert (facts.arxiv, facts.authors, facts.categories) == (ARXIV[0], ("Ada Mill", "Bo Reed"), ("cs.CL",))
    assert not [problem for problem in problems if problem.severity is not Severity.NOTE]


def test_what_python_shows_of_an_author() -> None:
    record = {"title": "Moss", "summary": "We grow moss.", "entry_id": LINKS[0]}
    authors = ["arxiv.Result.Author('Ada Mill')", "arxiv.Result.Author('Bo Reed')"]
    digest, _ = read(json.dumps([{**record, "authors": authors}]))
    assert digest.entries[0].facts.authors == ("Ada Mill", "Bo Reed")


def test_links_and_dates_of_scholarly_and_orcid() -> None:
    found = {"bib": {"title": "Moss", "author": ["A Mill"], "abstract": "We grow moss."}, "pub_url": LINKS[0]}
    digest, _ = read(json.dumps([found]))
    assert digest.entries[0].facts.arxiv == ARXIV[0]
    day = {"year": {"value": "2031"}, "month": {"value": "03"}, "day": None}
    digest, _ = read(json.dumps([{"title": "Moss", "doi": "10.1234/m", "publication-date": day}]))
    assert digest.entries[0].facts.published == "2031-03"


@pytest.mark.parametrize("label", ["Abstract: ", "ABSTRACT. ", "Abstract\n", "Abstract — "])
def test_the_label_of_an_abstract_is_no_part_of_it(label: str) -> None:
    digest, _ = read(json.dumps([{"title": "Moss", "abstract": f"{label}We grow moss."}]))
    assert digest.entries[0].abstract == "We grow moss."
    digest, _ = read(json.dumps([{"title": "Moss", "abstract": "Abstract thought is of moss."}]))
    assert digest.entries[0].abstract == "Abstract thought is of moss."


OTHERS = {
    "words of a program": {"paper": {"title": "Title", "abstract": "Abstract", "authors": "Authors"}},
    "posts of a blog": {
        "posts": [
            {"title": "On moss", "authors": [{"name": "Ada"}], "url": "https://b.example/1", "excerpt": "x"}
        ]
    },
    "places": {
        "type": "FeatureCollection",
        "features": [{"properties": {"title": "Quay", "url": "https://doi.org/10.1234/quay"}}],
    },
    "requests": {"log": {"version": "1.2", "pages": [{"title": "Moss", "id": LINKS[0]}]}},
}


@pytest.mark.parametrize("value", OTHERS.values(), ids=OTHERS)
def test_other_json_is_refused(value: object) -> None:
    digest, problems = read_digest("2031-03-18.json", json.dumps(value).encode(), date_hint("x", 2031))
    assert digest is None
    assert [problem.severity for problem in problems] == [Severity.ERROR]
