"""Encodes the postings of many terms at once, as `encoding` describes their text."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from daybook.search.document import FIELDS, LENGTHS_BESIDE
from daybook.search.encoding import GROUPS, Encoded, appended, length_digits
from daybook.search.postings import Keys, Postings, first_key, papers_of, ranges, split
from daybook.search.vlq import vlqs
from daybook.search.written import is_of_title

_FORMS = len(FIELDS)
"""The part of other forms of words."""
_AT_ONCE = 300_000
"""Postings that are encoded together, or more: all of a term are."""

_Places = NDArray[np.intp]
_Text = NDArray[np.uint8]


def encode_postings(
    terms: Sequence[str], postings: Postings, lengths: Sequence[Sequence[int]], before: Mapping[str, Encoded]
) -> Iterator[tuple[str, Encoded]]:
    """Yield each term of some postings with their text, appended to that of earlier papers.

    ``terms`` has the term of each number, ``lengths`` for each field those of all papers.
    """
    beside = [np.frombuffer(length_digits(each).encode(), np.uint8) for each in lengths]
    postings = postings.in_order()
    keys = postings.keys
    while len(keys):
        last, *_ = split(keys[:_AT_ONCE][-1:])
        end = int(np.searchsorted(keys, first_key(int(last[0]) + 1)))
        for number, encoded in _encoded(terms, keys[:end], postings, beside):
            term = terms[number]
            yield term, appended(before.get(term), encoded)
        keys = keys[end:]


class _Runs(Struct, frozen=True):
    """The groups of all terms' postings, each as a column."""

    starts: _Places
    ends: _Places
    """Their places among the postings."""
    terms: _Places
    parts: _Places
    groups: _Places
    is_first: NDArray[np.bool_]
    """Whether a term starts with the group."""

    @classmethod
    def of(cls, keys: Keys) -> Self:
        """Return the groups of postings that are in order."""
        starts = np.flatnonzero(np.diff(keys >> np.uint64(32), prepend=np.uint64(2**64 - 1)))
        terms, parts, groups, _ = split(keys[starts])
        ends = np.append(starts[1:], len(keys))
        return cls(starts, ends, terms, parts, groups, np.diff(terms, prepend=-1) != 0)

    def separators(self) -> tuple[_Places, _Places, _Places]:
        """Return how many ``|`` and ``,`` are before each group, and how many empty groups."""
        bars = self.parts - np.where(self.is_first, 0, np.roll(self.parts, 1))
        is_same = (bars == 0) & ~self.is_first
        commas = self.groups - np.where(is_same, np.roll(self.groups, 1), 0)
        return bars, commas, commas - is_same


def _encoded(
    terms: Sequence[str], keys: Keys, postings: Postings, beside: Sequence[_Text]
) -> Iterator[tuple[int, Encoded]]:
    """Yield the number of each term and its postings."""
    runs = _Runs.of(keys)
    bars, commas, empty = runs.separators()
    gaps, gap_sizes = _gaps(keys, postings, runs)
    digits, digit_sizes = _lengths(terms, keys, runs, beside)
    has_digits = digit_sizes > 0
    sizes = bars + commas + gap_sizes + has_digits + digit_sizes
    ends = np.cumsum(sizes)
    text = np.full(int(ends[-1]), ord("|"), np.uint8)
    text[ranges(ends - sizes + bars, commas)] = ord(",")
    text[ranges(ends - sizes + bars + commas, gap_sizes)] = gaps
    text[(ends - digit_sizes - 1)[has_digits]] = ord(":")
    text[ranges(ends - digit_sizes, digit_sizes)] = digits
    groups = np.cumsum(empty + 1)
    lasts = np.zeros(int(groups[-1]), np.uint32)
    lasts[groups - 1] = papers_of(keys[runs.ends - 1])
    all_text, all_lasts = text.tobytes().decode("ascii"), lasts.tolist()
    is_last = np.append(runs.is_first[1:], True)
    start = first = 0
    for number, end, last in zip(
        *(each[is_last].tolist() for each in (runs.terms, ends, groups)), strict=True
    ):
        yield number, Encoded(all_text[start:end], tuple(all_lasts[first:last]))
        start, first = end, last


def _lengths(terms: Sequence[str], keys: Keys, runs: _Runs, beside: Sequence[_Text]) -> tuple[_Text, _Places]:
    """Return the digits of papers' lengths and how many each group has.

    Of a title's word as it is written, the lengths are beside its stem.
    """
    sizes, digits = np.zeros_like(runs.starts), np.zeros(len(keys), np.uint8)
    of_postings = np.repeat(runs.parts, runs.ends - runs.starts)
    for part, field in enumerate(LENGTHS_BESIDE, 1):
        if field is None:
            continue
        of = np.flatnonzero(runs.parts == part)
        if part == _FORMS:
            of = of[[not is_of_title(terms[number]) for number in runs.terms[of].tolist()]]
        sizes[of] = (runs.ends - runs.starts)[of]
        these = of_postings == part
        digits[these] = beside[field][papers_of(keys[these])]
    return digits[np.repeat(sizes > 0, runs.ends - runs.starts)], sizes


def _gaps(keys: Keys, postings: Postings, runs: _Runs) -> tuple[_Text, _Places]:
    """Return the `vlq` of gaps between each group's papers, of the last group with counts, and all sizes."""
    papers = papers_of(keys)
    numbers = np.diff(papers, prepend=papers[:1])
    numbers[runs.starts] = papers[runs.starts]
    is_often = np.repeat(runs.groups == GROUPS - 1, runs.ends - runs.starts)
    places = np.arange(len(keys)) + np.cumsum(is_often) - is_often
    all_numbers = np.zeros(len(keys) + np.count_nonzero(is_often), np.uint32)
    all_numbers[places] = numbers
    all_numbers[places[is_often] + 1] = postings.counts_of(keys[is_often])
    digits, ends = vlqs(all_numbers)
    return digits, np.diff(ends[(places + is_often)[runs.ends - 1]], prepend=0)
