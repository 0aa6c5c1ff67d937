"""Lists from pages, notes and scripts: counts, buttons and names are told from titles and abstracts."""

from __future__ import annotations

import json

import pytest

from daybook.digests import date_hint, read_digest
from daybook.problems import Severity
from tests.digests.reading import reading

ARXIV = "https://arxiv.org/abs/3103.0000"
ONE, OTHER = "We grow moss on three clocks, and they go on.", "Locks of moss are studied in this paper."
PAPERS = (
    ("Moss on Three Clocks", "Ada Mill, Bo Reed", ONE),
    ("Late Locks of Moss", "Cy Wood, Jo Fell", OTHER),
)
read = reading("2031-03-18.md")


def _listed(form: str) -> str:
    return "".join(
        form.format(n=n, title=title, names=names, abstract=abstract, url=f"{ARXIV}{n}")
        for n, (title, names, abstract) in enumerate(PAPERS, 1)
    )


FORMS = {
    "counts below a title": "## [{title}]({url})\n👍 4{n}  💬 {n}\n\n{names}\n\n{abstract}\n\n",
    "names before a link": "## {title}\n\n*{names}* — [arXiv]({url})\n\n{abstract}\n\n",
    "a block of MkDocs": '??? note "{title}"\n    **{names}**\n\n    [arXiv]({url})\n\n    {abstract}\n\n',
    "a label without a value": (
        "## [{title}]({url})\n\n**Authors:** {names}\n\n**OpenReview:** None\n\n{abstract}\n\n"
    ),
    "buttons behind a title": "#{n} {title} [PDF{n}] [Copy] [REL]\nAuthors: {names}\n{abstract}\n{url}\n\n",
    "likes and calls": "## [{title}]({url})\n⇧ {n}21 Likes\n\n{names}\n\n{abstract}\n\nREAD PAPER\n\n",
}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_what_stands_around_papers_is_in_none_of_their_fields(form: str) -> None:
    digest, problems = read(f"# Papers\n\n{_listed(form)}")
    assert [(e.title, ", ".join(e.facts.authors), e.abstract) for e in digest.entries] == list(PAPERS)
    assert all(problem.severity is Severity.NOTE for problem in problems)


def test_items_that_name_topics_are_none_of_the_list() -> None:
    digest, _ = read(
        "- Clocks\n  - [Moss on Three Clocks](https://arxiv.org/abs/3103.00001)\n- Locks\n  - Of doors\n"
        "    - [Late Locks of Moss](https://arxiv.org/abs/3103.00002)\n"
    )
    assert [entry.title for entry in digest.entries] == [title for title, _, _ in PAPERS]


def test_the_layout_of_each_record_in_yaml_is_no_setting() -> None:
    digest, _ = read(
        "".join(
            f"- layout: paper\n  title: {title}\n  url: {ARXIV}{n}\n"
            for n, (title, _, _) in enumerate(PAPERS)
        ),
        "2031-03-18.yml",
    )
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [
        (title, "") for title, _, _ in PAPERS
    ]


def test_a_table_below_some_lines_about_it() -> None:
    head = "From Moss Library\nQuery: moss\nSorted by day\n\ntitle,authors,doi\n"
    digest, _ = read(head + 'Moss on Clocks,"Mill, Ada; Reed, Bo",10.1234/1\n', "2031-03-18.csv")
    assert [entry.title for entry in digest.entries] == ["Moss on Clocks"]


SAME = [{"title": "fetched", "url": f"{ARXIV}{n}"} for n in range(4)]
POSTS = "".join(
    f"Ada @_ada · Mar 18\n{title}\n\npaper page: {ARXIV}{n}\n\n{text}\n\n"
    for n, (title, _, text) in enumerate([*PAPERS, ("Ferns", "", ONE)])
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2031-03-18.json", json.dumps(SAME)),
        ("2031-03-18.txt", POSTS),
        ("2031-03-18.md", "".join(f"- **Ada Mill, Bo Reed {n}** [pdf]({ARXIV}{n})\n" for n in ("", "", ""))),
        ("2031-03-18.md", _listed("- [{names}]({url})\n")),
    ],
    ids=["one title of a log", "posts", "one title of a list", "names as titles"],
)
def test_texts_that_are_no_titles_make_no_papers(name: str, text: str) -> None:
    digest, problems = read_digest(name, text.encode(), date_hint(name, None))
    assert digest is None
    assert problems


def test_papers_beside_editorials_of_the_same_title_are_read() -> None:
    records = [{"title": "Editorial", "doi": f"10.1234/e.{n}"} for n in range(3)]
    records += [{"title": title, "doi": f"10.1234/p.{n}"} for n, (title, _, _) in enumerate(PAPERS)]
    records += [{"title": "Ferns on Bells", "doi": "10.1234/p.9"}]
    digest, _ = read(json.dumps(records), "2031-03-18.json")
    assert len(digest.entries) == 6


PAGES = {
    "names and a venue behind a title": "<li><a href='{url}'>{title}</a>. {names}. <i>Moss</i>, 2031.</li>",
    "names in a heading of a card": "<h5><a href='{url}'>{title}</a></h5><h6>{dotted}</h6><p>{abstract}</p>",
    "names in forms, and BibTeX": (
        "<dt><a href='{url}'>{title}</a></dt><dd>{forms}</dd><dd>[<a href='{url}.pdf'>pdf</a>]"
        "<div>[<a>bibtex</a>]<div>@InProceedings{{Mill, title = {{{title}}}}}</div></div></dd>"
    ),
}


@pytest.mark.parametrize("form", PAGES.values(), ids=PAGES)
def test_authors_of_pages_of_conferences_and_alerts(form: str) -> None:
    text = "".join(
        form.format(
            url=f"{ARXIV}{n}",
            title=title,
            names=names,
            dotted=names.replace(", ", " · "),
            forms="".join(
                f"<form class='authsearch'><input type='hidden'><a href='#'>{name}</a>,</form>"
                for name in names.split(", ")
            ),
            abstract=abstract,
        )
        for n, (title, names, abstract) in enumerate(PAPERS, 1)
    )
    digest, _ = read(f"<html><body><ol>{text}</ol></body></html>", "2031-03-18.html")
    assert [(e.title, ", ".join(e.facts.authors)) for e in digest.entries] == [(t, n) for t, n, _ in PAPERS]
    abstracts = [text if "{abstract}" in form else "" for _, _, text in PAPERS]
    assert [entry.abstract for entry in digest.entries] == abstracts


def test_lists_as_journals_of_medicine_write_them() -> None:
    digest, _ = read(
        "".join(
            f"{n}. {names}. {title}. J Moss. 2031;1(2):1-9. doi:10.1234/m.{n}\n"
            for n, (title, names) in enumerate(
                [(PAPERS[0][0], "Mill A, Reed BC"), (PAPERS[1][0], "Wood C, de Fell J, et al")], 1
            )
        ),
        "2031-03-18.txt",
    )
    assert [entry.title for entry in digest.entries] == [title for title, _, _ in PAPERS]
