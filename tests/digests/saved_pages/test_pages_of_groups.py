"""Saved pages and mails in which a group or a script lists authors, title and place of publication."""

from __future__ import annotations

import pytest

from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read = reading("2031-03-18.html")
MAIL = (
    "From: a@moss.org\nTo: b@moss.org\nDate: Tue, 18 Mar 2031 09:00:00 +0000\n"
    "Content-Type: text/{}; charset=utf-8\n\n"
)


def _each(form: str) -> str:
    return "".join(
        form.format(title=title, names=names, url=f"https://arxiv.org/abs/{arxiv}", abstract=ABSTRACT)
        for title, arxiv, names in PAPERS
    )


@pytest.mark.parametrize(
    "form",
    [
        "<li>{names}. <i>{title}</i>. <a href='{url}'>arXiv</a>, 2031.</li>",
        "<li><p>{names} (2031). <a href='/p/'>{title}</a>. In MossConf.</p><a href='{url}'>PDF</a></li>",
        "<div>{title}</div><div>{names}</div><div>In Moss Days, 2031</div><div><a href='{url}'>PDF</a></div>",
        "<p>{title}</p><p>{names}</p><p>Research article | Article 1</p><p><a href='{url}'>{url}</a></p>",
        "<h3>{title}</h3><p>저자: {names}</p><p>링크: <a href='{url}'>{url}</a></p><p>초록: {abstract}</p>",
    ],
)
def test_lists_of_groups(form: str) -> None:
    found = read(f"<!DOCTYPE html><html><body><ul>{_each(form)}</ul></body></html>")[0].entries
    assert [entry.title for entry in found] == TITLES
    assert [entry.facts.authors for entry in found] == AUTHORS


@pytest.mark.parametrize(
    ("kind", "form"),
    [
        (
            "html",
            "<p><b>{title}</b> [<a href='{url}'>abs</a>]<br><i>{names}</i></p><p>{abstract}</p>",
        ),
        ("plain", "## [{title}]({url})\n\n**Authors:** {names}\n\n{abstract}\n\n"),
    ],
)
def test_mails_of_scripts(kind: str, form: str) -> None:
    found = read(MAIL.format(kind) + _each(form), "2031-03-18.eml")[0].entries
    assert [entry.title for entry in found[:2]] == TITLES[:2]
    assert [entry.facts.authors for entry in found[:2]] == AUTHORS[:2]
    assert {entry.abstract for entry in found} == {ABSTRACT}
