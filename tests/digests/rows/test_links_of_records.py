"""The links of a record in JSON, YAML and tables: of the paper, its preprint, code, other pages."""

from __future__ import annotations

import json

import pytest

from daybook.model import Entry
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("2031-03-18.json")
PAPER = {"title": "Moss Keeps the Time of Clocks", "authors": ["Ada Mill", "Bo Reed"]}
CODE = "https://github.com/moss/clocks"


def entry(fields: dict[str, object]) -> Entry:
    digest, problems = read(json.dumps([{**PAPER, **fields}]))
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    return digest.entries[0]


@pytest.mark.parametrize("name", ["preprint", "preprint_url", "Preprint link", "paper"])
def test_a_preprint_gives_its_identifier(name: str) -> None:
    found = entry({name: "https://arxiv.org/abs/3103.00001", "url": "https://moss.example/talks/7"})
    assert (found.facts.arxiv, found.facts.link) == ("3103.00001", "")


@pytest.mark.parametrize(
    "fields",
    [
        {"preprint": {"url": "https://arxiv.org/abs/3103.00001", "date": "2031-03-01"}},
        {"links": {"Home": "https://moss.example", "PDF": "https://arxiv.org/pdf/3103.00001"}},
        {
            "links": [
                {"label": "project", "url": "https://moss.example"},
                {"type": "pdf", "url": "arxiv:3103.00001"},
            ]
        },
    ],
)
def test_a_link_below_a_label_gives_its_identifier(fields: dict[str, object]) -> None:
    assert entry(fields).facts.arxiv == "3103.00001"


def test_where_a_paper_was_published_gives_its_doi() -> None:
    place = {"doi": "https://doi.org/10.1234/moss.1", "journal": "Moss Letters", "year": 2031}
    assert entry({"published": place}).facts.doi == "10.1234/moss.1"
    assert entry({"publication": place}).facts.doi == "10.1234/moss.1"


@pytest.mark.parametrize("label", ["code", "Download code", "GitHub"])
def test_a_link_to_code_is_no_link_to_the_paper(label: str) -> None:
    for links in ([{"label": label, "url": CODE}], {label: CODE}, CODE):
        found = entry({"links": links})
        assert (found.facts.link, found.facts.code) == ("", CODE)


def test_other_pages_are_no_links_to_the_paper() -> None:
    pages = [
        {"label": "Project page", "url": "https://moss.example/clocks"},
        {"action": "Try Moss Finder", "url": "https://finder.example"},
        {"type": "slides", "url": "https://moss.example/slides.pdf"},
    ]
    assert entry({"links": pages}).facts.link == ""
    paper = {"label": "paper", "url": "https://moss.example/clocks.pdf"}
    assert entry({"links": [*pages, paper]}).facts.link == paper["url"]


def test_the_doi_in_a_publishers_address_is_found() -> None:
    found = entry({"url": "https://onlinelibrary.wiley.com/doi/full/10.1002/moss.24860"})
    assert (found.facts.doi, found.facts.link) == ("10.1002/moss.24860", "")


def test_a_list_whose_rows_link_to_papers_needs_no_authors() -> None:
    rows = [
        {
            "title": "Moss Keeps the Time of Clocks",
            "venue": "MossConf",
            "paper": "https://doi.org/10.1234/moss.1",
        },
        {
            "title": "Lamps See Harbours",
            "venue": "MossConf",
            "paper": "https://openreview.net/forum?id=lamps",
        },
    ]
    digest, _problems = read(json.dumps(rows))
    assert [one.title for one in digest.entries] == [row["title"] for row in rows]


@pytest.mark.parametrize("name", ["Lead Authors", "Paper Authors", "All authors"])
def test_columns_of_authors_have_many_names(name: str) -> None:
    table = f'#,{name},Title,Length,,\n1,"Ada Mill and Bo Reed",Moss Keeps the Time,long,,\n,,,,,\n'
    digest, problems = read(table, path="2031-03-18.csv")
    assert digest.entries[0].facts.authors == ("Ada Mill", "Bo Reed")
    assert [problem.severity for problem in problems] == [Severity.NOTE]


def test_a_column_without_a_name_is_noted_so() -> None:
    digest, problems = read(
        "\tTitle\tAuthors\n7\tMoss Keeps the Time\tAda Mill, Bo Reed\n", path="2031-03-18.tsv"
    )
    assert len(digest.entries) == 1
    assert "one without a name" in problems[0].what


def test_a_publisher_among_authors_of_ris_is_none() -> None:
    text = "TY  - CPAPER\nAU  - Mill, A\nAU  - Reed, B\nA1  - MOSS\nTI  - Moss Keeps the Time\nER  -\n"
    digest, problems = read(text, path="2031-03-18.ris")
    assert digest.entries[0].facts.authors == ("A Mill", "B Reed")
    assert "`A1`" in problems[0].what
    only = text.replace("AU  - Mill, A\nAU  - Reed, B\nA1  - MOSS", "A1  - Mill, A\nA1  - Reed, B")
    assert len(read(only, path="2031-03-18.ris")[0].entries[0].facts.authors) == 2


@pytest.mark.parametrize("mark", ["¶", "#", "§", "*"])
def test_marks_behind_names_are_not_of_them(mark: str) -> None:
    assert entry({"authors": f"Ada Mill{mark}, Bo Reed"}).facts.authors == ("Ada Mill", "Bo Reed")
