"""Draw a letter with a broad pen: how much of each pixel the ink covers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, sqrt

from daybook.images.letters import STROKES

SHADES = 6
"""Coverage of a pixel that is all ink."""
_LINES = 4
"""Lines on which the ink of a row of pixels is measured."""
_COMMAND = re.compile(r"([MLC])([-0-9. ]+)")
_COS, _SIN = 0.9397, 0.342
"""Of the pen's angle, 20 degrees. Written out, as the system's functions differ in their last digit."""
_LONG, _THIN = 6.6, 2.1
"""Half the pen's length and thickness, where a capital is 100 high."""

Point = tuple[float, float]


@lru_cache(maxsize=256)
def draw(letter: str, height: int) -> tuple[bytes, ...]:
    """Return the rows of a letter: a byte of 0 to `SHADES` for each pixel. A capital is ``height`` high."""
    scale = height / 100
    chords = _chords(scale)
    lines: list[list[list[float]]] = [[] for _ in range((height + 1) * _LINES)]
    for x, y in _points(STROKES[letter], scale):
        at = int(y * _LINES)
        for offset, left, right in chords:
            if 0 <= at + offset < len(lines):
                _add(lines[at + offset], x + left, x + right)
    width = ceil(max(right for line in lines for _, right in line)) + 1
    return tuple(_row(lines[top : top + _LINES], width) for top in range(0, len(lines), _LINES))


def _chords(scale: float) -> list[tuple[int, float, float]]:
    """Return where lines cross the pen, an ellipse: their offset from its centre, and the two ends."""
    long, thin = _LONG * scale * _LONG * scale, _THIN * scale * _THIN * scale
    a = _COS * _COS / long + _SIN * _SIN / thin
    b = _COS * _SIN * (1 / thin - 1 / long)
    c = _SIN * _SIN / long + _COS * _COS / thin
    reach = int(sqrt(a / (a * c - b * b)) * _LINES)
    chords = []
    for offset in range(-reach, reach + 1):
        y = offset / _LINES
        half = sqrt(max(0.0, b * y * b * y - a * (c * y * y - 1))) / a
        chords.append((offset, -b * y / a - half, -b * y / a + half))
    return chords


def _points(path: str, scale: float) -> Iterator[Point]:
    """Yield points of a path so near to each other that the pen leaves no notch between them."""
    step = max(0.4, _THIN * scale / 3)
    at = (0.0, 0.0)
    for command, numbers in _COMMAND.findall(path):
        values = [float(number) * scale for number in numbers.split()]
        places = [(x + _LONG * scale, y) for x, y in zip(values[::2], values[1::2], strict=True)]
        points = [at, *places]
        at = points[-1]
        if command == "M":
            continue
        length = sum(abs(x - u) + abs(y - v) for (u, v), (x, y) in pairwise(points))
        count = ceil(length / step)
        for number in range(count + 1):
            yield _between(points, number / count)


def _between(points: list[Point], share: float) -> Point:
    """Return the point of a line or a Bézier curve after a share of its way (de Casteljau)."""
    while len(points) > 1:
        points = [(u + (x - u) * share, v + (y - v) * share) for (u, v), (x, y) in pairwise(points)]
    return points[0]


def _add(line: list[list[float]], left: float, right: float) -> None:
    """Add ink to a line: to its last piece, if they overlap."""
    if line and left <= line[-1][1] and right >= line[-1][0]:
        last = line[-1]
        last[0], last[1] = min(last[0], left), max(last[1], right)
    else:
        line.append([left, right])


def _row(lines: list[list[list[float]]], width: int) -> bytes:
    """Return the coverage of a row's pixels."""
    change = [0.0] * (width + 2)  # of the coverage from each pixel to the next
    for line in lines:
        done = 0.0
        for left, right in sorted(line):
            start = max(left, done)
            if right > start:
                for at, sign in ((start, 1), (right, -1)):
                    pixel = int(at)
                    change[pixel] += sign * (pixel + 1 - at)
                    change[pixel + 1] += sign * (at - pixel)
                done = right
    full = SHADES / _LINES
    return bytes([int(share * full + 0.5) for share in accumulate(change[:width])])
