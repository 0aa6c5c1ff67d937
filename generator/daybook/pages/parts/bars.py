"""Numbers over time as small bars: an inline SVG, with the numbers in a table."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from daybook.pages.parts.count_phrases import in_period, period_name
from daybook.text.words import Words, phrase

_UNITS = {"day": phrase("Day"), "week": phrase("Week"), "month": phrase("Month"), "year": phrase("Year")}
_LABELS = {
    "day": phrase("{what} by day, {first} to {last}: most {peak}, {number}"),
    "week": phrase("{what} by week, {first} to {last}: most {peak}, {number}"),
    "month": phrase("{what} by month, {first} to {last}: most {peak}, {number}"),
    "year": phrase("{what} by year, {first} to {last}: most {peak}, {number}"),
}
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
    numbers: Sequence[int | None]
    """None where a number would say nothing."""


def bars_view(unit: str, periods: Sequence[date], columns: Sequence[Column], words: Words) -> BarsView:
    """Return the bars of the last column; ``unit`` is that of the periods: day, week, month or year."""
    shown = [number or 0 for number in columns[-1].numbers]
    most = max(shown, default=0)
    names = [period_name(unit, first, words) for first in periods]
    label = columns[-1].head
    if periods:
        peak = in_period(unit, periods[shown.index(most)], words)
        ends = {"first": names[0], "last": names[-1]}
        label = words(_LABELS[unit], what=label, **ends, peak=peak, number=words.number(most))
    bars = []
    for place, number in enumerate(shown):
        if number:
            height = max(1, _HEIGHT * number // most)
            bars.append(BarView(place * _STEP, _HEIGHT - height, height))
    return BarsView(
        label=label,
        width=max(1, len(shown)) * _STEP - 1,
        height=_HEIGHT,
        bars=tuple(bars),
        first=names[0] if len(names) > 1 else "",
        last=names[-1] if names else "",
        columns=(words(_UNITS[unit]), *(column.head for column in columns)),
        rows=tuple(
            RowView(name, tuple(_cell(column.numbers[place], words) for column in columns))
            for place, name in enumerate(names)
        ),
    )


def _cell(number: int | None, words: Words) -> str:
    return "–" if number is None else words.number(number)
