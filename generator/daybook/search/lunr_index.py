"""Lunr's own serialized index, as ``lunr.Index.load`` of lunr.js 2.3.9 reads it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from daybook.search.document import FIELDS
from daybook.search.postings import COUNT_BITS, COUNT_MASK, K1, PAPER_SHIFT, PART_MASK, B, Postings, idf
from daybook.search.shards import to_json
from daybook.search.sort_keys import utf16_order

LUNR_VERSION = "2.3.9"
Weight = tuple[int, int, int, float]
"""Paper, index of the field, count, weight."""


def weights(postings: Postings) -> Iterator[tuple[str, list[Weight]]]:
    """Yield each term with Lunr's weights, in the order of its postings, without those of method names.

    Okapi BM25 times the field's boost, rounded to three decimals as Lunr stores it (lunr.js 2.3.9,
    ``lunr.Builder.createFieldVectors``); the operations are in Lunr's order, so that every bit is the same.
    """
    norms = [array("d")] + [
        array("d", (K1 * (1 - B + B * (length / average)) if average else 0.0 for length in lengths))
        for lengths, average in zip(postings.lengths, postings.averages(), strict=True)
    ]
    boosts = [0, *(field.boost for field in FIELDS)]
    for term, packed in postings.terms.items():
        rarity = idf(packed, postings.papers)
        held: list[Weight] = []
        for each in packed:
            if part := each >> COUNT_BITS & PART_MASK:  # not NAME
                paper, count = each >> PAPER_SHIFT, each & COUNT_MASK
                score = rarity * ((K1 + 1) * count) / (norms[part][paper] + count) * boosts[part]
                held.append((paper, part - 1, count, round(score, 3)))
        yield term, held


def lunr_index(refs: Sequence[str], postings: Postings) -> bytes:
    """Return the index as JSON; ``refs`` are the papers' addresses in the order of their numbers.

    Terms are sorted by UTF-16 units, which lunr.js requires.
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
        for term in sorted(inverted, key=utf16_order)
    )
    text = (
        f'{{"version":"{LUNR_VERSION}","fields":[{",".join(names)}],'
        f'"fieldVectors":[{",".join(vector_texts)}],'
        f'"invertedIndex":[{",".join(term_texts)}],"pipeline":["stemmer"]}}'
    )
    return text.encode("utf-8", "replace")


def _fields(names: list[str], papers: list[list[str]]) -> str:
    return ",".join(f"{name}:{{{','.join(held)}}}" for name, held in zip(names, papers, strict=True))
