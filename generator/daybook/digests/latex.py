"""Text as BibTeX files encode it, into plain text: accents, escaped signs, and braces that protect capitals.

Commands that only set type go, and leave what they set. Formulas between dollar signs stay as they are, and
so does every command that is not known here, with the braces of its arguments: nothing a file says is lost,
nor run together. One pass over the text, which keeps of nesting only what closes each open brace.
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
_SIGNS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘",
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "ldots": "…", "dots": "…",
    "textellipsis": "…", "textquotedblleft": "“", "textquotedblright": "”", "textunderscore": "_",
    "textless": "<", "textgreater": ">", "textbar": "|", "textbullet": "•", "textdegree": "°", "textmu": "µ",
    "textregistered": "®", "texttrademark": "™", "copyright": "©", "pounds": "£", "S": "§", "P": "¶",
    "slash": "/", "TeX": "TeX", "LaTeX": "LaTeX", "thinspace": "\u202f", "quad": " ", "qquad": " ",
    "newline": " ", "linebreak": " ",
}  # fmt: skip
_SETTING = frozenset({
    "emph", "textbf", "textit", "textmd", "textnormal", "textrm", "textsc", "textsf", "textsl", "texttt",
    "textup", "text", "textsubscript", "textsuperscript", "underline", "uline", "mbox", "hbox", "fbox",
    "bf", "em", "it", "rm", "sc", "sf", "sl", "tt", "bfseries", "itshape", "mdseries", "normalfont",
    "rmfamily", "scshape", "sffamily", "slshape", "ttfamily", "upshape", "tiny", "scriptsize", "footnotesize",
    "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge", "centering", "noindent", "protect",
    "relax", "xspace", "NoCaseChange",
})  # fmt: skip
"""Commands that tell how their argument, or what follows, is set, and not what it says."""
_DINGS = {"51": "✓", "52": "✔", "55": "✗", "56": "✘"}
_BLANKS = {" ": " ", "\n": " ", ",": "\u202f", ";": "\u202f", ":": "\u202f", ">": "\u202f"}
"""After a backslash; there the hyphen, slash, exclamation mark and at sign only help to set type."""
_TOKEN = re.compile(
    r"(?P<formula>(?<!\\)\$\$[^$]{1,2000}\$\$|(?<!\\)\$[^$]{0,2000}(?<!\\)\$"
    r"|\\\((?:[^\\]|\\(?![()])){0,2000}\\\))"
    r"|\\(?P<accent>[`'^\"~=.]|[uvHrckdb](?![A-Za-z]))[ \t]*"
    r"(?:\{\s*(?P<braced>\\?[A-Za-z])\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))"
    r"|\\(?:url|path|nolinkurl)[ \t]*\{(?P<url>[^{}\s]{0,2000})\}"
    r"|\\href[ \t]*\{(?P<target>[^{}\s]{0,2000})\}[ \t]*\{(?P<shown>[^{}]{0,2000})\}"
    r"|\\ding[ \t]*\{(?P<ding>5[1256])\}"
    r"|\\(?P<sign>[A-Za-z]+)(?:\{\}|[ \t]*)"
    r"|\\(?P<escaped>[&%$#_{}]|[~^](?=\{\}))"
    r"|\\(?P<blank>[ \n,;:>!/@-])"
    r"|(?P<line>\\\\(?=\s|\Z))"
    r"|(?P<open>\{)|(?P<close>\})"
    r"|(?P<tie>~)"
    r"|(?P<quote>``|'')"
    r"|(?P<dash>---?)"
)  # fmt: skip
_MARKED = re.compile(r"[\\{}~$]|--|``|''")
_OPTION = re.compile(r"\*?(?:\[[^\[\]]{0,200}\])?")
"""What can stand between the name of a command and its argument."""


def plain(text: str) -> str:
    """Give the plain text of a value of BibTeX."""
    if not _MARKED.search(text):
        return text
    parts: list[str] = []
    ends: list[str] = []  # of each open brace, what is written where it closes
    position, named = 0, -1
    for match in _TOKEN.finditer(text):
        parts.append(text[position : match.start()])
        position = match.end()
        if match["open"]:
            kept = named >= 0 and _OPTION.fullmatch(text, named, match.start())
            parts.append("{" if kept else "")
            ends.append("}" if kept else "")
            named = -1
        elif match["close"]:
            parts.append(ends.pop() if ends else "")
            named = position if parts[-1] else -1
        else:
            parts.append(_plain(match))
            named = position if match["sign"] and parts[-1] == match[0] else -1
    return "".join([*parts, text[position:]])


def plain_name(name: str) -> str:
    """Give the plain text of a name, in which a blank that ends no line is a blank like others."""
    return " ".join(plain(name).split())


def _plain(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    if match["accent"]:
        letter = (match["braced"] or match["bare"]).removeprefix("\\")
        return unicodedata.normalize("NFC", letter + _ACCENTS[match["accent"]])
    if kind == "sign":
        return "" if match["sign"] in _SETTING else _SIGNS.get(match["sign"], match[0])
    if kind == "url":
        return _address(match["url"])
    if kind == "shown":
        target, shown = _address(match["target"]), plain(match["shown"])
        return f"{shown} ({target})" if target not in ("", shown) else shown
    if kind == "ding":
        return _DINGS[match["ding"]]
    if kind == "escaped":
        return match["escaped"]
    if kind == "blank":
        return _BLANKS.get(match["blank"], "")
    signs = {"tie": "\u00a0", "line": " ", "``": "“", "''": "”", "---": "—", "--": "–"}
    return signs.get(kind) or signs.get(match[0], match[0])


def _address(text: str) -> str:
    """An address as LaTeX takes it: to the letter, though many escape its signs."""
    return re.sub(r"\\([#%&_~^$])", r"\1", text)
