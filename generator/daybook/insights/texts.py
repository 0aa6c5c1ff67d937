"""The words of papers, each text read once for all reports."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from msgspec import Struct

from daybook.insights.words import words
from daybook.model import Paper
from daybook.text.formatted import plain


class Text(Struct, frozen=True):
    """What a paper says in title and abstract, in plain form and in words."""

    title: str
    abstract: str
    title_words: Sequence[str]
    abstract_words: Sequence[str]


class Texts:
    """The texts of papers by their places; each is read when it is asked for first."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers
        self._read: list[Text | None] = [None] * len(papers)
        self.hashes = list(map(_hash, papers))
        """Of titles and abstracts as digests gave them."""

    def __getitem__(self, place: int) -> Text:
        text = self._read[place]
        if text is None:
            paper = self._papers[place]
            title, abstract = plain(paper.title), plain(paper.abstract)
            self._read[place] = text = Text(title, abstract, words(title), words(abstract))
        return text


def _hash(paper: Paper) -> bytes:
    return hashlib.sha256(f"{paper.title}\0{paper.abstract}".encode()).digest()[:16]
