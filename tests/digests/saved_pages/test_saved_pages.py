"""Saved pages of arXiv's search, of a paper, of a volume, bookmarks, and mails whose titles are no links."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Entry
from daybook.problems import Severity
from tests.digests.newsletters.test_newsletters import HEAD
from tests.digests.test_forms import read

PATH = "2031-03-18.html"
ARXIV = "https://arxiv.org/abs/3103.0000"
MOSS = "Moss on Clocks"
RESULT = """<li class="arxiv-result"><div><p class="list-title"><a href="{link}{n}">arXiv:3103.0000{n}</a></p>
<div class="tags"><span class="tag is-small" data-tooltip="Moss">cs.CL</span></div></div>
<p class="title is-5 mathjax"><span class="search-hit">Moss</span> on Clock {n}</p>
<p class="authors"><span class="x">Authors:</span><a href="/a">Ada Mill</a>, <a href="/b">Bo Reed</a></p>
<p class="abstract mathjax"><span>Abstract</span>:
<span class="abstract-short">&hellip;<a>&#9661; More</a></span>
<span class="abstract-full mathjax" style="display: none;">It grows &lt; 1 m.
<a class="y">&#9651; Less</a></span></p>
<p class="is-size-7"><span>Submitted</span> 17 March, 2031; <span>originally announced</span> March 2031.</p>
<p class="comments"><span>Comments:</span> <span>9 pages</span></p></li>"""
PAGE = """<!doctype html><html><head><meta name="citation_title" content="Moss on &quot;Clocks&quot;, x > y">
<meta content="Mill, Ada" name="citation_author"/><meta name='citation_author' content='Reed, Bo'/>
<meta name="citation_publication_date" content="2031/3/4"><meta name="citation_doi" content="10.1234/1">
<meta name="DC.Description" content="It grows."></head><body><h1>Moss</h1></body></html>"""
VOLUME = """<!doctype html><html><body><h2><a href="{0}2031.moss.pdf">Proceedings of Moss Days</a></h2>
<p><a href="{0}2031.moss-main.1.pdf">pdf</a><a href="{0}2031.moss-main.1.bib">bib</a>
<strong><a href="{0}2031.moss-main.1/">Moss on Clocks</a></strong><br>
<a href="{0}people/ada-mill/">Ada Mill</a> |
<a href="{0}people/bo-reed/">Bo Reed</a></p><p><a href="{0}2031.moss-main.2.pdf">pdf</a>
<strong><a href="{0}2031.moss-main.2/">Late Locks</a></strong><br><a href="{0}people/cy-wood/">Cy Wood</a></p>
</body></html>""".format("https://aclanthology.org/")
BOOKMARKS = f"""<!DOCTYPE NETSCAPE-Bookmark-file-1>
<TITLE>Bookmarks</TITLE><DL><p><DT><A HREF="{ARXIV}1">[3103.00001] Moss on Clocks</A>
<DT><A HREF="{ARXIV}2">3103.00002</A>
<DT><A HREF="https://openreview.net/forum?id=a">Late Locks | OpenReview</A></DL>"""
CARD = """<table><tr><td>{title}</td></tr><tr><td>{names}<br><i>Moss House</i></td></tr>
<tr><td><b>Relevance:</b> 9</td></tr><tr><td><b>TLDR:</b> It grows.</td></tr>
<tr><td><a href="https://arxiv.org/pdf/3103.0000{n}">PDF</a></td></tr></table>"""


def titles(text: str, path: str = PATH) -> list[str]:
    digest, problems = read(text, path)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    return [entry.title for entry in digest.entries]


def test_results_of_arxiv_s_search() -> None:
    results = "".join(RESULT.format(link=ARXIV, n=n) for n in (1, 2))
    text = (
        f"<!doctype html><html><body><h1>Showing 1&ndash;2 of 2 results</h1><ol>{results}</ol></body></html>"
    )
    digest, _ = read(text, PATH)
    assert [entry.title for entry in digest.entries] == ["Moss on Clock 1", "Moss on Clock 2"]
    facts = digest.entries[0].facts
    assert digest.entries[0].abstract == "It grows < 1 m."
    assert (facts.authors, facts.arxiv, facts.categories) == (
        ("Ada Mill", "Bo Reed"),
        "3103.00001",
        ("cs.CL",),
    )
    assert (facts.comment, facts.published) == ("9 pages", "2031-03-17")


def test_a_page_of_one_paper() -> None:
    digest, _ = read(PAGE, PATH)
    (entry,) = digest.entries
    assert (entry.title, entry.abstract) == ('Moss on "Clocks", x > y', "It grows.")
    facts = entry.facts
    assert (facts.authors, facts.doi, facts.published) == (("Ada Mill", "Bo Reed"), "10.1234/1", "2031-03-04")
    digest, (problem,) = read_digest("page.html", PAGE.encode(), date_hint("page.html", None))
    assert "a record without a day" in problem.what


def test_a_volume_of_the_acl_anthology() -> None:
    assert titles(VOLUME) == [MOSS, "Late Locks"]
    assert read(VOLUME, PATH)[0].entries[0].facts.authors == ("Ada Mill", "Bo Reed")


def test_bookmarks() -> None:
    digest, problems = read(BOOKMARKS, PATH)
    assert [entry.title for entry in digest.entries] == [MOSS, "Late Locks"]
    errors = [problem.what for problem in problems if problem.severity is Severity.ERROR]
    assert errors == ["a link to arXiv:3103.00002 without a title"]


def mail(body: str) -> tuple[Entry, ...]:
    return read(HEAD.format("html") + body, "2031-03-18.eml")[0].entries


def test_titles_above_labelled_lines_and_a_link() -> None:
    cards = CARD.format(title="A Moss Clock", names="Ada Mill, Bo Reed", n=1) + CARD.format(
        title="Why Locks Open Late", names="Cy Wood", n=2
    )
    found = mail(f"<div>{cards}</div><p>To unsubscribe, remove your address.</p>")
    assert [(entry.title, entry.facts.authors, entry.abstract) for entry in found] == [
        ("A Moss Clock", ("Ada Mill", "Bo Reed"), "It grows."),
        ("Why Locks Open Late", ("Cy Wood",), "It grows."),
    ]


@pytest.mark.parametrize("suffix", ["(12 minute read)", "(GitHub Repo)"])
def test_what_a_newsletter_says_of_a_link_behind_its_title(suffix: str) -> None:
    found = mail(
        f'<p><a href="https://news.example/a">Boats sold (3 minute read)</a><br>Many.</p>'
        f'<p><a href="{ARXIV}1">Moss on Clocks {suffix}</a><br>It grows.</p>'
    )
    assert [(entry.title, entry.abstract) for entry in found] == [(MOSS, "It grows.")]


def test_an_alert_of_google_scholar_in_chinese() -> None:
    found = mail(
        "<div>新文章</div>"
        + "".join(
            f'<h3>[图书] <a href="https://scholar.google.com/scholar_url?url={ARXIV}{n}">'
            f"Moss on Clock {n}</a></h3>"
            "<div>A Mill, B Reed - arXiv preprint, 2031</div><div>It grows …</div>"
            for n in (1, 2)
        )
        + "<div><a href='http://scholar.google.com/scholar_alerts?view_op=cancel_alert'>取消快讯</a></div>"
    )
    assert [(entry.title, entry.facts.authors, entry.abstract) for entry in found] == [
        (f"Moss on Clock {n}", ("A Mill", "B Reed"), "It grows …") for n in (1, 2)
    ]


def test_votes_and_facts_beside_a_link_in_a_mail() -> None:
    found = mail(
        f'<p><a href="{ARXIV}1">Moss on Clocks</a> (▲57)</p><p>Published on Mar 17 · Submitted by ada</p>'
        f'<p><a href="{ARXIV}2">Late Locks</a> (▲3)</p>'
    )
    assert [(entry.title, entry.upvotes, entry.abstract) for entry in found] == [
        (MOSS, 57, ""),
        ("Late Locks", 3, ""),
    ]


def test_a_daily_page_as_a_reader_of_pages_saves_it() -> None:
    link = "https://huggingface.co/papers/3103.0000"
    paper = (
        "[![Image 1](https://x.example/{n}.png)]({link}{n})\n\nSubmitted by\n\nada\n\n{votes}\n\n"
        "### [{title}]({link}{n})\n\n"
        "[![Image 2](https://x.example/o.png) Moss House](https://huggingface.co/moss)·\n\n"
        "[*   ![Image 3](https://x.example/a.svg) * 3 authors]({link}{n})·\n\n[2]({link}{n}#community)\n\n"
    )
    text = "Title: Daily Papers\n\nMarkdown Content:\n# Daily Papers\n\nMar 18\n\n" + "".join(
        paper.format(link=link, n=n, votes=votes, title=title)
        for n, votes, title in ((1, 57, MOSS), (2, 3, "Late Locks"))
    )
    found = read(text, "2031-03-18.md")[0].entries
    assert [(entry.title, entry.upvotes, entry.abstract, entry.facts.organization) for entry in found] == [
        (MOSS, 57, "", "Moss House"),
        ("Late Locks", 3, "", "Moss House"),
    ]


def test_a_link_in_a_sentence_has_no_title() -> None:
    text = f"Hi Ada,\n\nI disagree. As they say in {ARXIV}1, it grows.\n\n> Have you seen {ARXIV}2? Yes.\n"
    digest, problems = read_digest("a.eml", (HEAD.format("plain") + text).encode(), date_hint("a.eml", None))
    assert digest is None or not digest.entries
    assert [problem.what for problem in problems] == [
        f"a link to arXiv:3103.0000{n} without a title" for n in (1, 2)
    ]


@pytest.mark.parametrize(
    ("head", "authors", "keywords"),
    [
        (
            "<meta content='Moss on Clocks' name=citation_title>"
            "<meta content='Ada Mill' name=citation_author>"
            "<meta content=Reed name=citation_author>",
            ("Ada Mill", "Reed"),
            (),
        ),
        (
            "<meta name='citation_title' content='Moss on Clocks'>"
            "<meta name='citation_author' content='Mill Ford, Ada Bea'>"
            "<meta name='citation_author' content='Reed, Bo'>"
            "<meta name='citation_keywords' content='moss; clocks;'>"
            "<meta name='citation_keywords' content='time'>",
            ("Ada Bea Mill Ford", "Bo Reed"),
            ("moss", "clocks", "time"),
        ),
        (
            "<meta property='og:title' content='Moss on Clocks'>"
            "<meta name='citation_doi' content='10.1234/moss'>",
            (),
            (),
        ),
    ],
    ids=["attributes without quotes", "family names of two words, keywords", "a DOI alone"],
)
def test_heads_of_pages_of_one_paper(head: str, authors: tuple[str, ...], keywords: tuple[str, ...]) -> None:
    digest, _ = read(f"<!doctype html><html><head>{head}</head><body><p>Moss</p></body></html>", PATH)
    (entry,) = digest.entries
    assert (entry.title, entry.facts.authors, entry.facts.keywords) == (MOSS, authors, keywords)


def test_a_page_that_only_shows_a_title_is_no_paper() -> None:
    metas = "<meta property='og:title' content='Moss'><meta name='citation_date' content='2031'>"
    page = f"<!doctype html><html><head>{metas}</head></html>"
    digest, _ = read_digest(PATH, page.encode(), date_hint(PATH, None))
    assert digest is None
