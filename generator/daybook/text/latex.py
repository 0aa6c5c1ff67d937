"""Convert LaTeX text, as BibTeX files and names on arXiv hold it, to plain text.

Commands for accents and characters become those characters; commands for fonts and sizes are dropped and
their arguments kept; braces that protect capitals are dropped. Formulas between dollar signs and unknown
commands, with the braces of their arguments, are kept unchanged. The text is scanned once, with a stack of
open braces.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = dict(
    zip(
        "`'^\"~=.uvHrckdb",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u030a\u0327\u0328\u0323\u0331",
        strict=True,
    )
)
_CHARACTERS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "ldots": "…", "dots": "…",
    "textellipsis": "…", "textquotedblleft": "“", "textquotedblright": "”", "textunderscore": "_",
    "textless": "<", "textgreater": ">", "textbar": "|", "textbullet": "•", "textdegree": "°", "textmu": "µ",
    "textregistered": "®", "texttrademark": "™", "copyright": "©", "pounds": "£", "S": "§", "P": "¶",
    "slash": "/", "TeX": "TeX", "LaTeX": "LaTeX", "thinspace": "\u202f", "quad": " ", "qquad": " ",
    "newline": " ", "linebreak": " ", "textquotesingle": "'", "textquotedbl": '"', "textasciigrave": "`",
    "quotesinglbase": "‚", "quotedblbase": "„", "guillemotleft": "«", "guillemotright": "»",
    "guilsinglleft": "‹", "guilsinglright": "›", "textexclamdown": "¡", "textquestiondown": "¿",
    "textbraceleft": "{", "textbraceright": "}", "textdollar": "$", "texteuro": "€", "euro": "€",
    "textsterling": "£", "textyen": "¥", "textcent": "¢", "textsection": "§", "textparagraph": "¶",
    "textcopyright": "©", "textpm": "±", "texttimes": "×", "textdiv": "÷", "textonehalf": "½",
    "textordfeminine": "ª", "textordmasculine": "º", "textdagger": "†", "textdaggerdbl": "‡",
    "dag": "†", "ddag": "‡", "textperthousand": "‰", "textperiodcentered": "·", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_FORMATTING = frozenset({
    "emph", "textbf", "textit", "textmd", "textnormal", "textrm", "textsc", "textsf", "textsl", "texttt",
    "textup", "text", "textsubscript", "textsuperscript", "underline", "uline", "mbox", "hbox", "fbox",
    "bf", "em", "it", "rm", "sc", "sf", "sl", "tt", "bfseries", "itshape", "mdseries", "normalfont",
    "rmfamily", "scshape", "sffamily", "slshape", "ttfamily", "upshape", "tiny", "scriptsize", "footnotesize",
    "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge", "centering", "noindent", "protect",
    "relax", "xspace", "NoCaseChange",
})  # fmt: skip
"""Commands that only change the appearance of text."""
_DINGS = {"51": "✓", "52": "✔", "55": "✗", "56": "✘"}
_SPACES = {" ": " ", "\n": " ", ",": "\u202f", ";": "\u202f", ":": "\u202f", ">": "\u202f"}
"""By the character after a backslash; ``-``, ``/``, ``!`` and ``@`` there only adjust typesetting."""
_TOKEN = re.compile(
    r"(?P<formula>(?<!\\)\$\$[^$]{1,2000}\$\$|(?<!\\)\$[^$]{0,2000}(?<!\\)\$"
    r"|\\\((?:[^\\]|\\(?![()])){0,2000}\\\))"
    r"|\\(?P<accent>[`'^\"~=.]|[uvHrckdb](?![A-Za-z]))[ \t]*"
    r"(?:\{\s*(?P<braced>\\?[A-Za-z])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))"
    r"|\\(?:url|path|nolinkurl)[ \t]*\{(?P<url>[^{}\s]{0,2000})\}"
    r"|\\href[ \t]*\{(?P<target>[^{}\s]{0,2000})\}[ \t]*\{(?P<label>[^{}]{0,2000})\}"
    r"|\\ding[ \t]*\{(?P<ding>5[1256])\}"
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
_OPTION = re.compile(r"\*?(?:\[[^\[\]]{0,200}\])?")
"""A star or an optional argument between a command's name and its argument."""


def latex_to_text(text: str) -> str:
    """Return LaTeX as plain text."""
    if not _HAS_LATEX.search(text):
        return text
    parts: list[str] = []
    closings: list[str] = []  # for each open brace, the text that replaces its closing brace
    position, command_end = 0, -1  # command_end: after an unknown command or its argument, else -1
    for match in _TOKEN.finditer(text):
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


def _token_text(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if match["accent"]:
        letter = (match["braced"] or match["bare"]).removeprefix("\\")
        return unicodedata.normalize("NFC", letter + _ACCENTS[match["accent"]])
    if kind == "command":
        return "" if match["command"] in _FORMATTING else _CHARACTERS.get(match["command"], match[0])
    if kind == "url":
        return _unescape_url(match["url"])
    if kind == "label":
        target, label = _unescape_url(match["target"]), latex_to_text(match["label"])
        return f"{label} ({target})" if target not in ("", label) else label
    if kind == "ding":
        return _DINGS[match["ding"]]
    if kind == "escaped":
        return match["escaped"]
    if kind == "space":
        return _SPACES.get(match["space"], "")
    replacements = {"tie": "\u00a0", "line": " ", "``": "“", "''": "”", "---": "—", "--": "–"}
    return replacements.get(kind) or replacements.get(match[0], match[0])


def _unescape_url(text: str) -> str:
    """Remove backslashes that LaTeX does not need inside ``\\url``, but many authors write."""
    return re.sub(r"\\([#%&_~^$])", r"\1", text)
