"""Lists of papers as widely used programs and people write them, each with what an archive keeps of it."""

from __future__ import annotations

import pytest

from daybook.model import Entry
from tests.digests.reading import reading

read = reading("2031-03-18.md")
ARXIV = "https://arxiv.org/abs/3103.0000"
ABSTRACT = "We grow moss on clocks, and it keeps the time of three harbours within a minute a year."


def _facts(entry: Entry) -> tuple[str, ...]:
    return (entry.title, ", ".join(entry.facts.authors), entry.abstract)


ASSISTANT = f"""# Personalized Daily Arxiv Papers 03/18/2031
Table of contents with paper titles:

0. [Moss on Clocks](#link0)
**Authors:** Ada Mill, Bo Reed

---
## 0. [Moss on Clocks]({ARXIV}1) <a id="link0"></a>
**ArXiv ID:** 3103.00001
**Authors:** Ada Mill, Bo Reed

**Abstract:**  {ABSTRACT}

**Comment:** It matches the first criterion.
**Relevance:** 9
---

## Paper selection prompt
 1. New methods for moss
    - Relevant: papers on moss
    - Not relevant: papers on ferns
 2. New methods for clocks
    - Relevant: clocks of moss
"""
BYLINES = f"""- **Moss on Clocks**, *Ada Mill*, Moss Days 2031 [[Paper]]({ARXIV}1) [[Code]](https://github.com/moss/a)
- **Late Moss**, *Bo Reed, Cy Wood*, [[Paper]]({ARXIV}2)
- **Fern Sets**
  - Di Shed, Ada Mill. _arXiv 2031._ [[pdf](https://arxiv.org/pdf/3103.00003)]
"""
BREAKS = f"""| **Paper**  | **Links** |
| --- | --- |
| 1) **Moss on Clocks** - Moss keeps time. <br>● In three harbours | [Paper]({ARXIV}1), [X](https://x.com/a) |
| 2) **Late Moss** - It grows longer. | [Paper]({ARXIV}2) |
"""
IDENTIFIERS = f"""# cs.CL

- [3103.00001]({ARXIV}1) Moss on Clocks
- [arXiv:3103.00002]({ARXIV}2): Late Moss at Noon

**[3103.00003]({ARXIV}3)** Fern Sets of the Bay
Di Shed, Ada Mill
> {ABSTRACT}
"""
EMOJI = f"""### 1. 📄 Moss on Clocks

👥 **Authors**: Ada Mill, Bo Reed
🔗 **Link**: {ARXIV}1

### 2️⃣ Late Moss

👥 **Authors**: Cy Wood
🔗 **Link**: {ARXIV}2

#moss #clocks
"""
TAGGED = f"""- [Moss'31] Moss on Clocks, Ada Mill et al. [[paper]({ARXIV}1)]
- (Moss 2031) Late Moss at Noon [[paper]({ARXIV}2)]
"""
SLACK = f"""*Papers of today*

• <{ARXIV}1|Moss on Clocks>
   _Ada Mill, Bo Reed_
   {ABSTRACT}

• <{ARXIV}2|Late Moss>
   _Cy Wood, Di Shed_
"""
ROAM = f"""\
:PROPERTIES:
:ID:       1-2-3
:ROAM_REFS: @mill2031
:END:
#+title: Moss on Clocks
#+filetags: :paper:

* Moss on Clocks
:PROPERTIES:
:AUTHOR: Mill, A. & Reed, B.
:URL: {ARXIV}1
:END:
"""
LISTS = {
    "gpt_paper_assistant": (ASSISTANT, [("Moss on Clocks", "Ada Mill, Bo Reed", ABSTRACT)]),
    "authors with a venue": (
        BYLINES,
        [
            ("Moss on Clocks", "Ada Mill", ""),
            ("Late Moss", "Bo Reed, Cy Wood", ""),
            ("Fern Sets", "Di Shed, Ada Mill", ""),
        ],
    ),
    "points below a summary in a cell": (
        BREAKS,
        [
            ("Moss on Clocks", "", "Moss keeps time. ● In three harbours"),
            ("Late Moss", "", "It grows longer."),
        ],
    ),
    "titles behind identifiers": (
        IDENTIFIERS,
        [
            ("Moss on Clocks", "", ""),
            ("Late Moss at Noon", "", ""),
            ("Fern Sets of the Bay", "Di Shed, Ada Mill", ABSTRACT),
        ],
    ),
    "pictures before titles": (
        EMOJI,
        [("Moss on Clocks", "Ada Mill, Bo Reed", ""), ("Late Moss", "Cy Wood", "")],
    ),
    "venues before titles": (TAGGED, [("Moss on Clocks", "Ada Mill", ""), ("Late Moss at Noon", "", "")]),
    "a message of Slack": (
        SLACK,
        [("Moss on Clocks", "Ada Mill, Bo Reed", ABSTRACT), ("Late Moss", "Cy Wood, Di Shed", "")],
    ),
    "a note of Org-roam": (ROAM, [("Moss on Clocks", "A. Mill, B. Reed", "")]),
}


@pytest.mark.parametrize(("text", "facts"), LISTS.values(), ids=LISTS)
def test_a_list(text: str, facts: list[tuple[str, ...]]) -> None:
    digest, _problems = read(text)
    assert [_facts(entry) for entry in digest.entries] == facts
    assert all(entry.facts.arxiv for entry in digest.entries)


def test_columns_of_votes_and_comments() -> None:
    text = (
        "| 标题 | 点赞 | Comment | 链接 |\n|---|---|---|---|\n"
        f"| Moss on Clocks | 52 | 9 pages | [a]({ARXIV}1) |\n"
    )
    digest, problems = read(text)
    (entry,) = digest.entries
    assert (entry.title, entry.upvotes, entry.facts.comment) == ("Moss on Clocks", 52, "9 pages")
    assert not problems


def test_the_main_category() -> None:
    text = f"### [Moss on Clocks]({ARXIV}1)\n\nMain category: cs.CL\n\nTL;DR: Moss keeps time.\n"
    digest, _problems = read(text)
    assert [entry.facts.categories for entry in digest.entries] == [("cs.CL",)]


LABELLED = (
    f"<html><body>Title: <a href='{ARXIV}1'>Moss on Clocks</a><br>Authors: Ada Mill, Bo Reed<br>Score: 9<br>"
    f"Reason: moss.<br><br>Title: <a href='{ARXIV}2'>Late Moss</a><br>Authors: Cy Wood<br></body></html>"
)


def test_a_page_of_arxiv_digest() -> None:
    digest, _problems = read(LABELLED, "2031-03-18.html")
    assert [_facts(entry) for entry in digest.entries] == [
        ("Moss on Clocks", "Ada Mill, Bo Reed", ""),
        ("Late Moss", "Cy Wood", ""),
    ]


TITLES_FIRST = f"Moss on Clocks {ARXIV}1\nLate Moss: a Study – {ARXIV}2\n"
URLS_FIRST = f"Papers of today\n\n{ARXIV}1 Moss on Clocks\n<{ARXIV}2> - Late Moss: a Study\n"


@pytest.mark.parametrize("text", [TITLES_FIRST, URLS_FIRST])
def test_lines_of_a_title_and_a_url(text: str) -> None:
    digest, problems = read(text, "2031-03-18.txt")
    assert not problems
    assert [(entry.title, entry.facts.arxiv) for entry in digest.entries] == [
        ("Moss on Clocks", "3103.00001"),
        ("Late Moss: a Study", "3103.00002"),
    ]


NOTE = f"""# Moss on Clocks

## Metadata
* Item Type: Preprint
* Authors: Ada Mill, Bo Reed
* Year: 2031
* URL: [{ARXIV}1]({ARXIV}1)

## Abstract

{ABSTRACT}

## Notes

I like it.
"""


def test_a_note_of_zotero_in_markdown() -> None:
    digest, _problems = read(NOTE)
    (entry,) = digest.entries
    assert _facts(entry) == ("Moss on Clocks", "Ada Mill, Bo Reed", ABSTRACT)
    assert (entry.facts.arxiv, entry.facts.published) == ("3103.00001", "2031")


def test_the_abstract_in_a_block_of_obsidian() -> None:
    head = f"---\ntitle: Moss on Clocks\nurl: {ARXIV}1\n---\n\n"
    text = f"{head}> [!abstract] Abstract\n> {ABSTRACT}\n\nMy notes.\n"
    digest, _problems = read(text)
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [("Moss on Clocks", ABSTRACT)]


MAIL = """From: Moss <moss@moss.example>
Subject: New papers
Date: Tue, 18 Mar 2031 09:00:00 +0000
Content-Type: text/html; charset="utf-8"

<html><body><table><tr><td><a href="https://www.semanticscholar.org/paper/a/1111111111111111111111111111111111111111">\
<strong>Moss on Clocks</strong></a><div>Ada Mill, Bo Reed</div><div>Mar 17, 2031 · Moss Days</div>\
<div>{abstract}</div></td></tr><tr><td>\
<a href="https://www.semanticscholar.org/paper/b/2222222222222222222222222222222222222222">\
<strong>Late Moss</strong></a><div>Cy Wood</div><div>Mar 16, 2031 · arXiv</div></td></tr></table>\
<a href="https://www.semanticscholar.org/account/alerts">Manage alerts</a></body></html>
"""


def test_an_alert_of_semantic_scholar() -> None:
    digest, _problems = read(MAIL.format(abstract=ABSTRACT), "alert.eml")
    assert [_facts(entry) for entry in digest.entries] == [
        ("Moss on Clocks", "Ada Mill, Bo Reed", ABSTRACT),
        ("Late Moss", "Cy Wood", ""),
    ]


def test_facts_between_a_title_and_its_abstract() -> None:
    text = (
        f"1. **Moss on Clocks** ⭐ 1.2k\n   Ada Mill, Bo Reed · 2031-03-17\n   [arXiv]({ARXIV}1) · "
        f"[Code](https://github.com/moss/a)\n   > {ABSTRACT}\n\n"
        "2. **Late Moss**\n   Cy Wood, Di Shed · 2031-03-16\n"
        f"   [arXiv]({ARXIV}2)\n   > {ABSTRACT}\n"
    )
    digest, _problems = read(text)
    assert [(*_facts(entry), entry.facts.published) for entry in digest.entries] == [
        ("Moss on Clocks", "Ada Mill, Bo Reed", ABSTRACT, "2031-03-17"),
        ("Late Moss", "Cy Wood, Di Shed", ABSTRACT, "2031-03-16"),
    ]


def test_names_before_a_summary() -> None:
    text = f"* [Moss on Clocks]({ARXIV}1) - Ada Mill et al. - Moss keeps time.\n"
    digest, _problems = read(text)
    (entry,) = digest.entries
    assert (entry.facts.authors, entry.has_more_authors) == (("Ada Mill",), True)
    assert entry.abstract == "Moss keeps time."


def test_a_copy_of_the_daily_papers_page_in_markdown() -> None:
    page = "https://huggingface.co/papers/3103.0000"
    text = (
        f"# Daily Papers\n\n### [Moss on Clocks]({page}1)\n\n"
        "Submitted by [adamill](https://huggingface.co/adamill)\n\n"
        f"[57]({page}1) · [4 authors]({page}1) · [2]({page}1#community)\n\n"
        f"### [Late Moss]({page}2)\n\n[12]({page}2)\n"
    )
    digest, _problems = read(text)
    first, second = digest.entries
    assert (first.upvotes, first.facts.submitter, first.facts.authors) == (57, "adamill", ())
    assert (first.abstract, second.abstract) == ("", "")


LETTER = f"""From: Moss <moss@substack.com>
Subject: This week
Date: Tue, 18 Mar 2031 05:00:00 +0000
Content-Type: text/html; charset=utf-8

<html><body><p>Hi all, here is what I read.</p><h3>1. Moss on Clocks (<a href="{ARXIV}1">paper</a>,
<a href="https://github.com/moss/a">code</a>)</h3><p>{ABSTRACT}</p>
<h3>2. Late Moss (<a href="{ARXIV}2">paper</a>)</h3><p>Moss grows late.</p>
<h3>Jobs</h3><p><a href="https://jobs.example/1">Ferryman wanted</a> at the quay.</p></body></html>
"""
ISSUE = """From: Moss <alerts@tandfonline.com>
Subject: New issue
Date: Tue, 18 Mar 2031 05:00:00 +0000
Content-Type: text/html; charset=utf-8

<html><body><p>Articles</p><p>
<a href="https://www.tandfonline.com/doi/full/10.1080/0.2031.1">Moss on Clocks</a>
<br>Ada Mill &amp; Bo Reed<br>Pages: 1-10 | DOI: 10.1080/0.2031.1</p>
<p><a href="https://www.tandfonline.com/doi/full/10.1080/0.2031.2">Late Moss</a><br>Cy Wood<br>
Pages: 11-20 | DOI: 10.1080/0.2031.2</p></body></html>
"""


@pytest.mark.parametrize(
    ("mail", "facts"),
    [
        (LETTER, [("Moss on Clocks", "", ABSTRACT), ("Late Moss", "", "Moss grows late.")]),
        (ISSUE, [("Moss on Clocks", "Ada Mill, Bo Reed", ""), ("Late Moss", "Cy Wood", "")]),
    ],
)
def test_a_mail(mail: str, facts: list[tuple[str, ...]]) -> None:
    digest, problems = read(mail, "mail.eml")
    assert [_facts(entry) for entry in digest.entries] == facts
    assert not problems


def test_a_page_of_accepted_papers() -> None:
    page = (
        f"<html><body><h1>Accepted</h1><p><b>Moss on Clocks</b><br>Ada Mill, Bo Reed<br>"
        f"<a href='{ARXIV}1'>paper</a></p>"
        f"<p><b>Late Moss</b><br>Cy Wood<br><a href='{ARXIV}2'>paper</a></p></body></html>"
    )
    digest, problems = read(page, "2031-03-18.html")
    assert not problems
    assert [_facts(entry) for entry in digest.entries] == [
        ("Moss on Clocks", "Ada Mill, Bo Reed", ""),
        ("Late Moss", "Cy Wood", ""),
    ]


def test_pictures_before_titles_are_no_part_of_them() -> None:
    text = f"- \U0001f525 [Moss on Clocks]({ARXIV}1)\n- [\u26a1\ufe0f Late Moss at Noon]({ARXIV}2)\n"
    digest, _ = read(text)
    assert [entry.title for entry in digest.entries] == ["Moss on Clocks", "Late Moss at Noon"]
