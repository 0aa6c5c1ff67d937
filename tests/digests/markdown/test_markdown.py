"""Digests in Markdown, as repositories of daily papers and newsletters write them."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.digests import date_hint, read_digest
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("2031-03-25.md")

ONE = "We let moss grow on clocks and read the hour from its shade. The error is small. " * 3
TWO = "Late bells are heard further than early ones. We lay out the reasons. " * 3
URL, HF_URL = "https://arxiv.org/abs/3103.0000", "https://huggingface.co/papers/3103.0000"
SHOW = "<summary>Show</summary>"

HEADINGS = f"""# Daily Moss

_Updated: 2031-03-25 07:08 UTC_

## Topics

- [Moss](../topics/moss.md) — **2** papers
- [Bells](../topics/bells.md) — **0** papers

## Moss

### 1. **[Moss Clocks: Reading the Hour](https://arxiv.org/abs/3103.00001v1)**
- **Authors**: Ada Mill, Bo Reed et al.
- **Tags**: `cs.CL` `hep-th`
- **Score**: 88/100

<details>
<summary>Abstract</summary>

{ONE}

</details>

- **Why**: it is careful.

---

### 2. **[Late Bells](https://arxiv.org/abs/3103.00002v1)**
- **Authors**: Cy Wood

<details>
<summary>Abstract</summary>

{TWO}

</details>

---

_Made by a script that runs each morning._
"""

ITEMS = f"""# Daily arXiv Digest

## Bells

- **Moss Clocks: Reading the Hour**\x20\x20
  Ada Mill, Bo Reed\x20\x20
  _2031-03-24_ · https://arxiv.org/abs/3103.00001v1 · `cs.RO`\x20\x20
  <details><summary>Abstract</summary>

  {ONE}

  </details>

- **Late Bells**\x20\x20
  Cy Wood\x20\x20
  _2031-03-24_ · https://arxiv.org/abs/3103.00002v1 · `cs.CL`\x20\x20
  <details><summary>Abstract</summary>

  {TWO}

  </details>
"""

LINKS_BELOW = f"""# 【2031-03-25】Moss of the day

- [Moss of the day 2031-03-25](https://huggingface.co/papers?date=2031-03-25) lists 2 papers.

> Note:
> - written by a model.

## Moss Clocks: Reading the Hour

### What is new

{ONE}

#### 1. Points

Grows well.

#### 2. More points

[查看详情](https://huggingface.co/papers/3103.00001)

## Late Bells

**What is new**

{TWO}

[Read it on Hugging Face](https://huggingface.co/papers/3103.00002)
"""

QUOTED = f"""<div align="center">

# Moss Daily

[![Papers](https://img.shields.io/badge/papers-blue)]()

</div>

---

> ### 1. Moss Clocks: Reading the Hour
>
> | 属性 | 内容 |
> |:---:|:---|
> | 📅 发布日期 | 2031-03-24 |
> | 👤 作者 | Ada Mill, Bo Reed |
>
> **📄 英文摘要：**
> {ONE}
>
> 🔗 [阅读论文](http://arxiv.org/abs/3103.00001v1)

---

> ### 2. Late Bells
>
> | 属性 | 内容 |
> |:---:|:---|
> | 📅 发布日期 | 2031-03-23 |
> | 👤 作者 | Cy Wood |
>
> **📄 英文摘要：**
> {TWO}
>
> 🔗 [阅读论文](http://arxiv.org/abs/3103.00002v1)

---

*made by a [script](https://github.com/example/moss)*
"""

LABELS = f"""# Showing new listings for Tuesday, 25 March 2031
Updated every weekday.

Keyword list: ['moss', 'bells']

### Today: 2 papers
#### Moss Clocks: Reading the Hour
 - **Authors:** Ada Mill, Bo Reed
 - **Subjects:** Subjects:
Moss Science (cs.CL); Clocks (cs.LG)
 - **Arxiv link:** https://arxiv.org/abs/3103.00001

 - **Pdf link:** https://arxiv.org/pdf/3103.00001

 - **Abstract**
 {ONE}
#### Late Bells
 - **Authors:** Cy Wood
 - **Subjects:** Subjects:
Bells (cs.CL)
 - **Arxiv link:** https://arxiv.org/abs/3103.00002

 - **Pdf link:** https://arxiv.org/pdf/3103.00002

 - **Abstract**
 {TWO}
"""

URL_IN_HEADING = f"""## Trends

1. **Moss is everywhere**: as it was.

---

### 1. **[Moss Clocks: Reading the Hour]** (link: [{HF_URL}1]({HF_URL}1))
- **Authors**: Ada Mill, Bo Reed
- **Summary**: {ONE}

---

### 2. **[Late Bells]** (link: [{HF_URL}2]({HF_URL}2))
- **Authors**: Cy Wood
- **Summary**: {TWO}
"""

FONTS = f"""# 📚 Papers | 2031年03月25日

> 🎯 **2** papers

---

## 🔐 Moss (1)

> All on moss

---

### 1. [Moss Clocks: Reading the Hour](https://arxiv.org/abs/3103.00001)

**<font color=#1a73e8>作者：</font>** Ada Mill, Bo Reed 等 4 位作者\x20\x20
**<font color=#188038>arXiv所属领域：</font>** Moss

**<font color=#5f6368>摘要：</font>**
> {ONE}

---


### 2. [Late Bells](https://arxiv.org/abs/3103.00002)

**<font color=#1a73e8>作者：</font>** Cy Wood\x20\x20

**<font color=#5f6368>摘要：</font>**
> {TWO}

---
"""

NEWSLETTER = f"""---
title: Papers of the Week
date: 2031-03-25
---

Hello and welcome! Here is what we read this week; thanks to all who wrote.

**1. Moss Clocks: Reading the Hour** - {ONE} ([paper]({URL}1) | [tweet](https://x.com/a/status/1))

**2. Late Bells** - {TWO} ([paper](https://arxiv.org/abs/3103.00002))
"""

TABLE = f"""## Papers for 2031-03-25

| Title | Authors | Summary |
|-------|---------|---------|
| Moss Clocks: Reading the Hour (Read more on [arXiv]({URL}1), [HF]({HF_URL}1)) | Ada Mill, Bo Reed | {ONE} |
| Late Bells (Read more on [arXiv]({URL}2)) | Cy Wood | {TWO} |
"""

LINKED_TABLE = f"""---
title: Latest Papers
labels: documentation
---
**Please see the [page](https://github.com/example/moss) for more.**

## Moss - March 25, 2031
| **Title** | **Date** | **Abstract** | **Comment** |
| --- | --- | --- | --- |
| **[Moss Clocks: Reading the Hour]({URL}1v1)** | 2031-03-24 | <details>{SHOW}{ONE}</details> | 8 pages |
| **[Late Bells]({URL}2v1)** | 2031-03-23 | <details>{SHOW}{TWO}</details> |  |
"""

WEEKLY_TABLE = f"""# Papers of the Week

## Top Papers of the Week (March 19 - March 25) - 2031
| **Paper** | **Links** |
| ------------- | ------------- |
| 1) **Moss Clocks: Reading the Hour** - {ONE} | [Paper]({URL}1), [Tweet](https://x.com/a) |
| 2) **Late Bells** - {TWO} | [Paper]({URL}2), [Tweet](https://x.com/b) |
"""

IDENTIFIERS = f"""# arXiv Digest — 2031-03-25

**Mode:** direct
**Papers found:** 2

---

## 1. Moss Clocks: Reading the Hour

**Authors:** Ada Mill, Bo Reed
**arXiv:** [3103.00001]({URL}1)
**Categories:** Moss (cs.CL); Clocks (cs.LG)

{ONE}

---

## 2. Late Bells

**Authors:** Cy Wood
**arXiv:** [3103.00002]({URL}2)

{TWO}
"""

NUMBERED = f"""Papers of 2031-03-25

1. Moss Clocks: Reading the Hour
   Authors: Ada Mill, Bo Reed
   URL: {URL}1
   PDF: https://arxiv.org/pdf/3103.00001

   Abstract:
   {ONE[:80].strip()}
   {ONE[80:].strip()}

{"-" * 70}

2. Late Bells
   Authors: Cy Wood
   URL: {URL}2

   Abstract:
   {TWO}

{"-" * 70}
"""

VENUES = f"""### Moss (2031-03-25)

1. :sparkles: **Moss Clocks: Reading the Hour**

    *Ada Mill, Bo Reed*

    arXiv, 2031. [`preprint`]({URL}1)

    {ONE}

2. **Late Bells**

    *Cy Wood*

    Journal of Bells, 2031. [`journal`]({URL}2)

    {TWO}
"""

ALL = {
    "identifiers": IDENTIFIERS,
    "numbered": NUMBERED,
    "venues": VENUES,
    "headings": HEADINGS,
    "items": ITEMS,
    "links below": LINKS_BELOW,
    "quoted": QUOTED,
    "labels": LABELS,
    "URL in the heading": URL_IN_HEADING,
    "fonts": FONTS,
    "newsletter": NEWSLETTER,
    "table": TABLE,
    "table with links": LINKED_TABLE,
    "weekly table": WEEKLY_TABLE,
}


def words(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", ALL)
def test_each_linked_paper_is_a_record(name: str) -> None:
    digest, problems = read(ALL[name])
    assert [problem for problem in problems if problem.severity is not Severity.NOTE] == []
    one, two = digest.entries
    assert (one.title, two.title) == ("Moss Clocks: Reading the Hour", "Late Bells")
    assert (one.facts.arxiv, two.facts.arxiv) == ("3103.00001", "3103.00002")
    assert {one.day, two.day} == {date(2031, 3, 25)}
    if name == "links below":
        assert words(ONE) in words(one.abstract)
        assert words(TWO) in words(two.abstract)
    else:
        assert (words(one.abstract), words(two.abstract)) == (words(ONE), words(TWO))


@pytest.mark.parametrize(
    "name", sorted(ALL.keys() - {"links below", "newsletter", "table with links", "weekly table"})
)
def test_the_authors_of_a_paper(name: str) -> None:
    digest, _ = read(ALL[name])
    assert [entry.facts.authors for entry in digest.entries] == [("Ada Mill", "Bo Reed"), ("Cy Wood",)]


@pytest.mark.parametrize(
    "name",
    ["headings", "links below", "labels", "fonts", "newsletter", "table", "table with links", "weekly table"],
)
def test_the_day_in_the_text(name: str) -> None:
    digest, _ = read(ALL[name], "digest.md")
    assert {entry.day for entry in digest.entries} == {date(2031, 3, 25)}


def test_a_bibliography() -> None:
    text = f"""- A. Mill, B. Reed, "Moss Clocks: Reading the Hour," *Moss* 7 (2031).
  [arXiv:3103.00001]({URL}1)
- C. Wood, "Late Bells are Heard," *Bells* 8 (2031).
  [arXiv:3103.00002]({URL}2)
"""
    digest, _ = read(text)
    assert [entry.title for entry in digest.entries] == [
        "Moss Clocks: Reading the Hour",
        "Late Bells are Heard",
    ]


def test_other_facts() -> None:
    digest, problems = read(HEADINGS)
    assert digest.entries[0].facts.categories == ("cs.CL", "hep-th")
    assert [problem.what for problem in problems] == ["has fields that are not used: `score`, `why`"]
    digest, _ = read(LABELS)
    assert digest.entries[0].facts.categories == ("cs.CL", "cs.LG")
    digest, problems = read(LINKED_TABLE)
    assert [entry.facts.published for entry in digest.entries] == ["2031-03-24", "2031-03-23"]
    assert not problems


def test_papers_on_any_host_are_counted() -> None:
    text = """# Reading

- [Moss Clocks](https://arxiv.org/abs/3103.00001)
- [Late Bells](https://openreview.net/forum?id=abc)
- [On Hedges](https://moss.example/papers/hedges.html)
- [Old Walls](https://doi.org/10.1234/walls.1) - the walls of old. [code](https://github.com/example/walls)
- [moss, a tool](https://github.com/example/tool)
"""
    digest, problems = read(text)
    assert [entry.title for entry in digest.entries] == [
        "Moss Clocks",
        "Late Bells",
        "On Hedges",
        "Old Walls",
    ]
    assert [entry.facts.link for entry in digest.entries] == [
        "",
        "https://openreview.net/forum?id=abc",
        "https://moss.example/papers/hedges.html",
        "",
    ]
    last = digest.entries[3]
    assert (last.facts.doi, last.facts.code) == ("10.1234/walls.1", "https://github.com/example/walls")
    assert last.abstract == "the walls of old."
    assert problems == ()


def test_headings_with_several_days() -> None:
    text = f"""## 2031-03-24

- [Moss Clocks](https://arxiv.org/abs/3103.00001): {ONE}

## 2031-03-25

- [Late Bells](https://arxiv.org/abs/3103.00002): {TWO}
"""
    digest, _ = read(text, "2031-03-25.md")
    assert [(entry.day.day, entry.title) for entry in digest.entries] == [
        (24, "Moss Clocks"),
        (25, "Late Bells"),
    ]


@pytest.mark.parametrize(
    ("lines", "papers"),
    [
        ("{0}\n{1}\n{2}\n\n{3}\n{4}\n{5}\n", [("{0}", "Ada Mill", "Bo Reed"), ("{3}", "Cy Wood")]),
        ("{0}\n{2}\n\n{3}\n{5}\n", [("{0}",), ("{3}",)]),
        ("{0}\n{1}\n\n{2}\n\n{3}\n{4}\n\n{5}\n", [("{0}", "Ada Mill", "Bo Reed"), ("{3}", "Cy Wood")]),
        ("{0}\n{2}\n{3}\n{5}\n", [("{0}",), ("{3}",)]),
        ("{0}\n{1}\n{2}\n{3}\n{4}\n{5}\n", [("{0}", "Ada Mill", "Bo Reed")]),
    ],
)
def test_the_title_is_the_first_line_above_a_bare_link(lines: str, papers: list[tuple[str, ...]]) -> None:
    parts = (
        "Moss Clocks: Reading the Hour",
        "Ada Mill, Bo Reed",
        f"{URL}1",
        "Late Bells Are Heard Further",
        "Cy Wood",
        f"{URL}2",
    )
    digest, _problems = read(lines.format(*parts), "2031-03-25.txt")
    assert [(entry.title, *entry.facts.authors) for entry in digest.entries] == [
        (title.format(*parts), *authors) for title, *authors in papers
    ]
    assert not any(entry.abstract for entry in digest.entries)
    assert len(digest.entries) + digest.rejected == lines.count("{2}") + lines.count("{5}")


def test_text_after_a_list_is_of_no_paper() -> None:
    text = """- [Moss Clocks](https://arxiv.org/abs/3103.00001)
- [Late Bells](https://arxiv.org/abs/3103.00002)

Thanks for reading, and until tomorrow.
"""
    digest, _ = read(text)
    assert [entry.abstract for entry in digest.entries] == ["", ""]


def test_a_link_without_a_title_is_counted() -> None:
    text = f"""### [Moss Clocks](https://arxiv.org/abs/3103.00001)

{ONE}

### [Late Bells](https://arxiv.org/abs/3103.00002)

{TWO}

---

[pdf](https://arxiv.org/abs/3103.00003)
"""
    digest, problems = read(text)
    assert (len(digest.entries), digest.rejected) == (2, 1)
    assert "a link without a title: https://arxiv.org/abs/3103.00003" in problems[0].what


def test_a_labelled_title_of_which_nothing_is_left_is_none() -> None:
    text = (
        f"* **Title**: (Moss on Clocks\n* **Link**: {URL}1\n\n* **Title**: Late Bells\n* **Link**: {URL}2\n"
    )
    digest, problems = read_digest("2031-03-25.md", text.encode(), date_hint("2031-03-25.md", None))
    assert digest is None
    assert "has 2 items that are none" in problems[0].what


@pytest.mark.parametrize(
    "text",
    [
        f"# Moss\n\nA tool, after [a paper]({URL}1).\n\n## Install\n\n```sh\nmake\n```\n",
        f"# Moss\n\n## News\n\n- Our paper on [Moss Clocks]({URL}1) is out!\n- See [Bells]({URL}2)\n{ONE}",
        f"# Notes\n\n{ONE * 9}\n\n## Papers\n\n- [Late Bells](https://arxiv.org/abs/3103.00002)\n",
        f"# [Moss Clocks](https://arxiv.org/abs/3103.00001)\n\n```python\n{'run(moss)' * 200}\n```\n",
    ],
)
def test_documents_that_mention_papers_are_refused(text: str) -> None:
    digest, problems = read_digest("2031-03-25.md", text.encode(), date_hint("2031-03-25.md", None))
    assert digest is None
    assert len(problems) == 1
