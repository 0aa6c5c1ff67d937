"""Lists whose titles have names, quotes, notes or properties beside them."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read = reading("2031-03-18.md")
ARXIV = "https://arxiv.org/abs/3103.0000"


def each(text: str) -> str:
    return "".join(
        text.format(
            n=number, title=title, url=f"https://arxiv.org/abs/{arxiv}", names=names, abstract=ABSTRACT
        )
        for number, (title, arxiv, names) in enumerate(
            (*PAPERS, ("Tides in a Cup", "3103.00004", "Hal Ivy")), 1
        )
    )


LISTS = {
    "names behind links": each("- [{title}]({url}), {names}\n"),
    "names in italics": each("**[{title}]({url})** *{names}*\n\n> {abstract}\n\n"),
    "an archive behind names": each("- [2031/03] [{title}]({url}). {names}. *arXiv*.\n"),
    "footnotes": each("- **{title}**[^{n}] — {names}\n") + each("\n[^{n}]: {url}"),
    "quotes and a year": each('{n}. **"{title}"** – {names} (2031)\n   - *Link*: [arXiv]({url})\n\n'),
    "blocks of Obsidian": each("> [!paper] {title}\n> **Authors**: {names}\n> **URL**: {url}\n\n"),
    "signs": each("🔹 **{title}**\n📝 {abstract}\n👤 {names}\n🔗 {url}\n\n"),
    "fields of reStructuredText": "List\n====\n\n"
    + each("{title}\n----------\n\n:Authors: {names}\n:URL: {url}\n\n{abstract}\n\n"),
    "a table of Org": "#+TITLE: List\n\n* Read\n| Title | Authors | Link |\n|---+---+---|\n"
    + each("| {title} | {names} | [[{url}][arXiv]] |\n"),
    "properties of Logseq": each("- [[{title}]]\n  title:: {title}\n  authors:: {names}\n  url:: {url}\n"),
    "properties of Org": "#+TITLE: List\n"
    + each(
        "** TODO [[{url}][{title}]] :moss:\n:PROPERTIES:\n:AUTHORS: {names}\n:ADDED: x\n:END:\n{abstract}\n"
    ),
}


@pytest.mark.parametrize("form", list(LISTS))
def test_names_beside_titles(form: str) -> None:
    digest, _ = read(LISTS[form])
    assert [(entry.title, entry.facts.authors) for entry in digest.entries] == [
        *zip(TITLES, AUTHORS, strict=True),
        ("Tides in a Cup", ("Hal Ivy",)),
    ]
    assert {entry.abstract for entry in digest.entries} == {ABSTRACT if ABSTRACT in LISTS[form] else ""}


CITED = [
    (
        '1. Mill, Ada, and Bo Reed. "Moss on Clocks." arXiv preprint arXiv:3103.00001 (2031). <{}1>\n'
        '2. Shed, Di. "Fern Sets." arXiv preprint arXiv:3103.00002 (2031). <{}2>\n'
    ),
    (
        "Mill, Ada, and Bo Reed. 2031. “Moss on Clocks.” arXiv. <{}1>.\n\n"
        "Shed, Di. 2031. “Fern Sets.” arXiv. <{}2>.\n"
    ),
]


@pytest.mark.parametrize("text", CITED, ids=["MLA", "Chicago"])
def test_the_first_author_is_inverted(text: str) -> None:
    digest, problems = read(text.replace("{}", "https://arxiv.org/abs/3103.0000"))
    assert not problems
    assert [(entry.title, entry.facts.authors) for entry in digest.entries] == [
        ("Moss on Clocks", ("Ada Mill", "Bo Reed")),
        ("Fern Sets", ("Di Shed",)),
    ]


def test_a_reference_without_a_title_of_its_own_is_reported() -> None:
    text = (
        each("- [{title}]({url})\n")
        + "- [Oak, F. (2031). Late Tides. arXiv](https://arxiv.org/abs/3103.00009)\n"
    )
    digest, (problem,) = read(text)
    assert [entry.title for entry in digest.entries] == [*TITLES, "Tides in a Cup"]
    assert "a reference, of which the title is only a part" in problem.what


def test_fields_in_a_line_are_no_title() -> None:
    text = each("- (title:: {title}) (authors:: {names}) (url:: {url})\n")
    digest, problems = read_digest("2031-03-18.md", text.encode(), date_hint("2031-03-18.md", None))
    assert digest is None or not digest.entries
    assert problems


STARRED = f"""- **Moss on Clocks: A Design Space of
  Late Growth**, `arXiv, 3103.00001`, [arxiv]({ARXIV}1), [pdf](https://arxiv.org/pdf/3103.00001.pdf)

\t *Ada Mill, Bo Reed, ..., Cy Wood*
- **Late Moss**, `arXiv, 3103.00002`, [arxiv]({ARXIV}2)

\t *Di Shed, Bo Reed*
"""
CITED = f"""- **Moss on Clocks** Ada Mill, Bo Reed. *ArXiv preprint* (2031) [[Paper]]({ARXIV}1)

- **Late Moss** Cy Wood, J. Fell. *MossConf* (2030) [[Paper]]({ARXIV}2)

- **Fern Sets** A. Mill, B. Reed (2031) [[Paper]]({ARXIV}3)
"""
QUOTED = f"""1. 《Moss on Clocks》，Ada Mill、Bo Reed，{ARXIV}1
2. 《Late Moss》，Cy Wood、Jo Fell，{ARXIV}2
"""
CORNERED = f"""- 「Moss on Clocks」Ada Mill, Bo Reed（2031） {ARXIV}1
- 「Late Moss」Cy Wood, Jo Fell（2031） {ARXIV}2
"""
YEAR_LAST = f"""1). [Moss on Clocks]({ARXIV}1) - Ada Mill, Bo Reed - 2031
2). [Late Moss]({ARXIV}2) - Cy Wood, Jo Fell - 2031
"""
YEAR_BETWEEN = f"""* Moss on Clocks — Ada Mill, Bo Reed — 2031 — [pdf]({ARXIV}1)
* Late Moss — Cy Wood, Jo Fell — 2030 — [pdf]({ARXIV}2)
"""
CITED_BEHIND = f"""- Moss on Clocks (Mill u. a., 2031): {ARXIV}1
- Late Moss (Wood et al., 2031): {ARXIV}2
"""
PICKED = f"""# Papers of the Day (Evening)

## Top Picks

### 1. Moss on Clocks
**HF:** https://huggingface.co/papers/3103.00001 · **arXiv:** {ARXIV}1 · ⭐ 17

{ABSTRACT}

### 2. Late Moss
**HF:** https://huggingface.co/papers/3103.00002 · **arXiv:** {ARXIV}2 · ⭐ 9

Moss grows late on clocks.

## Honorable mentions
- Fern Sets: A Bay of Leaves — https://huggingface.co/papers/3103.00003
- Lichen on Bells — https://huggingface.co/papers/3103.00004
"""


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        (
            STARRED,
            [
                ("Moss on Clocks: A Design Space of Late Growth", "Ada Mill, Bo Reed, Cy Wood", ""),
                ("Late Moss", "Di Shed, Bo Reed", ""),
            ],
        ),
        (
            CITED,
            [
                ("Moss on Clocks", "Ada Mill, Bo Reed", ""),
                ("Late Moss", "Cy Wood, J. Fell", ""),
                ("Fern Sets", "A. Mill, B. Reed", ""),
            ],
        ),
        (
            PICKED,
            [
                ("Moss on Clocks", "", ABSTRACT),
                ("Late Moss", "", "Moss grows late on clocks."),
                ("Fern Sets: A Bay of Leaves", "", ""),
                ("Lichen on Bells", "", ""),
            ],
        ),
    ],
    ids=["omitted", "cited", "picked"],
)
def test_papers_whose_titles_or_names_are_set_apart(text: str, papers: list[tuple[str, ...]]) -> None:
    digest, problems = read(text)
    found = [(entry.title, ", ".join(entry.facts.authors), entry.abstract) for entry in digest.entries]
    assert found == papers
    assert not problems


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (QUOTED, ["Ada Mill, Bo Reed", "Cy Wood, Jo Fell"]),
        (CORNERED, ["Ada Mill, Bo Reed", "Cy Wood, Jo Fell"]),
        (YEAR_LAST, ["Ada Mill, Bo Reed", "Cy Wood, Jo Fell"]),
        (YEAR_BETWEEN, ["Ada Mill, Bo Reed", "Cy Wood, Jo Fell"]),
        (CITED_BEHIND, ["", ""]),
    ],
    ids=["quoted", "cornered", "year last", "year between", "cited behind"],
)
def test_names_and_years_beside_titles_are_in_no_title(text: str, names: list[str]) -> None:
    digest, problems = read(text)
    assert [entry.title for entry in digest.entries] == ["Moss on Clocks", "Late Moss"]
    assert [", ".join(entry.facts.authors) for entry in digest.entries] == names
    assert not any(entry.abstract for entry in digest.entries)
    assert not problems


def test_names_that_are_left_out_of_a_list_are_known_to_be_missing() -> None:
    digest, _ = read(STARRED)
    assert [entry.has_more_authors for entry in digest.entries] == [True, False]


def test_headings_of_sections_are_no_titles_of_links_below() -> None:
    text = (
        f"## New\n\n- Moss on Clocks — {ARXIV}1\n\n[PDF]({ARXIV}2)\n\n"
        f"## Old\n\n- Late Moss at Noon — {ARXIV}3\n\n[PDF]({ARXIV}4)\n"
    )
    digest, _ = read(text)
    assert not {"New", "Old"} & {entry.title for entry in digest.entries}


BARE = {
    "references": "- Moss on Clocks of Three Harbours. Ada Mill, Bo Reed. arXiv:3103.00001\n"
    "- Late Moss at Noon. Cy Wood. arXiv: 3103.00002v2\n"
    "- Fern Sets. Di Shed, Ada Mill. doi:10.5555/fern.3\n",
    "headings": "### Moss on Clocks of Three Harbours\narXiv: 3103.00001 | Ada Mill, Bo Reed\n\n"
    "### Late Moss at Noon\narXiv: 3103.00002 | Cy Wood\n\n"
    "### Fern Sets\nDOI: 10.5555/fern.3\n**Authors:** Di Shed, Ada Mill\n",
    "pages": "#### [Moss on Clocks of Three Harbours](moss/clocks.md)\n\n"
    '<div class="meta"><span>arXiv 3103.00001</span></div>\n\n**Authors:** Ada Mill, Bo Reed\n\n'
    "#### [Late Moss at Noon](moss/late.md)\n\n"
    '<div class="meta"><span>arXiv 3103.00002</span></div>\n\n**Authors:** Cy Wood\n\n'
    "#### [Fern Sets](moss/fern.md)\n\n"
    '<div class="meta"><span>doi 10.5555/fern.3</span></div>\n\n**Authors:** Di Shed, Ada Mill\n',
}


@pytest.mark.parametrize("form", BARE)
def test_identifiers_without_links(form: str) -> None:
    digest, problems = read(BARE[form])
    assert not problems
    assert [
        (entry.title, ", ".join(entry.facts.authors), entry.facts.arxiv or entry.facts.doi)
        for entry in digest.entries
    ] == [
        ("Moss on Clocks of Three Harbours", "Ada Mill, Bo Reed", "3103.00001"),
        ("Late Moss at Noon", "Cy Wood", "3103.00002"),
        ("Fern Sets", "Di Shed, Ada Mill", "10.5555/fern.3"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "I read a paper (arXiv:3103.00001).\nIn contrast, arXiv:3103.00002 says it does not grow.\n",
        "3f2a1 Fix the loader (see arXiv:3103.00001)\n9b1c2 Add tests of arXiv:3103.00002\n",
        "## Growth\narXiv:3103.00001 has shown that moss grows on clocks, and we build on it here.\n\n"
        "## Decay\narXiv:3103.00002 studied how moss decays in the dark, which is beyond this chapter.\n",
        "# mosskit\n\nA library for moss.\n\n## Citation\n\nIf you use it, cite arXiv:3103.00001.\n",
    ],
)
def test_a_text_that_mentions_identifiers_is_no_list(text: str) -> None:
    digest, problems = read_digest("2031-03-18.md", text.encode(), date_hint("2031-03-18.md", None))
    assert digest is None
    assert problems


def test_a_table_of_titles_and_abstracts_has_papers_without_links_too() -> None:
    head = "| **Title** | **Date** | **Abstract** |\n| --- | --- | --- |\n"
    rows = (
        f"| **[Moss on Clocks]({ARXIV}1)** | 17 | <details><summary>Show</summary>{ABSTRACT}</details> |\n"
        f"| [Late Moss](saved/late.pdf) | 16 | {ABSTRACT} |\n"
        f"| [Fern Sets](https://moss.example.org/fern) | 15 | {ABSTRACT} |\n"
    )
    digest, _ = read(head + rows)
    assert [(entry.title, entry.abstract, entry.facts.link) for entry in digest.entries] == [
        ("Moss on Clocks", ABSTRACT, ""),
        ("Late Moss", ABSTRACT, ""),
        ("Fern Sets", ABSTRACT, "https://moss.example.org/fern"),
    ]


FOOT = "\n\n\nby Somebody (Windy).\n\n\n2031-03-19\n"


@pytest.mark.parametrize(
    ("gap", "last"), [("\n", ABSTRACT), ("\n\n\n", f"{ABSTRACT}\n\nby Somebody (Windy).")]
)
def test_the_foot_of_a_file_is_of_no_abstract(gap: str, last: str) -> None:
    papers = "".join(
        f"#### {title}\n - **Link:** {ARXIV}{number}\n\n - **Abstract**{gap} {ABSTRACT}\n"
        for number, title in enumerate(("Moss on Clocks", "Late Moss"), 1)
    )
    digest, _ = read(papers + FOOT)
    assert digest.entries[0].abstract == ABSTRACT
    assert digest.entries[1].abstract.startswith(last)
    assert (digest.entries[1].abstract == ABSTRACT) is (gap == "\n")
