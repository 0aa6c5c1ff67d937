"""The picture of a day: its date left of the red rule, and a bar for each paper's up-votes right of it."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from daybook.images.pen import SHADES, draw
from daybook.images.png import packed, png
from daybook.text.dates import MONTHS, WEEKDAYS
from daybook.text.plain_text import count
from daybook.theme.colours import Colours

WIDTH, HEIGHT = 960, 504
_HALF = WIDTH // 2
"""The rule is here; the halves are drawn apart, as days share weekdays, numerals, months and counts."""
_LEFT, _MOST_WIDTH = 52, 408
_TOP = 52
_RIGHT, _BAR, _PITCH = 64, 11, 29
BARS = 12
"""Number of papers whose up-votes are shown."""
_LONGEST = _HALF - _RIGHT - _LEFT

_INK, _RED = 0, SHADES
"""Added to a shade of 1 and more, its place in the palette; 0 is paper."""
_LINE, _RULE = 2 * SHADES + 1, 2 * SHADES + 2
_DOUBLE_RULE = bytes((_RULE, _RULE, 0, 0, 0, 0, 0, _RULE, _RULE))


def day_image(day: date, papers: int, votes: Sequence[int], colours: Colours) -> bytes:
    """Return a day's picture as PNG; ``votes`` are the up-votes of its papers in their order."""
    left = [packed(bytes(_HALF))] * HEIGHT
    _put(left, _TOP, _words(WEEKDAYS[day.weekday()].upper(), 26, _RED))
    _put(left, 120, _words(str(day.day), 240, _INK))
    _put(left, 421, _words(f"{MONTHS[day.month - 1]} {day.year}".upper(), 32, _INK))
    right = [_bar(0, _RED)] * HEIGHT
    most = max(votes, default=0)
    for place in range(BARS):
        top = _TOP + place * _PITCH
        if place < len(votes) and votes[place]:
            _put(right, top, [_bar(max(3, _LONGEST * votes[place] // most), 2 * SHADES)] * _BAR)
        _put(right, top + _BAR + 5, [_bar(_LONGEST, _LINE)] * 2)
    _put(right, 427, _words(count(papers, "paper").replace(",", "").upper(), 26, _INK, is_right=True))
    return png(WIDTH, [start + rest for start, rest in zip(left, right, strict=True)], _palette(colours))


def _put(half: list[bytes], top: int, rows: Sequence[bytes]) -> None:
    half[top : top + len(rows)] = rows


@lru_cache(maxsize=1024)
def _bar(length: int, colour: int) -> bytes:
    """Return a row of the right half with a bar."""
    return packed((_DOUBLE_RULE.ljust(_RIGHT, b"\0") + bytes((colour,)) * length).ljust(_HALF, b"\0"))


@lru_cache(maxsize=1024)
def _words(text: str, height: int, colour: int, is_right: bool = False) -> Sequence[bytes]:
    """Return the rows of half a picture with words; letters are set closer if they are too wide."""
    letters = [draw(letter, height) if letter != " " else (bytes(height * 2 // 5),) for letter in text]
    width = sum(len(rows[0]) for rows in letters)
    gap = bytes(min(height // 6, (_MOST_WIDTH - width) // len(text))) if height < 100 else b""
    start = _DOUBLE_RULE.ljust(_RIGHT, b"\0") if is_right else bytes(_LEFT - height // 20)
    shades = bytes([0, *range(colour + 1, 256), *range(colour)])
    blank = [bytes(len(rows[0])) for rows in letters]
    rows = zip_longest(*letters) if " " in text else zip(*letters, strict=True)
    drawn = (gap.join(part or space for part, space in zip(row, blank, strict=True)) for row in rows)
    return [packed((start + row.translate(shades)).ljust(_HALF, b"\0")) for row in drawn]


@lru_cache(maxsize=4)
def _palette(colours: Colours) -> Sequence[bytes]:
    """Return the colours from paper to ink and to red, then those of lines and rules."""
    steps = [
        (colour, shade, SHADES) for colour in (colours.ink, colours.red) for shade in range(1, SHADES + 1)
    ]
    all_steps = [(colours.paper, 1, 1), *steps, (colours.line, 1, 1), (colours.rule, 1, 1)]
    return [_blend(colours.paper, *step) for step in all_steps]


def _blend(paper: str, colour: str, share: int, whole: int) -> bytes:
    pairs = zip(bytes.fromhex(paper[1:]), bytes.fromhex(colour[1:]), strict=True)
    return bytes((under * (whole - share) + over * share) // whole for under, over in pairs)
