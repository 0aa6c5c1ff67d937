"""A citation as one line to read: authors, title, place, date, address."""

from daybook.citations.citation import Citation
from daybook.text.dates import MONTHS
from daybook.text.identifiers import doi_url
from daybook.text.plain_text import ends_sentence

_MOST_AUTHORS = 10
"""Of more, the first are named."""


def plain_citation(citation: Citation) -> str:
    """Return the line, such as ``Ada Mill and Bo Reed. A Moss Clock. arXiv:2401.00010, January 2024. …``."""
    source = f"arXiv:{citation.arxiv}" if citation.arxiv else ""
    place = ", ".join(filter(None, (str(citation.venue), source, _date(citation.published))))
    url = doi_url(citation.doi) or citation.url
    sentences = filter(None, (_names(citation), citation.plain_title, place))
    return " ".join((*(part if ends_sentence(part) else f"{part}." for part in sentences), url))


def _names(citation: Citation) -> str:
    names = [author.full for author in citation.authors[:_MOST_AUTHORS]]
    if citation.has_more_authors or len(citation.authors) > len(names):
        return f"{', '.join(names)} et al."
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _date(published: tuple[int, ...]) -> str:
    """Return ``2 January 2024``, ``January 2024`` or ``2024``."""
    year, month, day, *_ = (*published, 0, 0, 0)
    words = (str(day) if day else "", MONTHS[month - 1] if month else "", f"{year:04d}" if year else "")
    return " ".join(filter(None, words))
