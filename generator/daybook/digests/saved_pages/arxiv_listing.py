"""Reader of arXiv's listing page (``/list/cs.CL/new``, ``/recent``), copied from a browser as text.

A record is a line ``[1] arXiv:2503.00001 (cross-list from cs.LG) [pdf, html, other]``, then ``Title:``, the
authors, ``Comments:``, ``Subjects:`` and others, and the abstract, except for replacements and ``/recent``.
The day stands in a line such as ``Showing new listings for Tuesday, 18 March 2025``.
"""

import re
from collections.abc import Iterator
from datetime import date

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import split_names
from daybook.digests.markdown.inline import plain_line, references
from daybook.digests.records import Record, choose_day, collect
from daybook.digests.saved_pages.numbered_links import link_numbers
from daybook.problems import Problem, shown
from daybook.text.dates import make_day, month_number
from daybook.text.latex import latex_to_line, latex_to_text
from daybook.text.plain_text import one_line, split_lines

NAME = "the saved text of arXiv's listing page"

_START = re.compile(
    r"\[{1,2}[0-9]{1,5}\]{1,2}\s*arXiv:\s?(\S{5,30}?)(?:v[0-9]+)?(?:[\s(\[].*)?", re.IGNORECASE
)
_FIELD = re.compile(
    r"(Title|Authors?|Comments|Subjects|Journal-ref|Report-no|DOI|MSC-class|ACM-class):\s*(.*)", re.IGNORECASE
)
_DAY = re.compile(
    r"(?:Showing new listings for |New submissions for )?(?:[A-Z][a-z]{2,8}, )?"
    r"([0-9]{1,2}) ([A-Z][a-z]{2,8}) ((?:20)?[0-9]{2})(?:\s*\(.*)?"
)
_SECTION = re.compile(
    r"(?:New|Cross|Replacement) submissions.*|Cross-lists.*|Replacements.*|Total of [0-9,]+ entries.*"
    r"|Showing (?:new|up to) .*|\[ (?:total of|showing) .*\]|Links to: arXiv, .*"
    r"|About|Help|Contact|Subscribe|Copyright|Privacy Policy",
    re.IGNORECASE,
)
"""A line that ends a record: a heading, or of the page's foot."""
_SUBJECT = re.compile(r"\(([a-z-]{2,12}(?:\.[A-Za-z-]{2,12})?)\)")
_LIKELY_TEXT = re.compile(r"\[[0-9]{1,5}\].{0,9}arXiv:", re.IGNORECASE)


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse the text of a listing page; None if the file is something else."""
    if not _LIKELY_TEXT.search(file.text):
        return None
    return parse_listing_page(file, link_numbers(file.text))


def parse_listing_page(file: DigestFile, text: str) -> ParsedDigest | Problem | None:
    """Parse the text of a listing page, whether it was copied or extracted from HTML."""
    urls = references(text)
    lines = [
        plain_line(line, urls)[0] if "](" in line else one_line(line.lstrip("#> "))
        for line in split_lines(text)
    ]
    if not any(_START.fullmatch(line) for line in lines):
        return None
    days = {day for line in lines if (day := _day(line))}
    parsed = collect(file, _records(file, lines, several_days=len(days) > 1))
    if parsed.rejected > len(parsed.entries) and not days and file.hint.exact_day:
        what = f"is like arXiv's listing page, but {parsed.rejected:,} of its records could not be read"
        return Problem(file.path, 1, what, "copy the whole page again; nothing was read")
    return parsed


def _records(file: DigestFile, lines: list[str], *, several_days: bool) -> Iterator[Record | Problem]:
    heading: date | None = None
    start, identifier, body = 0, "", list[str]()
    for number, line in enumerate([*lines, "Total of 0 entries"], 1):
        match = _START.fullmatch(line)
        day = _day(line)
        if not (match or day or _SECTION.fullmatch(line)):
            body.append(line)
            continue
        if identifier:
            yield _record(
                file, (start, identifier), body, heading if several_days else choose_day(file, heading)
            )
        heading = day or heading
        start, identifier, body = number, match[1] if match else "", []


def _record(file: DigestFile, head: tuple[int, str], body: list[str], day: date | None) -> Record | Problem:
    line, identifier = head
    fields: dict[str, str] = {}
    abstract: list[str] = []
    key = ""
    for text in body:
        match = _FIELD.match(text)
        if match:
            key = match[1].lower().rstrip("s")
            fields[key] = match[2]
        elif key == "title" and fields[key] and text:
            key = "author"
            fields[key] = text
        elif key == "author" and text:
            fields[key] += " " + text
        elif key and text and not fields[key]:
            fields[key] = text
        elif abstract or (key and text):
            abstract.append(text)
    if not fields.get("title"):
        what = f"a record without a title: arXiv:{shown(identifier)}"
        return Problem(file.path, line, what, "copy the whole page again")
    facts = {
        "arxiv": identifier,
        "authors": split_names(latex_to_text(fields.get("author", ""))),
        "categories": _SUBJECT.findall(fields.get("subject", "")),
        "doi": fields.get("doi", "").partition(" ")[0],
        "comment": latex_to_line(fields.get("comment", "")),
    }
    return Record(latex_to_line(fields["title"]), latex_to_text("\n".join(abstract)), day, facts, line=line)


def _day(line: str) -> date | None:
    match = _DAY.fullmatch(line)
    if not match:
        return None
    return make_day(int(match[3]) % 100 + 2000, month_number(match[2]), int(match[1]))
