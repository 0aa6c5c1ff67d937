"""Read what sources write in Markdown: strong and emphasized text, code and links; nothing else of it."""

import re

from daybook.text.bare_urls import is_followed
from daybook.text.marked.nodes import Style, Styled, Text
from daybook.text.marked.passage import Passage

_LONGEST = 600
"""Characters of a run of emphasized text, of code, of a label or of a URL."""
_WORDS = re.compile(r"[^\W_]+(?:[ ,'-]+[^\W_]+)+")
"""Between two backticks on both sides these are quoted."""
_TARGET = re.compile(r"https?://[^\s()<>\"\\]*+(?:\([^\s()<>\"\\]*+\)[^\s()<>\"\\]*+){0,4}\)")


def code(passage: Passage, at: int, start: int) -> int:
    """Read code between the backticks at ``at`` and as many after it."""
    text, width = passage.text, start - at
    close = text.find(text[at:start], start, min(passage.end, start + _LONGEST))
    content = text[start:close].strip() if close > start else ""
    if not content or passage.at(close + width) == "`":
        passage.write(text[at:start])
        return start
    if width == 2 and _WORDS.fullmatch(content):
        passage.add(Text("“"), *passage.read(start, close), Text("”"))
    else:
        passage.add(Styled(Style.CODE, (Text(content),)))
    return close + width


def stars(passage: Passage, at: int) -> int:
    """Read ``**strong**`` and ``*emphasized*`` text; other stars are themselves, as in ``A*`` and ``3*4``."""
    start = at
    while passage.at(start) == "*":
        start += 1
    width = start - at
    close = _closing_stars(passage, at, start) if width in (1, 2) else -1
    if close < 0:
        passage.write(passage.text[at:start])
        return start
    style = Style.STRONG if width == 2 else Style.EMPHASIS
    passage.add(Styled(style, passage.read(start, close)))
    return close + width


def _closing_stars(passage: Passage, at: int, start: int) -> int:
    """Return where the text that stars open at ``at`` ends; -1 if they open none."""
    text, width = passage.text, start - at
    before, first = passage.before(at), passage.at(start)
    if not first or first.isspace() or (width == 1 and (before.isalnum() or not _begins_words(first))):
        return -1
    close = text.find("*" * width, start + 1, min(passage.end, start + _LONGEST))
    if close < 0 or text[close - 1].isspace():
        return -1
    following = passage.at(close + width)
    if following == "*" or (width == 1 and following.isalnum()) or (before.isdigit() and following.isdigit()):
        return -1
    return close


def _begins_words(character: str) -> bool:
    return character.isalnum() or character in "\"'“‘`([$\\"


def link(passage: Passage, at: int) -> int:
    """Read ``[label](URL)``, but no image."""
    text = passage.text
    close = text.find("](http", at + 1, min(passage.end, at + _LONGEST))
    if close <= at + 1 or passage.before(at) == "!" or text.find("[", at + 1, close) >= 0:
        return at
    target = _TARGET.match(text, close + 2, min(passage.end, close + _LONGEST))
    if not target or not is_followed(target[0][:-1]):
        return at
    passage.link(target[0][:-1], at + 1, close)
    return target.end()
