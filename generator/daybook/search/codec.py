"""How numbers are written in the index: base64 VLQ, as source maps use it, but without signs.

Six bits a character, lowest first; the sixth says that more follow. In JSON text a host can compress it;
over the postings of 4,024 papers it took a sixth less than decimals, both gzipped. Gaps are written, not
paper numbers, and papers are grouped by how often they hold the term, which mostly is once.
"""

from __future__ import annotations

from base64 import b32encode
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import chain
from operator import sub

from msgspec import Struct

from daybook.search.postings import COUNT_BITS, MOST_COUNT, PAPER_SHIFT, PLACE_AND_COUNT

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
GROUPS = 8
"""Papers that hold a term 1, 2, … 7 times have a group each; in the eighth each tells its count."""


_SMALL = list(DIGITS[:32])
for _higher in range(1, 128):
    _SMALL += [lowest + _SMALL[_higher] for lowest in DIGITS[32:]]


def vlq(number: int) -> str:
    """A whole number from 0 as text."""
    return _SMALL[number] if number < len(_SMALL) else DIGITS[number & 31 | 32] + vlq(number >> 5)


def gaps(numbers: Sequence[int], last: int = 0) -> str:
    """Rising numbers as the gaps between them, the first from ``last``."""
    differences = map(sub, numbers, chain((last,), numbers))
    try:
        return "".join(map(_SMALL.__getitem__, differences))
    except IndexError:
        return "".join(map(vlq, map(sub, numbers, chain((last,), numbers))))


class Encoded(Struct, frozen=True):
    """One term's postings as text: parts split by ``|`` (name, then the fields), groups by ``,``.

    A name's groups are by its number of terms, a field's by how often the term stands in it.
    """

    text: str
    lasts: tuple[int, ...] = ()
    """The last paper of each group, in their order: there later papers go on."""


_Groups = list[tuple[str, int]]
"""Of one part: the text and the last paper of each."""


def encode_postings(postings: Sequence[int], before: Encoded | None = None) -> Encoded:
    """Encode postings, behind those of papers ``before`` them."""
    if before is None and len(postings) == 1 and (lone := _encode_one(postings[0])):
        return lone
    parts = _parts(before) if before else []
    often: dict[int, list[tuple[int, int]]] = {}
    for key, papers in sorted(_alike(postings).items()):
        place, count = key >> COUNT_BITS, key & MOST_COUNT
        if count >= GROUPS:
            often.setdefault(place, []).extend((paper, count) for paper in papers)
            continue
        text, last = _group(parts, place, count)
        parts[place][count - 1] = (text + gaps(papers, last), papers[-1])
    for place, counted in often.items():
        text, last = _group(parts, place, GROUPS)
        for paper, count in sorted(counted):
            text += vlq(paper - last) + vlq(count)
            last = paper
        parts[place][GROUPS - 1] = (text, last)
    return Encoded(
        "|".join([",".join([text for text, _ in part]) for part in parts]),
        tuple([last for part in parts for _, last in part]),
    )


def _encode_one(posting: int) -> Encoded | None:
    """The same for one posting alone, as most terms have, where its count has a group."""
    place, count = (posting & PLACE_AND_COUNT) >> COUNT_BITS, posting & MOST_COUNT
    if count >= GROUPS:
        return None
    paper, empty = posting >> PAPER_SHIFT, count - 1
    return Encoded("|" * place + "," * empty + vlq(paper), (0,) * empty + (paper,))


def _alike(postings: Iterable[int]) -> dict[int, list[int]]:
    """The papers of postings that have place and count in common."""
    found: dict[int, list[int]] = {}
    for posting in postings:
        key = posting & PLACE_AND_COUNT
        try:
            found[key].append(posting >> PAPER_SHIFT)
        except KeyError:
            found[key] = [posting >> PAPER_SHIFT]
    return found


def _group(parts: list[_Groups], place: int, group: int) -> tuple[str, int]:
    """A group, made with those before it where it is not there."""
    while len(parts) <= place:
        parts.append([])
    while len(parts[place]) < group:
        parts[place].append(("", 0))
    return parts[place][group - 1]


def _parts(encoded: Encoded) -> list[_Groups]:
    lasts = iter(encoded.lasts)
    return [
        [(text, next(lasts)) for text in part.split(",")] if part else [] for part in encoded.text.split("|")
    ]


def name_of(content: bytes) -> str:
    """Ten characters for a file's content: 50 bits of BLAKE2b, alike on disks that ignore case."""
    return b32encode(blake2b(content, digest_size=10).digest()).decode("ascii").lower()[:10]
