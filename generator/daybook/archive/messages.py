"""The messages of an import: problems of paths, entries and papers; what became of records."""

from collections.abc import Iterator
from pathlib import Path

from daybook.archive.known_papers import KnownPapers
from daybook.archive.paper_draft import PaperDraft
from daybook.model import Counts, Entry
from daybook.problems import Problem, Severity, shown
from daybook.text.plain_text import count


def missing(path: Path) -> tuple[str, str]:
    """Return why there is nothing to import at a path, and the remedy."""
    if path.parts[0] in ("http:", "https:"):
        what = "is an address, and files are imported"
        return what, "save the page and import the file; `daybook fetch --source` gets feeds and services"
    what = "is a link, which is not followed" if path.is_symlink() else "is not there"
    return what, "name a file or a folder of digests"


def no_longer_listed(draft: PaperDraft, digest: str) -> Problem:
    """Say that a digest does not list a paper any more."""
    what = f"no longer lists {shown(str(draft.values.get('title', '')))} (papers/{draft.address}.md)"
    remedy = "its page stays; delete it if the paper is not wanted"
    return Problem(f"digests/{digest}", 0, what, remedy, Severity.WARNING)


def like_removed(entry: Entry, digest: str, address: str, removed: str) -> Problem:
    """Say that a new paper has the title of a removed one, and other identifiers."""
    what = f"has the title of a paper that was removed, {removed}: it is new, as papers/{address}.md"
    remedy = "delete that page too if it is the same paper"
    return Problem(f"digests/{digest}", entry.line, what, remedy, Severity.WARNING)


def left_out(digest: str, line: int, named: str, removed: str) -> Problem:
    """Say that records, ``named`` so, are left out, as people removed what they are of."""
    what = f"left out: removed on purpose: {named} ({removed})"
    remedy = "restore its page, or delete what removed.toml or the day's page notes of it"
    return Problem(f"digests/{digest}", line, what, remedy, Severity.NOTE)


def waits(entry: Entry, digest: str, draft: PaperDraft) -> Problem:
    """Say that an entry seems to be of another paper than that of its identifier."""
    what = (
        f"has the identifier of papers/{draft.address}.md, and another title and abstract:"
        f" {shown(entry.title)}; it waits"
    )
    remedy = "correct the record, or give the page this title among its `aliases`"
    return Problem(f"digests/{digest}", entry.line, what, remedy, Severity.WARNING)


def moved_link(entry: Entry, digest: str, draft: PaperDraft, link: tuple[str, str, str]) -> Problem:
    """Say that an entry has a link to another host; ``link`` is its name, the known and the new one."""
    name, known, new = link
    what = (
        f"`{name}` of papers/{draft.address}.md would move to another host: {shown(new)}, not {shown(known)}"
    )
    remedy = "it stays as it is; write the new one into the page if it is right"
    return Problem(f"digests/{digest}", entry.line, what, remedy, Severity.WARNING)


def ambiguous(entry: Entry, digest: str, found: list[PaperDraft]) -> Problem:
    """Say that an entry could be of several papers."""
    pages = " and ".join(f"papers/{draft.address}.md" for draft in found[:4])
    what = f"could be of {len(found)} papers: {shown(entry.title)} ({pages})"
    remedy = "give the record its identifier or its abstract, or take it out of the digest"
    return Problem(f"digests/{digest}", entry.line, what, remedy)


def duplicates(known: KnownPapers) -> Iterator[Problem]:
    """Say which pages seem to be of one paper."""
    remedy = "move what was written to one and delete the other, or correct what they share"
    for (one, other), reason in sorted(known.duplicates.items()):
        what = f"seems to be the paper of papers/{other}.md: {shown(reason)}"
        yield Problem(f"papers/{one}.md", 0, what, remedy, Severity.WARNING)


def of_other_year(path: str, year: int | None) -> Iterator[Problem]:
    """Say that a file of a folder was imported with another year, unless its name gives the year itself."""
    from daybook.digests import date_hint  # all readers: slow to load where no digest is new

    if not date_hint(path, None).year:
        what = f"was imported before, for another year than {year}, and is left there"
        remedy = "to move it, import this file by its name"
        yield Problem(path, 0, what, remedy, Severity.NOTE)


def same_as_other_day(path: str, known: str) -> Iterator[Problem]:
    """Warn if the names of two files with the same bytes have different days."""
    from daybook.digests import date_hint  # slow to load, rarely needed

    day, other = (date_hint(name, None).exact_day for name in (path, known))
    if day and other and day != other:
        what = f"is the same file as {known}, of another day: it is not imported again"
        yield Problem(path, 0, what, "save this day again, or remove the file", Severity.WARNING)


def describe_counts(counts: Counts) -> str:
    """Return a line such as ``3 records = 2 new papers + 1 repeat + 0 rejected``."""
    left_out = f" + {counts.left_out:,} left out: removed on purpose" if counts.left_out else ""
    return (
        f"{count(counts.records, 'record')} = {count(counts.papers, 'new paper')}"
        f" + {count(counts.repeats, 'repeat')}{left_out} + {counts.rejected:,} rejected"
    )
