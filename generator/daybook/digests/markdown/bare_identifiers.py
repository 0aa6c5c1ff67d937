"""Link the identifiers of a text without links to papers: ``arXiv:3103.00001``, ``doi:10.5555/moss``."""

import re

from daybook.digests.fields.link_titles import paper_key
from daybook.text.identifiers import arxiv_id, arxiv_url, doi_name, doi_url

_URL = re.compile(r"https?://[^\s<>()\[\]\"']{4,500}")
_WITHOUT_SCHEME = re.compile(
    r"(?<![\w/.@:-])((?:www\.)?(?:arxiv\.org/(?:abs|pdf)/|doi\.org/10\.)[^\s<>()\[\]\"']{4,200})",
    re.IGNORECASE,
)
_MARKS = r"[\s*_`:：]{1,6}"
"""Between a label and its value."""
_ARXIV = re.compile(
    rf"(?<![\w/.@-])(arxiv(?:\s?id)?{_MARKS})"
    r"((?:[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,9}/[0-9]{7})(?:v[0-9]{1,2})?)(?![\w/]|\.[0-9])",
    re.IGNORECASE,
)
_DOI = re.compile(
    rf"(?<![\w/.@-])(doi{_MARKS})(10\.[0-9]{{4,9}}/[^\s\"<>|\])}}]{{2,200}}[\w/])", re.IGNORECASE
)


def link_identifiers(text: str) -> str:
    """Return a text in which each labelled identifier links to its paper; as it is if a URL leads to one.

    Addresses of papers get their scheme first: ``arxiv.org/abs/3103.00001``.
    """
    text = _WITHOUT_SCHEME.sub(r"https://\1", text) if "arxiv.org/" in text or "doi.org/" in text else text
    if any(map(paper_key, _URL.findall(text))):
        return text
    text = _ARXIV.sub(
        lambda found: _linked(found[1], f"arXiv:{found[2]}", arxiv_url(arxiv_id(found[2]))), text
    )
    return _DOI.sub(lambda found: _linked(found[1], f"doi:{found[2]}", doi_url(doi_name(found[2]))), text)


def _linked(label: str, identifier: str, url: str) -> str:
    """Return a link in place of an identifier and its label; a label in bold type or italics stays."""
    is_marked = any(map(label.__contains__, "*_`\n"))
    return f"{label if is_marked else ''}[{identifier}]({url})"
