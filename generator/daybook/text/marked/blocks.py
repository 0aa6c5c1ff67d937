"""Find the paragraphs and lists of a text."""

import re
from itertools import groupby

from msgspec import Struct

from daybook.text.marked.nodes import Block, ItemList, Paragraph
from daybook.text.marked.reader import read_nodes

_ITEM = re.compile(r"(?:[-*•]|(?P<number>[0-9]{1,3})\.)[ \t]+(?=\S)")


class _Line(Struct, frozen=True):
    text: str
    paragraph: int
    content: int
    """Where the text begins after the marker of an item; 0 if there is none."""
    number: int
    """Of an item; 0 if it has none."""


def read_blocks(text: str) -> tuple[Block, ...]:
    """Read paragraphs, and lists of at least two lines that begin with ``-``, ``*``, ``•`` or ``1.``."""
    if "\n" not in text:
        return (Paragraph(read_nodes(text)),) if text else ()
    paragraphs = enumerate(text.split("\n\n"))
    lines = [_line(line, place) for place, part in paragraphs for line in part.split("\n") if line]
    blocks: list[Block] = []
    for (item, _), members in groupby(zip(lines, _lists(lines), strict=True), key=_group):
        run = [line for line, _ in members]
        if item < 0:
            blocks.append(Paragraph(read_nodes("\n".join(line.text for line in run))))
        else:
            items = (read_nodes(line.text[line.content :]) for line in run)
            blocks.append(ItemList(run[0].number, tuple(items)))
    return tuple(blocks)


def _line(text: str, paragraph: int) -> _Line:
    match = _ITEM.match(text)
    return _Line(text, paragraph, match.end() if match else 0, int(match["number"] or 0) if match else 0)


def _lists(lines: list[_Line]) -> list[int]:
    """Return for each line the first line of its list; -1 for others."""
    firsts = [-1] * len(lines)
    for at in range(1, len(lines)):
        before, line = lines[at - 1], lines[at]
        if before.content and line.content and line.number == before.number + bool(before.number):
            firsts[at - 1] = at - 1 if firsts[at - 1] < 0 else firsts[at - 1]
            firsts[at] = firsts[at - 1]
    return firsts


def _group(member: tuple[_Line, int]) -> tuple[int, int]:
    """Return a key that the lines of one block share: their list, or their paragraph."""
    line, first = member
    return first, -1 if first >= 0 else line.paragraph
