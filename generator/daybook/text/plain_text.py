"""Normalize plain text from outside: Unicode form, white space, unsafe characters, length, text for feeds."""

import re
import unicodedata
from collections.abc import Sequence
from html import unescape
from typing import Literal

_UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Not allowed in XML, YAML or terminals: C0 and C1 controls, lone surrogates, non-characters."""
_SAFE = bytes(code for code in range(128) if not _UNSAFE.match(chr(code)))
_WHITE = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_BLANK_LINE = re.compile(r"\n[ \t\v\f\x85]*(?:\n[ \t\v\f\x85]*)+")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_COMBINING_RUN = 30
"""Most combining marks on one letter in stream-safe text (UAX 15, section 13)."""


def split_lines(text: str) -> list[str]:
    """Split at LF, CRLF and CR only, so that line numbers agree with those of editors."""
    return _NEWLINE.split(text)


def unsafe_offsets(text: str) -> list[int]:
    """Return the offsets of characters that cannot be published (controls, lone surrogates)."""
    others = text.encode("utf-8", "surrogatepass").translate(None, _SAFE)  # nothing is left of most texts
    if not _UNSAFE.search(others.decode("utf-8", "surrogatepass")):
        return []
    return [match.start() for match in _UNSAFE.finditer(text)]


def replace_unsafe(text: str) -> str:
    """Replace each character that cannot be published by U+FFFD."""
    return _UNSAFE.sub("\ufffd", text)


def strip_bidi(text: str) -> str:
    """Remove embedding, override and isolate characters (UAX 9, section 2).

    For text without markup, such as a window's title or a feed, where an unclosed one would reorder the
    words that follow; HTML pages isolate the text instead. Implicit marks (U+200E, U+200F, U+061C),
    joiners and soft hyphens are kept, because scripts need them.
    """
    return text if text.isascii() else _DIRECTION.sub("", text)


def isolated(text: str) -> str:
    """Return ``text`` without such characters, and isolated by two if it runs from right to left.

    So a name in a line of names keeps its place among them.
    """
    text = strip_bidi(text)
    if text.isascii() or not any(unicodedata.bidirectional(character) in ("R", "AL") for character in text):
        return text
    return f"\u2068{text}\u2069"


def one_line(text: str) -> str:
    """Return ``text`` in NFC, with runs of white space as one space and unsafe characters as U+FFFD."""
    words = text.replace("\n", " ")
    if words.isprintable():  # nearly all text, several times as fast; a space is its only white space
        words = words.strip()
        if "  " in words:
            words = " ".join(words.split())
        return words if words.isascii() else _normal(words)
    return _normal(_WHITE.sub(" ", replace_unsafe(text)).strip(" "))


def one_lines(texts: Sequence[str]) -> Sequence[str]:
    """Return each text as `one_line` does; of lists such as names, nearly all are right as they are."""
    listed = f"|{'|'.join(texts)}|"
    if listed.isascii() and listed.isprintable() and not any(mark in listed for mark in ("  ", "| ", " |")):
        return texts
    return [*map(one_line, texts)]


def paragraphs(text: str) -> str:
    """Return ``text`` normalized like `one_line`, with one blank line between paragraphs."""
    if "\n" not in text and "\r" not in text:  # as most services send it
        return one_line(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _BLANK_LINE.search(text):
        return one_line(text)
    parts = (one_line(part) for part in _BLANK_LINE.split(text))
    return "\n\n".join(part for part in parts if part)


def fold(text: str) -> str:
    """Return ``text`` in NFKC with case folded, for comparing spellings."""
    return _normal(_normal(text, "NFKC").casefold(), "NFKC")


def _normal(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """Normalize ``text`` unless it has a long run of combining marks, which takes quadratic time."""
    if text.isascii() or unicodedata.is_normalized(form, text):
        return text
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _COMBINING_RUN:
            return text
    return unicodedata.normalize(form, text)


def shorten(text: str, limit: int) -> str:
    """Cut ``text`` to at most ``limit`` characters with an ellipsis, after a word if possible."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit // 2 else head).rstrip(" ,;:.–—-") + "…"


def ends_sentence(text: str) -> bool:
    """Return whether ``text`` ends with a full stop or the like, before any closing quote or bracket."""
    return text.rstrip("\"')]”’ ").endswith((".", "!", "?", "…", "。"))


def with_subtitle(title: str, subtitle: str) -> str:
    """Return a title with its subtitle, unless it has that already."""
    is_whole = not (title and subtitle) or subtitle.casefold() in title.casefold()
    return title if is_whole else f"{title}{' ' if ends_sentence(title) else ': '}{subtitle}"


def count(number: int, thing: str) -> str:
    """Return the number with its noun, such as ``1 paper`` or ``2,310 papers``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


_TAG = re.compile(r"<(?=[A-Za-z/!?])")
"""What begins a tag or a comment in HTML; ``x < y`` and ``<4.3%`` do not."""
_WHOLE = re.compile(r"<([A-Za-z/!?][^<>]*)>")


def inert(text: str) -> str:
    """Return a line that stays text in feed readers that unescape it too often, or show plain text as HTML.

    It has ``‹`` and ``›`` for angle brackets if unescaping it, however often, gives a tag. What tags could be
    made of in an attribute, quotes, is not replaced: a reader must escape those anyway.
    """
    deepest = text = strip_bidi(text)
    while "&" in deepest and (less := unescape(deepest)) != deepest:
        deepest = less
    if not _TAG.search(deepest):
        return text
    return strip_bidi(one_line(_TAG.sub("‹", _WHOLE.sub(r"‹\1›", deepest))))
