"""Plain text as it comes from outside, made safe to store and to compare without changing what is read."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

# What XML, YAML and terminals cannot carry: C0 and C1 controls, lone surrogates and non-characters.
_UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_WHITE = re.compile(r"[ \t\n\v\f\r\x85\u2028\u2029]+")
_SEPARATOR = re.compile(r"[\x1c-\x1f]")
"""Controls of ASCII that Python takes for white space."""
_NEWLINE = re.compile(r"\r\n|\r|\n")
_BLANK_LINE = re.compile(r"\n[ \t\v\f\x85]*(?:\n[ \t\v\f\x85]*)+")
_DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_COMBINING_RUN = 30
"""Unicode's stream-safe limit (UAX 15, section 13) of combining marks on one letter."""


def split_lines(text: str) -> list[str]:
    """Split at LF, CRLF and CR only, so that line numbers agree with editors'."""
    return _NEWLINE.split(text)


def unsafe(text: str) -> list[int]:
    """Offsets of the characters that cannot be published (controls, lone surrogates)."""
    return [match.start() for match in _UNSAFE.finditer(text)]


def safe(text: str) -> str:
    """Give ``text`` with U+FFFD for each character that cannot be published."""
    return _UNSAFE.sub("\ufffd", text)


def undirected(text: str) -> str:
    """Give ``text`` without the marks that turn the direction of what follows them (UAX 9, section 2).

    For places without markup, such as a window's title or a feed: an unclosed mark would turn round the
    words after the text. In a page the text is isolated instead, and keeps them. Marks that only tell the
    direction of their own place (U+200E, U+200F, U+061C), joiners and soft hyphens stay: scripts need them.
    """
    return text if text.isascii() else _DIRECTION.sub("", text)


def one_line(text: str) -> str:
    """Give ``text`` in NFC with white space folded to single blanks and unsafe characters as U+FFFD."""
    if text.isascii():
        if _is_line(text):
            return text  # as nearly all is that was imported before
        words = text.replace("\n", " ")  # lines that were broken hard, and nothing else
        if _is_line(words):
            return words
        words = " ".join(text.split())
        if words.isprintable() and (words == text or not _SEPARATOR.search(text)):
            return words
    return _normal(_WHITE.sub(" ", safe(text)).strip(" "))


def are_lines(texts: Sequence[str]) -> bool:
    """Whether `one_line` would give each of these as it is; true of no others, though not of all such."""
    joined = "|".join(texts)
    return joined.isascii() and _is_line(joined) and " |" not in joined and "| " not in joined


def _is_line(text: str) -> bool:
    """Whether text in ASCII is one line as it is to be."""
    return text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]


def paragraphs(text: str) -> str:
    """Give ``text`` like `one_line`, but keep paragraphs, parted by one blank line."""
    if "\n" not in text and "\r" not in text:
        return one_line(text)
    if "\r" in text:
        text = _NEWLINE.sub("\n", text)
    parts = (one_line(part) for part in _BLANK_LINE.split(text))
    return "\n\n".join(part for part in parts if part)


def folded(text: str) -> str:
    """Give what ``text`` shares with other spellings of it: compatibility form, without case."""
    return _normal(_normal(text, "NFKC").casefold(), "NFKC")


def _normal(text: str, form: Literal["NFC", "NFKC"] = "NFC") -> str:
    """Normalise, but leave endless runs of combining marks alone: ordering them is quadratic."""
    if text.isascii() or unicodedata.is_normalized(form, text):
        return text
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _COMBINING_RUN:
            return text
    return unicodedata.normalize(form, text)


def cut(text: str, limit: int) -> str:
    """Cut ``text`` to at most ``limit`` characters, at a word where there is one, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    at_word = head.rsplit(" ", 1)[0]
    return (at_word if len(at_word) > limit // 2 else head).rstrip(" ,;:.–—-") + "…"


def count(number: int, thing: str) -> str:
    """Such as ``1 paper`` and ``2,310 papers``."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
