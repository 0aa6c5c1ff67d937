"""The arXiv identifier that a reference holds in place of a journal, or in a note: ``arXiv preprint …``."""

from __future__ import annotations

import re

from daybook.text.identifiers import arxiv_id, arxiv_in_url

_LONGEST = 300
_PARTING = re.compile(r"[\s,;()\[\]{}<>\"']+")
_BESIDE = re.compile(
    r"arxiv(?:\.org)?:?|corr|e-?prints?|preprints?|also|available|as|at|from|on|online|url:?|version|v[0-9]{1,2}"
    r"|[0-9]{4}|[a-z-]{2,12}\.[a-z-]{2,12}|"
)
"""What can stand beside the identifier; with other words, such as ``code of``, it can be another paper's."""


def arxiv_named(*fields: str) -> str:
    """Give the one identifier that some of these fields are; empty where they are none, or several."""
    found = {identifier for field in fields for identifier in _identifiers(field)}
    return found.pop() if len(found) == 1 else ""


def _identifiers(field: str) -> set[str]:
    """What a field names, if it says nothing else; two identifiers are two, so that none is taken."""
    folded = field.casefold()
    if len(field) > _LONGEST or not ("arxiv" in folded or "corr" in folded):
        return set()
    found: set[str] = set()
    for word in _PARTING.split(field):
        word = word.removesuffix(".")
        if identifier := arxiv_id(word.removeprefix("abs/")) or arxiv_in_url(word):
            found.add(identifier)
        elif not _BESIDE.fullmatch(word.casefold()):
            return set()
    return found
