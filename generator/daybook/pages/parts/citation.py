"""A paper's citation: shown, to copy, and as files to download.

The page shows the entry in BibTeX, and a script saves it; of the other forms, a script takes this citation
out of the files of its day. A paper that no day lists has no such files, so its page holds all forms, as
addresses with the scheme ``data:`` (RFC 2397). No citation has the abstract: in those of 4,024 papers it took
40 MB.
"""

from datetime import date
from functools import lru_cache

from msgspec import Struct

from daybook.citations.bibtex import bibtex_entry
from daybook.citations.citation import Citation
from daybook.citations.forms import FORMS
from daybook.citations.plain_citation import plain_citation
from daybook.pages.base import LinkView
from daybook.text import addresses

_NOT_IN_URL = {ord(sign): f"%{ord(sign):02X}" for sign in "% \r\n\"#&'<>[\\]^`{|}"}
"""ASCII that no valid URL has as it is, and what HTML escapes; the URL standard allows other letters."""
_MANY_AUTHORS = 300
"""Of papers with more, a page holds BibTeX alone: all names take 6 kB gzipped in each form."""


class DownloadView(Struct, frozen=True):
    """A file that the page holds."""

    label: str
    name: str
    """The file's name."""
    href: str
    """With the scheme ``data:``."""


class CitationView(Struct, frozen=True):
    """How to cite a paper."""

    plain: str
    """One line to read."""
    bibtex: str
    """The entry to copy. Its colours were 0.4 kB of each page."""
    downloads: tuple[DownloadView, ...]
    of_day: tuple[LinkView, ...]
    """All forms: to the entry in BibTeX, and to files of all papers of a day; empty if none lists it."""


@lru_cache(maxsize=16)
def day_files(day: date, root: str) -> tuple[LinkView, ...]:
    """Return links to the files with the citations of a day's papers, in all forms."""
    return tuple(LinkView(form.label, root + addresses.day_citations(day, form.ending)) for form in FORMS)


def citation_view(citation: Citation, of_day: tuple[LinkView, ...] = ()) -> CitationView:
    """Return the view of a citation that the files ``of_day`` have too."""
    bibtex = bibtex_entry(citation)
    if of_day:
        links = (LinkView(of_day[0].label, "#bibtex"), *of_day[1:])
        return CitationView(plain_citation(citation), bibtex.strip(), (), links)
    others = FORMS[1:] if len(citation.authors) <= _MANY_AUTHORS else ()
    files = (bibtex, *(form.write([citation]).decode() for form in others))
    downloads = tuple(
        DownloadView(
            label=form.label,
            name=f"{citation.key}.{form.ending}",
            href=f"data:{form.media_type};charset=utf-8,{text.translate(_NOT_IN_URL)}",
        )
        for form, text in zip(FORMS, files, strict=False)
    )
    return CitationView(plain_citation(citation), bibtex.strip(), downloads, ())
