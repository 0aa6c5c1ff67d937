"""Move a digest, or all that a day lists, to the day that it is of. Files of digests stay where they are."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from daybook.commands.edits.edit import Edit, edited
from daybook.commands.edits.remove import find_digest, is_empty, lacks_day, listed
from daybook.content.date_page import with_digest
from daybook.content.removed import Removed, RemovedDay
from daybook.model import Day
from daybook.problems import refusal
from daybook.text.dates import parse_day


def move(content_dir: Path, named: str, day: date, *, dry_run: bool = False) -> Edit:
    """Move a digest to a day; if a day is named, all that it lists. Raises UsageError."""
    with edited(content_dir, dry_run=dry_run) as edit:
        old = parse_day(named)
        if old and old not in edit.content.days:
            raise lacks_day(old)
        marks = edit.content.days[old].digests if old else ()
        paths = [mark.path for mark in marks] if old else [find_digest(edit, named)[0]]
        for path in paths:
            old = _only_day(edit, path)
        if old is None or old == day:
            raise refusal(named, f"is of {day} already", "name another day")
        edit.refuse_removed(day)
        for path in paths:
            _move_digest(edit, path, old, day)
        if parse_day(named):
            _move_papers(edit, "", old, day)
        _leave(edit, old, day)
    return edit


def _only_day(edit: Edit, path: str) -> date:
    """Return the day that a digest is of. Raises UsageError if it is of several."""
    marks = ((day, mark) for day, value in edit.content.days.items() for mark in value.digests)
    days = sorted({day for day, mark in marks if mark.path == path})
    if len(days) > 1:
        what = f"has papers of {len(days)} days, from {days[0]} to {days[-1]}"
        raise refusal(path, what, "split it into a file for each day")
    return days[0]


def _move_digest(edit: Edit, path: str, old: date, new: date) -> None:
    _move_papers(edit, path, old, new)
    before = edit.content.days[old]
    (mark,) = (item for item in before.digests if item.path == path)
    edit.put_day(replace(before, digests=tuple(item for item in before.digests if item.path != path)))
    target = edit.content.days.get(new, Day(new))
    edit.put_day(with_digest(target, replace(mark, is_moved=True)))
    edit.notes.append(f"{path} is of {new} now")


def _move_papers(edit: Edit, path: str, old: date, new: date) -> None:
    """Move the places that a digest gave to papers on a day; without a ``path`` those given by hand."""
    for page, others in listed(edit, lambda item: (item.digest, item.day) == (path, old)):
        moved = [replace(item, day=new) for item in page.paper.appearances if item not in others]
        edit.list_on(page, [*others, *moved])


def _leave(edit: Edit, old: date, new: date) -> None:
    """Let the address of a day send readers on if nothing is left of it."""
    if is_empty(edit, old):
        edit.drop_day(old)
        edit.list_removed(Removed(days=(RemovedDay(old, new),)))
        edit.notes.append(f"{old} sends readers to {new}")
    else:
        edit.notes.append(f"dates/{old}.md stays, as there is more on it")
