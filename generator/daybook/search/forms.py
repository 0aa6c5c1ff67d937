"""Other ways in which readers write words of a paper: a field of its own that only the search has.

Lunr cuts text at blanks and hyphens, drops its stop words, and strips punctuation. So this field has
"pretraining" for "pre-training", "1959" and "1990" for "1959–1990", whose dash is no hyphen, of titles "sam2"
for "SAM 2", and "lamp" and "quay" for "Lamp/Quay" and "Lamp2Quay", ``cplusplus`` for "C++", ``alpha`` for
"α", pairs of neighbouring signs for a run of Chinese or Japanese, which has no blanks, with its last sign
alone (a query of one sign is the beginning of pairs), a title of stop words as one word, and words with
straight apostrophes. `queryForms` in ``theme/static/js/search/rank/forms.js`` does the same to what readers
type.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from lunr.stop_word_filter import WORDS as STOP_WORDS

from daybook.search.acronyms import acronyms
from daybook.search.sort_keys import sort_key
from daybook.search.stems import stem
from daybook.search.written import names, written

_JOINED = re.compile(r"\w+(?:[-\u2010\u2011\u2013]\w+)+")
_DASHED = re.compile(r"\w+(?:[\u2010\u2011\u2013\u2014]\w+)+")
_NUMBERED = re.compile(r"(?<![\w-])([^\W\d_]{2,}) (\d{1,3}(?:\.\d+)?)(?![\w.-])")
_NUMBER = re.compile(r" \d{1,3}(?![\w-])")
"""A part of every match of `_NUMBERED`, whose own search takes many times as long."""
_RUN_ON = re.compile(r"(?<!\w)[^\W\d_]{3,}(?:[/&+,:;×\u2212\u2192]+[^\W\d_]{3,})+(?!\w)")
_TO = re.compile(r"(?<!\w)([A-Za-z]{3,})[24]([A-Z][a-z]{2,})(?!\w)")
_SIGNED = re.compile(r"(?<!\w)([CFJcfj])(\+\+|#)(?!\w)")
_SIGNS = {"++": "plusplus", "#": "sharp"}
_CJK = re.compile("[\u3005-\u3007\u3041-\u309f\u30a1-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")
"""Runs of Han, kana and Hangul."""
_CURLED = re.compile(r"\w+(?:[\u2019\u02bc]\w+)+")
_GREEK = re.compile("[\u0391-\u03a9\u03b1-\u03c9]+")
_REPOSITORY = re.compile(r"github\.com/([\w-]+/[\w-]+)", re.ASCII)
_PLAIN = re.compile("[A-Za-z]?[a-z0-9_]*[.,;:)]*")
"""A word that has no other form."""
_LONGEST = 40
"""Letters of a joined word."""


def forms(
    title: str, abstract: str, summary: str = "", authors: str = "", of_words: Iterable[str] | None = None
) -> list[str]:
    """Return the other forms of the words of plain texts, each once.

    Of a source's summary, which the paper's page shows, the words that the others lack are returned.
    ``of_words`` are the forms of each word of title and abstract, where they are known.
    """
    joined = [form for word in title.split() for form in _joined(word)] + _numbered(title)
    apart = _apart(title)
    found = [
        _of_stop_words(title),
        joined,
        apart,
        written(title, [*joined, *apart]),
        acronyms(title, abstract),
    ]
    if summary:
        known = set(_words(f"{title} {abstract}"))
        found.append(word for word in _words(summary) if word not in known)
    if title.isupper():
        found += map(_signs_and_compounds, title.split())
        title = ""
    found += (forms_of(title), forms_of(abstract)) if of_words is None else (of_words,)
    if not authors.isascii():
        found.append(_without_accents(authors))
    return list(dict.fromkeys(chain.from_iterable(found)))


def forms_of(text: str) -> tuple[str, ...]:
    """Return the other forms of the words of a text, without those that only a title as a whole has."""
    if _PLAIN.fullmatch(text):
        return ()
    return tuple(form for word in text.split() for form in (*names(word), *_signs_and_compounds(word)))


def _signs_and_compounds(text: str) -> Iterator[str]:
    yield from _joined(text)
    if "github.com/" in text:
        yield from chain.from_iterable(map(_words, _REPOSITORY.findall(text)))
    if "+" in text or "#" in text:
        yield from (f"{name}{_SIGNS[sign]}".lower() for name, sign in _SIGNED.findall(text))
    if not text.isascii():
        yield from (*_dashed(text), *_pairs(text), *_greek(text), *_straight(text), *_without_accents(text))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def _of_stop_words(title: str) -> Iterator[str]:
    words = re.findall(r"[\w']+", title.lower())
    if len(words) > 1 and STOP_WORDS.issuperset(words):
        yield "".join(words)


def _joined(text: str) -> list[str]:
    """Return the compounds in a text without blanks in one word."""
    if "-" not in text and text.isascii():  # most texts
        return []
    joined = (re.sub(r"[-\u2010\u2011\u2013]", "", match).lower() for match in _JOINED.findall(text))
    return [word for word in joined if len(word) <= _LONGEST and not word.isdigit()]


def _numbered(title: str) -> list[str]:
    """Return the names of a title with their numbers as one word: "sam2" for "SAM 2"."""
    if not _NUMBER.search(title):
        return []
    found = ((name.lower(), number) for name, number in _NUMBERED.findall(title))
    return [name + number for name, number in found if name not in STOP_WORDS]


def _apart(title: str) -> list[str]:
    """Return the words of a title that a dash, another sign or a 2 or 4 joins: "Lamp/Quay", "Lamp2Quay"."""
    run_on = (re.split(r"[^\w]+", match.lower()) for match in _RUN_ON.findall(title))
    to = ([part.lower() for part in parts] for parts in _TO.findall(title))
    words = [*chain.from_iterable((*run_on, *to)), *(() if title.isascii() else _dashed(title))]
    return [word for word in words if word not in STOP_WORDS]


def _dashed(text: str) -> list[str]:
    """Return the words that dashes join which do not part terms: "dose–response"."""
    parts = (re.split("[\u2010\u2011\u2013\u2014]", match.lower()) for match in _DASHED.findall(text))
    return [word for word in chain.from_iterable(parts) if word not in STOP_WORDS]


def _pairs(text: str) -> Iterator[str]:
    for match in _CJK.finditer(text):
        yield from (one + other for one, other in pairwise(match[0]))
        yield match[0][-1]


def _straight(text: str) -> Iterator[str]:
    """Yield the words with a typographic apostrophe, with a straight one."""
    return (re.sub("[\u2019\u02bc]", "'", word).lower() for word in _CURLED.findall(text))


def _without_accents(text: str) -> Iterator[str]:
    """Yield words without accents if their stems differ by more: "jesús" stays, "jesus" becomes "jesu"."""
    for word in re.findall(r"\w+", text.lower()):
        if not word.isascii() and sort_key(stem(word)) != stem(plain := sort_key(word)):
            yield plain


def _greek(text: str) -> Iterator[str]:
    """Yield the names of Greek letters that stand alone, as in "α-DPO"."""
    for match in _GREEK.finditer(text):
        if len(match[0]) == 1:
            yield unicodedata.name(match[0]).rpartition(" ")[2].lower().replace("lamda", "lambda")
