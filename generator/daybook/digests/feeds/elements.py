"""Parse RSS and Atom: the elements of a feed and of its items, by one name for each meaning.

Feeds name a summary in many ways, use any prefix for a namespace, and write markup as text, in CDATA or as
elements. The work here grows with a feed's length alone.
"""

import html
import re
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct, field

from daybook.digests.syntax.html_text import is_markup
from daybook.digests.syntax.xml_tree import Node, TreeBuilder

_ATOM = "http://www.w3.org/2005/atom"
_OF_FEEDS = (
    _ATOM,
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://purl.org/atom/ns#",
)
PREFIXES = {
    **dict.fromkeys(_OF_FEEDS, ""),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://arxiv.org/schemas/atom": "arxiv",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
"""The usual prefixes of namespaces."""
NAMES = {
    **dict.fromkeys(("pubdate", "issued", "dcterms_issued"), "published"),
    **dict.fromkeys(("modified", "lastbuilddate", "dc_date", "dcterms_modified"), "updated"),
    **dict.fromkeys(("managingeditor", "dc_creator", "dc_author", "itunes_author"), "author"),
    **dict.fromkeys(("keywords", "dc_subject", "media_category", "itunes_category"), "category"),
    **dict.fromkeys(("itunes_keywords", "media_keywords", "tags"), "keywords"),
    **dict.fromkeys(("content_encoded", "fullitem", "body", "xhtml_body"), "content"),
    **dict.fromkeys(("abstract", "itunes_summary"), "summary"),
    "dc_title": "title",
    "dc_description": "description",
    "guid": "id",
    "entry": "item",
}
"""The names of meanings, by those that elements have with their usual prefix."""
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


class Feed(Struct):
    """A feed. ``root`` is empty if the document has no elements."""

    root: str = ""
    namespaces: Collection[str] = ()
    own: FeedPart = field(default_factory=FeedPart)
    items: list[FeedPart] = field(default_factory=list)
    """Items whose end is in the document."""
    cut_off: int = 0
    """The line at which the document is cut off."""

    @property
    def is_atom(self) -> bool:
        return self.root == "feed" and _ATOM in self.namespaces

    @property
    def is_feed(self) -> bool:
        """Whether it is one, with items or without; RDF is more than that."""
        return bool(self.items) or self.root != "rdf_rdf" or not set(_OF_FEEDS).isdisjoint(self.namespaces)


class _NoFeedError(Exception):
    """The first element is not a feed's."""


class _Tree(TreeBuilder):
    """Builds the tree of the whole document."""

    root: Node | None = None

    def begins(self, name: str) -> bool:
        if self.depth == 0 and name.lower() not in ("rss", "feed", "rdf"):
            raise _NoFeedError
        return self.depth == 0

    def use(self, node: Node) -> None:
        self.root = node


def parse_feed(data: bytes) -> Feed | None:
    """Parse a feed; None if the first element is not a feed's. Raises XmlError."""
    tree = _Tree()
    try:
        cut_off = tree.parse(data)
    except _NoFeedError:
        return None
    root = tree.open[0] if tree.open else tree.root
    if root is None:
        return Feed(cut_off=cut_off)
    feed = Feed(_meaning(root, {}), _declared(root).values(), cut_off=cut_off)
    _read(feed, root, {}, tree.open)
    return feed if feed.root in _ROOTS else None


def _read(feed: Feed, node: Node, outer: Mapping[str, str], unended: Sequence[Node]) -> None:
    """Read the root or a channel, around which these prefixes are declared."""
    declared = {**outer, **_declared(node)}
    for element in node.elements():
        name = _meaning(element, declared)
        if name == "channel":
            _read(feed, element, declared, unended)
        elif name != "item":
            _add(feed.own, element, name, is_atom=feed.is_atom)
        elif element not in unended:
            about = element.attributes.get("rdf:about")
            item = FeedPart({"id": about} if about else {})
            inner = {**declared, **_declared(element)}
            for part in element.elements():
                _add(item, part, _meaning(part, inner), is_atom=feed.is_atom)
            feed.items.append(item)


def _declared(node: Node) -> dict[str, str]:
    """Return the namespaces that an element declares, by prefix."""
    names = (name for name in node.attributes if f"{name}:".startswith("xmlns:"))
    return {name[6:].lower(): node.attributes[name].lower() for name in names}


def _meaning(node: Node, outer: Mapping[str, str]) -> str:
    """Return the name of an element's meaning, or else its own name with the usual prefix."""
    prefix = node.prefix.lower()
    uri = _declared(node).get(prefix) or outer.get(prefix, "")
    prefix, local = PREFIXES.get(uri, prefix), node.name.lower()
    name = f"{prefix}_{local}" if prefix else local
    return NAMES.get(name, name)


def _add(part: FeedPart, node: Node, name: str, *, is_atom: bool) -> None:
    """Add an element to a feed or an item: of texts with one name the last counts, of titles the first."""
    attributes = {key.lower(): value for key, value in node.attributes.items()}
    text = _clean(_html(node) if name in _MARKED_UP else node.own_text())
    match name:
        case "author":
            part.authors.append(_clean(node.text("name")) or _without_mail(text))
        case "category":
            given = (attributes.get("term"), attributes.get("text"), text)
            part.categories |= dict.fromkeys(filter(None, given))
        case "keywords":
            part.categories |= dict.fromkeys(filter(None, map(str.strip, text.split(","))))
        case "summary" | "description" if text and not part.summary:
            part.summary = text
            part.is_text = _is_text(node, name, text, is_atom=is_atom)
        case "content" | "summary" | "description":  # a further summary is content
            part.content = part.content or text
        case "link":
            kind = attributes.get("type", "html").lower().removeprefix("text/")
            is_page = attributes.get("rel", "alternate") == "alternate"
            is_page = is_page and kind in ("html", "application/xhtml+xml")
            if address := text or (attributes.get("href") if is_page else ""):
                part.texts["link"] = address
        case "title":
            part.texts.setdefault(name, text)
        case _ if name not in _OF_OTHERS:
            part.texts[name] = text
            if name == "id" and attributes.get("ispermalink", "true") == "true":
                part.texts.setdefault("link", text)


def _is_text(node: Node, name: str, text: str, *, is_atom: bool) -> bool:
    """Return whether a summary is no HTML. RSS has no types: what looks like HTML is HTML."""
    kind = node.attributes.get("type", "html" if name == "description" else "text").lower()
    if kind.removeprefix("text/") not in ("text", "plain") or any(node.elements()):
        return False
    return is_atom or not (is_markup(text) or _ENTITY.search(text))


def _html(node: Node, *, is_within: bool = False) -> str:
    """Return the content as HTML; text before the first element is HTML already, except in XHTML."""
    kind = node.attributes.get("type", node.name).lower()
    is_xhtml = is_within or kind.endswith(("xhtml", "xhtml+xml", "body"))
    found: list[str] = []
    for part in node.parts:
        if isinstance(part, str):
            found.append(html.escape(part, quote=False) if is_xhtml else part)
        else:
            is_xhtml = True
            written = (f' {name}="{html.escape(value)}"' for name, value in part.attributes.items())
            found.append(f"<{part.name}{''.join(written)}>{_html(part, is_within=True)}</{part.name}>")
    return "".join(found)


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
    name = _MAIL.sub("", author).replace("()", "").replace("<>", "").strip()
    return name.removeprefix("(").removesuffix(")").strip()
