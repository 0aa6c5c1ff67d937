"""Draw a letter with a broad pen: how much of each pixel the ink covers."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, pairwise
from math import ceil, sqrt

STROKES = {
    "0": "M31 3C11 3 6 28 6 50C6 72 11 97 31 97C51 97 56 72 56 50C56 28 51 3 31 3",
    "1": "M11 19L33 4L33 97M17 97L49 97",
    "2": "M8 26C8 11 17 3 29 3C42 3 52 11 52 26C52 46 28 66 9 95L55 95L57 82",
    "3": "M9 17C13 7 20 3 29 3C42 3 50 11 50 24C50 38 40 46 24 46"
    "M24 46C44 46 54 56 54 71C54 87 43 97 27 97C16 97 9 92 5 82",
    "4": "M42 97L42 4L5 68L60 68M30 97L54 97",
    "5": "M51 5L17 5L13 46C19 41 25 39 31 39C46 39 54 51 54 67C54 85 43 97 27 97C17 97 10 92 6 83",
    "6": "M51 5C26 8 7 34 7 64C7 85 16 97 31 97C46 97 55 85 55 68C55 52 46 42 33 42C19 42 9 52 7 66",
    "7": "M6 20L8 6L56 6C40 32 28 60 25 97",
    "8": "M30 46C16 40 10 34 10 24C10 11 18 3 30 3C42 3 50 11 50 23C50 34 43 40 30 46C14 54 6 62 6 75"
    "C6 89 16 97 30 97C45 97 55 88 55 75C55 62 46 54 30 46",
    "9": "M11 95C36 92 55 66 55 36C55 15 46 3 31 3C16 3 7 15 7 32C7 48 16 58 29 58C43 58 53 48 55 34",
    "A": "M38 3L10 97M38 3L68 97M20 64L57 64M2 97L19 97M58 97L77 97",
    "B": "M14 4L14 96M6 4L30 4C44 4 50 13 50 25C50 38 42 47 30 47L14 47"
    "M30 47C46 47 56 56 56 71C56 87 46 96 30 96L6 96",
    "C": "M64 20C58 8 50 3 40 3C19 3 7 23 7 50C7 77 19 97 41 97C51 97 59 92 65 81",
    "D": "M14 4L14 96M6 4L30 4C55 4 66 24 66 50C66 76 55 96 30 96L6 96",
    "E": "M14 4L14 96M6 4L50 4L51 18M14 48L42 48M6 96L52 96L55 80",
    "F": "M14 4L14 97M6 4L50 4L51 18M14 50L42 50M5 97L25 97",
    "G": "M64 20C58 8 50 3 40 3C19 3 7 23 7 50C7 77 19 97 41 97C52 97 60 93 65 88L65 58M53 58L75 58",
    "H": "M14 3L14 97M62 3L62 97M14 49L62 49M5 3L23 3M5 97L23 97M53 3L71 3M53 97L71 97",
    "I": "M14 3L14 97M5 3L23 3M5 97L23 97",
    "J": "M24 3L24 78C24 92 18 97 6 97M14 3L34 3",
    "L": "M14 3L14 96M5 3L24 3M6 96L50 96L54 78",
    "M": "M14 97L20 3L47 90L74 3L80 97M6 97L23 97M71 97L89 97M12 3L20 3M74 3L82 3",
    "N": "M14 97L14 3L64 97L64 3M5 97L24 97M54 3L74 3M5 3L14 3",
    "O": "M40 3C18 3 7 25 7 50C7 75 18 97 40 97C62 97 73 75 73 50C73 25 62 3 40 3",
    "P": "M14 3L14 97M6 4L32 4C47 4 54 14 54 28C54 43 46 54 30 54L14 54M5 97L24 97",
    "R": "M14 3L14 97M6 4L32 4C47 4 53 14 53 27C53 41 46 51 30 51L14 51M32 51L60 97L70 97M5 97L24 97",
    "S": "M47 17C43 8 36 3 27 3C15 3 8 11 8 23C8 52 50 42 50 73C50 88 41 97 27 97C16 97 9 91 5 81",
    "T": "M34 4L34 97M5 20L6 4L62 4L63 20M24 97L44 97",
    "U": "M14 3L14 66C14 87 22 97 37 97C52 97 60 87 60 66L60 3M5 3L24 3M51 3L69 3",
    "V": "M10 3L38 97L66 3M2 3L20 3M57 3L75 3",
    "W": "M10 3L30 97L51 10L72 97L92 3M2 3L20 3M84 3L101 3",
    "Y": "M9 3L38 52L67 3M38 52L38 97M28 97L48 97M2 3L18 3M58 3L74 3",
}
"""Digits and capitals as strokes, in a square of which 100 is the height of a capital.

A stroke has commands of SVG paths, M, L and C with absolute coordinates, for the centre of the pen.
"""


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
