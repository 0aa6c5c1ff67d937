"""What other programs make of lists of papers: catalogues in JSON, sheets, bookmarks, notes, saved pages."""

from __future__ import annotations

import json

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Entry, Facts
from daybook.problems import Severity
from tests.digests.test_forms import hf, read

DOI = "10.1234/moss.1"
ABSTRACT = "We grow moss on clocks, and it keeps the time of three harbours within a minute a year."
INSPIRE = {
    "hits": {
        "hits": [
            {
                "created": "2031-03-18T02:11:10+00:00",
                "metadata": {
                    "control_number": 1,
                    "titles": [{"source": "arXiv", "title": "Moss on Clocks"}],
                    "abstracts": [{"source": "arXiv", "value": ABSTRACT}],
                    "authors": [
                        {"full_name": "Mill, Ada", "first_name": "Ada", "last_name": "Mill"},
                        {"full_name": "Reed, Bo", "inspire_roles": ["supervisor"]},
                    ],
                    "arxiv_eprints": [{"categories": ["hep-xx", "xx-ph"], "value": "3103.00001"}],
                    "dois": [{"value": DOI}],
                    "earliest_date": "2031-03-17",
                    "public_notes": [{"value": "9 pages"}],
                },
            }
        ],
        "total": 1,
    }
}
MINICONF = {
    "count": 1,
    "results": [
        {
            "id": 7,
            "name": "Moss on Clocks",
            "authors": [{"id": 1, "fullname": "Ada Mill", "institution": "Moss Works"}],
            "abstract": ABSTRACT,
            "room_name": "Hall 3",
            "url": "https://openreview.net/forum?id=moss",
            "starttime": "2031-04-24T10:00:00",
        }
    ],
}
SPRINGER = {
    "records": [
        {
            "title": "Moss on Clocks",
            "creators": [{"creator": "Mill, Ada"}, {"creator": "Reed, Bo"}],
            "doi": DOI,
            "publicationDate": "2031-03-05",
            "abstract": {"h1": "Abstract", "p": ABSTRACT},
        }
    ]
}
PRISM = {
    "search-results": {
        "entry": [{"dc:title": "Moss on Clocks", "prism:doi": DOI, "prism:coverDate": "2031-03-05"}]
    }
}
LENS = {
    "data": [
        {
            "title": "Moss on Clocks",
            "abstract": ABSTRACT,
            "external_ids": [{"type": "doi", "value": DOI}],
            "authors": [{"first_name": "Ada", "last_name": "Mill"}],
        }
    ]
}
SUMMARY = {
    "result": {
        "uids": ["31"],
        "31": {
            "title": "Moss on Clocks.",
            "authors": [{"name": "Mill AB"}],
            "pubdate": "2031 Mar 5",
            "articleids": [{"idtype": "pubmed", "value": "31"}, {"idtype": "doi", "value": DOI}],
        },
    }
}
COLLECTION = {
    "title": "Mosses",
    "items": [{"_id": "1", "id": "3103.00001", "title": "Moss on Clocks", "upvotes": 7, "type": "paper"}],
}
PARSED_FEED = [
    {
        "title": "Moss on Clocks",
        "link": "https://arxiv.org/abs/3103.00001",
        "summary": f"arXiv:3103.00001v1 Announce Type: new \nAbstract: {ABSTRACT}",
        "authors": [{"name": "Ada Mill, Bo Reed"}],
    }
]
ONE, PAIR = ("Ada Mill",), ("Ada Mill", "Bo Reed")
JSON = [
    (
        INSPIRE,
        ABSTRACT,
        Facts(ONE, "3103.00001", DOI, "2031-03-17", ("hep-xx", "xx-ph"), comment="9 pages"),
    ),
    (MINICONF, ABSTRACT, Facts(ONE, link="https://openreview.net/forum?id=moss")),
    (SPRINGER, ABSTRACT, Facts(PAIR, "", DOI, "2031-03-05")),
    (PRISM, "", Facts((), "", DOI, "2031-03-05")),
    (LENS, ABSTRACT, Facts(ONE, "", DOI)),
    (SUMMARY, "", Facts(("AB Mill",), "", DOI, "2031-03-05")),
    (COLLECTION, "", Facts((), "3103.00001")),
    (PARSED_FEED, ABSTRACT, Facts(PAIR, "3103.00001")),
    ([{"title": "Moss on Clocks", "doi": DOI, "pubdate": "2031-03-00"}], "", Facts((), "", DOI, "2031-03")),
    (
        [{"title": "Moss on Clocks", "doi": DOI, "published": {"year": "2031", "month": 3}}],
        "",
        Facts((), "", DOI, "2031-03"),
    ),
    (
        [{"title": "Moss on Clocks", "url": "https://arxiv.org/abs/3103.00001", "author": "bo", "points": 9}],
        "",
        Facts((), "3103.00001"),
    ),
]


def only(text: str, path: str) -> Entry:
    digest, problems = read(text, path)
    (entry,) = digest.entries
    assert {problem.severity for problem in problems} <= {Severity.NOTE}
    return entry


@pytest.mark.parametrize(("value", "abstract", "facts"), JSON)
def test_json_of_other_services(value: object, abstract: str, facts: Facts) -> None:
    entry = only(json.dumps(value), "2031-03-18.json")
    assert (entry.title, entry.abstract, entry.facts) == ("Moss on Clocks", abstract, facts)


def test_the_day_of_inspire_is_that_of_its_record() -> None:
    assert only(json.dumps(INSPIRE), "answer.json").day.isoformat() == "2031-03-18"


def test_daily_papers_by_day() -> None:
    undated = {"submittedOnDailyAt": None}
    days = {"2031-03-18": [hf(1, **undated), hf(2, **undated)], "2031-03-19": [hf(3, **undated)]}
    digest, _problems = read(json.dumps(days), "days.json")
    assert [entry.day.day for entry in digest.entries] == [18, 18, 19]
    assert only(json.dumps(hf()["paper"]), "paper.json").day.day == 18


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (f"title|authors|doi\nMoss on Clocks|Ada Mill|{DOI}\n", Facts(ONE, "", DOI)),
        (
            "Name,URL,Tags\nMoss on Clocks,https://arxiv.org/abs/3103.00001,moss\n",
            Facts((), "3103.00001", keywords=("moss",)),
        ),
        ("No.,Paper,Link\n1,Moss on Clocks,https://arxiv.org/abs/3103.00001\n", Facts((), "3103.00001")),
        ("Title,URL\n[3103.00001] Moss on Clocks,http://arxiv.org/abs/3103.00001\n", Facts((), "3103.00001")),
        (
            'Authors,Title,Publication,Year,Publisher\n"Mill, Ada; Reed, Bo",Moss on Clocks,Days,2031,\n',
            Facts(PAIR, published="2031"),
        ),
        (
            f"id,dc.title[en],dc.identifier.doi,citation_doi\n7,Moss on Clocks,,{DOI}\n",
            Facts((), "", DOI),
        ),
    ],
)  # fmt: skip
def test_sheets(text: str, facts: Facts) -> None:
    entry = only(text, "2031-03-18.csv")
    assert (entry.title, entry.facts) == ("Moss on Clocks", facts)


@pytest.mark.parametrize(
    "text",
    [
        f"# [[Moss on Clocks]]\n- link:: https://arxiv.org/abs/3103.00001\n- authors:: Ada Mill, Bo Reed\n"
        f"- abstract:: {ABSTRACT}\n",
        "# Moss on Clocks\n\nURL: https://arxiv.org/abs/3103.00001\nAuthors: Ada Mill, Bo Reed\n\n"
        f"{ABSTRACT}\n",
        f"## Moss on Clocks\n> [!abstract] Abstract\n> {ABSTRACT}\n\n"
        "**arXiv**: [3103.00001](https://arxiv.org/abs/3103.00001)\n**Authors**: Ada Mill; Bo Reed\n",
    ],
)
def test_notes_of_one_paper(text: str) -> None:
    entry = only(text, "2031-03-18.md")
    assert (entry.title, entry.abstract) == ("Moss on Clocks", ABSTRACT)
    assert entry.facts == Facts(PAIR, "3103.00001")


def test_a_table_of_names_with_bare_links() -> None:
    url = "https://arxiv.org/abs/3103.00001"
    table = f"| Name | URL |\n|---|---|\n| Moss on Clocks | [{url}]({url}) |\n"
    assert only(table, "2031-03-18.md").title == "Moss on Clocks"


ISSUE = f"""<!DOCTYPE html><html><head><title>Mosses of the Week</title>
<meta property="article:published_time" content="2031-03-18T09:00:00+00:00"></head><body>
<nav><a href="https://moss.example/">Home</a><p>{"Subscribe to all our letters. " * 20}</p></nav>
<h1>Mosses of the Week</h1><h2>1. Moss on Clocks</h2><p>{ABSTRACT}
(<a href="https://arxiv.org/abs/3103.00001">paper</a> | <a href="https://x.com/moss/1">tweet</a>)</p>
<h2>2. Late Moss</h2><p>{ABSTRACT} (<a href="https://arxiv.org/abs/3103.00002">paper</a>)</p>
<p>Thanks for reading. Subscribe for free.</p><footer>{"Moss Works. " * 80}</footer>
</body></html>"""
LIST = """<html><body><ul><li><a href="https://arxiv.org/abs/3103.00001">Moss on Clocks</a> Ada Mill</li>
<li><a href="https://openreview.net/forum?id=moss">Late Moss</a> Bo Reed</li></ul></body></html>"""


def test_a_saved_issue_of_a_newsletter() -> None:
    digest, problems = read(ISSUE, "issue.html")
    assert not problems
    assert [(entry.title, entry.abstract, entry.facts.arxiv) for entry in digest.entries] == [
        ("Moss on Clocks", ABSTRACT, "3103.00001"),
        ("Late Moss", ABSTRACT, "3103.00002"),
    ]
    assert {entry.day.isoformat() for entry in digest.entries} == {"2031-03-18"}


def test_a_saved_list_of_links() -> None:
    digest, _problems = read(LIST, "2031-03-18.html")
    names = [(entry.title, entry.facts.authors, entry.abstract) for entry in digest.entries]
    assert names == [("Moss on Clocks", ONE, ""), ("Late Moss", ("Bo Reed",), "")]


@pytest.mark.parametrize("name", ["nav", "footer", "svg"])
def test_an_element_without_an_end_takes_nothing_away(name: str) -> None:
    digest, _problems = read(LIST.replace("<ul>", f"<{name}><ul>"), "2031-03-18.html")
    assert len(digest.entries) == 2


REFERENCES = "".join(
    f'<li>Mill, A. (203{n}). <a href="https://doi.org/10.1234/{n}">"Mosses {n}"</a>. Moss Days.</li>'
    for n in range(9)
)
PROSE = "The ferry left at noon and nobody waved. We ate bread on the deck and watched the gulls turn. " * 9


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Moss</h1><p>Moss is old.</p><ol>{REFERENCES}</ol>",
        f"<h1>On moss</h1><p>{PROSE}</p><p>{PROSE}</p>{LIST}",
        '<h2>Moss on Clocks</h2><p>Read it: <a href="https://arxiv.org/abs/3103.00001">paper</a></p>',
    ],
)
def test_pages_that_only_cite_papers(body: str) -> None:
    text = f"<!DOCTYPE html><html><body>{body}</body></html>"
    digest, (problem,) = read_digest("2031-03-18.html", text.encode(), date_hint("2031-03-18.html", None))
    assert digest is None
    assert "nor a list of papers" in problem.what


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (b"PK\x03\x04..xl/workbook.xml", "an Excel workbook", "CSV"),
        (b"PK\x03\x04..word/document.xml", "a Word document", "plain text"),
        (b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "a LibreOffice sheet", "CSV"),
        (b"PK\x03\x04..mimetypeapplication/epub+zip", "an e-book", "text"),
        (b"PK\x03\x04..2031-03-18.json", "a zip file", "unpack"),
        (b"SQLite format 3\0" + b"\0" * 99, "an SQLite database", "BibTeX"),
        (b"PAR1" + b"\0" * 99, "a Parquet file", "CSV"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, "a Word, Excel or Outlook file", "CSV"),
    ],
)
def test_files_of_other_programs(data: bytes, what: str, remedy: str) -> None:
    digest, (problem,) = read_digest("2031-03-18.x", data, date_hint("2031-03-18.x", None))
    assert digest is None
    assert problem.what == f"is {what}"
    assert remedy in problem.remedy
