"""Links that stand below abstracts or above titles: no paper gets the words of the next one."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.problems import Severity
from tests.digests.newsletters.test_newsletters import HEAD
from tests.digests.reading import reading

read = reading("2031-03-18.eml")

PAPERS = (
    ("A Moss Clock", "Ada Mill, Bo Reed", "We grow moss on clocks."),
    ("Why Locks Open: A Study", "Cy Wood, Di Fen", "We ask lock-keepers.\nThey know."),
    ("Reeds in Rivers", "Ada Mill, Di Fen", "They bend. We measure how far."),
)
HTML = {
    "headings": "<h3>{t}</h3><p><i>{a}</i></p><p>{b}</p><p><a href='{u}'>Read</a></p>",
    "lines": "<b>{t}</b><br>{a}<br>{b}<br><a href='{u}'>arXiv</a><br><br>",
    "paragraphs": "<p><b>{t}</b></p><p>{a}</p><p>{b}</p><p><a href='{u}'>Read the paper</a></p>",
    "shown URLs": "<div>{t}</div><div>{a}</div><div>{b}</div><a href='{u}'>{u}</a>",
    "rows": "<table><tr><td>{t}<br>{a}</td></tr><tr><td>{b}</td></tr>"
    "<tr><td><a href='{u}'>View on arXiv</a></td></tr></table>",
    "labels": "<p>{t}</p><p>Authors: {a}</p><p>Abstract: {b}</p><p>Link: <a href='{u}'>{u}</a></p><hr>",
    "numbers above": "<div><a href='{u}'>{n}</a></div><div><b>{t}</b></div><div>{a}</div><div>{b}</div>",
}
TEXT = {
    "labels": "{t}\nAuthors: {a}\nAbstract: {b}\nURL: {u}\n",
    "numbers": "{i}. {t}\nAuthors: {a}\nAbstract: {b}\nURL: {u}\n",
    "economists": "{i}.  {t}\nBy: {a}\nAbstract: {b}\nKeywords: moss\nDate: 2031-03\nURL: {u}\n",
    "a line of dashes": "Title: {t}\nAuthors: {a}\nAbstract: {b}\nURL: {u}\n" + "-" * 40,
    "link, then abstract": "{i}. {t}\n   Authors: {a}\n   Score: 8.5/10\n   URL: {u}\n   {b}\n",
}
UNTOLD = {
    "authors in the line": "<li><b>{t}</b> — {a}. <p>{b}</p> <a href='{u}'>[PDF]</a></li>",
    "foot of two lines": "<p><b>{t}</b></p><p>{b}</p><p><a href='{u}'>Read</a></p>",
}


def papers_in(form: str) -> str:
    return "\n".join(
        form.format(
            i=i, t=title, a=authors, b=text, u=f"https://arxiv.org/abs/3103.0000{i}", n=f"3103.0000{i}"
        )
        for i, (title, authors, text) in enumerate(PAPERS, 1)
    )


def summary(text: str, path: str = "2031-03-18.eml") -> list[tuple[str, str, str]]:
    digest, problems = read(text, path)
    assert not [problem for problem in problems if problem.severity is not Severity.NOTE]
    assert [entry.facts.arxiv for entry in digest.entries] == ["3103.00001", "3103.00002", "3103.00003"]
    return [
        (entry.title, ", ".join(entry.facts.authors), entry.abstract.replace("\n", " "))
        for entry in digest.entries
    ]


EXPECTED = [(title, authors, text.replace("\n", " ")) for title, authors, text in PAPERS]


@pytest.mark.parametrize("form", HTML.values(), ids=HTML)
@pytest.mark.parametrize("kind", ["mail", "page"])
def test_html(form: str, kind: str) -> None:
    body = f"<html><body><h1>Papers of Today</h1>{papers_in(form)}</body></html>"
    if kind == "page":
        assert summary(body, "2031-03-18.html") == EXPECTED
    else:
        assert summary(HEAD.format("html") + body) == EXPECTED


@pytest.mark.parametrize("form", TEXT.values(), ids=TEXT)
def test_plain_text(form: str) -> None:
    assert summary(f"{HEAD.format('plain')}Papers of today\n\n{papers_in(form)}\n") == EXPECTED


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        *(("html", papers_in(form) + "<p>Until tomorrow.</p><p>Your moss.</p>") for form in UNTOLD.values()),
        ("plain", papers_in("{t}\n{a}\n\n{b}\n{u}\n\n")),
        (
            "plain",
            "Edited by: Di Fen\n           http://ideas.repec.org/e/pfe1.html\n\nIn this issue we have:\n\n"
            "1. A Moss Clock\n     Mill,Ada; Reed,Bo\n\n-----\n\n"
            "1. A Moss Clock\n\n    Mill,Ada\n    Reed,Bo\n\n"
            "It grows.\n\nKeywords: moss;\nURL:      http://d.repec.org/n?u=RePEc:mos:w:1&r=xxx\n",
        ),
    ],
    ids=[*UNTOLD, "plain text without labels", "a report with one paper and its editor's page"],
)
def test_what_cannot_be_told_is_refused(kind: str, body: str) -> None:
    path = "2031-03-18.eml"
    digest, problems = read_digest(path, (HEAD.format(kind) + body).encode(), date_hint(path, None))
    assert digest is None or not digest.entries
    assert any("abstracts" in problem.what for problem in problems)


def test_the_plain_text_is_read_where_the_html_cannot_be() -> None:
    html = papers_in(UNTOLD["authors in the line"])
    text = papers_in(TEXT["numbers"])
    head = HEAD.format("multipart/alternative; boundary=x").replace("text/multipart", "multipart")
    parts = [
        f"--x\nContent-Type: text/{kind}\n\n{body}\n" for kind, body in (("plain", text), ("html", html))
    ]
    assert summary(head + "".join(parts) + "--x--\n") == EXPECTED


def test_titles_alone_above_links() -> None:
    """Titles that end with a full stop are not taken for abstracts where nothing else is above a link."""
    body = "".join(
        f"<p>{n} clocks grow moss.</p><p><a href='https://arxiv.org/abs/3103.0000{n}'>PDF</a></p>"
        for n in (1, 2, 3)
    )
    digest, _ = read(HEAD.format("html") + body)
    assert [entry.title for entry in digest.entries] == [f"{n} clocks grow moss." for n in (1, 2, 3)]


def test_authors_and_day_below_a_title_are_no_abstract() -> None:
    card = (
        "<div><span>cs.RO</span><h2><a href='https://arxiv.org/abs/3103.0000{n}v1'>{t}</a></h2>"
        "<p>Ada Mill, Bo Reed et al. &nbsp;·&nbsp; 2031-03-17</p><p>{b}</p></div>"
    )
    cards = [card.format(n=n, t=title, b=text) for n, (title, _, text) in enumerate(PAPERS, 1)]
    digest, _ = read(f"<html><body><h1>Moss Weekly</h1>{''.join(cards)}</body></html>", "2031-03-18.html")
    assert {entry.facts.authors for entry in digest.entries} == {("Ada Mill", "Bo Reed")}
    assert all(entry.has_more_authors for entry in digest.entries)
    assert [entry.abstract.replace("\n", " ") for entry in digest.entries] == [
        text for _, _, text in EXPECTED
    ]


@pytest.mark.parametrize(
    "between",
    ["<h2>Others</h2>", "<p>***</p>", "<p><a href='https://boats.example'>Buy a boat</a> of ours today.</p>"],
    ids=["a heading", "a rule", "an advert"],
)
def test_a_paper_that_ended_takes_no_further_link(between: str) -> None:
    digest, problems = read(
        HEAD.format("html")
        + "<h2><a href='https://arxiv.org/abs/3103.00001'>Moss on Clocks</a></h2><p>We grow moss.</p>"
        + f"{between}<p>Late Locks in Fog</p><p><a href='https://doi.org/10.1234/moss.2'>Read paper</a></p>"
    )
    assert not problems
    assert [(entry.title, entry.facts.doi) for entry in digest.entries] == [
        ("Moss on Clocks", ""),
        ("Late Locks in Fog", "10.1234/moss.2"),
    ]


def test_a_second_link_of_a_paper_adds_to_it() -> None:
    text = HEAD.format("html") + "<h2><a href='https://arxiv.org/abs/3103.00001'>Moss on Clocks</a></h2>"
    digest, _ = read(f"{text}<h3>Links</h3><p><a href='https://doi.org/10.1234/moss.1'>DOI</a></p>")
    assert [(entry.title, entry.facts.doi) for entry in digest.entries] == [
        ("Moss on Clocks", "10.1234/moss.1")
    ]


def test_facts_between_title_and_link_are_no_title() -> None:
    text = "<p>{t}<br>Authors: {a}<br>Pages: 1-9<br><a href='{u}'>PDF</a></p>"
    digest, problems = read(
        HEAD.format("html")
        + "".join(
            text.format(t=title, a=authors, u=f"https://arxiv.org/abs/3103.0000{n}")
            for n, (title, authors, _) in enumerate(PAPERS, 1)
        )
    )
    assert not problems
    assert [(entry.title, ", ".join(entry.facts.authors)) for entry in digest.entries] == [
        (title, authors) for title, authors, _ in PAPERS
    ]
