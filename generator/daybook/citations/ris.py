"""A citation in RIS, the format of reference managers.

The type is ``GEN``, any kind of work: RIS has none for a preprint, and digests do not say which other it is.
RIS has no word for ``et al.`` either, and a name ``et al.`` would become an author: a note says that authors
are missing.
"""

from __future__ import annotations

from collections.abc import Iterator

from daybook.citations.citation import Citation
from daybook.citations.names import Author


def ris_record(citation: Citation) -> str:
    """Return the record of a citation; its lines end in CR and LF."""
    return "".join(f"{tag}  - {value}\r\n" for tag, value in _fields(citation) if value or tag == "ER")


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    yield "TY", "GEN"
    yield "ID", citation.key
    yield "TI", citation.plain_title
    for author in citation.authors:
        yield "AU", _name(author)
    if citation.published:
        year, *rest = (*citation.published, 0, 0)[:3]
        yield "PY", f"{year:04d}"
        yield "DA", f"{year:04d}/{'/'.join(f'{part:02d}' if part else '' for part in rest)}/"
    if citation.arxiv:
        yield "PB", "arXiv"
        yield "M1", f"arXiv:{citation.arxiv}"
    yield "DO", citation.doi
    yield "UR", citation.url
    yield "AB", citation.abstract
    for keyword in citation.keywords:
        yield "KW", keyword
    if citation.has_more_authors:
        yield "N1", "The list of authors is not complete."
    yield "ER", ""


def _name(author: Author) -> str:
    """Return a name as ``Family, Given, Suffix``; commas in a part would end it."""
    parts = (author.family, author.given, author.suffix)
    return ", ".join(part.replace(",", "") for part in parts if part)
