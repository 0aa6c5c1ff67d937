"""The terms and counts of papers, to compare with lunr.py's."""

from __future__ import annotations

from collections.abc import Sequence

from daybook.search.document import SearchDocument
from daybook.search.index import number_words
from daybook.search.postings import Read, read_papers
from daybook.search.terms import Vocabulary


def read_all(papers: Sequence[SearchDocument]) -> tuple[list[str], Read]:
    """Return the terms of papers, in the order of their numbers, and their postings and lengths."""
    vocabulary = Vocabulary(number_words())
    read = Read.join(list(read_papers(enumerate(papers), vocabulary)))
    return list(vocabulary.terms), read
