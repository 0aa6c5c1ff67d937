"""Lunr's own index, made by lunr.py, as ``lunr.Index.load`` of lunr.js 2.3.9 reads it."""

from collections.abc import Sequence
from typing import Any

from lunr import get_default_builder, lunr
from lunr.builder import Builder
from lunr.stemmer import stemmer

from daybook.search.document import FIELDS, SearchDocument
from daybook.search.shards import to_json
from daybook.search.sort_keys import utf16_order
from daybook.search.stems import stem


def _stemmer(token: Any, _place: Any = None, _tokens: Any = None) -> Any:
    """Stem a token as lunr.js does."""
    return token.update(lambda word, _metadata: stem(word))


_stemmer.label = "stemmer"  # type: ignore[attr-defined]


def lunr_builder(documents: Sequence[SearchDocument]) -> tuple[Builder, Any]:
    """Return lunr.py's builder and its index of papers."""
    builder = get_default_builder()  # type: ignore[no-untyped-call]
    for pipeline in (builder.pipeline, builder.search_pipeline):
        pipeline.remove(stemmer)
        pipeline.add(_stemmer)
    records = [
        {"ref": paper.ref, **{field.name: field.text(paper) for field in FIELDS}} for paper in documents
    ]
    fields = [{"field_name": field.name, "boost": field.boost} for field in FIELDS]
    return builder, lunr("ref", fields, records, builder=builder)  # type: ignore[no-untyped-call]


def lunr_index(documents: Sequence[SearchDocument]) -> bytes:
    """Return the index of papers as JSON, its terms sorted by UTF-16 units, which lunr.js requires."""
    index = lunr_builder(documents)[1].serialize()
    terms = sorted(index["invertedIndex"], key=lambda pair: utf16_order(pair[0]))
    inverted = [(term, {"_index": posting["_index"], **posting}) for term, posting in terms]
    return to_json({**index, "invertedIndex": inverted}).encode("utf-8", "replace")
