"""Learn from the content folder which papers people deleted.

A day's page names the digests that were imported, with the number of records of each, and lists the papers
that came of them. If there are fewer appearances than records, the digest is read again. A record that fits
no paper of today, by its place, identifier, title or alias, is of a paper whose page was deleted. When the
page of the day is next written it notes that paper, since the digest may grow or go. A page that was renamed,
merged by hand or restored is found by what it says, and counts as there: a note says where a former address
leads.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.archive.by_day import ranks_of
from daybook.archive.known_papers import KnownPapers, RemovedPapers
from daybook.archive.matching import title_key
from daybook.citations.citation import citation_key
from daybook.citations.keys import KeyChooser
from daybook.content.content import Content
from daybook.content.date_page import Listing
from daybook.content.removed import RemovedPaper
from daybook.model import Digest, Entry, Facts, ImportedDigest
from daybook.text import slugs

ReadDigest = Callable[[ImportedDigest], Digest | None]
"""Reads an imported digest; None if its file is not there, or is another version of it."""
Deleted = Mapping[date, tuple[RemovedPaper, ...]]
"""By day, the papers of its digests whose pages were deleted."""


class _Suspect(Struct):
    """A day that may list papers whose pages are gone."""

    day: date
    noted: tuple[RemovedPaper, ...]
    missing: dict[str, str]
    """Titles by address, as the page lists them."""
    digests: list[ImportedDigest]
    """Those with fewer appearances than records."""
    entries: list[Entry] = field(default_factory=list)
    """Records of these digests that have no appearance."""


def find_deletions(content: Content, read: ReadDigest, *, has_new: bool) -> Deleted:
    """Return the papers of days whose pages were deleted; of all days if there are new digests (``has_new``).

    Without new digests only days whose page lists a missing paper are looked at: their lists are made again.
    With new digests, so are days without a page, as far as papers name their digests.
    """
    ranks = ranks_of(page.paper for page in content.papers.values())
    found = (_suspect(content, day, ranks, has_new=has_new) for day in sorted(content.days))
    suspects = [suspect for suspect in found if suspect]
    if has_new:
        suspects += _without_page(content, ranks)
    if not suspects:
        return {}
    for suspect in suspects:
        for mark in suspect.digests:
            suspect.entries += _unlisted(read(mark), mark, suspect.day, ranks[mark.path, suspect.day])
    entries = [entry for suspect in suspects for entry in _all_entries(suspect)]
    known = KnownPapers.matching(entries, content.papers.values())
    gone = (paper for paper in content.removed.papers if paper.address not in content.papers)
    decided = RemovedPapers(paper for paper in gone if paper.titles or paper.arxiv or paper.doi)
    keys = KeyChooser(taken_keys(content))
    deleted: dict[date, tuple[RemovedPaper, ...]] = {}
    for suspect in suspects:
        more = _deleted(suspect, known, decided, keys)
        deleted[suspect.day] = (*deleted.get(suspect.day, ()), *more)
    return deleted


def taken_keys(content: Content) -> list[str]:
    """Return the citation keys of all papers that are or were in the archive, as far as they are known."""
    noted = (paper for listing in content.listings.values() for paper in listing.removed)
    removed = (paper.citation_key for paper in (*content.removed.papers, *noted))
    return [*(citation_key(page.paper) for page in content.papers.values()), *filter(None, removed)]


def _suspect(
    content: Content, day: date, ranks: Mapping[tuple[str, date], set[int]], *, has_new: bool
) -> _Suspect | None:
    listing = content.listings.get(day, Listing())
    noted = {paper.address for paper in listing.removed}
    listed = ((address, title) for address, title in listing.papers if address not in noted)
    missing = {address: title for address, title in listed if address not in content.papers}
    marks = content.days[day].digests
    short = [mark for mark in marks if mark.records - mark.left > len(ranks.get((mark.path, day), ()))]
    if not (missing or listing.removed or (has_new and short)):
        return None
    kept = tuple(paper for paper in listing.removed if not (paper.to and paper.address in content.papers))
    return _Suspect(day, kept, missing, short)


def _without_page(content: Content, ranks: Iterable[tuple[str, date]]) -> Iterable[_Suspect]:
    """Yield the days whose pages were deleted, with the digests that papers say were on them."""
    for path, day in sorted(ranks):
        if path and day not in content.days:
            yield _Suspect(day, (), {}, [ImportedDigest(path, "", 0)])


def _unlisted(digest: Digest | None, mark: ImportedDigest, day: date, ranks: set[int]) -> list[Entry]:
    """Return the entries of an imported digest that are no paper's."""
    if digest is None:
        return []
    entries = (entry for entry in digest.entries if mark.is_moved or entry.day == day)
    return [replace(entry, day=day) for entry in entries if entry.rank not in ranks]


def _all_entries(suspect: _Suspect) -> Iterable[Entry]:
    """Yield the entries of a day, and entries that stand for its notes and listed titles."""
    yield from suspect.entries
    yield from (_entry(paper, suspect.day) for paper in suspect.noted)
    yield from (_entry(RemovedPaper(titles=(title,)), suspect.day) for title in suspect.missing.values())


def _entry(paper: RemovedPaper, day: date) -> Entry:
    facts = Facts(arxiv=next(iter(paper.arxiv), ""), doi=next(iter(paper.doi), ""))
    return Entry(day, next(iter(paper.titles), ""), "", 0, 0, facts)


def _deleted(
    suspect: _Suspect, known: KnownPapers, decided: RemovedPapers, keys: KeyChooser
) -> Iterable[RemovedPaper]:
    """Yield the papers of a day whose pages were deleted, and which the list of removals lacks.

    With them are those whose pages have another name, or were merged with another: ``to`` says which.
    """
    yield from (paper for paper in suspect.noted if paper.to)
    gone = [paper for paper in suspect.noted if not paper.to]
    noted = [paper for paper in gone if not known.find(_entry(paper, suspect.day))]
    on_page = RemovedPapers(noted)
    yield from (paper for paper in noted if not decided.find(_entry(paper, suspect.day)))
    missing = dict(suspect.missing)
    for entry in suspect.entries:
        if known.find(entry) or on_page.find(entry):
            continue
        address = _address(entry, missing)
        missing.pop(address, "")
        if decided.find(entry):
            continue
        facts = entry.facts
        key = keys.choose(entry.title, facts, address)
        arxiv, doi = (tuple(filter(None, [name])) for name in (facts.arxiv, facts.doi))
        yield RemovedPaper(address, (entry.title,), arxiv, doi, key)
    for address, title in missing.items():
        paper = RemovedPaper(address, (title,))
        entry = _entry(paper, suspect.day)
        if found := known.find(entry):
            yield replace(paper, to=found[0].address)
        elif not decided.find(entry):
            yield paper


def _address(entry: Entry, missing: Mapping[str, str]) -> str:
    """Return the address of a deleted paper: that of the day's list, else the one that it would get."""
    slug = slugs.slug(entry.title)
    for address, title in missing.items():
        if title_key(title) == title_key(entry.title) or address[len("2025/") :] == slug:
            return address
    return f"{entry.day.year:04d}/{slug}"
