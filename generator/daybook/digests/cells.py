"""Cells of a table that hold several words: a line of them, a list, or the text of one as pandas has it."""

from __future__ import annotations

import re

from daybook.digests.hf_json import authors_of, python_text
from daybook.digests.names import split_names

_QUOTED = re.compile(r"\\.|(?P<whole>'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\")(?=\s*(?P<another>['\"])?)")
_CATEGORY = re.compile(
    r"[a-z-]{2,12}\.[A-Za-z-]{2,12}|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)


def authors(cell: object) -> object:
    """Names in a line, in a list, or of objects that have a ``name``; anything else as it is."""
    value = _listed(cell)
    return list(split_names(value)) if isinstance(value, str) else authors_of(value)


def categories(cell: object) -> object:
    """Categories between semicolons or commas; blanks part only those of arXiv, such as ``cs.CL hep-th``."""
    value = _listed(cell)
    if not isinstance(value, str):
        return value
    found: list[str] = []
    for part in re.split("[;,]", value):
        words = part.split()
        found += words if all(map(_CATEGORY.fullmatch, words)) else [part.strip()]
    return found


def keywords(cell: object) -> object:
    """Words between semicolons or commas."""
    value = _listed(cell)
    return [part for part in re.split("[;,]", value) if part.strip()] if isinstance(value, str) else value


def _listed(cell: object) -> object:
    """The list that a cell is the text of; any other cell as it is. Arrays of numpy have no commas."""
    if not isinstance(cell, str) or not cell.lstrip().startswith("["):
        return cell
    made = python_text(_QUOTED.sub(lambda match: match[0] + "," * bool(match["another"]), cell))
    return made if isinstance(made, list) else cell
