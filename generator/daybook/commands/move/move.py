"""Move a digest to the day that it is of, whatever day it gives itself. Its file stays where it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from daybook.commands.edit import Edit, Edited, edited, refusal
from daybook.commands.remove.remove import find_digest, is_empty
from daybook.content.date_page import with_digest
from daybook.content.removed import Removed, RemovedDay
from daybook.model import Day


def move(content_dir: Path, named: str, day: date, *, dry_run: bool = False) -> Edited:
    """Move a digest to a day. Raises UsageError."""
    results: list[Edited] = []
    with edited(content_dir, results, dry_run=dry_run) as edit:
        path, _ = find_digest(edit, named)
        days = sorted(
            each
            for each, value in edit.content.days.items()
            if any(mark.path == path for mark in value.digests)
        )
        if len(days) > 1:
            what = f"has papers of {len(days)} days, from {days[0]} to {days[-1]}"
            raise refusal(named, what, "split it into a file for each day")
        if days == [day]:
            raise refusal(named, f"is of {day} already", "name another day")
        edit.refuse_removed(day)
        _move(edit, path, days[0], day)
    return results[0]


def _move(edit: Edit, path: str, old: date, new: date) -> None:
    for page in list(edit.content.papers.values()):
        places = page.paper.appearances
        if any(item.digest == path for item in places):
            edit.list_on(page, (replace(item, day=new) if item.digest == path else item for item in places))
    before = edit.content.days[old]
    (mark,) = (item for item in before.digests if item.path == path)
    edit.put_day(replace(before, digests=tuple(item for item in before.digests if item.path != path)))
    target = edit.content.days.get(new, Day(new))
    edit.put_day(with_digest(target, replace(mark, is_moved=True)))
    edit.told.append(f"{path} is of {new} now")
    if is_empty(edit, old):
        edit.drop_day(old)
        edit.list_removed(more=Removed(days=(RemovedDay(old, new),)))
        edit.told.append(f"{old} sends readers to {new}")
