"""Titles that end with a question mark, and those beside numbers, identifiers, labels and comments."""

from __future__ import annotations

import pytest

from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("2031-03-18.md")
ARXIV = "https://arxiv.org/abs/3103.0000"
MAIL = (
    "From: Moss <moss@list.example>\nTo: reader@home.example\nDate: Tue, 18 Mar 2031 10:00:00 +0000\n"
    "Content-Type: text/{}; charset=utf-8\n\n{}"
)
TITLES = ("Does Moss Sleep at Noon?", "Late Locks of the Bay", "Fern Sets of the Bay")
LINES = "\n".join(f"{title}\n{ARXIV}{number}\n" for number, title in enumerate(TITLES, 1))
REFERENCES = "".join(
    f"{number}. {title}. *Ada Mill, Bo Reed*. ArXiv, 2031. [[paper](https://arxiv.org/pdf/3103.0000{number})]\n"
    for number, title in enumerate(TITLES, 1)
)
LABELLED = "".join(
    f"【{number}】{title}\n作者：Ada Mill, Bo Reed\n链接：{ARXIV}{number}\n摘要：We grow moss.\n\n"
    for number, title in enumerate(TITLES, 1)
)
IDENTIFIED = "".join(
    f"- [3103.0000{number}]({ARXIV}{number}) {mark}{title}{mark} (Ada Mill, Bo Reed)\n  We grow moss.\n"
    for number, (title, mark) in enumerate(zip(TITLES, ("**", "**", ""), strict=True), 1)
)
COMMENTED = "Hi,\n\n" + "".join(
    f"{number}) {title}, {ARXIV}{number}\nI liked section {number}.\n\n"
    for number, title in enumerate(TITLES, 1)
)
CALLED = "".join(
    f"Words on the paper.\n   Read more: {title} ({ARXIV}{number}).\n\n"
    for number, title in enumerate(TITLES, 1)
)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (LINES, "2031-03-18.txt"),
        (REFERENCES, "2031-03-18.md"),
        (LABELLED, "2031-03-18.txt"),
        (IDENTIFIED, "2031-03-18.md"),
        (MAIL.format("plain", COMMENTED), "mail.eml"),
        (MAIL.format("plain", CALLED), "mail.eml"),
    ],
    ids=["lines", "references", "labels", "identifiers", "comments", "calls"],
)
def test_titles_of_a_list(text: str, path: str) -> None:
    digest, problems = read(text, path)
    assert not problems
    assert [(entry.title.partition(" of the")[0], entry.facts.arxiv[-1]) for entry in digest.entries] == [
        ("Does Moss Sleep at Noon?", "1"),
        ("Late Locks", "2"),
        ("Fern Sets", "3"),
    ]
    if text in (LABELLED, IDENTIFIED):
        assert {entry.facts.authors for entry in digest.entries} == {("Ada Mill", "Bo Reed")}


def test_a_question_to_readers_is_no_title() -> None:
    titles = ("Late Locks of the Bay", "Has anybody read this one?", "Fern Sets of the Bay")
    text = "".join(f"{title}\n{ARXIV}{number}\n\n" for number, title in enumerate(titles))
    digest, (problem,) = read(text, "2031-03-18.txt")
    assert [entry.title for entry in digest.entries] == ["Late Locks of the Bay", "Fern Sets of the Bay"]
    assert "a link without a title" in problem.what


def test_a_link_below_the_one_of_another_paper_is_reported() -> None:
    items = f"* Late Locks of the Bay — {ARXIV}1\n* Mossbert — {ARXIV}2\n* Fern Sets of the Bay — {ARXIV}3\n"
    digest, (problem,) = read(items)
    assert (len(digest.entries), digest.rejected) == (2, 1)
    assert f"a link without a title: {ARXIV}2" in problem.what


def test_up_votes_beside_a_sign() -> None:
    digest, _ = read(f"## [Late Locks of the Bay]({ARXIV}1)\n\n**Upvotes:** 57 \U0001f44d\n")
    assert [entry.upvotes for entry in digest.entries] == [57]


def test_a_link_to_an_unknown_host_needs_what_papers_have() -> None:
    papers = "".join(
        f'<p><a href="{ARXIV}{number}">{title}</a></p><p>We grow moss.</p>'
        for number, title in enumerate(("Does Moss Sleep at Noon?", "Late Locks of the Bay"), 1)
    )
    others = (
        '<p><a href="https://moss.example/a">Moss of the Harbour Walls</a></p><p>Ada Mill, Bo Reed</p>'
        '<p><a href="https://jobs.example/1">Gardener at the Moss House, Bay Town</a></p>'
    )
    digest, (problem,) = read(MAIL.format("html", papers + others), "mail.eml")
    assert [entry.title for entry in digest.entries][2:] == ["Moss of the Harbour Walls"]
    assert problem.severity is Severity.WARNING
    assert "Gardener at the Moss House" in problem.what


def test_a_paper_named_in_a_sentence() -> None:
    body = f"moss left a comment (moss/bay#13)\n\nThis follows {ARXIV}1, section 3.\n"
    digest, (problem,) = read(MAIL.format("plain", body), "mail.eml")
    assert not digest.entries
    assert "in passing" in problem.what


def test_the_address_behind_a_click_counter_of_amazon() -> None:
    url = "https://click.moss.example/CL0/https:%2F%2Fwww.sciencedirect.com%2Fscience%2Farticle%2Fpii%2FS01{}%3Futm_source=a/1/x"
    items = "".join(
        f'<div><a href="{url.format(number)}">{title}</a></div><div>Moss, Volume 12, April 2031</div>'
        f"<div>Ada Mill, Bo Reed</div><div>Publication Year: 2031, Page(s): 1 - 9</div>"
        for number, title in enumerate(("Late Locks of the Bay", "Fern Sets of the Bay"))
    )
    digest, problems = read(MAIL.format("html", items), "mail.eml")
    assert not problems
    assert [(entry.facts.link[-4:], entry.facts.authors, entry.abstract) for entry in digest.entries] == [
        ("S010", ("Ada Mill", "Bo Reed"), ""),
        ("S011", ("Ada Mill", "Bo Reed"), ""),
    ]


@pytest.mark.parametrize(
    "each",
    [
        "- {title} (Ada Mill, Bo Reed) [arXiv:3103.0000{n}]({url})\n",
        '- "{title}", Ada Mill, Bo Reed, {url}\n',
        "- “{title}” – Ada Mill and Bo Reed – {url}\n",
    ],
)
def test_names_behind_a_title(each: str) -> None:
    titles = ("Does Moss Sleep at Noon?", "Late Locks of the Bay", "Fern Sets (Extended Abstract)")
    text = "".join(each.format(title=title, n=n, url=f"{ARXIV}{n}") for n, title in enumerate(titles, 1))
    digest, problems = read(text)
    assert not problems
    assert tuple(entry.title for entry in digest.entries) == titles
    assert {entry.facts.authors for entry in digest.entries} == {("Ada Mill", "Bo Reed")}


def test_a_column_of_up_votes_below_a_sign() -> None:
    rows = "| Title | \U0001f44d |\n|---|---|\n" + "".join(
        f"| [{title}]({ARXIV}{votes}) | {votes} |\n"
        for votes, title in enumerate(("Late Locks of the Bay", "Ferns"), 3)
    )
    digest, problems = read(rows)
    assert ([entry.upvotes for entry in digest.entries], problems) == ([3, 4], ())


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (
            "html",
            f'<h2>Wet Boards</h2><p>The moss group built <a href="{ARXIV}1">Mossgrad</a>, a trainer.</p>',
        ),
        ("html", f'<h2>Locks at Night</h2><p>Keys stay busy with <a href="{ARXIV}1">a queue</a>.</p>'),
        ("plain", f"Hi all,\n\nI came across Does Moss Sleep at Noon? ({ARXIV}1) at the bay.\n"),
    ],
)
def test_words_of_a_sentence_are_no_title(kind: str, body: str) -> None:
    """The heading above is the letter's own, and another paper in the mail keeps it from being refused."""
    other = f'<p><a href="{ARXIV}2">Late Locks of the Bay</a></p>' if kind == "html" else ""
    digest, problems = read(MAIL.format(kind, body + other), "mail.eml")
    assert [entry.facts.arxiv[-1] for entry in digest.entries] == ["2"] * bool(other)
    assert any("without a title" in problem.what or "in passing" in problem.what for problem in problems)


@pytest.mark.parametrize(
    "each",
    [
        '<li>{title} <a href="{url}">link</a></li>',
        '<p>{title} [<a href="{url}">paper</a>] [<a href="https://github.com/moss/a">code</a>]</p>',
        '{title}: <a href="{url}">{url}</a><br>',
    ],
)
@pytest.mark.parametrize("path", ["mail.eml", "2031-03-18.html"])
def test_titles_before_links_on_their_lines(each: str, path: str) -> None:
    titles = ("Does Moss Sleep at Noon?", "Late Locks of the Bay", "Fern Sets of the Bay")
    body = "<h1>Reading list</h1>" + "".join(
        each.format(title=title, url=f"{ARXIV}{n}") for n, title in enumerate(titles, 1)
    )
    digest, problems = read(MAIL.format("html", body) if path == "mail.eml" else f"<html>{body}</html>", path)
    assert not problems
    assert tuple(entry.title for entry in digest.entries) == titles


def test_a_heading_above_lines_of_several_papers_is_no_title() -> None:
    lines = "".join(
        f'<li>Ada Mill. <b>Late Locks {n}</b>. Moss, 2031. <a href="{ARXIV}{n}">link</a></li>' for n in (1, 2)
    )
    digest, problems = read(MAIL.format("html", f"<h1>Reading list</h1><ul>{lines}</ul>"), "mail.eml")
    assert not digest.entries
    assert ["without a title" in problem.what for problem in problems] == [True, True]
