"""Parse saved pages of arXiv's search, ``arxiv.org/search/``, and profiles of Google Scholar.

The day comes from the file's name: the pages say only when a paper was submitted or published.
"""

import re
from collections.abc import Callable, Iterator
from itertools import chain, islice, pairwise

from msgspec.structs import replace

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import split_names
from daybook.digests.records import Record, choose_day, collect
from daybook.digests.syntax.html_text import html_line
from daybook.model import Origin
from daybook.problems import Problem
from daybook.text.identifiers import arxiv_in_reference, arxiv_in_url
from daybook.text.partial_dates import parse_partial_date

_RESULT = re.compile(r"<li\s[^<>]{0,100}\barxiv-result\b[^<>]{0,100}>")
_HREF = re.compile(r"href=[\"']?(https?://arxiv\.org/abs/[^\s\"'<>]{1,60})")
_PARTS = {
    "title": (re.compile(r"<p\s[^<>]{0,100}\btitle is-5\b[^<>]{0,100}>"), "</p>"),
    "authors": (re.compile(r"<p\s[^<>]{0,100}\bauthors\b[^<>]{0,100}>"), "</p>"),
    "abstract": (re.compile(r"<span\s[^<>]{0,100}\babstract-full\b[^<>]{0,200}>"), "</p>"),
    "comment": (re.compile(r"<p\s[^<>]{0,100}\bcomments\b[^<>]{0,100}>"), "</p>"),
    "published": (re.compile(r">Submitted</span>"), ";"),
}
"""Where each part of a result of arXiv begins and ends."""
_LABEL = re.compile(r"\A(?:Authors|Comments):\s*|\s*△ Less\Z")
_SUBJECT = re.compile(r"<span\s[^<>]{0,100}\btag\b[^<>]{0,200}>([a-z-]{2,12}(?:\.[A-Za-z-]{2,12})?)</span>")
_ROW = re.compile(r"<tr\s[^<>]{0,100}\bgsc_a_tr\b[^<>]{0,100}>")
_TITLE = re.compile(r"<a\s[^<>]{0,2000}\bgsc_a_at\b[^<>]{0,2000}>")
_LINE = re.compile(r"<div\s[^<>]{0,100}\bgs_gray\b[^<>]{0,100}>")
"""Before the authors, and then before the place of publication with its year."""
_NUMBER = re.compile(r"[?&;]citation_for_view=([\w-]{1,30}:[\w-]{1,30})")
_YEAR = re.compile(r"(?:, )?((?:19|20)[0-9]{2})$")
_ADDRESS = "https://scholar.google.com/citations?view_op=view_citation&citation_for_view="


def parse_results(file: DigestFile) -> ParsedDigest | None:
    """Parse a page; None if it is of neither service."""
    for start, parse in ((_RESULT, _result_of_search), (_ROW, _row_of_profile)):
        if starts := [match.start() for match in start.finditer(file.text)]:
            places = pairwise([*starts, len(file.text)])
            return collect(file, (_record(file, place, parse) for place in places))
    return None


def _record(file: DigestFile, place: tuple[int, int], parse: Callable[[str], Record]) -> Record | Problem:
    line = file.text.count("\n", 0, place[0]) + 1
    record = parse(file.text[slice(*place)])
    if not record.title:
        return Problem(file.path, line, "a row without a title", "save the page again")
    return replace(record, day=choose_day(file, None), line=line)


def _result_of_search(text: str) -> Record:
    found = {name: _LABEL.sub("", next(_texts(*ends, text), "")) for name, ends in _PARTS.items()}
    link = _HREF.search(text)
    facts = {
        "arxiv": arxiv_in_url(link[1]) if link else "",
        "authors": split_names(found["authors"]),
        "categories": _SUBJECT.findall(text[:6_000]),
        "comment": found["comment"],
        "published": parse_partial_date(found["published"].replace(",", "")),
    }
    return Record(found["title"], found["abstract"], facts=facts)


def _row_of_profile(text: str) -> Record:
    names, place = islice(chain(_texts(_LINE, "</div>", text), ("", "")), 2)
    number, year = _NUMBER.search(text), _YEAR.search(place)
    facts = {
        "arxiv": arxiv_in_reference(place[: year.start()] if year else place),
        "authors": split_names(names),
        "published": year[1] if year else "",
        "link": _ADDRESS + number[1] if number else "",
    }
    return Record(next(_texts(_TITLE, "</a>", text), ""), facts=facts, origin=Origin.PAGE)


def _texts(start: re.Pattern[str], end: str, text: str) -> Iterator[str]:
    """Yield the texts between the beginnings and the ends of elements."""
    for match in start.finditer(text):
        place = text.find(end, match.end())
        if place < 0:
            return
        yield html_line(text[match.end() : place])
