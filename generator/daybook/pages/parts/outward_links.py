"""Links from a paper to its text, its record and its code, in the order in which readers want them."""

import re
from urllib.parse import urlsplit

from daybook.model import Facts
from daybook.pages.base.links import LinkView
from daybook.pages.parts.count_phrases import STARS
from daybook.text.identifiers import arxiv_pdf_url, arxiv_url, doi_url
from daybook.text.words import Words

_PDF_OF = (
    (re.compile(r"(https?://openreview\.net)/forum(\?id=[\w-]+).*"), r"\1/pdf\2"),
    (re.compile(r"(https?://aclanthology\.org/[\w.-]+?)/?"), r"\1.pdf"),
    (re.compile(r"(https?://proceedings\.mlr\.press/v\d+/)([\w-]+)\.html"), r"\1\2/\2.pdf"),
    (re.compile(r"(https?://\S+\.pdf)(?:[?#]\S*)?", re.IGNORECASE), r"\1"),
)
"""Addresses of papers, and where their hosts have the PDF."""


def outward_links(facts: Facts, words: Words) -> tuple[LinkView, ...]:
    """Return the links that are known: PDF, arXiv or publisher, code, project."""
    pdf = arxiv_pdf_url(facts.arxiv) or _pdf_of(facts.link)
    host = (urlsplit(facts.link).hostname or "").removeprefix("www.") if facts.link else ""
    stars = words.count(int(facts.stars), *STARS) if facts.stars else ""
    links = (
        LinkView("PDF", pdf, is_given=not facts.arxiv),
        LinkView("arXiv", arxiv_url(facts.arxiv), facts.arxiv),
        LinkView("DOI", doi_url(facts.doi), facts.doi),
        LinkView(host or words.of("a web page", "Page"), facts.link if facts.link != pdf else "", "", True),
        LinkView(words("Code"), facts.code, stars, True),
        LinkView(words("Project"), facts.project if facts.project != facts.code else "", "", True),
    )
    return tuple(link for link in links if link.href)


def _pdf_of(link: str) -> str:
    for pattern, replacement in _PDF_OF:
        if match := pattern.fullmatch(link):
            return match.expand(replacement)
    return ""
