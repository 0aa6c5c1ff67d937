"""A term's postings as text.

Parts are separated by ``|``: the method name of the title, then each field. Within a part, papers are grouped
by how often they contain the term, which mostly is once, and groups are separated by ``,``: 1, 2, … 7 times,
then 8 or more. A group is the `gaps` of its papers' numbers; in the last one each is followed by its count.
In some fields, a group ends with ``:`` and a digit of each paper for the length of its title or abstract: a
query needs the lengths of no other papers.

A term of very many abstracts is in its shard without counts and lengths of these, which say little of it: the
papers' `gaps` in one group, or after ``!`` a bit for each paper of the archive where that is shorter when
compressed; and after ``#`` the name of the file with all counts, for Lunr's query language.

Between postings and ``#``, after ``^``, are the `gaps` of the papers in whose titles the term is the rarest
word (see `telling`), if there are any.

A word as titles write it has, after ``~``, the `gaps` of its papers' places among those of its stem: most of
them have it, so that most gaps are one.
"""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, islice, repeat

from msgspec import Struct

from daybook.search.vlq import DIGITS, decode_vlq, gaps, vlq

GROUPS = 8
_EXACT = 32
"""Lengths below this have a digit each."""
_STEPS = [round(_EXACT * 2 ** (step / 2)) for step in range(8)]
"""The others share one from step to step, as few of them as weights need: digits are a third of postings."""
TITLE, ABSTRACT, FORMS = 1, 2, 6
"""The parts of titles, of abstracts and of other forms."""
_PAPERS_IN_DIGIT = 6
_MARKS_FOR_GAPS = 3
"""Digits of `_marked` papers that compress to less than one digit of `gaps` does, at least."""
_MOST_COUNTED = 8_000
"""Letters of a term's postings in abstracts without lengths, some 5,000 papers, up to which it has counts."""
_DIGITS_OF_LENGTHS = re.compile(":[^,|]*")
_LENGTH_DIGITS = DIGITS[:_EXACT] + "".join(
    DIGITS[_EXACT + 2 + 4 * (bisect(_STEPS, length) - 1)] for length in range(_EXACT, _STEPS[-1] + 1)
)
"""The digit of each length: of the digits, from 32 on in steps of a twelfth, that in the middle of a step."""


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


Group = tuple[str, str, int]
"""The papers, the digits of their lengths, and the last paper."""
Parts = list[list[Group]]
"""The groups of each part, of which any may be empty."""


def length_digits(lengths: Iterable[int]) -> str:
    """Return a digit for each length."""
    longest = len(_LENGTH_DIGITS) - 1
    return "".join([_LENGTH_DIGITS[min(length, longest)] for length in lengths])


def appended(before: Encoded | None, added: Encoded) -> Encoded:
    """Return a term's postings of earlier papers and of later ones."""
    encoded = _joined(before, added) if before else added
    if len(encoded.text) <= _MOST_COUNTED or not _is_very_common(encoded):
        return encoded
    papers = [paper for paper, part, _ in decode_postings(added) if part == ABSTRACT]
    return _merge_abstracts(encoded, papers, before)


def _joined(before: Encoded, added: Encoded) -> Encoded:
    parts = decode_groups(before)
    for part, groups in enumerate(decode_groups(added)):
        for number, (text, digits, last) in enumerate(groups, 1):
            if text:
                _add_group(parts, (part, number), (text, digits, last))
    texts = [
        ",".join([f"{text}:{digits}" if digits else text for text, digits, _ in groups]) for groups in parts
    ]
    return Encoded("|".join(texts), tuple([last for groups in parts for *_, last in groups]))


def _add_group(parts: Parts, at: tuple[int, int], added: Group) -> None:
    """Append papers to a group, given by its part and number, from 1."""
    part, number = at
    while len(parts) <= part:
        parts.append([])
    groups = parts[part]
    while len(groups) < number:
        groups.append(("", "", 0))
    text, digits, last = added
    held, held_digits, held_last = groups[number - 1]
    first = next(decode_vlq(text))
    after = text[len(vlq(first)) :]
    groups[number - 1] = (f"{held}{vlq(first - held_last)}{after}", held_digits + digits, last)


def _is_very_common(encoded: Encoded) -> bool:
    """Return whether a term is in so many abstracts that its shard has no counts of them."""
    abstracts = [*encoded.text.split("|"), "", "", ""][ABSTRACT]
    return len(_DIGITS_OF_LENGTHS.sub("", abstracts).replace(",", "")) > _MOST_COUNTED


def _merge_abstracts(encoded: Encoded, added: list[int], before: Encoded | None) -> Encoded:
    """Add the abstracts in one group; ``added`` are the papers that ``before`` lacks."""
    text, last, marks = (before.merged, before.merged_last, before.marks) if before else ("", 0, "")
    if before and not text:
        added = [paper for paper, part, _ in decode_postings(encoded) if part == ABSTRACT]
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


def listed_postings(encoded: Encoded, name: str, telling: Sequence[int] = ()) -> str:
    """Return the postings of a term as its shard has them; ``name`` is that of the file of counts, if any."""
    titles = f"^{gaps(telling)}" if telling else ""
    if not name:
        return encoded.text + titles
    parts = encoded.text.split("|")
    is_dense = len(encoded.marks) <= _MARKS_FOR_GAPS * len(encoded.merged)
    abstracts = f"!{encoded.marks}" if is_dense else encoded.merged
    return "|".join([*parts[:ABSTRACT], abstracts, *parts[ABSTRACT + 1 :]]) + f"{titles}#{name}"


def is_of_forms(encoded: Encoded) -> bool:
    """Return whether each paper has a term once, as another form of a word."""
    return len(encoded.lasts) == 1 and encoded.text.startswith("|" * FORMS)


def listed_places(encoded: Encoded, stem: Encoded, telling: Sequence[int]) -> str:
    """Return the postings of a title's word as places among those of its stem; empty if that lacks some."""
    among = {*papers_of_part(stem, TITLE), *papers_of_part(stem, FORMS)}
    having = papers_of_part(encoded, FORMS)
    if not among.issuperset(having):
        return ""
    places = {paper: place for place, paper in enumerate(sorted(among))}
    return f"~{gaps([places[paper] for paper in having])}" + (f"^{gaps(telling)}" if telling else "")


def decode_postings(encoded: Encoded) -> Iterator[tuple[int, int, int]]:
    """Yield paper, part and count of the encoded postings, unsorted."""
    for part, groups in enumerate(encoded.text.split("|")):
        for count, group in enumerate(groups.split(","), 1):
            numbers = list(decode_vlq(group.partition(":")[0]))
            counts = [count] * len(numbers)
            if count == GROUPS:
                numbers, counts = numbers[::2], numbers[1::2]
            yield from zip(accumulate(numbers), repeat(part), counts, strict=False)


def papers_of_part(encoded: Encoded, part: int) -> list[int]:
    """Return the papers of one part of encoded postings, in order."""
    text = "".join(encoded.text.split("|", part + 1)[part : part + 1])
    found: list[int] = []
    for count, group in enumerate(text.split(",") if text else (), 1):
        numbers = decode_vlq(group.partition(":")[0])
        found += accumulate(islice(numbers, 0, None, 2) if count == GROUPS else numbers)
    return sorted(found)


def decode_groups(encoded: Encoded) -> Parts:
    lasts = iter(encoded.lasts)
    return [
        [(*group.partition(":")[::2], next(lasts)) for group in part.split(",")] if part else []
        for part in encoded.text.split("|")
    ]
