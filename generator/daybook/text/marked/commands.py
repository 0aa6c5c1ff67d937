"""Read the commands of LaTeX outside formulas."""

import re

from daybook.text.latex_tables import ACCENT, CHARACTERS, FORMATTING, SPACES, accented
from daybook.text.marked.arguments import ARGUMENTS, styled, unknown
from daybook.text.marked.dollars import formula
from daybook.text.marked.formulas import LONGEST, mathml
from daybook.text.marked.passage import Passage
from daybook.text.marked.symbols import symbol

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
