"""Papers that lack what enrichment can fill in, found by what a record of another source says of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from daybook.archive.matching import PREFIX_LENGTH, arxiv_key, is_truncation, title_key, without_ellipsis
from daybook.content.paper_page import PaperPage
from daybook.model import Facts

_COMPARED = 12

FILLED = ("arxiv", "doi", "authors", "published", "categories")
"""The fields that are filled in."""


class Wanted(Struct, frozen=True):
    """A paper with gaps."""

    page: PaperPage
    lacks: tuple[str, ...]
    """Names of `FILLED` that are empty, without those that a person emptied."""

    @property
    def address(self) -> str:
        """The paper's."""
        return self.page.paper.address

    @property
    def first_day(self) -> date | None:
        """The day on which the archive saw it first."""
        return min((item.day for item in self.page.paper.appearances), default=None)


class Candidate(Struct, frozen=True):
    """What a source says of a paper that may be a wanted one; it has an identifier."""

    title: str
    abstract: str
    facts: Facts
    source: str
    """As the page's history is to name it: a digest's path, or the name of a service."""

    def __str__(self) -> str:
        name = f"arXiv {self.facts.arxiv}" if self.facts.arxiv else f"DOI {self.facts.doi}"
        told = ", ".join(
            filter(None, (self.facts.published, self.facts.authors[0] if self.facts.authors else ""))
        )
        return f"{name} ({told})" if told else name


class WantedPapers:
    """Wanted papers by identifier and title; each look-up is into a table."""

    def __init__(self, pages: Iterable[PaperPage]) -> None:
        self.by_address: dict[str, Wanted] = {}
        self._by_arxiv: dict[str, list[str]] = defaultdict(list)
        self._by_doi: dict[str, list[str]] = defaultdict(list)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_prefix: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._beginnings: set[bytes] = set()
        for page in pages:
            if lacks := _lacks(page):
                self._add(Wanted(page, lacks))

    def _add(self, wanted: Wanted) -> None:
        address, facts = wanted.address, wanted.page.paper.facts
        self.by_address[address] = wanted
        if facts.arxiv:
            self._by_arxiv[arxiv_key(facts.arxiv)].append(address)
        if facts.doi:
            self._by_doi[facts.doi.lower()].append(address)
        if facts.arxiv:
            return  # no title can say more than its identifier does
        for title in dict.fromkeys(wanted.page.titles):
            self._by_key[title_key(title)].append(address)
            self._beginnings.add(_beginning(title_key(title)))
            if len(key := title_key(without_ellipsis(title))) >= PREFIX_LENGTH:
                self._by_prefix[key[:PREFIX_LENGTH]].append((key, address))
                self._beginnings.add(_beginning(key))

    def named(self, title: str, arxiv: str, doi: str) -> list[Wanted]:
        """The papers that a record may be of, by its identifiers and its title."""
        found = dict.fromkeys(self._by_arxiv.get(arxiv_key(arxiv), ()) if arxiv else ())
        found |= dict.fromkeys(self._by_doi.get(doi.lower(), ()) if doi else ())
        if title.isascii() and _beginning(title) not in self._beginnings:
            return [self.by_address[address] for address in found]
        key = title_key(title)
        found |= dict.fromkeys(self._by_key.get(key, ()))
        cut = self._by_prefix.get(key[:PREFIX_LENGTH], ())
        found |= {address: None for short, address in cut if is_truncation(short, key)}
        return [self.by_address[address] for address in found]


_LOWER = bytes(range(256)).lower()
_NO_WORD = bytes(octet for octet in range(256) if not bytes((octet,)).isalnum())


def _beginning(title: str) -> bytes:
    """The first ASCII letters and digits of a title, small, which titles of one key share.

    By it most of a file's millions of titles are passed over without making their keys. It says nothing of
    titles in other scripts, whose keys are made.
    """
    return title.encode("ascii", "ignore").translate(_LOWER, _NO_WORD)[:_COMPARED]


def owners(pages: Iterable[PaperPage]) -> Mapping[str, str]:
    """The address of the paper that has an arXiv identifier, by its key."""
    return {arxiv_key(page.paper.facts.arxiv): page.paper.address for page in pages if page.paper.facts.arxiv}


def _lacks(page: PaperPage) -> tuple[str, ...]:
    return tuple(name for name in FILLED if not page.value(name) and not page.is_corrected(name))
