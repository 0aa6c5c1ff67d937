"""Parse arXiv identifiers, DOIs, keys of citations, partial dates and URLs.

An arXiv identifier is ``2401.00010`` since April 2007, ``math.GT/0309136`` or ``hep-th/9901001`` before;
its version is dropped. A DOI is ``10.1000/182``, without a resolver.
"""

import re
from ipaddress import IPv6Address
from urllib.parse import quote, unquote

# Long patterns of forms that few digests have are left as texts: to compile one takes a millisecond.
_ARXIV_FORM = r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,12}(?:\.[A-Za-z]{2})?/[0-9]{7})"
_ARXIV = re.compile(
    rf"(?:oai:)?(?:arxiv(?:\.org)?:\s?)?({_ARXIV_FORM})(?:v[0-9]{{1,3}})?(?:\s\[[a-z-]{{2,12}}(?:\.[a-z-]{{2,12}})?\])?",
    re.IGNORECASE,
)
"""The category in brackets is how arXiv's page says to cite a paper: ``arXiv:2401.00010 [cs.CL]``."""
_ARXIV_URL = (
    r"(?i)(?:arxiv\.org/(?:abs|pdf|html|ps|format)/|(?:huggingface|hf)\.co/papers/|alphaxiv\.org/(?:abs|overview)/"
    r"|ar5iv\.org/(?:abs|html)/|(?:papers\.cool|scirate\.com|semanticscholar\.org|inspirehep\.net)/arxiv/"
    r"|emergentmind\.com/papers/|adsabs\.harvard\.edu/abs/arxiv:|xxx\.lanl\.gov/abs/|repec\.org/\S{0,20}?repec:arx:papers:"
    rf"|doi\.org/10\.48550/arxiv\.)({_ARXIV_FORM})(?:v[0-9]{{1,3}})?(?![0-9])"
)
_DOI = (
    r"(?i)(?:https?://(?:dx\.)?doi\.org/|doi:\s?)?"
    r"(10\.[0-9]{4,9}/(?:[^\s\"<>\\]|<[^\s\"<>\\]{1,50}>){1,200})"
)
"""The angle brackets are those of a SICI (ANSI/NISO Z39.56): ``10.1002/(SICI)…5:1<21::AID-X>3.0.CO;2-9``."""
_DOI_IN_URL = (
    r"(?i)(?:/|=|doi:)(10\.[0-9]{4,9}/[^\s\"<>\\?#&]{1,200}?)"
    r"(?:(?<=[0-9])v[0-9]{1,2})?(?:[./](?:abstract|e?pdf|full(?:text)?|html?|meta|summary|short))*/?(?:[?#&]|$)"
)
_BIORXIV = r"(?i)(?:bio|med)rxiv\.org/cgi/content/(?:short|abstract|long|full)/([0-9.]{6,30})v[0-9]"
_ARXIV_DOI_PREFIX = "10.48550/arxiv."
URL_CHARACTER = r"[^\s\"<>\\^`{|}\x00-\x20\x7f\u202a-\u202e\u2066-\u2069]"
"""A character of a URL: none that ends one in running text, none that changes direction (UAX 9)."""
_URL = re.compile(
    r"https?://(?:\[([0-9A-Fa-f:.]{2,45})\]|[A-Za-z0-9][A-Za-z0-9.-]*)(?::([0-9]{1,5}))?"
    rf"(?:[/?#]{URL_CHARACTER}*)?|mailto:(?:(?![/?]){URL_CHARACTER})+@(?:(?![/?]){URL_CHARACTER})+"
)
_SEPARATORS = re.compile(r"[\s,;()\[\]{}<>\"']+")
_REFERENCE_WORD = (
    r"arxiv(?:\.org)?:?|corr|e-?prints?|preprints?|also|available|as|at|from|on|online|url:?|version|v[0-9]{1,2}"
    r"|[0-9]{4}|[a-z-]{2,12}\.[a-z-]{2,12}|"
)
"""Words around an identifier that do not make it another paper's, as ``code of`` would."""
_CITATION_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_:.+/-]{0,79}")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?")


def arxiv_id(text: str) -> str:
    """Parse an arXiv identifier or the URL of a paper, without version; empty if ``text`` is neither."""
    text = text.strip()
    match = _ARXIV.fullmatch(text)
    match = match or re.fullmatch(_ARXIV_URL, re.sub(r"^https?://(?:www\.)?", "", text[:300]))
    return _canonical(match[1]) if match else ""


def arxiv_in_url(url: str) -> str:
    """Return the arXiv identifier of the paper that a URL links to, or an empty string."""
    match = re.search(_ARXIV_URL, url)
    return _canonical(match[1]) if match else ""


def arxiv_in_reference(*fields: str) -> str:
    """Return the arXiv identifier in journal names or notes, such as ``arXiv preprint arXiv:2401.00010``.

    Empty if there is none, if there are two, or if other words stand with it.
    """
    found = {identifier for field in fields for identifier in _reference_identifiers(field)}
    return found.pop() if len(found) == 1 else ""


def arxiv_of_doi(doi: str) -> str:
    """Return the arXiv identifier of a DOI by arXiv (``10.48550/arXiv.…``), or an empty string."""
    return arxiv_id(doi[len(_ARXIV_DOI_PREFIX) :]) if doi.lower().startswith(_ARXIV_DOI_PREFIX) else ""


def doi_name(text: str) -> str:
    """Parse a DOI, with or without a resolver; empty if ``text`` is none."""
    match = re.fullmatch(_DOI, (unquote(text) if "%2f" in text[:2_000].casefold() else text).strip())
    return match[1] if match else ""


def doi_in_url(url: str) -> str:
    """Return the DOI in a URL, such as ``https://dl.acm.org/doi/abs/10.1145/1``, or an empty string."""
    if match := re.search(_BIORXIV, url):
        return f"10.1101/{match[1]}"
    match = re.search(_DOI_IN_URL, unquote(url) if "%2f" in url[:2_000].casefold() else url)
    return match[1] if match else ""


def arxiv_url(identifier: str) -> str:
    """Return the address of a paper at arXiv; an empty string for none."""
    return f"https://arxiv.org/abs/{quote(identifier)}" if identifier else ""


def arxiv_pdf_url(identifier: str) -> str:
    """Return the address of a paper's PDF at arXiv; an empty string for none."""
    return f"https://arxiv.org/pdf/{quote(identifier)}" if identifier else ""


def doi_url(doi: str) -> str:
    """Return the address of a DOI; an empty string for none."""
    return f"https://doi.org/{quote(doi, safe='/:;()')}" if doi else ""


def partial_date(text: str) -> str:
    """Return the leading ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` of a date or time in ISO 8601."""
    match = _PARTIAL_DATE.match(text.strip())
    return match[0] if match and not text.strip()[match.end() : match.end() + 1].isdigit() else ""


def in_key_form(text: str) -> str:
    """Return a key by which a paper may be cited, empty if it has a sign that ends a key in BibTeX."""
    return text if _CITATION_KEY.fullmatch(text) else ""


def is_url(text: str) -> bool:
    """Return whether ``text`` is a well-formed http, https or mailto URL, which a page may link to."""
    match = _URL.fullmatch(text)
    return match is not None and int(match[2] or 0) <= 65_535 and (not match[1] or _is_ipv6(match[1]))


def _reference_identifiers(field: str) -> set[str]:
    if len(field) > 300 or not ("arxiv" in field.casefold() or "corr" in field.casefold()):
        return set()
    found: set[str] = set()
    for word in _SEPARATORS.split(field):
        word = word.removesuffix(".")
        if identifier := arxiv_id(word.removeprefix("abs/")) or arxiv_in_url(word):
            found.add(identifier)
        elif not re.fullmatch(_REFERENCE_WORD, word.casefold()):
            return set()
    return found


def _is_ipv6(text: str) -> bool:
    try:
        return bool(IPv6Address(text))
    except ValueError:
        return False


def _canonical(identifier: str) -> str:
    """Return the archive in lower case, its subject class in upper case: ``math.GT/0309136``."""
    archive, slash, number = identifier.partition("/")
    if not slash:
        return identifier
    name, dot, subject = archive.partition(".")
    return f"{name.lower()}{dot}{subject.upper()}/{number}"
