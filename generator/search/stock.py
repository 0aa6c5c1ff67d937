"""Lunr's own serialised index, as ``lunr.Index.load`` of lunr.js 2.3.9 reads it."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence

from generator.search.document import FIELDS
from generator.search.keys import script_order
from generator.search.postings import K1, NAME, B, Postings, idf, unpack
from generator.search.shards import to_json

LUNR_VERSION = "2.3.9"


def weights(postings: Postings) -> Iterator[tuple[int, str, int, int, int, float]]:
    """Lunr's weights as (term's number, term, paper, field's number, count, weight), term by term.

    Okapi BM25 times the field's boost, rounded to three decimals as Lunr stores it (lunr.js 2.3.9,
    ``lunr.Builder.createFieldVectors``); the operations are in Lunr's order, so that no bit differs.
    """
    norms = [
        array("d", (K1 * (1 - B + B * (length / average)) if average else 0.0 for length in lengths))
        for lengths, average in zip(postings.lengths, postings.averages(), strict=True)
    ]
    boosts = [field.boost for field in FIELDS]
    for number, (term, packed) in enumerate(postings.terms.items()):
        rarity = idf(packed, postings.papers)
        for paper, place, count in unpack(packed):
            if place != NAME:
                field = place - 1
                score = rarity * ((K1 + 1) * count) / (norms[field][paper] + count)
                yield number, term, paper, field, count, round(score * boosts[field], 3)


def stock_index(refs: Sequence[str], postings: Postings) -> bytes:
    """The whole index as JSON; ``refs`` are the papers' addresses in the order of their numbers.

    Terms stand in the order of their UTF-16 units, without which lunr.js refuses to load them.
    """
    vectors: list[list[list[str]]] = [[[] for _ in FIELDS] for _ in refs]
    inverted: dict[str, list[list[str]]] = {}
    quoted = [to_json(ref) for ref in refs]
    for number, term, paper, field, _, value in weights(postings):
        vectors[paper][field].append(f"{number},{value!r}")
        inverted.setdefault(term, [[] for _ in FIELDS])[field].append(f"{quoted[paper]}:{{}}")
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
