"""Pages and mails whose titles are no links: tables with named columns, authors below titles, notes."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Origin
from daybook.problems import Severity
from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read = reading("2031-03-18.html")


def _each(text: str) -> str:
    return "".join(
        text.format(
            title=title, arxiv=arxiv, names=names, url=f"https://arxiv.org/abs/{arxiv}", abstract=ABSTRACT
        )
        for title, arxiv, names in PAPERS
    )


def _page(head: str, each: str, foot: str = "") -> str:
    nav = "<nav><a href='/'>Home</a></nav>"
    return f"<!DOCTYPE html><html><body>{nav}{head}{_each(each)}{foot}</body></html>"


TABLE = (
    "<table><tr><th>#</th><th>Title</th><th>Authors</th><th>Link</th></tr>",
    "<tr><td>1</td><td>{title}</td><td>{names}</td><td><a href='{url}'>PDF</a></td></tr>",
    "</table>",
)
PAGES = {
    "a table with names of columns": _page(*TABLE),
    "a table without": _page("<table>", TABLE[1], "</table>"),
    "authors with a place of publication": _page(
        "<h1>Proceedings</h1>",
        "<div><p>{title}</p><p>{names}; <i>Proceedings of Moss</i>, 1:1-9</p>"
        "<p>[<a href='{url}'>abs</a>][<a href='https://arxiv.org/pdf/{arxiv}'>Download PDF</a>]</p></div>",
    ),
    "a search of Google Scholar": _page(
        "<p>About 3 results</p>",
        "<div><h3><a href='{url}'>{title}</a></h3>"
        "<div>{names} - arXiv preprint arXiv:{arxiv}, 2031 - arxiv.org</div><div><a href='#'>Save</a> "
        "<a href='#'>Cite</a> <a href='/c'>Cited by 3</a> <a href='#'>All 2 versions</a></div></div>",
    ),
    "links beside a title": _page(
        "<h1>Papers</h1>",
        "<h2><a href='{url}'>{title}</a> <a>[PDF<sup>3</sup>]</a> <a>[Copy]</a> <a>[Kimi]</a></h2>"
        "<p><b>Authors</b>: {names}</p><p><b>Publish</b>: 2031-03-17 17:59 UTC</p>",
    ),
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES)
def test_each_paper_has_its_own_title_and_authors(text: str) -> None:
    digest, problems = read(text)
    assert [entry.title for entry in digest.entries] == TITLES
    assert [entry.facts.authors for entry in digest.entries] == AUTHORS
    assert [entry.facts.arxiv for entry in digest.entries] == [arxiv for _, arxiv, _ in PAPERS]
    assert {entry.abstract for entry in digest.entries} == {""}
    assert not [problem for problem in problems if problem.severity is not Severity.NOTE]
    assert {entry.origin for entry in digest.entries} <= {Origin.PAGE, Origin.LIST}


def test_a_row_of_another_length_is_reported() -> None:
    broken = "<tr><td>{title}</td><td><a href='https://arxiv.org/abs/3103.00009'>PDF</a></td></tr></table>"
    digest, problems = read(_page(TABLE[0], TABLE[1], broken.format(title="Slow Boats")))
    assert [entry.title for entry in digest.entries] == TITLES
    assert any("2 cells below 4 columns" in problem.what for problem in problems)


def test_cells_before_a_title_are_not_of_the_row_above() -> None:
    each = "<tr><td>Mar 3</td><td>Lecture on moss</td><td><a href='{url}'>{title}</a></td></tr>"
    digest, _ = read(_page("<table>", each, "</table>"))
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [(title, "") for title in TITLES]


def _mail(body: str, kind: str = "plain") -> str:
    return (
        "From: a@moss.example\nTo: b@moss.example\nSubject: New\nDate: Tue, 18 Mar 2031 06:00:00 +0000\n"
        f"Content-Type: text/{kind}; charset=utf-8\n\n{body}"
    )


def test_labelled_lines_between_title_and_link() -> None:
    each = "{title}\nAuthor(s): {names}\nPages: 1 - 9\nhttps://ieeexplore.ieee.org/document/{arxiv}\n\n"
    digest, problems = read(_mail("New articles:\n\n" + _each(each).replace("3103.", "3103")), "a.eml")
    assert [(entry.title, entry.facts.authors) for entry in digest.entries] == list(
        zip(TITLES, AUTHORS, strict=True)
    )
    assert not problems


def test_the_kind_of_an_article_is_no_abstract() -> None:
    each = "<p>Research Article<br><a href='{url}'>{title}</a><br>{names}</p>"
    digest, _ = read(_mail(f"<html><body>{_each(each)}</body></html>", "html"), "a.eml")
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [(title, "") for title in TITLES]


def test_notes_of_a_letter_are_no_papers() -> None:
    notes = "[1] https://arxiv.org/abs/3103.00001\n[2] https://arxiv.org/abs/3103.00002\n"
    body = f"Dear all,\n\nwe look for a diver. See our papers [1,2].\n\n{notes}\nBest,\nAda\n"
    digest, problems = read_digest("a.eml", _mail(body).encode(), date_hint("2031-03-18", None))
    assert not digest or not digest.entries
    assert all("without a title" in problem.what for problem in problems)
