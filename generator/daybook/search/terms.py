"""From a paper's text to Lunr's terms: lunr.py's pipeline, run once for each distinct word."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count

from lunr.stop_word_filter import WORDS as STOP_WORDS
from lunr.tokenizer import SEPARATOR_CHARS
from lunr.trimmer import full_re

from daybook.search.stems import stem

NOTHING = 0
"""The number of the empty word and term, which stop words have."""
_NAME = re.compile(r"(?P<name>.{1,80}?(?::(?= )| (?=[-–—] )))")
"""A method's name at the start of a title, "MaTVLM: Hybrid…", with the colon, which is part of the word."""
_NAME_WORDS = 5


class Vocabulary(dict[str, int]):
    """The number of each token, a word as Lunr's tokenizer leaves it; a new token gets the next number.

    A token is of a word, which is without outer punctuation, and of a term; a stop word is of `NOTHING`.
    """

    def __init__(self, words: defaultdict[str, int]) -> None:
        self.words = words
        """The number of each word, from 1 on."""
        self.terms: defaultdict[str, int] = defaultdict(count(1).__next__, {"": NOTHING})
        """The number of each term, in order of first occurrence."""
        self.word_of: list[int] = []
        """The word of each token."""
        self.term_of: list[int] = []
        """The term of each token."""

    def __missing__(self, token: str) -> int:
        match = full_re.match(token)
        word = match[1] if match else token
        if not word or word in STOP_WORDS:
            word_number = term_number = NOTHING
        else:
            word_number, term_number = self.words[word], self.terms[stem(word)]
        self.word_of.append(word_number)
        self.term_of.append(term_number)
        return self.setdefault(token, len(self))

    def numbers(self, text: str) -> list[int]:
        """Return the number of each of a text's tokens."""
        return list(map(self.__getitem__, tokenize(text)))

    def name(self, title: str) -> list[int]:
        """Return the distinct terms of the method's name in a title; empty if it has none."""
        match = _NAME.match(title)
        if not match:
            return []
        terms = {self.term_of[token] for token in self.numbers(match["name"])} - {NOTHING}
        return sorted(terms) if len(terms) <= _NAME_WORDS else []


def tokenize(text: str) -> list[str]:
    """Split a text into tokens as Lunr's tokenizer does; some are empty."""
    text = text.lower()
    for separator in SEPARATOR_CHARS[1:]:
        text = text.replace(separator, " ")
    return text.split(" ")
