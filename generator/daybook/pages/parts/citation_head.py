"""What a paper's page says of its paper to Google Scholar, Zotero and search engines.

Google Scholar reads ``citation_…`` tags only with title, authors and date, and takes the authors for all: a
page without one of them, or with the first authors alone, has none. What schema.org has words for is marked
where the page shows it (``itemprop``).
"""

from markupsafe import Markup
from msgspec import Struct

from daybook.citations.citation import Citation
from daybook.citations.names import Author
from daybook.text.identifiers import arxiv_pdf_url


class MetaView(Struct, frozen=True):
    """A ``<meta>``: its name, or property, and its content."""

    name: str
    content: str


class CitationHeadView(Struct, frozen=True):
    """What a page says of its paper, beside what it shows."""

    names: tuple[MetaView, ...]
    """Such as ``citation_author``; the title's is the page's ``og:title``."""
    properties: tuple[MetaView, ...]
    """Open Graph, such as ``article:published_time``."""
    headline: str
    """The plain form of a title that the page shows with markup, else empty."""
    date: str
    """Of publication, such as "2025-03", as far as it is known."""


def citation_head(citation: Citation, title: Markup) -> CitationHeadView:
    """Return what a page that shows ``title`` says of its paper."""
    date = _date(citation, "-")
    is_complete = citation.authors and citation.published and not citation.has_more_authors
    times = (MetaView("article:published_time", date),) if len(citation.published) == 3 else ()
    headline = citation.plain_title if "<" in title else ""
    return CitationHeadView(_tags(citation) if is_complete else (), times, headline, date)


def _tags(citation: Citation) -> tuple[MetaView, ...]:
    """Return the tags but that of the title; a name is ``Family, Given``, unless it is not divided."""
    tags = (
        *(("citation_author", _author(author)) for author in citation.authors),
        ("citation_publication_date", _date(citation, "/")),
        ("citation_arxiv_id", citation.arxiv),
        ("citation_doi", citation.doi),
        ("citation_pdf_url", arxiv_pdf_url(citation.arxiv)),
        ("citation_abstract_html_url", citation.url),
    )
    return tuple([MetaView(name, content) for name, content in tags if content])


def _author(author: Author) -> str:
    suffix = f" {author.suffix}" if author.suffix else ""
    return f"{author.family}{suffix}, {author.given}" if author.given else author.family


def _date(citation: Citation, separator: str) -> str:
    year, *rest = citation.published or (0,)
    return separator.join((f"{year:04d}", *(f"{part:02d}" for part in rest))) if year else ""
