"""Text as BibTeX files encode it, into plain text: accents, escaped signs, and braces that protect capitals.

Formulas between dollar signs stay as they are, and so does every command that is not known here: nothing a
file says is lost. One pass over the text; no nesting is followed, so none can be too deep.
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
    "textellipsis": "…",
}  # fmt: skip
_LETTER = r"(?:\{\s*(\\?[A-Za-z])\s*\}|(\\[ij](?![A-Za-z])|[A-Za-z]))"
_TOKEN = re.compile(
    r"(?P<formula>(?<!\\)\$[^$]{0,2000}(?<!\\)\$)"
    r"|\\(?P<accent>[`'^\"~=.]|[uvHrckdb](?![A-Za-z]))[ \t]*" + _LETTER +
    r"|\\(?P<sign>[A-Za-z]{1,20})(?![A-Za-z])(?:\{\}|[ \t]*)"
    r"|\\(?P<escaped>[&%$#_{}])"
    r"|(?P<brace>[{}])"
    r"|(?P<tie>~)"
    r"|(?P<dash>---?)"
)  # fmt: skip


def plain(text: str) -> str:
    """Give the plain text of a value of BibTeX."""
    return _TOKEN.sub(_plain, text) if re.search(r"[\\{}~$]|--", text) else text


def _plain(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if match["accent"]:
        letter = (match[3] or match[4]).removeprefix("\\")
        return unicodedata.normalize("NFC", letter + _ACCENTS[match["accent"]])
    if kind == "sign":
        return _SIGNS.get(match["sign"], match[0])
    if kind == "escaped":
        return match["escaped"]
    return {"brace": "", "tie": "\u00a0", "dash": "—" if match[0] == "---" else "–"}.get(kind or "", match[0])
