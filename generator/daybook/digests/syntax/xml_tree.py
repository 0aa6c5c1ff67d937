"""Parse records of XML into trees that know which of their elements were read."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct, field

from daybook.digests.syntax.xml_parsing import check_element

Fields = dict[str, Any]
"""Of a record, by the names that `rows` knows."""


class Node(Struct, eq=False):
    """An element. Its attributes have their prefixes."""

    prefix: str
    name: str
    """Without the prefix."""
    attributes: dict[str, str]
    parts: list["Node | str"] = field(default_factory=list)
    """Its elements and texts in their order."""
    is_read: bool = False

    def elements(self) -> Iterator["Node"]:
        """Yield the elements directly within."""
        return (part for part in self.parts if isinstance(part, Node))

    def all(self, path: str) -> list["Node"]:
        """Return the elements at a path of names, such as ``AuthorList/Author``; they count as read."""
        found = [self]
        for name in path.split("/"):
            found = [part for node in found for part in node.elements() if part.name == name]
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

    def value(self, path: str, attribute: str, value: str) -> str:
        """Return the first of these texts; empty if there is none."""
        return next(iter(self.valued(path, attribute, value)), "")

    def person(self, family: str, *given: str) -> Fields:
        """Return a person's names, whose elements have these paths."""
        return {"family": self.text(family), "given": self.text(*given)}

    def own_text(self) -> str:
        """Return the text that is in no element within."""
        return "".join(part for part in self.parts if isinstance(part, str))

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
        if self.own_text().strip():
            yield self.name
        for part in self.elements():
            yield from part.unread()


class TreeBuilder:
    """Builds the tree of each record of a document, passes it to `use` when it ends, and forgets it."""

    def __init__(self) -> None:
        self.depth = self.elements = 0
        """Open elements around and in a record; elements of the record."""
        self.open: list[Node] = []
        """Elements of the record that have not ended yet."""

    def begins(self, name: str) -> bool:
        """Return whether an element at this depth, which has this name, is a record."""
        raise NotImplementedError

    def use(self, node: Node) -> None:
        """Take a record that has ended."""
        raise NotImplementedError

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        prefix, _, name = tag.rpartition(":")
        is_within = bool(self.open) or self.begins(name)
        self.elements += is_within
        check_element(self.depth, self.elements, attributes)
        self.depth += 1
        if is_within:
            node = Node(prefix, name, attributes)
            if self.open:
                self.open[-1].parts.append(node)
            self.open.append(node)

    def text(self, text: str) -> None:
        """Add text to the element that is open."""
        if self.open:
            self.open[-1].parts.append(text)

    def end(self, _tag: str) -> None:
        """End an element."""
        self.depth -= 1
        if self.open:
            node = self.open.pop()
            if not self.open:
                self.elements = 0
                self.use(node)
