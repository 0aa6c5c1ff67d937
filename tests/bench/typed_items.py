"""Draws queries as readers write them in an address bar: with fields, dates, signs, and what they pasted.

Twelve kinds: the beginning of an identifier, an identifier with another sign for its dot, words with an
author's name as a field, with a field for one of them, without a word, with a star, with a range of dates,
with one date of a range, a method's name with what is wanted of it, a title as addresses and files have it, a
title in a frame, an author's last name with two letters wrong beside a word.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from daybook.search.document import SearchDocument
from tests.bench.known_items import Maker, words_of

_MONTHS = [date(2025, month, 1).strftime("%B") for month in range(1, 13)]
_FAR = timedelta(days=45)
_NAME = re.compile(r"([^\s:]{3,}):\s")
_OTHER = re.compile(r"[^a-z0-9]+")
_MINUS = "-\u2010\u2013\u2212\uff0d"
_FRAMES = (
    "\u300a{}\u300b",
    "\u00ab{}\u00bb",
    "{} | OpenReview",
    "Paper page - {}",
    "[R] {}",
    "{} \u8bba\u6587",
    "1. {}",
)
_WANTED = ("paper", "arxiv", "github", "code", "pdf", "arxiv paper")


def typed_kinds(documents: Sequence[SearchDocument]) -> dict[str, Maker]:
    """Return the kinds."""
    others = sorted({word for document in documents for word in words_of(document.title)})
    return {
        "the beginning of an identifier": lambda document, _: _identifier(document)[:-1],
        "an identifier without its dot": _undotted,
        "two words, and an author as a field": _with_author,
        "three words, one in a field": lambda document, rng: _with_words(
            document, rng, lambda words: f"{words[0]} title:{words[1]} {words[2]}"
        ),
        "three words, without another": lambda document, rng: _without(document, others, rng),
        "three words, one with a star": lambda document, rng: _with_words(document, rng, _with_star),
        "two words and a range of dates": lambda document, rng: _with_dates(document, rng, _range),
        "two words and one date": lambda document, rng: _with_dates(document, rng, _one_date),
        "a method's name and what is wanted": _wanted,
        "a title in an address": _in_address,
        "a title in a frame": lambda document, rng: rng.choice(_FRAMES).format(document.title),
        "a misspelt author and a word": _misspelt_author,
    }


def _identifier(document: SearchDocument) -> str:
    found = [each.removeprefix("arxiv:") for each in document.identifiers if each.startswith("arxiv:")]
    return found[0] if found else ""


def _undotted(document: SearchDocument, rng: random.Random) -> str:
    return _identifier(document).replace(".", rng.choice((",", " ", "-", "_", "\u3002", "")))


def _words(document: SearchDocument, count: int, rng: random.Random) -> list[str]:
    words = words_of(document.title)
    places = sorted(rng.sample(range(len(words)), count)) if len(words) >= count else []
    return [words[place] for place in places]


def _last_name(document: SearchDocument, rng: random.Random) -> str:
    names = [name.split()[-1] for name in document.authors if " " in name and name.isascii()]
    return rng.choice(names) if names else ""


def _with_author(document: SearchDocument, rng: random.Random) -> str:
    words, name = _words(document, 2, rng), _last_name(document, rng)
    return f"{' '.join(words)} author:{name}" if words and name else ""


def _with_words(document: SearchDocument, rng: random.Random, make: Callable[[list[str]], str]) -> str:
    words = _words(document, 3, rng)
    return make(words) if words else ""


def _with_star(words: list[str]) -> str:
    longest = max(words, key=len)
    return " ".join(f"{word[:-2]}*" if word == longest and len(word) > 5 else word for word in words)


def _without(document: SearchDocument, others: Sequence[str], rng: random.Random) -> str:
    own = set(words_of(f"{document.title} {document.abstract}"))
    other = next(word for word in iter(lambda: rng.choice(others), None) if word not in own)
    return _with_words(document, rng, lambda words: f"{' '.join(words)} {rng.choice(_MINUS)}{other}")


def _with_dates(
    document: SearchDocument, rng: random.Random, write: Callable[[date, date, random.Random], str]
) -> str:
    words = _words(document, 2, rng)
    dates = write(document.day - _FAR, document.day + _FAR, rng)
    return f"{' '.join(words)} {dates}" if words else ""


def _range(first: date, last: date, rng: random.Random) -> str:
    months = [f"{_MONTHS[day.month - 1][: rng.choice((3, 9))]} {day.year}" for day in (first, last)]
    return rng.choice(
        (
            f"{first.year}..{last.year + 1}",
            f"{first.year}-{last.year + 1}",
            f"between {first.year - 1} and {last.year}",
            f"{months[0]} to {months[1]}",
            f"from {months[0]} until {months[1]}",
            f"{first:%Y-%m}..{last:%Y-%m}",
            f"{first} - {last}",
        )
    )


def _one_date(first: date, last: date, rng: random.Random) -> str:
    return rng.choice(
        (
            f"since {_MONTHS[first.month - 1]} {first.year}",
            f"after {first}",
            f"since:{first:%Y-%m}",
            f"since {first:%Y-%m}",
            f"before {_MONTHS[last.month - 1]} {last.year}",
            f"until {last}",
            f"before {last.year + 1}",
        )
    )


def _wanted(document: SearchDocument, rng: random.Random) -> str:
    match = _NAME.match(document.title)
    return f"{match[1].lower()} {rng.choice(_WANTED)}" if match else ""


def _in_address(document: SearchDocument, rng: random.Random) -> str:
    slug = _OTHER.sub(" ", document.title.lower()).strip()
    return slug.replace(" ", rng.choice(("-", "_", "+", "%20"))) if slug.count(" ") > 3 else ""


def _misspelt_author(document: SearchDocument, rng: random.Random) -> str:
    name, words = _last_name(document, rng).lower(), _words(document, 1, rng)
    if len(name) < 7 or not words:
        return ""
    one, other = sorted(rng.sample(range(2, len(name)), 2))
    wrong = f"{name[:one]}{rng.choice('aeiou')}{name[one + 1 : other]}{name[other + 1 :]}"
    return f"{wrong} {words[0]}"
