"""Find the marks that git leaves in a file that two branches changed."""

import re

_SIDE = re.compile(r"^(?:<{7}|>{7}|\|{7})(?:[ \r]|$)", re.MULTILINE)
_MIDDLE = re.compile(r"(?:\A|\n[ \t]*\n|\n---\n)={7}[ \t]*(?=\n|\Z)")
"""Seven equals signs that are no line below a heading of Markdown."""


def conflict_line(text: str) -> int:
    """Return the first line, from 1, that is a mark of a merge conflict; 0 if there is none."""
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text and "=======" not in text:
        return 0
    if side := _SIDE.search(text):
        return text.count("\n", 0, side.start()) + 1
    middle = _MIDDLE.search(text)
    return text.count("\n", 0, middle.end()) + 1 if middle else 0
