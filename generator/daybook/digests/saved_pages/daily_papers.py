"""Reader of Hugging Face's daily papers page (since 2025), saved as text, with its links or without.

Below the day (``Mar 25``) each paper has its up-votes (``-`` for none), title, abstract, ``3 authors`` or an
organization, ``·``, the day of its publication and the number of comments.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Literal

from msgspec import Struct

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.markdown.inline import plain_line, references
from daybook.digests.records import Record, collect
from daybook.digests.saved_pages.day import month_day, page_day
from daybook.digests.saved_pages.numbered_links import link_numbers
from daybook.digests.saved_pages.one_paper import parse_copied_page
from daybook.model import Origin
from daybook.problems import Problem, shown
from daybook.text.dates import MONTHS, make_day, month_number
from daybook.text.identifiers import arxiv_in_url
from daybook.text.plain_text import count, ends_sentence, split_lines

NAME = "the saved text of Hugging Face's daily papers page"

_Kind = Literal["text", "gap", "day", "votes", "authors", "published", "link", "other"]
_VOTES = re.compile(r"(?:\[-\] ?|Upvote )?(?:-|([0-9][0-9,]{0,8}|[0-9]{1,3}(?:\.[0-9])?k))")
_AUTHORS = re.compile(
    r"(?:[-*•·] ?)*[0-9,]+ ?(?:authors?|autor(?:en|es|i)|auteurs?|位作者|名の著者|авторов|автора?)"
    r"(?: ?·)?(?: [0-9]{1,5})?",
    re.IGNORECASE,
)
"""In the language into which a browser translated the page."""
_PUBLISHED = re.compile(
    r"(?:· ?)?(?:Published on )?(?:([A-Z][a-z]{2,8})\.? ([0-9]{1,2})(?:, ([0-9]{4}))?"
    r"|([0-9]{1,2}) ([A-Z][a-z]{2,8})\.?(?: ([0-9]{4}))?|([0-9]{4}-[0-9]{2}-[0-9]{2}))(?: ?[0-9]{1,5})?",
    re.ASCII,
)
_LONGEST_DATE = 30
"""Characters of a line below ``·`` that has a digit, and so is a date, such as ``3 days ago``."""
_MORE_AUTHORS = re.compile(r"(?:[-*•] ?)?\+ ?[0-9]{1,4}")
"""The number of authors whose pictures are not shown."""
_OTHER = re.compile(
    r"submitted by.*|upvote|github [0-9.]+k?|arxiv page|\[link: .*\]|(?:get trending papers|by ?ak\b).*"
    r"|new|subscribe|(?:daily|trending) papers|daily|weekly|monthly|previous|next|system theme|company"
    r"|tos|privacy|about|careers|website|models|datasets|spaces|docs|pricing|enterprise|log in|sign up|image"
    r"|-{3,}|={3,}|hugging face",
    re.IGNORECASE,
)
_BLANKS = {0xA0: " ", 0x200B: None, 0x200C: None, 0x200D: None, 0x2060: None, 0xFEFF: None}
"""Blanks of a page's layout: one that does not break a line, and those without a width."""
_LINK_END = re.compile(r"\](?:\(\S*\)|\[[0-9]+\])")
"""The end of a link that began on a line above."""
_LONG_TITLE, _LONG_ORGANIZATION, _SHORTEST_ABSTRACT = 350, 120, 200


class _Token(Struct, frozen=True):
    kind: _Kind
    text: str
    line: int
    arxiv: str = ""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse the text of a page; None if it has no papers with ``·`` and authors or a date below."""
    if "·" not in file.text:
        return None
    if paper := parse_copied_page(file):
        return paper
    return parse_daily_page(file, link_numbers(file.text))


def parse_daily_page(file: DigestFile, text: str) -> ParsedDigest | Problem | None:
    """Parse the text of a page, whether it was copied or extracted from HTML."""
    tokens = list(_tokens(text))
    papers = _papers(tokens)
    kinds = Counter(token.kind for token in tokens)
    is_post = any(paper.title.text.endswith(":") for paper in papers)
    if not papers or is_post or 2 * max(kinds["authors"], kinds["published"]) < len(papers):
        return None
    if 2 * sum(not (paper.abstract or paper.arxiv) for paper in papers) > len(papers):
        what = f"has {count(len(papers), 'title')} of daily papers, most with neither abstract nor link"
        return Problem(file.path, 1, what, "save the page as HTML, or fetch its day; nothing was read")
    records: list[Record | Problem] = []
    for paper in papers:
        heading = paper.heading or _Token("day", "", papers[0].title.line)
        day = page_day(file, heading.line, heading.text, alone=kinds["day"] == 1)
        records.append(day if isinstance(day, Problem) else _record(file.path, paper, day))
    return collect(file, records)


def _tokens(text: str) -> Iterator[_Token]:
    """Return the lines of a page with their kinds; a date after ``·`` is one of publication."""
    urls = references(text)
    after_dot = False
    for number, raw in enumerate(split_lines(text), 1):
        raw = raw.translate(_BLANKS).lstrip("#> \t").rstrip("\\ \t")
        end = max(raw.rfind("]("), raw.rfind("]["))
        if end >= 0 and _LINK_END.fullmatch(raw, end) and "[" not in raw[:end].replace("![]", ""):
            raw = raw[:end]
        opening = raw.startswith("[") and raw.count("[") > raw.count("]")
        line, linked = plain_line(raw[opening:], urls)
        arxiv = next(filter(None, map(arxiv_in_url, linked)), "")
        above, dot, below = line.rpartition(" · ")
        is_date = below[:1].isalpha() and _published_parts(below)
        if dot and (is_date or _AUTHORS.fullmatch(below)):
            yield from (_Token("gap", "", number), _Token("text", above, number))
            line, after_dot = below, True
        if not raw.strip("[]") or _MORE_AUTHORS.fullmatch(line):
            yield _Token("gap", "", number)
        elif line == "·":
            after_dot = True
        elif line != "-" and not any(map(str.isalnum, line)):
            yield _Token("link", "", number, arxiv)
        else:
            kind = _kind(line, after_dot)
            after_dot = False
            yield _Token(kind, line, number, arxiv)


def _kind(line: str, after_dot: bool) -> _Kind:
    if _VOTES.fullmatch(line):
        return "votes"
    if _AUTHORS.fullmatch(line):
        return "authors"
    if (after_dot or line[0] in "·P") and _published_parts(line):
        return "published"
    if after_dot and len(line) <= _LONGEST_DATE and any(map(str.isdigit, line)):
        return "other" if _OTHER.fullmatch(line) else "published"
    if month_day(line):
        return "day"
    return "other" if _OTHER.fullmatch(line) else "text"


class _Paper(Struct):
    title: _Token
    abstract: str
    organization: str
    arxiv: str
    votes: int
    heading: _Token | None
    """The line with the day."""
    published: str = ""


def _papers(tokens: list[_Token]) -> list[_Paper]:
    papers: list[_Paper] = []
    paragraphs: list[list[_Token]] = [[]]
    heading: _Token | None = None
    votes, arxiv = 0, ""
    above: _Kind = "other"
    for token in [*tokens, _Token("other", "", 0)]:
        last = paragraphs[-1]
        if token.kind in ("gap", "link"):
            paragraphs += [[]] if last else []
            arxiv = arxiv or token.arxiv
            continue
        if token.kind == "text" or _is_wrapped(last, token):
            last.append(token)
            continue
        if found := _paper([part for part in paragraphs if part], above, token.kind):
            found.arxiv, found.votes, found.heading = found.arxiv or arxiv, votes, heading
            papers.append(found)
        if token.kind == "published" and papers:
            papers[-1].published = token.text
        paragraphs, arxiv, above = [[]], "", token.kind
        votes = _count(token.text) if token.kind == "votes" else 0
        heading = token if token.kind == "day" else heading
    return papers


def _is_wrapped(above: list[_Token], token: _Token) -> bool:
    """Return whether a word or number alone on its line belongs to the abstract above."""
    if token.kind not in ("votes", "other") or sum(len(one.text) for one in above) <= _SHORTEST_ABSTRACT:
        return False
    return token.line == above[-1].line + 1 and not ends_sentence(above[-1].text)


def _paper(paragraphs: list[list[_Token]], above: _Kind, below: _Kind) -> _Paper | None:
    """Make a paper of the paragraphs between lines of these two kinds; None if they are no paper."""
    if len(paragraphs) == 1 and len(paragraphs[0]) > 1:
        paragraphs = [[token] for token in paragraphs[0]]
    texts = [" ".join(token.text for token in part) for part in paragraphs]
    organization = ""
    if below in ("authors", "published") and len(texts) > 1 and len(texts[-1]) <= _LONG_ORGANIZATION:
        organization = "" if ends_sentence(texts[-1]) else texts.pop().strip(" ·")
    long = next((n for n, text in enumerate(texts) if len(text) > _SHORTEST_ABSTRACT), 0)
    linked = next((n for n, part in enumerate(paragraphs) if part[0].arxiv), None)
    start = linked if linked is not None else max(long - 1 if long else len(texts) - 2, 0)
    start = 0 if above == "votes" and linked is None else start
    if start >= len(texts) or not (below in ("authors", "published") or long > start):
        return None
    if len(texts[start]) > _LONG_TITLE:
        return None
    abstract = "\n\n".join(texts[start + 1 :])
    title = paragraphs[start][0]
    return _Paper(_Token("text", texts[start], title.line), abstract, organization, title.arxiv, 0, None)


def _count(text: str) -> int:
    match = _VOTES.fullmatch(text)
    if not (match and match[1]):
        return 0
    number = match[1].replace(",", "")
    return round(float(number[:-1]) * 1000) if number.endswith("k") else int(number)


def _record(path: str, paper: _Paper, day: date) -> Record | Problem:
    title = paper.title
    if not (paper.abstract or paper.arxiv):
        what = f"a title with no abstract: {shown(title.text)}"
        return Problem(path, title.line, what, "add the abstract below it")
    published = _published(paper.published, day)
    facts = {
        "arxiv": paper.arxiv,
        "published": published.isoformat() if published else "",
        "organization": paper.organization,
    }
    return Record(title.text, paper.abstract, day, facts, paper.votes, title.line, origin=Origin.PAGE)


def _published_parts(text: str) -> tuple[int, int, int] | None:
    """Parse a day of publication into year (0 if missing), month and day; None for other text."""
    match = _PUBLISHED.fullmatch(text)
    if not match:
        return None
    if match[7]:
        year, month, day = map(int, match[7].split("-"))
    else:
        month = month_number(match[1] or match[5])
        day, year = int(match[2] or match[4]), int(match[3] or match[6] or 0)
    return (year, month, day) if 0 < month <= len(MONTHS) else None


def _published(text: str, day: date) -> date | None:
    """Parse a day of publication; without a year, it is the last such day before the page's ``day``."""
    parts = _published_parts(text)
    if not parts:
        return None
    year, month, number = parts
    published = make_day(year or day.year, month, number)
    return make_day(day.year - 1, month, number) if published and not year and published > day else published
