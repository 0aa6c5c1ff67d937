"""Reader of papers in YAML: lists as sites of groups keep them (``_data/publications.yml``), and notes with
front matter about one paper (Obsidian, Hugo, Zotero's templates).

Every scalar is a text, so that ``3103.00010`` keeps its zeros. Fields are recognized as in `json_papers`. A
note must name its paper by an identifier or a link, or have an abstract and authors, and link to at most one
other paper.
"""

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from daybook.digests.data import json_papers
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.link_titles import paper_key
from daybook.digests.fields.translations import in_languages
from daybook.digests.rows import field_names, kinds
from daybook.digests.rows.row import Row, make_row
from daybook.digests.syntax import yaml_text
from daybook.digests.syntax.html_text import markup_to_text
from daybook.digests.syntax.json_text import Item
from daybook.digests.tally import Tally
from daybook.problems import Problem, Severity, shown
from daybook.text.plain_text import count, one_line

NAME = "YAML of papers with a `title`"

_START = re.compile(r"\A(?:[ \t]*+(?:[#%][^\r\n]*|---)?\r?\n)*+[ \t]*(?:- |[\w\"'.-]{1,60}[ \t]*:)")
_TITLE = re.compile(
    r"^[ \t]*(?:- +)?[\"']?(?:\w{0,12}title|name)[\"']?[ \t]*:[ \t]", re.MULTILINE | re.IGNORECASE
)
_LISTED = re.compile(r"^[ \t]*- +[\"']?title[\"']?[ \t]*:", re.MULTILINE | re.IGNORECASE)
_NOTE = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)(.*)", re.MULTILINE | re.DOTALL)
_URL = re.compile(r"https?://[^\s<>\"|`)\]]+")
_WORDS = "|".join(
    ("abstract", "summary", "original abstract", "原始摘要", "英文摘要", *in_languages("summary"))
)
_ABSTRACT = re.compile(
    rf"^#{{1,6}} +(?:{_WORDS})\s*$\n(?P<section>.*?)(?=^#{{1,6}} |\Z)"
    r"|^> ?\[!(?:abstract|summary)\][^\n]*\n(?P<callout>(?:>[^\n]*(?:\n|\Z))+)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
"""A section, or a block of Obsidian (``> [!abstract]``)."""
_OF_OTHERS = frozenset({
    "license", "cffversion", "marp", "layout", "format", "output", "documentclass", "execute", "bibliography",
    "pipelinetag", "basemodel", "taskcategories", "libraryname", "dependencies", "jobs", "services", "steps",
})  # fmt: skip
"""Keys of a model's card, of software's citation, of slides, of manuscripts and of settings."""
_MARKDOWN = re.compile(r"^#{2,6} \S", re.MULTILINE)
"""A heading, which is a comment in YAML."""
_LEAST_LISTED = 2
"""Titles in a list, for a file that cannot be parsed to be one of papers."""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse papers; None if the file is no YAML with titles."""
    text = file.text
    if not _START.match(text[:5_000]) or not _TITLE.search(text):
        return None
    note = _NOTE.match(text)
    items = _parse(file, note[1] if note else text)
    if note and note[2].strip():
        if not isinstance(items, tuple) or len(items) != 1 or not isinstance(items[0].value, dict):
            return None
        return read_note(file, items[0].value, note[1], note[2])
    if not isinstance(items, tuple):
        return items
    if len(items) == 1 and isinstance(items[0].value, dict) and _is_of_others(items[0].value):
        return None
    return json_papers.read_items(file, items)


def read_note(
    file: DigestFile, fields: Mapping[str, Any], header: str, body: str
) -> ParsedDigest | Problem | None:
    """Parse a note with the fields of its ``header``; None if they name no paper, or it links to others."""
    if isinstance(source := fields.get("source"), str) and paper_key(source):  # of Obsidian's Web Clipper
        fields = {"url": source, **{name: value for name, value in fields.items() if name != "source"}}
    row = make_row(fields.items(), field_names.known_names(fields), Tally())
    others = {key: value for key, value in fields.items() if key != "layout" or not _has_identifier(row)}
    keys = {key for url in _URL.findall(body) if (key := paper_key(url))}
    is_of_several = sum(key.rpartition(":")[2] not in header for key in keys) > 1
    if is_of_several or _is_of_others(others) or not _names_paper(row):
        return None
    section = _ABSTRACT.search(body)
    if section and "abstract" not in row.fields:
        quoted = (section["callout"] or "").replace("\n>", "\n").removeprefix(">")
        fields = {**fields, "abstract": section["section"] or quoted}
    rest = len(one_line(body)) - (len(one_line(section[0])) if section else 0)
    parsed = json_papers.read_items(file, (Item(2, fields),))
    if not isinstance(parsed, ParsedDigest) or rest <= 0:
        return parsed
    what = f"has {count(rest, 'character')} of notes below the paper's fields"
    note = Problem(file.path, header.count("\n") + 3, what, "read without them", Severity.NOTE)
    return replace(parsed, problems=(*parsed.problems, note))


def _is_of_others(fields: Mapping[str, Any]) -> bool:
    return not _OF_OTHERS.isdisjoint(map(field_names.normal_name, fields))


def _names_paper(row: Row) -> bool:
    """Return whether front matter has a title, and what only a paper's has."""
    has = row.fields.keys()
    described = (
        ("abstract" in has or ("citekey" in has and field_names.has_journal(has)))
        and not has.isdisjoint(field_names.FIELDS["authors"])
        and kinds.reads_like_paper(has, row)
    )
    return field_names.has_title(has) and (_has_identifier(row) or described or kinds.links_to_paper(row))


def _has_identifier(row: Row) -> bool:
    return not row.fields.keys().isdisjoint({*field_names.FIELDS["arxiv"], *field_names.FIELDS["doi"]})


def _parse(file: DigestFile, text: str) -> tuple[Item, ...] | Problem | None:
    """Return the records of a text, with their lines; None if it is no YAML."""
    try:
        return tuple(replace(item, value=_without_markup(item.value)) for item in yaml_text.parse(text))
    except yaml_text.YamlError as error:
        if len(_LISTED.findall(text)) < _LEAST_LISTED or _MARKDOWN.search(text):
            return None
        what = f"is a list of papers in YAML that cannot be parsed: {shown(str(error))}"
        return Problem(file.path, error.line, what, "correct the line, or put its value into quotes")


def _without_markup(value: Any) -> Any:
    """Return a record with the HTML of its texts, and of those in its lists, as plain text."""
    if isinstance(value, dict):
        return {key: _without_markup(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_markup(inner) for inner in value]
    return markup_to_text(value) if isinstance(value, str) and "</" in value else value
