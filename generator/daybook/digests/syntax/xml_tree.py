"""A record of XML as a tree that knows which of its elements were read."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

Fields = dict[str, Any]
"""Of a record, by the names that `rows` knows."""


class Node(Struct):
    """An element. Its name has no prefix, its attributes have theirs."""

    name: str
    attributes: dict[str, str]
    parts: list["Node | str"] = field(default_factory=list)
    """Its elements and texts in their order."""
    is_read: bool = False

    def all(self, path: str) -> list["Node"]:
        """Return the elements at a path of names, such as ``AuthorList/Author``; they count as read."""
        found = [self]
        for name in path.split("/"):
            found = [
                part for node in found for part in node.parts if isinstance(part, Node) and part.name == name
            ]
        for node in found:
            node.is_read = True
        return found

    def text(self, *paths: str) -> str:
        """Return the text of the first element with any at one of the paths, the best path first."""
        return next((text for path in paths for node in self.all(path) if (text := node.whole())), "")

    def texts(self, path: str) -> list[str]:
        """Return the texts of all elements at a path."""
        return [text for node in self.all(path) if (text := node.whole())]

    def valued(self, path: str, attribute: str, value: str) -> list[str]:
        """Return the texts of the elements at a path that have a value of an attribute."""
        return [node.whole() for node in self.all(path) if node.attributes.get(attribute) == value]

    def whole(self) -> str:
        """Return all text in the element, without what marks it up."""
        return "".join(self._pieces()).strip()

    def _pieces(self) -> Iterator[str]:
        for part in self.parts:
            if isinstance(part, str):
                yield part
            else:
                yield from part._pieces()

    def unread(self) -> Iterator[str]:
        """Yield the names of the elements with a text that are not read, nor in one that is."""
        if self.is_read:
            return
        if any(isinstance(part, str) and part.strip() for part in self.parts):
            yield self.name
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.unread()
