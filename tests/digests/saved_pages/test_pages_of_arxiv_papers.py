"""Pages whose links name no host: lists of arXiv's papers elsewhere, and a profile of Google Scholar."""

from __future__ import annotations

from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read = reading("2031-03-18.html")

CITATION = "view_op=view_citation&citation_for_view=moss:"


def page(body: str) -> str:
    return f"<!doctype html><html><head><title>Papers</title></head><body>{body}</body></html>"


def test_links_to_identifiers_on_the_page_s_own_site() -> None:
    digest, problems = read(
        page(
            "".join(
                f"<div><a href='/abs/{arxiv}'><div>{title}</div></a><p>{names}</p><p>{ABSTRACT}</p>"
                f"<a href='/overview/{arxiv}v1'>Overview</a></div>"
                for title, arxiv, names in PAPERS
            )
        )
    )
    assert not problems
    assert [(entry.title, entry.facts.arxiv, entry.facts.authors) for entry in digest.entries] == [
        (title, arxiv, names) for (title, arxiv, _), names in zip(PAPERS, AUTHORS, strict=True)
    ]


def row(number: int, title: str, names: str, place: str, year: str = "") -> str:
    return (
        f'<tr class="gsc_a_tr"><td class="gsc_a_t"><a href="/citations?user=moss&amp;{CITATION}{number}" '
        f'class="gsc_a_at">{title}</a><div class="gs_gray">{names}</div><div class="gs_gray">{place}'
        f'<span class="gs_oph">{year}</span></div></td><td class="gsc_a_c"><a href="">7</a></td></tr>'
    )


def test_a_profile_of_google_scholar() -> None:
    digest, (problem,) = read(
        page(
            "<table><tr><th><a href='/citations'>Title</a></th></tr>"
            + row(1, TITLES[0], "A Mill, B Reed, ...", "arXiv preprint arXiv:3103.00001", ", 2031")
            + row(2, TITLES[1], "D Shed", "Moss Letters 12 (3), 1-14", ", 2030")
            + row(3, TITLES[2], "F Oak", "")
            + '<tr class="gsc_a_tr"><td>Nothing</td></tr></table>'
        )
    )
    scholar = f"https://scholar.google.com/citations?{CITATION}"
    assert [
        (entry.title, entry.facts.authors, entry.facts.published, entry.facts.arxiv or entry.facts.link)
        for entry in digest.entries
    ] == [
        (TITLES[0], ("A Mill", "B Reed"), "2031", "3103.00001"),
        (TITLES[1], ("D Shed",), "2030", f"{scholar}2"),
        (TITLES[2], ("F Oak",), "", f"{scholar}3"),
    ]
    assert digest.entries[0].has_more_authors
    assert problem.what == "a row without a title"
