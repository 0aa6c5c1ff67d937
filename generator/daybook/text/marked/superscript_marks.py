"""Read sub- and superscripts that stand outside formulas, where they are clearly meant."""

import re

from daybook.text.marked.formula_text import symbol
from daybook.text.marked.nodes import Nodes, Script, Text
from daybook.text.marked.passage import Passage

_LONGEST = 60
_RAISED = re.compile(
    r"[+-]?[0-9]+(?:\.[0-9]+)?|[*+](?![\w*])|-(?=[\s.,;:)\]]|$)|\\?(?:circ|dagger|prime|star|ast|top)(?![A-Za-z])"
    r"|[A-Za-z](?![A-Za-z])"
)
_NAME = re.compile(r"\\?(circ|dagger|prime|star|ast|top)")
_LOWERED = re.compile(r"[0-9]{1,2}(?![0-9A-Za-z_])|[0-9](?=[A-Z](?![a-z]))")
_BASE = re.compile(
    r"(?<![0-9A-Za-z_\\./-])(?:[A-Za-z]|log|(?P<name>nabla|ell|alpha|beta|gamma|delta|epsilon|varepsilon|eta|theta|kappa"
    r"|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|varphi|psi|omega|Delta|Gamma|Lambda|Phi|Psi|Omega|Sigma|Theta))\Z"
)
"""A name of a symbol is one of which a source has dropped the backslash: ``nabla^2``, ``ell_1``."""
_LONGEST_BASE = 12


def circumflex(passage: Passage, at: int) -> int:
    """Read a superscript, such as ``C^2``, ``10^{-3.5}``, ``A^*`` or ``360^circ``."""
    return _script(passage, at, _RAISED) if _is_base(passage.before(at)) else at


def low_line(passage: Passage, at: int) -> int:
    """Read a subscript: in braces, or a number after a single letter; so ``a_b`` has none."""
    before = passage.before(at)
    if passage.at(at + 1) == "{":
        return _script(passage, at, _LOWERED) if _is_base(before) else at
    if before == "$" or _BASE.search(passage.last[-_LONGEST_BASE:]):
        return _script(passage, at, _LOWERED)
    return at


def _is_base(character: str) -> bool:
    return character.isalnum() or character in (")", "]", "}", "$")


def _script(passage: Passage, at: int, bare: re.Pattern[str]) -> int:
    children: Nodes
    if passage.at(at + 1) == "{":
        close = passage.closing(at + 1)
        if not at + 2 < close <= at + _LONGEST:
            return at
        name = _NAME.fullmatch(passage.text, at + 2, close)
        children = (Text(symbol(name[1])),) if name else passage.read(at + 2, close)
        stop = close + 1
    elif match := bare.match(passage.text, at + 1, passage.end):
        name = _NAME.fullmatch(match[0])
        children, stop = (Text(symbol(name[1]) if name else match[0]),), match.end()
    else:
        return at
    base = _BASE.search(passage.last[-_LONGEST_BASE:])
    if base and base["name"]:
        passage.trim(len(base["name"]))
        passage.write(symbol(base["name"]))
    is_degree = children == (Text("°"),)
    passage.add(*(children if is_degree else (Script(bare is _RAISED, children),)))
    return stop
