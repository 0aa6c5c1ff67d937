"""How long Python-Markdown may take for a text, judged beforehand, in time that grows with the text alone.

Its work grows with the square of what it finds: each bracket that nothing closes is looked for to the end of
its paragraph, each tag to the end of the text, and a block is read anew for each of its lines. Some kilobytes
of ``[`` keep it busy for minutes. So what it may cost is summed up from counts, with the seconds that each
kind was measured to take (the slowest of several forms; `tests/unit/test_pathological.py` has them).
Ordinary notes come nowhere near the bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

BOUND = 0.2
"""Seconds; what would take longer is not read as Markdown."""
MOST_CHARACTERS = 200_000

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINK = re.compile(r"!?\[[^][\n]*\]\([^()\s\"']*(?: \"[^\"\n]*\")?\)")
_TAG = re.compile(r"<[!?/A-Za-z][^<>]*>")
_LOOSE_TAG = re.compile(r"<[!?/A-Za-z]")
_FENCE = re.compile(r"^[ >]*(?:`{3}|~{3})", re.MULTILINE)
_NAMED = re.compile(r"^[ >]*\*?\[[^]\n]*\]:", re.MULTILINE)
"""A definition: of an abbreviation, a footnote, an address."""
_MARKED = re.compile(r"[*_`&\\]")
_COLUMNS = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*")
_ITEM = re.compile(r"[ ]{0,3}(?:[*+-]|[0-9]+\.)[ ]")
_RULE = re.compile(r"[ ]*(?:-[ -]*|\*[ *]*|_[ _]*)")
_DEEP = re.compile(r"^(?:[ \t]*+(?:>|[*+-][ \t]|[0-9]{1,9}\.[ \t])){21}", re.MULTILINE)
"""Quotes and lists in one another, on one line, deeper than anybody can read."""


def seconds(text: str) -> float:
    """Give the most that Python-Markdown takes for a text, roughly."""
    if len(text) > MOST_CHARACTERS or _DEEP.search(text):
        return float("inf")
    bare = _LINK.sub("", text)
    untagged, tags = _TAG.subn("", text)
    whole = (
        3e-7 * len(_LOOSE_TAG.findall(untagged))
        + 1e-8 * tags
        + 6e-8 * len(_FENCE.findall(text))
        + 5e-8 * len(_NAMED.findall(text))
    )
    single = 3e-5 * len(_MARKED.findall(text))
    return whole * len(text) + single + _in_blocks(text) + _brackets(bare)


def too_much(text: str) -> bool:
    """Whether a text takes longer than anybody's notes should."""
    return seconds(text) > BOUND


def _brackets(bare: str) -> float:
    """For brackets that are no whole link: each is looked for to the end of its paragraph."""
    return sum(2e-7 * part.count("[") * len(part) for part in _pieces(bare) if "[" in part)


def _in_blocks(text: str) -> float:
    total = 0.0
    for block in _BLANK_LINES.split(text):
        lines = block.split("\n", 2)
        if len(lines) > 1 and "|" in lines[0] and _COLUMNS.fullmatch(lines[1]):
            total += 2.5e-5 * (lines[0].count("|") + 1) * (block.count("\n") + 1)
    for part in _pieces(text):
        total += 8e-5 + 3e-8 * (part.count("\n") + 1) * len(part) + 3e-7 * len(part)
        total += 1e-8 * part.count("](") * len(part)
    return total


def _pieces(text: str) -> Iterator[str]:
    """What is read on its own: a paragraph, an item of a list, a row of a table."""
    for block in _BLANK_LINES.split(text):
        lines = block.split("\n")
        if len(lines) > 1 and ("|" in lines[0] and _COLUMNS.fullmatch(lines[1])):
            yield from lines
        elif _is_item(lines[0]):
            kind = _kind(block)
            start = 0
            for number, line in enumerate(lines):
                if number and _is_item(line) and _kind(line) == kind:
                    yield "\n".join(lines[start:number])
                    start = number
            yield "\n".join(lines[start:])
        else:
            yield block


def _is_item(line: str) -> bool:
    return _ITEM.match(line) is not None and not _RULE.fullmatch(line)


def _kind(line: str) -> bool:
    """Whether a list's line has a number."""
    return line.lstrip(" ")[:1].isdigit()
