"""Identifiers and addresses in the one form that Daybook keeps; anything else is no identifier.

arXiv: ``2401.00010`` since April 2007, ``math.GT/0309136`` or ``hep-th/9901001`` before; a version such as
``v2`` is left out. DOI: ``10.1000/182``, without a resolver.
"""

from __future__ import annotations

import re
from ipaddress import IPv6Address

_ARXIV_FORM = r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,12}(?:\.[A-Za-z]{2})?/[0-9]{7})"
_ARXIV = re.compile(rf"(?:oai:)?(?:arxiv(?:\.org)?:\s?)?({_ARXIV_FORM})(?:v[0-9]{{1,3}})?", re.IGNORECASE)
_ARXIV_URL = re.compile(
    r"(?:arxiv\.org/(?:abs|pdf|html|ps|format)/|huggingface\.co/papers/|alphaxiv\.org/(?:abs|overview)/"
    rf"|doi\.org/10\.48550/arxiv\.)({_ARXIV_FORM})(?:v[0-9]{{1,3}})?(?![0-9])",
    re.IGNORECASE,
)
_DOI = re.compile(
    r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?(10\.[0-9]{4,9}/[^\s\"<>\\]{1,200})", re.IGNORECASE
)
_DOI_OF_ARXIV = "10.48550/arxiv."
_ANY = r"[^\s\"<>\\^`{|}\x00-\x20\x7f\u202a-\u202e\u2066-\u2069]"
"""A character of an address: none that ends it in text, and none that turns its direction (UAX 9)."""
_URL = re.compile(
    r"https?://(?:\[([0-9A-Fa-f:.]{2,45})\]|[A-Za-z0-9][A-Za-z0-9.-]*)(?::([0-9]{1,5}))?"
    rf"(?:[/?#]{_ANY}*)?|mailto:(?:(?![/?]){_ANY})+@(?:(?![/?]){_ANY})+"
)
_PUBLISHED = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


def arxiv_id(text: str) -> str:
    """Give the arXiv identifier that ``text`` is, without its version; empty where it is none."""
    text = text.strip()
    match = _ARXIV.fullmatch(text) or _ARXIV_URL.fullmatch(re.sub(r"^https?://(?:www\.)?", "", text[:300]))
    return _plain(match[1]) if match else ""


def arxiv_in_url(url: str) -> str:
    """Give the arXiv identifier of the paper that an address leads to; empty where it leads elsewhere."""
    match = _ARXIV_URL.search(url)
    return _plain(match[1]) if match else ""


def arxiv_of_doi(doi: str) -> str:
    """Give the arXiv identifier of a DOI that arXiv itself gave out (``10.48550/arXiv.…``)."""
    return arxiv_id(doi[len(_DOI_OF_ARXIV) :]) if doi.lower().startswith(_DOI_OF_ARXIV) else ""


def doi_name(text: str) -> str:
    """Give the DOI that ``text`` is, without a resolver; empty where it is none."""
    match = _DOI.fullmatch(text.strip())
    return match[1] if match else ""


def published_day(text: str) -> str:
    """Give the ``YYYY-MM-DD``, or a part of it, that a date or a time in ISO 8601 begins with."""
    match = _PUBLISHED.match(text.strip())
    return match[0] if match and not text.strip()[match.end() : match.end() + 1].isdigit() else ""


def is_url(text: str) -> bool:
    """Whether ``text`` is an address that a page may link to: http, https or mailto, and well formed."""
    match = _URL.fullmatch(text)
    return match is not None and int(match[2] or 0) <= 65_535 and (not match[1] or _is_ipv6(match[1]))


def _is_ipv6(text: str) -> bool:
    try:
        return bool(IPv6Address(text))
    except ValueError:
        return False


def _plain(identifier: str) -> str:
    """Archives are written small, their subject classes large: ``math.GT/0309136``."""
    archive, slash, number = identifier.partition("/")
    if not slash:
        return identifier
    name, dot, subject = archive.partition(".")
    return f"{name.lower()}{dot}{subject.upper()}/{number}"
