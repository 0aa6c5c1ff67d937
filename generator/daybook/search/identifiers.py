"""A paper's identifiers and addresses elsewhere, as keys by which a query of one finds the paper.

A key is ``arxiv:2401.00010``, ``doi:10.1000/182``, ``openreview:ID``, ``acl:2024.acl-long.1``,
``github:owner/name``, or ``url:`` with those parts of an address that differ between papers.
`identifiersIn` in ``theme/static/js/search/rank/identifiers.js`` makes the same keys of what readers type: a
test compares them.
"""

import re

from daybook.model import Paper
from daybook.text.identifiers import arxiv_in_url, arxiv_of_doi, doi_in_url

_OPENREVIEW = re.compile(r"openreview\.net/(?:forum|pdf|attachment|revisions)/?\?(?:[^#\s]*&)?id=([\w-]+)")
_ACL = re.compile(
    r"aclanthology\.org/(?:anthology/)?(\d{4}\.[\w-]+\.\d+|[A-Za-z]\d{2}-\d{4,5})(?![\w])", re.ASCII
)
_GITHUB = re.compile(r"(?:^|\.|//)github\.com/([\w-]+/[\w.-]+)", re.IGNORECASE | re.ASCII)
_VERSION = re.compile(r"v\d+$", re.ASCII)
_CLASS = re.compile(r"\.[a-z]{2}/")
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)


def paper_keys(paper: Paper) -> tuple[str, ...]:
    """Return the keys of a paper's identifiers and addresses, each once."""
    facts = paper.facts
    found = [_arxiv_key(name) for name in (facts.arxiv, *paper.other_arxiv) if name]
    found += [_doi_key(name) for name in (facts.doi, *paper.other_doi) if name]
    addresses = (facts.link, facts.code, facts.project, *(link.url for link in paper.links))
    found += [key for address in addresses if address and (key := address_key(address))]
    if "github.com/" in paper.abstract.lower():  # a search for the pattern alone takes twenty times as long
        found += [f"github:{_repository(path)}" for path in _GITHUB.findall(paper.abstract)]
    return tuple(dict.fromkeys(found))


def address_key(address: str) -> str:
    """Return the key of a paper's address at arXiv, a publisher or a repository of code; empty for mail."""
    if not _SCHEME.match(address):
        return ""
    if identifier := arxiv_in_url(address):
        return _arxiv_key(identifier)
    if match := _OPENREVIEW.search(address):
        return f"openreview:{match[1]}"
    if match := _ACL.search(address):
        return f"acl:{_VERSION.sub('', match[1]).lower()}"
    if match := _GITHUB.search(address):
        return f"github:{_repository(match[1])}"
    if doi := doi_in_url(address):
        return _doi_key(doi)
    rest = _SCHEME.sub("", address).partition("#")[0].rstrip("/")
    host, slash, path = rest.partition("/")
    return f"url:{host.lower()}{slash}{path}" if host else ""


def _repository(path: str) -> str:
    return path.lower().rstrip(".").removesuffix(".git")


def _doi_key(doi: str) -> str:
    identifier = arxiv_of_doi(doi)
    return _arxiv_key(identifier) if identifier else f"doi:{doi.lower()}"


def _arxiv_key(identifier: str) -> str:
    """Return the key of an identifier; old ones have a class of their archive or none."""
    return f"arxiv:{_CLASS.sub('/', identifier.lower())}"
