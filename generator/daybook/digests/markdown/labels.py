"""The labels of a paper's fields in Markdown, also as names of columns, in several languages."""

import re
from collections.abc import Iterable, Iterator, Mapping

from daybook.digests.fields.name_lists import are_names
from daybook.digests.fields.translations import in_languages
from daybook.digests.markdown.lines import Line

_LABELS: Mapping[str, str] = {
    "title": "title|full title|title & authors|title and authors|paper title|paper name",
    "authors": "authors|author|author(s)|by|first author|第一作者",
    "abstract": "abstract|abstract-note|abstractnote|original abstract|原始摘要|英文摘要|摘要原文|原文摘要",
    "summary": "summary|要約|tl;dr|tldr|ai summary|ai摘要|中文摘要|总结|一句话总结|简介|description|요약",
    "categories": "categories|category|main category|subjects|subject|tags|tag|primary category|标签|领域"
    "|分类|arxiv所属领域",
    "published": "published|publish|publish date|published on|date|submitted|year",
    "code": "code|github|repository",
    "project": "project|project page|homepage|website|项目主页",
    "keywords": "keywords",
    "organization": "affiliation|affiliations|institute|institution|institutions|organization|机构|单位",
    "stars": "stars|github stars",
    "venue": "venue|journal|conference",
    "upvotes": "upvotes|votes|likes|👍|▲|⬆️|点赞|点赞数",
    "link": "link|links|url|pdf|arxiv|arxiv link|pdf link|paper|paper link|html|abs|doi|id|arxiv id"
    "|arxiv_id|论文|论文链接|论文地址|论文可下载地址|下载地址|地址|論文|논문|source|read|hugging face|hf",
}
"""Labels of each field in lower case, separated by bars: in English, and those of Markdown alone."""
_IN_LANGUAGES = {
    "title": in_languages("title"),
    "authors": in_languages("authors", "author"),
    "abstract": in_languages("summary"),
    "published": in_languages("publication year", "publication date", "date"),
    "code": in_languages("code"),
    "keywords": in_languages("keywords"),
    "link": in_languages("link"),
}
FIELD_OF_LABEL = {label: field for field, labels in _IN_LANGUAGES.items() for label in labels} | {
    label: field for field, labels in _LABELS.items() for label in labels.split("|")
}

_COMMENTS = ("comment", "comments")
"""Columns with the authors' comment; as a label it is above what a model or a reader says."""
_LABEL = re.compile(
    r"\W*([^\W_][\w /.;'’-]{0,30}?(?:\s?[(（][\w -]{1,12}[)）])?)\s*[:：]{1,2}(?!//)\s*(.*)", re.DOTALL
)
_NUMBER = re.compile(r"^[0-9]{1,3}[.、]\s*(?=标题|题目|论文|title\b)", re.IGNORECASE)
"""Of a paper, before the label of its title."""
_PERSON = re.compile(r"[👤👥✍]\ufe0f?\s*(\S.{2,3000})")
"""The authors behind a sign, in place of a label."""
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
    if (match := _PERSON.match(line.text)) and are_names(match[1]):
        return "authors", match[1]
    match = _LABEL.fullmatch(_NUMBER.sub("", line.text))
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
        label = re.sub(r"^\W+|\W+$", "", name).casefold() or name.strip(" *")
        yield "comment" if label in _COMMENTS else FIELD_OF_LABEL.get(label, "")
