"""Read the commands and braces of LaTeX outside formulas."""

import re

from daybook.text.latex_tables import ACCENT, CHARACTERS, FORMATTING, SPACES, accented
from daybook.text.marked.arguments import ARGUMENTS, styled, unknown
from daybook.text.marked.dollars import formula
from daybook.text.marked.formula_text import symbol
from daybook.text.marked.formulas import LONGEST, mathml
from daybook.text.marked.passage import Passage

_ABBREVIATIONS = {
    "eg": "e.g.", "ie": "i.e.", "etc": "etc.", "etal": "et al.", "vs": "vs.", "wrt": "w.r.t.", "cf": "cf.",
    "aka": "a.k.a.", "Eg": "E.g.", "Ie": "I.e.",
}  # fmt: skip
"""Macros that many authors define."""
_ACCENT = re.compile(ACCENT)
_APOSTROPHE = re.compile(r"(?<=[A-Za-z])\\'(?=(?:s|t|re|ve|ll|d|m)(?![A-Za-z]))")
"""Of another language than LaTeX: in a string of a program the apostrophe is escaped."""
_NAME = re.compile(r"\\([A-Za-z]+)\*?")
_ESCAPED = frozenset("&%$#_{}")


def command(passage: Passage, at: int) -> int:
    """Read a command, an escaped character, an accent or a formula in ``\\(…\\)``."""
    text, end, after = passage.text, passage.end, passage.at(at + 1)
    if after in ("(", "["):
        return _formula(passage, at)
    if _APOSTROPHE.match(text, at, end):
        passage.write("'")
        return at + 2
    if accent := _ACCENT.match(text, at, end):
        passage.write(accented(accent))
        return accent.end()
    if name := _NAME.match(text, at, end):
        return _named(passage, name)
    if after in _ESCAPED:
        passage.write(after)
        return at + 2
    if after == "\\" and passage.at(at + 2) in ("", " ", "\n"):
        passage.write(" ")
        return at + 2
    if after and after in " ,;:>!/@-" and passage.before(at) not in ("", "\\"):
        passage.write(SPACES.get(after, ""))
        return at + 2
    return at


def _formula(passage: Passage, at: int) -> int:
    text = passage.text
    mark = "\\)" if text[at + 1] == "(" else "\\]"
    close = text.find(mark, at + 2, min(passage.end, at + LONGEST + 4))
    latex = text[at + 2 : close] if close > 0 else ""
    if mark == "\\]" and not mathml(latex.strip()):
        return at  # escaped brackets
    return formula(passage, latex, at, close + 2)


def _named(passage: Passage, match: re.Match[str]) -> int:
    """Read a command with a name."""
    name, at, stop = match[1], match.start(), match.end(1)
    close = passage.closing(match.end())
    if close >= 0 and (read := ARGUMENTS.get(name)):
        return read(passage, name, match.end(), close)
    if close >= 0 and name in FORMATTING:
        styled(passage, name, match.end() + 1, close)
        return close + 1
    if character := CHARACTERS.get(name) or _ABBREVIATIONS.get(name) or symbol(name):
        passage.write(character.rstrip(".") if passage.at(stop) == "." else character)
        is_letter = len(character) == 1 and character.isalpha() and name in CHARACTERS
        return stop + (2 * passage.text.startswith("{}", stop) or (is_letter and passage.at(stop) == " "))
    if close == match.end() + 1:
        passage.write(name)
        return close + 1
    if close >= 0:
        return unknown(passage, name, match.end(), close)
    if name in FORMATTING:
        return stop + (passage.at(stop) == " ")
    before = passage.before(at)
    if len(name) > 1 and (not before or before.isspace() or before in "~({[-–\"'“‘`,}$"):
        passage.write(name)  # a macro of the author, mostly the name of a method
        return stop
    return at


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
