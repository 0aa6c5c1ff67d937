"""A citation as a BibTeX entry, in the form arXiv gives (``@misc`` with ``eprint`` and ``archivePrefix``).

A paper in an issue of a journal is an ``@article``.
"""

import re
from functools import lru_cache

from daybook.citations.citation import Citation
from daybook.citations.names import Author
from daybook.text.formatted import latex
from daybook.text.latex import escape

_WORDS = ("and", "others")
_SEPARATES = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b|,", re.IGNORECASE)
"""Signs that BibTeX takes for the end of a name or of one of its parts."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NOT_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


@lru_cache(maxsize=1024)
def bibtex_entry(citation: Citation) -> str:
    """Return the BibTeX entry of a citation; the last ones are kept, as those of `citation_of`."""
    fields = (f"  {name} = {value}" for name, value in bibtex_fields(citation) if value)
    kind = "article" if citation.type == "article" else "misc"
    return f"@{kind}{{" + ",\n".join((citation.key, *fields)) + "\n}\n"


def bibtex_fields(citation: Citation) -> tuple[tuple[str, str], ...]:
    """Return the fields of an entry, empty if unknown; a value is in braces unless it is a month's name."""
    year, month, *_ = (*citation.published, 0, 0)
    return (
        ("title", f"{{{{{latex(citation.title)}}}}}"),
        ("author", f"{{{' and '.join(_authors(citation))}}}" if citation.authors else ""),
        *_venue(citation),
        ("year", f"{{{year:04d}}}" if year else ""),
        ("month", _MONTHS[month - 1] if month else ""),
        ("eprint", f"{{{citation.arxiv}}}" if citation.arxiv else ""),
        ("archivePrefix", "{arXiv}" if citation.arxiv else ""),
        ("doi", f"{{{escape(citation.doi)}}}" if citation.doi else ""),
        ("url", f"{{{citation.url.translate(_NOT_IN_URL)}}}"),
    )


def _venue(citation: Citation) -> list[tuple[str, str]]:
    venue = citation.venue
    found = [("howpublished", str(venue))]
    if citation.type == "article":
        parts = (venue.name, venue.volume, venue.number, venue.pages)
        found = list(zip(("journal", "volume", "number", "pages"), parts, strict=True))
    return [(name, f"{{{escape(value.replace('–', '--'))}}}" if value else "") for name, value in found]


def _authors(citation: Citation) -> list[str]:
    others = ["others"] if citation.has_more_authors else []
    return [*map(_name, citation.authors), *others]


def _name(author: Author) -> str:
    """Return a name as ``Family, Suffix, Given`` (BibTeX's ``btxdoc``, section 4).

    A name without parts is in braces if BibTeX would divide it. A part is in braces if it has a word at which
    BibTeX divides names, or a command, which readers do not expect in names.
    """
    if not author.given and " " in author.family:
        return f"{{{escape(author.family)}}}"
    return ", ".join([_part(part) for part in (author.family, author.suffix, author.given) if part])


def _part(text: str) -> str:
    if text.isalpha() and text.lower() not in _WORDS:
        return text  # most parts
    written = escape(text)
    return f"{{{written}}}" if _SEPARATES.search(text) or "\\" in written else written
