"""Lunr's own serialised index, as ``lunr.Index.load`` of lunr.js 2.3.9 reads it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from daybook.search.document import FIELDS
from daybook.search.keys import script_order
from daybook.search.postings import COUNT_BITS, K1, MOST_COUNT, PAPER_SHIFT, PLACES, B, Postings, idf
from daybook.search.shards import to_json

LUNR_VERSION = "2.3.9"
Weight = tuple[int, int, int, float]
"""Paper, field's number, count, weight."""
_HALVES = 1.5 * 2**52
"""Added to a number and taken away again, it leaves the nearest whole one: a fraction has no bits left."""
_SURE = 0.499
"""So far from a whole number of thousandths, rounding in one step or in two comes to the same."""


def weights(postings: Postings) -> Iterator[tuple[str, list[Weight]]]:
    """Lunr's weights of each term, in the order of its postings (a title's name has none).

    Okapi BM25 times the field's boost, rounded to three decimals as Lunr stores it (lunr.js 2.3.9,
    ``lunr.Builder.createFieldVectors``); the operations are in Lunr's order, so that no bit differs.
    """
    norms = [array("d")] + [
        array("d", (K1 * (1 - B + B * (length / average)) if average else 0.0 for length in lengths))
        for lengths, average in zip(postings.lengths, postings.averages(), strict=True)
    ]
    boosts = [0, *(field.boost for field in FIELDS)]
    more, halves, sure = K1 + 1, _HALVES, _SURE
    for term, packed in postings.terms.items():
        rarity = idf(packed, postings.papers)
        held: list[Weight] = []
        for each in packed:
            if place := each >> COUNT_BITS & PLACES:  # none of those of a name
                paper, count = each >> PAPER_SHIFT, each & MOST_COUNT
                score = rarity * (more * count) / (norms[place][paper] + count) * boosts[place]
                thousandths = score * 1000
                whole = (thousandths + halves) - halves
                is_sure = -sure < thousandths - whole < sure
                held.append((paper, place - 1, count, whole / 1000 if is_sure else round(score, 3)))
        yield term, held


def stock_index(refs: Sequence[str], postings: Postings) -> bytes:
    """The whole index as JSON; ``refs`` are the papers' addresses in the order of their numbers.

    Terms stand in the order of their UTF-16 units, without which lunr.js refuses to load them.
    """
    vectors: list[list[list[str]]] = [[[] for _ in FIELDS] for _ in refs]
    inverted: dict[str, list[list[str]]] = {}
    quoted = [to_json(ref) for ref in refs]
    for number, (term, held) in enumerate(weights(postings)):
        papers = inverted[term] = [[] for _ in FIELDS]
        for paper, field, _, value in held:
            vectors[paper][field].append(f"{number},{value!r}")
            papers[field].append(f"{quoted[paper]}:{{}}")
    names = [to_json(field.name) for field in FIELDS]
    vector_texts = (
        f"[{to_json(f'{FIELDS[field].name}/{ref}')},[{','.join(elements)}]]"
        for ref, fields in zip(refs, vectors, strict=True)
        for field, elements in enumerate(fields)
    )
    numbers = {term: number for number, term in enumerate(postings.terms)}
    term_texts = (
        f'[{to_json(term)},{{"_index":{numbers[term]},{_fields(names, inverted[term])}}}]'
        for term in sorted(inverted, key=script_order)
    )
    text = (
        f'{{"version":"{LUNR_VERSION}","fields":[{",".join(names)}],'
        f'"fieldVectors":[{",".join(vector_texts)}],'
        f'"invertedIndex":[{",".join(term_texts)}],"pipeline":["stemmer"]}}'
    )
    return text.encode("utf-8", "replace")


def _fields(names: list[str], papers: list[list[str]]) -> str:
    return ",".join(f"{name}:{{{','.join(held)}}}" for name, held in zip(names, papers, strict=True))
