"""Characters that commands of LaTeX text write."""

import re
import unicodedata

ACCENTS = dict(
    zip(
        "`'^\"~=.uvHrckdb",
        "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u0306\u030c\u030b\u030a\u0327\u0328\u0323\u0331",
        strict=True,
    )
)
CHARACTERS = {
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
FORMATTING = frozenset({
    "emph", "textbf", "textit", "textmd", "textnormal", "textrm", "textsc", "textsf", "textsl", "texttt",
    "textup", "text", "textsubscript", "textsuperscript", "underline", "uline", "mbox", "hbox", "fbox",
    "bf", "em", "it", "rm", "sc", "sf", "sl", "tt", "bfseries", "itshape", "mdseries", "normalfont",
    "rmfamily", "scshape", "sffamily", "slshape", "ttfamily", "upshape", "tiny", "scriptsize", "footnotesize",
    "small", "normalsize", "large", "Large", "LARGE", "huge", "Huge", "centering", "noindent", "protect",
    "relax", "xspace", "NoCaseChange",
})  # fmt: skip
"""Commands that only change the appearance of text."""
SPACES = {" ": " ", "\n": " ", ",": "\u202f", ";": "\u202f", ":": "\u202f", ">": "\u202f"}
"""By the character after a backslash; ``-``, ``/``, ``!`` and ``@`` there only adjust typesetting."""
ACCENT = (
    r"\\(?P<accent>[`'^\"~=.]|[uvHrckdb](?![A-Za-z]))[ \t]*"
    r"(?:\{\s*(?:(?P<braced>\\?[A-Za-z])|\\(?P<inner>[`'^\"~=.]|[uvHrckdb](?![A-Za-z]))[ \t]*"
    r"\{?(?P<letter>[A-Za-z])\}?)\s*\}|(?P<bare>\\[ij](?![A-Za-z])|[A-Za-z]))"
)
"""A regular expression: an accent and its letter, which may have another one, for `accented`."""


def accented(match: re.Match[str]) -> str:
    """Return the letter with the accent of a match of `ACCENT`."""
    letter = (match["letter"] or match["braced"] or match["bare"]).removeprefix("\\")
    inner = ACCENTS[match["inner"]] if match["inner"] else ""
    return unicodedata.normalize("NFC", letter + inner + ACCENTS[match["accent"]])


def unescape_url(text: str) -> str:
    """Remove backslashes that LaTeX does not need inside ``\\url``, but many authors write."""
    return re.sub(r"\\([#%&_~^$])", r"\1", text)
