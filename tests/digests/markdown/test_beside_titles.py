"""What stands around a title in lists in Markdown: venues, authors, pictures, notes, translations, feet."""

from __future__ import annotations

import pytest

from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read = reading("2031-03-18.md")

WITH_AUTHORS = {
    "a reference": "- {names}. {title}. MossConf 2031. [[pdf]]({url})",
    "a reference that quotes": '- {names}, "{title}," MossConf, 2031. [Paper]({url})',
    "a numbered reference": "1. {names} (2031). {title}. *arXiv*. [Paper]({url})",
    "a title before its authors": "- {title}. {names}. MossConf 2031. [[pdf]]({url}) [[code]](https://github.com/m/r)",
    "bars": "- **MossConf'31 Spotlight** | {title} | {names} | [paper]({url})",
    "lines with breaks": (
        "**{title}.**<br>\n*[{first}](https://a.example/m), {others}.*<br>\nMossConf 2031. [[PDF]({url})] "
        "[[Project](https://p.example/1)] [[Code](https://github.com/m/r)]\n"
    ),
    "a table in HTML": (
        "<tr>\n<td><b>{title}</b><br>{names}</td>\n<td><a href='{url}'>paper</a></td>\n</tr>\n"
    ),
}
WITHOUT_AUTHORS = {
    "a venue in brackets and bold": "- **[MossConf 2031]** {title} [[paper]]({url})",
    "a venue in bold": "- **MossConf 2031** {title} [[paper]]({url})",
    "a venue with a short year": "- **MossConf31** {title} [[paper]]({url})",
    "a venue as code": "- `MossConf 2031` {title} [paper]({url})",
    "a venue before bold": "- **`arXiv 2031`** **{title}** [[Paper]({url})]",
    "a venue in Chinese brackets": "- 【MossConf 2031】 {title} [论文]({url}) [代码](https://github.com/m/r)",
    "a picture that links": "- [![arXiv](https://i.example/{arxiv}.svg)]({url}) **{title}** (MossConf 2031)",
    "a number like a venue": "- [12] **{title}** [paper]({url})",
}


def _list(line: str) -> str:
    lines = [
        line.format(
            title=title,
            arxiv=arxiv,
            url=f"https://arxiv.org/abs/{arxiv}",
            names=names,
            first=names.split(", ")[0],
            others=names.partition(", ")[2],
        )
        for title, arxiv, names in PAPERS
    ]
    return "# Papers\n\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("line", WITH_AUTHORS.values(), ids=WITH_AUTHORS)
def test_authors_beside_a_title_are_no_part_of_it(line: str) -> None:
    digest, problems = read(_list(line))
    assert not problems
    assert [entry.title for entry in digest.entries] == TITLES
    assert [entry.facts.authors for entry in digest.entries] == AUTHORS
    assert {entry.abstract for entry in digest.entries} == {""}


@pytest.mark.parametrize("line", WITHOUT_AUTHORS.values(), ids=WITHOUT_AUTHORS)
def test_a_venue_or_a_picture_before_a_title_is_no_part_of_it(line: str) -> None:
    digest, problems = read(_list(line))
    assert not problems
    assert [(entry.title, entry.facts.arxiv) for entry in digest.entries] == [
        (title, arxiv) for title, arxiv, _ in PAPERS
    ]


WHOLE = {
    "a title of two sentences": "Moss Grows. It Is Slow",
    "a title with a quotation": 'On the "Slow Growth of Moss" and Its Clocks',
    "a title with a year": "MossConf 2031: Moss at Play",
    "a title like names": "Late Locks and Early Keys",
    "a title like names, with a venue": "Fern Sets, Ordered Moss. MossConf 2031",
    "a title of capitals": "Moss Clocks. Fern Sets. A Study",
}


@pytest.mark.parametrize("title", WHOLE.values(), ids=WHOLE)
def test_a_title_that_only_looks_like_a_reference_stays_whole(title: str) -> None:
    digest, _ = read(f"# Papers\n\n- {title} [paper](https://arxiv.org/abs/3103.00001)\n" * 2)
    assert [entry.title for entry in digest.entries] == [title]


def _below(body: str) -> str:
    return "# Papers\n\n" + "".join(
        f"## {title}\n\n*{names}*\n\n{body.format(abstract=ABSTRACT, arxiv=arxiv)}\n\n"
        for title, arxiv, names in PAPERS
    )


BODIES = {
    "a translation": (
        "**Link**: [PDF](https://arxiv.org/pdf/{arxiv})\n\n**Abstract**: {abstract}\n\n"
        "**Abstract (ZH)**: 苔藓生长在时钟上。代码：https://github.com/other/code"
    ),
    "the original": (
        "**Link**: [PDF](https://arxiv.org/pdf/{arxiv})\n\n**摘要（中文）**: 苔藓\n\n"
        "**Abstract (English)**: {abstract}"
    ),
    "categories as code": "`cs.CL` `cs.LG`\n\n{abstract}\n\n[PDF](https://arxiv.org/pdf/{arxiv})",
    "a day": "*Submitted on 16 Mar 2031*\n\n{abstract}\n\n[PDF](https://arxiv.org/pdf/{arxiv})",
    "an escaped rule": "{abstract}\n\nhttps://arxiv.org/abs/{arxiv}\n\n\\-\\-\\-",
    "what a reader notes": (
        "[PDF](https://arxiv.org/pdf/{arxiv})\n\n{abstract}\n\n- Notes: slow moss\n- Rating: 4"
    ),
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_only_the_abstract_becomes_the_abstract(body: str) -> None:
    digest, _ = read(_below(body))
    assert [entry.title for entry in digest.entries] == TITLES
    assert {entry.abstract for entry in digest.entries} == {ABSTRACT}
    assert {entry.facts.code for entry in digest.entries} == {""}
    assert [entry.facts.authors for entry in digest.entries] == AUTHORS


def test_categories_and_days_beside_an_abstract_are_kept() -> None:
    digest, _ = read(_below(BODIES["categories as code"]))
    assert {entry.facts.categories for entry in digest.entries} == {("cs.CL", "cs.LG")}
    digest, _ = read(_below(BODIES["a day"]))
    assert {entry.facts.published for entry in digest.entries} == {"2031-03-16"}


def test_the_foot_of_a_newsletter_is_no_part_of_the_last_abstract() -> None:
    digest, _ = read(
        _below("https://arxiv.org/abs/{arxiv}\n\n{abstract}") + "Thanks for reading! Subscribe.\n"
    )
    assert {entry.abstract for entry in digest.entries} == {ABSTRACT}


@pytest.mark.parametrize(
    "line", ["- [{title}]({url}) - {names}. Moss grows.", "- [{title}]({url}) by {names}. Moss grows."]
)
def test_a_sentence_behind_names_is_no_name(line: str) -> None:
    digest, _ = read(_list(line))
    assert [entry.facts.authors for entry in digest.entries] == AUTHORS
    assert {entry.abstract for entry in digest.entries} == {"Moss grows."}
