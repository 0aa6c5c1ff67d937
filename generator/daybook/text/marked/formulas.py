"""Convert LaTeX formulas to MathML Core, and check the MathML.

math_core converts. It recurses for each nested group, and takes twice as long for each bracket that is not
closed; so a formula is measured first. Its output is imported text like any other: only elements and
attributes of the lists below pass, and none that links, names or styles anything.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from math_core import LatexToMathML

LONGEST = 1_000
"""Characters of a formula."""
_DEEPEST = 24
_UNCLOSED = 8
"""Brackets that are opened and not closed: 2 to the power of so many tries of math_core."""
_ROW = 24
"""Commands and scripts in a row, such as ``\\hat\\bar``: each can be nested in the one before it."""
_PART = re.compile(
    rf"(?P<row>(?:\\[A-Za-z]+\s*|[\^_]){{{_ROW + 1}}})|\\(?P<command>[A-Za-z]+)\s*|\\(?P<escaped>[{{}}])"
    r"|(?P<group>[{}])|(?P<bracket>[^\w\s\\])|\\.",
    re.DOTALL,
)
_DEFINITION = re.compile(
    r"\\(?:[gex]?def|let|(?:re)?newcommand|providecommand|DeclareMathOperator)(?![A-Za-z])"
)
_PERCENT = re.compile(r"(?<!\\)%")
_OPENING = frozenset({
    "langle", "lang", "lAngle", "lbrace", "lBrace", "lbrack", "lBrack", "lceil", "lfloor", "lgroup",
    "lmoustache", "lvert", "lVert", "llbracket", "llparenthesis", "llangle", "ulcorner", "llcorner", "lparen",
    "mathopen",
})  # fmt: skip
_CLOSING = frozenset({
    "rangle", "rang", "rAngle", "rbrace", "rBrace", "rbrack", "rBrack", "rceil", "rfloor", "rgroup",
    "rmoustache", "rvert", "rVert", "rrbracket", "rrparenthesis", "rrangle", "urcorner", "lrcorner", "rparen",
})  # fmt: skip
_LENGTH = r"-?[0-3]?(?:\.[0-9]{1,10})?em|0"
_ATTRIBUTE = (
    r"(?:accent|accentunder|displaystyle|fence|largeop|movablelimits|separator|stretchy|symmetric)=\"(?:true|false)\""
    rf"|(?:lspace|rspace|minsize|maxsize|linethickness)=\"(?:{_LENGTH})\"|width=\"[0-3]?(?:\.[0-9]{{1,10}})?em\""
    r"|scriptlevel=\"[0-9]\"|form=\"(?:prefix|infix|postfix)\"|mathvariant=\"normal\"|display=\"block\""
)
ELEMENTS = frozenset({
    "math", "mi", "mn", "mo", "mtext", "mspace", "mrow", "mfrac", "msqrt", "mroot", "msub", "msup", "msubsup",
    "munder", "mover", "munderover", "mmultiscripts", "mprescripts", "mtable", "mtr", "mtd", "mphantom",
    "mpadded",
})  # fmt: skip
TEXT_ELEMENTS = frozenset({"b", "i", "em", "strong", "code", "span"})
"""HTML in the text of a formula."""
_ELEMENT = "|".join(sorted(ELEMENTS | TEXT_ELEMENTS, key=len, reverse=True))
_SAFE = rf"(?s)(?:[^<>&]++|&(?:lt|gt|amp);|</(?:{_ELEMENT})>|<(?:{_ELEMENT})(?: (?:{_ATTRIBUTE}))*+>)*+"
_EMPTY = re.compile(r"<(mspace|mprescripts|mrow|mi)([^<>]*)/>")
_PRESENTATION = re.compile(r' (?:style|class|notation)="[^"<>]*"')
"""Dropped: the site's policy forbids styles, and `menclose` is not in MathML Core."""

_BAR = re.compile(r"(<m(?P<side>under|over)\b[^<>]*><mi[^<>]*>[^<]</mi><mo[^<>]*>)\u0332")
"""A bar over or under one letter: without a font for formulas, a combining one stands beside it."""


@lru_cache(maxsize=512)
def mathml(latex: str) -> str:
    """Return a formula, given without its delimiters, as a ``<math>`` element; empty if it cannot be done."""
    if len(latex) > LONGEST or _DEFINITION.search(latex) or not _is_bounded(latex):
        return ""
    from math_core import LatexError

    try:
        converted = _converter().convert_with_local_state(without_comments(latex), displaystyle=False)
    except LatexError:
        return ""
    converted = _PRESENTATION.sub("", converted).replace("&ApplyFunction;", "\u2061")
    converted = converted.replace("<menclose>", "<mrow>").replace("</menclose>", "</mrow>")
    converted = _BAR.sub(lambda bar: bar[1] + ("_" if bar["side"] == "under" else "¯"), converted)
    converted = _EMPTY.sub(r"<\1\2></\1>", converted)
    return converted if re.fullmatch(_SAFE, converted) else ""


def without_comments(latex: str) -> str:
    """Return a formula whose percent signs begin no comment."""
    return _PERCENT.sub(r"\%", latex)


@cache
def _converter() -> LatexToMathML:
    from math_core import LatexToMathML  # most text has no formula

    return LatexToMathML(fancy_error=False, max_expansions=50)


def _is_bounded(latex: str) -> bool:
    """Return whether groups, rows of commands and brackets that are not closed stay below the limits."""
    opened = [0]  # brackets of each open group that are not closed
    unclosed = environments = 0
    for match in _PART.finditer(latex):
        kind, part = match.lastgroup, match[match.lastgroup or 0]
        step = 0
        if kind == "row":
            return False
        if kind == "group":
            if part == "{":
                opened.append(0)
            elif len(opened) > 1:
                opened.pop()
        elif kind == "command":
            environments += (part in ("begin", "left")) - (part in ("end", "right"))
            step = (part in _OPENING) - (part in _CLOSING)
        elif kind in ("bracket", "escaped"):
            category = unicodedata.category(part)
            step = (category in ("Ps", "Pi")) - (category in ("Pe", "Pf"))
        if step > 0 or (step < 0 < opened[-1]):
            opened[-1] += step
            unclosed += step
        if unclosed > _UNCLOSED or len(opened) + environments > _DEEPEST:
            return False
    return True
