"""A citation in RIS, the format of reference managers.

The type is ``JOUR`` for a paper in an issue of a journal, else ``GEN``, any kind of work: RIS has none for a
preprint, and digests do not say which other it is.
RIS has no word for ``et al.`` either, and a name ``et al.`` would become an author: a note says that authors
are missing.
"""

from daybook.citations.citation import Citation
from daybook.citations.names import Author


def ris_record(citation: Citation) -> str:
    """Return the record of a citation; its lines end in CR and LF."""
    year, month, day, *_ = (*citation.published, 0, 0, 0)
    date = f"{year:04d}/{f'{month:02d}' if month else ''}/{f'{day:02d}' if day else ''}/"
    first_page, last_page = citation.venue.ends
    fields = (
        ("TY", "JOUR" if citation.type == "article" else "GEN"),
        ("ID", citation.key),
        ("TI", citation.plain_title),
        *(("AU", _name(author)) for author in citation.authors),
        ("T2", citation.venue.name),
        ("VL", citation.venue.volume),
        ("IS", citation.venue.number),
        ("SP", first_page),
        ("EP", last_page),
        ("PY", f"{year:04d}" if year else ""),
        ("DA", date if year else ""),
        ("PB", "arXiv" if citation.arxiv else ""),
        ("M1", f"arXiv:{citation.arxiv}" if citation.arxiv else ""),
        ("DO", citation.doi),
        ("UR", citation.url),
        *(("KW", keyword) for keyword in citation.keywords),
        ("N1", "The list of authors is not complete." if citation.has_more_authors else ""),
    )
    return "".join([f"{tag}  - {value}\r\n" for tag, value in fields if value]) + "ER  - \r\n"


def _name(author: Author) -> str:
    """Return a name as ``Family, Given, Suffix``; commas in a part would end it."""
    parts = (author.family, author.given, author.suffix)
    return ", ".join([part.replace(",", "") for part in parts if part])
