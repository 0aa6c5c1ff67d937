"""Write plain text for TeX and BibTeX."""

from __future__ import annotations

import re

_SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_UNBALANCED_BRACES = _SPECIAL | str.maketrans({"{": r"\textbraceleft{}", "}": r"\textbraceright{}"})
_HAS_SPECIAL = re.compile(r"[\\{}&%$#_~^]")


def escape(text: str) -> str:
    """Return plain text as TeX sets it.

    BibTeX counts every brace, even after a backslash, so braces that do not balance are written as commands.
    """
    if not _HAS_SPECIAL.search(text):
        return text
    return text.translate(_SPECIAL if is_balanced(text) else _UNBALANCED_BRACES)


def is_balanced(text: str) -> bool:
    """Return whether the braces of a text balance as BibTeX counts them."""
    if "{" not in text and "}" not in text:
        return True
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0
