"""Markdown of more repositories and notes, Org mode, and files that only look like lists of papers."""

from __future__ import annotations

import json

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Entry
from daybook.text.identifiers import arxiv_in_url
from tests.digests.test_forms import read

ARXIV = "https://arxiv.org/abs/3103.0000"
ABSTRACT = "We grow moss on clocks, and it keeps the time of three harbours."


def entries(text: str, path: str = "2031-03-18.md") -> tuple[Entry, ...]:
    digest, _ = read(text, path)
    assert not digest.rejected
    return digest.entries


def test_facts_on_one_line() -> None:
    text = "".join(
        f"### {n}. [Moss on Clock {n}]({ARXIV}{n})\n👥 {names} · 🏷️ `cs.CL` `cs.AI` · 👍 {n}7\n\n"
        f"> {ABSTRACT}\n\n---\n\n"
        for n, names in ((1, "Ada Mill, Bo Reed"), (2, "Cy Wood"))
    )
    found = [
        (entry.facts.authors, entry.facts.categories, entry.upvotes, entry.abstract)
        for entry in entries(text)
    ]
    assert found == [
        (("Ada Mill", "Bo Reed"), ("cs.CL", "cs.AI"), 17, ABSTRACT),
        (("Cy Wood",), ("cs.CL", "cs.AI"), 27, ABSTRACT),
    ]


@pytest.mark.parametrize("dot", ["·", "|"])
def test_long_lists_of_names_before_links(dot: str) -> None:
    names = "Ada Mill, Bo Reed, Cy Wood, Di Shed, Ed Barrow, Flo Lock, Gus Oar"
    text = "".join(
        f"## {n}. Moss on Clock {n}\n\n**Authors:** {names} {dot} **Published:** 2031-03-1{n} {dot} "
        f"**[arXiv]({ARXIV}{n})** {dot} **[PDF]({ARXIV}{n})**\n\n<details>\n<summary>Abstract</summary>\n\n"
        f"{ABSTRACT}\n\n</details>\n\n"
        for n in (1, 2)
    )
    found = entries(text)
    assert [(len(entry.facts.authors), entry.facts.published, entry.abstract) for entry in found] == [
        (7, "2031-03-11", ABSTRACT),
        (7, "2031-03-12", ABSTRACT),
    ]


@pytest.mark.parametrize(
    "day",
    [
        "18. März 2031",
        "18 mars 2031",
        "18 de marzo de 2031",
        "18 de Março de 2031",
        "18 marzo 2031",
        "18 марта 2031",
        "2031년 3월 18일",
        "March 18, 2031",
    ],
)
def test_a_day_in_a_heading_in_words(day: str) -> None:
    text = f"# Moss — {day}\n\n- [Moss on Clocks]({ARXIV}1)\n  Ada Mill, Bo Reed\n"
    digest, _ = read(text, "list.md")
    assert [entry.day.isoformat() for entry in digest.entries] == ["2031-03-18"]


def test_no_day_without_a_month() -> None:
    digest, problems = read(f"# Moss: 18 papiers 2031\n\n- [Moss on Clocks]({ARXIV}1)\n", "list.md")
    assert (len(digest.entries), digest.rejected) == (0, 1)
    assert "without a day" in problems[-1].what


def test_headings_and_folds_in_html() -> None:
    headed = "".join(
        f"<h2 id='{n}'>{n}. Moss on Clock {n}</h2>\n\n- **Authors**: Ada Mill, Bo Reed\n"
        f"- **Link**: {ARXIV}{n}\n- **Abstract**: {ABSTRACT}\n- **TL;DR**: It grows.\n\n"
        for n in (1, 2)
    )
    folded = "".join(
        f'<details><summary>{n}. <b>Moss on Clock {n}</b> [<a href="{ARXIV}{n}">arXiv</a>]</summary>\n\n'
        f"<b>Authors:</b> Ada Mill, Bo Reed<br>\n<b>Abstract:</b> {ABSTRACT}\n\n</details>\n\n"
        for n in (1, 2)
    )
    for text, summary in ((headed, "It grows."), (folded, "")):
        assert [(one.title, one.facts.authors, one.abstract, one.facts.summary) for one in entries(text)] == [
            (f"Moss on Clock {n}", ("Ada Mill", "Bo Reed"), ABSTRACT, summary) for n in (1, 2)
        ]


@pytest.mark.parametrize("sign", ["—", "–", "-", "·"])
def test_names_between_a_title_and_a_link(sign: str) -> None:
    text = "".join(
        f"- **Moss on Clock {n}** {sign} *Ada Mill, Bo Reed* {sign} [arXiv]({ARXIV}{n})  \n  > {ABSTRACT}\n"
        for n in (1, 2)
    )
    assert [(entry.facts.authors, entry.abstract) for entry in entries(text)] == [
        (("Ada Mill", "Bo Reed"), ABSTRACT)
    ] * 2


def test_properties_of_a_note_that_are_no_fields_of_papers() -> None:
    text = (
        f"# Moss on Clocks\n\nAuthors: Ada Mill, Bo Reed\nCreated: March 18, 2031 9:12 AM\nShelf: Quay\n"
        f"URL: {ARXIV}1\nRead by: nobody\n\n## Abstract\n\n{ABSTRACT}\n"
    )
    (entry,) = entries(text)
    assert (entry.title, entry.facts.authors, entry.abstract) == (
        "Moss on Clocks",
        ("Ada Mill", "Bo Reed"),
        ABSTRACT,
    )


def test_a_summary_in_parts_is_only_its_first_part_beside_an_abstract() -> None:
    item = (
        "### [Moss on Clock {n}]({url}{n})\n*Ada Mill,Bo Reed*\n\nTL;DR: It grows.\n\n"
        "Motivation: Time.\n\nMethod: Moss.\n\n"
    )
    both = "".join((item + f"Abstract: {ABSTRACT}\n\n").format(n=n, url=ARXIV) for n in (1, 2))
    one, _ = entries(both)
    assert (one.facts.summary, one.abstract) == ("It grows.", ABSTRACT)
    one, _ = entries("".join(item.format(n=n, url=ARXIV) for n in (1, 2)))
    assert one.abstract == "It grows.\n\nMotivation: Time.\n\nMethod: Moss."


def test_titles_and_authors_in_a_cell() -> None:
    text = (
        "| Title & Authors | Links |\n|:--|  :----: |\n"
        f"|[![Star](https://x.example/a.svg)](https://github.com/moss/a) <br> **Moss on Clocks** "
        f"<br> Ada Mill, Bo Reed |[Paper]({ARXIV}1)|\n"
        f"|**Late Locks** <br> Cy Wood, Ada Mill |[Paper]({ARXIV}2)|\n"
    )
    assert [(entry.title, entry.facts.authors) for entry in entries(text)] == [
        ("Moss on Clocks", ("Ada Mill", "Bo Reed")),
        ("Late Locks", ("Cy Wood", "Ada Mill")),
    ]


def test_org_mode() -> None:
    text = (
        "#+TITLE: Papers\n#+DATE: 2031-03-18\n\n* Papers\n"
        f"** TODO [[{ARXIV}1][Moss on Clocks]] :moss:\n:PROPERTIES:\n:AUTHORS: Ada Mill, Bo Reed\n"
        f":END:\n{ABSTRACT}\n"
        f"** [#A] [[{ARXIV}2][Late Locks]]\nThey open late.\n"
    )
    one, two = entries(text, "papers.org")
    assert (one.title, one.facts.authors, one.abstract) == (
        "Moss on Clocks",
        ("Ada Mill", "Bo Reed"),
        ABSTRACT,
    )
    assert (two.title, two.abstract, str(two.day)) == ("Late Locks", "They open late.", "2031-03-18")


@pytest.mark.parametrize(
    "url",
    [
        "https://papers.cool/arxiv/3103.00001",
        "https://hf.co/papers/3103.00001",
        "https://ar5iv.org/abs/3103.00001v2",
        "https://www.emergentmind.com/papers/3103.00001",
        "https://scirate.com/arxiv/3103.00001",
        "https://ui.adsabs.harvard.edu/abs/arXiv:3103.00001",
    ],
)
def test_pages_about_papers_on_arxiv(url: str) -> None:
    assert arxiv_in_url(url) == "3103.00001"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("chat.txt", f"ada  9:12 AM\n{ARXIV}1\narXiv.org\nMoss on Clocks\nIt grows.\n\nbo  9:15 AM\nnice!\n"),
        ("todo.txt", f"(A) 2031-03-18 Buy moss @shop\nx 2031-03-17 Wind the clock\nRead {ARXIV}1\n"),
        ("moss.1", f".TH MOSS 1\n.SH NAME\nmoss \\- grow\n.SH SEE ALSO\n{ARXIV}1\n"),
        ("moss.R", "library(moss)\n# Moss on Clocks https://doi.org/10.1234/moss.1\nx <- c(1, 2)\n"),
        ("moss.hs", f"-- | Moss on Clocks\n-- {ARXIV}1\nmodule Moss where\ngrow :: Int -> Int\ngrow x = x\n"),
        ("moss.lua", f"-- Moss on Clocks\n-- {ARXIV}1\nlocal x = 1\nreturn x\n"),
        ("moss.m", f"% Moss on Clocks\n% {ARXIV}1\nfunction y = grow(x)\ny = x;\nend\n"),
        ("moss.ps1", f"# Moss on Clocks {ARXIV}1\n$x = 1\nWrite-Host $x\n"),
        ("talks.csv", "title,speaker,abstract,room,time\nMoss,Ada Mill,It grows.,1,09:00\n"),
        ("grants.csv", "Award Number,Title,PI,Abstract,Amount\n1,Moss,Ada Mill,It grows.,1000\n"),
        ("de.json", json.dumps({"title": "Titel", "authors": "Autoren", "abstract": "Zusammenfassung"})),
        ("en.yml", "en:\n  title: Title\n  abstract: Abstract\n  authors: Authors\n"),
    ],
)
def test_what_is_no_list_of_papers(path: str, text: str) -> None:
    path = f"2031-03-18-{path}"
    digest, problems = read_digest(path, text.encode(), date_hint(path, None))
    assert digest is None
    assert problems


def test_a_row_without_a_link_is_reported() -> None:
    text = f"| Date | Paper |\n|---|---|\n| 1 May | [Moss on Clocks]({ARXIV}1) |\n| 2 May | *no meeting* |\n"
    digest, problems = read(text + f"| 3 May | [Late Locks]({ARXIV}2) |\n", "2031-03-18.md")
    assert ([entry.title for entry in digest.entries], digest.rejected) == (
        ["Moss on Clocks", "Late Locks"],
        1,
    )
    assert (4, "a row without a link: no meeting") in [(problem.line, problem.what) for problem in problems]


def test_escaped_signs_are_no_emphasis() -> None:
    text = "".join(f"- [\\_Moss\\_ on \\*Clocks\\* {n}]({ARXIV}{n})\n" for n in (1, 2))
    assert [entry.title for entry in entries(text)] == ["_Moss_ on *Clocks* 1", "_Moss_ on *Clocks* 2"]


def test_empty_sections_that_all_say_so_are_no_items() -> None:
    """Weekly files of a script have a section for each journal, most of them with one item: no hits."""
    empty = "### Journal {n} (0)\n\n- No hits in this issue\n\n"
    paper = (
        "### Moss (1)\n\n#### 1. Moss on Clock {n}\n\n- Source: PubMed\n"
        "- Authors: Ada Mill, Bo Reed, et al.\n"
        "- Link: [https://pubmed.ncbi.nlm.nih.gov/9000{n}/](https://pubmed.ncbi.nlm.nih.gov/9000{n}/)\n"
        "- Abstract: We grow moss on clocks, and it keeps time.\n\n"
    )
    text = "# Weekly Papers\n\n" + "".join(empty.format(n=n) * 4 + paper.format(n=n) for n in (1, 2, 3))
    digest, _ = read(text)
    assert [entry.title for entry in digest.entries] == [f"Moss on Clock {n}" for n in (1, 2, 3)]
    assert {entry.facts.authors for entry in digest.entries} == {("Ada Mill", "Bo Reed")}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Code is available at https://github.com/mill/moss.", True),
        ("We grow moss, see https://moss.example/page for more.", True),
        ("It grows.\n- Code: https://github.com/mill/moss", False),
    ],
    ids=["at the end", "within a sentence", "a label"],
)
def test_an_address_within_a_sentence_of_an_abstract_stays(said: str, kept: bool) -> None:
    text = (
        "## [Moss on Clocks](https://arxiv.org/abs/3103.00001)\n\n"
        f"- Abstract: It grows on clocks and walls. {said}\n\n"
        "## [Late Locks](https://arxiv.org/abs/3103.00002)\n\n- Abstract: Nobody waits at locks.\n"
    )
    entry, _ = read(text)[0].entries
    assert ("https://" in entry.abstract) is kept
    assert not kept or said in entry.abstract
    assert "github.com" not in said or entry.facts.code == "https://github.com/mill/moss"


def test_an_address_within_a_sentence_of_a_table_stays() -> None:
    text = (
        "| Title | Abstract |\n| --- | --- |\n| **[Moss on Clocks](https://arxiv.org/abs/3103.00001)** "
        "| <details><summary>Show</summary><p>It grows. Code is at https://github.com/mill/moss.</p>"
        "</details> |\n"
    )
    (entry,) = read(text)[0].entries
    assert entry.abstract == "It grows. Code is at https://github.com/mill/moss."


LINKS_ABOVE = {
    "an identifier": "[3103.0000{n}]({u})\n\n**{t}**\n\n{a}\n\n{b}\n",
    "a heading": "### [3103.0000{n}]({u})\n\n**Title**: {t}\n\n**Authors**: {a}\n\n**Abstract**: {b}\n",
    "a heading with the URL": "### {u}\n- Title: {t}\n- Authors: {a}\n- Abstract: {b}\n",
    "two headings": "## [arXiv:3103.0000{n}]({u})\n### {t}\n{a}\n\n{b}\n",
    "above headings": "[3103.0000{n}]({u})\n\n## {t}\n\n{a}\n\n{b}\n",
}


@pytest.mark.parametrize("form", LINKS_ABOVE.values(), ids=LINKS_ABOVE)
def test_links_above_titles(form: str) -> None:
    """No paper gets the identifier of the next one."""
    papers = (
        ("A Moss Clock", "Ada Mill, Bo Reed"),
        ("Locks: Why They Wait", "Cy Wood, Di Fen"),
        ("Reeds Bend", ""),
    )
    text = "# Papers of Today\n\n" + "\n".join(
        form.format(
            n=n,
            t=title,
            a=names or "Ada Mill, Cy Wood",
            b=f"We say {n}.",
            u=f"https://arxiv.org/abs/3103.0000{n}",
        )
        for n, (title, names) in enumerate(papers, 1)
    )
    digest, problems = read(text)
    assert not problems
    assert [(entry.title, entry.facts.arxiv, entry.abstract) for entry in digest.entries] == [
        (title, f"3103.0000{n}", f"We say {n}.") for n, (title, _) in enumerate(papers, 1)
    ]
    assert all(len(entry.facts.authors) == 2 for entry in digest.entries)


def test_titles_above_links_below_an_introduction_with_a_link() -> None:
    text = (
        "# Moss Weekly\n\nChosen as in [the paper](https://arxiv.org/abs/3103.00009).\n\n"
        "**A Moss Clock**\n\nWe grow moss.\n\n[PDF](https://arxiv.org/abs/3103.00001)\n\n"
        "**Why Locks Wait**\n\nWe ask.\n\n[PDF](https://arxiv.org/abs/3103.00002)\n\n**License**\n\nFree.\n"
    )
    found = [(entry.title, entry.facts.arxiv) for entry in read(text)[0].entries]
    assert found == [("A Moss Clock", "3103.00001"), ("Why Locks Wait", "3103.00002")]


LANGUAGES = {
    "Chinese": ("作者", "链接", "摘要原文", "中文导读"),
    "Vietnamese": ("Tác giả", "Liên kết", "Tóm tắt", "Ý nghĩa"),
    "Russian": ("Авторы", "Ссылка", "Аннотация", "Заметка"),
    "Portuguese": ("Autores", "Link", "Resumo", "Nota"),
    "Dutch": ("Auteurs", "Link", "Samenvatting", "Opmerking"),
    "German": ("Verfasser", "Link", "Kurzfassung", "Anmerkung"),
}


@pytest.mark.parametrize(("authors", "link", "abstract", "other"), LANGUAGES.values(), ids=LANGUAGES)
def test_labels_in_languages(authors: str, link: str, abstract: str, other: str) -> None:
    """An item with another label beside that of the abstract is no part of it."""
    paper = (
        "#### {n}. Moss on Clock {n}\n\n- {authors}: Ada Mill, Bo Reed\n- {link}: https://arxiv.org/abs/3103.0000{n}\n"
        "- {abstract}: We grow moss.\n- {other}: Worth reading.\n\n"
    )
    names = {"authors": authors, "link": link, "abstract": abstract, "other": other}
    digest, (note,) = read("# Moss\n\n" + "".join(paper.format(n=n, **names) for n in (1, 2)))
    found = [(entry.title, entry.facts.authors, entry.abstract) for entry in digest.entries]
    assert found == [(f"Moss on Clock {n}", ("Ada Mill", "Bo Reed"), "We grow moss.") for n in (1, 2)]
    assert other.casefold() in note.what


def test_initials_do_not_end_a_list_of_names() -> None:
    line = "{n}. Moss on {on}. Ada Mill, B. Reed. We grow moss on clocks and keep it green. [[link]]({u})\n"
    lines = [
        line.format(n=n, on=on, u=f"https://arxiv.org/abs/3103.0000{n}")
        for n, on in enumerate(("Clocks", "Walls", "Locks"), 1)
    ]
    for entry in read("# Moss\n\n" + "".join(lines))[0].entries:
        assert entry.title in ("Moss on Clocks", "Moss on Walls", "Moss on Locks")
        assert entry.facts.authors in ((), ("Ada Mill", "B. Reed"))
        assert "We grow moss on clocks and keep it green" in entry.abstract
