"""Parse RSS and Atom: the elements of a feed and of its items, by one name for each meaning.

Feeds name a summary in many ways, use any prefix for a namespace, and write markup as text, in CDATA or as
elements. The work here grows with a feed's length alone.
"""

import html
import re
from contextlib import suppress

from msgspec import Struct, field

from daybook.digests.feeds.element_names import ATOM, OF_FEEDS, Names, Outside
from daybook.digests.syntax.html_text import is_markup
from daybook.digests.syntax.xml_parsing import check_element, parse_xml

_ROOTS = frozenset({"rss", "feed", "rdf_rdf"})
_MARKED_UP = frozenset(
    ("title", "media_title", "summary", "description", "content", "rights", "subtitle", "info", "copyright")
)
"""Elements that may hold markup as elements of their own."""
_OF_OTHERS = frozenset({"source", "image", "textinput", "contributor", "dc_contributor", "itunes_owner"})
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_ENTITY = re.compile(r"&#?\w{1,12};")
_WINDOWS = {
    number: bytes([number]).decode("cp1252", "replace").replace("\ufffd", chr(number))
    for number in range(128, 160)
}


class Element(Struct):
    """An element that has begun."""

    name: str
    attributes: dict[str, str]
    texts: list[str] = field(default_factory=list)
    has_markup: bool = False
    outside: Outside = field(default_factory=dict)


class FeedPart(Struct):
    """A feed, or an item of it."""

    texts: dict[str, str] = field(default_factory=dict)
    """By the name of their element, without summary and content."""
    summary: str = ""
    is_text: bool = False
    """Whether the summary says that it is no HTML."""
    content: str = ""
    authors: list[str] = field(default_factory=list)
    categories: dict[str, None] = field(default_factory=dict)
    depths: dict[str, int] = field(default_factory=dict)
    """The depth at which each text stood: a text deeper within counts less."""


class Feed(Struct):
    """A feed. ``root`` is empty if the document is something else."""

    root: str = ""
    namespaces: set[str] = field(default_factory=set)
    own: FeedPart = field(default_factory=FeedPart)
    items: list[FeedPart] = field(default_factory=list)
    """Items whose end is in the document."""
    cut_off: int = 0
    """The line at which the document is cut off."""

    @property
    def is_atom(self) -> bool:
        return self.root == "feed" and ATOM in self.namespaces

    @property
    def is_feed(self) -> bool:
        """Whether it is one, with items or without; RDF is more than that."""
        return bool(self.items) or (self.root != "rdf_rdf" or not self.namespaces.isdisjoint(OF_FEEDS))


class _NoFeedError(Exception):
    """The first element is not a feed's."""


def parse_feed(data: bytes) -> Feed | None:
    """Parse a feed; None if the first element is not a feed's.

    Raises the exceptions of `parse_xml`.
    """
    handlers = _Handlers()
    try:
        handlers.feed.cut_off = parse_xml(data, handlers)
    except _NoFeedError:
        return None
    return handlers.feed


class _Handlers:
    def __init__(self) -> None:
        self.feed = Feed()
        self.part = self.feed.own
        self.names = Names()
        self.feed.namespaces = self.names.namespaces
        self.open: list[Element] = []
        self.elements = self.within = self.skipped = 0
        """Elements so far; open ones of markup; open ones that are skipped, such as another paper's."""
        self.in_author = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        check_element(len(self.open) + self.within + self.skipped, self.elements, attributes)
        if self.skipped:
            self.skipped += 1
        elif self.open and self.open[-1].name in _MARKED_UP:
            self._markup(tag, attributes)
        else:
            self._start(tag, {name.lower(): value for name, value in attributes.items()})

    def _markup(self, tag: str, attributes: dict[str, str]) -> None:
        self.within += 1
        self.open[-1].has_markup = True
        written = (f' {name}="{html.escape(value)}"' for name, value in attributes.items())
        self.open[-1].texts.append(f"<{tag.rpartition(':')[2]}{''.join(written)}>")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        outside = self.names.declare(attributes)
        name = self.names.name_of(tag)
        if not self.open:
            if name not in _ROOTS:
                raise _NoFeedError
            self.feed.root = name
        if name in _OF_OTHERS:
            self.skipped = 1
            self.names.undo(outside)
            return
        is_xhtml = attributes.get("type", tag).lower().endswith(("xhtml", "xhtml+xml", "body"))
        self.open.append(
            Element(name, attributes, has_markup=is_xhtml and name in _MARKED_UP, outside=outside)
        )
        if name == "item":
            self.part = FeedPart()
            if about := attributes.get("rdf:about"):
                self._keep("id", about)
        elif name == "author":
            self.in_author = True
            self.part.authors.append("")

    def text(self, text: str) -> None:
        if self.open and not self.skipped:
            element = self.open[-1]
            element.texts.append(html.escape(text, quote=False) if element.has_markup else text)

    def end(self, tag: str) -> None:
        if self.skipped:
            self.skipped -= 1
        elif self.within:
            self.within -= 1
            self.open[-1].texts.append(f"</{tag.rpartition(':')[2]}>")
        else:
            element = self.open.pop()
            self.names.undo(element.outside)
            self._end(element, _clean("".join(element.texts)))

    def _end(self, element: Element, text: str) -> None:
        match element.name:
            case "item":
                self.feed.items.append(self.part)
                self.part = self.feed.own
            case "author":
                self.in_author = False
                self.part.authors[-1] = self.part.authors[-1] or _without_mail(text)
            case "name" if self.in_author:
                self.part.authors[-1] = text
            case "category":
                given = (element.attributes.get("term"), element.attributes.get("text"), text)
                self.part.categories |= dict.fromkeys(filter(None, given))
            case "keywords":
                self.part.categories |= dict.fromkeys(filter(None, map(str.strip, text.split(","))))
            case "summary" | "description":
                self._summary(element, text)
            case "content":
                self.part.content = self.part.content or text
            case "link":
                self._link(element.attributes, text)
            case name:
                self._keep(name, text)
                if name == "id" and element.attributes.get("ispermalink", "true") == "true":
                    self.part.texts.setdefault("link", text)

    def _summary(self, element: Element, text: str) -> None:
        """Keep the first summary; a further one is content."""
        if self.part.summary or not text:
            self.part.content = self.part.content or text
            return
        default = "html" if element.name == "description" else "text"
        kind = element.attributes.get("type", default).lower().removeprefix("text/")
        is_text = kind in ("text", "plain") and not element.has_markup
        if is_text and not self.feed.is_atom:  # RSS has no types: what looks like HTML is HTML
            is_text = not (is_markup(text) or _ENTITY.search(text))
        self.part.summary, self.part.is_text = text, is_text

    def _link(self, attributes: dict[str, str], text: str) -> None:
        kind = attributes.get("type", "html").lower().removeprefix("text/")
        is_page = attributes.get("rel", "alternate") == "alternate" and kind in (
            "html",
            "application/xhtml+xml",
        )
        if text or (is_page and attributes.get("href")):
            self._keep("link", text or attributes["href"])

    def _keep(self, name: str, text: str) -> None:
        """Keep a text: of several the least deep, then the last; of titles the first."""
        depth, before = len(self.open), self.part.depths.get(name)
        if before is None or depth < before or (depth == before and name != "title"):
            self.part.texts[name], self.part.depths[name] = text, depth


def _clean(text: str) -> str:
    """Strip a text, and mend what programs do to it: UTF-8 encoded twice, Windows' letters as controls."""
    text = text.strip()
    if text.isascii():
        return text
    with suppress(ValueError):
        text = text.encode("latin-1").decode()
    return text.translate(_WINDOWS)


def _without_mail(author: str) -> str:
    """Return an author's name without the address before or after it."""
    if not _MAIL.search(author):
        return author
    return (
        _MAIL.sub("", author)
        .replace("()", "")
        .replace("<>", "")
        .strip()
        .removeprefix("(")
        .removesuffix(")")
        .strip()
    )
