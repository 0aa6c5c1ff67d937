"""Encodes the postings of many terms at once, as `encoding` describes their text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from daybook.search.document import FIELDS, LENGTHS_BESIDE
from daybook.search.encoding import (
    ABSTRACT,
    GROUPS,
    Encoded,
    Parts,
    add_group,
    decode_groups,
    is_very_common,
    joined,
    length_digits,
    merge_abstracts,
)
from daybook.search.postings import Numbers, Postings
from daybook.search.vlq import DIGITS
from daybook.search.written import is_of_title

_FORMS = len(FIELDS)
"""The part of other forms of words."""
_BITS = 3
"""Of a part, and of a group."""
_MASK = (1 << _BITS) - 1
_AT_ONCE = 1_000_000
"""Postings that are encoded together, or more: all of a term are."""
_DIGITS = np.frombuffer(DIGITS.encode(), np.uint8)
_OF_DIGIT = 5
_NO_DIGIT = ord(" ")

_Run = tuple[int, tuple[int, int], str, str, tuple[int, int], slice]
"""A group of a term's postings: the term, its part and number, `gaps` after its first paper, length digits,
the first and the last paper, and the places of all among the postings."""


def encode_postings(
    terms: Sequence[str], postings: Postings, lengths: Sequence[Sequence[int]], before: Mapping[str, Encoded]
) -> Iterator[tuple[str, Encoded]]:
    """Yield each term of some postings with their text, appended to that of earlier papers.

    ``terms`` has the term of each number, ``lengths`` for each field those of all papers.
    """
    beside = [np.frombuffer(length_digits(each).encode(), np.uint8) for each in lengths]
    keys = postings.terms << 2 * _BITS | postings.parts << _BITS | np.minimum(postings.counts, GROUPS) - 1
    order = postings.order(keys)
    numbers = postings.terms[order]
    start = 0
    while start < len(order):
        last = numbers[min(start + _AT_ONCE, len(order)) - 1]
        end = int(np.searchsorted(numbers, last, "right"))
        chosen = postings.chosen(order[start:end])
        for number, runs in groupby(_runs(chosen, keys[order[start:end]], beside), itemgetter(0)):
            term = terms[number]
            yield term, _encoded(list(runs), before.get(term), is_of_title(term), chosen.papers)
        start = end


def _encoded(runs: Sequence[_Run], before: Encoded | None, is_title: bool, papers: Numbers) -> Encoded:
    """Return a term's postings; of a title's word as it is written, the lengths are beside its stem."""
    parts: Parts = decode_groups(before) if before else []
    for _, at, text, digits, ends, _ in runs:
        add_group(parts, at, text, "" if is_title and at[0] == _FORMS else digits, ends)
    encoded = joined(parts)
    if not is_very_common(parts):
        return encoded
    added: list[int] = []
    for _, (part, _), *_, places in runs:
        if part == ABSTRACT:
            added += papers[places].tolist()
    return merge_abstracts(encoded, added, before)


def _runs(postings: Postings, keys: Numbers, beside: Sequence[NDArray[np.uint8]]) -> Iterator[_Run]:
    """Yield each group of postings sorted by key."""
    papers = postings.papers
    starts = np.flatnonzero(np.diff(keys, prepend=keys[0] + 1))
    ends = np.append(starts[1:], len(keys))
    text, text_ends = _gaps(postings, starts)
    digits = np.full(len(keys), _NO_DIGIT, np.uint8)
    for part, field in enumerate(LENGTHS_BESIDE, 1):
        if field is not None:
            of = postings.parts == part
            digits[of] = beside[field][papers[of]]
    all_digits = digits.tobytes().decode("ascii")
    text_start = 0
    columns = (keys[starts], starts, ends, text_ends[ends - 1], papers[starts], papers[ends - 1])
    for key, start, end, text_end, first, last in zip(*(each.tolist() for each in columns), strict=True):
        at = key >> _BITS & _MASK, (key & _MASK) + 1
        of_group = all_digits[start:end] if all_digits[start] != " " else ""
        gaps_after = text[text_start:text_end]
        yield key >> 2 * _BITS, at, gaps_after, of_group, (first, last), slice(start, end)
        text_start = text_end


def _gaps(postings: Postings, starts: NDArray[np.intp]) -> tuple[str, NDArray[np.intp]]:
    """Return the `vlq` of gaps between the papers of groups, of the last group with counts, and their ends.

    What starts a group has no gap, but may have a count.
    """
    is_often = postings.counts >= GROUPS
    places = np.arange(len(is_often)) + np.cumsum(is_often) - is_often
    numbers = np.zeros(len(is_often) + np.count_nonzero(is_often), np.uint32)
    numbers[places] = np.diff(postings.papers, prepend=np.uint32(0))
    numbers[places[is_often] + 1] = postings.counts[is_often]
    sizes = np.ones(len(numbers), np.uint8)
    for bits in range(_OF_DIGIT, 32, _OF_DIGIT):
        sizes += numbers >> np.uint32(bits) > 0
    sizes[places[starts]] = 0
    ends = np.cumsum(sizes, dtype=np.intp)
    digits = np.zeros(int(ends[-1]), np.uint8)
    for digit in range(int(sizes.max())):
        these = np.flatnonzero(sizes > digit)
        value = numbers[these] >> np.uint32(_OF_DIGIT * digit) & np.uint32(31)
        digits[ends[these] - sizes[these] + digit] = value | (sizes[these] > digit + 1) << 5
    return _DIGITS[digits].tobytes().decode("ascii"), ends[places + is_often]
