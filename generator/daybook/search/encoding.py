"""A term's postings as text.

Parts are separated by ``|``: the method name of the title, then each field. Within a part, papers are grouped
by how often they contain the term, which mostly is once, and groups are separated by ``,``: 1, 2, … 7 times,
then 8 or more. A group is the `gaps` of its papers' numbers; in the last one each is followed by its count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from msgspec import Struct

from daybook.search.postings import COUNT_BITS, COUNT_MASK, PAPER_SHIFT, PART_AND_COUNT_MASK
from daybook.search.vlq import decode_vlq, gaps, vlq

GROUPS = 8


class Encoded(Struct, frozen=True, array_like=True):
    """One term's postings as text."""

    text: str = ""
    lasts: tuple[int, ...] = ()
    """The last paper of each group, in order, to which later papers are appended."""


_Groups = list[tuple[str, int]]
"""Text and last paper of each group of a part."""


def encode_postings(postings: Iterable[int], before: Encoded | None = None) -> Encoded:
    """Encode postings, sorted by paper, and append them to those of earlier papers."""
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
            text, last = _group(parts, part, count)
            parts[part][count - 1] = (text + gaps(papers, last), papers[-1])
    for part, paper, count in sorted(often):
        text, last = _group(parts, part, GROUPS)
        parts[part][GROUPS - 1] = (text + vlq(paper - last) + vlq(count), paper)
    return Encoded(
        "|".join([",".join([text for text, _ in groups]) for groups in parts]),
        tuple([last for groups in parts for _, last in groups]),
    )


def decode_postings(encoded: Encoded) -> Iterator[int]:
    """Yield the encoded postings, unsorted."""
    for part, groups in enumerate(encoded.text.split("|")):
        for count, group in enumerate(groups.split(","), 1):
            numbers = list(decode_vlq(group))
            counts = [count] * len(numbers)
            if count == GROUPS:
                numbers, counts = numbers[::2], numbers[1::2]
            for paper, times in zip(accumulate(numbers), counts, strict=True):
                yield paper << PAPER_SHIFT | part << COUNT_BITS | times


def _group(parts: list[_Groups], part: int, number: int) -> tuple[str, int]:
    """Return a group, numbered from 1; add it and those before it if they are missing."""
    while len(parts) <= part:
        parts.append([])
    while len(parts[part]) < number:
        parts[part].append(("", 0))
    return parts[part][number - 1]


def _decode_groups(encoded: Encoded) -> list[_Groups]:
    lasts = iter(encoded.lasts)
    return [
        [(text, next(lasts)) for text in part.split(",")] if part else [] for part in encoded.text.split("|")
    ]
