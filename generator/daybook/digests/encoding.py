"""Decode a file from the encoding that it declares, or from UTF-8, or else from Windows-1252.

Declarations: a byte order mark, JabRef's ``% Encoding: ISO8859_1``, KBibTeX's ``x-kbibtex-encoding=latin1``,
Emacs' ``-*- coding: latin-1 -*-``, the ``charset=`` of HTML, mail and JSTOR's RIS, and XML's ``encoding=``.
"""

import codecs
import re

from msgspec import Struct

_DECLARATION = (
    rb"""(?im)(?:^[ \t]*%[^\n]{0,20}\bencoding:|-\*-[^\n]{0,80}\bcoding:|\bcharset=|x-kbibtex-encoding="""
    rb"""|<\?xml[^>\n]{0,80}\bencoding=)[ \t]*["']?(?:x-)?([a-z0-9][a-z0-9_.:-]{1,40})"""
)
_DECLARED_WITHIN = 4_000
"""Bytes at the file's start in which a declaration counts."""
_WIDER = {"iso8859-1": "cp1252", "gb2312": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932"}
"""By the encoding that programs declare, the wider one that they mean (WHATWG Encoding, 4.2)."""
_NOT_TEXT = frozenset({"idna", "punycode", "raw_unicode_escape", "unicode_escape"})
"""Codecs from bytes to text that are no encodings of a text."""
_HIGH = re.compile(rb"[\x80-\xff]+")
_MOST_LETTERS = 8
"""Of the bytes of a Western text, at most one in so many is not of ASCII."""
_NO_LETTER = r"[\x80-\x9f¡-©«¬®-¹»-¿×÷€‚ƒ„…†‡ˆ‰‹‘“”•–—˜™›]"
_FOREIGN = rf"[a-zß-öø-ÿ]{_NO_LETTER}(?=[a-zß-öø-ÿ])|[A-Za-zß-öø-ÿ][À-ÖØ-ÞŠŒŽŸ](?=[a-zß-öø-ÿ])"
"""A sign other than ``’``, or a capital, within a word: so look other encodings if read as Windows-1252."""


class DecodedText(Struct, frozen=True):
    """A file's text; ``replaced`` counts byte sequences that are invalid in ``encoding``, each now U+FFFD."""

    text: str
    encoding: str = "UTF-8"
    replaced: int = 0
    is_guess: bool = False
    """Whether the file does not say its encoding."""


def decode_text(data: bytes) -> DecodedText:
    """Decode a file; raise UnicodeDecodeError if it is neither UTF-8 nor of a declared encoding.

    Valid UTF-8 is UTF-8 whatever the file declares. A text like those that Excel writes is Windows-1252 if no
    part of it is UTF-8. One invalid byte, or one in 2,000, is replaced by U+FFFD.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _replace_few(data, "utf-16", "UTF-16") or DecodedText(data.decode())
    try:
        return DecodedText(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        declared = declared_codec(data)
        decoded = declared and _replace_few(data, declared, declared)
        decoded = decoded or _windows(data) or _replace_few(data, "utf-8-sig", "UTF-8")
        if decoded is None:
            raise
    return decoded


def codec_of(declared: str) -> str:
    """Return the name of Python's codec for an encoding that a text declares, or an empty string."""
    try:
        b"x".decode(declared or "undefined")  # fails for codecs of no text
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return ""
    return "" if name in _NOT_TEXT else _WIDER.get(name, name)


def declared_codec(data: bytes) -> str:
    """Return the name of Python's codec for the encoding that a file declares, or an empty string."""
    match = re.search(_DECLARATION, data[:_DECLARED_WITHIN])
    return codec_of(match[1].decode("ascii")) if match else ""


def _windows(data: bytes) -> DecodedText | None:
    """Decode a text from Windows-1252 if its letters outside of ASCII are mostly single ones."""
    runs = _HIGH.findall(data)
    alone = sum(len(run) == 1 for run in runs)
    if 4 * alone < 3 * len(runs) or _MOST_LETTERS * sum(map(len, runs)) > len(data):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    is_western = not re.search(_FOREIGN, text) and not _is_partly_utf8(runs)
    return DecodedText(text, "Windows-1252", is_guess=True) if is_western else None


def _is_partly_utf8(runs: list[bytes]) -> bool:
    for run in runs:
        try:
            run.decode()
        except UnicodeDecodeError:
            continue
        return True
    return False


def _replace_few(data: bytes, codec: str, encoding: str) -> DecodedText | None:
    text = data.decode(codec, "replace")
    valid = 0 if codec == "utf-16" else data.count(b"\xef\xbf\xbd")
    replaced = max(0, text.count("\ufffd") - valid) if "\ufffd" in text else 0
    if replaced > max(1, len(data) // 2_000):
        return None
    return DecodedText(text, encoding, replaced)
