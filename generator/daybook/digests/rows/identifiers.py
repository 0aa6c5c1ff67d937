"""Find the identifiers of a row, or else its link: under names of their own, in links, in references."""

import re
from collections.abc import Mapping, Sequence

from daybook.digests.fields.paper_links import is_code, paper_link
from daybook.digests.rows import values
from daybook.digests.rows.field_names import IDENTIFIERS, LINKS, REFERENCES, normal_name
from daybook.digests.rows.row import Row
from daybook.problems import shown
from daybook.text.identifiers import arxiv_id, arxiv_in_reference, arxiv_in_url, doi_in_url, doi_name, is_url
from daybook.text.plain_text import one_line

_OF_PUBLICATION = ("published", "publication")
"""Names that hold a date or a journal, or an object with them and an identifier."""
_SUBJECT = re.compile(r" \[[\w., -]{1,60}\]$")
"""The archive after an identifier in Zotero's field Extra: ``arXiv:2101.00001 [cs]``."""
_SHORT = re.compile(r"(?:1[5-9]|[2-9][0-9])(?:0[1-9]|1[0-2])\.[0-9]{4}")
"""An identifier since 2015 that a program took for a number: ``3103.00010`` without its last zero."""
_PUBMED = ("[0-9]{1,9}", "https://pubmed.ncbi.nlm.nih.gov/{}/")
_ADDRESSES = {
    "pmid": _PUBMED,
    "pubmed": _PUBMED,
    "pubmedid": _PUBMED,
    "pmcid": ("PMC[0-9]{1,9}", "https://pmc.ncbi.nlm.nih.gov/articles/{}/"),
    "paperid": ("[0-9a-f]{40}", "https://www.semanticscholar.org/paper/{}"),
    "utuniquewosid": ("WOS:[A-Z0-9]{1,20}", "https://www.webofscience.com/wos/woscc/full-record/{}"),
    "eid": ("2-s2\\.0-[0-9]{1,15}", "https://www.scopus.com/record/display.uri?eid={}"),
}
"""By the names of services' numbers, their form and the address of a paper there."""


def find_identifiers(row: Row, warnings: list[str]) -> tuple[str, dict[str, object]]:
    """Return a link if there is no identifier, and the identifiers."""
    own = values.text_value(cell := row.first("arxiv"))
    own += "0" * bool(_SHORT.fullmatch(own))
    doi = values.text_value(row.first("doi"))
    arxiv = arxiv_id(own) or arxiv_in_url(own)
    if cell is not None and not arxiv:
        warnings.append(f"`arxiv` is no identifier: {shown_value(cell)}")
    registered = _by_registry(row)
    arxiv = arxiv or arxiv_id(registered.get("arxiv", ""))
    doi = doi or registered.get("doi", "")
    names = [name for name in LINKS if name in row.fields]
    names += [name for name in _OF_PUBLICATION if isinstance(row.value(name), dict)]
    links = [(name, text) for name in names for text in values.link_values(row.take(name))]
    links = [(name, text.removeprefix("abs-")) for name, text in links]  # as in a data set on Kaggle
    arxiv = arxiv or next(filter(None, (arxiv_id(text) or arxiv_in_url(text) for _, text in links)), "")
    arxiv = arxiv or next(filter(None, (_reference(row, name) for name in REFERENCES)), "")
    parts = doi.split()
    doi = parts[0] if parts and all(map(doi_name, parts)) else doi  # arXiv's snapshot has several
    doi = re.sub(r"^(?:https?:)?(?://)?(?:dx\.|www\.)?doi\.org/", "", doi.strip(), flags=re.IGNORECASE)
    doi = doi or next(filter(None, (doi_name(text) or doi_in_url(text) for _, text in links)), "")
    addresses = [
        (name, text) for name, text in links if not (arxiv_id(text) or arxiv_in_url(text) or doi_name(text))
    ]
    kept = (
        "" if arxiv or doi else _link_of_paper([text for _, text in addresses]) or _address(row, registered)
    )
    unused = (name for name, text in addresses if name != "id" and not kept.endswith(text))
    row.tally.links.update(dict.fromkeys((row.fields[name][0] for name in unused), 1))
    return kept, {"arxiv": arxiv, "doi": doi}


def _link_of_paper(links: Sequence[str]) -> str:
    """Return the first link to a paper, or else the first that leads to no code; empty if there is none."""
    urls = [text for text in links if is_url(text) and not is_code(text)]
    return next((url for url in urls if paper_link(url).is_paper), next(iter(urls), ""))


def _by_registry(row: Row) -> dict[str, str]:
    """Return the identifiers that a row has in objects, or in lists of a type and a value."""
    found: dict[str, str] = {}
    for name in IDENTIFIERS:
        others = row.value(name)
        if isinstance(others, dict) and "propertyID" in others:
            others = [others]
        if isinstance(others, list):
            items = [item for item in others[:50] if isinstance(item, dict)]
            kinds = (item.get("type") or item.get("idtype") or item.get("propertyID") for item in items)
            numbers = (item.get("value") or item.get("id") for item in items)
            others = dict(zip(map(str, kinds), numbers, strict=True))
        if isinstance(others, dict) and others:
            row.take(name)
            found = {**{normal_name(key): values.text_value(one) for key, one in others.items()}, **found}
    return found


def _address(row: Row, registered: Mapping[str, str]) -> str:
    """Return the address that a service gives a paper by its number there; empty if there is none."""
    for name, (form, address) in _ADDRESSES.items():
        number = registered.get(name) or values.text_value(row.value(name))
        if re.fullmatch(form, number, re.ASCII):
            row.take(name)
            return address.format(number)
    return ""


def _reference(row: Row, name: str) -> str:
    value = row.value(name)
    items = value[:50] if isinstance(value, list) else [value]
    lines = [line for item in items if isinstance(item, str) for line in item[:2_000].splitlines()]
    found = next(filter(None, (arxiv_in_reference(_SUBJECT.sub("", line)) for line in lines)), "")
    if found:
        row.take(name)
    return found


def shown_value(value: object) -> str:
    """Return the beginning of a value for a message."""
    is_text = isinstance(value, (str, int, float))
    return shown(one_line(str(value)[:4_000])) if is_text else "a value that is not text"
