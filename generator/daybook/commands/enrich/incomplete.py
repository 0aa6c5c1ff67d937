"""Papers with empty fields, and the candidates that could fill them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from msgspec import Struct

from daybook.archive.matching import PREFIX_LENGTH, arxiv_key, is_truncation, title_key, without_ellipsis
from daybook.content.paper_page import PaperFile
from daybook.model import Facts

ARXIV_API = "arXiv API"
FILLED_FIELDS = ("arxiv", "doi", "authors", "published", "categories")


class IncompletePaper(Struct, frozen=True):
    page: PaperFile
    missing: tuple[str, ...]
    """Those of `FILLED_FIELDS` that are empty, except fields that a person emptied."""

    @property
    def address(self) -> str:
        return self.page.paper.address

    @property
    def first_day(self) -> date | None:
        """The day of its first appearance."""
        return min((item.day for item in self.page.paper.appearances), default=None)


class Candidate(Struct, frozen=True, omit_defaults=True):
    """A record, with an identifier, that may be of an incomplete paper."""

    title: str
    abstract: str
    facts: Facts
    source: str = ARXIV_API
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
        self.owners: dict[str, str] = {}
        """Addresses of all papers with an arXiv identifier, complete ones as well, by its key."""
        self._by_key: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._by_prefix: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for page in pages:
            for name in (page.paper.facts.arxiv, *page.paper.other_arxiv):
                if name:
                    self.owners[arxiv_key(name)] = page.paper.address
            missing = (name for name in FILLED_FIELDS if not (page.value(name) or page.is_corrected(name)))
            paper = IncompletePaper(page, tuple(missing))
            if paper.missing:
                self.by_address[paper.address] = paper
                self._index(page)

    def _index(self, page: PaperFile) -> None:
        address, facts = page.paper.address, page.paper.facts
        if facts.doi:
            self._by_key["doi", facts.doi.lower()].append(address)
        if facts.arxiv:
            self._by_key["arxiv", arxiv_key(facts.arxiv)].append(address)
            return  # its title is not needed
        for title in dict.fromkeys(page.titles):
            self._by_key["title", title_key(title)].append(address)
            if len(key := title_key(without_ellipsis(title))) >= PREFIX_LENGTH:
                self._by_prefix[key[:PREFIX_LENGTH]].append((key, address))

    def find(self, title: str, arxiv: str, doi: str) -> list[IncompletePaper]:
        """Return the papers that a record may be of, by its identifiers and title."""
        key = title_key(title)
        keys = (("arxiv", arxiv_key(arxiv)), ("doi", doi.lower()), ("title", key))
        found = [address for item in keys for address in self._by_key.get(item, ())]
        truncated = self._by_prefix.get(key[:PREFIX_LENGTH], ())
        found += [address for short, address in truncated if is_truncation(short, key)]
        return [self.by_address[address] for address in dict.fromkeys(found)]
