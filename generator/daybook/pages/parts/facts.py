"""Known facts of a paper as lines of its page; links to its text, its code, and other places that have it."""

import re
from urllib.parse import quote, quote_plus, urlsplit

from msgspec import Struct

from daybook.model import Facts, Paper
from daybook.pages.base import LinkView
from daybook.pages.parts.count_phrases import STARS
from daybook.text import addresses
from daybook.text.formatted import plain
from daybook.text.identifiers import arxiv_pdf_url, arxiv_url, doi_url
from daybook.text.words import Words


class FactView(Struct, frozen=True):
    """A line of what is known of a paper, such as "Code" and its links or words."""

    label: str
    values: tuple[LinkView, ...]
    """``href`` is empty if the value is only words."""
    is_ours: bool = False
    """Whether the links lead to pages of this site."""
    is_searched: bool = False
    """Whether a script makes the values lead to the search for them."""


def facts_of(paper: Paper, organisation: str, root: str, words: Words) -> tuple[FactView, ...]:
    """Return what is known of a paper; ``organisation`` is the slug of its organisation's page, if any."""
    facts, project = paper.facts, paper.facts.project
    stars = words.count(int(facts.stars), *STARS) if facts.stars else ""
    ours = root + addresses.organisation(organisation) if organisation else ""
    has_project = project and project != facts.code
    lines = (
        FactView(words("Published"), _texts(words.partial_date(facts.published))),
        FactView(
            words("Organisation"),
            (LinkView(facts.organization, ours),) if facts.organization else (),
            is_ours=True,
        ),
        FactView(words("Comments"), _texts(plain(facts.comment))),
        FactView(words("Categories"), _texts(*facts.categories), is_searched=True),
        FactView(words("Keywords"), _texts(*map(plain, facts.keywords)), is_searched=True),
        FactView(words("Submitted by"), _texts(facts.submitter)),
        FactView(words("Code"), (LinkView(_bare(facts.code), facts.code, stars),) if facts.code else ()),
        FactView(words("Project"), (LinkView(_bare(project), project),) if has_project else ()),
    )
    return tuple(line for line in lines if line.values)


def places_of(paper: Paper, words: Words) -> tuple[LinkView, ...]:
    """Return where else to find a paper: by its identifier, and by its title while none is known.

    By title, what has papers of every field comes first: of a paper of law or history arXiv knows nothing.
    """
    if arxiv := paper.facts.arxiv:
        identifier = quote(arxiv)
        return (
            LinkView("Semantic Scholar", f"https://www.semanticscholar.org/arxiv/{identifier}"),
            LinkView("Google Scholar", f"https://scholar.google.com/scholar_lookup?arxiv_id={identifier}"),
            LinkView("Hugging Face", f"https://huggingface.co/papers/{identifier}"),
        )
    by_title, title = words("by title"), quote_plus(plain(paper.title))
    return (
        LinkView("Google Scholar", f"https://scholar.google.com/scholar?q={title}", by_title),
        LinkView("Semantic Scholar", f"https://www.semanticscholar.org/search?q={title}", by_title),
        LinkView("arXiv", f"https://arxiv.org/search/?searchtype=title&query={title}", by_title),
    )


def _texts(*texts: str) -> tuple[LinkView, ...]:
    return tuple(LinkView(text, "") for text in texts if text)


def _bare(url: str) -> str:
    return re.sub(r"^(?:https?://(?:www\.)?|mailto:)", "", url).rstrip("/")


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
