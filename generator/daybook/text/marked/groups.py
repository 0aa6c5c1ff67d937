"""Read braces outside formulas."""

import re

from daybook.text.latex_tables import FORMATTING
from daybook.text.marked.arguments import styled
from daybook.text.marked.passage import Passage
from daybook.text.marked.symbols import symbol

_DECLARED = FORMATTING - {"protect", "relax", "xspace", "noindent", "centering", "text"}
"""Commands that, first in a group, change how the rest of it looks."""
_DECLARATION = re.compile(r"\s*\\([A-Za-z]+)(?![A-Za-z])[ ]*")
_LOST_COMMAND = re.compile(
    r"(?<![A-Za-z])(?P<name>text(?:bf|it|sc|tt|rm|sf|sl|md|up|normal)?|emph|underline|math(?:bf|bb|cal|rm|frak|sf|scr|tt|it)"
    r"|mbox|operatorname|red|blue|green|teal|orange|purple|magenta|cyan|violet|brown|gray|olive)\Z"
)
"""The name of a command of which a source has dropped the backslash, before the braces of its argument."""
_LOST_SYMBOL = (
    r"(?:times|sim|approx|deg|degree|circ|pm|leq|geq|rightarrow|infty|mu|sigma|alpha|beta|gamma"
    r"|delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|rho|tau|phi|varphi|chi|psi|omega|Delta|Gamma|Theta|Lambda"
    r"|Sigma|Phi|Psi|Omega|nabla|ell)"
)
_PROTECTED = re.compile(r"(?=.*[A-Z])(?:[A-Z0-9][A-Za-z0-9.+-]*)(?: [A-Z0-9][A-Za-z0-9.+-]*)?")
"""A name of which BibTeX shall keep the capitals, as in ``{B}ias`` and ``{3D GU}``."""
_LONGEST_NAME = 16


def group(passage: Passage, at: int) -> int:
    """Read a group if it belongs to LaTeX; other braces are characters, as in ``{-1, 0, 1}``."""
    text, close = passage.text, passage.closing(at)
    if close < 0:
        return at
    if lost := _LOST_COMMAND.search(passage.last[-_LONGEST_NAME:]):
        passage.trim(len(lost["name"]))
        styled(passage, lost["name"], at + 1, close)
        return close + 1
    declaration = _DECLARATION.match(text, at + 1, close)
    if declaration and declaration[1] in _DECLARED:
        styled(passage, declaration[1], declaration.end(), close)
        return close + 1
    is_short = close - at <= _LONGEST_NAME
    if is_short and re.fullmatch(_LOST_SYMBOL, text[at + 1 : close]):
        passage.write(symbol(text[at + 1 : close]))
        return close + 1
    is_base = passage.at(close + 1) in ("^", "_")
    is_name = is_short and _PROTECTED.fullmatch(text, at + 1, close)
    if is_base or is_name or text.find("\\", at, close) >= 0:
        passage.add(*passage.read(at + 1, close))
        return close + 1
    return at
