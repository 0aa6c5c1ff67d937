"""Encode many numbers as base64 VLQ text at once; `vlq` encodes one."""

from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from daybook.search.vlq import DIGITS

_DIGITS = np.frombuffer(DIGITS.encode(), np.uint8)
_OF_DIGIT = 5
"""Bits."""


def vlqs(numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint8], NDArray[np.intp]]:
    """Return the text of numbers, and where that of each ends."""
    sizes = np.ones(len(numbers), np.uint8)
    for bits in range(_OF_DIGIT, 32, _OF_DIGIT):
        sizes += numbers >> np.uint32(bits) > 0
    ends = np.cumsum(sizes, dtype=np.intp)
    digits = np.zeros(int(ends[-1]), np.uint8)
    for digit in range(int(sizes.max())):
        these = np.flatnonzero(sizes > digit)
        value = numbers[these] >> np.uint32(_OF_DIGIT * digit) & np.uint32(31)
        digits[ends[these] - sizes[these] + digit] = value | (sizes[these] > digit + 1) << 5
    return _DIGITS[digits], ends


def all_gaps(lists: Sequence[Sequence[int]]) -> Iterator[str]:
    """Yield the `gaps` of each of some lists of increasing numbers, of which none is empty."""
    ends = np.cumsum([len(each) for each in lists])
    numbers = np.fromiter(chain.from_iterable(lists), np.uint32, int(ends[-1]))
    starts = np.append(0, ends[:-1])
    steps = np.diff(numbers, prepend=np.uint32(0))
    steps[starts] = numbers[starts]
    digits, digit_ends = vlqs(steps)
    text, start = digits.tobytes().decode("ascii"), 0
    for end in digit_ends[ends - 1].tolist():
        yield text[start:end]
        start = end
