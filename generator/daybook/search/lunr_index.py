"""Lunr's own serialized index, as ``lunr.Index.load`` of lunr.js 2.3.9 reads it."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from daybook.search.document import FIELDS, K1, B, SearchDocument
from daybook.search.index import number_words
from daybook.search.postings import NAME, Read, read_papers, split
from daybook.search.shards import to_json
from daybook.search.sort_keys import utf16_order
from daybook.search.terms import Vocabulary

LUNR_VERSION = "2.3.9"
_Held = tuple[list[int], list[int], list[int], list[float]]
"""The papers, fields, counts and weights of some postings."""


def read_all(papers: Sequence[SearchDocument]) -> tuple[list[str], Read]:
    """Return the terms of papers, in the order of their numbers, and their postings and lengths."""
    vocabulary = Vocabulary(number_words())
    read = Read.join(list(read_papers(enumerate(papers), vocabulary)))
    return list(vocabulary.terms), read


def weights(terms: Sequence[str], read: Read) -> Iterator[tuple[str, _Held]]:
    """Yield each term with Lunr's weights, by field and paper, without those of method names.

    Okapi BM25 times the field's boost, rounded to three decimals as Lunr stores it (lunr.js 2.3.9,
    ``lunr.idf`` and ``lunr.Builder.createFieldVectors``); the operations are in Lunr's order, so that every
    bit is the same. Lunr adds up the papers of each field for a term's rarity, so one in title and abstract
    counts a paper twice.
    """
    postings = read.postings.in_order()
    numbers, parts, _, papers = split(postings.keys)
    order = np.lexsort((papers, parts, numbers))
    order = order[parts[order] != NAME]
    numbers, fields, papers = numbers[order], parts[order] - 1, papers[order]
    counts, all_papers = postings.counts_of(postings.keys)[order], len(read.lengths)
    averages = [int(sum(column)) / all_papers if all_papers else 0.0 for column in read.lengths.T.tolist()]
    norms = K1 * (1 - B + B * (read.lengths / np.array([average or 1.0 for average in averages])))
    bounds = np.searchsorted(numbers, np.arange(len(terms) + 1)).tolist()
    rarities = [
        math.log(1 + abs((all_papers - found + 0.5) / (found + 0.5)))
        for found in (end - start for start, end in pairwise(bounds))
    ]
    scores = np.repeat(rarities, np.diff(bounds)) * ((K1 + 1) * counts)
    scores /= norms[papers, fields] + counts
    scores *= np.array([field.boost for field in FIELDS])[fields]
    columns = [each.tolist() for each in (papers, fields, counts, np.round(scores, 3))]
    for term, (start, end) in zip(terms, pairwise(bounds), strict=True):
        held = (column[start:end] for column in columns)
        yield term, (next(held), next(held), next(held), next(held))


def lunr_index(documents: Sequence[SearchDocument]) -> bytes:
    """Return the index of papers as JSON; they are in the order of their numbers.

    Terms are sorted by UTF-16 units, which lunr.js requires.
    """
    terms, read = read_all(documents)
    refs = [document.ref for document in documents]
    vectors: list[list[list[str]]] = [[[] for _ in FIELDS] for _ in refs]
    inverted: dict[str, list[list[str]]] = {}
    quoted = [to_json(ref) for ref in refs]
    for number, (term, held) in enumerate(weights(terms, read)):
        papers = inverted[term] = [[] for _ in FIELDS]
        for paper, field, _, value in zip(*held, strict=True):
            vectors[paper][field].append(f"{number},{value!r}")
            papers[field].append(f"{quoted[paper]}:{{}}")
    names = [to_json(field.name) for field in FIELDS]
    vector_texts = (
        f"[{to_json(f'{FIELDS[field].name}/{ref}')},[{','.join(elements)}]]"
        for ref, fields in zip(refs, vectors, strict=True)
        for field, elements in enumerate(fields)
    )
    numbers = {term: number for number, term in enumerate(terms)}
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
