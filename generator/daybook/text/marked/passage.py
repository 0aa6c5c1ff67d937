"""A part of a text while it is read, with the nodes so far."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from daybook.text.marked.nodes import Link, Node, Nodes, Text

_DEEPEST = 6
_BRACE = re.compile(r"\\[\\{}]|[{}]")


class Passage:
    """A part of a text. Neighbouring texts among its nodes are one."""

    def __init__(self, whole: "WholeText", end: int, depth: int = 0, *, has_links: bool = True) -> None:
        """``has_links`` is False inside the label of a link, which cannot have links."""
        self.text = whole.text
        self.end = end
        self._whole = whole
        self._depth = depth
        self._has_links = has_links
        self._nodes: list[Node] = []
        self._texts: list[str] = []

    def read(self, start: int, end: int, *, has_links: bool = True) -> Nodes:
        """Read a part of this part."""
        if self._depth >= _DEEPEST:
            return (Text(self.text[start:end]),) if start < end else ()
        part = Passage(self._whole, end, self._depth + 1, has_links=self._has_links and has_links)
        return part.nodes_from(start)

    def nodes_from(self, start: int) -> Nodes:
        """Read from ``start`` to the end.

        The reader for a special character adds nodes and returns where to go on; it returns where it began if
        the character is only itself.
        """
        text, search, readers, end = self.text, self._whole.special.search, self._whole.readers, self.end
        done = at = start
        while match := search(text, at, end):
            begin = match.start()
            self.write(text[done:begin])
            done = at = readers[text[begin]](self, begin)
            if at == begin:
                at = match.end()
        self.write(text[done:end])
        self._end_text()
        return tuple(self._nodes)

    def before(self, at: int) -> str:
        """Return the character before a place; empty at the start of the text."""
        return self.text[at - 1] if at else ""

    def at(self, at: int) -> str:
        """Return the character at a place; empty at the end of this part."""
        return self.text[at] if at < self.end else ""

    def closing(self, brace: int) -> int:
        """Return where the group that opens at ``brace`` closes; -1 if none does in this part."""
        close = self._whole.closing.get(brace, -1)
        return close if close < self.end else -1

    @property
    def last(self) -> str:
        """The text that was added last, if no other node came after it."""
        return self._texts[-1] if self._texts else ""

    def trim(self, length: int) -> None:
        """Remove characters at the end of the text that was added last."""
        self._texts[-1] = self._texts[-1][:-length]

    def write(self, text: str) -> None:
        if text:
            self._texts.append(text)

    def add(self, *nodes: Node) -> None:
        """Add nodes of any kind."""
        for node in nodes:
            if isinstance(node, Text):
                self.write(node.text)
            else:
                self._end_text()
                self._nodes.append(node)

    def link(self, href: str, start: int, end: int) -> None:
        """Add a link with the label in a part of the text, or with its URL if that is empty."""
        label = self.read(start, end, has_links=False) or (Text(href),)
        self.add(*((Link(href, label),) if self._has_links else label))

    def _end_text(self) -> None:
        if text := "".join(self._texts):
            self._nodes.append(Text(text))
        self._texts.clear()


Reader = Callable[[Passage, int], int]


class WholeText(Struct, frozen=True, gc=False):
    text: str
    readers: Mapping[str, Reader]
    """By the special character that each begins to read at."""
    special: re.Pattern[str]
    closing: Mapping[int, int]
    """By the place of a brace that opens a group, the place of the one that closes it."""


def read(text: str, readers: Mapping[str, Reader], special: re.Pattern[str]) -> Nodes:
    closing = _matching_braces(text) if "{" in text else {}
    return Passage(WholeText(text, readers, special, closing), len(text)).nodes_from(0)


def _matching_braces(text: str) -> dict[int, int]:
    opened: list[int] = []
    closing: dict[int, int] = {}
    for match in _BRACE.finditer(text):
        if match[0] == "{":
            opened.append(match.start())
        elif match[0] == "}" and opened:
            closing[opened.pop()] = match.start()
    return closing
