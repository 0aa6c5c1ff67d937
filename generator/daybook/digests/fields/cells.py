"""Parse cells of a table, or values of JSON: no value, or several authors, categories or keywords."""

import re

from daybook.digests.fields.names import join_name, split_names
from daybook.digests.syntax.json_text import Unreadable
from daybook.digests.syntax.python_literal import parse_list

_NO_VALUE = re.compile(
    r"[-–—]*|n/?a|none|nan|null|abstract missing"
    r"|\[?no (?:abstract|author name|author id)(?: is)? available\]?\.?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[;,](?![^()]{0,200}\))")
_AUTHOR_OBJECT = r"\b(?:arxiv\.)?(?:Result\.)?Author\(('(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\")\)"
"""An author in the form of Python's library for arXiv's API: ``arxiv.Result.Author('Ada Mill')``."""
_CATEGORY = re.compile(
    r"[a-z-]{2,12}\.[A-Za-z-]{2,12}|astro-ph|cond-mat|gr-qc|hep-(?:ex|lat|ph|th)|math-ph|nucl-(?:ex|th)|quant-ph"
)
_CLASS_CODE = (
    r"(?i)(?:[0-9]{2}(?:[A-Z-][0-9]{2}|-XX|[A-Z]xx)|[A-K]\.(?:[0-9]{1,2}|m)(?:\.(?:[0-9]{1,2}|m))?)\.?"
    r"(?:\s*\(?(?:primary|secondary)\)?)?"
)
"""A class of the Mathematics Subject Classification (``68T50``) or of ACM's of 1998 (``I.2.7``)."""


def is_empty(value: object) -> bool:
    """Return whether a value means "no value", such as ``null``, ``n/a`` or ``[]``."""
    if isinstance(value, str):
        return len(value) < 40 and bool(_NO_VALUE.fullmatch(value.strip()))
    return value is None or value in ([], {}) or unreadable(value).startswith("NaN ")


def unreadable(value: object) -> str:
    """Return why a value cannot be read, or an empty text."""
    return value.reason if isinstance(value, Unreadable) else ""


def authors(cell: object, *, family_first: bool = False) -> object:
    """Split a line of names, or take the names of a list of authors; return any other value unchanged.

    With ``family_first`` a comma is part of a name, such as ``García Márquez, Ana Lea``.
    """
    value = _parse_list(cell)
    if not isinstance(value, str):
        return author_names(value)
    if "\n" in value.strip() and not re.search("[,;|]| and ", value):
        value = ";".join(value.strip().splitlines())  # a name on each line
    is_one = family_first and ";" not in value and value.count(",") == 1
    return [join_name(value.split(","))] if is_one else list(split_names(value))


def author_names(value: object) -> object:
    """Return the ``name`` of each object that is not ``hidden``; return any other value unchanged."""
    if not (isinstance(value, list) and set(map(type, value)) <= {dict}):
        return value
    return [author.get("name") for author in value if author.get("hidden") is not True]


def categories(cell: object) -> object:
    """Split at semicolons and commas, and at spaces after categories of arXiv: ``cs.CL hep-th``."""
    value = _parse_list(cell)
    if not isinstance(value, str):
        return value
    found: list[str] = []
    for part in re.split("[;,]", value):
        words = part.split()
        known = next((n for n, word in enumerate(words) if not _CATEGORY.fullmatch(word)), len(words))
        found += [*words[:known], *filter(None, [" ".join(words[known:])])]
    return found


def is_category(item: str) -> bool:
    """Return whether an item is a category of arXiv: ``cs.CL``."""
    return _CATEGORY.fullmatch(item) is not None


def is_class_code(item: str) -> bool:
    """Return whether an item of a list of categories holds classes of MSC or ACM: ``I.2.7; H.2.8``."""
    codes = [code.strip() for code in re.split("[;,]", item[:1_000])]
    return any(codes) and all(re.fullmatch(_CLASS_CODE, code) for code in codes if code)


def keywords(cell: object) -> object:
    """Split at semicolons and commas, but not within parentheses: ``moss (growth, decay)``."""
    value = _parse_list(cell)
    return [part for part in _BETWEEN.split(value) if part.strip()] if isinstance(value, str) else value


def without_author_object(name: str) -> str:
    """Return the name in ``arxiv.Result.Author('Ada Mill')``; any other name as it is."""
    match = re.fullmatch(_AUTHOR_OBJECT, name)
    return match[1][1:-1] if match else name


def _parse_list(cell: object) -> object:
    """Parse a list in Python's syntax or numpy's, which has no commas; return any other cell unchanged."""
    if not isinstance(cell, str) or not cell.lstrip().startswith("["):
        return cell
    cell = re.sub(_AUTHOR_OBJECT, r"\1", cell)
    found = parse_list(cell)
    return cell if found is None else found
