"""Write sub- and superscripts in one line: ``R²``, ``L₂``, ``x^10``, ``e^(a+b)``."""

import re

_RAISED = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_IS_RAISED = re.compile(r"[0-9+−=()ni-]{1,12}")
_IS_LOWERED = re.compile(r"[0-9+−=()-]{1,12}")
_ORNAMENTS = frozenset("*∗⋆†‡′″‴°⊤")
"""Written beside the text before them, as in ``A*`` and ``360°``."""
_IS_ONE = re.compile(r"[+−*-]?\w+(?:\.\w+)*|[^\w\s]")
"""Needs no brackets after ``^`` or ``_``."""


def raised(text: str) -> str:
    """Return a superscript in one line, with the circumflex that it needs."""
    text = text.strip()
    if text == "∘":
        return "°"
    if text in _ORNAMENTS:
        return "*" if text == "∗" else text
    return text.translate(_RAISED) if _IS_RAISED.fullmatch(text) else _marked("^", text)


def lowered(text: str) -> str:
    """Return a subscript in one line, with the low line that it needs."""
    text = text.strip()
    return text.translate(_LOWERED) if _IS_LOWERED.fullmatch(text) else _marked("_", text)


def grouped(text: str) -> str:
    """Return ``text`` in brackets if it is more than one thing, such as the ``a + b`` of a fraction."""
    return text if not text or _IS_ONE.fullmatch(text) else f"({text})"


def _marked(mark: str, text: str) -> str:
    return mark + grouped(text) if text else ""
