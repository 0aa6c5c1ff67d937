"""Write formulas, sub- and superscripts and symbols as plain text.

A formula is one line: ``O(n log n)``, ``x̂ ∈ ℝ^d``, ``(a + b)/2``; so are scripts: ``R²``, ``L₂``, ``x^10``.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from daybook.text.marked.formulas import mathml

_TOKEN = re.compile(r"<(?P<end>/?)(?P<name>[a-z]+)(?P<attributes>[^>]*)>|(?P<text>[^<]+)")
_ACCENTS = {
    "ˆ": "\u0302", "^": "\u0302", "\u0302": "\u0302", "˜": "\u0303", "~": "\u0303", "¯": "\u0304",
    "˙": "\u0307", "¨": "\u0308", "˚": "\u030a",
    "ˇ": "\u030c", "⃗": "\u20d7", "→": "\u20d7", "´": "\u0301", "`": "\u0300",
}  # fmt: skip
"""The combining characters of accents over one letter."""
_SCRIPT_LETTERS = str.maketrans(
    "ℬℰℱℋℐℒℳℛℯℊℴℭℌℑℜℨϵϑϕϱϖ∗⋅\u2061\u2062\u2063", "BEFHILMRegoCHIRZεθφρπ*·   ", "\ufe00\ufe01"
)
"""Letters outside the block of mathematical letters, forms of characters, and invisible operators."""
_SPACES = re.compile(r"\s+")
_BEFORE_CLOSING = re.compile(r" (?=[)\]},;])|(?<=[(\[{]) ")


class _Piece(NamedTuple):
    """The text of an element."""

    name: str
    text: str
    is_spaced: bool = False
    """An operator with space on both sides."""


@lru_cache(maxsize=512)
def formula_text(mathml: str) -> str:
    """Return the MathML of `formulas.mathml` as a line of plain text."""
    rows: list[list[_Piece]] = [[]]
    attributes: list[str] = []
    for token in _TOKEN.finditer(mathml):
        if token["text"]:
            rows[-1].append(_Piece("", _letters(unescape(token["text"]))))
        elif not token["end"]:
            rows.append([])
            attributes.append(token["attributes"])
        else:
            children = rows.pop()
            rows[-1].append(_piece(token["name"], attributes.pop(), children))
    text = _BEFORE_CLOSING.sub("", _SPACES.sub(" ", _row(rows[0])))
    return unicodedata.normalize("NFC", text).strip().replace("∼", "~").replace("∣", "|")


def _piece(name: str, attributes: str, children: list[_Piece]) -> _Piece:
    if name == "mspace":
        return _Piece(name, " " if "width" in attributes and 'width="-' not in attributes else "")
    if name == "mo":
        text = "".join(child.text for child in children)
        is_spaced = 'space="0"' not in attributes and "fix" not in attributes and _is_infix(text)
        return _Piece(name, text, is_spaced)
    if combine := _COMBINED.get(name):
        texts = [child.text for child in children] + ["", "", ""]
        if name == "mfrac" and "linethickness" in attributes:
            return _Piece(name, f"{texts[0]} choose {texts[1]}")
        return _Piece(name, combine(texts))
    if name in ("mtr", "mtable"):
        return _Piece(name, (", " if name == "mtr" else "; ").join(child.text for child in children))
    return _Piece(name, "" if name == "mphantom" else _row(children))


def _row(children: list[_Piece]) -> str:
    """Return pieces side by side, with spaces around operators and between words."""
    parts: list[str] = []
    before = ""  # text so far, as much as is looked at
    for place, piece in enumerate(children):
        text = piece.text
        following = children[place + 1].text if place + 1 < len(children) else ""
        if piece.is_spaced and before and following:
            is_product = text == "×" and before[-1:].isdecimal() and following[:1].isdecimal()
            text = text if is_product else f" {text} "
        elif text == "," and following:
            text = "," if before[-1:].isdecimal() and following[:1].isdecimal() else ", "
        elif text == " " and following.startswith(("(", "[")):
            text = ""
        elif piece.name != "mo" and len(text) > 1 and before[-1:].isalpha() and text[:2].isalpha():
            text = f" {text}"
        elif piece.name.startswith("munder") and following:
            text += " "
        parts.append(text)
        before = text or before
    return "".join(parts)


def _is_infix(operator: str) -> bool:
    return (
        len(operator) == 1
        and unicodedata.category(operator) in ("Sm", "So")
        and operator not in "|/*∘√∞∂∇∀∃¬∑∏∫"
    )


def _letters(text: str) -> str:
    """Return mathematical letters as plain letters, except those that name sets of numbers."""
    if text.isascii():
        return text
    text = text.translate(_SCRIPT_LETTERS)
    return "".join(
        unicodedata.normalize("NFKC", one) if "\U0001d400" <= one <= "\U0001d7ff" else one for one in text
    )


def _over(texts: list[str]) -> str:
    base, mark = texts[0], texts[1]
    if accent := _ACCENTS.get(mark):
        return base + accent if len(base) == 1 else base
    return base if not mark.strip("\u0332⏟⏞⏜⏝") else base + raised(mark)


def _under(texts: list[str]) -> str:
    return texts[0] if not texts[1].strip("_\u0332⏟⏞⏜⏝") else texts[0] + lowered(texts[1])


_COMBINED: dict[str, Callable[[list[str]], str]] = {
    "msup": lambda texts: texts[0] + raised(texts[1]),
    "msub": lambda texts: texts[0] + lowered(texts[1]),
    "msubsup": lambda texts: texts[0] + lowered(texts[1]) + raised(texts[2]),
    "munderover": lambda texts: texts[0] + lowered(texts[1]) + raised(texts[2]),
    "mover": _over,
    "munder": _under,
    "mfrac": lambda texts: f"{grouped(texts[0])}/{grouped(texts[1])}",
    "msqrt": lambda texts: f"√{grouped(texts[0])}",
    "mroot": lambda texts: f"{raised(texts[1]).lstrip('^')}√{grouped(texts[0])}",
}


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
