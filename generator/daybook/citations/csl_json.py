"""Citations in CSL-JSON, the format of citation processors (citeproc) and of Zotero.

A list of authors that is not complete ends in the name ``others``. CSL has nothing for it; this is what
Zotero makes of BibTeX's ``and others`` and writes back as such, and pandoc shows it as ``et al.``. Another
processor shows the word, which is true.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from daybook.citations.citation import Citation
from daybook.citations.names import Author

_TYPES = {"article": "article-journal", "preprint": "article", "document": "document"}
"""CSL's ``article`` is a preprint or working paper."""


def csl_json(citations: Iterable[Citation]) -> bytes:
    """Return the file of some citations, one on each line."""
    items = b",\n".join(msgspec.json.encode(csl_item(citation)) for citation in citations)
    return b"[\n" + items + b"\n]\n"


def csl_item(citation: Citation) -> dict[str, Any]:
    """Return the item of a citation."""
    authors = [_name(author) for author in citation.authors]
    if citation.has_more_authors:
        authors.append({"literal": "others"})
    fields = {
        "title": citation.plain_title,
        "author": authors,
        "issued": {"date-parts": [citation.published]} if citation.published else {},
        "container-title": citation.venue.name,
        "volume": citation.venue.volume,
        "issue": citation.venue.number,
        "page": citation.venue.pages.replace("–", "-"),
        "number": f"arXiv:{citation.arxiv}" if citation.arxiv else "",
        "publisher": "arXiv" if citation.arxiv else "",
        "DOI": citation.doi,
        "URL": citation.url,
        "keyword": ", ".join(citation.keywords),
    }
    known = {name: value for name, value in fields.items() if value}
    return {"id": citation.key, "type": _TYPES[citation.type], **known}


def _name(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": author.family}
    name = {"family": author.family, "given": author.given}
    return {**name, "suffix": author.suffix} if author.suffix else name
