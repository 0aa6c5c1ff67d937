"""Search: Lunr's index cut by term into small files, which a reader in the browser puts together again.

``search_files`` gives every file; ``TermReader`` (a paper's terms), ``Postings`` (all papers') and
``index_files`` are its stages, for builds that keep or share out their parts.
"""

from __future__ import annotations

from generator.search.document import FIELDS, Field, SearchDocument, in_order
from generator.search.index import index_files, search_files
from generator.search.postings import Postings
from generator.search.terms import PaperTerms, TermReader

__all__ = [
    "FIELDS",
    "Field",
    "PaperTerms",
    "Postings",
    "SearchDocument",
    "TermReader",
    "in_order",
    "index_files",
    "search_files",
]
