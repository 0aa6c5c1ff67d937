"""Add papers to a day by hand. A paper that the archive has gets a place on that day; others get pages.

What a person adds is theirs: later digests fill in what their pages lack, and change nothing else.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from daybook.archive.deletions import taken_keys
from daybook.archive.known_papers import KnownPapers, RemovedPapers
from daybook.archive.matching import arxiv_key
from daybook.citations.keys import KeyChooser
from daybook.commands.edits.edit import Edit, edited
from daybook.content import paper_page
from daybook.content.paper_update import FIELDS, PaperUpdate
from daybook.digests import read_digest
from daybook.digests.date_hint import DateHint
from daybook.digests.feeds import rss_atom
from daybook.disk.read import read_file
from daybook.model import Appearance, Day, Entry
from daybook.problems import UsageError, refusal, shown
from daybook.sources import arxiv_api
from daybook.sources.client import Client, ServiceError
from daybook.text import slugs
from daybook.text.identifiers import arxiv_id
from daybook.text.plain_text import one_line


class AddedFrom(Struct, frozen=True):
    """The source of added papers: one of the three."""

    title: str = ""
    bibtex: Path | None = None
    arxiv: str = ""
    metadata: Path | None = None
    """A file of arXiv's metadata, in which ``arxiv`` is looked up."""
    client: Client | None = None
    """Asks arXiv itself for ``arxiv``."""


def add(content_dir: Path, source: AddedFrom, day: date, *, dry_run: bool = False) -> Edit:
    """Add the papers of a source to a day. Raises UsageError."""
    entries = _entries(source, day)
    with edited(content_dir, dry_run=dry_run) as edit:
        edit.refuse_removed(day)
        if day not in edit.content.days:
            edit.put_day(Day(day))
        keys = KeyChooser(taken_keys(edit.content))
        for entry in entries:
            _add(edit, entry, day, keys)
    return edit


def _entries(source: AddedFrom, day: date) -> Sequence[Entry]:
    if source.title:
        return [Entry(day, one_line(source.title), "", 1, 0)]
    hint = DateHint(day.year, day.month, day.day)
    if source.bibtex:
        digest, problems = read_digest(source.bibtex.as_posix(), read_file(source.bibtex), hint)
        if not (digest and digest.entries):
            raise UsageError(problems)
        return digest.entries
    identifier = arxiv_id(source.arxiv)
    if not identifier:
        raise refusal(source.arxiv, "is no arXiv identifier", "write it like 2401.00010")
    if source.metadata:
        return [_in_metadata(source.metadata, identifier, hint)]
    if source.client:
        return [_in_answer(source.client, identifier, hint)]
    remedy = "ask arXiv with --online, or name a file of its metadata with --from"
    raise refusal(source.arxiv, "needs the paper's metadata", remedy)


def _in_answer(client: Client, identifier: str, hint: DateHint) -> Entry:
    """Return what arXiv says of a paper. Raises UsageError if it says nothing."""
    try:
        answer = arxiv_api.request_papers(client, [identifier])
    except ServiceError as error:
        raise refusal(client.host, error.what, error.remedy) from error
    digest, _ = read_digest(arxiv_api.ENDPOINT, answer, hint, (rss_atom,))
    for entry in digest.entries if digest else ():
        if arxiv_key(entry.facts.arxiv) == arxiv_key(identifier):
            return entry
    raise refusal(identifier, "arXiv knows no such paper", "correct the identifier")


def _in_metadata(place: Path, identifier: str, hint: DateHint) -> Entry:
    """Return the record of a paper in a file of any size. Raises UsageError if there is none."""
    with place.open("rb") as file:
        for number, line in enumerate(file, 1):
            if identifier.encode() not in line:
                continue
            digest, _ = read_digest(f"{place.as_posix()}:{number}.jsonl", line, hint)
            for entry in digest.entries if digest else ():
                if entry.facts.arxiv == identifier:
                    return entry
    raise refusal(place.as_posix(), f"has no record of arXiv {identifier}", "name another file")


def _add(edit: Edit, entry: Entry, day: date, keys: KeyChooser) -> None:
    pages = edit.content.papers.values()
    found = KnownPapers.matching([entry], pages).find(entry)
    if len(found) > 1:
        named = " and ".join(draft.address for draft in found[:4])
        what = f"could be of {len(found)} papers ({named})"
        raise refusal(entry.title, what, "write into the page you mean")
    listed = [item for page in pages for item in page.paper.appearances if item.day == day]
    place = Appearance(day, len(listed) + 1, "")
    if found:
        page = edit.content.papers[found[0].address]
        if any(item.day == day for item in page.paper.appearances):
            what = f"is listed on {day} already ({page.paper.address})"
            raise refusal(entry.title, what, "choose another day")
        edit.list_on(page, (*page.paper.appearances, place))
        edit.notes.append(f"the archive has it already, as {page.paper.address}: it is listed on {day} too")
        return
    _create(edit, entry, place, keys)


def _create(edit: Edit, entry: Entry, place: Appearance, keys: KeyChooser) -> None:
    everything = edit.content.all_removed()
    gone = [paper for paper in everything.papers if paper.address not in edit.content.papers]
    if removed := RemovedPapers(gone).find(entry):
        what = f"was removed on purpose ({removed.address})"
        raise refusal(shown(entry.title), what, "delete its table in removed.toml, or restore its page")
    taken = {*edit.content.papers, *everything.addresses}
    address = slugs.new_address(entry.title, place.day.year, taken)
    stated = {"title": entry.title, "abstract": entry.abstract}
    values = {name: stated[name] if name in stated else getattr(entry.facts, name) for name in FIELDS}
    values = {name: value for name, value in values.items() if value}
    key = keys.choose(entry.title, entry.facts, address)
    update = PaperUpdate(address, (place,), values, {}, citation_key=key)
    edit.put(address, paper_page.create(update, by_hand=True)[1])
    edit.notes.append(f"{shown(entry.title)} is {address}")
