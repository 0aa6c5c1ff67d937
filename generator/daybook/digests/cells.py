"""Parse cells of a table, or values of JSON, that hold several authors, categories or keywords."""

from __future__ import annotations

import re

from daybook.digests.names import split_names
from daybook.digests.python_literal import parse_literal

_QUOTED = re.compile(r"\\.|(?P<whole>'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\")(?=\s*(?P<another>['\"])?)")
_CATEGORY = re.compile(
    r"[a-z-]{2,12}\.[A-Za-z-]{2,12}|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)


def authors(cell: object) -> object:
    """Split a line of names, or take the names of a list of authors; return any other value unchanged."""
    value = _parse_list(cell)
    return list(split_names(value)) if isinstance(value, str) else author_names(value)


def author_names(value: object) -> object:
    """Return the ``name`` of each object that is not ``hidden``; return any other value unchanged."""
    if not isinstance(value, list) or not all(isinstance(author, dict) for author in value):
        return value
    return [author.get("name") for author in value if author.get("hidden") is not True]


def categories(cell: object) -> object:
    """Split at semicolons and commas, and at spaces between categories of arXiv: ``cs.CL hep-th``."""
    value = _parse_list(cell)
    if not isinstance(value, str):
        return value
    found: list[str] = []
    for part in re.split("[;,]", value):
        words = part.split()
        found += words if all(map(_CATEGORY.fullmatch, words)) else [part.strip()]
    return found


def keywords(cell: object) -> object:
    """Split at semicolons and commas."""
    value = _parse_list(cell)
    return [part for part in re.split("[;,]", value) if part.strip()] if isinstance(value, str) else value


def _parse_list(cell: object) -> object:
    """Parse a list in Python's syntax or numpy's, which has no commas; return any other cell unchanged."""
    if not isinstance(cell, str) or not cell.lstrip().startswith("["):
        return cell
    value = parse_literal(_QUOTED.sub(lambda match: match[0] + "," * bool(match["another"]), cell))
    return value if isinstance(value, list) else cell
