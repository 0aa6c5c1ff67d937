"""Files of makes that the other tests have not: digests of scripts, alerts of journals, notes, chats."""

from __future__ import annotations

import json

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Entry
from tests.digests.newsletters.test_newsletters import HEAD
from tests.digests.reading import reading

read = reading("2031-03-18.md")

ARXIV = "https://arxiv.org/abs/3103.0000"
ABSTRACT = (
    "We grow moss on clocks. Our method needs no water, and experiments on 12 clocks show that they go on."
)
NAMES = ("Ada Mill", "Bo Reed")
TITLE = "Moss Gates by Lamplight"


def entries(text: str, path: str = "2031-03-18.md") -> tuple[Entry, ...]:
    return read(text, path)[0].entries


def two(item: str, other: str = "") -> str:
    """Return an item about the paper and one about another."""
    return item + (other or item).replace(TITLE, "Late Locks and Lamps").replace("00001", "00002")


@pytest.mark.parametrize(
    ("item", "authors"),
    [
        (f"- [{TITLE}]({ARXIV}1) by Ada Mill, Bo Reed\n", NAMES),
        (f"- [{TITLE}]({ARXIV}1) par Ada Mill et Bo Reed\n", NAMES),
        (f"1. Ada Mill, Bo Reed: „{TITLE}“, [arXiv]({ARXIV}1)\n", NAMES),
        (f"1. Ada Mill und Bo Reed: «{TITLE}», [arXiv]({ARXIV}1)\n", NAMES),
        (f"1. Ada Mill, Bo Reed 「{TITLE}」 [arXiv]({ARXIV}1)\n", NAMES),
        (f"## 1、{TITLE}\n\n**作者**：Ada Mill、Bo Reed\n\n**链接**：{ARXIV}1\n\n", NAMES),
        (f"1/ {TITLE}\n\nby Ada Mill, Bo Reed\n\n{ARXIV}1\n\n", NAMES),
        (f"{TITLE}\n\nAda Mill, Bo Reed\n\n{ARXIV}1\n\n", NAMES),
        (f"1. {TITLE}\n\nby Ada Mill, Bo Reed\n\narxiv.org/abs/3103.00001\n\n", NAMES),
        (f'[1] Ada Mill and Bo Reed, "{TITLE}," Moss Days, vol. 7, 2031, {ARXIV}1.\n', NAMES),
        (
            f"## {TITLE}\n\n|Of|Is|\n|-|-|\n|Authors|Ada Mill, Bo Reed|\n|arXiv|[{ARXIV}1]({ARXIV}1)|\n\n",
            NAMES,
        ),
    ],
)
def test_names_and_marks_beside_a_title(item: str, authors: tuple[str, ...]) -> None:
    found = entries(two(item))
    assert [entry.title for entry in found] == [TITLE, "Late Locks and Lamps"]
    assert [entry.facts.arxiv for entry in found] == ["3103.00001", "3103.00002"]
    assert found[0].facts.authors == authors


@pytest.mark.parametrize(
    "form",
    ["{title} ({names}) <{url}>", "1. {names}: „{title}“, [arXiv]({url})", "- [{title}]({url}) by {names}"],
)
def test_a_single_name_where_others_list_several(form: str) -> None:
    papers = [(TITLE, "Ada Mill, Bo Reed", f"{ARXIV}1"), ("Late Locks", "Cy Wood, Di Fell", f"{ARXIV}2")]
    papers += [("Fern Dials at Noon", "Ed van der Loam", f"{ARXIV}3")]
    text = "\n".join(form.format(title=title, names=names, url=url) for title, names, url in papers)
    found = entries(text)
    assert [entry.title for entry in found] == [TITLE, "Late Locks", "Fern Dials at Noon"]
    assert [len(entry.facts.authors) for entry in found] == [2, 2, 1]


@pytest.mark.parametrize(
    ("below", "abstract"),
    [
        (f"⭐ **Relevance:** 8/10\n\n> {ABSTRACT}\n", ABSTRACT),
        ("⭐ **Relevance:** 8/10\n\nWorth a read on the train.\n", ""),
        (f"**Why it matters:** Clocks are all around us, and most of them are dry.\n\n{ABSTRACT}\n", ""),
        (f"- Full Title: {TITLE}\n- Category: #articles\n", ""),
        (f"- abstract-note:: {ABSTRACT}\n", ABSTRACT),
        (f"\n{ABSTRACT}\n\nPublish: 2031-03-17 18:00:00 UTC\n", ABSTRACT),
    ],
)
def test_what_stands_below_labels_that_no_field_has(below: str, abstract: str) -> None:
    item = f"## {TITLE}\n\n- Authors: Ada Mill, Bo Reed\n- URL: {ARXIV}1\n{below}\n"
    assert [entry.abstract for entry in entries(two(item))] == [abstract, abstract]


ALERT = (
    '<p><a href="https://links.moss.example/f/{n}~~/AB">{title}</a><br>Ada Mill, Bo Reed<br>'
    "Published online: 17 March 2031<br>DOI: 10.5555/moss.{n}</p>"
)
JOURNAL = (
    '<table><tr><td>Research article<br><a href="https://www.sciencedirect.com/science/article/pii/S{n}">'
    "{title}</a><br>Journal of Moss, Available online 17 March 2031<br>Ada Mill, Bo Reed</td></tr></table>"
)
STARS = (
    '<p><a href="https://doi.org/10.5555/moss.{n}">{title}</a><br>Ada Mill, and Bo Reed*<br>'
    "Publication Date (Web): March 17, 2031 (Article)</p>"
)
PLACES = (
    '<p><a href="https://papers.ssrn.com/sol3/papers.cfm?abstract_id=5{n}">{title}</a><br>'
    "Ada Mill, University of Moss<br>Bo Reed, Clock College</p>"
)
NEWS = '<h3><a href="https://www.nature.com/articles/d41586-031-0000{n}-5">Funders meet in the moss</a></h3>'
ITEM = f'<li><a href="{ARXIV}{{n}}">{{title}}</a>, Ada Mill et Bo Reed</li>'


@pytest.mark.parametrize(
    ("form", "key"),
    [
        (ALERT, "10.5555/moss.1"),
        (JOURNAL, "https://www.sciencedirect.com/science/article/pii/S1"),
        (f"<ul>{ITEM}</ul>", "3103.00001"),
        (STARS, "10.5555/moss.1"),
        (STARS + NEWS, "10.5555/moss.1"),
        (PLACES, "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=51"),
    ],
)
def test_alerts_of_journals(form: str, key: str) -> None:
    titles = [TITLE, "Late Locks and Lamps"]
    mail = HEAD.format("html") + "".join(form.format(n=n, title=title) for n, title in enumerate(titles, 1))
    found = entries(mail, "2031-03-18.eml")
    assert [entry.title for entry in found] == titles
    assert [entry.facts.authors for entry in found] == [NAMES, NAMES]
    assert key in (found[0].facts.doi, found[0].facts.link, found[0].facts.arxiv)
    assert [entry.abstract for entry in found] == ["", ""]


def test_a_journal_between_names_and_link_is_no_title() -> None:
    lines = f"{TITLE}\nAda Mill, Bo Reed\n2031 J. Moss Phys. 7 031\nhttps://doi.org/10.5555/moss.00001\n\n"
    found = entries(HEAD.format("plain") + two(lines), "2031-03-18.eml")
    assert [entry.title for entry in found] == [TITLE, "Late Locks and Lamps"]
    assert found[0].facts.authors == NAMES


def test_a_mail_whose_links_hide_addresses_says_what_to_save() -> None:
    links = "".join(f'<h2>{TITLE} {n}</h2><a href="https://c.example/redirect/{n}">Paper</a>' for n in (1, 2))
    _, problems = read_digest("a.eml", (HEAD.format("html") + links).encode(), date_hint("a.eml", None))
    assert "the newsletter's page" in problems[0].remedy


def test_creators_of_a_feed_between_breaks() -> None:
    feed = (
        '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Moss</title><item>'
        f"<title>{TITLE}</title><link>https://doi.org/10.5555/moss.1</link>"
        "<dc:creator><![CDATA[Ada Mill<br />Bo Reed]]></dc:creator></item></channel></rss>"
    )
    assert entries(feed, "2031-03-18.xml")[0].facts.authors == NAMES


def test_fields_and_suffixes_in_json() -> None:
    kept = {"paper_title": TITLE, "paper_abstract": ABSTRACT, "paper_url": f"{ARXIV}1"}
    starred = {"title": f"{TITLE} (arXiv:3103.00001v1 [cs.LG])", "url": f"{ARXIV}1", "abstract": ABSTRACT}
    for record in (kept, starred):
        (entry,) = entries(json.dumps([record]), "2031-03-18.json")
        assert (entry.title, entry.abstract, entry.facts.arxiv) == (TITLE, ABSTRACT, "3103.00001")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (f"@misc{{a, title={{Moss}}, subtitle={{Late Gates}}, url={{{ARXIV}1}}}}\n", "2031-03-18.bib"),
        (json.dumps([{"title": "Moss", "subtitle": ["Late Gates"], "url": f"{ARXIV}1"}]), "2031-03-18.json"),
    ],
)  # fmt: skip
def test_a_subtitle_is_of_the_title(text: str, path: str) -> None:
    assert entries(text, path)[0].title == "Moss: Late Gates"


def test_an_identifier_of_schema_org() -> None:
    identifier = {"@type": "PropertyValue", "propertyID": "doi", "value": "10.5555/moss.1"}
    (entry,) = entries(
        json.dumps([{"name": TITLE, "abstract": ABSTRACT, "identifier": identifier}]), "2031-03-18.json"
    )
    assert entry.facts.doi == "10.5555/moss.1"


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Faster Moss for Old Clocks", "authors": ["ada", "bo"], "description": "We show moss."},
        {"title": "Lighthouse at Dusk in Fog", "authors": ["Ada Mill", "Bo Reed"], "license": "CC-BY"},
        {"title": "The Merchant of the Moss", "authors": ["Ada Mill", "Bo Reed"], "acts": 5},
        {"title": "Fix the Crash of Old Clocks", "authors": ["Ada Mill", "Bo Reed"], "sha": "a1b2c3"},
        {"title": "Plans for Old Moss", "authors": [*NAMES], "summary": "We propose it.", "status": "open"},
        {"title": "Episode 41: Do lamps dream?", "authors": ["Ada Mill", "Bo Reed"], "audio": "https://m.example/1.mp3"},
        {
            "title": "An Act to Amend the Lamp Keepers Act of 1911",
            "abstract": "This act amends provisions on night work, and requires reports to the harbour.",
            "pdf_url": "https://register.example/1.pdf",
        },
    ],
)  # fmt: skip
def test_episodes_acts_releases_and_photos_are_no_papers(record: dict[str, object]) -> None:
    digest, problems = read_digest(
        "2031-03-18.json", json.dumps([record]).encode(), date_hint("2031-03-18", None)
    )
    assert digest is None
    assert "something else than papers" in problems[0].what


@pytest.mark.parametrize("field", ["session", "track", "award", "year", "pages"])
def test_fields_of_conferences_and_of_papers_are_no_sign_against_them(field: str) -> None:
    record = {"title": "The Moss of Old Clocks", "authors": [*NAMES], field: "7"}
    assert entries(json.dumps([record]), "2031-03-18.json")[0].facts.authors == NAMES


def test_the_address_of_a_saved_page_gives_its_year() -> None:
    papers = "".join(
        f'<article><div>{n}</div><h3><a href="https://huggingface.co/papers/3103.0000{n}">Moss {n}, Late</a>'
        "</h3><ul><li>·</li></ul><div>3 authors</div></article>"
        for n in (1, 2)
    )
    page = (
        "<!DOCTYPE html>\n<!-- saved from url=(0044)https://huggingface.co/papers/date/2031-03-18 -->\n"
        f"<html><body><h1>Daily Papers</h1><time>Mar 18</time>{papers}</body></html>"
    )
    assert [entry.day.isoformat() for entry in entries(page, "Daily Papers.html")] == ["2031-03-18"] * 2


@pytest.mark.parametrize("heading", ["Abstract", "原始摘要", "Zusammenfassung"])
def test_a_note_with_its_abstract_in_a_section(heading: str) -> None:
    note = (
        f'---\ntitle: {TITLE}\narxiv_id: "3103.00001"\n---\n\n## {heading}\n\n{ABSTRACT}\n\n## Q&A\n\nWhy?\n'
    )
    assert entries(note)[0].abstract == ABSTRACT


def test_a_note_of_a_reference_manager() -> None:
    fields = f"title: {TITLE}\nauthors: Mill, Ada; Reed, Bo\npublication: Moss Letters\ncitekey: mill2031\n"
    (entry,) = entries(f"---\n{fields}---\n\n# {TITLE}\n\nA good one.\n")
    assert (entry.title, entry.facts.authors) == (TITLE, NAMES)


def test_a_text_that_links_to_papers_says_how_to_list_them() -> None:
    text = (
        f"This week I read two things.\n\nThe first, {ARXIV}1 and it was fine.\n\nThen {ARXIV}2 was long.\n"
    )
    _, problems = read_digest("2031-03-18.txt", text.encode(), date_hint("2031-03-18.txt", None))
    assert "[Title](link)" in problems[0].remedy


def test_what_python_prints_is_called_so() -> None:
    printed = repr([{"title": TITLE, "authors": [*NAMES]}])
    _, problems = read_digest("2031-03-18.json", printed.encode(), date_hint("2031-03-18.json", None))
    assert problems[0].remedy == "write it with `json.dump`"
