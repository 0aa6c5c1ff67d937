"""Keys by which papers are cited, such as ``chen2025xverse``, chosen once for each new paper.

A key is the first author's family name, the year, and the first significant word of the title, in ASCII; the
year is that of publication, else that of the paper's address. Without authors it begins with the first two
significant words: ``mossclock2031``. Of what is written in Japanese, only katakana is put into a key, as the
rest has several readings. A key that is taken gets a letter: ``a``, …, ``z``, ``aa``.

An import stores the key on the page that it creates, so later papers and corrections do not change it; only a
person may. A page without a key was made by a person or by an earlier version, which published the key that
`citation.citation_key` makes from its address. That one has a hyphen, so no new key is equal to it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from daybook.citations.citation import citation_key, plain_names, published
from daybook.citations.names import parse_author
from daybook.model import Facts, Paper
from daybook.problems import Problem, Severity
from daybook.text.formatted import plain
from daybook.text.transliteration import in_ascii

_WORD = re.compile(r"[^\W_]+(?:['’‐-][^\W_]+)*")
_NOT_KEY = re.compile(r"[^a-z0-9]+")
_LONGEST_PART = 24
_WORDS = (
    "a about after all an and are as at be before between beyond but by can could do does for from how if in"
    " into is it its more no not of off on one or our out over should some than that the their there these"
    " this those through to toward towards under until up upon via vs was we were what when where whether"
    " which while who whom whose why will with within without would you your das der die ein eine el la las"
    " le les los un une"
)
_STOP_WORDS = frozenset(_WORDS.split())


class KeyChooser:
    """Chooses keys of new papers, each different from all others in small letters."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = {key.lower() for key in taken}
        self._next: dict[str, int] = {}
        """By key without a letter, the number of the letters to try next: many papers can be alike."""

    def choose(self, title: str, facts: Facts, address: str) -> str:
        """Return the key of a new paper; ``address`` has the year of a paper without one."""
        base = base_key(title, facts, address[:4])
        number = self._next.get(base, 0)
        while (key := base + _letters(number)) in self._taken:
            number += 1
        self._taken.add(key)
        self._next[base] = number + 1
        return key


def base_key(title: str, facts: Facts, year: str) -> str:
    """Return the key of a paper without a letter; ``year`` is that of a paper whose own is unknown."""
    title = plain(title) or title
    when = f"{date[0]:04d}" if (date := published(facts)) else year
    family = parse_author(plain_names(facts.authors[:1])[0]).family if facts.authors else ""
    if name := _part(family, title):
        return f"{name}{when}{''.join(significant_words(title, 1))}"
    words = significant_words(title, 2)
    return f"{''.join(words) or 'paper'}{when}"


def significant_words(title: str, most: int) -> list[str]:
    """Return the first words of a title in ASCII that are no stop words; of all words if none is."""
    kept: list[str] = []
    others: list[str] = []
    for match in _WORD.finditer(title):
        if word := _part(match[0], title):
            (others if word in _STOP_WORDS else kept).append(word)
        if len(kept) == most:
            break
    return (kept or others)[:most]


def repeated_keys(papers: Iterable[Paper], folder: str) -> Iterator[Problem]:
    """Yield a warning for each paper with another's key; ``folder`` is that of the pages' paths."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        by_key[citation_key(paper).lower()].append(paper.address)
    for key, found in by_key.items():
        first, *others = sorted(found)
        for other in others:
            what = f"has the citation key of papers/{first}.md: {key}"
            remedy = "give one of the two another `citation_key`"
            yield Problem(f"{folder}papers/{other}.md", 0, what, remedy, Severity.WARNING)


def _part(text: str, title: str) -> str:
    words = (text if text.isascii() else in_ascii(text, title)).lower()
    return (words if words.isalnum() and words.isascii() else _NOT_KEY.sub("", words))[:_LONGEST_PART]


def _letters(number: int) -> str:
    """Return nothing for 0, ``a`` for 1, ``z`` for 26, ``aa`` for 27."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) + letters
    return letters
