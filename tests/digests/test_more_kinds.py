"""Kinds of fault in forms as services write them: votes in titles, lists in mails, links without number."""

from __future__ import annotations

import json

import pytest

from daybook.digests.fields.names import join_name, split_names
from daybook.model import Entry
from daybook.problems import Severity
from tests.digests.newsletters.test_newsletters import HEAD
from tests.digests.reading import reading

read = reading("2031-03-18.txt")

ARXIV = "https://arxiv.org/abs/3103.0000"


def entries(text: str, path: str = "2031-03-18.eml") -> tuple[Entry, ...]:
    return read(text, path)[0].entries


@pytest.mark.parametrize(
    "title",
    [
        "Moss on Clocks (57 upvotes)",
        "Moss on Clocks [57 votes]",
        "Moss on Clocks ▲57",
        "👍 57 Moss on Clocks",
    ],
)
def test_votes_are_no_part_of_a_title(title: str) -> None:
    plain = f"{HEAD.format('plain')}{title}\n{ARXIV}1\n\nLate Locks\n{ARXIV}2\n"
    linked = (
        f'{HEAD.format("html")}<p><a href="{ARXIV}1">{title}</a></p><p><a href="{ARXIV}2">Late Locks</a></p>'
    )
    for mail in (plain, linked):
        found = [(entry.title, entry.upvotes) for entry in entries(mail)]
        assert found == [("Moss on Clocks", 57), ("Late Locks", 0)]


def test_votes_beside_links_in_markdown() -> None:
    lines = (
        f"[Moss]({ARXIV}1) by Ada Mill (▲57)",
        f"[Late Locks]({ARXIV}2) - 👍 12",
        f"⬆️ 3 [Fern Dials]({ARXIV}3)",
    )
    text = "".join(f"- {line}\n" for line in lines)
    assert [entry.upvotes for entry in entries(text, "2031-03-18.md")] == [57, 12, 3]


def test_text_below_a_list_is_not_of_its_last_paper() -> None:
    items = "".join(f'<li><a href="{ARXIV}{n}">Moss on Clock {n}</a><br>It grows.</li>' for n in (1, 2))
    head = HEAD.format("html")
    html = f"{head}<p>Read:</p><ol>{items}</ol><p>Buy <a href='https://moss.example'>moss</a> now.</p>"
    assert [entry.abstract for entry in entries(html)] == ["It grows.", "It grows."]
    alone = f'{head}<ul><li><a href="{ARXIV}1">Moss on Clocks</a></li></ul><p>It grows on them.</p>'
    assert [entry.abstract for entry in entries(alone)] == ["It grows on them."]


def test_google_scholar_s_alert_in_plain_text() -> None:
    url = "https://scholar.google.com/scholar_url?url=https://moss.example/"
    text = (
        f"{HEAD.format('plain')}[PDF] Moss on Clocks\nA Mill, B Reed - arXiv preprint, 2031\n"
        f"We grow moss on ...\n<{url}1&hl=en>\n\nLate Locks\nC Wood - Lock Days, 2031\n<{url}2&hl=en>\n"
    )
    one, two = entries(text)
    assert (one.title, one.facts.authors, one.abstract) == (
        "Moss on Clocks",
        ("A Mill", "B Reed"),
        "We grow moss on ...",
    )
    assert (two.title, two.facts.authors, two.facts.link) == (
        "Late Locks",
        ("C Wood",),
        "https://moss.example/2",
    )


@pytest.mark.parametrize(
    ("text", "path", "link"),
    [
        ("@misc{a, title={Moss}, url={https://moss.example/1}}", "bib", "https://moss.example/1"),
        (
            "@misc{a, title={Moss}, howpublished={\\url{https://moss.example/1}}}",
            "bib",
            "https://moss.example/1",
        ),
        ("TY  - JOUR\nTI  - Moss\nUR  - https://moss.example/1\nER  - \n", "ris", "https://moss.example/1"),
        ("PMID- 40000001\nTI  - Moss.\n", "nbib", "https://pubmed.ncbi.nlm.nih.gov/40000001/"),
        ("PMID,Title,Authors\n40000001,Moss.,Mill A\n", "csv", "https://pubmed.ncbi.nlm.nih.gov/40000001/"),
        (
            json.dumps([{"title": "Moss", "authors": [], "externalIds": {"PubMed": 4000, "CorpusId": 1}}]),
            "json",
            "https://pubmed.ncbi.nlm.nih.gov/4000/",
        ),
        (
            json.dumps([{"title": "Moss", "paperId": "ab" * 20, "abstract": None}]),
            "json",
            f"https://www.semanticscholar.org/paper/{'ab' * 20}",
        ),
    ],
)
def test_a_paper_outside_arxiv_keeps_its_link(text: str, path: str, link: str) -> None:
    digest, problems = read(text, f"2031-03-18.{path}")
    assert [entry.facts.link for entry in digest.entries] == [link]
    assert not [problem for problem in problems if problem.severity is not Severity.NOTE]


def test_a_note_of_zotero_is_no_broken_record() -> None:
    items = [
        {"itemType": "preprint", "title": "Moss", "DOI": "10.1234/1"},
        {"itemType": "note", "note": "Good."},
    ]
    digest, problems = read(json.dumps({"items": items}), "2031-03-18.json")
    assert (len(digest.entries), digest.rejected) == (1, 0)
    assert "has 1 item of other kinds, such as attachments, books, reviews or web pages" in [
        problem.what for problem in problems
    ]


def test_keys_of_papers_count_also_where_they_are_empty() -> None:
    records = [
        {"title": "Moss", "authorships": [], "doi": None},
        {"title": "Fern", "authorships": [], "doi": None},
    ]
    assert len(entries(json.dumps({"meta": {}, "results": records}), "2031-03-18.json")) == 2


def test_names_as_catalogues_write_them() -> None:
    assert split_names("Ada Mill|Bo Reed") == ("Ada Mill", "Bo Reed")
    assert split_names("Ada Mill*, Bo Reed†") == ("Ada Mill", "Bo Reed")
    assert join_name(["Reed", "Bo C Jr"]) == "Bo C Reed, Jr"
    assert join_name(["Reed", "Iva"]) == "Iva Reed"


def test_a_venue_beside_a_link_is_no_abstract() -> None:
    text = (
        f"# Papers\n\n- (2031.03) **Moss on Clocks**, *Ada Mill* [[Paper]]({ARXIV}1)\n"
        f"- [Late Locks]({ARXIV}2), MD 2031. Bo Reed et al.\n"
    )
    found = [(entry.title, entry.abstract) for entry in entries(text, "2031-03-18.md")]
    assert found == [("Moss on Clocks", ""), ("Late Locks", "")]


def test_an_answer_of_inspire_with_some_fields() -> None:
    metadata = {"titles": [{"title": "Moss"}], "arxiv_eprints": [{"value": "3103.00001"}]}
    text = json.dumps({"hits": {"hits": [{"metadata": metadata}]}})
    assert [entry.facts.arxiv for entry in entries(text, "2031-03-18.json")] == ["3103.00001"]
