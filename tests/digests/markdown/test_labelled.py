"""Papers on hosts that nobody knows, which labels or columns show; and other things with the same labels."""

from __future__ import annotations

import pytest

from daybook.digests import read_digest
from daybook.digests.date_hint import date_hint
from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

PATH = "2031-03-18.md"
read = reading(PATH)

LABELLED = {
    "headings and bold labels": (
        "## {title}\n\n**Authors:** {names}\n\n**Abstract:** {abstract}\n\n[PDF]({url})\n\n"
    ),
    "numbered headings and items": (
        "### {number}. {title}\n- Authors: {names}\n- Link: {url}\n- Abstract: {abstract}\n\n"
    ),
    "labels alone": "Title: {title}\nAuthors: {names}\nAbstract: {abstract}\nPDF: {url}\n\n",
    "bold labels and rules": (
        "**Title:** {title}\n**Authors:** {names}\n**Abstract:** {abstract}\n**PDF:** {url}\n\n---\n\n"
    ),
    "a venue beside the authors": (
        "## {title}\n- **Authors:** {names}\n- **Venue:** MossConf 2031\n- **Summary:** {abstract}\n"
        "- **Link:** [PDF]({url})\n\n"
    ),
    "items within items": ("- **{title}**\n  - Authors: {names}\n  - Abstract: {abstract}\n  - PDF: {url}\n"),
}


def _each(form: str) -> str:
    return "".join(
        form.format(
            number=n, title=title, names=names, abstract=ABSTRACT, url=f"https://moss.example/{n}.pdf"
        )
        for n, (title, _, names) in enumerate(PAPERS, 1)
    )


@pytest.mark.parametrize("name", LABELLED)
@pytest.mark.parametrize("head", ["", "# Papers of the week\n\n"])
def test_labelled_authors_are_a_sign(name: str, head: str) -> None:
    digest, _ = read(head + _each(LABELLED[name]))
    assert [entry.title for entry in digest.entries] == TITLES
    assert [entry.facts.authors for entry in digest.entries] == AUTHORS
    assert {entry.abstract for entry in digest.entries} == {ABSTRACT}
    assert [entry.facts.link for entry in digest.entries] == [
        f"https://moss.example/{n}.pdf" for n in (1, 2, 3)
    ]


def test_labelled_values_go_on_below() -> None:
    """Scripts wrap long titles and lists of names, and number the papers."""
    text = ""
    for (title, number, names), venue in zip(PAPERS, ("MossConf 2031", "", "N/A"), strict=True):
        title, names = (words.replace(" ", "\n  ", 1) for words in (title, names))
        text += f"{number[-1]}.\nTitle: {title}\nAuthors: {names}\narXiv: {number}\nVenue: {venue}\n"
        text += f"Abstract: {ABSTRACT}\n\n"
    digest, _ = read(text)
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [(one, ABSTRACT) for one in TITLES]
    assert [entry.facts.authors for entry in digest.entries] == AUTHORS
    assert [entry.facts.venue for entry in digest.entries] == ["MossConf 2031", "", ""]


TABLES = {
    "a link": "| Title | Authors | Link |\n|---|---|---|\n{rows}",
    "a date and code": "| Date | Title | Authors | PDF | Code |\n|---|---|---|---|---|\n{rows}",
}
ROWS = {
    "a link": "| {title} | {names} | [PDF]({url}) |\n",
    "a date and code": "| 2031-03-18 | {title} | {names} | [PDF]({url}) | null |\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_with_authors_and_files(name: str) -> None:
    digest, _ = read(TABLES[name].format(rows=_each(ROWS[name])))
    assert [entry.title for entry in digest.entries] == TITLES
    assert [entry.facts.authors for entry in digest.entries] == AUTHORS


OTHERS = {
    "books": "## {title}\n**Author:** {names}\n**Summary:** A story of moss.\n[Buy](https://shop.example/{number})\n\n",
    "talks": "## {title}\n**Speaker:** {names}\n**Abstract:** A talk on moss.\n[Register](https://t.example/{number})\n\n",
    "posts": "## {title}\n**Author:** {names}\n[Read](https://blog.example/{number})\n\n",
    "a table of posts": "| {title} | {names} | [Read](https://blog.example/{number}) |\n",
    "a table of books": "| {title} | {names} | [Buy](https://shop.example/{number}) |\n",
}


@pytest.mark.parametrize("name", OTHERS)
def test_other_things_with_authors_are_none(name: str) -> None:
    head = "| Title | Author | Link |\n|---|---|---|\n" if "table" in name else "# Of the week\n\n"
    digest, problems = read_digest(PATH, (head + _each(OTHERS[name])).encode(), date_hint(PATH, None))
    assert digest is None
    assert problems


def test_a_read_me_with_authors_is_none() -> None:
    text = (
        "# weirs\n\nA tool.\n\nAuthors: Ada Mill, Bo Reed\n\n## Install\n\n    pip install weirs\n\n"
        "## Abstract syntax\n\nSee [the grammar](https://w.example/grammar.pdf).\n"
    )
    digest, _ = read_digest(PATH, text.encode(), date_hint(PATH, None))
    assert digest is None


@pytest.mark.parametrize(
    "text",
    [
        "[Moss on clocks\nAda Mill, Bo Reed\n[PDF](https://arxiv.org/abs/3103.00001)\n\n"
        "(Lichen on walls\nAda Mill, Dee Ash\n[PDF](https://arxiv.org/abs/3103.00002)\n",
        "### [Moss Clocks\n\n**Authors:** Ada Mill\n\n**Abstract:** We grow moss.\n\n"
        "### [Lichen on the\n\n**Authors:** Bo Reed\n\n**Abstract:** We grow lichen.\n",
    ],
)
def test_a_bracket_that_stays_open_is_no_title(text: str) -> None:
    digest, problems = read_digest("a.md", text.encode(), date_hint("2031-03-18/a.md", None))
    assert digest is None
    assert all("report" not in problem.remedy for problem in problems)
