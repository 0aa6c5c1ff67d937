"""A term's postings as text.

Parts are separated by ``|``: the method name of the title, then each field. Within a part, papers are grouped
by how often they contain the term, which mostly is once, and groups are separated by ``,``: 1, 2, … 7 times,
then 8 or more. A group is the `gaps` of its papers' numbers; in the last one each is followed by its count.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from daybook.search.postings import COUNT_BITS, COUNT_MASK, PAPER_SHIFT, PART_AND_COUNT_MASK
from daybook.search.vlq import gaps, vlq

GROUPS = 8


class Encoded(Struct, frozen=True):
    """One term's postings as text."""

    text: str
    lasts: tuple[int, ...] = ()
    """The last paper of each group, in order, to which later papers are appended."""


_Groups = list[tuple[str, int]]
"""Text and last paper of each group of a part."""


def encode_postings(postings: Sequence[int], before: Encoded | None = None) -> Encoded:
    """Encode postings and append them to those of earlier papers."""
    parts = _decode_groups(before) if before else []
    often: dict[int, list[tuple[int, int]]] = {}
    for key, papers in sorted(_by_part_and_count(postings).items()):
        part, count = key >> COUNT_BITS, key & COUNT_MASK
        if count >= GROUPS:
            often.setdefault(part, []).extend((paper, count) for paper in papers)
            continue
        text, last = _group(parts, part, count)
        parts[part][count - 1] = (text + gaps(papers, last), papers[-1])
    for part, counted in often.items():
        text, last = _group(parts, part, GROUPS)
        for paper, count in sorted(counted):
            text += vlq(paper - last) + vlq(count)
            last = paper
        parts[part][GROUPS - 1] = (text, last)
    return Encoded(
        "|".join([",".join([text for text, _ in groups]) for groups in parts]),
        tuple([last for groups in parts for _, last in groups]),
    )


def _by_part_and_count(postings: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for posting in postings:
        key = posting & PART_AND_COUNT_MASK
        try:
            found[key].append(posting >> PAPER_SHIFT)
        except KeyError:
            found[key] = [posting >> PAPER_SHIFT]
    return found


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
