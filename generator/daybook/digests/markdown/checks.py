"""Refuse Markdown that links to papers but is no digest: read-mes, changelogs, articles, code."""

import re
from collections.abc import Collection, Sequence

from daybook.digests.fields.name_lists import are_names
from daybook.digests.fields.references import is_citation
from daybook.digests.markdown.inline import plain
from daybook.digests.markdown.lines import Line, MarkdownText
from daybook.text.plain_text import ends_sentence

_CARD = re.compile(
    r"^(?:license|task_categories|size_categories|pretty_name|library_name|pipeline_tag|base_model|cff-version|marp)"
    r"\s?:",
    re.MULTILINE,
)
"""Keys of the front matter of a card of a model or of data, and of slides."""
_CODE = re.compile(
    r"(?://|/\*|import |from \S+ import|package |#include |func |def |fn |use |const |let |class ).*"
    r"|library\(.*|(?:local|module|function|return|using) .*|end|\"{3}|.*[{};]|[\w.]+ (?:<-|::) .*|\$\w+ = .*"
    r"|[A-Z][a-z]+-[A-Z]\w+ .*|\w+(?: \w+)? = .*"
)
_OF_PROGRAMS = re.compile(
    r"\.(?:c|cpp|css|go|ini|java|jl|js|lua|php|py|r|rb|rs|sh|sql|toml|ts|ya?ml)$", re.IGNORECASE
)
_ASKS = re.compile(r"\b(?:can|do|may|should) I\b.*\?$")
"""A reader's question, which an answer with a link follows."""
_FAMILIES = re.compile(r"(?:[^\W\d_a-z][\w'’-]{1,30}(?: [\w'’-]{2,30}){0,2} [A-Z]{1,3}(?:, |\.?$)){1,60}")
"""``Mill A, van der Reed BC.``, as PubMed lists names."""
_TIMED = re.compile(r"\W{0,2}(?:[0-9]{1,4}[-./ ]\w{2,9}[-./ ][0-9]{2,4},?[ T])?[0-9]{1,2}:[0-9]{2}(?![0-9])")
"""The time before a line of a chat: ``[10:01] ada``, ``18/03/2031, 09:01 - Ada``."""
_SENDER = re.compile(r"\w[\w .'-]{0,30}\s[0-9]{1,2}:[0-9]{2}(?:\s?[AP]M)?")
"""The line above a message of a chat: ``ada  9:12 AM``."""
_VERSION = re.compile(
    r"\W*(?:version |release )?(?:v?[0-9]{1,3}(?:\.[0-9]{1,4}){1,3}[\w.-]{0,12}|unreleased)"
    r"(?:\W+(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|\w+ [0-9]{1,2},? [0-9]{4}))?\W*",
    re.IGNORECASE,
)
"""The heading of a version in a changelog: ``[1.2.0] - 2031-03-18``."""
_FEWEST_TIMED = 2
_LEAST_CODE = 2
"""Lines of code at least, and as many as of text, in a file of code."""
REFERENCES = (
    r"(?:references|bibliography|works cited|further reading|external links|einzelnachweise"
    r"|literatur(?:verzeichnis)?|références|referencias|参考文献|參考文獻)\b"
)
"""The heading of what a text cites."""


def is_code(parsed: MarkdownText, path: str) -> bool:
    """Return whether a text is code with links in its comments, by its lines or the file's name."""
    if _OF_PROGRAMS.search(path):
        return True
    texts = [line.text for line in parsed.lines if line.kind == "text"]
    code = sum(_CODE.fullmatch(text) is not None for text in texts)
    return code >= _LEAST_CODE and 2 * code >= len(texts)


def is_mention(line: Line) -> bool:
    """Return whether a line is a reader's question, or a sentence that begins with a link."""
    if line.kind == "heading" and _ASKS.search(line.text):
        return True
    linked = plain(next((span.text for span in line.spans if span.url), ""))
    after = line.text.partition(linked)[2].strip() if linked else ""
    return line.kind == "text" and after[:1].islower() and ends_sentence(after)


def find_fault(parsed: MarkdownText, titles: Sequence[str], covered: Collection[int]) -> str:
    """Return why a text is no digest of the papers with these titles; empty if it may be one.

    ``covered`` are the indexes of the papers' lines.
    """
    if _CARD.search(parsed.front_matter):
        return "is the card of a model or of data, or slides"
    if 2 * sum(" " not in title for title in titles) > len(titles):
        return f"links to papers by single words, such as {next(t for t in titles if ' ' not in t)}"
    if 2 * sum(map(is_citation, titles)) > len(titles):
        return "is a list of references, of which a title is only a part"
    families = [title for title in titles if _FAMILIES.fullmatch(title)]
    are_of_pubmed = 2 * len(families) > len(titles) and any("," in title for title in families)
    if are_of_pubmed or 2 * sum("," in title and are_names(title) for title in titles) > len(titles):
        return "has lists of names where titles were expected"
    above = parsed.lines[: min(covered)]
    is_cited = any(
        line.kind in ("heading", "text") and re.fullmatch(REFERENCES, line.text, re.IGNORECASE)
        for line in above
    )
    if is_cited and any(line.kind == "text" and ends_sentence(line.text) for line in above):
        return "is a text with references below it"
    headings = [line.text for line in parsed.lines if line.kind == "heading" and line.level > 1]
    if headings and 2 * sum(_VERSION.fullmatch(text) is not None for text in headings) > len(headings):
        return "is a list of changes, below headings of versions"
    said = [line.text for line in parsed.lines if line.kind != "row"]
    times = sum(bool(_TIMED.match(text) or _SENDER.fullmatch(text)) for text in said)
    if times >= max(_FEWEST_TIMED, len(titles)):
        return "is a chat or a log, with times before its lines"
    others = {
        line.text
        for index, line in enumerate(parsed.lines)
        if line.kind == "item"
        and index not in covered
        and not _is_of_contents(line)
        and not any(
            one.kind == "item" and one.level > line.level for one in parsed.lines[index + 1 : index + 2]
        )
    }  # once each: "no papers today" stands below each empty heading
    return f"has {len(others):,} items that are none" if len(others) > len(titles) else ""


def _is_of_contents(line: Line) -> bool:
    """Return whether an item is of a table of contents: it links to a place in the file, or beside it."""
    return any(span.url and "://" not in span.url for span in line.spans)


def without_foot(lines: Sequence[Line], bodies: Sequence[list[int]], link: int) -> list[list[int]]:
    """Return the lines of papers, the last without text of the file that two blank lines set apart from it.

    It stays if another paper has such text too. ``link`` is the line of the last one's link.
    """
    *others, last = bodies
    start = _set_apart(lines, last)
    if not others or start <= link or any(_set_apart(lines, body) >= 0 for body in others):
        return [*bodies]
    return [*others, [index for index in last if index < start]]


def _set_apart(lines: Sequence[Line], body: Sequence[int]) -> int:
    """Return the first line of text behind two blank lines; -1 if there is none."""
    return next(
        (
            index
            for index in body[2:]
            if lines[index].kind == "text" and lines[index - 1].kind == lines[index - 2].kind == "blank"
        ),
        -1,
    )
