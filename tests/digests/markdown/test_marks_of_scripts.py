"""Markdown of scripts and of groups: marks around titles, rows apart, days in bold, links of other markup."""

from __future__ import annotations

import pytest

from daybook.digests import read_digest
from daybook.digests.date_hint import date_hint
from daybook.model import Entry
from tests.digests.reading import reading

read = reading("2031-03-18.md")

ARXIV = "https://arxiv.org/abs/3103.0000"
TITLE, OTHER = "Moss Gates by Lamplight", "Late Locks and Lamps"
ABSTRACT = (
    "We grow moss on clocks. Our method needs no water, and experiments on 12 clocks show that they go on."
)
NAMES = ("Ada Mill", "Bo Reed")


def entries(item: str, head: str = "") -> tuple[Entry, ...]:
    """Return the papers of a list of an item and the same of another paper, below a head."""
    return read(head + item + item.replace(TITLE, OTHER).replace("00001", "00002"))[0].entries


def refusal(text: str) -> str:
    digest, problems = read_digest("2031-03-18.md", text.encode(), date_hint("2031-03-18.md", None))
    assert digest is None or not digest.entries
    return problems[0].what


@pytest.mark.parametrize(
    ("item", "head", "authors"),
    [
        (f"### [Score: 9.0/10] {TITLE}\n- **By:** Ada Mill, Bo Reed\n- **Link:** {ARXIV}1\n\n", "", NAMES),
        (f"### (8/10) {TITLE}\n- **Link:** [{ARXIV}1]({ARXIV}1)\n\n", "", ()),
        (f'- **MossNet**: "{TITLE}", *arXiv 2031*. [[Paper]({ARXIV}1)]\n', "# Lists\n\n", ()),
        (f"- {ARXIV}1 - {TITLE}\n", "# Lists\n\n", ()),
        (f"* [{ARXIV}1 {TITLE}], Ada Mill, Bo Reed\n", "== Lists ==\n", NAMES),
        (f"* {ARXIV}1[{TITLE}] -- Ada Mill, Bo Reed\n", "= Lists\n\n", NAMES),
        (f"| 2031-03-18 04:00 | [{TITLE}]({ARXIV}1) | moss.org |\n", "| At | Title | |\n\n|-|-|-|\n\n", ()),
        (f"| 2031-03-18 | [{TITLE}]({ARXIV}1) |\n\n", "| Time | Title |\n|---|---|\n", ()),
        (f"**[{TITLE}]({ARXIV}1)** by Ada Mill and Bo Reed. It has seven figures I liked.\n\n", "", NAMES),
        (
            f"---\n\n[astro-ph.GA]\n{TITLE}\n  {ARXIV}1 | PDF: {ARXIV}1\n\nAda Mill, Bo Reed\n\n{ABSTRACT}\n",
            "Good morning!\n",
            NAMES,
        ),
        (
            f"### 1. {TITLE}\n\n**Links**: [arXiv]({ARXIV}1)\n\nIt is slow.\n\n<details>\n"
            "<summary>In depth</summary>\n\n## Part one: in short\n\nIt grows.\n\n"
            "### 1. Parts of it\n\nMoss.\n\n</details>\n\n---\n\n",
            "# Report\n\n## Overview\n\nTwo papers.\n\n## Highlights\n\n",
            (),
        ),
        (f"## {TITLE}\n\n### Resources\n\n[arXiv]({ARXIV}1)\n\n", "", ()),
    ],
)  # fmt: skip
def test_marks_around_titles(item: str, head: str, authors: tuple[str, ...]) -> None:
    found = entries(item, head)
    assert [(entry.title, entry.facts.arxiv) for entry in found] == [
        (TITLE, "3103.00001"),
        (OTHER, "3103.00002"),
    ]
    assert [entry.facts.authors for entry in found] == [authors, authors]


@pytest.mark.parametrize(
    "item",
    [
        '* "{}", {}, [arXiv:3103.00001](https://arxiv.org/abs/3103.00001)\n',
        "1. {} — {} — [pdf](https://arxiv.org/abs/3103.00001)\n",
        "- {1}. **{0}**. *MossConf 2031*. [[paper](https://arxiv.org/abs/3103.00001)]\n",
    ],
)
def test_a_single_author_among_several(item: str) -> None:
    alone = item.format("On the Age of Hedges", "Cy Wood").replace("00001", "00003")
    found = entries(item.format(TITLE, "Ada Mill, Bo Reed"), alone)
    assert [entry.title for entry in found] == ["On the Age of Hedges", TITLE, OTHER]
    assert [entry.facts.authors for entry in found] == [("Cy Wood",), NAMES, NAMES]


def test_other_folded_parts_are_not_of_the_abstract() -> None:
    fold = "<details>\n<summary>{}</summary>\n{}\n</details>\n"
    item = f"#### {TITLE} ([pdf]({ARXIV}1))\n" + fold.format("Abstract", ABSTRACT)
    found = entries(item + fold.format("Reason to read", "It is short."))
    assert [entry.abstract for entry in found] == [ABSTRACT, ABSTRACT]


def test_days_in_bold_type_alone() -> None:
    one, other = (f"- [{title}]({ARXIV}{number})\n\n" for number, title in ((1, TITLE), (2, OTHER)))
    text = f"# Log\n\n**Tuesday, March 18th, 2031**\n\n{one}**Monday, March 17th, 2031**\n\n{other}"
    found = read(text, "log.md")[0].entries
    assert [str(entry.day) for entry in found] == ["2031-03-18", "2031-03-17"]


@pytest.mark.parametrize(
    "cited", ["Mill et al., 2031", "Mill & Reed, 2031", "Moss collaboration, 2031", "Mill (2031)"]
)
def test_authors_and_year_are_no_title(cited: str) -> None:
    row = "| March 17, 2031 (C. Wood) | [{}]({}) |\n"
    refusal(
        "| Date (host) | Papers |\n|---|---|\n"
        + row.format(cited, f"{ARXIV}1")
        + row.format(cited, f"{ARXIV}2")
    )


def test_a_text_with_references_is_no_list() -> None:
    listed = f"- Mill, A. {TITLE}. arXiv:3103.00001\n- Reed, B. {OTHER}. arXiv:3103.00002\n"
    text = f"# Moss\n\nMoss is slow (Mill, 2031). We grow it.\n\n## References\n\n{listed}"
    assert "references below" in refusal(text)


@pytest.mark.parametrize(
    "item",
    [
        "- {title}, in **MossConf** 2031. [[paper]({url})]\n",
        "- `2031/03` | `MossNet` | {title} | [paper]({url})\n",
        "#### 1/2: {title}\n\n[arXiv]({url})\n\n",
        "- Mill et al. (2031). [{title}]({url}). arXiv.\n",
        "- **Paper**: {title}\n- **Link**: {url}\n\n",
        "- Mill, A., & Reed, B. (2031). {title}. *Moss Days*. {url}\n",
        "1. {title} — Ada Mill, Bo Reed — [pdf]({url})\n",
    ],
)
def test_what_stands_around_a_title(item: str) -> None:
    found = entries(item.format(title=TITLE, url=f"{ARXIV}1"), "# Lists\n\n")
    assert [entry.title for entry in found] == [TITLE, OTHER]


def test_authors_and_year_behind_a_title_in_a_table() -> None:
    found = entries(f"| {TITLE} (Mill et al., 2031) | [arXiv]({ARXIV}1) |\n", "| Paper | Link |\n|--|--|\n")
    assert [entry.title for entry in found] == [TITLE, OTHER]
