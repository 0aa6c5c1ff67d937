"""Parse text that was written with Python's ``repr``, without evaluating it."""

import ast
import json
import re
import warnings
from contextlib import suppress

from daybook.digests.syntax import json_text
from daybook.digests.syntax.json_text import Unreadable

_STRING = r"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'|\"[^\"\\\n]*+(?:\\.[^\"\\\n]*+)*+\""
_ITEM = rf"\\.|(?P<whole>{_STRING})(?=\s*(?P<another>['\"])?)"
_LENGTH_LIMIT = 1_000_000
_DEPTH_LIMIT = 30
_QUOTED = rf"(\\.)|{_STRING}"
"""A quoted string, or a backslash with a character outside one, so that no unclosed quote is tried twice."""
_UNQUOTED = r"(?:[\s\[\]{}(),:]|None|True|False|-?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:e[+-]?[0-9]{1,3})?)*+"
_WORD = re.compile(rf"(\\.|{_STRING}|\(|\)|None|True|False)")
_WORDS = {"None": "null", "True": "true", "False": "false"}
_NO_DICT = Unreadable("is not the text of a Python dict")


def parse_list(text: str) -> list[object] | None:
    """Return a list in Python's syntax or numpy's, which has no commas; None for another text."""
    value = parse_literal(re.sub(_ITEM, lambda match: match[0] + "," * bool(match["another"]), text))
    return value if isinstance(value, list) else None


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
    parts = _WORD.split(text)
    if _depth("".join(parts[::2])) > _DEPTH_LIMIT:
        return _NO_DICT
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with suppress(ValueError, SyntaxError, RecursionError):  # a fifth of the time of Python's own parser
            parts[1::2] = map(_to_json, parts[1::2])
            return json.loads("".join(parts), parse_constant=_refuse)
        return _evaluated(text.strip())


def _evaluated(text: str) -> object:
    """Return the value of a literal that JSON cannot express, such as a tuple or joined strings."""
    unquoted = re.sub(_QUOTED, lambda match: match[1] or "", text)
    if not re.fullmatch(_UNQUOTED, unquoted) or _depth(unquoted) > _DEPTH_LIMIT:
        return _NO_DICT
    with suppress(ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
        return ast.literal_eval(text)
    return _NO_DICT


def _depth(text: str) -> int:
    """Return how deep the brackets of a text without strings are nested."""
    depth = deepest = 0
    for bracket in re.findall(r"[\[\]{}()]", text):
        depth += 1 if bracket in "[{(" else -1
        deepest = max(deepest, depth)
    return deepest


def _refuse(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _to_json(text: str) -> str:
    """Return a string or a word of Python as JSON writes it; a tuple's bracket stays, which JSON refuses."""
    if text[0] not in "'\"":
        return _WORDS.get(text, text)
    if '"' not in text and "\\" not in text:
        return f'"{text[1:-1]}"'
    if "\\" in text:
        return json.dumps(ast.literal_eval(text))
    return json.dumps(text[1:-1])
