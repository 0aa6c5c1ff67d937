"""Papers with empty fields, and the candidates that could fill them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from daybook.archive.matching import PREFIX_LENGTH, arxiv_key, is_truncation, title_key, without_ellipsis
from daybook.content.paper_page import PaperFile
from daybook.model import Facts

FILLED_FIELDS = ("arxiv", "doi", "authors", "published", "categories")

_START_LENGTH = 12
_LOWER = bytes(range(256)).lower()
_NOT_ALPHANUMERIC = bytes(octet for octet in range(256) if not bytes((octet,)).isalnum())


class IncompletePaper(Struct, frozen=True):
    """A paper with empty fields."""

    page: PaperFile
    missing: tuple[str, ...]
    """Those of `FILLED_FIELDS` that are empty, except fields that a person emptied."""

    @property
    def address(self) -> str:
        """The paper's address."""
        return self.page.paper.address

    @property
    def first_day(self) -> date | None:
        """The day of its first appearance."""
        return min((item.day for item in self.page.paper.appearances), default=None)


class Candidate(Struct, frozen=True):
    """A record, with an identifier, that may be of an incomplete paper."""

    title: str
    abstract: str
    facts: Facts
    source: str
    """For the page's provenance: a digest's path or the name of a service."""

    def __str__(self) -> str:
        name = f"arXiv {self.facts.arxiv}" if self.facts.arxiv else f"DOI {self.facts.doi}"
        details = ", ".join(filter(None, (self.facts.published, *self.facts.authors[:1])))
        return f"{name} ({details})" if details else name


Match = tuple[IncompletePaper, Candidate]


class IncompletePapers:
    """Incomplete papers, indexed by identifier and title."""

    def __init__(self, pages: Iterable[PaperFile]) -> None:
        self.by_address: dict[str, IncompletePaper] = {}
        self._by_arxiv: dict[str, list[str]] = defaultdict(list)
        self._by_doi: dict[str, list[str]] = defaultdict(list)
        self._by_key: dict[str, list[str]] = defaultdict(list)
        self._by_prefix: dict[str, list[tuple[str, str]]] = defaultdict(list)
        self._starts: set[bytes] = set()
        for page in pages:
            if missing := _missing_fields(page):
                self._add(IncompletePaper(page, missing))

    def _add(self, paper: IncompletePaper) -> None:
        address, facts = paper.address, paper.page.paper.facts
        self.by_address[address] = paper
        if facts.doi:
            self._by_doi[facts.doi.lower()].append(address)
        if facts.arxiv:
            self._by_arxiv[arxiv_key(facts.arxiv)].append(address)
            return  # its title is not needed
        for title in dict.fromkeys(paper.page.titles):
            self._by_key[title_key(title)].append(address)
            self._starts.add(_start(title_key(title)))
            if len(key := title_key(without_ellipsis(title))) >= PREFIX_LENGTH:
                self._by_prefix[key[:PREFIX_LENGTH]].append((key, address))
                self._starts.add(_start(key))

    def find(self, title: str, arxiv: str, doi: str) -> list[IncompletePaper]:
        """Return the papers that a record may be of, by its identifiers and title."""
        found = dict.fromkeys(self._by_arxiv.get(arxiv_key(arxiv), ()) if arxiv else ())
        found |= dict.fromkeys(self._by_doi.get(doi.lower(), ()) if doi else ())
        if not title.isascii() or _start(title) in self._starts:
            key = title_key(title)
            found |= dict.fromkeys(self._by_key.get(key, ()))
            truncated = self._by_prefix.get(key[:PREFIX_LENGTH], ())
            found |= {address: None for short, address in truncated if is_truncation(short, key)}
        return [self.by_address[address] for address in found]


def _start(title: str) -> bytes:
    """Return the first ASCII letters and digits in lower case, which equal titles share.

    Comparing them first avoids `title_key` for most of the millions of titles in a file.
    """
    return title.encode("ascii", "ignore").translate(_LOWER, _NOT_ALPHANUMERIC)[:_START_LENGTH]


def arxiv_owners(pages: Iterable[PaperFile]) -> Mapping[str, str]:
    """Return the address of the paper with an arXiv identifier, by the identifier's key."""
    return {arxiv_key(page.paper.facts.arxiv): page.paper.address for page in pages if page.paper.facts.arxiv}


def _missing_fields(page: PaperFile) -> tuple[str, ...]:
    return tuple(name for name in FILLED_FIELDS if not page.value(name) and not page.is_corrected(name))
