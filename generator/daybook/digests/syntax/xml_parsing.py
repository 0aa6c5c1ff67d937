"""Parse XML within limits, and without what a document could name outside of itself.

A document type that declares nothing is read: PubMed's answers have one. Its file is never fetched:
an entity that only this file declares is read as an entity of HTML, or stays as it is written.
"""

import html
from typing import Protocol
from xml.parsers import expat

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


class XmlError(Exception):
    """A document exceeds a limit or declares a type of its own, whose entities could name files."""


class Handlers(Protocol):
    """Makes something of a document, element by element."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Begin an element."""

    def text(self, text: str) -> None:
        """Add text to the element that is open."""

    def end(self, tag: str) -> None:
        """End an element."""


def parse_xml(data: bytes, handlers: Handlers) -> int:
    """Parse a document; return the line at which it is cut off, 0 if it is whole.

    White space before its declaration, which XML forbids and programs write, is not read.
    Raises ExpatError, ValueError or LookupError if it is not valid, and XmlError.
    """
    declared = data.lstrip()
    if not declared.startswith(b"<?xml"):
        declared = data
    lines_before = data[: len(data) - len(declared)].count(b"\n")
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = handlers.start, handlers.end
    parser.CharacterDataHandler, parser.StartDoctypeDeclHandler = handlers.text, _refuse_declarations
    parser.SkippedEntityHandler = lambda name, _is_parameter: handlers.text(html.unescape(f"&{name};"))
    try:
        parser.Parse(declared, True)
    except expat.ExpatError as error:
        error.lineno += lines_before
        if error.code not in _CUT_OFF:
            raise
        return error.lineno
    return 0


def check_element(depth: int, number: int, attributes: dict[str, str]) -> None:
    """Raise XmlError if an element is too deep, one too many, or has too many attributes."""
    if number > MOST_ELEMENTS or len(attributes) > _MOST_ATTRIBUTES:
        raise XmlError(f"is XML of more than {MOST_ELEMENTS:,} elements, or {_MOST_ATTRIBUTES} attributes")
    if depth >= MOST_DEEP:
        raise XmlError(f"is XML nested more than {MOST_DEEP} deep")


def cut_off(path: str, line: int, read: int) -> Problem:
    """Return the problem of a document that is cut off below so many records."""
    what = "is not well-formed XML: it is cut off" + f" below {count(read, 'record')}" * bool(read)
    return Problem(path, line, what, "fetch it again" + "; those were read" * bool(read))


def xml_problem(path: str, error: Exception) -> Problem:
    """Return the problem of a document that `parse_xml` could not parse."""
    if isinstance(error, XmlError):
        return Problem(path, 0, str(error), "fetch it again")
    if isinstance(error, expat.ExpatError):
        what = f"is not well-formed XML: {expat.ErrorString(error.code)}"
        return Problem(path, error.lineno, what, "fetch it again")
    return Problem(path, 1, "is XML in an unknown encoding", "save it as UTF-8")


def _refuse_declarations(_name: str, _system: str | None, _public: str | None, has_own: object) -> None:
    if has_own:
        raise XmlError("is XML with a DOCTYPE that declares entities, which is not read")
