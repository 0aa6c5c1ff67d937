"""Read quotation marks, dashes and ties as TeX writes them."""

import re

from daybook.text.marked import markdown
from daybook.text.marked.nodes import Text
from daybook.text.marked.passage import Passage

_LONGEST = 600
"""Characters between quotation marks."""
_OPENING = re.compile(r'(?<![^\s(\[])"\w')
"""A quotation mark before a word."""
_BESIDE_DASH = re.compile(r"(?<=\w)~(?= (?:--|[–—]))|(?:(?<=-- )|(?<=[–—] ))~(?=[^\W\d])")
"""A tie that has a space between itself and a dash."""


def backtick(passage: Passage, at: int) -> int:
    """Read ````quoted''`` and ```quoted'`` text; other text between backticks is code."""
    text, stop = passage.text, at
    while passage.at(stop) == "`":
        stop += 1
    if stop - at > 2:
        passage.write(text[at:stop])
        return stop
    limit = min(passage.end, stop + _LONGEST)
    close = _double(text, stop, limit) if stop - at == 2 else _single(text, stop, limit)
    if close < 0:
        return markdown.code(passage, at, stop)
    is_double = stop - at == 2
    inner = passage.read(stop, close)
    passage.add(Text("“" if is_double else "‘"), *inner, Text("”" if is_double else "’"))
    return close + (2 if text.startswith("''", close) and is_double else 1)


def _double(text: str, start: int, limit: int) -> int:
    """Return where the quotation after two backticks ends; -1 if code ends first, or if there is no end."""
    ends = [end for mark in ("''", '"') if (end := text.find(mark, start, limit)) > start]
    code_end = text.find("``", start, limit)
    close = min(ends, default=-1)
    return -1 if 0 <= code_end < close else close


def _single(text: str, start: int, limit: int) -> int:
    """Return where the quotation after a backtick ends; -1 if code ends first, or if there is no end."""
    close = text.find("'", start, limit)
    while close >= 0 and text[close + 1 : close + 2].isalpha():  # an apostrophe
        close = text.find("'", close + 1, limit)
    code_end = text.find("`", start, limit)
    return close if close > start and not 0 <= code_end < close else -1


def apostrophes(passage: Passage, at: int) -> int:
    """Read ``''quoted''`` and ``"quoted''`` text; other pairs of apostrophes are primes or seconds."""
    text, start = passage.text, at + 2
    before, after = passage.before(at), passage.at(start)
    opened = text.rfind('"', max(0, at - _LONGEST), at)
    if opened >= 0 and _OPENING.match(text, opened) and "''" not in text[opened:at] and not after.isalnum():
        passage.write('"')
        return start
    if before.isalnum() or before == "'" or not after.isalnum():
        return at
    close = _double(text, start, min(passage.end, start + _LONGEST))
    if close < 0:
        return at
    passage.add(Text('"'), *passage.read(start, close), Text('"'))
    return close + (2 if text.startswith("''", close) else 1)


def tie(passage: Passage, at: int) -> int:
    """Read ``~`` between words as a space that does not break; between numbers it is a range."""
    before, after = passage.before(at), passage.at(at + 1)
    if _BESIDE_DASH.match(passage.text, at, passage.end):
        return at + 1
    is_range = (before.isdigit() or before in "%x") and after.isdigit()
    if not before or not after or is_range or not (before.isalnum() or before in ".,;:)]}$'’”\""):
        return at
    if not (after.isalnum() or after in "\\$([{`'\"“‘"):
        return at
    passage.write("\u00a0")
    return at + 1


def dash(passage: Passage, at: int) -> int:
    """Read two or three hyphens as a dash, unless they begin an option of a program or draw a line."""
    stop = at
    while passage.at(stop) == "-":
        stop += 1
    before, after = passage.before(at), passage.at(stop)
    is_quoted = before in "`'\"" and passage.text[max(0, at - 3) : at].rstrip("`'\"")[-1:].isalnum()
    is_option = (not before or before in " (`'\"[") and after.islower() and not is_quoted
    is_line = stop - at > 3 or (before and before in "!|:<") or (after and after in "|:>")
    hyphens = passage.text[at:stop]
    passage.write(hyphens if is_option or is_line else "–" if stop - at == 2 else "—")
    return stop
