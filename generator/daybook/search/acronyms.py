"""Acronyms that an abstract defines, "mixture of experts (MoE)", as terms of the index.

``moe__is_mixture_of_experts_`` is sorted next to "moe", and ``mixtur_abbr_of_expert_moe_`` next to "mixture":
a query of either reads what it stands for together with its own postings. How many papers define it so is
how many have the term. `meaningOf` in ``theme/static/js/search/rank/acronyms.js`` reads them.

An acronym's letters are found in the words before it from the last to the first (A. S. Schwartz, M. A.
Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", PSB 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from daybook.search.stems import stem
from daybook.search.written import written_term

_IN_BRACKETS = re.compile(r"\(([A-Z0-9][A-Za-z0-9]{1,8})\)")
_CAPITALS = re.compile("[A-Z]")
_BREAK = re.compile('[.,;:!?()\\[\\]\u201c\u201d"]')
_WORDS = re.compile(r"[A-Za-z0-9]+")
_BEFORE = 100
"""Characters before the bracket in which the long form stands."""
_FEWEST, _MOST = 2, 6
"""Words of a long form."""


def acronyms(title: str, abstract: str) -> Iterator[str]:
    """Yield the terms of what an abstract defines; the name in a title is no acronym of others."""
    name = title.partition(":")[0].lower() if ":" in title else ""
    for short, words in defined_in(abstract):
        if short != name:
            first, *others = map(stem, words)
            yield f"{written_term(short)}is_{'_'.join(words)}_"
            yield f"{first}_abbr_{'_'.join(others)}_{short}_"


def defined_in(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each acronym that a plain text defines, and the words of its long form, in small letters."""
    for match in _IN_BRACKETS.finditer(text):
        short = match[1].removesuffix("s")
        if len(_CAPITALS.findall(short)) < _FEWEST:
            continue
        before = _BREAK.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1].lower()
        words = _long_form(short.lower(), before)
        if _FEWEST <= len(words) <= min(_MOST, len(short) + 2):
            if words[-1].endswith("s") and not words[-1].endswith("ss"):
                words[-1] = words[-1][:-1]
            yield short.lower(), words


def _long_form(short: str, before: str) -> list[str]:
    """Return the fewest last words of a text that have the letters in order, the first at a word's start."""
    at = len(before)
    for place in range(len(short) - 1, -1, -1):
        at = before.rfind(short[place], 0, at)
        while at > 0 and place == 0 and before[at - 1].isalnum():
            at = before.rfind(short[place], 0, at)
        if at < 0:
            return []
    return _WORDS.findall(before[at:])
