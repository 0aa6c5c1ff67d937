"""Write text for TeX: special characters are escaped, LaTeX of the source stays if it only sets type."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
_SOURCE = _SPECIAL | str.maketrans({"{": "{", "}": "}"})
_HAS_SPECIAL = re.compile(r"[\\{}&%$#_~^]")
_TOKEN = re.compile(
    r"(?P<formula>(?<!\\)\$[^$\s](?:[^$]{0,200}[^$\s\\])?\$(?![0-9]))"
    r"|(?P<type>\\(?:(?:emph|text(?:bf|it|md|normal|rm|sc|sf|sl|tt|up|sub|superscript|subscript)?|bf|em|it|rm"
    r"|sc|sf|sl|tt|mbox|underline|ss|[oOlLij]|ae|AE|oe|OE|aa|AA|l?dots|(?:La)?TeX|text(?:en|em)dash"
    r"|[uvHcdbrk](?= ?[{\\A-Za-z]))(?![A-Za-z])|[`'^\"~=.](?=[{\\A-Za-z])|[&%$#_{} -]))"
    r"|(?P<other>\\)|[{}&%$#_~^]"
)
_RUNS = re.compile(
    r"\\(?:(?:new|renew|provide)?command|input|include|immediate|open(?:in|out)|read|write|special|[egx]?def|let"
    r"|csname|catcode|loop|repeat|directlua|expandafter|begin|end|usepackage|href|url|par)(?![A-Za-z])|(?<!\\)%"
)
"""What no formula of a title needs: commands that define, open, write or repeat, and comments."""


def escape(text: str) -> str:
    """Escape text for LaTeX, except formulas between dollar signs and commands that only set type.

    Both stay only if their braces balance and TeX does nothing else with them: a title must not make the
    reader's TeX open a file. With a command that is not known, all commands are escaped. BibTeX counts every
    brace, even after a backslash, so an unbalanced one is written as a command.
    """
    if not _HAS_SPECIAL.search(text):
        return text
    kinds = {match.lastgroup for match in _TOKEN.finditer(text)}
    if "type" in kinds and "other" not in kinds:
        source = _escaped(text, _SOURCE, keeps_type=True)
        if is_balanced(source):
            return source
    escaped = _escaped(text, _SPECIAL)
    return escaped if is_balanced(escaped) else _escaped(text, _UNBALANCED_BRACES)


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


def _escaped(text: str, special: Mapping[int, str], *, keeps_type: bool = False) -> str:
    def replaced(match: re.Match[str]) -> str:
        token = match[0]
        if match["formula"] and is_balanced(token) and not _RUNS.search(token):
            return token
        return token if match["type"] and keeps_type else token.translate(special)

    return _TOKEN.sub(replaced, text)
