"""Remove papers, a day or a digest.

With a day or a digest go the papers that nothing else lists; others lose their places there.
"""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from daybook.citations.citation import citation_key
from daybook.commands.edits.edit import Edit, address_in, edited, removed_paper
from daybook.content.location import DIGESTS
from daybook.content.paper_page import PaperFile
from daybook.content.removed import Removed, RemovedDay, RemovedDigest
from daybook.model import Appearance
from daybook.problems import UsageError, did_you_mean, refusal


class Asked(Struct, frozen=True):
    """The pages, the day and the digest to remove, and the reason."""

    pages: Sequence[str] = ()
    day: date | None = None
    digest: str = ""
    reason: str = ""


def remove(content_dir: Path, asked: Asked, *, dry_run: bool = False) -> Edit:
    """Remove what was asked for. Raises UsageError if there is no such thing."""
    with edited(content_dir, dry_run=dry_run) as edit:
        deleted = {one.address: one for some in edit.deleted.values() for one in some if not one.to}
        for named in dict.fromkeys(asked.pages):
            if noted := deleted.get(address_in(named)):
                edit.list_removed(Removed((replace(noted, reason=asked.reason),)))
                edit.notes.append(f"papers/{noted.address}.md was deleted before; removed.toml lists it now")
            else:
                _remove_paper(edit, edit.page(named), asked.reason)
        if asked.day:
            _remove_day(edit, asked.day, asked.reason)
        if asked.digest:
            _remove_digest(edit, asked.digest, asked.reason)
    return edit


def _remove_paper(edit: Edit, page: PaperFile, reason: str) -> None:
    if page.paper.notes_markdown:
        edit.notes.append(f"papers/{page.paper.address}.md has notes, which only your history keeps")
    edit.drop(page)
    edit.list_removed(Removed((removed_paper(page, citation_key(page.paper), reason=reason),)))


def _remove_day(edit: Edit, day: date, reason: str) -> None:
    found = listed(edit, lambda item: item.day == day)
    marks = edit.content.days[day].digests if day in edit.content.days else ()
    if not found and day not in edit.content.days:
        raise lacks_day(day)
    _take_off(edit, found, reason)
    others = (value for other, value in edit.content.days.items() if other != day)
    elsewhere = {item.path for value in others for item in value.digests}
    edit.gone |= {f"{DIGESTS}/{mark.path}" for mark in marks if mark.path not in elsewhere}
    edit.drop_day(day)
    edit.list_removed(Removed(days=(RemovedDay(day, reason=reason),)))


def _remove_digest(edit: Edit, named: str, reason: str) -> None:
    path, hashes = find_digest(edit, named)
    _take_off(edit, listed(edit, lambda item: item.digest == path), reason)
    emptied = []
    for day, value in sorted(edit.content.days.items()):
        left = tuple(item for item in value.digests if item.path != path)
        if len(left) == len(value.digests):
            continue
        edit.put_day(replace(value, digests=left))
        if is_empty(edit, day):
            edit.drop_day(day)
            emptied.append(day)
            edit.notes.append(f"{day} is empty, and its address says so until another digest lists it")
    edit.gone.add(f"{DIGESTS}/{path}")
    tables = tuple(RemovedDigest(path, one, reason, tuple(emptied)) for one in hashes)
    edit.list_removed(Removed(digests=tables))


def lacks_day(day: date) -> UsageError:
    """Return the error of a command that was given a day that the archive does not have."""
    return refusal(day.isoformat(), "the archive does not have this day", "name one that it has")


def find_digest(edit: Edit, named: str) -> tuple[str, Sequence[str]]:
    """Return the path and the hashes of an imported digest that a person named. Raises UsageError."""
    path = named.replace("\\", "/").rpartition(f"{DIGESTS}/")[2]
    marks = [item for value in edit.content.days.values() for item in value.digests]
    paths = {mark.path for mark in marks}
    found = [path] if path in paths else sorted(one for one in paths if one.rpartition("/")[2] == path)
    if len(found) != 1:
        what = f"is the name of {len(found)} digests" if found else "no day lists such a digest"
        remedy = did_you_mean(path, paths, "name it as days do: 2025/2025-03-18.txt")
        raise refusal(named, what, f"name one of {' and '.join(found[:4])}" if found else remedy)
    return found[0], sorted({mark.sha256 for mark in marks if mark.path == found[0]})


def is_empty(edit: Edit, day: date) -> bool:
    """Return whether a day has neither digests nor papers nor words of a person."""
    value = edit.content.days[day]
    has_words = value.title or value.notes_markdown
    return not (value.digests or has_words or listed(edit, lambda item: item.day == day))


def listed(edit: Edit, is_meant: Callable[[Appearance], bool]) -> list[tuple[PaperFile, list[Appearance]]]:
    """Return the papers with a place that is meant, and their other places."""
    found = []
    for page in edit.content.papers.values():
        others = [item for item in page.paper.appearances if not is_meant(item)]
        if len(others) < len(page.paper.appearances):
            found.append((page, others))
    return found


def _take_off(edit: Edit, found: Sequence[tuple[PaperFile, list[Appearance]]], reason: str) -> None:
    for page, others in found:
        if others:
            edit.list_on(page, others)
        else:
            _remove_paper(edit, page, reason)
