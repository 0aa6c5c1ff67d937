"""Parse text that was written with Python's ``repr``, without evaluating it."""

from __future__ import annotations

import ast
import re
import warnings

from daybook.digests import json_text
from daybook.digests.json_text import Unreadable

_LENGTH_LIMIT = 1_000_000
_DEPTH_LIMIT = 30
_QUOTED = re.compile(r"(\\.)|'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\"")
"""A quoted string, or a backslash with a character outside one, so that no unclosed quote is tried twice."""
_UNQUOTED = re.compile(
    r"(?:[\s\[\]{}(),:]|None|True|False|-?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:e[+-]?[0-9]{1,3})?)*+"
)


def parse_literal(text: str) -> object:
    """Return the value of a Python literal or a JSON object, or an `Unreadable`.

    Only brackets, strings, numbers, ``None``, ``True`` and ``False``, nested to a limited depth, are passed
    to `ast.literal_eval`, whose parser could be exhausted otherwise.
    """
    if len(text) > _LENGTH_LIMIT:
        return Unreadable(f"is a string of {len(text):,} characters")
    parsed = json_text.parse(text) if '{"' in text[:20] else None
    if parsed and len(parsed.items) == 1 and not isinstance(parsed.items[0].value, Unreadable):
        return parsed.items[0].value
    unquoted = _QUOTED.sub(r"\1", text)
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}()]", unquoted):
        depth += 1 if bracket in "[{(" else -1
        deepest = max(deepest, depth)
    if not _UNQUOTED.fullmatch(unquoted) or deepest > _DEPTH_LIMIT:
        return Unreadable("is not the text of a Python dict")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(text.strip())
    except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return Unreadable("is not the text of a Python dict")
