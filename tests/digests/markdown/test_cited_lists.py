"""Lists in Markdown as people cite: names before or below titles, venues, links with labels, comments."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Entry
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("2031-03-18.md")
DOI = "https://doi.org/10.1234/moss."
ABSTRACT = "We grow moss on clocks, and it keeps the time of three harbours within a minute a year."


def entries(text: str) -> tuple[Entry, ...]:
    digest, problems = read(text)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR]
    return digest.entries


def titles(text: str) -> list[str]:
    return [entry.title for entry in entries(text)]


def test_the_title_in_bold_type_stands_behind_names() -> None:
    found = entries(
        "- Mill and Reed, **Moss Keeps the Time of Clocks**, MossConf 2031. "
        "[arXiv:3103.00001](https://arxiv.org/abs/3103.00001)\n"
        "- Wood et al., **SLOW: Clocks that Grow**. [arXiv:3103.00002](https://arxiv.org/abs/3103.00002)\n"
        "- Ada Mill, Bo Reed. **Harbours by Night.** [pdf](https://arxiv.org/pdf/3103.00003)\n"
        "- de Silva Gray et al. (2031), **Lamps of the Old Harbour** [[paper](https://arxiv.org/abs/3103.00004)]\n"
    )
    assert [entry.title for entry in found] == [
        "Moss Keeps the Time of Clocks",
        "SLOW: Clocks that Grow",
        "Harbours by Night",
        "Lamps of the Old Harbour",
    ]
    assert found[2].facts.authors == ("Ada Mill", "Bo Reed")


def test_the_title_in_italics_stands_behind_names_in_a_link() -> None:
    assert titles(
        "1. [Mill, *Growing Clocks*, MossConf 2029](https://doi.org/10.1234/moss.1)\n"
        "2. [Mill and Reed, *Lamp-Driven Tides*, Moss Letters 2030](https://doi.org/10.1234/moss.2):\n"
        "   tides as a measure of lamps.\n"
    ) == ["Growing Clocks", "Lamp-Driven Tides"]


def test_a_name_in_bold_type_is_no_title() -> None:
    found = entries(
        "- **The Time that Moss Keeps on Clocks**\n"
        "  **Ada Mill**, Bo Reed, Cy Wood.\n"
        "  *MossConf 2031*.\n"
        "  [PDF](https://arxiv.org/abs/3103.00001){: .btn}\n"
        '  [Slides](https://moss.example/slides){:target="_blank"}\n\n'
        "- **Lamps that See Harbours at Night**\n"
        "  Bo Reed, **Ada Mill**.\n"
        "  *Workshop on Moss and Understanding (MUW 2030)*.\n"
        "  [PDF](https://arxiv.org/abs/3103.00002){: .btn}\n"
    )
    assert [entry.title for entry in found] == [
        "The Time that Moss Keeps on Clocks",
        "Lamps that See Harbours at Night",
    ]
    assert found[0].facts.authors == ("Ada Mill", "Bo Reed", "Cy Wood")
    assert [entry.abstract for entry in found] == ["", ""]


def test_names_over_lines_stand_before_a_link_over_lines() -> None:
    first, second = entries(
        "2. Ada Mill, Bo Reed\\*, Cy\n   Wood, **Dora\n   Gray**, and Eli Hill# "
        "[The time that\n   moss keeps on\n"
        "   clocks](https://doi.org/10.1234/moss.1), Moss Letters 581, 310-315\n   (2031).\n\n"
        "1. **Dora Gray**, Ada Mill [Lamps that see harbours at\n   night]"
        "(https://doi.org/10.1234/moss.2), Lamps 2030\n"
    )
    assert (first.title, first.abstract) == ("The time that moss keeps on clocks", "")
    assert first.facts.authors == ("Ada Mill", "Bo Reed", "Cy Wood", "Dora Gray", "Eli Hill")
    assert second.title == "Lamps that see harbours at night"
    assert second.facts.authors == ("Dora Gray", "Ada Mill")


def test_names_and_venue_stand_below_a_title() -> None:
    found = entries(
        "1. **The Time that Moss Keeps on Clocks.**\n"
        "*Ada Mill, Bo Reed, Cy Wood, Dora Gray, Eli Hill, Fay Lane.* IEEE Trans. Moss Eng. (2031). "
        "\\[[paper](https://doi.org/10.1234/moss.1)\\] \\[[bibtex](https://dblp.org/moss.bib)\\]\n\n"
        "1. **Lamps that See Harbours at Night.**\n"
        "*Ada Mill, Bo Reed.* MossConf 2030. \\[[paper](https://doi.org/10.1234/moss.2)\\]\n\n"
        "**Tides by Lamps** \\\n*Cy Wood* \\\n"
        "arXiv 2030. [[Paper](https://arxiv.org/abs/3003.00003)] \\\nJun 15, 2030\n"
    )
    assert [entry.title for entry in found] == [
        "The Time that Moss Keeps on Clocks",
        "Lamps that See Harbours at Night",
        "Tides by Lamps",
    ]
    assert [len(entry.facts.authors) for entry in found] == [6, 2, 1]
    assert [entry.abstract for entry in found] == ["", "", ""]


def test_names_before_an_abstract_end_at_a_semicolon() -> None:
    found = entries(
        f"* [The Time that Moss Keeps](https://arxiv.org/abs/3103.00001); Ada Mill, Bo Reed; {ABSTRACT}\n"
        f"* [Lamps that See Harbours](https://arxiv.org/abs/3103.00002);A Mill, B Reed;{ABSTRACT}\n"
    )
    assert [entry.facts.authors for entry in found] == [("Ada Mill", "Bo Reed"), ("A Mill", "B Reed")]
    assert [entry.abstract for entry in found] == [ABSTRACT, ABSTRACT]


def test_names_between_points_are_several() -> None:
    (one,) = entries(
        "**The Time that Moss Keeps on Clocks** <br />\nAda Mill &bull; Bo Reed &bull; Cy Wood <br />\n"
        f"<abstract>{ABSTRACT}</abstract>\n\n"
        "[PDF](https://openreview.net/pdf?id=moss) &bull;\n[Forum](https://openreview.net/forum?id=moss)\n"
    )
    assert one.facts.authors == ("Ada Mill", "Bo Reed", "Cy Wood")
    assert one.abstract == ABSTRACT


@pytest.mark.parametrize("end", [".", ", and Fay Lane."])
def test_the_stop_behind_the_last_name_is_not_of_it(end: str) -> None:
    (one,) = entries(
        "* **Paper:** [The Time that Moss Keeps](https://arxiv.org/abs/3103.00001)\n"
        f"* **Authors:** Ada Mill, Bo O. Reed{end}\n"
    )
    assert [name for name in one.facts.authors if name.endswith(".")] == []
    (junior,) = entries(
        "* **Paper:** [The Time that Moss Keeps](https://arxiv.org/abs/3103.00001)\n"
        "* **Authors:** Ada Mill, Bo Reed Jr.\n"
    )
    assert junior.facts.authors[-1].endswith("Jr.")


def test_an_institution_is_no_author_and_of_no_title() -> None:
    found = entries(
        "1. [2031/03] Moss Keeps the Time of Clocks. (Harbour Moss University) "
        "[[paper](https://arxiv.org/abs/3103.00001)]\n"
        "2. [2031/02] Lamps See Harbours by Night. (Lamp Institute of Technology, Moss Works) "
        "[[paper](https://arxiv.org/abs/3103.00002)] [[code](https://github.com/moss/lamps)]\n"
    )
    assert [entry.title for entry in found] == [
        "Moss Keeps the Time of Clocks",
        "Lamps See Harbours by Night",
    ]
    assert [entry.facts.authors for entry in found] == [(), ()]


def test_the_words_of_a_link_are_no_title() -> None:
    table = (
        "|Year|Conference|Paper|Links|\n|:-:|:-:|:-|:-:|\n"
        "|2031|MossConf|Moss Keeps the Time of Clocks|[Paper](https://arxiv.org/abs/3103.00001), "
        "[Official PyTorch Code](https://github.com/moss/clocks), "
        "[Open Review](https://openreview.net/forum?id=moss), [Summary](https://github.com/mill/notes/issues/7)|\n"
        "|2031|Moss|Lamps See Harbours by Night|[Paper](https://arxiv.org/abs/3103.00002), "
        "[Summary](https://github.com/mill/notes/issues/8)|\n"
    )
    first, second = entries(table)
    assert (first.title, first.facts.code) == (
        "Moss Keeps the Time of Clocks",
        "https://github.com/moss/clocks",
    )
    assert (second.title, second.facts.code) == ("Lamps See Harbours by Night", "")
    readme = "# MossNet\n## [[Paper](https://arxiv.org/abs/3103.00001)] [[Poster](https://moss.example/poster)]\n\n"
    digest, problems = read_digest("2031-03-18.md", readme.encode(), date_hint("2031-03-18.md", None))
    assert digest is None
    assert problems


@pytest.mark.parametrize("label", ["Nature", "[Moss Letters]", "MossPress"])
def test_the_publisher_in_a_column_of_links_is_no_title(label: str) -> None:
    table = (
        "| 年份 | 论文 | 第一作者 | 链接 | 关键字 |\n|---|---|---|---|---|\n"
        f"| 2031 | Moss Keeps the Time of Clocks | Ada Mill | [{label}]({DOI}1) | moss |\n"
        f"| 2030 | Lamps See Harbours by Night | Bo Reed | [{label}]({DOI}2) | lamps |\n"
    )
    first, second = entries(table)
    assert [first.title, second.title] == ["Moss Keeps the Time of Clocks", "Lamps See Harbours by Night"]
    assert (first.facts.authors, first.facts.keywords) == (("Ada Mill",), ("moss",))


def test_a_column_of_identifiers_links_its_rows() -> None:
    first, second = entries(
        "| arXiv ID | 标题 |\n|---|---|\n| 3103.00001 | Moss Keeps the Time of Clocks |\n"
        "| 3103.00002 | Lamps See Harbours by Night |\n\n"
        "Two more are at https://moss.example/papers\n"
    )
    assert (first.facts.arxiv, first.title) == ("3103.00001", "Moss Keeps the Time of Clocks")
    assert second.facts.arxiv == "3103.00002"


def test_a_comment_holds_no_papers() -> None:
    found = entries(
        "<!-- - Gray, D. *[An Older Survey of Moss](https://arxiv.org/abs/3001.00001)*,\n"
        "Moss Letters. [[Code](https://github.com/moss/old)] -->\n"
        "- **A Survey of Moss on Clocks** [[Paper](https://arxiv.org/abs/3103.00001)]\n"
        "<!-- [Hidden Moss of Lamps](https://arxiv.org/abs/3001.00002) -->\n"
        "- **A Survey of Lamps in Harbours** [[Paper](https://arxiv.org/abs/3103.00002)]\n"
    )
    assert [(entry.title, entry.line) for entry in found] == [
        ("A Survey of Moss on Clocks", 3),
        ("A Survey of Lamps in Harbours", 5),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "MossBench is a testbed for evaluating **moss**:\nan agent's ability to grow it.\n\n"
        "[[Paper](https://arxiv.org/abs/3103.00001)]\n[[Data and models](https://huggingface.co/Moss)]\n",
        "We grow moss on clocks of the harbour, and\nthe code of our paper is here.\n\n"
        "[Paper](https://arxiv.org/abs/3103.00001)\n",
    ],
)
def test_the_beginning_of_a_sentence_is_no_title(text: str) -> None:
    digest, problems = read_digest("2031-03-18.md", text.encode(), date_hint("2031-03-18.md", None))
    assert digest is None
    assert problems


def test_a_link_that_begins_a_sentence_stays_in_it() -> None:
    first, second = entries(
        "- [Moss Keeps the Time](https://arxiv.org/abs/3103.00001) is a study of clocks. Its "
        "[long\n"
        "  appendix](https://moss.example/appendix) names the harbours.\n"
        "- [Lamps See Harbours](https://arxiv.org/abs/3103.00002) by Bo Reed\n"
    )
    assert first.abstract.startswith("Moss Keeps the Time is a study of clocks. Its ")
    assert second.title == "Lamps See Harbours"


def test_contents_link_to_files_beside_a_list() -> None:
    contents = "".join(f"* [Part {number}](README.md#part-{number})\n" for number in range(9))
    papers = "* [Moss Keeps the Time of Clocks](https://arxiv.org/abs/3103.00001)\n"
    assert titles(f"{contents}\n## 2031\n{papers}") == ["Moss Keeps the Time of Clocks"]


def test_an_item_with_the_venue_for_a_link_is_a_paper() -> None:
    assert titles(
        "1. MossGPT: Clocks that Talk[[MossConf2031](https://arxiv.org/pdf/3103.00001.pdf)]\n- task: Clocks\n"
        "2. LampGPT: Lamps that Talk [[paper]](https://arxiv.org/abs/3103.00002)\n- task: Lamps\n"
    ) == ["MossGPT: Clocks that Talk", "LampGPT: Lamps that Talk"]


def test_an_item_without_a_title_is_reported() -> None:
    digest, problems = read(
        "- [Moss Keeps the Time of Clocks](https://arxiv.org/abs/3103.00001)\n"
        "- [Lamps See Harbours by Night](https://arxiv.org/abs/3103.00002)\n"
        "- Tides: [TideNet-XL](https://arxiv.org/abs/3103.00003)\n"
    )
    assert (len(digest.entries), digest.rejected) == (2, 1)
    assert ["a link without a title" in problem.what for problem in problems] == [True]


def test_references_at_the_foot_of_a_text_name_no_papers() -> None:
    text = (
        "## Licence\n* All code is licensed as moss\n\n## References\n\n"
        "[^1]: Ada Mill, Bo Reed, Cy Wood, and Dora Gray. 2031. Moss Keeps Time. In Proceedings "
        "of the 9th Conference on Moss (MossConf). https://doi.org/10.1234/moss.1\n"
        "[^2]: Bo Reed, Eli Hill. 2030. Lamps See Harbours by Night. Moss Letters. https://doi.org/10.1234/moss.2\n"
    )
    digest, problems = read_digest("2031-03-18.md", text.encode(), date_hint("2031-03-18.md", None))
    assert digest is None
    assert problems


TRENDING = """**[Moss Keeps the Time of Clocks](https://huggingface.co/papers/3103.00001)**

*Ada Mill, Bo Reed, Cy Wood et al. (15 authors)*

🏢 Moss Works

{abstract}

▲ 169 • 💬 2 • ⭐ 26,259 • {age} ago

[🎓 arXiv](https://arxiv.org/abs/3103.00001) • [💻 code](https://github.com/moss/clocks) • [Talk + Slides](https://moss.example)
"""


@pytest.mark.parametrize("age", ["4d", "9mo", "3 hours"])
def test_counts_and_signs_of_trending_papers(age: str) -> None:
    (one,) = entries(TRENDING.format(abstract=ABSTRACT, age=age))
    assert one.abstract == ABSTRACT
    assert one.facts.authors == ("Ada Mill", "Bo Reed", "Cy Wood")
    assert (one.upvotes, one.facts.stars, one.facts.organization) == (169, "26259", "Moss Works")


@pytest.mark.parametrize(
    "title",
    [
        "(31 MossConf) {}",
        "[2031 Moss] {}",
        "{} (MossConf 2031)",
        "{} (Moss Letters 2031, oral)",
        "{} (arXiv 3103.00001)",
        "arXiv:3103.00001 — {}",
        "[3103.00001] - {}",
    ],
)
def test_a_venue_or_an_identifier_is_of_no_title(title: str) -> None:
    text = "- [" + title.format("Moss Keeps the Time") + "](https://arxiv.org/abs/3103.00001)\n"
    assert titles(text) == ["Moss Keeps the Time"]


@pytest.mark.parametrize(
    "title", ["Moss Keeps the Time (and Lamps)", "The Clocks of 2031 (Part 2)", "31 Lamps of Moss"]
)
def test_what_looks_like_a_venue_stays_in_a_title(title: str) -> None:
    assert titles(f"- [{title}](https://arxiv.org/abs/3103.00001)\n") == [title]


def test_a_venue_behind_a_title_is_of_no_abstract() -> None:
    first, second = entries(
        "- [Moss Keeps the Time](https://arxiv.org/abs/3103.00001) (MossConf 2031, #8646): the moss of "
        "clocks is grown by hand.\n"
        "- [Lamps See Harbours](https://arxiv.org/abs/3103.00002) (Reed et al., 2031) — lamps that "
        "are seen by moss.\n"
    )
    assert first.abstract == "the moss of clocks is grown by hand."
    assert second.abstract == "lamps that are seen by moss."


def test_a_link_within_a_sentence_without_spaces_is_no_title() -> None:
    text = (
        "### 1. 시계\n\n[이끼 연구소의 MOSS1 연구](https://arxiv.org/pdf/3103.00001)는 시계를 다룹니다.\n\n"
        "### 2. 등대\n\n[항구 대학의 등대 연구](https://arxiv.org/pdf/3103.00002)는 등대를 다룹니다.\n"
    )
    digest, problems = read_digest("2031-03-18.md", text.encode(), date_hint("2031-03-18.md", None))
    assert digest is None
    assert problems


def test_a_picture_in_a_note_is_of_no_abstract() -> None:
    (one,) = entries(
        "### [[papers/moss|Moss Keeps the Time of Clocks]]\n\n![[moss.png|800]]\n\n"
        "- **arXiv**: [3103.00001](https://arxiv.org/abs/3103.00001)\n- **作者**: Ada Mill, Bo Reed\n"
    )
    assert (one.title, one.abstract) == ("Moss Keeps the Time of Clocks", "")


RST = """Papers about Moss
*****************

.. a comment on `lamps <https://arxiv.org/abs/3101.00009>`_

* Moss: **The time that moss keeps on clocks**,
  *A. Mill, B. Reed*, 2031
  (`arXiv <https://arxiv.org/abs/3103.00001>`_,
  `MNRAS <https://doi.org/10.1234/moss.1>`__);

* **Lamps that see harbours at night**,
  *B. Reed*
  (`JOSM <https://doi.org/10.1234/moss.2>`_).

* `Tides and Lamps <https://arxiv.org/abs/3103.00003>`_
"""


def test_a_list_in_restructuredtext() -> None:
    found = entries(RST)
    assert [(entry.title, entry.line) for entry in found] == [
        ("Moss: The time that moss keeps on clocks", 6),
        ("Lamps that see harbours at night", 11),
        ("Tides and Lamps", 15),
    ]
    assert [(entry.facts.arxiv, entry.facts.doi) for entry in found] == [
        ("3103.00001", "10.1234/moss.1"),
        ("", "10.1234/moss.2"),
        ("3103.00003", ""),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Clocks\n======\n\nThis layer keeps the time, as is described in detail in\n"
        "`arXiv <https://arxiv.org/abs/3103.00001>`_ and on\n`moss <https://moss.example>`_ pages.\n",
        "# Clocks\n\nThe moss of clocks is the work of many, and this\n[paper](https://arxiv.org/abs/3103.00001)\n",
    ],
)
def test_a_sentence_that_ends_in_a_link_names_no_paper(text: str) -> None:
    digest, problems = read_digest("2031-03-18.rst", text.encode(), date_hint("2031-03-18.rst", None))
    assert digest is None
    assert problems
