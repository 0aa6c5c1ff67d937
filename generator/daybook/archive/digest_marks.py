"""The digests of each day as its page marks them, by which later imports know which files are new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.content import Content
from daybook.content.date_page import with_digest
from daybook.model import Day, Digest, ImportedDigest, Paper


class Joined(Struct, frozen=True):
    """A digest that was joined."""

    digest: Digest
    days: Collection[date]
    """Those of its days that were not removed."""
    former: str = ""
    """Its path before it was renamed."""
    waits: bool = False
    """Whether the next import is to read it again."""


def marked(content: Content, days: Mapping[date, Day], joined: Joined) -> dict[date, Day]:
    """Return the days of a digest with its mark, and those it was on before without it.

    ``days`` are the ones that other digests changed.
    """
    digest, former = joined.digest, joined.former
    records = Counter(entry.day for entry in digest.entries)
    changed = {}
    for day in joined.days:
        before = days.get(day) or content.days.get(day, Day(day))
        moved = any(item.is_moved for item in before.digests if item.path in (digest.path, former))
        mark = ImportedDigest(digest.path, digest.sha256, records[day], waits=joined.waits, is_moved=moved)
        changed[day] = with_digest(before, mark, former)
    for day, value in content.days.items():
        left = tuple(item for item in value.digests if not former or item.path != former)
        if day not in changed and len(left) < len(value.digests):
            changed[day] = replace(days.get(day, value), digests=left)
    return changed


def waiting(content: Content, days: Mapping[date, Day], paths: Collection[str]) -> dict[date, Day]:
    """Return changed days with the digests at some paths marked to be read again by the next import.

    One that was renamed keeps its former mark, so that its appearances are still found.
    """
    changed = {}
    for day, value in days.items():
        hashes = {item.sha256 for item in value.digests if item.path in paths}
        before = content.days.get(day, Day(day)).digests
        former = [item for item in before if item.sha256 in hashes and item.path not in paths]
        renamed = {item.sha256 for item in former}
        marks = (replace(item, waits=True) if item.path in paths else item for item in value.digests)
        digests = [*former, *(item for item in marks if item.sha256 not in renamed)]
        changed[day] = replace(value, digests=tuple(sorted(digests, key=lambda item: item.path)))
    return changed


def with_left(day: Day, papers: Mapping[tuple[str, date], int]) -> Day:
    """Return a day whose marks say how many records have no page; ``papers`` is that of `count_papers`."""
    marks = []
    for item in day.digests:
        left = item.records - papers.get((item.path, day.date), 0)
        marks.append(replace(item, left=max(0, left)))
    return replace(day, digests=tuple(marks))


def count_papers(papers: Iterable[Paper]) -> Counter[tuple[str, date]]:
    """Return the number of papers of each digest on each day."""
    return Counter((item.digest, item.day) for paper in papers for item in paper.appearances)
