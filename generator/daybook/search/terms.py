"""From a paper's text to Lunr's terms: lunr.py's pipeline, run once for each distinct piece of text."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, count

from lunr.stop_word_filter import WORDS as STOP_WORDS
from lunr.tokenizer import SEPARATOR_CHARS
from lunr.trimmer import full_re

from daybook.search.forms import forms_of
from daybook.search.stems import stem

_BLANK, *_BLANKS = list(SEPARATOR_CHARS.removesuffix("-"))
_REMEMBERED = 200_000
"""Pieces of text that are remembered from one batch of papers to the next."""
_NAME = re.compile(r"(?P<name>.{1,80}?(?::(?= )| (?=[-–—] )))")
"""A method's name at the start of a title, "MaTVLM: Hybrid…", with the colon, which is part of the word."""
_NAME_WORDS = 5


class Vocabulary(dict[str, int]):
    """The number of each piece of text between two blanks, as it is written; a new one gets the next number.

    A piece is Lunr's tokens: some that hyphens part, or one. A token is a word, which is without outer
    punctuation, and a term, unless it is a stop word.
    """

    def __init__(self, words: defaultdict[str, int]) -> None:
        self.words = words
        """The number of each word, from 1 on."""
        self.terms: defaultdict[str, int] = defaultdict(count().__next__)
        """The number of each term, in order of first occurrence."""
        self.forget()

    def forget(self) -> None:
        """Forget all pieces; words and terms keep their numbers."""
        self.clear()
        self.starts = array("I", [0])
        """Where the tokens of each piece start among all, and where the last ones end."""
        self.words_of = array("I")
        """The word of each token but stop words."""
        self.terms_of = array("I")
        """The term of each token but stop words."""
        self._forms: dict[int, tuple[str, ...]] = {}
        """The other forms of each piece that has some."""

    def forget_many(self) -> None:
        """Forget all pieces if they are so many that they take much memory."""
        if len(self) > _REMEMBERED:
            self.forget()

    def __missing__(self, piece: str) -> int:
        for token in piece.lower().split("-"):
            match = full_re.match(token)
            word = match[1] if match else token
            if word and word not in STOP_WORDS:
                self.words_of.append(self.words[word])
                self.terms_of.append(self.terms[stem(word)])
        self.starts.append(len(self.terms_of))
        number = self.setdefault(piece, len(self))
        if forms := forms_of(piece):
            self._forms[number] = forms
        return number

    def numbers(self, text: str) -> list[int]:
        """Return the number of each of a text's pieces."""
        for blank in _BLANKS:
            text = text.replace(blank, _BLANK)
        return list(map(self.__getitem__, text.split(_BLANK)))

    def forms(self, numbers: Iterable[int]) -> Iterator[str]:
        """Yield the other forms of the words of pieces."""
        forms = self._forms
        return chain.from_iterable(map(forms.__getitem__, filter(forms.__contains__, numbers)))

    def name(self, title: str) -> list[int]:
        """Return the distinct terms of the method's name in a title; empty if it has none."""
        match = _NAME.match(title)
        if not match:
            return []
        pieces = self.numbers(match["name"])
        terms = {term for one in pieces for term in self.terms_of[self.starts[one] : self.starts[one + 1]]}
        return sorted(terms) if len(terms) <= _NAME_WORDS else []
