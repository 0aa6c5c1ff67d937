"""Return the character of a LaTeX command for a symbol, such as ``Delta``, ``times`` or ``deg``."""

from daybook.text.marked.formula_text import formula_text
from daybook.text.marked.formulas import mathml

_OTHER = {"deg": "°", "degree": "°", "circ": "°", "sim": "~", "ast": "*", "star": "*"}
"""Symbols that mean something else outside formulas."""
_LONGEST = 20


def symbol(name: str) -> str:
    """Return the character that a command writes; empty if it writes none, or more than one."""
    if name in _OTHER:
        return _OTHER[name]
    if len(name) > _LONGEST:
        return ""
    text = formula_text(mathml(f"\\{name}"))
    return text if len(text) == 1 else ""
