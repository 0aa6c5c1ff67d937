"""Lists of Chinese, Japanese and Korean makers, and what other lists put around titles and names."""

from __future__ import annotations

import pytest

from daybook.digests.fields.references import title_of_reference
from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read = reading("2031-03-18.md")


def _each(form: str, between: str = "\n") -> str:
    return between.join(
        form.format(
            title=title,
            names=names,
            family=", ".join(f"{name.split()[1]} {name[0]}".upper() for name in names.split(", ")),
            url=f"https://arxiv.org/abs/{arxiv}",
            text=ABSTRACT,
            n=number,
        )
        for number, (title, arxiv, names) in enumerate(PAPERS, 1)
    )


@pytest.mark.parametrize(
    ("form", "abstract"),
    [
        ("{n}、《{title}》 作者：{names} 链接：{url}", ""),
        ("{n}、{title}。作者：{names}。链接：{url}", ""),
        ("**论文标题：**\n\n{title}\n\n**论文作者：**\n\n{names}\n\n**论文链接：**\n\n{url}\n", ""),
        ("论文标题：\n{title}\n论文链接：\n{url}\n论文作者：\n{names}\n\n论文摘要：\n{text}\n", ABSTRACT),
        ("【論文】{title}\n【著者】{names}\n【リンク】{url}\n【概要】{text}\n", ABSTRACT),
        (
            "## 0{n} {title}\n\n**👥 作者：** {names}\n\n**📄 论文：** [PDF]({url})\n\n**摘要：** {text}\n",
            ABSTRACT,
        ),
        ("**{n}. 标题**：[{title}]({url})\n\n**作者**：{names}\n", ""),
        (
            "- 2031-03-17, **{title}**, {names}, Paper: [{url}]({url}), Code: [c](https://github.com/m/{n})",
            "",
        ),
        ("1. **{title}** *{names}* `Preprint 2031` [[PDF]]({url})", ""),
        ("> [!abstract] {title}\n> **Authors**: {names}\n> **Link**: {url}\n>\n> {text}\n", ABSTRACT),
        ("- TODO [{title}]({url})\n\t- author:: {names}\n\t- abstract:: {text}", ABSTRACT),
        (
            "{n}. **{title}** ([PDF]({url}))\n   - *Authors:* {names}\n   - *Summary:* {text}\n   - *Why:* -",
            ABSTRACT,
        ),
        ("[{n}] {names}. 2031. {title}. arXiv:310{n} [cs.CL] {url}", ""),
    ],
)
def test_forms_of_lists(form: str, abstract: str) -> None:
    found = read(_each(form))[0].entries
    assert [entry.title for entry in found] == TITLES
    assert [entry.facts.authors for entry in found] == AUTHORS
    assert [entry.abstract for entry in found] == [abstract] * 3


@pytest.mark.parametrize(
    "form", ["- `2031/03` | `Moss` | [{title}]({url})", "- (*2031.03_arXiv_Moss*) {title} [PDF]({url})"]
)
def test_what_stands_before_titles(form: str) -> None:
    assert [entry.title for entry in read(_each(form))[0].entries] == TITLES


def test_one_author_before_an_abstract() -> None:
    text = _each("## [{title}]({url})\n\n{names}. {text}\n").replace("Fay Oak, Gus Elm", "Fay Oak")
    found = read(text)[0].entries
    assert [(entry.facts.authors, entry.abstract) for entry in found][2] == (("Fay Oak",), ABSTRACT)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("MILL A, REED B. Moss on Clocks[J]. Moss Days, 2031, 9(2): 1-9", "Moss on Clocks"),
        ("Ada Mill, B. C. Reed, and Cy Wood. 2031. Moss on Clocks", "Moss on Clocks"),
        ("Ada Mill. 2031. Moss on Clocks.", "Moss on Clocks"),
        ('Ada Mill: "Moss on Clocks". MossConf 2031.', "Moss on Clocks"),
        ("Mill, A., Reed, B. Moss on Clocks. Moss Days", "Moss on Clocks"),
    ],
)
def test_titles_in_references(text: str, title: str) -> None:
    assert title_of_reference(text) == title


@pytest.mark.parametrize("between", ["<br><br>", "<hr>"])
def test_html_without_a_head(between: str) -> None:
    form = 'Title: <a href="{url}">{title}</a><br>Authors: {names}<br>Relevancy score: {n}<br>Reason: Moss.'
    found = read(_each(form, between), "2031-03-18.html")[0].entries
    assert [(entry.title, entry.facts.authors, entry.abstract) for entry in found] == [
        (title, names, "") for title, names in zip(TITLES, AUTHORS, strict=True)
    ]
