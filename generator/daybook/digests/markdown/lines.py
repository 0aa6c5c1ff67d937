"""Split Markdown into lines of a kind: headings, list items, rows of tables, rules and text.

Only what a list of papers needs: quotes and HTML tags are removed, code and front matter are left out.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import Literal

from msgspec import Struct

from daybook.digests.fields.name_lists import are_cited_names, are_names
from daybook.digests.markdown.inline import Span, plain, plain_text, references, spans
from daybook.digests.markdown.source import source_rows

LineKind = Literal["heading", "item", "row", "rule", "text", "blank"]

_HEADING = re.compile(r"(#{1,6})\s+(\S)(.*)")
_HTML_HEADING = re.compile(r"<h([1-6])\b[^<>]{0,300}>(.+)</h\1>", re.IGNORECASE)
_FOLD = re.compile(r"^\s*(?:<details\b[^<>]{0,100}>\s{0,9})?<summary\b[^<>]{0,100}>\s{0,9}", re.IGNORECASE)
_ITEM = re.compile(r"(\s*)(?:[-*+•]|[0-9]{1,3}[.)]|\[[0-9]{1,3}\])\s+(\S.*)")
_RULE = re.compile(r"([-*_=])(?:\s?\1){2,}|[0-9]{1,3}[.)]")
"""A line of signs, or the number of what begins below it."""
_DELIMITER = re.compile(r"\|?\s*+:?+-++:?+\s*+(?:\|\s*+:?+-*+:?+\s*+)++")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_CELL_END = re.compile(r"(?<!\\)\|")
_STRONG = re.compile(
    r"\W*(?::\w+:\s*)?(?:[0-9]{4}[./-][0-9]{1,2}(?:[./-][0-9]{1,2})?[\])]?,?\s*)?(?:\*\*|__|<(?:b|strong)>)(.+?)(?:\*\*|__|</(?:b|strong)>)(\s*[:：])?",
    re.IGNORECASE,
)
_WIKI_LINK = re.compile(r"\[\[([^\[\]|]{1,300})(?:\|([^\[\]|]{1,300}))?\]\](?![(\[])")
"""A link to a note of one's own in Obsidian: ``[[Name]]``, ``[[Name|shown]]``."""
_EMBED = re.compile(r"!\[\[[^\[\]]{1,300}\]\]")
"""A picture in a note of Obsidian: ``![[moss.png|800]]``."""
_CALLOUT = re.compile(r"^\[!(abstract|summary|tldr)\][+-]?(?:\s+\S{0,20})?$", re.IGNORECASE)
"""The first line of a block in Obsidian: ``> [!abstract] Abstract``."""
_OTHER_CALLOUT = re.compile(
    r"^(?:\[![\w-]{1,20}\][+-]?|(?:!!!|\?\?\?\+?) [\w-]{1,20})[ \t]+(?P<quote>\"?)(\S.*)(?P=quote)$"
)
"""The same of another kind, whose title is the paper's: ``> [!paper] A Title``, ``??? note "A Title"``."""
_FOOTNOTE = re.compile(r"\[(\^[\w-]{1,40})\](?!:)")
_SLACK_LINK = re.compile(r"<(https?://[^\s<>|]{4,2000})\|([^<>|]{1,1000})>")
"""A link in a message of Slack: ``<https://…|A Title>``."""
_TASK = re.compile(r"(?:\[[ xX]\]|(?:TODO|DOING|DONE|LATER|NOW|WAITING)(?= ))\s+(?=\S)")
"""The box of a task before the text of an item, or its state in Logseq."""
_OPENING_TAGS = re.compile(
    r"(?:<(?:details|summary|div|p|li|table|tbody|tr|td|th)\b[^<>]{0,200}>\s{0,9}){1,9}", re.IGNORECASE
)
_FOLDED = re.compile(
    r"(?:<details\b[^<>]{0,100}>\s{0,9})?<summary>\s{0,9}([\w ]{2,30}?)\s{0,9}:?\s{0,9}</summary>",
    re.IGNORECASE,
)
"""The name of a part that is folded up: ``<summary>Notes</summary>``."""
_CLICKS = frozenset({"details", "more", "expand", "show more", "click to expand"})
"""Such a name that says nothing."""
_BADGES = re.compile(r"(?:\[!\[[^\[\]]{0,200}\]\([^()\s]{1,500}\)\]\([^()\s]{1,500}\)\s{0,9}){1,9}")
"""Pictures that link to something, before a title."""
_VENUE = re.compile(
    r"(?:\*\*|__|[`\[(【]){1,4}(?=[^\[\]\n]{0,60}[A-Za-z])(?:[\w'’&./-]{1,20} ){0,4}[\w'’&./-]{0,20}?"
    r"(?<![0-9.])(?:(?:19|20)[0-9]{2}|['’][0-9]{2}|(?<=[A-Za-z]{3})[0-9]{2})"
    r"(?: (?:oral|spotlight|poster|workshop|findings))?"
    r"(?:\*\*|__|[`\])】]){1,4}(?![(\[])[\s|]*(?=[\w\"“'*\[])",
    re.IGNORECASE,
)
"""``**[MossConf 2031]**``, ``**MossConf'31**`` or `` `MossConf 2031` `` before a title."""
_SCORE = re.compile(r"[\[(](?:[A-Za-z]{2,12}: ?)?[0-9]{1,3}(?:\.[0-9]{1,2})?/[0-9]{1,3}[\])]\s*(?=\S)")
"""``[Score: 9.5/10]`` or ``(8/10)`` before a title."""
_LONGEST_NAME = 3
"""Words of a name, which is in bold type in the list of a group's own papers."""
_SUMMARY = re.compile(r"<summary>[^<>]*</summary>", re.IGNORECASE)


class Line(Struct, frozen=True):
    """A line of Markdown."""

    kind: LineKind
    number: int
    """From 1."""
    text: str
    """Plain, with the text of links."""
    spans: tuple[Span, ...] = ()
    level: int = 0
    """Of a heading, from 1; the columns by which an item is indented; 1 for indented text."""
    strong: str = ""
    """Plain text in bold type that the line begins with, with its colon."""
    cells: tuple[tuple[Span, ...], ...] = ()
    header: tuple[str, ...] = ()
    """Plain names of the columns of a row's table."""


class MarkdownText(Struct, frozen=True):
    """The lines of a file."""

    lines: tuple[Line, ...]
    skipped: int
    """Characters of code."""
    front_matter: str


def parse_markdown(source: str) -> MarkdownText:
    """Split a text into lines."""
    rows = source_rows(source)
    front_matter, first = "", 0
    head = [row or "" for row in rows[:80]]
    if head[0].strip() == "---" and "---" in (ends := [row.strip() for row in head[1:]]):
        first = ends.index("---") + 2
        front_matter = "\n".join(head[1 : first - 1])
    lines: list[Line] = []
    urls = references(source)
    header: tuple[str, ...] | None = None
    skipped, fenced = 0, False
    for number, row in enumerate(rows[first:], first + 1):
        if row is None:
            continue
        raw = _unquoted(row)
        if _FENCE.match(raw) or fenced:
            fenced ^= _FENCE.match(raw) is not None
            skipped += len(raw)
        elif not raw.strip():
            header = None
            if [line.kind for line in lines[-2:]] != ["blank", "blank"]:  # more say no more than two
                lines.append(Line("blank", number, ""))
        elif "|" in raw and "-" in raw and _DELIMITER.fullmatch(raw.strip()):
            header = tuple(map(plain_text, _cells(rows, number - 1, urls)))
            lines = lines[:-1] if lines and header else lines
        elif header is not None and "|" in raw:
            cells = tuple(tuple(spans(cell, urls)) for cell in _split_row(raw))
            text = plain(" ".join(span.text for span in chain(*cells)))
            lines.append(Line("row", number, text, cells=cells, header=header))
        else:
            header = None
            lines.append(_line(raw, number, urls))
    return MarkdownText(tuple(lines), skipped, front_matter)


def _unquoted(raw: str) -> str:
    stripped = raw.lstrip()
    return stripped.lstrip("> ") if stripped.startswith(">") else raw


def _cells(rows: list[str | None], index: int, urls: dict[str, str]) -> Iterator[list[Span]]:
    """Return the cells of the line above a table's line of dashes."""
    index -= index > 1 and rows[index - 1] is None
    above = _unquoted(rows[index - 1] or "") if index else ""
    for cell in _split_row(above):
        yield spans(cell, urls)


def _split_row(raw: str) -> list[str]:
    return _CELL_END.split(_SUMMARY.sub("", raw).strip().removeprefix("|").removesuffix("|"))


def _line(raw: str, number: int, urls: dict[str, str]) -> Line:
    raw = _SLACK_LINK.sub(r"[\2](\1)", raw)
    raw = _EMBED.sub("", raw) if "![[" in raw else raw
    raw = _CALLOUT.sub(r"\1:", _WIKI_LINK.sub(lambda match: match[2] or match[1], raw), count=1)
    raw = _OTHER_CALLOUT.sub(r"**\2**", raw) if raw.startswith(("[!", "!!! ", "???")) else raw
    if "[^" in raw:
        raw = _FOOTNOTE.sub(lambda match: f" [PDF]({urls[match[1]]})" if match[1] in urls else "", raw)
    stripped = raw.strip()
    if stripped.startswith("<"):
        folded = _FOLDED.fullmatch(stripped)
        if folded and folded[1].casefold() in _CLICKS:
            return Line("blank", number, "")
        raw = f"**{folded[1]}:**" if folded else _FOLD.sub("", raw, count=1)
        stripped = raw.strip()
    kind: LineKind = "text"
    level, content = int(raw[:2].isspace()), stripped
    if match := _HEADING.fullmatch(stripped):
        kind, level, content = "heading", len(match[1]), match[2] + match[3].rstrip("#")
    elif match := _HTML_HEADING.fullmatch(stripped):
        kind, level, content = "heading", int(match[1]), match[2]
    elif _RULE.fullmatch(stripped.replace("\\", "")):
        return Line("rule", number, "")
    elif match := _ITEM.fullmatch(raw.expandtabs(4)):
        kind, level, content = "item", len(match[1]), _TASK.sub("", match[2], count=1)
        if heading := _HEADING.fullmatch(content):
            kind, level, content = "heading", len(heading[1]), heading[2] + heading[3].rstrip("#")
    content = _OPENING_TAGS.sub("", content, count=1) if content.startswith("<") else content
    if match := _VENUE.match(content) or _SCORE.match(content):
        content = content[match.end() :]
    found = tuple(spans(content, urls))
    text = plain_text(found)
    if not text and not any(span.url for span in found):
        return Line("blank", number, "")
    strong = ""
    if match := _STRONG.match(_BADGES.sub("", content[:2_000], count=1)):
        strong = plain_text(spans(match[1], urls)) + (match[2] or "").strip()
    return Line(kind, number, text, found, level, strong or (cited_title(content) if "**" in content else ""))


def cited_title(content: str) -> str:
    """Return the title in bold type or italics that follows names: ``Mill et al., **A Title**, …``.

    Empty for another text.
    """
    mark = "**" if "**" in content else "*"
    before, begin, rest = content[:2_000].partition(mark)
    title, end, _ = rest.partition(mark)
    if not (begin and end and "[" not in before + title and are_cited_names(before.replace("*", ""))):
        return ""
    title = plain(title)
    is_name = mark == "**" and len(title.split()) <= _LONGEST_NAME and are_names(title)
    return title if " " in title and not is_name else ""
