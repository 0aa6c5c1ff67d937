"""Numbers over time as small bars: an inline SVG, with the numbers in a table."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from daybook.text.dates import iso_week, month_name, short_date

_HEIGHT = 40
_STEP = 10
"""Units from one bar to the next, of which the bar takes all but one."""


class BarView(Struct, frozen=True):
    """A bar, in units of the picture."""

    x: int
    y: int
    height: int


class RowView(Struct, frozen=True):
    """A line of the table: a period and its numbers."""

    period: str
    numbers: tuple[str, ...]


class BarsView(Struct, frozen=True):
    """Bars with their table."""

    label: str
    """What the picture shows, in words."""
    width: int
    height: int
    bars: tuple[BarView, ...]
    """Of the periods whose number is not 0."""
    first: str
    """The first period; empty if there is one alone."""
    last: str
    columns: tuple[str, ...]
    """Heads of the table: the unit, and what is counted."""
    rows: tuple[RowView, ...]


class Column(Struct, frozen=True):
    """Numbers of a table, one for each period."""

    head: str
    numbers: Sequence[int]


def bars_view(unit: str, periods: Sequence[date], columns: Sequence[Column]) -> BarsView:
    """Return the bars of the last column; ``unit`` is that of the periods: day, week, month or year."""
    shown = columns[-1].numbers
    most = max(shown, default=0)
    names = [period_name(unit, first) for first in periods]
    bars = []
    for place, number in enumerate(shown):
        if number:
            height = max(1, _HEIGHT * number // most)
            bars.append(BarView(place * _STEP, _HEIGHT - height, height))
    return BarsView(
        label=_label(columns[-1].head, names, shown, unit),
        width=max(1, len(shown)) * _STEP - 1,
        height=_HEIGHT,
        bars=tuple(bars),
        first=names[0] if len(names) > 1 else "",
        last=names[-1] if names else "",
        columns=(unit.capitalize(), *(column.head for column in columns)),
        rows=tuple(
            RowView(name, tuple(f"{column.numbers[place]:,}" for column in columns))
            for place, name in enumerate(names)
        ),
    )


def period_name(unit: str, first: date) -> str:
    """Return the name of a period, such as "March 2025"."""
    if unit == "week":
        return iso_week(first)
    if unit == "month":
        return month_name(first)
    return short_date(first) if unit == "day" else f"{first.year:04d}"


def in_period(unit: str, name: str) -> str:
    """Return words such as "in March 2025" and "on 18 March 2025"."""
    return f"{'on' if unit == 'day' else 'in'} {name}"


def _label(head: str, names: Sequence[str], numbers: Sequence[int], unit: str) -> str:
    if not names:
        return head
    most = max(numbers)
    peak = names[list(numbers).index(most)]
    return f"{head} by {unit}, {names[0]} to {names[-1]}: most {in_period(unit, peak)}, {most:,}"
