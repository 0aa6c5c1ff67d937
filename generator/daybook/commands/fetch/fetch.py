"""Fetch digests from a service, save them unchanged, and import them.

Records are compared by arXiv identifier, DOI or title. An answer replaces a file if it has all of the file's
records, and more or other up-votes; if it has new records and lacks old ones, it is saved in another file, so
that no record is lost.

Each day is saved at once, so that an interrupted run keeps the days before; the next import reads them. After
a day that fails, the others are still requested, unless the service seems to be out of order.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from posixpath import basename, splitext

from msgspec import Struct

from daybook.archive.importing import GivenDates, ImportResult, import_digests
from daybook.archive.matching import title_key
from daybook.commands.fetch.days import FetchPlan, Range, plan_new_days, without_removed
from daybook.commands.shared.reports import keep_places, make_reports
from daybook.content.location import DIGESTS
from daybook.content.removed_toml import load_removed
from daybook.content.site_toml import load_settings
from daybook.digests import date_hint, read_digest
from daybook.digests.date_hint import DateHint
from daybook.disk.lock import content_lock
from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.disk.write import replace_files
from daybook.model import Digest, Entry
from daybook.problems import Problem, Severity, refusal
from daybook.sources.client import Client, ServiceError
from daybook.sources.service import Service, find_service
from daybook.text.dates import parse_day
from daybook.text.file_names import unused_path

_MAX_FAILURES = 3
"""Days in a row that may fail before the remaining ones are skipped."""
_USUAL = "hf"
"""The source of an archive whose settings name none."""


class Outcome(StrEnum):
    """The result of requesting a day; its value is shown to people."""

    NEW = "new"
    GROWN = "grown"
    VOTES = "other up-votes"
    SAME = "as saved before"
    FEWER = "fewer than saved before: kept as it was"
    EMPTY = "no papers"
    FAILED = "failed"


class FetchedDay(Struct, frozen=True):
    day: date
    outcome: Outcome
    records: int = 0
    """In the answer."""
    titles: tuple[str, ...] = ()
    """Of new records, in their order."""
    problem: Problem | None = None


class FetchResult(Struct, frozen=True):
    """The days that were fetched and their import."""

    service: str
    days: tuple[FetchedDay, ...]
    imported: ImportResult
    problems: tuple[Problem, ...]
    """Of fetching and of importing."""


def fetch(
    content_dir: Path, service: Service, client: Client, named: Range | None, today: date
) -> FetchResult:
    """Fetch days into the content folder and import them.

    ``named`` are the days that a person asked for; None means new days. ``today`` is the day in UTC.
    Raises UsageError.
    """
    if named and not service.by_day:
        remedy = f"`daybook fetch --source {service.name}` gets the newest announcement"
        raise refusal("fetch", f"{service.name} cannot be asked for certain days", remedy)
    content_dir.mkdir(parents=True, exist_ok=True)
    if named:
        plan = FetchPlan(tuple(named.days()))
    elif service.by_day:
        plan = plan_new_days(saved_days(content_dir, service), today)
    else:
        plan = FetchPlan((today,))
    if service.by_day:
        plan = without_removed(plan, load_removed(content_dir), service)
    days, skipped = _fetch_days(content_dir, service, client, plan)
    client.progress("days fetched, importing", len(days))
    imported = import_digests(content_dir, dates=GivenDates(fetched=today))
    if imported.counts.papers:  # what is fetched is committed, so their places on the map are chosen here
        reports = make_reports(imported.content.archive(), load_settings(content_dir), content_dir)
        keep_places(content_dir, reports)
    failures = [day.problem for day in days if day.problem]
    problems = (*plan.problems, *failures, *skipped, *imported.problems, *imported.content.problems)
    return FetchResult(service.name, tuple(days), imported, problems)


def services(content_dir: Path, named: str | None, *, only_by_day: bool) -> list[Service]:
    """Return the service ``named``, else those of ``[fetch]`` in the settings, else the usual one.

    Of several, ``only_by_day`` leaves out those that have only their newest day. Raises UsageError.
    """
    has_settings = named is None and (content_dir / "site.toml").is_file()
    wanted = load_settings(content_dir).fetch.sources if has_settings else ()
    found = [find_service(name) for name in ((named,) if named else wanted or (_USUAL,))]
    by_day = [service for service in found if service.by_day]
    return by_day if only_by_day and by_day else found


def _fetch_days(
    content_dir: Path, service: Service, client: Client, plan: FetchPlan
) -> tuple[list[FetchedDay], list[Problem]]:
    days: list[FetchedDay] = []
    failures = 0
    for number, day in enumerate(plan.days, 1):
        client.progress(f"of {len(plan.days):,} days requested, now {day.isoformat()}", number - 1)
        try:
            days.append(_fetch_day(content_dir, service, client, day))
            failures = 0
        except ServiceError as error:
            place = f"{service.name} {day.isoformat()}"
            problem = Problem(place, 0, f"{client.host} {error.what}", error.remedy)
            days.append(FetchedDay(day, Outcome.FAILED, problem=problem))
            failures += 1
            left = plan.days[number:]
            if left and not plan.until_found and (error.final or failures == _MAX_FAILURES):
                what = f"days from {left[0].isoformat()} to {left[-1].isoformat()} were not requested"
                return days, [Problem(service.name, 0, what, error.remedy, Severity.NOTE)]
        if plan.until_found and days[-1].outcome is not Outcome.EMPTY:
            break
    return days, []


def _fetch_day(content_dir: Path, service: Service, client: Client, day: date) -> FetchedDay:
    """Request a day and save it if it has new records. Raises ServiceError."""
    data = service.request_day(client, day)
    if data is None:
        return FetchedDay(day, Outcome.EMPTY)
    name = f"{day.isoformat()}{service.file_suffix}"
    # Only if the day was requested does the name that was made of it say anything about the answer.
    hint = date_hint(name, None) if service.by_day else DateHint()
    digest, problems = read_digest(name, data, hint)
    if digest is None or not digest.entries:
        reason = problems[0].what if problems else "none at all"
        what = f"sends no paper that can be read ({reason})"
        raise ServiceError(what, "report it: the service may have changed its form")
    if not service.by_day:
        day = digest.days[-1]
    elif day not in digest.days:
        return FetchedDay(day, Outcome.EMPTY)  # the service sent the last day that has papers
    with content_lock(content_dir):
        return _save(content_dir, service, day, data, digest)


def _save(content_dir: Path, service: Service, day: date, data: bytes, digest: Digest) -> FetchedDay:
    saved = saved_days(content_dir, service).get(day, [])
    first = f"{day.year}/{day.isoformat()}{service.file_suffix}"
    path, known = choose_file(content_dir, digest, first, saved)
    keys = record_keys(digest)
    if path:
        replace_files(content_dir, [(f"{DIGESTS}/{path}", data)])
        outcome = (Outcome.VOTES if keys == known else Outcome.GROWN) if saved else Outcome.NEW
    else:
        outcome = Outcome.SAME if keys == known else Outcome.FEWER
    return FetchedDay(
        day=day,
        outcome=outcome,
        records=len(digest.entries),
        titles=tuple(entry.title for entry in digest.entries if path and record_key(entry) not in known),
        problem=_missing_records(known, keys, path, content_dir / DIGESTS / saved[0]) if saved else None,
    )


def _missing_records(known: frozenset[str], keys: frozenset[str], path: str, saved: Path) -> Problem | None:
    """Warn if records that are ``known`` from saved files are missing from an answer with these keys."""
    missing = len(known - keys)
    if not missing:
        return None
    what = f"the service no longer lists {missing} of {len(known)} saved papers"
    remedy = f"they are kept; new ones are in {DIGESTS}/{path}" if path else "kept as it was saved"
    return Problem(saved.as_posix(), 0, what, remedy, Severity.WARNING)


def saved_days(content_dir: Path, service: Service) -> Mapping[date, list[str]]:
    """Return the paths below ``digests/`` of the saved files of a service, by day."""
    stem, _, extension = service.file_suffix.rpartition(".")
    name = re.compile(rf"(.{{10}}){re.escape(stem)}(?:-[0-9]+)?\.{extension}")
    found, _ = find_files(content_dir / DIGESTS)
    days: dict[date, list[str]] = defaultdict(list)
    for file in found:
        match = name.fullmatch(basename(file.path))
        if match and (day := parse_day(match[1])):
            days[day].append(file.path)
    return days


def choose_file(
    content_dir: Path, digest: Digest, first: str, saved: Sequence[str]
) -> tuple[str, frozenset[str]]:
    """Return the path of the file for an answer below ``digests/``, and the keys of all saved records.

    ``first`` is the path of a day's first file, ``saved`` are its files. The path is empty if the answer has
    no new record and the same up-votes. A file that cannot be parsed is not replaced.
    """
    new = record_keys(digest)
    known = frozenset[str]()
    replaceable = []
    same = []
    for path in saved:
        data = read_file(content_dir / DIGESTS / path)
        old, _ = read_digest(path, data, date_hint(path, None))
        if old:
            keys = record_keys(old)
            known |= keys
            if keys <= new and len(keys) + old.rejected <= len(new):
                replaceable.append(path)
                if keys == new and _votes(old) != _votes(digest):
                    same.append(path)
    if new <= known:
        return same[0] if same and new == known else "", known
    return replaceable[0] if replaceable else unused_path(*splitext(first), saved), known


def record_keys(digest: Digest) -> frozenset[str]:
    return frozenset(map(record_key, digest.entries))


def _votes(digest: Digest) -> dict[str, int]:
    return {record_key(entry): entry.upvotes for entry in digest.entries}


def record_key(entry: Entry) -> str:
    """Return a key that differs for each record of a day."""
    return entry.facts.arxiv or entry.facts.doi or title_key(entry.title)
