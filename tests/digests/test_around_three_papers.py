"""What stands around papers in mails, pages and tables is of no title and no abstract."""

from __future__ import annotations

import pytest

from daybook.model import Entry
from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read = reading("2031-03-18")

HEAD = (
    "From: moss@moss.example\nTo: ada@moss.example\nSubject: Papers\nDate: Tue, 18 Mar 2031 09:00:00 +0000\n"
    "Content-Type: text/{}; charset=utf-8\n\n"
)
DOI = "10.1234/moss."
ROW = '<table><tr><td><a href="https://arxiv.org/abs/{x}">{t}</a></td></tr>'
END = "<tr><td>{s}</td></tr></table>"
CITED = "Moss Lett. 2031 Mar 5;3(2):1-9. doi: 10.1234/m. Online ahead of print."


def made(form: str, head: str = "") -> tuple[Entry, ...]:
    """Return the entries of a text in a form with ``{n}``, ``{t}``, ``{x}`` and ``{s}`` for each paper."""
    parts = (
        form.replace("{n}", str(number)).replace("{t}", title).replace("{x}", arxiv).replace("{s}", ABSTRACT)
        for number, (title, arxiv, _) in enumerate(PAPERS, 1)
    )
    return read(head + "\n\n".join(parts))[0].entries


@pytest.mark.parametrize(
    ("form", "authors", "abstract"),
    [
        (f"{ROW}<tr><td>Ada Mill, MD, PhD; Bo Reed, MPH</td></tr>{END}", ("Ada Mill", "Bo Reed"), ABSTRACT),
        (f"{ROW}<tr><td>Ada Mill + 2 more</td></tr>{END}", ("Ada Mill",), ABSTRACT),
        (f"{ROW}<tr><td>arXiv:{{x}}v1 Announce Type: new Abstract: {{s}}</td></tr></table>", (), ABSTRACT),
        (f"{ROW}<tr><td>{CITED}</td></tr></table>", (), ""),
    ],
)
def test_a_mail_gives_authors_and_abstracts(form: str, authors: tuple[str, ...], abstract: str) -> None:
    found = [(entry.title, entry.facts.authors, entry.abstract) for entry in made(form, HEAD.format("html"))]
    assert found == [(title, authors, abstract) for title in TITLES]


def test_titles_in_a_mail_have_no_labels() -> None:
    form = "タイトル: {t}\n著者: Ada Mill, Bo Reed\nURL: https://arxiv.org/abs/{x}\n概要: {s}"
    assert [entry.title for entry in made(form, HEAD.format("plain"))] == TITLES


def test_authors_that_are_linked_and_numbered_are_authors() -> None:
    names = "[Ada Mill](https://a.example)<sup>1</sup>, [Bo Reed](https://b.example)<sup>2</sup>"
    found = made(f"**{{t}}** <br>\n{names} <br>\narXiv 2031 [[Paper](https://arxiv.org/abs/{{x}})]")
    assert [(entry.title, entry.facts.authors) for entry in found] == [
        (t, ("Ada Mill", "Bo Reed")) for t in TITLES
    ]


def test_a_table_of_pairs_is_of_the_paper_above() -> None:
    url = "https://arxiv.org/abs/3103.00001"
    pairs = f"| Subjects: | Clocks (cs.CL) |\n| --- | --- |\n| Cite as: | [arXiv:3103.00001]({url}) |\n"
    text = f"## [{TITLES[0]}]({url})\n\n{ABSTRACT}\n\n{pairs}"
    assert [entry.title for entry in read(text)[0].entries] == [TITLES[0]]


@pytest.mark.parametrize("cell", ["th", "td"])
def test_a_table_of_a_page_may_have_dois_without_links(cell: str) -> None:
    head = "".join(f"<{cell}>{name}</{cell}>" for name in ("Title", "Authors", "DOI"))
    rows = "".join(f"<tr><td>{t}</td><td>{a}</td><td>{DOI}{x}</td></tr>" for t, x, a in PAPERS)
    found = read(f"<html><body><table><tr>{head}</tr>{rows}</table></body></html>")[0].entries
    assert [(entry.title, entry.facts.authors) for entry in found] == list(zip(TITLES, AUTHORS, strict=True))
    assert [entry.facts.doi for entry in found] == [DOI + x for _, x, _ in PAPERS]


def test_links_within_a_page_of_hugging_face_lead_to_papers() -> None:
    found = made('<article><a href="/papers/{x}"><h4>{t}</h4></a></article>', "<html><body>")
    assert [(entry.title, entry.facts.arxiv) for entry in found] == [(t, x) for t, x, _ in PAPERS]
