"""Parse the fields of a paper in a Markdown digest: ``- **Authors**: …``, columns of a table, an abstract."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from daybook.digests.cells import categories
from daybook.digests.entry_lines import is_foot, votes_in
from daybook.digests.link_titles import is_call, paper_key
from daybook.digests.markdown_lines import Line
from daybook.digests.markdown_text import plain
from daybook.digests.names import OTHERS, split_names
from daybook.text.partial_dates import parse_partial_date
from daybook.text.plain_text import ends_sentence

FIELDS: Mapping[str, str] = {
    "title": "title|title & authors|title and authors|paper title|paper name|标题|论文标题",
    "authors": "authors|author|by|作者|著者|저자",
    "abstract": "abstract|original abstract|摘要|原始摘要|英文摘要|概要|초록",
    "summary": "summary|tl;dr|tldr|ai summary|ai摘要|中文摘要|总结|description|요약",
    "categories": "categories|category|main category|subjects|subject|tags|tag|primary category|标签|领域"
    "|分类|arxiv所属领域",
    "published": "published|publish date|published on|date|submitted|year|日期|发布日期|发布时间|年份",
    "code": "code|github|repository|代码",
    "project": "project|project page|homepage|website|项目主页",
    "keywords": "keywords|关键词",
    "organization": "affiliation|affiliations|institute|institution|institutions|organization|机构",
    "upvotes": "upvotes|votes|likes|点赞|点赞数",
    "link": "link|links|url|pdf|arxiv|arxiv link|pdf link|paper|paper link|html|abs|doi|id|arxiv id"
    "|arxiv_id|链接|论文链接|source|read|hugging face|hf",
}
"""Labels of each field in lower case, separated by bars."""
FIELD_OF_LABEL = {label: field for field, labels in FIELDS.items() for label in labels.split("|")}

_NAMES_AND_VENUE = re.compile(r"(.{3,2000}?)[.,] ([\w'’&:/ -]{2,60}(?:19|20)[0-9]{2})\W*")
"""``Ada Mill, Bo Reed. MossConf 2031.``"""
_SUBMITTED = re.compile(r"\W*submitted by:? (\S.{0,60})", re.IGNORECASE)
_SUBMITTED_ON = re.compile(r"\W*(?:submitted|published|posted)(?: on)?:? ([\w ,.-]{6,30}?)\W*", re.IGNORECASE)
_OF_DAILY_PAPERS = re.compile(r"https?://huggingface\.co/papers/")
_CALLS = re.compile(r"(?:\s?\[[\w ]{1,20}\]){1,9}\W{0,3}$")
_COMMENTS = ("comment", "comments")
"""Columns with the authors' comment; as a label it is above what a model or a reader says."""
_HASHTAGS = re.compile(r"(?:#[\w-]{1,60}\s*){1,30}")

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
_SUBJECT = re.compile(
    r"(?<![\w.])[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Za-z-]{2,12}(?![\w.])|\b(?:hep|astro|cond|gr|quant)-[a-z]{2,3}\b"
)
_MORE_AUTHORS = re.compile(r"[\s,]{0,4}(?:等(?:\s*[0-9]+\s*位作者)?|\bet\.? ?al\.?)\s*$", re.IGNORECASE)
_LONGEST_END = 60
"""Characters of the end of a list that says that there are more authors."""
_NAME = re.compile(r"[^\W\d_a-z](?:[^\W\d]|[.'’-])*(?: (?:[^\W\d]|[.'’-])+){1,5}")
_ISO = re.compile(r"(?<![0-9])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?")
_OF_SUMMARY = re.compile(r"(motivation|methods?|results?|conclusions?|limitations?)\s*[:：]", re.IGNORECASE)
"""Labels of the parts of a summary, of which the first is a sentence: ``TL;DR: …``."""
_SIGNS = frozenset("·•|")
"""Between facts."""
_MOST_NAMES, _MOST_VENUE_WORDS = 3_000, 6
_SENTENCE = 8
"""Words at least of a line whose URLs belong to its text."""


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


def record_fields(lines: Iterable[Line]) -> tuple[dict[str, str], set[str]]:
    """Return the fields of a paper's lines below its title as text, and the labels that are not used."""
    found: dict[str, list[str]] = {}
    unused: set[str] = set()
    field = ""
    more: set[str] = set()
    for line in chain.from_iterable(map(_facts_apart, lines)):
        if fact := _submission(line.text):
            found[fact[0]] = [fact[1]]
            continue
        if _has_links_alone(line) or _HASHTAGS.fullmatch(line.text):
            continue
        labelled = ("", "") if line.kind == "blank" else label_of(line)
        if line.kind == "blank":
            if field in ("abstract", "summary", "text", "more"):
                found.setdefault(field, []).append("")
            continue
        if labelled:
            unused |= set() if labelled[0] in FIELD_OF_LABEL else {labelled[0]}
            field = _add_labelled(found, line, *labelled)
        elif field in ("", "text") and (fact := _unlabelled(line.text, found)):
            found[fact[0]] = [fact[1]]
        elif line.kind == "heading":
            field = "unused"
            unused.add(line.text.casefold())
        elif field in ("abstract", "summary", "text", "more", ""):
            field = field or "text"
            if field == "summary" and (match := _OF_SUMMARY.match(line.text)):
                field = "more"
                more.add(match[1].casefold())
            found.setdefault(field, []).append(
                "• " * (line.kind == "item") + _with_addresses(line, line.text)
            )
        elif field != "unused":
            found.setdefault(field, []).append(line.text)
            field = "text"
    fields, is_used = _joined(found)
    return fields, unused if is_used else unused | more


def _unlabelled(text: str, found: Mapping[str, object]) -> tuple[str, str] | None:
    """Return the field and value of a line of names or of categories, if there is none of them yet."""
    if not {"authors", "text"} & found.keys() and (names := names_in(text)):
        return "authors", names
    return ("categories", text) if "categories" not in found and _are_categories(text) else None


def _submission(text: str) -> tuple[str, str] | None:
    """Return the field and value of ``Submitted by Ada Mill`` and ``Submitted on 18 Mar 2031``."""
    if submitter := _SUBMITTED.match(text):
        return "submitter", submitter[1]
    dated = _SUBMITTED_ON.fullmatch(text)
    date = parse_partial_date(dated[1]) if dated else ""
    return ("published", date) if date else None


def _add_labelled(found: dict[str, list[str]], line: Line, label: str, value: str) -> str:
    """Add the value of a labelled line, and return the field that the lines below continue."""
    field = FIELD_OF_LABEL.get(label, "")
    if value and field:
        value = _with_addresses(line, value) if field in ("abstract", "summary") else value
        found.setdefault(field, []).append(value)
    if field not in ("abstract", "summary") and (value or any(span.url for span in line.spans)):
        return "text" if field else "unused"
    return field


def _joined(found: Mapping[str, Iterable[str]]) -> tuple[dict[str, str], bool]:
    """Return fields as text, and whether the further parts of a summary are among them.

    They are beside no abstract.
    """
    texts = {name: "\n".join(parts).strip() for name, parts in found.items()}
    rest = texts.pop("more", "")
    is_used = "abstract" not in texts
    if rest and is_used:
        texts["summary"] = f"{texts['summary']}\n\n{rest}"
    return {name: text[2 * _is_one_item(text) :] for name, text in texts.items()}, is_used


def _facts_apart(line: Line) -> Iterator[Line]:
    """Yield a line, or each of its facts with its label: ``👥 Ada Mill, Bo Reed · cs.CL · 👍 57``."""
    names, dash, rest = line.text.partition(" - ")
    if dash and rest and are_names(names) and (", " in names or _MORE_AUTHORS.search(names)):
        yield from (Line("text", line.number, f"Authors: {names}"), Line("text", line.number, rest))
        return
    may_be = line.kind in ("text", "item") and not _SIGNS.isdisjoint(line.text)
    parts = re.split(r"\s[·•|]\s", line.text) if may_be else []
    if parts and parts[0].isdecimal() and any(_OF_DAILY_PAPERS.match(span.url) for span in line.spans):
        yield Line("text", line.number, f"Votes: {parts[0]}")
        return
    labelled = [_labelled(part.strip()) for part in parts]
    if len(labelled) < 2 or not all(labelled):
        yield line
        return
    for text in labelled:
        yield Line("text", line.number, text, line.spans)


def _labelled(text: str) -> str:
    """Return a fact with its label: names, categories, votes or another fact; else an empty text."""
    bare = _bare(text)
    if are_names(bare):
        return f"Authors: {bare}"
    if _are_categories(bare):
        return f"Categories: {bare}"
    if _ISO.fullmatch(bare):
        return f"Published: {bare}"
    votes = votes_in(text)
    return f"Votes: {votes}" if votes is not None else text if label_of(Line("text", 0, text)) else ""


def _are_categories(text: str) -> bool:
    """Return whether a text is a list of categories of arXiv alone: ``cs.CL, cs.LG``."""
    return bool(text) and all(map(_SUBJECT.fullmatch, re.split(r"[\s,]+", text)))


def is_translated(line: Line) -> bool:
    """Return whether a line has a label of a value in another language: ``Abstract (ZH): …``."""
    label = label_of(line)
    return label is not None and label[0].endswith((")", "）"))


def _bare(text: str) -> str:
    """Return a text without signs such as 👥 before it."""
    return re.sub(r"^[^\w\"'(]+", "", text)


def _is_one_item(text: str) -> bool:
    return text.startswith("• ") and text.count("• ") == 1


def _with_addresses(line: Line, text: str) -> str:
    """Return a line's text, or the end of it, with the URLs that stand in its sentences."""
    is_sentence = len(text.split()) >= _SENTENCE
    spans = [
        span.url if is_sentence and not span.text and not paper_key(span.url) else span.text
        for span in line.spans
    ]
    start = line.text.rfind(text)
    return plain("".join(spans))[max(start, 0) :] if any(map(str.strip, spans)) else text


def _has_links_alone(line: Line) -> bool:
    """Return whether a line has links, and no words but such as "Read the paper", a date or a venue."""
    if not any(span.url for span in line.spans) or label_of(line):
        return False
    words = " ".join(span.text for span in line.spans if not span.url).split()
    is_paper = any(paper_key(span.url) and is_call(span.text) for span in line.spans)
    words = [word for word in words if any(map(str.isalnum, word))]
    return (
        is_call(line.text)
        or (not words and is_foot(line.text))
        or (is_paper and len(words) <= _MOST_VENUE_WORDS and not names_in(line.text))
    )


def are_names(text: str) -> bool:
    """Return whether a text is a list of names, such as ``Ada Mill, Bo Reed et al.``"""
    bare = _MORE_AUTHORS.sub("", text)
    names = split_names(bare) if len(text) <= _MOST_NAMES else ()
    return bool(names) and all(_NAME.fullmatch(name) for name in names) and not ends_sentence(bare)


def names_in(text: str) -> str:
    """Return the names that a text lists, alone or before a venue and calls in brackets; else nothing."""
    if len(text) > _MOST_NAMES:
        return ""
    bare = _bare(_CALLS.sub("", text))
    match = _NAMES_AND_VENUE.fullmatch(bare)
    names = match[1] if match else bare
    if names.endswith(".") and len(split_names(names[:-1])) > 1:
        names = names[:-1]
    return names if are_names(names) else ""


def make_raw_facts(fields: Mapping[str, str]) -> dict[str, object]:
    """Return facts for a record of the text of its fields."""
    dated = _ISO.search(fields.get("published", "")) or _YEAR.fullmatch(fields.get("published", ""))
    subjects = _SUBJECT.findall(fields.get("categories", ""))
    authors = fields.get("authors", "")
    others = [OTHERS] if _MORE_AUTHORS.search(authors[-_LONGEST_END:]) else []
    return {
        "authors": [*split_names(_MORE_AUTHORS.sub("", authors)), *others],
        "categories": subjects or categories(fields.get("categories", "")),
        "keywords": [
            word.strip() for word in re.split("[;,，、]", fields.get("keywords", "")) if word.strip()
        ],
        "published": dated[0] if dated else "",
        "organization": fields.get("organization", ""),
        "comment": fields.get("comment", ""),
        "submitter": fields.get("submitter", ""),
    }


def columns(header: Iterable[str]) -> Iterator[str]:
    """Return the field of each column; an empty string if it is not used."""
    for name in header:
        label = re.sub(r"^\W+|\W+$", "", name).casefold()
        yield "comment" if label in _COMMENTS else FIELD_OF_LABEL.get(label, "")
