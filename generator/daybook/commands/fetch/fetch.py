"""Digests from the services that publish them: asked for by day, saved as they came, then imported.

Each day is saved as soon as it is there, so that a run which is interrupted keeps what it got; the next
import takes it in. A day that fails does not stop the others, unless there is no use in asking on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from daybook.archive.importing import ImportResult, import_digests
from daybook.commands.fetch.days import Range, Wanted, new_days
from daybook.commands.fetch.saved import Place, place, record_key, record_keys, saved_days
from daybook.content.paths import DIGESTS
from daybook.digests import date_hint, read_digest
from daybook.digests.digest_file import DateHint
from daybook.disk.lock import content_lock
from daybook.disk.read import read_file
from daybook.disk.write import replace_files
from daybook.model import Digest
from daybook.problems import Problem, Severity, UsageError
from daybook.sources.client import Client, Refusal
from daybook.sources.services import Source

_MOST_FAILURES = 3
"""Days in a row that may fail before no more are asked for."""

Told = Callable[[str, int], None]


class Fate(StrEnum):
    """What became of a day."""

    NEW = "new"
    GROWN = "grown"
    SAME = "as saved before"
    FEWER = "fewer than saved before: kept as it was"
    EMPTY = "no papers"
    FAILED = "failed"


class FetchedDay(Struct, frozen=True):
    """A day that was asked for."""

    day: date
    fate: Fate
    records: int = 0
    """In the answer."""
    path: str = ""
    """Where it was saved, below ``digests/``; empty where nothing was."""
    titles: tuple[str, ...] = ()
    """Of the records that were not saved before, in their order."""
    problem: Problem | None = None


class Fetched(Struct, frozen=True):
    """What a run did."""

    source: str
    days: tuple[FetchedDay, ...]
    imported: ImportResult
    problems: tuple[Problem, ...]
    """Of fetching and of importing."""


def fetch(
    content_dir: Path,
    source: Source,
    client: Client,
    named: Range | None,
    today: date,
    told: Told = lambda _what, _done: None,
) -> Fetched:
    """Fetch days of a source into the content folder and import them.

    ``named`` are the days a person asks for; None stands for those that the archive has not got. ``today``
    is the day in UTC. Raises UsageError.
    """
    if named and not source.by_day:
        remedy = f"without days, `--source {source.name}` gets the newest announcement"
        raise UsageError([Problem("fetch", 0, f"{source.name} cannot be asked for certain days", remedy)])
    content_dir.mkdir(parents=True, exist_ok=True)
    desk = _Desk(content_dir, source, client, saved_days(content_dir, source))
    if named:
        wanted = Wanted(tuple(named.days()))
    else:
        wanted = new_days(desk.saved, today) if source.by_day else Wanted((today,))
    days, left = _ask_all(desk, wanted, told)
    told("days fetched, importing", len(days))
    imported = import_digests(content_dir)
    faults = [day.problem for day in days if day.problem]
    problems = (*wanted.problems, *faults, *left, *imported.problems, *imported.content.problems)
    return Fetched(source.name, tuple(days), imported, problems)


def _ask_all(desk: _Desk, wanted: Wanted, told: Told) -> tuple[list[FetchedDay], list[Problem]]:
    """Ask for one day after the other as long as there is use in it."""
    days: list[FetchedDay] = []
    failures = 0
    for number, day in enumerate(wanted.days, 1):
        told(f"of {len(wanted.days):,} days asked for, now {day.isoformat()}", number - 1)
        try:
            days.append(desk.ask(day))
            failures = 0
        except Refusal as refusal:
            days.append(desk.failed(day, refusal))
            failures += 1
            left = wanted.days[number:]
            if left and not wanted.until_found and (refusal.final or failures == _MOST_FAILURES):
                what = (
                    f"days from {left[0].isoformat()} to {left[-1].isoformat()} were not asked for any more"
                )
                return days, [Problem(desk.source.name, 0, what, refusal.remedy, Severity.NOTE)]
        if wanted.until_found and days[-1].fate is not Fate.EMPTY:
            break
    return days, []


class _Desk(Struct, frozen=True):
    """Asks for a day, and saves it where it brings something."""

    content_dir: Path
    source: Source
    client: Client
    saved: Mapping[date, list[str]]

    def ask(self, day: date) -> FetchedDay:
        """Ask for a day. Raises Refusal."""
        data = self.source.receive(self.client, day)
        if data is None:
            return FetchedDay(day, Fate.EMPTY)
        name = self.source.file_name(day)
        # A feed says itself which day it is of; a day that was asked for is in the file's name.
        hint = date_hint(name, None) if self.source.by_day else DateHint()
        digest, problems = read_digest(name, data, hint)
        if digest is None or not digest.entries:
            first = next(iter(problems), None)
            what = f"sends no paper that can be read ({first.what if first else 'none at all'})"
            raise Refusal(what, "report it: the service may have changed its form")
        if not self.source.by_day:
            day = digest.days[-1]
        elif day not in digest.days:
            return FetchedDay(day, Fate.EMPTY)  # the service went back to the last day that has papers
        return self._save(day, data, digest)

    def failed(self, day: date, refusal: Refusal) -> FetchedDay:
        """A day that could not be had."""
        place = f"{self.source.name} {day.isoformat()}"
        problem = Problem(place, 0, f"{self.client.host} {refusal.what}", refusal.remedy)
        return FetchedDay(day, Fate.FAILED, problem=problem)

    def _save(self, day: date, data: bytes, digest: Digest) -> FetchedDay:
        """Save an answer while nobody else writes content: what was saved meanwhile is no less kept."""
        with content_lock(self.content_dir):
            return self._save_alone(day, data, digest)

    def _save_alone(self, day: date, data: bytes, digest: Digest) -> FetchedDay:
        saved = saved_days(self.content_dir, self.source).get(day, ())
        found = place(digest, f"{day.year}/{self.source.file_name(day)}", saved, self._load)
        new = record_keys(digest)
        if found.path:
            replace_files(self.content_dir, [(f"{DIGESTS}/{found.path}", data)])
        if not found.path:
            fate = Fate.SAME if new == found.known else Fate.FEWER
        else:
            fate = Fate.GROWN if saved else Fate.NEW
        return FetchedDay(
            day=day,
            fate=fate,
            records=len(digest.entries),
            path=found.path,
            titles=tuple(
                entry.title for entry in digest.entries if found.path and record_key(entry) not in found.known
            ),
            problem=_missing(found, new, saved[0] if saved else ""),
        )

    def _load(self, path: str) -> bytes:
        return read_file(self.content_dir / DIGESTS / path)


def _missing(found: Place, new: frozenset[str], saved: str) -> Problem | None:
    """What to say where the service lists papers no more that were saved."""
    gone = len(found.known - new)
    if not gone:
        return None
    what = f"the service no longer lists {gone} of {len(found.known)} saved papers"
    remedy = f"they stay; what is new is in {DIGESTS}/{found.path}" if found.path else "kept as it was saved"
    return Problem(f"{DIGESTS}/{saved}", 0, what, remedy, Severity.WARNING)
