"""The labels of a paper's fields in Markdown, also as names of columns, in several languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from daybook.digests.markdown.lines import Line

FIELDS: Mapping[str, str] = {
    "title": "title|title & authors|title and authors|paper title|paper name|标题|论文标题|题目|论文题目"
    "|论文名称|文章标题|篇名|titel|titre|título|titolo|タイトル|論文タイトル|題名|제목|논문 제목"
    "|название|заголовок|tiêu đề|başlık|tytuł",
    "authors": "authors|author|by|first author|作者|第一作者|论文作者|著者|저자"
    "|autoren|autor|auteurs|auteur|autores|autori|autore|авторы|автор|tác giả|yazarlar|autorzy",
    "abstract": "abstract|original abstract|摘要|原始摘要|英文摘要|摘要原文|原文摘要|概要|要旨|초록"
    "|zusammenfassung|kurzfassung|résumé|resumen|resumo|riassunto|sommario|samenvatting|аннотация|tóm tắt"
    "|özet|streszczenie",
    "summary": "summary|要約|tl;dr|tldr|ai summary|ai摘要|中文摘要|总结|一句话总结|description|요약",
    "categories": "categories|category|main category|subjects|subject|tags|tag|primary category|标签|领域"
    "|分类|arxiv所属领域",
    "published": "published|publish date|published on|date|submitted|year|日期|发布日期|发布时间|发表时间"
    "|年份|发表年份|年|公開日|投稿日|연도|날짜|jahr|datum|année|año|fecha|anno|data|дата|ngày|tarih",
    "code": "code|github|repository|代码|代码链接|源码|コード|코드",
    "project": "project|project page|homepage|website|项目主页",
    "keywords": "keywords|关键词|关键字|關鍵詞|キーワード|키워드|schlagwörter|mots-clés|palabras clave"
    "|palavras-chave|parole chiave|ключевые слова|từ khóa",
    "organization": "affiliation|affiliations|institute|institution|institutions|organization|机构",
    "stars": "stars|github stars",
    "upvotes": "upvotes|votes|likes|点赞|点赞数",
    "link": "link|links|url|pdf|arxiv|arxiv link|pdf link|paper|paper link|html|abs|doi|id|arxiv id"
    "|arxiv_id|链接|论文|论文链接|论文地址|论文可下载地址|下载地址|論文|リンク"
    "|논문|링크|lien|enlace|ссылка|liên kết|source|read|hugging face|hf",
}
"""Labels of each field in lower case, separated by bars."""
FIELD_OF_LABEL = {label: field for field, labels in FIELDS.items() for label in labels.split("|")}

_COMMENTS = ("comment", "comments")
"""Columns with the authors' comment; as a label it is above what a model or a reader says."""
_LABEL = re.compile(
    r"\W*([^\W_][\w /.;'’-]{0,30}?(?:\s?[(（][\w -]{1,12}[)）])?)\s*[:：]{1,2}(?!//)\s*(.*)", re.DOTALL
)
_ORIGINAL = re.compile(r"\s?[(（](?:en|english|original|英文|原文)[)）]$")
"""Behind a label whose value is not a translation."""
_OF_READERS = frozenset({
    "note", "notes", "my note", "my notes", "rating", "my rating", "status", "priority", "thoughts",
    "my thoughts", "date read", "relevance", "score",
})  # fmt: skip
"""Labels of what a reader notes on a paper."""


def label_of(line: Line) -> tuple[str, str] | None:
    """Split ``Authors: Ada Mill`` into the label and its value; None if the line has no label.

    A known label needs no colon if nothing follows it; an unknown one must be in bold type.
    """
    bare = re.sub(r"^\W+", "", line.text).rstrip(" :：").casefold()
    if bare in FIELD_OF_LABEL:
        return bare, ""
    match = _LABEL.fullmatch(line.text)
    if not match:
        return None
    label = _ORIGINAL.sub("", match[1].casefold())
    if match[2].strip(" :：").casefold() == label:
        return label, ""
    known = label in FIELD_OF_LABEL or label in _OF_READERS
    return (label, match[2]) if known or line.strong.rstrip(" ").endswith((":", "：")) else None


def label_beside(line: Line, above: Line | None) -> str:
    """Return any label of an item beside a labelled one with its value, which it does not continue."""
    is_beside = above is not None and line.kind == above.kind == "item" and line.level <= above.level
    match = _LABEL.fullmatch(line.text) if is_beside else None
    return match[1].casefold() if match and match[2] else ""


def columns(header: Iterable[str]) -> Iterator[str]:
    """Return the field of each column; an empty string if it is not used."""
    for name in header:
        label = re.sub(r"^\W+|\W+$", "", name).casefold()
        yield "comment" if label in _COMMENTS else FIELD_OF_LABEL.get(label, "")
