"""Estimate, in linear time, how long Python-Markdown takes for a text.

Its time is quadratic: an unclosed bracket is searched for to the end of its paragraph, a tag to the end of
the text, and a block is parsed again for each of its lines. A few kilobytes of ``[`` take minutes. The
estimate counts such constructs, times the seconds that each was measured to take in the slowest of several
forms (`tests/faults/test_pathological.py`). Ordinary notes stay far below the limit.
"""

import re
from collections.abc import Iterator

MOST_SECONDS = 0.2
"""Text that takes longer is not parsed as Markdown."""
MOST_CHARACTERS = 200_000

_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINK = re.compile(r"!?\[[^][\n]*\]\([^()\s\"']*(?: \"[^\"\n]*\")?\)")
_TAG = re.compile(r"<[!?/A-Za-z][^<>]*>")
_LOOSE_TAG = re.compile(r"<[!?/A-Za-z]")
_FENCE = re.compile(r"^[ >]*(?:`{3}|~{3})", re.MULTILINE)
_DEFINITION = re.compile(r"^[ >]*\*?\[[^]\n]*\]:", re.MULTILINE)
"""Of an abbreviation, a footnote or an address."""
_MARKED = re.compile(r"[*_`&\\$]")
_COLUMNS = re.compile(r"[ \t]*\|?[ \t:|-]*-[ \t:|-]*")
_ITEM = re.compile(r"[ ]{0,3}(?:[*+-]|[0-9]+\.)[ ]")
_RULE = re.compile(r"[ ]*(?:-[ -]*|\*[ *]*|_[ _]*)")
_DEEP = re.compile(r"^(?:[ \t]*+(?:>|[*+-][ \t]|[0-9]{1,9}\.[ \t])){21}", re.MULTILINE)
"""Quotes and lists on one line, nested more than 20 deep."""


def estimate_seconds(text: str) -> float:
    """Return about the most seconds that Python-Markdown takes for a text."""
    if len(text) > MOST_CHARACTERS or _DEEP.search(text):
        return float("inf")
    untagged, tags = _TAG.subn("", text)
    whole = (
        3e-7 * len(_LOOSE_TAG.findall(untagged))
        + 1e-8 * tags
        + 6e-8 * len(_FENCE.findall(text))
        + 5e-8 * len(_DEFINITION.findall(text))
    )
    single = 3e-5 * len(_MARKED.findall(text))
    # brackets outside links: each is matched to the end of its paragraph
    brackets = sum(2e-7 * part.count("[") * len(part) for part in _pieces(_LINK.sub("", text)) if "[" in part)
    return whole * len(text) + single + _in_blocks(text) + brackets


def is_too_costly(text: str) -> bool:
    """Return whether a text takes longer than `MOST_SECONDS`."""
    return estimate_seconds(text) > MOST_SECONDS


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
    """Yield the parts that are parsed alone: a paragraph, a list item or a table row."""
    for block in _BLANK_LINES.split(text):
        lines = block.split("\n")
        if len(lines) > 1 and ("|" in lines[0] and _COLUMNS.fullmatch(lines[1])):
            yield from lines
        elif _is_item(lines[0]):
            numbered = _is_numbered(block)
            start = 0
            for number, line in enumerate(lines):
                if number and _is_item(line) and _is_numbered(line) == numbered:
                    yield "\n".join(lines[start:number])
                    start = number
            yield "\n".join(lines[start:])
        else:
            yield block


def _is_item(line: str) -> bool:
    return _ITEM.match(line) is not None and not _RULE.fullmatch(line)


def _is_numbered(line: str) -> bool:
    return line.lstrip(" ")[:1].isdigit()
