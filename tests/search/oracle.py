"""lunr.py's own index, with which the project's is compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lunr import get_default_builder, lunr
from lunr.builder import Builder
from lunr.stemmer import stemmer

from daybook.search.document import FIELDS, SearchDocument
from daybook.search.stems import stem


def lunr_js_stemmer(token: Any, _place: Any = None, _tokens: Any = None) -> Any:
    """Stem a token as lunr.js does."""
    return token.update(lambda word, _metadata: stem(word))


lunr_js_stemmer.label = "stemmer"  # type: ignore[attr-defined]


def lunr_builder(documents: Sequence[SearchDocument]) -> tuple[Builder, Any]:
    """Return lunr.py's builder and index of papers, with the same fields and boosts."""
    builder = get_default_builder()
    for pipeline in (builder.pipeline, builder.search_pipeline):
        pipeline.remove(stemmer)
        pipeline.add(lunr_js_stemmer)
    records = [
        {"ref": paper.ref, **{field.name: field.text(paper) for field in FIELDS}} for paper in documents
    ]
    fields = [{"field_name": field.name, "boost": field.boost} for field in FIELDS]
    return builder, lunr("ref", fields, records, builder=builder)
