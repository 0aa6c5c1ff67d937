"""Convert LaTeX text, as BibTeX files and names on arXiv hold it, to plain text; write plain text for TeX.

Commands for accents and characters become those characters; commands for fonts and sizes are dropped and
their arguments kept; braces that protect capitals are dropped. Formulas between dollar signs and unknown
commands, with the braces of their arguments, are kept unchanged. The text is scanned once, with a stack of
open braces.
"""

import re

from daybook.text.latex_tables import ACCENT, CHARACTERS, FORMATTING, SPACES, accented, unescape_url

_TOKEN = (
    r"(?P<formula>(?<!\\)\$\$[^$]{1,2000}\$\$|(?<!\\)\$[^$]{0,2000}(?<!\\)\$"
    r"|\\\((?:[^\\]|\\(?![()])){0,2000}\\\))"
    rf"|{ACCENT}"
    r"|\\(?:url|path|nolinkurl)[ \t]*\{(?P<url>[^{}\s]{0,2000})\}"
    r"|\\href[ \t]*\{(?P<target>[^{}\s]{0,2000})\}[ \t]*\{(?P<label>[^{}]{0,2000})\}"
    r"|\\ensuremath[ \t]*\{(?P<math>(?:[^{}$]|\{[^{}$]{0,200}\}){1,500})\}"
    r"|\\(?P<command>[A-Za-z]+)(?:\{\}|[ \t]*)"
    r"|\\(?P<escaped>[&%$#_{}]|[~^](?=\{\}))"
    r"|\\(?P<space>[ \n,;:>!/@-])"
    r"|(?P<line>\\\\(?=\s|\Z))"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<tie>(?<=[^\s(])~)"  # elsewhere "about", as in "~5%"
    r"|(?P<quote>``|'')"
    r"|(?P<dash>---?)"
)  # fmt: skip
_HAS_LATEX = re.compile(r"[\\{}~$]|--|``|''")
_NAME_WITH_ACCENTS = rf"(?:[^\W\d_]|[ .'’-]|{ACCENT})++"
_OPTION = re.compile(r"\*?(?:\[[^\[\]]{0,200}\])?")
"""A star or an optional argument between a command's name and its argument."""


def latex_to_text(text: str) -> str:
    """Return LaTeX as plain text."""
    if not _HAS_LATEX.search(text):
        return text
    parts: list[str] = []
    closings: list[str] = []  # for each open brace, the text that replaces its closing brace
    position, command_end = 0, -1  # command_end: after an unknown command or its argument, else -1
    for match in re.finditer(_TOKEN, text):
        parts.append(text[position : match.start()])
        position = match.end()
        if match["open"]:
            is_argument = command_end >= 0 and _OPTION.fullmatch(text, command_end, match.start())
            parts.append("{" if is_argument else "")
            closings.append("}" if is_argument else "")
            command_end = -1
        elif match["close"]:
            parts.append(closings.pop() if closings else "")
            command_end = position if parts[-1] else -1
        else:
            parts.append(_token_text(match))
            command_end = position if match["command"] and parts[-1] == match[0] else -1
    return "".join([*parts, text[position:]])


def latex_to_line(text: str) -> str:
    """Return LaTeX, such as a person's name, as plain text with single spaces and no line breaks."""
    return " ".join(latex_to_text(text).split())


def is_name_with_accents(text: str) -> bool:
    """Return whether a text is letters and commands for accents, as in ``Ren\\'e Mill``."""
    return "\\" in text and re.fullmatch(_NAME_WITH_ACCENTS, text) is not None


def _token_text(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if match["accent"]:
        return accented(match)
    if kind == "command":
        return "" if match["command"] in FORMATTING else CHARACTERS.get(match["command"], match[0])
    if kind == "url":
        return unescape_url(match["url"])
    if kind == "label":
        target, label = unescape_url(match["target"]), latex_to_text(match["label"])
        return f"{label} ({target})" if target not in ("", label) else label
    if kind == "math":
        return f"${match['math']}$"
    if kind == "escaped":
        return match["escaped"]
    if kind == "space":
        return SPACES.get(match["space"], "")
    replacements = {"tie": "\u00a0", "line": " ", "``": "“", "''": "”", "---": "—", "--": "–"}
    return replacements.get(kind) or replacements.get(match[0], match[0])


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
_HAS_SPECIAL = re.compile(r"[\\{}&%$#_~^]")


def escape(text: str) -> str:
    """Return plain text as TeX sets it.

    BibTeX counts every brace, even after a backslash, so braces that do not balance are written as commands.
    """
    if not _HAS_SPECIAL.search(text):
        return text
    return text.translate(_SPECIAL if is_balanced(text) else _UNBALANCED_BRACES)


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
