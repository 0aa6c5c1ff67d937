"""lunr.py's own index, the authority that the project's is compared with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lunr import get_default_builder, lunr
from lunr.builder import Builder
from lunr.stemmer import stemmer

from daybook.search.document import FIELDS, SearchDocument
from daybook.search.terms import stem


def mended_stemmer(token: Any, _place: Any = None, _tokens: Any = None) -> Any:
    """lunr.py's stemmer with lunr.js's step for words in vowel and y."""
    return token.update(lambda word, _metadata: stem(word))


mended_stemmer.label = "stemmer"  # type: ignore[attr-defined]


def lunr_builder(documents: Sequence[SearchDocument]) -> tuple[Builder, Any]:
    """lunr.py's builder and index of the papers, in their order, over the same fields and boosts."""
    builder = get_default_builder()
    for pipeline in (builder.pipeline, builder.search_pipeline):
        pipeline.remove(stemmer)
        pipeline.add(mended_stemmer)
    records = [
        {"ref": paper.ref, **{field.name: field.text(paper) for field in FIELDS}} for paper in documents
    ]
    fields = [{"field_name": field.name, "boost": field.boost} for field in FIELDS]
    return builder, lunr("ref", fields, records, builder=builder)
