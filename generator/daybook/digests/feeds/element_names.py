"""Names of a feed's elements: one for each meaning, whatever prefix a feed gives to a namespace."""

from collections.abc import Mapping

ATOM = "http://www.w3.org/2005/atom"
OF_FEEDS = (
    ATOM,
    "http://purl.org/rss/1.0/",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://purl.org/atom/ns#",
)
PREFIXES = {
    **dict.fromkeys(OF_FEEDS, ""),
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://arxiv.org/schemas/atom": "arxiv",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://www.w3.org/1999/xhtml": "xhtml",
}
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

Outside = dict[str, str | None]
"""The meanings, outside of an element, of the prefixes that it declares."""


class Names:
    """The prefixes that are valid at a place in a document, and all namespaces so far."""

    def __init__(self) -> None:
        self.namespaces: set[str] = set()
        self._prefixes: dict[str, str] = {}

    def declare(self, attributes: Mapping[str, str]) -> Outside:
        """Set the prefixes that an element declares; return what they meant before."""
        outside: Outside = {}
        for name, value in attributes.items():
            if name == "xmlns" or name.startswith("xmlns:"):
                uri, prefix = value.lower(), name[6:]
                self.namespaces.add(uri)
                outside[prefix] = self._prefixes.get(prefix)
                self._prefixes[prefix] = PREFIXES.get(uri, prefix)
        return outside

    def undo(self, outside: Outside) -> None:
        """Let prefixes mean what they meant before an element that ends."""
        for prefix, meaning in outside.items():
            self._prefixes[prefix] = prefix if meaning is None else meaning

    def name_of(self, tag: str) -> str:
        """Return the name of an element's meaning, or else its own name with the usual prefix."""
        prefix, _, local = tag.lower().rpartition(":")
        prefix = self._prefixes.get(prefix, prefix)
        name = f"{prefix}_{local}" if prefix else local
        return NAMES.get(name, name)
