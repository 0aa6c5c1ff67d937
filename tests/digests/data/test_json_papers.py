"""Papers in JSON of services, and of archives keyed by topic or by day."""

from __future__ import annotations

import json
from datetime import date

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Entry, Facts
from daybook.problems import Severity
from tests.digests.test_forms import DAY, read

MILL, REED = {"family": "Mill", "given": "Ada"}, {"family": "Reed", "given": "Bo"}
DOI = "10.1234/moss.1"
CSL = {
    "id": "mill2031",
    "type": "article-journal",
    "title": "Moss <i>in situ</i> &amp; CO<sub>2</sub>",
    "abstract": "We grow moss.",
    "author": [
        MILL,
        {**REED, "non-dropping-particle": "van der", "suffix": "Jr."},
        {"literal": "Moss Works"},
    ],
    "issued": {"date-parts": [["2031", 3]]},
    "DOI": DOI,
}
OPENALEX = {
    "id": "https://openalex.org/W9",
    "doi": f"https://doi.org/{DOI}",
    "display_name": "Moss",
    "publication_date": "2031-03-02",
    "authorships": [{"author": {"display_name": "Ada Mill"}}, {"author": {"display_name": "Bo Reed"}}],
    "abstract_inverted_index": {"moss": [2, 4], "grow": [1], "We": [0], "on": [3]},
    "primary_location": {"landing_page_url": "https://arxiv.org/abs/3103.00001"},
    "keywords": [{"display_name": "Clocks", "score": 0.9}],
}
CROSSREF = {
    "DOI": DOI,
    "title": ["Moss"],
    "author": [{**MILL, "sequence": "first"}, {"name": "Moss Works"}],
    "abstract": "<jats:title>Abstract</jats:title><jats:p>We grow <jats:italic>moss</jats:italic>.</jats:p>"
    "<jats:p>It keeps &lt;4 clocks.</jats:p>",
    "published": {"date-parts": [[2031]]},
}
SCHOLAR = {
    "paperId": "00ff",
    "externalIds": {"ArXiv": "3103.00001", "DOI": DOI},
    "title": "Moss",
    "abstract": None,
    "publicationDate": "2031-03-02",
    "authors": [{"authorId": "1", "name": "Ada Mill"}, {"authorId": None, "name": "Bo Reed"}],
    "url": "https://www.semanticscholar.org/paper/00ff",
}
REVIEW = {
    "id": "aBc",
    "forum": "aBc",
    "cdate": 1931731200000,
    "content": {
        "title": {"value": "Moss"},
        "authors": {"value": ["Ada Mill", "Bo Reed"]},
        "abstract": {"value": "We grow moss."},
        "keywords": {"value": ["moss", "clocks"]},
        "pdf": {"value": "/pdf/aBc.pdf"},
    },
}
REVIEW_V1 = {**REVIEW, "content": {key: value["value"] for key, value in REVIEW["content"].items()}}  # type: ignore[attr-defined]
CODE_DUMP = {
    "paper_url": "https://paperswithcode.com/paper/moss",
    "arxiv_id": "3103.00001",
    "title": "Moss",
    "abstract": "We grow moss.",
    "url_abs": "https://arxiv.org/abs/3103.00001v2",
    "url_pdf": "https://arxiv.org/pdf/3103.00001v2.pdf",
    "authors": ["Ada Mill", "Bo Reed"],
    "tasks": ["Moss Growing"],
    "date": "2031-03-02",
}
ZOTERO_ITEM = {
    "key": "AB12",
    "data": {
        "itemType": "preprint",
        "title": "Moss",
        "abstractNote": "We grow moss.",
        "creators": [
            {"creatorType": "author", "firstName": "Ada", "lastName": "Mill"},
            {"creatorType": "editor", "firstName": "Cy", "lastName": "Wood"},
            {"creatorType": "author", "name": "Moss Works"},
        ],
        "date": "2031-03",
        "dateAdded": "2031-03-18T10:00:00Z",
        "DOI": "10.48550/arXiv.3103.00001",
        "tags": [{"tag": "moss"}, {"tag": "clocks"}],
    },
}
SNAPSHOT = {
    "id": "3103.00001",
    "submitter": "Ada Mill",
    "comments": "9 pages, {\\'e}dition 2",
    "authors": "A. Mill, B. R\\'eed (Moss Works)",
    "title": "Erd\\H{o}s moss\n  for {C}locks",
    "doi": "10.1234/moss.1 10.1234/moss.2",
    "categories": "hep-ph xx.YY",
    "abstract": '  We grow Schr\\"odinger moss for $x<y$ at 4\\%.\n',
    "versions": [{"version": "v1", "created": "Tue, 4 Mar 2031 19:18:42 GMT"}],
    "authors_parsed": [["Mill", "A.", ""], ["R\\'eed", "B.", "Jr"]],
}
ROWS = {
    "Moss": {
        "3103.00001": "|**2031-03-18**|**Moss \\| Clocks**|Ada Mill et.al.|[3103.00001](http://arxiv.org/abs/3103"
        ".00001)|**[link](https://github.com/example/moss)**|\n",
    },
    "Clocks": {
        "3103.00002": "- 2031-03-17, **Late Moss**, Bo Reed et.al., Paper: [http://arxiv.org/abs/3103.00002]"
        "(http://arxiv.org/abs/3103.00002)\n",
    },
}
PAIR = ("Ada Mill", "Bo Reed")
ONE = Facts(PAIR, "3103.00001")
FORMS = [
    ("CSL-JSON", json.dumps([CSL])),
    ("OpenAlex", json.dumps({"meta": {"count": 1, "q": None}, "results": [OPENALEX], "group_by": []})),
    ("Crossref", json.dumps({"status": "ok", "message": {"facets": {}, "items": [CROSSREF], "total": 1}})),
    ("Semantic Scholar", json.dumps({"total": 1, "data": [SCHOLAR]})),
    ("OpenReview", json.dumps({"notes": [REVIEW, REVIEW_V1], "count": 2})),
    ("Papers With Code", json.dumps([CODE_DUMP], indent=1)),
    ("Zotero", json.dumps([ZOTERO_ITEM])),
    ("arXiv", json.dumps(SNAPSHOT) + "\n" + json.dumps({**SNAPSHOT, "id": "3103.00002"}) + "\n"),
    ("topics", json.dumps(ROWS)),
    ("days", json.dumps({"2031-03-18": {"xx.YY": [CODE_DUMP], "xx.ZZ": [CODE_DUMP]}})),
]


@pytest.mark.parametrize(
    ("text", "title", "abstract", "facts"),
    [
        (
            json.dumps([CSL]),
            "Moss in situ & CO2",
            "We grow moss.",
            Facts(("Ada Mill", "Bo van der Reed, Jr.", "Moss Works"), "", DOI, "2031-03"),
        ),
        (
            FORMS[1][1],
            "Moss",
            "We grow moss on moss",
            Facts(PAIR, "3103.00001", DOI, "2031-03-02", keywords=("Clocks",)),
        ),
        (
            FORMS[2][1],
            "Moss",
            "We grow moss.\n\nIt keeps <4 clocks.",
            Facts(("Ada Mill", "Moss Works"), "", DOI, "2031"),
        ),
        (FORMS[3][1], "Moss", "", Facts(PAIR, "3103.00001", DOI, "2031-03-02")),
        (
            json.dumps([CODE_DUMP]),
            "Moss",
            "We grow moss.",
            Facts(PAIR, "3103.00001", published="2031-03-02", keywords=("Moss Growing",)),
        ),
        (
            json.dumps(ZOTERO_ITEM),
            "Moss",
            "We grow moss.",
            Facts(("Ada Mill", "Moss Works"), "3103.00001", published="2031-03", keywords=("moss", "clocks")),
        ),
        (
            json.dumps(SNAPSHOT),
            "Erdős moss for Clocks",
            "We grow Schrödinger moss for $x<y$ at 4%.",
            Facts(
                ("A. Mill", "B. Réed Jr"),
                "3103.00001",
                DOI,
                "2031-03-04",
                ("hep-ph", "xx.YY"),
                comment="9 pages, \u00e9dition 2",
                submitter="Ada Mill",
            ),
        ),
        (
            '{"resultList": {"result": [{"title": "Moss", "authorString": "Mill A, Reed B.", "pmid": "1"}]}}',
            "Moss",
            "",
            Facts(("A Mill", "B Reed"), link="https://pubmed.ncbi.nlm.nih.gov/1/"),
        ),
        (
            json.dumps(
                {
                    "title": "Moss.",
                    "authors": {"author": {"@pid": "1", "text": "Ada Mill 0002"}},
                    "ee": "x",
                    "doi": DOI,
                }
            ),
            "Moss",
            "",
            Facts(("Ada Mill",), "", DOI),
        ),
        (
            json.dumps({"title": "Moss.", "pmid": "1", "abstractText": "<h4>Aim</h4>We grow <i>moss</i>."}),
            "Moss",
            "Aim\n\nWe grow moss.",
            Facts(link="https://pubmed.ncbi.nlm.nih.gov/1/"),
        ),
        (
            json.dumps(
                {
                    "titles": [{"title": "Moss"}],
                    "doi": DOI,
                    "descriptions": [{"description": "<p>We grow.</p>", "descriptionType": "Abstract"}],
                }
            ),
            "Moss",
            "We grow.",
            Facts((), "", DOI),
        ),
        (
            json.dumps(
                {"title": ["Moss"], "author": ["Mill, Ada"], "doi": [DOI], "identifier": ["arXiv:3103.00001"]}
            ),
            "Moss",
            "",
            Facts(("Ada Mill",), "3103.00001", DOI),
        ),
        (
            json.dumps([{"titles": [{"title": "Moss"}], "doi": DOI, "creators": [{"name": "Mill, Ada"}]}]),
            "Moss",
            "",
            Facts(("Ada Mill",), "", DOI),
        ),
    ],
)  # fmt: skip
def test_objects_of_services(text: str, title: str, abstract: str, facts: Facts) -> None:
    digest, problems = read(text, "2031-03-18.json")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.facts) == (title, abstract, facts)
    assert {problem.severity for problem in problems} <= {Severity.NOTE}


def test_notes_of_openreview_keep_their_link() -> None:
    digest, problems = read(FORMS[4][1], "2031-03-20.json")
    link = "https://openreview.net/forum?id=aBc"
    facts = Facts(PAIR, published="2031-03-20", keywords=("moss", "clocks"), link=link)
    assert [(entry.title, entry.facts) for entry in digest.entries] == [("Moss", facts)] * 2
    assert {problem.severity for problem in problems} <= {Severity.NOTE}


@pytest.mark.parametrize("path", ["2031-03-20.json", "arxiv-daily.json"])
def test_rows_of_markdown_by_topic(path: str) -> None:
    digest, problems = read(FORMS[8][1], path)
    one, other = digest.entries
    assert (one.title, one.facts.authors, one.facts.keywords) == ("Moss | Clocks", ("Ada Mill",), ("Moss",))
    assert (one.facts.arxiv, one.facts.code) == ("3103.00001", "https://github.com/example/moss")
    assert (other.title, other.facts.authors, other.facts.arxiv) == ("Late Moss", ("Bo Reed",), "3103.00002")
    days = [entry.day.day for entry in digest.entries]
    assert days == ([20, 20] if "20" in path else [18, 17])
    assert not problems


@pytest.mark.parametrize(
    "value",
    [
        {"2031-03-18": [CODE_DUMP, CODE_DUMP]},
        {"2031-03-18": {"xx.YY": [CODE_DUMP], "xx.ZZ": [CODE_DUMP]}},
        {"xx.YY": {"2031-03-18": [CODE_DUMP]}, "xx.ZZ": {"2031-03-18": [CODE_DUMP]}},
        {"date": "2031-03-18", "updated": {"by": "a"}, "new": [CODE_DUMP], "old": [CODE_DUMP]},
        {"date": "2031-03-18", "count": 2, "papers": [CODE_DUMP, CODE_DUMP]},
        {"date": "2031-03-18", "papers": {"3103.00001": SCHOLAR, "3103.00002": SCHOLAR}},
    ],
)
def test_papers_below_keys(value: object) -> None:
    digest, problems = read(json.dumps(value), "papers.json")
    assert [(entry.day, entry.title) for entry in digest.entries] == [(DAY, "Moss")] * 2
    assert digest.rejected == 0
    assert {problem.severity for problem in problems} <= {Severity.NOTE}


LAMPS = {"title": "Lamps", "doi": "10.1234/lamps", "published": "2031-03-11"}


@pytest.mark.parametrize(
    "value",
    [
        {"announcementDate": "2031-03-18", "papers": [LAMPS]},
        {"run_date": "2031-03-18T05:00:00Z", "stats": {"fetched": 1}, "articles": [LAMPS]},
        {"metadata": {"date": "2031-03-18", "count": 1}, "papers": [LAMPS]},
        {"generated_at": "2031-03-18T05:00:00.5+00:00", "query": "lamps", "results": [LAMPS]},
        {"meta": {"fetchedAt": "2031-03-18"}, "list": [LAMPS]},
        {"generated_at": "2031-03-20", "papers": [{**LAMPS, "dateAdded": "2031-03-18"}]},
        {"generated_at": "2031-03-20", "papers": {"2031-03-18": [LAMPS]}},
        {"run_date": "soon", "reportDate": "2031-03-18", "papers": [LAMPS]},
        {"announcementDate": "2031-03-18", "paper": LAMPS},
        {**LAMPS, "fetched_at": "2031-03-18T05:00:00Z", "date": "2031-03-11"},
    ],
)
def test_an_envelope_that_says_its_day(value: object) -> None:
    digest, problems = read(json.dumps(value), "papers.json")
    assert [(entry.day, entry.facts.published) for entry in digest.entries] == [(DAY, "2031-03-11")]
    assert digest.rejected == 0
    assert {problem.severity for problem in problems} <= {Severity.NOTE}


@pytest.mark.parametrize(
    "head", [{"lastUpdated": "2031-03-18"}, {"generated_at": 1931731200}, {"date": "2031"}]
)
def test_an_envelope_that_says_no_day(head: dict[str, object]) -> None:
    digest, problems = read(json.dumps({**head, "papers": [LAMPS]}), "papers.json")
    assert (len(digest.entries), digest.rejected) == (0, 1)
    assert "without a day" in problems[-1].what


def test_a_record_without_a_title_is_counted_wherever_it_is() -> None:
    bad = {"abstract": "We grow moss."}
    for value in (
        {"Moss": [CODE_DUMP, bad, CODE_DUMP]},
        {"2031-03-18": {"a": [CODE_DUMP], "b": [bad, CODE_DUMP]}},
    ):
        digest, problems = read(json.dumps(value), "2031-03-18.json")
        assert (len(digest.entries), digest.rejected) == (2, 1)
        assert "has no title" in problems[0].what


def test_lines_with_envelopes_are_all_read() -> None:
    lines = [json.dumps({"date": f"2031-03-{day}", "papers": [CODE_DUMP]}) for day in (18, 19, 20)]
    digest, _ = read("\n".join(lines), "papers.jsonl")
    assert [entry.day.day for entry in digest.entries] == [18, 19, 20]


def test_a_key_that_ends_like_one_of_the_api_is_no_sign_of_it() -> None:
    record = {"title": "Moss", "abstract": "We grow moss.", "reproduces_paper": {"title": "Old Moss"}}
    for text in (json.dumps([record]), json.dumps([{**record, "paper": "Old Moss"}])):
        digest, problems = read(text, "2031-03-18.json")
        assert [(entry.title, entry.abstract) for entry in digest.entries] == [("Moss", "We grow moss.")]
        assert "reproduces_paper" in problems[0].what
    inner = {"wallpaper": {"title": "Moss", "summary": "Green.", "upvotes": 4}}
    digest_or_none, _ = read_digest(
        "2031-03-18.json", json.dumps([inner]).encode(), date_hint("2031-03-18", None)
    )
    assert digest_or_none is None


NO_PAPERS = [
    [{"title": "Fix the gate", "number": 4, "body": "It squeaks.", "user": {"login": "mill"}}],
    {"$schema": "https://json-schema.org/draft", "title": "Gate", "description": "A gate.", "type": "object"},
    {"openapi": "3.0.0", "info": {"title": "Gates", "version": "1"}, "paths": {}},
    [{"title": "Gates", "authors": ["Ada Mill"], "isbn": "978", "price": 4}],
    [{"title": "A walk", "author": "Ada Mill", "date": "2031-03-18", "tags": ["walks"]}],
    {"pages": [{"title": "Home", "url": "/"}, {"title": "About", "url": "/about"}]},
    [{"title": "Chat", "mapping": {"a": {"message": {"content": "hello"}}}}],
    {"message": "started", "level": "info"},
    {"name": "moss", "version": "1.0.0", "dependencies": {"clock": "^1"}},
    {"cells": [{"source": ["# Moss"]}], "metadata": {"title": "Moss", "authors": [{"name": "Ada Mill"}]}},
    {"type": "FeatureCollection", "features": [{"properties": {"title": "A bridge"}}]},
    [1, 2, 3],
    [{"title": "Gates", "authors": ["Ada Mill"], "year": 2031, "publisher": "Weir Press"}],
    {
        "items": [
            {"volumeInfo": {"title": "Gates", "authors": ["Ada Mill"], "pageCount": 90, "printType": "BOOK"}}
        ]
    },
]


@pytest.mark.parametrize("value", NO_PAPERS)
def test_other_json_gives_no_papers(value: object) -> None:
    path = "2031-03-18.json"
    digest, problems = read_digest(path, json.dumps(value).encode(), date_hint(path, None))
    assert digest is None
    assert [problem.severity for problem in problems] == [Severity.ERROR]


def test_a_file_of_which_most_is_broken_is_refused() -> None:
    good, bad = json.dumps(CODE_DUMP), '{"name": "a gate"}'
    digest, problems = read_digest(
        "a.jsonl", "\n".join([good, bad, bad]).encode(), date_hint("2031-03-18", None)
    )
    assert digest is None
    assert "2 of 3 records cannot be read" in problems[0].what
    digest, problems = read_digest(
        "a.jsonl", "\n".join([good, good, bad]).encode(), date_hint("2031-03-18", None)
    )
    assert digest is not None
    assert (len(digest.entries), digest.rejected) == (2, 1)


def test_what_is_not_used_is_named_once() -> None:
    records = [
        {**CODE_DUMP, "publisher": {"name": "Mosses"}, "comment": "9 pages", "empty": None, "notes_": []},
        {**CODE_DUMP, "comment": "8 pages", "url": "https://moss.example/1"},
    ]
    _, problems = read(json.dumps(records), "2031-03-18.json")
    used, links = problems
    assert used.what == "has fields that are not used: `publisher`"
    assert "1 in `url`" in links.what
    assert {problem.severity for problem in problems} == {Severity.NOTE}


@pytest.mark.parametrize(
    ("categories", "kept", "codes"),
    [
        (["cs.CL", "68T50 (Primary)"], ("cs.CL",), 1),
        (["cs.CL", "I.7.5; I.2.1; I.2.8", "math.CO"], ("cs.CL", "math.CO"), 1),
        ("cs.CL 68T50 (Primary)", ("cs.CL",), 1),
        ("cs.CL hep-th; 05C15, 05-XX (Secondary)", ("cs.CL", "hep-th"), 2),
        (["cs.CL", "68T07, 68T45, 68U10, 62H30, 94A08, 68T07, 68T45, 68U10, 62H30, 94A08"], ("cs.CL",), 1),
        (["Moss", "A.1 steel"], ("Moss", "A.1 steel"), 0),
    ],
)
def test_classes_among_categories_are_named_once(
    categories: object, kept: tuple[str, ...], codes: int
) -> None:
    record = {**CODE_DUMP, "categories": categories}
    digest, problems = read(json.dumps([record, record]), "2031-03-18.json")
    assert [entry.facts.categories for entry in digest.entries] == [kept, kept]
    found = [problem for problem in problems if "class code" in problem.what]
    assert [problem.what.split()[0] for problem in found] == [str(2 * codes)] * bool(codes)
    assert {problem.severity for problem in found} <= {Severity.NOTE}


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ({"date-parts": [[2031, 3, 4]]}, "2031-03-04"),
        ({"raw": "2031-03"}, "2031-03"),
        ({"date-parts": [[2031, None]]}, "2031"),
        (1931731200000, "2031-03-20"),
        (2031, "2031"),
        (2031.0, "2031"),
        ("2031/3/4", "2031-03-04"),
        ("Tue, 4 Mar 2031 19:18:42 GMT", "2031-03-04"),
        ("March 2031", "2031-03"),
        ("4 Mar 2031", "2031-03-04"),
        ("Mar. 4th, 2031", "2031-03-04"),
    ],
)
def test_dates_of_publication(value: object, published: str) -> None:
    digest, problems = read(json.dumps([{"title": "A", "doi": DOI, "published": value}]), "2031-03-18.json")
    assert digest.entries[0].facts.published == published
    assert not problems


@pytest.mark.parametrize("value", [{"date-parts": [["x"]]}, 10**30, {"date-parts": {"a": 1}}, "soon", [[]]])
def test_a_date_that_is_none(value: object) -> None:
    digest, _ = read(json.dumps([{"title": "A", "doi": DOI, "published": value}]), "2031-03-18.json")
    assert digest.entries[0].facts.published == ""


def test_a_paper_without_identifier_keeps_its_link() -> None:
    for link in ("https://proceedings.example/moss.html", "https://openreview.net/forum?id=aBc"):
        digest, problems = read(json.dumps([{"title": "A", "abstract": "B", "url": link}]), "2031-03-18.json")
        assert digest.entries[0].facts.link == link
        assert not problems


def test_a_single_answer_of_crossref() -> None:
    digest, _ = read(json.dumps({"status": "ok", "message": CROSSREF}), "2031-03-18.json")
    assert [entry.facts.doi for entry in digest.entries] == [DOI]


def test_the_day_of_a_paper_with_no_day_elsewhere() -> None:
    digest, _ = read(json.dumps([CODE_DUMP]), "dump.json")
    assert [entry.day for entry in digest.entries] == [date(2031, 3, 2)]


@pytest.mark.parametrize("text", ["<i>Moss</i> &amp; more", "R\\'enyi {\\em gates}", "a</b> & $x<y$"])
def test_texts_of_no_service_stay_to_the_letter(text: str) -> None:
    record = {"title": text, "abstract": text, "authors": [f"{text}, Ada (1)"], "arxiv": "3103.00001"}
    digest, _ = read(json.dumps([record]), "2031-03-18.json")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.facts.authors) == (text, text, (f"{text}, Ada (1)",))


def test_an_affiliation_behind_a_name_is_dropped_and_a_name_in_parentheses_kept() -> None:
    names = [
        "Ada (Jo) Mill",
        "Bo Reed (Moss Works)",
        "Cy Wood <cy@moss.example>",
        "Di Vey¹",
        "alert(1)",
        "Ed (Moss) <x>",
    ]
    record = {"title": "Moss", "abstract": "Moss.", "authors": names, "arxiv": "3103.00001"}
    digest, _ = read(json.dumps([record]), "2031-03-18.json")
    assert digest
    assert digest.entries[0].facts.authors == ("Ada (Jo) Mill", "Bo Reed", "Cy Wood", "Di Vey", *names[4:])


def test_names_of_signs_alone_stay_to_the_letter() -> None:
    names = ["0,0", ",", "-,", "1,0/0,0", "_a, b_"]
    record = {"title": "Moss", "abstract": "Moss.", "authors": names, "arxiv": "3103.00001"}
    digest, _ = read(json.dumps([record]), "2031-03-18.json")
    assert list(digest.entries[0].facts.authors) == names


def test_attachments_of_zotero_are_no_papers() -> None:
    paper = {"itemType": "preprint", "title": "Moss", "repository": "arXiv", "archiveID": "arXiv:3103.00001"}
    file = {"itemType": "attachment", "title": "Snapshot", "url": "https://arxiv.org/abs/3103.00001"}
    items = [
        {"key": key, "data": data} for key, data in (("A", {**paper, "abstractNote": "We."}), ("B", file))
    ]
    digest, problems = read(json.dumps(items), "2031-03-18.json")
    assert [entry.title for entry in digest.entries] == ["Moss"]
    assert "has 1 item of other kinds, such as attachments, books, reviews or web pages" in [
        problem.what for problem in problems
    ]
    assert {problem.severity for problem in problems} == {Severity.NOTE}


def test_an_identifier_in_a_link_of_arxiv() -> None:
    text = json.dumps([{"title": "Moss", "abstract": "We.", "arxiv_url": "https://arxiv.org/abs/3103.00001"}])
    digest, problems = read(text, "2031-03-18.json")
    assert (digest.entries[0].facts.arxiv, problems) == ("3103.00001", ())


@pytest.mark.parametrize(
    ("fields", "abstract", "summary"),
    [
        ({"summary": "We grow moss."}, "We grow moss.", ""),
        ({"abstract": "We grow moss.", "summary": "Moss grows."}, "We grow moss.", "Moss grows."),
        ({"abstract": "We grow moss.", "summary": "We grow moss."}, "We grow moss.", ""),
        ({"abstract": "We grow.", "summary": "Moss grows.", "tldr": "Moss."}, "We grow.", "Moss."),
    ],
)
def test_a_summary_next_to_an_abstract(fields: dict[str, str], abstract: str, summary: str) -> None:
    record = {
        "title": "A Clock of Moss",
        "authors": ["Ada Mill", "Bo Reed"],
        "url": "https://moss.example/1",
        **fields,
    }
    digest, _ = read(json.dumps([record]), "2031-03-18.json")
    (entry,) = digest.entries
    assert (entry.abstract, entry.facts.summary) == (abstract, summary)


@pytest.mark.parametrize(
    ("date", "published"), [("2031-03-17", "2031-03-17"), ("2030", "2030"), ("2031-03-18", "")]
)
def test_a_date_other_than_the_digests_day_is_that_of_publication(date: str, published: str) -> None:
    digest, problems = read(
        json.dumps([{"title": "Moss", "doi": "10.1234/m.1", "date": date}]), "2031-03-18.json"
    )
    assert digest.entries[0].facts.published == published
    assert not problems


def test_what_services_call_a_summary_and_an_organisation() -> None:
    paper = {
        "title": "Moss",
        "abstract": "We grow moss.",
        "universal_paper_id": "3103.00001",
        "paper_summary": {"summary": "Moss grows."},
        "organization_info": [{"name": "Moss Works", "image": "m.png"}],
    }
    digest, _problems = read(json.dumps({"papers": [paper]}), "2031-03-18.json")
    facts = digest.entries[0].facts
    assert (facts.summary, facts.organization) == ("Moss grows.", "Moss Works")


def test_the_day_of_paperpile() -> None:
    paper = {"title": "Moss", "arxivid": "3103.00001", "pubtype": "PREPRINT", "created": 1931731200.5}
    digest, _problems = read(json.dumps([paper]), "library.json")
    assert digest.entries[0].day.isoformat() == "2031-03-20"


def test_an_identifier_of_a_data_set() -> None:
    digest, _problems = read(
        json.dumps([{"title": "Moss", "abstract": "M.", "id": "abs-3103.00001v1"}]), "2031-03-18.json"
    )
    assert digest.entries[0].facts.arxiv == "3103.00001"


def test_topics_that_are_categories_and_counts_with_commas() -> None:
    papers = {"cs.CL": [{"title": "Moss", "doi": "10.1234/m.1", "stars": "1,234"}], "Moss": [SCHOLAR]}
    digest, _problems = read(json.dumps(papers), "2031-03-18.json")
    first, second = digest.entries
    assert (first.facts.categories, first.facts.keywords, first.facts.stars) == (("cs.CL",), (), "1234")
    assert second.facts.keywords == ("Moss",)


def test_labels_of_a_reader_of_feeds() -> None:
    paper = {
        "title": "Moss",
        "doi": "10.1234/m.1",
        "categories": ["user/-/state/com.google/starred", "cs.CL"],
    }
    digest, _problems = read(json.dumps([paper]), "2031-03-18.json")
    assert digest.entries[0].facts.categories == ("cs.CL",)


def test_the_submitter_of_a_snapshot_is_latex() -> None:
    paper = {"id": "3103.00001", "title": "Moss", "abstract": "We grow moss.", "submitter": "Ad\\'a Mill"}
    digest, _problems = read(json.dumps(paper), "2031-03-18.jsonl")
    assert digest.entries[0].facts.submitter == "Adá Mill"


PLAIN = {
    "title": "Moss on Clocks",
    "abstract": "It grows.",
    "authors": ["Ada Mill"],
    "arxiv_id": "3103.00001",
}


def one(**fields: object) -> Entry:
    digest, problems = read(json.dumps([{**PLAIN, **fields}]), "2031-03-18.json")
    assert not [problem for problem in problems if problem.severity is not Severity.NOTE]
    (entry,) = digest.entries
    return entry


def test_names_of_letters_and_accents_are_read_as_latex() -> None:
    others = ("Bo {Reed}~Ash", "Ib\\ Oak \\'a", "\\'a(1)")
    authors = one(authors=["Tol\\d{o} M\\'ill-O'Ash", *others]).facts.authors
    assert authors == ("Tolọ Míll-O'Ash", *others)


@pytest.mark.parametrize(
    "authors",
    [
        ["Ada Mill (Moss Works)", "Bo Reed (Reed Works, Berlin)"],
        ["Ada Mill <ada@mill.example>", "Bo Reed"],
        ["Ada Mill and Bo Reed"],
        ["Mill Ford, Ada", "Reed, Bo"],
        "Ada Mill\u00b9, Bo Reed\u00b2,\u00b3",
        ["Ada Mill\u00b9", "Bo Reed\u00b2"],
    ],
    ids=["affiliations", "addresses", "two in one", "all inverted", "numbers of notes", "the same in a list"],
)
def test_what_stands_beside_names(authors: object) -> None:
    found = one(authors=authors).facts.authors
    assert found in (("Ada Mill", "Bo Reed"), ("Ada Mill Ford", "Bo Reed"))


@pytest.mark.parametrize(
    ("number", "identifier"),
    [
        (3103.0001, "3103.00010"),
        ("3103.0123", "3103.01230"),
        (1412.1234, "1412.1234"),
        (1501.1234, "1501.12340"),
    ],
)
def test_identifiers_that_a_program_took_for_numbers(number: object, identifier: str) -> None:
    """Since 2015 they have five digits behind the point, before then four."""
    assert one(arxiv_id=number).facts.arxiv == identifier


@pytest.mark.parametrize(
    ("abstract", "text"),
    [
        ("<p>It grows &lt; 1 <i>m</i>.</p><p>It stays.</p>", "It grows < 1 m.\n\nIt stays."),
        ("<jats:title>Moss</jats:title>\n<jats:p>It grows.</jats:p>", "Moss\n\nIt grows."),
        ("<b> is a tag, and a < b.", "<b> is a tag, and a < b."),
        ("We prove a <p> b.", "We prove a <p> b."),
    ],
)
def test_an_abstract_that_is_an_element_is_markup(abstract: str, text: str) -> None:
    assert one(abstract=abstract).abstract == text


def test_a_paper_with_a_score_beside_it_is_none_of_the_daily_papers() -> None:
    digest, _ = read(json.dumps([{"paper": PLAIN, "score": 7, "reason": "good"}]), "2031-03-18.json")
    (entry,) = digest.entries
    assert (entry.abstract, entry.facts.arxiv, entry.facts.authors) == (
        "It grows.",
        "3103.00001",
        ("Ada Mill",),
    )


TYPED = {
    "Firestore": {
        "documents": [
            {
                "name": "projects/moss/documents/papers/1",
                "fields": {
                    "title": {"stringValue": "Moss on Clocks"},
                    "authors": {"arrayValue": {"values": [{"stringValue": "Ada Mill"}]}},
                    "abstract": {"stringValue": "It grows."},
                    "arxivId": {"stringValue": "3103.00001"},
                    "published": {"timestampValue": "2031-03-17T10:00:00Z"},
                    "upvotes": {"integerValue": "7"},
                    "doi": {"nullValue": None},
                },
            }
        ]
    },
    "DynamoDB": {
        "Item": {
            "title": {"S": "Moss on Clocks"},
            "authors": {"L": [{"M": {"name": {"S": "Ada Mill"}}}]},
            "abstract": {"S": "It grows."},
            "arxiv_id": {"S": "3103.00001"},
            "published": {"S": "2031-03-17"},
            "upvotes": {"N": "7"},
            "doi": {"NULL": True},
        }
    },
}


@pytest.mark.parametrize("service", list(TYPED))
def test_values_that_name_their_type(service: str) -> None:
    digest, _ = read(json.dumps(TYPED[service]), "2031-03-18.json")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.upvotes) == ("Moss on Clocks", "It grows.", 7)
    assert entry.facts == Facts(("Ada Mill",), "3103.00001", published="2031-03-17")


def test_runs_of_text_in_notion() -> None:
    def runs(*texts: str) -> list[dict[str, str]]:
        return [{"type": "text", "plain_text": text} for text in texts]

    properties = {
        "Name": {"type": "title", "title": runs("Moss on ", "Clocks")},
        "Abstract": {"type": "rich_text", "rich_text": runs("It ", "grows.")},
        "URL": {"type": "url", "url": "https://arxiv.org/abs/3103.00001"},
    }
    page = {"object": "page", "properties": properties}
    digest, _ = read(json.dumps({"object": "list", "results": [page]}), "2031-03-18.json")
    (entry,) = digest.entries
    assert (entry.title, entry.abstract, entry.facts.arxiv) == ("Moss on Clocks", "It grows.", "3103.00001")
