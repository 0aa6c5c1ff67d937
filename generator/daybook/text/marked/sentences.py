"""Find the first sentences of a text, and cut nodes."""

import re
from collections.abc import Iterator
from itertools import takewhile

from daybook.text.marked.nodes import Node, Nodes, Styled, Text
from daybook.text.marked.plain_form import plain_form
from daybook.text.plain_text import shorten

_END = re.compile(r"[.!?…。！？](?:(?<=[。！？])[」』）]*|[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[^\Wa-z_]|\s*\Z))")
"""The end of a sentence, before a capital letter or a number."""
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|w\.r\.t|a\.k\.a|etc|al|vs|cf|Figs?|Eqs?|Sec|Tab|Dr|Mrs?|Ms|Prof|St|No|approx|resp)"
    r"|(?<![A-Za-z0-9])[A-Z])\.\Z"
)
_LONGEST_ABBREVIATION = 8
_CLAIM = re.compile(
    r"\b(?:we (?:\w+ ){0,2}?(?:address|analy[sz]e|ask|build|characteri[sz]e|collect|compare|conduct|construct"
    r"|demonstrate|derive|describe|design|develop|establish|evaluate|examine|explore|find|formulate|introduce|investigate|offer"
    r"|present|propose|prove|provide|release|report|reveal|revisit|show|study|systematically|train|unveil)"
    r"|(?:this|the present) (?:article|paper|report|study|survey|work) (?:\w+ )?[a-z]+s"
    r"|in this (?:article|paper|report|study|survey|work)|(?:is|are) (?:introduced|presented|proposed))\b",
    re.IGNORECASE,
)
"""What authors write where they say what they did."""
_GOES_ON = re.compile(
    r"(?:Additionally|Also|But|Finally|Furthermore|However|In addition|In particular|Moreover|Next|Second"
    r"|Then|We (?:also|further|then))\b|For \("
)
"""How a sentence begins that says little without those before it."""
_OPENING = re.compile(
    r"(?:(?:To this end|In response|In (?:this|the present) (?:article|paper|report|study|survey|work)"
    r"|(?:For|In light of|Based on|(?:Inspired|Motivated) by|To \w+) (?:this|these|those|such)\b"
    r"[^][,.;:$\\{}*]{0,60}"
    r"|Additionally|Concretely|Consequently|Finally|Furthermore|Hence|In (?:addition|particular)|Moreover"
    r"|Specifically|Therefore|Thus), "
    r"|\[?(?:Aims?|Approach|Methods?|Objectives?|Purpose|Results?)[\]:] )+(?=(?:we|this) )",
    re.IGNORECASE,
)
"""How a sentence begins that names the paper, its part, or what those before it said: a lead does without."""
_MOST_BEFORE = 1_500
"""Characters before such a sentence."""
_NO_END = " ,;:.–—-"


def sentences_end(text: str, limit: int) -> int:
    """Return where the last whole sentence of the first ``limit`` characters ends; 0 if there is none.

    If that is less than half of them, one sentence more counts that ends before twice the limit.
    """
    best = 0
    for end in _ends(text):
        if end > limit:
            return end if best < limit // 2 and end <= 2 * limit else best
        best = end
    return best


def _ends(text: str) -> Iterator[int]:
    """Yield where sentences end."""
    for match in _END.finditer(text):
        head = text[max(0, match.start() + 1 - _LONGEST_ABBREVIATION) : match.start() + 1]
        if not _ABBREVIATION.search(head):
            yield match.end()


def main_sentence(text: str) -> int:
    """Return where the first sentence begins in which authors say what they did.

    One that goes on from another, as with "However", counts only if no other sentence does. 0 if there is
    none, or it is within a formula or other marks.
    """
    first = 0
    for match in _CLAIM.finditer(text, 0, _MOST_BEFORE):
        before = text[: max(takewhile(match.start().__ge__, _ends(text)), default=0)]
        start = len(text) - len(text[len(before) :].lstrip())
        if before.count("$") % 2 or before.count("**") % 2 or before.count("{") != before.count("}"):
            break
        if not _GOES_ON.match(text, start):
            return start
        first = first or start
    return first


def without_reference(text: str) -> str:
    """Return text without words at its beginning that refer to what is before it: "To address this, we …"."""
    match = _OPENING.match(text)
    return text[match.end()].upper() + text[match.end() + 1 :] if match else text


def first_nodes(nodes: Nodes, limit: int) -> Nodes:
    """Return the first whole sentences of about ``limit`` characters of plain text (see `sentences_end`).

    A first sentence of more than twice that is cut after a word, or before a formula, with an ellipsis.
    """
    text = plain_form(nodes)
    if len(text) <= limit:
        return nodes
    if end := sentences_end(text, limit):
        whole = _head(nodes, end)
        if plain_form(whole) == text[:end]:
            return whole
    return _cut(nodes, limit)


def _head(nodes: Nodes, length: int) -> Nodes:
    """Return the nodes of the first ``length`` characters of plain text, other nodes whole or not at all."""
    kept: list[Node] = []
    for node in nodes:
        size = len(plain_form((node,)))
        if size <= length:
            kept.append(node)
            length -= size
            continue
        if isinstance(node, Text):
            kept.append(Text(node.text[:length]))
        elif isinstance(node, Styled):
            kept.append(Styled(node.style, _head(node.children, length)))
        break
    return tuple(kept)


def _cut(nodes: Nodes, limit: int) -> Nodes:
    length = len(shorten(plain_form(nodes), limit)) - 1
    kept = _head(nodes, length) or nodes[:1]
    if isinstance(kept[-1], Text):
        kept = (*kept[:-1], Text(kept[-1].text.rstrip(_NO_END)))
    return (*kept, Text("…"))
