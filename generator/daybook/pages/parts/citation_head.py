"""The head of a paper's page, which describes the paper to Google Scholar, Zotero and search engines.

Google Scholar reads ``citation_…`` tags only with title, authors and date, and takes the authors for all: a
page without one of them, or with the first authors alone, has none. The data of schema.org state what is
known.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from daybook.citations.citation import Citation
from daybook.citations.names import Author, is_group
from daybook.text.identifiers import arxiv_pdf_url, doi_url
from daybook.text.venue import Venue

_MOST_PERSONS = 100
"""Of more authors, as of a collaboration, the first: the tags and the downloads name all."""


class MetaView(Struct, frozen=True):
    """A ``<meta>``: its name, or property, and its content."""

    name: str
    content: str


class CitationHeadView(Struct, frozen=True):
    """The part of a page's head that describes its paper."""

    names: tuple[MetaView, ...]
    """Such as ``citation_author``; the title's is the page's ``og:title``."""
    properties: tuple[MetaView, ...]
    """Open Graph, such as ``article:published_time``."""
    json_ld: Mapping[str, Any]
    """For ``<script type="application/ld+json">``: a ``ScholarlyArticle`` of schema.org."""


def citation_head(citation: Citation, page_url: str) -> CitationHeadView:
    """Return the head's part of a paper's page at ``page_url``."""
    date = _date(citation, "-")
    is_complete = citation.authors and citation.published and not citation.has_more_authors
    times = (MetaView("article:published_time", date),) if len(citation.published) == 3 else ()
    return CitationHeadView(_tags(citation) if is_complete else (), times, _article(citation, date, page_url))


def _tags(citation: Citation) -> tuple[MetaView, ...]:
    """Return the tags but that of the title; a name is ``Family, Given``, unless it is not divided."""
    venue = citation.venue if citation.type == "article" else Venue()  # Zotero takes these for a journal's
    first_page, last_page = venue.ends
    tags = (
        *(("citation_author", _author(author)) for author in citation.authors),
        ("citation_publication_date", _date(citation, "/")),
        ("citation_journal_title", venue.name),
        ("citation_volume", venue.volume),
        ("citation_issue", venue.number),
        ("citation_firstpage", first_page),
        ("citation_lastpage", last_page),
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


def _article(citation: Citation, date: str, page_url: str) -> dict[str, Any]:
    doi = doi_url(citation.doi)
    fields = {
        "headline": citation.plain_title,
        "author": [_person(author) for author in citation.authors[:_MOST_PERSONS]],
        "datePublished": date,
        "identifier": [name for name in (f"arXiv:{citation.arxiv}" if citation.arxiv else "", doi) if name],
        "sameAs": list({url: None for url in (citation.url, doi) if url not in ("", page_url)}),
        "keywords": citation.keywords,
        "pagination": citation.venue.pages,
        "isPartOf": _venue(citation.venue),
    }
    known = {name: value for name, value in fields.items() if value}
    return {"@context": "https://schema.org", "@type": "ScholarlyArticle", **known}


def _venue(venue: Venue) -> dict[str, Any]:
    """Return the issue, the volume or the whole that a paper is in, each with what it is part of."""
    part: dict[str, Any] = {"@type": "CreativeWork", "name": venue.name} if venue.name else {}
    if venue.volume:
        part = {"@type": "PublicationVolume", "volumeNumber": venue.volume, "isPartOf": part}
    if venue.number:
        part = {"@type": "PublicationIssue", "issueNumber": venue.number, "isPartOf": part}
    return part


def _person(author: Author) -> dict[str, str]:
    """Return an author; of a name of one word nobody can say whether it is a person's."""
    if author.given:
        return {"@type": "Person", "name": author.full}
    return {"@type": "Organization", "name": author.full} if is_group(author.full) else {"name": author.full}
