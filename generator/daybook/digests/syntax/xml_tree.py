"""Parse records of XML into trees that know which of their elements were read.

This holds limits, and reads nothing that a document names outside of itself. A document type that declares
nothing is read: PubMed's answers have one. Its file is never fetched: an entity that only this file declares
is read as an entity of HTML, or stays as it is written.
"""

import html
from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from msgspec import Struct, field

from daybook.problems import Problem
from daybook.text.plain_text import count

MOST_DEEP = 100
MOST_ELEMENTS, _MOST_ATTRIBUTES = 50_000, 50
"""Of a feed or a record, and of an element; arXiv's largest feeds, of 2,000 papers, have 30,000 elements."""
_CUT_OFF = frozenset(
    expat.errors.codes[message]
    for message in (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
    )
)
"""Errors of a document that ends too soon."""
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

    def fields(self, *names: str) -> Fields:
        """Return the texts of elements that are named as their fields."""
        return {name: self.text(name) for name in names}

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


class XmlError(Exception):
    """A document is not valid, exceeds a limit, or declares entities, which could name files."""

    def __init__(self, what: str, line: int = 0, remedy: str = "fetch it again") -> None:
        super().__init__(what)
        self.line, self.remedy = line, remedy

    def problem(self, path: str) -> Problem:
        """Return the problem of the file."""
        return Problem(path, self.line, str(self), self.remedy)


class TreeBuilder(ABC):
    """Builds the tree of each record of a document, passes it to `use` when it ends, and forgets it."""

    def __init__(self) -> None:
        self.depth = self.elements = 0
        """Open elements around and in a record; elements of the record."""
        self.open: list[Node] = []
        """Elements of the record that have not ended yet."""

    @abstractmethod
    def begins(self, name: str) -> bool:
        """Return whether an element at this depth, which has this name, is a record."""

    @abstractmethod
    def use(self, node: Node) -> None:
        """Take a record that has ended."""

    def parse(self, data: bytes) -> int:
        """Parse a document; return the line at which it is cut off, 0 if it is whole. Raises XmlError.

        White space before its declaration, which XML forbids and programs write, is not read.
        """
        declared = data.lstrip()
        if not declared.startswith(b"<?xml"):
            declared = data
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = self._text, _refuse_declarations
        parser.SkippedEntityHandler = lambda name, _is_parameter: self._text(html.unescape(f"&{name};"))
        try:
            parser.Parse(declared, True)
        except expat.ExpatError as error:
            line = error.lineno + data[: len(data) - len(declared)].count(b"\n")
            if error.code in _CUT_OFF:
                return line
            what = f"is not well-formed XML: {expat.ErrorString(error.code)}"
            raise XmlError(what, line) from error
        except (ValueError, LookupError) as error:
            raise XmlError("is XML in an unknown encoding", 1, "save it as UTF-8") from error
        return 0

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        is_within = bool(self.open) or self.begins(name)
        self.elements += is_within
        if self.elements > MOST_ELEMENTS or len(attributes) > _MOST_ATTRIBUTES:
            what = f"is XML of more than {MOST_ELEMENTS:,} elements, or {_MOST_ATTRIBUTES} attributes"
            raise XmlError(what)
        if self.depth >= MOST_DEEP:
            raise XmlError(f"is XML nested more than {MOST_DEEP} deep")
        self.depth += 1
        if is_within:
            node = Node(prefix, name, attributes)
            if self.open:
                self.open[-1].parts.append(node)
            self.open.append(node)

    def _text(self, text: str) -> None:
        if self.open:
            self.open[-1].parts.append(text)

    def _end(self, _tag: str) -> None:
        self.depth -= 1
        if self.open:
            node = self.open.pop()
            if not self.open:
                self.elements = 0
                self.use(node)


def cut_off(path: str, line: int, read: int) -> Problem:
    """Return the problem of a document that is cut off below so many records."""
    what = "is not well-formed XML: it is cut off" + f" below {count(read, 'record')}" * bool(read)
    return Problem(path, line, what, "fetch it again" + "; those were read" * bool(read))


def _refuse_declarations(_name: str, _system: str | None, _public: str | None, has_own: object) -> None:
    if has_own:
        raise XmlError("is XML with a DOCTYPE that declares entities, which is not read")
