"""The facts that a citation states of a paper: only known ones.

The days on which digests listed a paper say nothing of its publication: a paper of 2019 can be listed in
2025. So a date is the day of publication that a source gave, as far as it is known. Without one, it is the
year and month of submission that an arXiv identifier has by definition: since April 2007 ``YYMM.NNNNN``,
before ``archive/YYMMNNN``.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from msgspec import Struct

from daybook.citations.names import Author, parse_author
from daybook.model import Facts, Paper
from daybook.text.dates import iso_day
from daybook.text.formatted import plain
from daybook.text.identifiers import arxiv_url, doi_url, partial_date
from daybook.text.latex import latex_to_line
from daybook.text.partial_dates import parse_partial_date
from daybook.text.plain_text import strip_bidi
from daybook.text.venue import Venue, read_venue

_ARXIV_MONTH = re.compile(r"(?:[a-z-]+(?:\.[A-Z]{2})?/)?([0-9]{2})(0[1-9]|1[0-2])(?:\.[0-9]{4,5}|[0-9]{3})")
_NOT_PLAIN = re.compile(r"[\\{}$~\u202a-\u202e\u2066-\u2069]|--|``|''")
_FIRST_YEAR = 91
"""Of arXiv: smaller numbers are years from 2000 on."""


class Citation(Struct, frozen=True):
    """All that citations of a paper state; empty if unknown."""

    key: str
    """Such as ``chen2025xverse``."""
    type: str
    """``article`` for one in an issue, ``preprint`` for another paper of arXiv; else ``document``: digests do
    not say what it is."""
    title: str
    """May hold LaTeX."""
    plain_title: str
    authors: tuple[Author, ...]
    has_more_authors: bool
    """Whether only the first authors are known."""
    published: tuple[int, ...]
    """Year, month and day, as far as they are known."""
    arxiv: str
    """Without its version."""
    doi: str
    url: str
    keywords: tuple[str, ...]
    venue: Venue


@lru_cache(maxsize=1024)
def citation_of(paper: Paper, page_url: str) -> Citation:
    """Return the citation of a paper; ``page_url`` is its page, cited if it has no other address.

    The last ones are kept, more than a day has, for the paper's page and the files of its day.
    """
    facts = paper.facts
    title = strip_bidi(paper.title)
    venue = read_venue(plain(facts.venue))
    return Citation(
        key=citation_key(paper),
        type="article" if venue.number else "preprint" if facts.arxiv else "document",
        title=title,
        plain_title=plain(title) or title,
        authors=tuple(map(parse_author, plain_names(facts.authors))),
        has_more_authors=paper.has_more_authors and bool(facts.authors),
        published=published(facts),
        arxiv=facts.arxiv,
        doi=facts.doi,
        url=_url(facts) or page_url,
        keywords=tuple(map(plain, facts.keywords)),
        venue=venue,
    )


def plain_names(names: Sequence[str]) -> Sequence[str]:
    """Return authors' names without LaTeX and directions."""
    if not _NOT_PLAIN.search("\n".join(names)):
        return names  # nearly all
    return [latex_to_line(name) or name for name in map(strip_bidi, names)]


def citation_key(paper: Paper) -> str:
    """Return the key of a paper: the one on its page, else ``SLUG-YEAR``, made from its address.

    The address never changes, and no other paper has it. So the second form is unique and does not depend on
    other papers, unlike one that is made from authors and title.
    """
    if paper.citation_key:
        return paper.citation_key
    year, slug = paper.address.split("/")
    return f"{slug}-{year}"


def published(facts: Facts) -> tuple[int, ...]:
    """Return year, month and day of publication as far as they are known, or of submission to arXiv."""
    if day := iso_day(facts.published):  # nearly all
        return day.year, day.month, day.day
    if partial_date(known := parse_partial_date(facts.published)):
        return tuple(map(int, known.split("-")))
    if match := _ARXIV_MONTH.fullmatch(facts.arxiv):
        year, month = int(match[1]), int(match[2])
        return (1900 if year >= _FIRST_YEAR and "/" in facts.arxiv else 2000) + year, month
    return ()


def _url(facts: Facts) -> str:
    """Return the paper's own address: at arXiv, at its publisher, or of its DOI."""
    return arxiv_url(facts.arxiv) or facts.link or doi_url(facts.doi)
