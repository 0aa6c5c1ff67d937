"""Search: Lunr's index cut by term into small files, which a reader in the browser puts together again.

``search_files`` gives every file; ``TermReader`` (a paper's terms), ``Postings`` (all papers'), ``index_of``
(with what later builds go on from) and ``index_files`` are its stages.
"""

from __future__ import annotations

from daybook.search.contents import Index, Kept, KeptPostings, index_of, keep, keep_postings
from daybook.search.document import FIELDS, Field, SearchDocument, in_order
from daybook.search.index import index_files, search_files
from daybook.search.postings import Postings
from daybook.search.terms import PaperTerms, TermReader

__all__ = [
    "FIELDS",
    "Field",
    "Index",
    "Kept",
    "KeptPostings",
    "PaperTerms",
    "Postings",
    "SearchDocument",
    "TermReader",
    "in_order",
    "index_files",
    "index_of",
    "keep",
    "keep_postings",
    "search_files",
]
