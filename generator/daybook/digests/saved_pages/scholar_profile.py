"""Parse a saved profile of Google Scholar, a table of a person's papers.

The day comes from the file's name: the page says only the year in which a paper was published.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice, pairwise

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import split_names
from daybook.digests.records import Record, choose_day, collect
from daybook.digests.syntax.html_text import html_line
from daybook.model import Origin
from daybook.problems import Problem
from daybook.text.identifiers import arxiv_in_reference

_ROW = re.compile(r"<tr\s[^<>]{0,100}\bgsc_a_tr\b[^<>]{0,100}>")
_TITLE = re.compile(r"<a\s[^<>]{0,2000}\bgsc_a_at\b[^<>]{0,2000}>")
_LINE = re.compile(r"<div\s[^<>]{0,100}\bgs_gray\b[^<>]{0,100}>")
"""Before the authors, and then before the place of publication with its year."""
_NUMBER = re.compile(r"[?&;]citation_for_view=([\w-]{1,30}:[\w-]{1,30})")
_YEAR = re.compile(r"(?:, )?((?:19|20)[0-9]{2})$")
_ADDRESS = "https://scholar.google.com/citations?view_op=view_citation&citation_for_view="


def parse_profile(file: DigestFile) -> ParsedDigest | None:
    """Parse a page; None if it is no profile."""
    starts = [match.start() for match in _ROW.finditer(file.text)]
    places = pairwise([*starts, len(file.text)])
    return collect(file, (_record(file, *place) for place in places)) if starts else None


def _record(file: DigestFile, start: int, end: int) -> Record | Problem:
    line, text = file.text.count("\n", 0, start) + 1, file.text[start:end]
    title = next(_texts(_TITLE, "</a>", text), "")
    number = _NUMBER.search(text)
    if not title:
        return Problem(file.path, line, "a row without a title", "save the page again")
    names, place = islice(chain(_texts(_LINE, "</div>", text), ("", "")), 2)
    year = _YEAR.search(place)
    facts = {
        "arxiv": arxiv_in_reference(place[: year.start()] if year else place),
        "authors": split_names(names),
        "published": year[1] if year else "",
        "link": _ADDRESS + number[1] if number else "",
    }
    return Record(title, "", choose_day(file, None), facts, line=line, origin=Origin.PAGE)


def _texts(start: re.Pattern[str], end: str, text: str) -> Iterator[str]:
    """Yield the texts between the beginnings and the ends of elements."""
    for match in start.finditer(text):
        place = text.find(end, match.end())
        if place < 0:
            return
        yield html_line(text[match.end() : place])
