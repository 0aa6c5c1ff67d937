"""Choose the days to fetch."""

from collections.abc import Collection
from datetime import date, timedelta
from posixpath import basename

from msgspec import Struct
from msgspec.structs import replace

from daybook.content.removed import Removed
from daybook.problems import Problem, Severity, refusal, shown
from daybook.sources.service import Service
from daybook.text.dates import OLDEST_YEAR, parse_day

MAX_NAMED = 366
"""Most days in a range that a person gives."""
MAX_NEW = 31
"""Most days up to today that are chosen without a range."""
_MOST_NAMED = 7
LOOK_BACK = 7
"""Days before the newest saved one; missing ones are fetched, as an earlier fetch may have failed."""


class Range(Struct, frozen=True):
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date

    def days(self) -> list[date]:
        """Return all days, the oldest first."""
        return [self.first + timedelta(days) for days in range((self.last - self.first).days + 1)]

    def command(self) -> str:
        """Return what to type to fetch these days, in parts that are not too long."""
        starts = range(0, (self.last - self.first).days + 1, MAX_NAMED)
        parts = [self.first + timedelta(start) for start in starts]
        ends = [min(part + timedelta(MAX_NAMED - 1), self.last) for part in parts]
        named = (f"{one}..{end}" if one < end else f"{one}" for one, end in zip(parts, ends, strict=True))
        return " && ".join(f"daybook fetch {days}" for days in named)


class FetchPlan(Struct, frozen=True):
    """Days to request, in this order."""

    days: tuple[date, ...]
    until_found: bool = False
    """Whether to stop at the first day that has papers."""
    problems: tuple[Problem, ...] = ()


def parse_range(days: str | None, since: str | None, today: date) -> Range | None:
    """Parse ``DATE``, ``DATE..DATE`` or ``since``; None if neither is given. Raises UsageError."""
    if days and since:
        raise refusal("fetch", "days and --since together", "give one of the two")
    if not (days or since):
        return None
    first, dots, last = (days or f"{since}..{today}").partition("..")
    named = Range(_parse_day(first), _parse_day(last if dots else first))
    if (latest := max(named.first, named.last)) > today:
        raise refusal("fetch", f"{latest} is still to come", f"today is {today} (UTC)")
    if named.first > named.last:
        what = "a range of days from a later to an earlier one"
        raise refusal("fetch", what, "write the earlier day first")
    if len(named.days()) > MAX_NAMED:
        what = f"a range of {len(named.days()):,} days"
        raise refusal("fetch", what, f"at most {MAX_NAMED} at a time: `{named.command()}`")
    return named


def plan_new_days(saved: Collection[date], today: date) -> FetchPlan:
    """Plan the newest saved day, which may have more papers now, the days since, and missing ones before.

    If nothing is saved, plan the newest day that the service has.
    """
    if not saved:
        return FetchPlan(tuple(today - timedelta(days) for days in range(LOOK_BACK)), until_found=True)
    newest = min(max(saved), today)
    start = min(max(min(saved), newest - timedelta(LOOK_BACK)), newest)
    problems = []
    if (today - newest).days >= MAX_NEW:
        gap = Range(newest, today - timedelta(MAX_NEW))
        start = newest = gap.last + timedelta(1)
        what = f"the newest saved day is {gap.first}; only the last {MAX_NEW} days were requested"
        remedy = f"`{gap.command()}` gets the others"
        problems = [Problem("fetch", 0, what, remedy, Severity.WARNING)]
    days = (day for day in Range(start, today).days() if day >= newest or day not in saved)
    return FetchPlan(tuple(days), problems=tuple(problems))


def without_removed(plan: FetchPlan, removed: Removed, service: Service) -> FetchPlan:
    """Return the plan without days that people removed, or whose digest of this service they removed."""
    gone = {item.day for item in removed.days if not item.to}
    names = (basename(item.path) for item in removed.digests)
    gone.update(day for name in names if name.endswith(service.file_suffix) and (day := parse_day(name[:10])))
    left_out = [day.isoformat() for day in plan.days if day in gone]
    if not left_out:
        return plan
    what = f"not requested, as removed on purpose: {', '.join(left_out[:_MOST_NAMED])}"
    problem = Problem("fetch", 0, what, "to have it again, delete its table in removed.toml", Severity.NOTE)
    days = tuple(day for day in plan.days if day not in gone)
    return replace(plan, days=days, problems=(*plan.problems, problem))


def _parse_day(text: str) -> date:
    day = parse_day(text)
    if day is None or day.year < OLDEST_YEAR:
        what = f"{shown(text) or 'nothing'} is no day"
        raise refusal("fetch", what, "write it like 2025-03-18, or 2025-03-17..2025-03-21")
    return day
