"""A term's postings as text.

Parts are separated by ``|``: the method name of the title, then each field. Within a part, papers are grouped
by how often they contain the term, which mostly is once, and groups are separated by ``,``: 1, 2, … 7 times,
then 8 or more. A group is the `gaps` of its papers' numbers; in the last one each is followed by its count.
In some fields, a group ends with ``:`` and a digit of each paper for the length of its title or abstract: a
query needs the lengths of no other papers.

A term of very many abstracts is in its shard without counts and lengths of these, which say little of it: the
papers' `gaps` in one group, or after ``!`` a bit for each paper of the archive where that is shorter when
compressed; and after ``#`` the name of the file with all counts, for Lunr's query language.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain
from types import MappingProxyType

from msgspec import Struct

from daybook.search.postings import COUNT_BITS, COUNT_MASK, PAPER_SHIFT, PART_AND_COUNT_MASK, PART_MASK
from daybook.search.vlq import DIGITS, decode_vlq, gaps, vlq

GROUPS = 8
_LENGTHS = [*range(32), *(round(32 * 2 ** (step / 8)) for step in range(32))]
"""What the digits of lengths mean: numbers below 32, then steps of a twelfth."""
_ABSTRACT = 2
"""The part of abstracts."""
_PAPERS_IN_DIGIT = 6
_MARKS_FOR_GAPS = 3
"""Digits of `_marked` papers that compress to less than one digit of `gaps` does, at least."""
_MOST_COUNTED = 8_000
"""Letters of a term's postings in abstracts without lengths, some 5,000 papers, up to which it has counts."""
_DIGITS_OF_LENGTHS = re.compile(":[^,|]*")
_LENGTH_DIGITS = [DIGITS[bisect(_LENGTHS, length) - 1] for length in range(_LENGTHS[-1] + 1)]


class Encoded(Struct, frozen=True, array_like=True):
    """One term's postings as text."""

    text: str = ""
    lasts: tuple[int, ...] = ()
    """The last paper of each group, in order, to which later papers are appended."""
    merged: str = ""
    """The `gaps` of all abstracts, if these are very many; else empty."""
    merged_last: int = 0
    marks: str = ""
    """The same papers, `_marked`."""


_Groups = list[tuple[str, str, int]]
"""The papers, the digits of their lengths, and the last paper of each group of a part."""


def length_digits(lengths: Iterable[int]) -> str:
    """Return a digit for each length."""
    longest = len(_LENGTH_DIGITS) - 1
    return "".join([_LENGTH_DIGITS[min(length, longest)] for length in lengths])


def encode_postings(
    postings: Iterable[int], lengths: Mapping[int, str] = MappingProxyType({}), before: Encoded | None = None
) -> Encoded:
    """Encode postings, sorted by paper, and append them to those of earlier papers.

    ``lengths`` has the `length_digits` of all papers for some parts.
    """
    parts = _decode_groups(before) if before else []
    found: dict[int, list[int]] = defaultdict(list)
    often: list[tuple[int, int, int]] = []
    for posting in postings:
        found[posting & PART_AND_COUNT_MASK].append(posting >> PAPER_SHIFT)
    for key, papers in found.items():
        part, count = key >> COUNT_BITS, key & COUNT_MASK
        if count >= GROUPS:
            often += [(part, paper, count) for paper in papers]
        else:
            text, digits, last = _group(parts, part, count)
            if part in lengths:
                digits += "".join(map(lengths[part].__getitem__, papers))
            parts[part][count - 1] = (text + gaps(papers, last), digits, papers[-1])
    for part, paper, count in sorted(often):
        text, digits, last = _group(parts, part, GROUPS)
        if part in lengths:
            digits += lengths[part][paper]
        parts[part][GROUPS - 1] = (text + vlq(paper - last) + vlq(count), digits, paper)
    texts = [
        ",".join([f"{text}:{digits}" if digits else text for text, digits, _ in groups]) for groups in parts
    ]
    lasts = tuple([last for groups in parts for *_, last in groups])
    if len(parts) <= _ABSTRACT or sum(len(text) for text, *_ in parts[_ABSTRACT]) <= _MOST_COUNTED:
        return Encoded("|".join(texts), lasts)
    added = list(chain(*(papers for key, papers in found.items() if key >> COUNT_BITS == _ABSTRACT)))
    return _merge_abstracts(Encoded("|".join(texts), lasts), added, before)


def _merge_abstracts(encoded: Encoded, added: list[int], before: Encoded | None) -> Encoded:
    """Add the abstracts in one group; ``added`` are those that postings from before lack."""
    text, last, marks = (before.merged, before.merged_last, before.marks) if before else ("", 0, "")
    if before and not text:
        postings = decode_postings(encoded)
        added = [each >> PAPER_SHIFT for each in postings if each >> COUNT_BITS & PART_MASK == _ABSTRACT]
    added.sort()
    merged_last = added[-1] if added else last
    return Encoded(encoded.text, encoded.lasts, text + gaps(added, last), merged_last, _marked(added, marks))


def _marked(papers: Sequence[int], before: str) -> str:
    """Return a text with a bit for each paper, six in a digit, in which these papers' are set.

    ``before`` has those of earlier papers, of which the last may share its digit with one of these.
    """
    if not papers:
        return before
    start = papers[0] // _PAPERS_IN_DIGIT
    digits = [DIGITS.index(digit) for digit in before[start:]]
    digits += [0] * (papers[-1] // _PAPERS_IN_DIGIT + 1 - start - len(digits))
    for paper in papers:
        digits[paper // _PAPERS_IN_DIGIT - start] |= 1 << paper % _PAPERS_IN_DIGIT
    return before[:start].ljust(start, DIGITS[0]) + "".join([DIGITS[digit] for digit in digits])


def with_counts(encoded: Encoded) -> str:
    """Return the postings of a term of very many abstracts with all counts, for Lunr's query language."""
    return _DIGITS_OF_LENGTHS.sub("", encoded.text)


def listed_postings(encoded: Encoded, name: str) -> str:
    """Return the postings of a term as its shard has them; ``name`` is that of the file of counts, if any."""
    if not name:
        return encoded.text
    parts = encoded.text.split("|")
    is_dense = len(encoded.marks) <= _MARKS_FOR_GAPS * len(encoded.merged)
    abstracts = f"!{encoded.marks}" if is_dense else encoded.merged
    return "|".join([*parts[:_ABSTRACT], abstracts, *parts[_ABSTRACT + 1 :]]) + f"#{name}"


def decode_postings(encoded: Encoded) -> Iterator[int]:
    """Yield the encoded postings, unsorted."""
    for part, groups in enumerate(encoded.text.split("|")):
        for count, group in enumerate(groups.split(","), 1):
            numbers = list(decode_vlq(group.partition(":")[0]))
            counts = [count] * len(numbers)
            if count == GROUPS:
                numbers, counts = numbers[::2], numbers[1::2]
            for paper, times in zip(accumulate(numbers), counts, strict=True):
                yield paper << PAPER_SHIFT | part << COUNT_BITS | times


def _group(parts: list[_Groups], part: int, number: int) -> tuple[str, str, int]:
    """Return a group, numbered from 1; add it and those before it if they are missing."""
    while len(parts) <= part:
        parts.append([])
    while len(parts[part]) < number:
        parts[part].append(("", "", 0))
    return parts[part][number - 1]


def _decode_groups(encoded: Encoded) -> list[_Groups]:
    lasts = iter(encoded.lasts)
    return [
        [(*group.partition(":")[::2], next(lasts)) for group in part.split(",")] if part else []
        for part in encoded.text.split("|")
    ]
