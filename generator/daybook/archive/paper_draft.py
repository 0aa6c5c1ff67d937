"""A paper while entries of digests are joined to it."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlsplit

from msgspec import Struct, field
from msgspec.structs import astuple

from daybook.archive.digest_names import age_key
from daybook.archive.matching import (
    abstracts_agree,
    arxiv_key,
    identifier_keys,
    is_same_or_truncated,
    is_truncation,
    stem_key,
    title_key,
    titles_agree,
)
from daybook.content.paper_page import PaperFile
from daybook.content.paper_update import FIELDS, FieldValue
from daybook.content.removed import RemovedPaper
from daybook.model import Appearance, Entry, Origin, Votes

_LINKS = ("code", "project")

ValueSource = tuple[Origin, date, str]
"""The origin of an entry, its day and its digest; the value of the greatest source is kept."""


class PaperDraft(Struct):
    """All that is known of a paper; changed by every entry that is joined to it."""

    address: str
    page: PaperFile | None = None
    """None for a new paper."""
    titles: dict[str, str] = field(default_factory=dict)
    """Every title it is known by, by `title_key`."""
    values: dict[str, FieldValue] = field(default_factory=dict)
    """The values that digests last gave, by name of `FIELDS`; unknown if a person corrected one."""
    sources: dict[str, ValueSource] = field(default_factory=dict)
    """The source of each of ``values``."""
    updated: set[str] = field(default_factory=set)
    """Names of the ``values`` that joined entries gave."""
    arxiv: set[str] = field(default_factory=set)
    """Keys of its arXiv identifiers."""
    doi: set[str] = field(default_factory=set)
    """Its DOIs in lower case."""
    appearances: dict[tuple[str, date], Appearance] = field(default_factory=dict)
    """By digest and day."""
    former: dict[date, Appearance] = field(default_factory=dict)
    """By day, the appearances in the digest that was removed last."""
    aliases: set[str] = field(default_factory=set)
    """Keys of titles that a person gave it besides its own."""
    others: set[str] = field(default_factory=set)
    """Keys of identifiers that a person gave it besides its own: a record that has one of them, or one of the
    ``aliases``, is of another version."""

    @property
    def abstract(self) -> str:
        """The abstract that digests last gave."""
        return str(self.values.get("abstract", ""))

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors that digests last gave."""
        names = self.values.get("authors", ())
        return names if isinstance(names, tuple) else ()

    def disagrees(self, entry: Entry) -> bool:
        """Return whether both title and abstract of an entry say that it is of another paper."""
        if not entry.abstract or self.others & _identifiers(entry):
            return False
        return self._has_other_title(entry) and self._has_other_abstract(entry)

    def _has_other_title(self, entry: Entry) -> bool:
        key = stem_key(entry.title)
        if title_key(entry.title) in self.titles or not self.titles:
            return False
        return not any(
            is_same_or_truncated(key, stem_key(title)) or titles_agree(entry.title, title)
            for title in self.titles.values()
        )

    def _has_other_abstract(self, entry: Entry) -> bool:
        page = self.page.paper.abstract if self.page else ""
        known = [abstract for abstract in (self.abstract, page) if abstract]
        return bool(known) and not any(abstracts_agree(abstract, entry.abstract) for abstract in known)

    def fills_gaps_only(self, entry: Entry) -> bool:
        """Return whether an entry only adds values that are unknown: a poor one, or one of another version.

        An entry is poor if it has another title, and no abstract that agrees. It is of another version if it
        has a title or an identifier that a person gave the paper besides its own.
        """
        if not self.titles:
            return False
        is_poor = not entry.abstract or self.disagrees(entry)
        return self._is_other_version(entry) or (is_poor and self._has_other_title(entry))

    def _is_other_version(self, entry: Entry) -> bool:
        named = _identifiers(entry)
        if title_key(entry.title) in self.aliases:
            return True
        return bool(named & self.others) and not named & ((self.arxiv | self.doi) - self.others)

    def join(self, entry: Entry, digest: str, fetched: date | None = None) -> list[tuple[str, str, str]]:
        """Add an appearance, and the entry's values whose source is greater than that of the known ones.

        A poor entry, and one of another version, only fill gaps. Return the links that would lead to another
        host, and are left as they were: name, known and new link.
        """
        stated = (entry.title, entry.abstract, *astuple(entry.facts))
        given = {name: value for name, value in zip(FIELDS, stated, strict=True) if value}
        sources: dict[str, ValueSource] = dict.fromkeys(given, (entry.origin, entry.day, digest))
        for name in entry.cut_off:
            if name in given:
                sources[name] = (Origin.EXCERPT, entry.day, digest)
        if self.sources:
            preferred = [name for name in given if self._is_preferred(name, given[name], sources[name])]
            given = {name: given[name] for name in preferred}
        if self.fills_gaps_only(entry):
            given = {name: value for name, value in given.items() if not self._has(name)}
        moving = [name for name in _LINKS if self._moves(name, given)] if self.values else ()
        moved = [(name, str(self.values[name]), str(given.pop(name))) for name in moving]
        self.values |= given
        self.sources |= {name: sources[name] for name in given}
        self.updated |= given.keys()
        history = _history(self.former.get(entry.day), entry.upvotes, fetched)
        place = Appearance(entry.day, entry.rank, digest, entry.upvotes, history)
        self.appearances.setdefault((digest, entry.day), place)
        return moved

    def _has(self, name: str) -> bool:
        return bool(name in self.sources or self.values.get(name) or (self.page and self.page.value(name)))

    def _moves(self, name: str, given: Mapping[str, FieldValue]) -> bool:
        """Return whether a known link would lead to another host."""
        known, new = str(self.values.get(name, "")), str(given.get(name, ""))
        return bool(known and new) and _host(known) != _host(new)

    def know_as(self, removed: RemovedPaper) -> None:
        """Add the identifiers and titles of a removed paper that a person said is this one."""
        arxiv, doi = set(map(arxiv_key, removed.arxiv)), set(map(str.lower, removed.doi))
        titles = {title_key(title): title for title in removed.titles}
        stored = self.page.provenance.stored if self.page else {}
        own = {arxiv_key(stored.get("arxiv", "")), stored.get("doi", "").lower()}
        self.others |= (arxiv | doi) - own
        self.aliases |= titles.keys() - self.titles.keys()
        self.arxiv |= arxiv
        self.doi |= doi
        self.titles = {**titles, **self.titles}

    def remove_digest(self, digest: str, renamed_from: str) -> None:
        """Remove the appearances in a digest; its values stay, as values of its present path."""
        paths = (digest, renamed_from)
        self.former = {item.day: item for item in self.appearances.values() if item.digest in paths}
        self.appearances = {key: item for key, item in self.appearances.items() if item.digest not in paths}
        if renamed_from != digest:
            self.sources = {
                name: (origin, day, digest if path == renamed_from else path)
                for name, (origin, day, path) in self.sources.items()
            }

    def _is_preferred(self, name: str, value: FieldValue, source: ValueSource) -> bool:
        """Return whether a value replaces the known one: it has a greater source, or is the whole title."""
        known = self.values.get("title")
        if name == "title" and known and known != value:
            if is_truncation(stem_key(str(known)), title_key(str(value))):
                return True
            if is_truncation(stem_key(str(value)), title_key(str(known))):
                return False
        return name not in self.sources or _age(source) >= _age(self.sources[name])


def _age(source: ValueSource) -> tuple[Origin, date, object]:
    origin, day, digest = source
    return origin, day, age_key(digest)


def _identifiers(entry: Entry) -> set[str]:
    return set(filter(None, identifier_keys(entry.facts)))


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def _history(former: Appearance | None, upvotes: int, fetched: date | None) -> tuple[Votes, ...]:
    """Return the history of up-votes with the number of a fetch, if it is new.

    Without a history, the number before is that of the digest's day.
    """
    history = former.history if former else ()
    if not fetched or not upvotes or (history and history[-1].count == upvotes):
        return history
    if former and former.upvotes and not history and former.upvotes != upvotes:
        history = (Votes(former.day, former.upvotes),)
    return (*(votes for votes in history if votes.day < fetched), Votes(fetched, upvotes))


def draft_of(page: PaperFile) -> PaperDraft:
    """Return a draft with what a page says of its paper."""
    paper, known = page.paper, page.provenance
    draft = PaperDraft(paper.address, page, {title_key(title): title for title in reversed(page.titles)})
    draft.appearances = {(item.digest, item.day): item for item in paper.appearances}
    days: dict[str, date] = {}
    for item in paper.appearances:
        days[item.digest] = max(item.day, days.get(item.digest, item.day))
    dated = ((day, digest) for digest, day in days.items())
    newest = max(dated, key=lambda item: (item[0], age_key(item[1])), default=(date.min, ""))
    for name, stored in known.stored.items():
        digest = known.sources.get(name)
        latest = newest if digest is None else (days.get(digest, date.min), digest)
        draft.sources[name] = (known.origins.get(name, Origin.PAGE), *latest)
        if not page.is_corrected(name) or name == "title":
            draft.values[name] = stored if name == "title" else page.value(name)
    draft.arxiv, draft.doi = identifiers_of(page)
    own = {title_key(title) for title in (paper.title, *known.titles, known.stored.get("title", "")) if title}
    draft.aliases = set(map(title_key, page.aliases)) - own
    later = {name for names in page.identifiers.values() for name in names[1:]}
    draft.others = {arxiv_key(name).lower() for name in later}
    return draft


def identifiers_of(page: PaperFile) -> tuple[set[str], set[str]]:
    """Return the keys of a paper's arXiv identifiers and its DOIs in lower case."""
    arxiv, doi = map(page.all_identifiers, ("arxiv", "doi"))
    return set(map(arxiv_key, arxiv)), set(map(str.lower, doi))


def contradicts(paper: PaperDraft | RemovedPaper, arxiv: str, doi: str) -> bool:
    """Return whether an entry's identifiers, which are not the paper's, say that it is of another."""
    return bool(arxiv and paper.arxiv) or bool(doi and paper.doi)
