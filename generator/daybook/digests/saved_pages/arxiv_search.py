"""Parse a saved page of results of arXiv's search, ``arxiv.org/search/``.

The day comes from the file's name: the page says only when a paper was submitted.
"""

import re
from itertools import pairwise

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import split_names
from daybook.digests.records import Record, choose_day, collect
from daybook.digests.syntax.html_text import html_line
from daybook.problems import Problem
from daybook.text.identifiers import arxiv_in_url
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
"""Where each part begins and ends."""
_LABEL = re.compile(r"\A(?:Authors|Comments):\s*|\s*△ Less\Z")
_SUBJECT = re.compile(r"<span\s[^<>]{0,100}\btag\b[^<>]{0,200}>([a-z-]{2,12}(?:\.[A-Za-z-]{2,12})?)</span>")


def parse_search(file: DigestFile) -> ParsedDigest | None:
    """Parse a page; None if it is not a page of arXiv's search."""
    starts = [match.start() for match in _RESULT.finditer(file.text)]
    places = pairwise([*starts, len(file.text)])
    return collect(file, (_record(file, *place) for place in places)) if starts else None


def _record(file: DigestFile, start: int, end: int) -> Record | Problem:
    line, text = file.text.count("\n", 0, start) + 1, file.text[start:end]
    found = {name: _LABEL.sub("", html_line(part)) for name in _PARTS if (part := _part(text, name))}
    link = _HREF.search(text)
    if not found.get("title"):
        return Problem(file.path, line, "a result without a title", "save the page again")
    facts = {
        "arxiv": arxiv_in_url(link[1]) if link else "",
        "authors": split_names(found.get("authors", "")),
        "categories": _SUBJECT.findall(text[:6_000]),
        "comment": found.get("comment", ""),
        "published": parse_partial_date(found.get("published", "").replace(",", "")),
    }
    return Record(found["title"], found.get("abstract", ""), choose_day(file, None), facts, line=line)


def _part(text: str, name: str) -> str:
    start, end = _PARTS[name]
    match = start.search(text)
    place = text.find(end, match.end()) if match else -1
    return text[match.end() : place] if match and place >= 0 else ""
