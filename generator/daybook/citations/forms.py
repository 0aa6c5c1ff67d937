"""The forms in which citations can be downloaded, of one paper or of several."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from daybook.citations.bibtex import bibtex_entry
from daybook.citations.citation import Citation
from daybook.citations.csl_json import csl_json
from daybook.citations.ris import ris_record


class Form(Struct, frozen=True):
    """A form of citations."""

    label: str
    ending: str
    """Of a file's name."""
    media_type: str
    write: Callable[[Sequence[Citation]], bytes]
    """Return the file of some citations."""


def _bibtex(citations: Sequence[Citation]) -> bytes:
    return "\n".join(map(bibtex_entry, citations)).encode()


def _ris(citations: Sequence[Citation]) -> bytes:
    return "\r\n".join(map(ris_record, citations)).encode()


FORMS = (
    Form("BibTeX", "bib", "application/x-bibtex", _bibtex),
    Form("RIS", "ris", "application/x-research-info-systems", _ris),
    Form("CSL-JSON", "json", "application/vnd.citationstyles.csl+json", csl_json),
)
