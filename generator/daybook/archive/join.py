"""Join digests to the archive: one paper for all its entries, whatever digest and form they came in.

An entry is matched by its arXiv identifier, else its DOI, else its title if the abstracts agree. Each field
gets its newest value that is not empty. An entry that fits several papers is added to none of them; a problem
names them all. Pages found to be of one paper both stay, since addresses are permanent; a warning names them.

An entry that fits no paper, but names one that people removed, is left out. One whose identifier is a paper's
and whose title and abstract are both another's waits: each import reads its digest again and reports it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.archive import messages
from daybook.archive.deletions import Deleted, taken_keys
from daybook.archive.digest_marks import Joined, marked, waiting
from daybook.archive.digest_names import age_key
from daybook.archive.known_papers import KnownPapers, Lookup, duplicates_by_identifier
from daybook.archive.matching import title_key
from daybook.archive.paper_draft import PaperDraft, identifiers_of
from daybook.archive.removals import Removals
from daybook.citations.keys import KeyChooser
from daybook.content.content import Content
from daybook.content.paper_update import PaperUpdate, in_order
from daybook.model import Counts, Day, Digest, Entry, Facts, Origin
from daybook.problems import Problem, shown
from daybook.text import slugs


class JoinResult(Struct, frozen=True):
    """The changes of an archive by digests."""

    papers: Mapping[str, PaperUpdate]
    """By address."""
    days: Mapping[date, Day]
    counts: Counts
    problems: tuple[Problem, ...]
    papers_of: Mapping[str, Collection[str]] = field(default_factory=dict)
    """By path of each digest, the addresses of the papers that it changes."""
    left_out: Collection[str] = ()
    """Paths of the digests of which no record was taken: they are not kept."""


class DigestInfo(Struct, frozen=True):
    """Facts of digests apart from their entries."""

    renamed: Mapping[str, str] = {}
    """The former path of each renamed digest, by its present path."""
    fetched: date | None = None
    """The day on which a service sent the digests."""
    deleted: Deleted = {}
    """The papers whose pages people deleted."""
    again: Collection[str] = ()
    """Paths of digests that are imported again: their papers without a page were deleted."""


_NO_INFO = DigestInfo()


def join(content: Content, digests: Iterable[Digest], info: DigestInfo = _NO_INFO) -> JoinResult:
    """Join digests to the archive, with the same result for any order of the digests."""
    ordered = sorted(digests, key=lambda digest: (digest.days, age_key(digest.path)))
    if not ordered:
        return JoinResult({}, {}, Counts(), ())
    known = ordered if content.papers else []
    paths = (*(digest.path for digest in known), *info.renamed.values())
    lookup = Lookup.of([entry for digest in known for entry in digest.entries], paths)
    joiner = _Joiner(content, lookup, info)
    removals = joiner.removals
    days: dict[date, Day] = {}
    for digest in ordered:
        if removals.has(digest):
            joiner.leave_out(digest)
            continue
        joiner.join(digest)
        former, waits = info.renamed.get(digest.path, ""), digest.path in joiner.waiting
        days |= marked(content, days, Joined(digest, removals.days_left(digest), former, waits))
    records = sum(len(digest.entries) + digest.rejected for digest in ordered)
    joiner.counts["rejected"] += sum(digest.rejected for digest in ordered)
    noted = (paper.citation_key for papers in info.deleted.values() for paper in papers)
    taken = (*taken_keys(content), *filter(None, noted))
    changed = sorted(set().union(*joiner.papers_of.values()))
    updates = _updates(taken, (joiner.known.drafts[address] for address in changed))
    problems = (*joiner.problems, *messages.duplicates(joiner.known))
    nothing = {digest.path for digest in ordered if not removals.days_left(digest)}
    return JoinResult(updates, days, Counts(records, **joiner.counts), problems, joiner.papers_of, nothing)


def without_papers(content: Content, result: JoinResult, papers: Collection[str]) -> JoinResult:
    """Return the result without some papers, given by address, whose pages cannot be changed.

    The digests that change these papers wait: the next import reads them again. Their entries of other papers
    are imported now.
    """
    paths = {path for path, changed in result.papers_of.items() if not set(papers).isdisjoint(changed)}
    if not paths:
        return result
    updates = {address: update for address, update in result.papers.items() if address not in papers}
    left_out = (result.papers[address] for address in papers if address in result.papers)
    lost = sum(item.digest in paths for update in left_out for item in update.appearances)
    counts = result.counts
    counts = replace(counts, repeats=counts.repeats - lost, rejected=counts.rejected + lost)
    return replace(result, papers=updates, days=waiting(content, result.days, paths), counts=counts)


def _known_papers(content: Content, lookup: Lookup, removals: Removals) -> KnownPapers:
    """Return the papers that entries can match, and each paper that took the place of a removed one."""
    pages = content.papers.items()
    identifiers = {address: [*chain(*map(sorted, identifiers_of(page)))] for address, page in pages}
    targets = {target for target, _ in removals.joined}
    known = KnownPapers(
        page for address, page in pages if lookup.matches(page, identifiers[address]) or address in targets
    )
    known.duplicates.update(duplicates_by_identifier(identifiers.items()))
    for target, paper in removals.joined:
        known.know_as(known.drafts[target], paper)
    return known


class _Joiner:
    """Joins one digest after the other to the papers that their entries can match."""

    def __init__(self, content: Content, lookup: Lookup, info: DigestInfo) -> None:
        self.info = info
        self.removals = Removals.of(content, info.deleted, info.again)
        self.known = _known_papers(content, lookup, self.removals)
        self.addresses = {*content.papers, *self.removals.addresses}
        self.waiting: set[str] = set()
        self.problems: list[Problem] = []
        self.counts: Counter[str] = Counter()
        """Of entries, by field of `Counts`."""
        self.papers_of: dict[str, set[str]] = {}
        self._listed_by: dict[str, set[str]] = defaultdict(set)
        for draft in self.known.drafts.values():
            for item in draft.appearances.values():
                self._listed_by[item.digest].add(draft.address)

    def join(self, digest: Digest) -> None:
        """Join a digest; its entries replace those of an earlier version of it."""
        former = self.info.renamed.get(digest.path, digest.path)
        before = sorted({*self._listed_by.pop(digest.path, ()), *self._listed_by.pop(former, ())})
        for address in before:
            self.known.drafts[address].remove_digest(digest.path, former)
        for entry in digest.entries:
            self._join_entry(entry, digest.path)
        for address in before:
            if address not in self._listed_by[digest.path]:
                self.problems.append(messages.no_longer_listed(self.known.drafts[address], digest.path))
        self.papers_of[digest.path] = self._listed_by[digest.path].union(before)

    def leave_out(self, digest: Digest) -> None:
        """Count all entries of a removed digest."""
        number = len(digest.entries)
        self.counts["left_out"] += number
        self.problems.append(messages.left_out(digest.path, 0, f"all {number:,} records", "its digest"))

    def _join_entry(self, entry: Entry, digest: str) -> None:
        found = self.known.find(entry)
        if reason := self.removals.reason(entry, digest, is_known=bool(found)):
            self.counts["left_out"] += 1
            self.problems.append(messages.left_out(digest, entry.line, shown(entry.title), reason))
            return
        if len(found) > 1:
            self.counts["rejected"] += 1
            self.problems.append(messages.ambiguous(entry, digest, found))
            return
        if found and entry.origin >= Origin.PAGE and found[0].disagrees(entry):
            self.counts["rejected"] += 1
            self.waiting.add(digest)
            self.problems.append(messages.waits(entry, digest, found[0]))
            return
        if found:
            draft = found[0]
            self.counts["repeats"] += 1
        else:
            draft = self._add_paper(entry, digest)
        is_known = found and draft.fills_gaps_only(entry)
        for name, known, new in draft.join(entry, digest, self.info.fetched):
            self.problems.append(messages.moved_link(entry, digest, draft, (name, known, new)))
        if not is_known:
            self.known.add_keys(draft, entry)
        self._listed_by[digest].add(draft.address)

    def _add_paper(self, entry: Entry, digest: str) -> PaperDraft:
        draft = PaperDraft(slugs.new_address(entry.title, entry.day.year, self.addresses))
        removed = self.removals.addresses
        plain = slugs.new_address(entry.title, entry.day.year, ()) if removed else ""
        if plain in removed:
            self.problems.append(messages.like_removed(entry, digest, draft.address, plain))
        self.addresses.add(draft.address)
        self.known.add(draft)
        self.counts["papers"] += 1
        return draft


def _updates(taken: Iterable[str], drafts: Iterable[PaperDraft]) -> dict[str, PaperUpdate]:
    """Return the updates of papers by address, with a key for each new one, chosen in the given order."""
    keys = KeyChooser(taken)
    updates = {}
    for draft in drafts:
        key = "" if draft.page else keys.choose(str(draft.values["title"]), _facts(draft), draft.address)
        updates[draft.address] = _update_of(draft, key)
    return updates


def _facts(draft: PaperDraft) -> Facts:
    """Return the facts that a citation key is made of."""
    values = {name: draft.values[name] for name in ("authors", "arxiv", "published") if name in draft.values}
    return Facts(**values)  # type: ignore[arg-type]


def _update_of(draft: PaperDraft, citation_key: str) -> PaperUpdate:
    """Return what joined entries change of a paper; it keeps its key if ``citation_key`` is empty."""
    values, sources, updated = draft.values, draft.sources, in_order(draft.updated)
    title = str(draft.values.get("title", ""))
    others: dict[str, str] = {}
    if draft.page or len(draft.titles) > 1:
        before = draft.page.provenance.stored.get("title", "") if draft.page else ""
        named = (title, *(draft.page.titles if draft.page else ()))
        known = {title_key(name) for name in named if name != before}
        others = {key: name for key, name in draft.titles.items() if key not in known}
    return PaperUpdate(
        address=draft.address,
        appearances=tuple(sorted(draft.appearances.values())),
        values={name: values[name] for name in updated},
        sources={name: sources[name][2] for name in updated},
        titles=tuple(others.values()),
        origins={name: sources[name][0] for name in updated},
        citation_key=citation_key,
    )
