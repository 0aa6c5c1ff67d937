"""Markdown around lists of papers: cards, changelogs, articles, tasks, citations, copied pages."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Digest
from daybook.problems import Severity
from tests.digests.markdown.test_markdown import read

ARXIV = "https://arxiv.org/abs/3103.0000"
CARD = f"""---
license: mit
task_categories: [clocks]
---
# Moss Set

## Moss of Ages

- **Homepage:** https://moss.example
- **Paper:** {ARXIV}1
"""
CHANGES = f"""# Changelog

## 1.1.0

- Moss clocks, as in [the paper]({ARXIV}1)
- An option for lichen
- A fix for [ferns](https://fern.example/12)
"""
BENCHMARKS = f"""# Moss-7B

| Test | Moss-7B | Fern |
|---|---|---|
| [MossQA]({ARXIV}1) | 70 | 60 |
| [FernSet]({ARXIV}2) | 80 | 60 |
"""
ARTICLE = f"""# On Moss

Moss keeps time [1].

## References

1. Mill, A. (2030). Old moss. {ARXIV}1
2. Reed, B., & Wood, C. (2031). New moss. *Clocks*, 7(1). https://doi.org/10.1234/moss.2
3. Lock, D. E. and Gate, F. Late moss, 2031. {ARXIV}3
"""
PROGRAM = f"""package moss

// A Clock of Moss
// {ARXIV}1
func main() {{
    grow()
}}
"""
TASKS = f"# Tasks\n\n- [ ] water the moss\n- [x] feed the ferns\n- [ ] read {ARXIV}1\n"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (CARD, "is the card of a model or of data"),
        (CHANGES, "is a list of changes, below headings of versions"),
        (BENCHMARKS, "links to papers by single words, such as MossQA"),
        (ARTICLE, "is a text with references below it"),
        (PROGRAM, "is in no known form"),
    ],
)
def test_other_texts_with_links_are_refused(text: str, reason: str) -> None:
    path = "2031-03-18.md"
    digest, problems = read_digest(path, text.encode(), date_hint(path, None))
    assert digest is None
    assert [problem.severity for problem in problems] == [Severity.ERROR]
    assert reason in problems[0].what


def test_tasks_with_a_link_are_no_digest() -> None:
    digest, problems = read_digest("2031-03-18.md", TASKS.encode(), date_hint("2031-03-18.md", None))
    assert not digest or not digest.entries
    assert problems


def entries(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    digest: Digest = read(text)[0]
    return [(entry.title, entry.abstract, entry.facts.authors) for entry in digest.entries]


def test_a_list_to_read() -> None:
    text = f"- [ ] [Moss Clocks]({ARXIV}1)\n- [x] Late Bells {ARXIV}2\n- [ ] **Old Walls** [pdf]({ARXIV}3)\n"
    assert [title for title, _, _ in entries(text)] == ["Moss Clocks", "Late Bells", "Old Walls"]


def test_authors_and_venues_around_a_title() -> None:
    text = f"""# Moss

- [Contents](#contents)

## Contents

- [Moss Clocks]({ARXIV}1) - Ada Mill, Bo Reed. *MossConf 2031*. [[code](https://github.com/moss/clocks)]
- (MossConf 2031) **Late Bells** [[pdf]({ARXIV}2)]
- (1+1)D Walls of Moss [[pdf]({ARXIV}3)]
"""
    assert entries(text) == [
        ("Moss Clocks", "", ("Ada Mill", "Bo Reed")),
        ("Late Bells", "", ()),
        ("(1+1)D Walls of Moss", "", ()),
    ]


def test_addresses_in_an_abstract_stay() -> None:
    text = f"""# 2031-03-18

## Moss Clocks

- **Link:** {ARXIV}1

**Abstract:** We grow moss on clocks. Code is at https://github.com/moss/clocks.

## Late Bells

- **Link:** {ARXIV}2

We ring late, and tell at https://bells.example/late how much of it was moss.
"""
    assert [abstract for _, abstract, _ in entries(text)] == [
        "We grow moss on clocks. Code is at https://github.com/moss/clocks.",
        "We ring late, and tell at https://bells.example/late how much of it was moss.",
    ]


def test_an_abstract_that_is_one_item_has_no_bullet() -> None:
    text = f"* [Moss Clocks]({ARXIV}1), Ada Mill, Bo Reed\n    * *We grow moss on clocks.*\n"
    assert entries(text) == [("Moss Clocks", "We grow moss on clocks.", ("Ada Mill", "Bo Reed"))]


def test_titles_in_summaries() -> None:
    papers = [("Moss Clocks", 1), ("Late Bells", 2)]
    text = "# 2031-03-18\n\n## Moss\n\n" + "".join(
        f"<details>\n<summary><b>{title}</b> | Ada Mill, Bo Reed | "
        f'<a href="{ARXIV}{number}">arXiv</a></summary>\n\n'
        f"We grow {number} clocks.\n\n</details>\n\n"
        for title, number in papers
    )
    authors = ("Ada Mill", "Bo Reed")
    assert entries(text) == [(title, f"We grow {number} clocks.", authors) for title, number in papers]


def test_links_of_a_newsletter_s_foot_are_no_papers() -> None:
    text = f"""# The Moss Letter, 18 March 2031

**[Moss Clocks]({ARXIV}1)**
Neat clocks.

**[Late Bells]({ARXIV}2)**
Late ones.

[Unsubscribe](https://moss.example/u) | [Homepage](https://moss.example)
"""
    assert entries(text) == [("Moss Clocks", "Neat clocks.", ()), ("Late Bells", "Late ones.", ())]


PAGE = """# [Daily Papers](https://huggingface.co/papers)

Mar 18

[![](https://pictures.example/1.png)](https://huggingface.co/papers/3103.00001)

Submitted by

![](https://pictures.example/a.svg) mill

84

### [Moss Clocks](https://huggingface.co/papers/3103.00001)

[![](https://pictures.example/b.svg) Moss Works](https://huggingface.co/moss)
· [4 authors](https://huggingface.co/papers/3103.00001)

[112](https://github.com/moss/clocks)
[3](https://huggingface.co/papers/3103.00001#community)

[![](https://pictures.example/2.png)](https://huggingface.co/papers/3103.00002)

Submitted by

![](https://pictures.example/c.svg) reed

21

### [Late Bells](https://huggingface.co/papers/3103.00002)

*   ![](https://pictures.example/d.svg)
*   ![](https://pictures.example/e.svg)

· [2 authors](https://huggingface.co/papers/3103.00002)

[1](https://huggingface.co/papers/3103.00002#community)

[Privacy](https://huggingface.co/privacy)
"""


def test_a_page_of_daily_papers_without_abstracts_keeps_its_links() -> None:
    digest = read(PAGE, "2031-03-18.md")[0]
    assert [
        (one.title, one.abstract, one.facts.arxiv, one.facts.organization, one.upvotes)
        for one in digest.entries
    ] == [
        ("Moss Clocks", "", "3103.00001", "Moss Works", 84),
        ("Late Bells", "", "3103.00002", "", 21),
    ]


def test_a_page_of_daily_papers_without_abstracts_and_links_is_refused() -> None:
    paper = "Submitted by\nmill\n84\n{}\nMoss Works\n·\n4 authors\n·\nGitHub\n112\n3\n\n"
    text = "Daily Papers\nMar 18\n" + "".join(map(paper.format, ["Moss Clocks", "Late Bells"]))
    path = "2031-03-18.txt"
    digest, problems = read_digest(path, text.encode(), date_hint(path, None))
    assert digest is None
    assert "has 2 titles of daily papers, most with neither abstract nor link" in problems[0].what


def test_links_of_other_sections_are_no_papers() -> None:
    text = f"""# Moss

## Papers

- [Moss Clocks]({ARXIV}1) - clocks.
- [Late Bells]({ARXIV}2) - bells.
- [On Hedges](https://moss.example/hedges.html) - hedges.

## Tools

- [Moss Tables](https://tables.example) - tables.
"""
    assert [title for title, _, _ in entries(text)] == ["Moss Clocks", "Late Bells", "On Hedges"]


def test_signs_before_authors_and_a_word_to_click() -> None:
    text = f"""# 2031-03-18

### [Moss Clocks]({ARXIV}1)

👥 Ada Mill, Bo Reed

<details>
<summary>Details</summary>
We grow moss.
</details>
"""
    assert entries(text) == [("Moss Clocks", "We grow moss.", ("Ada Mill", "Bo Reed"))]


def test_families_behind_an_identifier_are_no_title() -> None:
    text = "# 18 March 2031\n\n" + "".join(
        f"#### {title}\n\n[**arXiv:3103.0000{n}**](https://arxiv.org/abs/3103.0000{n}) — *{names}*  \n"
        "One line: We grow moss on gates and it keeps the time of a harbour.\n\n"
        for n, title, names in [
            (1, "Moss Gates by Lamplight", "Mill, Cárdenas-Reed"),
            (2, "Late Moss at Low Tide", "van der Fell & Mill et al."),
        ]
    )
    digest, _problems = read(text, "2031-03-18.md")
    assert [entry.title for entry in digest.entries] == ["Moss Gates by Lamplight", "Late Moss at Low Tide"]


def test_labels_in_a_section_that_is_not_used_are_not_used() -> None:
    text = "# 2031-03-18\n\n" + "".join(
        f"## [{n}] Moss on Clock {n}\n\n**作者**：Ada Mill、Bo Reed（Mill 为通讯作者）\n\n"
        f"**论文**：{ARXIV}{n}\n\n### 📌 简介\n苔藓在时钟上生长，并计量港口的时间。\n\n"
        "### 📊 实验结果\n**数据集**：自建\n\n**主要指标**：\n- WER：2.54%\n- CER：0.59%\n\n"
        for n in (1, 2)
    )
    digest, problems = read(text, "2031-03-18.md")
    assert {entry.abstract for entry in digest.entries} == {"苔藓在时钟上生长，并计量港口的时间。"}
    assert {entry.facts.authors for entry in digest.entries} == {("Ada Mill", "Bo Reed")}
    assert "`主要指标`" in problems[0].what
