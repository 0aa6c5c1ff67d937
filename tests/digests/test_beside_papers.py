"""What stands beside papers and is none: news, bookmarks of other pages, feeds' own names, sponsors."""

from __future__ import annotations

import json

import pytest

from daybook.digests import date_hint, read_digest
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("2031-03-18.txt")
ARXIV = "https://arxiv.org/abs/3103.0000"
TITLES = ("Moss on Clocks", "Late Moss", "Fern Sets")


def _item(title: str, link: str, more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


PAPERS = "".join(_item(title, f"{ARXIV}{n}") for n, title in enumerate(TITLES[:2]))
PUBLISHER = "http://ieeexplore.ieee.org/document/1000000"
FEEDS = {
    "a blog": (f"{PAPERS}{_item('We moved house', 'https://moss.example/house')}", "We moved house"),
    "a journal": (
        _item("Moss on Clocks", f"{PUBLISHER}1", "<authors>Ada Mill;Bo Reed;</authors>")
        + _item("Late Moss", f"{PUBLISHER}2", "<authors>Cy Wood;</authors>")
        + _item("Transactions on Moss Publication Information", f"{PUBLISHER}3", "<authors></authors>"),
        "Transactions on Moss Publication Information",
    ),
    "a magazine": (
        f"{PAPERS}{_item('Why moss holds grudges', 'https://doi.org/10.1038/d41586-031-00001-1')}",
        "Why moss holds grudges",
    ),
    "a magazine of another": (
        f"{PAPERS}{_item('Moss in the news', 'https://www.science.org/doi/10.1126/science.zmoss12')}",
        "Moss in the news",
    ),
}


@pytest.mark.parametrize(("items", "left_out"), FEEDS.values(), ids=FEEDS)
def test_an_item_of_a_feed_that_is_no_paper(items: str, left_out: str) -> None:
    head = "<title>Moss</title><link>https://moss.example/</link><year>2031</year><month>March</month><day>18</day>"
    digest, (problem,) = read(f"<rss version='2.0'><channel>{head}{items}</channel></rss>", "feed.xml")
    assert [entry.title for entry in digest.entries] == list(TITLES[:2])
    assert {entry.day.isoformat() for entry in digest.entries} == {"2031-03-18"}
    assert problem.severity is Severity.WARNING
    assert left_out in problem.what


def test_an_item_of_a_json_feed_that_is_no_paper() -> None:
    items = [{"id": f"{ARXIV}1", "url": f"{ARXIV}1", "title": "Moss on Clocks"}]
    items += [{"id": "2", "url": "https://moss.example/2", "title": "News of moss"}]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "home_page_url": "https://moss.example",
        "items": items,
    }
    digest, (problem,) = read(json.dumps(feed), "2031-03-18.json")
    assert [entry.title for entry in digest.entries] == ["Moss on Clocks"]
    assert "News of moss" in problem.what


def test_an_error_among_answers_of_the_query_api() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>'
        f"<entry><id>{ARXIV}1v1</id><title>Moss on Clocks</title><published>2031-03-17T00:00:00Z</published>"
        "<summary>We grow moss.</summary></entry>"
        "<entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>"
        "<summary>incorrect id format for x</summary></entry></feed>"
    )
    digest, (problem,) = read(feed, "2031-03-18.xml")
    assert [entry.title for entry in digest.entries] == ["Moss on Clocks"]
    assert digest.rejected == 1
    assert "incorrect id format for x" in problem.what


def test_a_bookmark_of_another_page() -> None:
    rows = f"Moss on Clocks,{ARXIV}1\nLate Moss,{ARXIV}2\nNews of moss,https://moss.example/1\n"
    digest, (problem,) = read(f"Title,URL\n{rows}", "2031-03-18.csv")
    assert [entry.title for entry in digest.entries] == ["Moss on Clocks", "Late Moss"]
    assert (problem.line, problem.severity) == (4, Severity.WARNING)
    assert "News of moss" in problem.what


ENTRIES = [{"title": title, "link": f"{ARXIV}{n}", "author": "Ada Mill"} for n, title in enumerate(TITLES)]
ABOUT = [
    {"feed": {"title": "cs.CL updates", "link": "https://arxiv.example"}, "entries": ENTRIES},
    {"status": "ok", "feed": {"title": "cs.CL", "author": "", "description": "updates"}, "items": ENTRIES},
    {"conference": {"name": "Moss", "title": "Moss Days", "url": "https://moss.example"}, "papers": ENTRIES},
]


@pytest.mark.parametrize("value", ABOUT, ids=["feedparser", "rss2json", "conference"])
def test_what_a_file_of_json_says_about_itself(value: object) -> None:
    digest, _problems = read(json.dumps(value), "2031-03-18.json")
    assert [(entry.title, entry.facts.keywords) for entry in digest.entries] == [
        (title, ()) for title in TITLES
    ]


def test_two_topics_stay_topics() -> None:
    value = {"Moss": ENTRIES[:1], "Ferns": {"3103.00002": ENTRIES[2]}}
    digest, _problems = read(json.dumps(value), "2031-03-18.json")
    assert [entry.facts.keywords for entry in digest.entries] == [("Moss",), ("Ferns",)]


def test_keys_of_records_are_no_topics() -> None:
    value = {f"mill{n}": entry for n, entry in enumerate(ENTRIES)}
    digest, _problems = read(json.dumps(value), "2031-03-18.json")
    assert [entry.facts.keywords for entry in digest.entries] == [(), (), ()]


def test_the_volume_of_other_entries() -> None:
    text = (
        "@inproceedings{a, title={Moss}, author={Mill, Ada}, booktitle={Moss Days}}\n"
        "@proceedings{b, title={Moss Days}, editor={Wood, Cy}}\n"
    )
    digest, problems = read(text, "2031-03-18.bib")
    assert [entry.title for entry in digest.entries] == ["Moss"]
    assert any("has 1 volume" in problem.what for problem in problems)


SPONSORED = f"""# The moss letter

**Moss on Clocks** ([paper]({ARXIV}1)) — Moss keeps the time of three harbours.

**Sponsor: Buy our boats** ([shop](https://boats.example)) — The best boats of the bay.

**Late Moss** ([paper]({ARXIV}2)) — Moss that grows late grows longer.
"""
SPONSORED_PAGE = (
    f"<html><body><h2><a href='{ARXIV}1'>Moss on Clocks</a></h2><p>Moss keeps the time of three harbours.</p>"
    "<p><a href='https://boats.example'>Buy our boats</a> today, they are the best of the bay.</p>"
    f"<h2><a href='{ARXIV}2'>Late Moss</a></h2><p>Moss that grows late grows longer.</p></body></html>"
)


@pytest.mark.parametrize(("text", "path"), [(SPONSORED, "a.md"), (SPONSORED_PAGE, "a.html")])
def test_a_sponsor_is_not_of_the_abstract_above(text: str, path: str) -> None:
    digest, _problems = read_digest(path, text.encode(), date_hint("2031-03-18.md", None))
    assert digest is not None
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [
        ("Moss on Clocks", "Moss keeps the time of three harbours."),
        ("Late Moss", "Moss that grows late grows longer."),
    ]


CHANGES = f"""## [1.2.0] - 2031-03-18

- Grow moss after [Mill and Reed]({ARXIV}1)
- Late moss, https://doi.org/10.1234/moss.2

## [1.1.0] - 2031-02-18

- Fern sets ([paper]({ARXIV}3))
"""
DIARY = """Mar 18

Got up late

It rained all day and we read the book that Bo lent us. In the afternoon we walked to the quay.

Dinner with Cy

We had soup, and Cy told us about the new ferry and our old one. I went to bed at ten.
"""


QUESTIONS = f"""**How do I grow moss?**

Water it.

**Which paper has the method?**

[Moss on Clocks]({ARXIV}1) has it.
"""


@pytest.mark.parametrize(
    ("text", "path"), [(QUESTIONS, "2031-03-18.md"), (CHANGES, "2031-03-18.md"), (DIARY, "2031-03-18.txt")]
)
def test_other_texts_below_days(text: str, path: str) -> None:
    digest, problems = read_digest(path, text.encode(), date_hint(path, None))
    assert digest is None
    assert [problem.severity for problem in problems] == [Severity.ERROR]


def test_bookmarks_of_a_browser() -> None:
    text = (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n"
        f'<DT><A HREF="{ARXIV}1">[3103.00001] Moss on Clocks</A>\n<DT><A HREF="{ARXIV}2">Late Moss</A>\n'
        '<DT><A HREF="https://shop.example/">A shop of moss</A>\n</DL><p>\n'
    )
    digest, (problem,) = read(text, "2031-03-18.html")
    assert [entry.title for entry in digest.entries] == ["Moss on Clocks", "Late Moss"]
    assert (problem.severity, "A shop of moss" in problem.what) == (Severity.WARNING, True)


def _mail(body: str, kind: str = "html") -> str:
    head = "From: a@moss.example\nSubject: Moss\nDate: Tue, 18 Mar 2031 09:00:00 +0000\n"
    return f"{head}Content-Type: text/{kind}; charset=utf-8\n\n{body}\n"


NEWS = (
    '<p><a href="https://news.example/1">Gate opened at the quay</a></p><p>It was opened. It helps '
    '(<a href="https://doi.org/10.1234/m.1">study</a>).</p>'
    '<p><a href="https://news.example/2">Lock closed</a></p><p>The lock is closed.</p>'
)


@pytest.mark.parametrize(
    "mail",
    [
        _mail(NEWS),
        _mail(f"Lunch at noon?\n\n-- \nAda Mill\nMy latest paper: {ARXIV}1", "plain"),
        _mail(f"Your submission has been announced as arXiv:3103.00001\n{ARXIV}1", "plain"),
    ],
)
def test_a_mail_that_mentions_a_paper(mail: str) -> None:
    digest, (problem,) = read(mail, "mail.eml")
    assert (digest.entries, digest.rejected) == ((), 1)
    assert "without a title" in problem.what
