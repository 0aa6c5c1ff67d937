"""Every form is read again, by readers that are not ours, to the fields that the citation states.

bibtexparser and pylatexenc read BibTeX, rispy reads RIS, citeproc-py reads CSL-JSON: all entries of 284 real
days of the daily papers and 8 of arXiv, which are not in the repository, and of hostile text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any
from unicodedata import normalize

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from pylatexenc.latex2text import LatexNodes2Text

from daybook.citations.bibtex import bibtex_entry
from daybook.citations.citation import Citation, citation_of
from daybook.citations.csl_json import csl_json
from daybook.citations.keys import KeyChooser
from daybook.citations.names import Author
from daybook.citations.plain_citation import plain_citation
from daybook.citations.ris import ris_record
from daybook.digests import date_hint, read_digest
from daybook.model import Entry, Facts, Paper
from daybook.text.plain_text import one_line
from tests.conftest import ROOT
from tests.made import HOSTILE, paper

SHARED = ROOT.parent / "shared"
URL = "https://reader.example/papers/2025/one/"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TO_TEXT = LatexNodes2Text(math_mode="verbatim", keep_comments=True)


def entries_of(folder: Path) -> Iterator[Entry]:
    for place in sorted(folder.iterdir()):
        digest, _ = read_digest(place.name, place.read_bytes(), date_hint(place.name, None))
        assert digest, place.name
        yield from digest.entries


@cache
def real_citations() -> tuple[Citation, ...]:
    """All entries of the real days, each as a paper of its own."""
    for name in ("hf-daily", "daily-arxiv"):
        if not (SHARED / name).is_dir():
            pytest.skip(f"the real days are not there: {SHARED / name} is no folder")
    keys = KeyChooser([])
    found = []
    for entry in chain.from_iterable(entries_of(SHARED / name) for name in ("hf-daily", "daily-arxiv")):
        address = f"{entry.day.year}/x"
        made = Paper(address, entry.title, entry.abstract, (), entry.facts)
        made = replace(made, has_more_authors=entry.has_more_authors)
        key = keys.choose(entry.title, entry.facts, address)
        found.append(citation_of(replace(made, citation_key=key), URL))
    return tuple(found)


def full(author: Author) -> tuple[str, str, str]:
    return author.family, author.given, author.suffix


def read_bibtex(text: str) -> dict[str, dict[str, Any]]:
    """Return the fields of each entry by its key."""
    stack = [SeparateCoAuthors(), SplitNameParts()]
    library = bibtexparser.parse_string(text, append_middleware=stack)
    assert library.failed_blocks == []
    assert library.comments == []
    return {
        entry.key: {"ENTRYTYPE": entry.entry_type} | {field.key: field.value for field in entry.fields}
        for entry in library.entries
    }


def bare(words: list[str]) -> str:
    """Return words of LaTeX as plain text; pylatexenc does not know all characters of LaTeX's kernel."""
    text = " ".join(words)
    signs = {"\\textasciicircum{}": "^", "\\textbraceleft{}": "{", "\\textbraceright{}": "}"}
    for number, command in enumerate(signs):
        text = text.replace(command, chr(0xE000 + number))
    text = TO_TEXT.latex_to_text(text.replace("\\texttt{", "{"))
    return text.translate({0xE000 + number: sign for number, sign in enumerate(signs.values())})


def typeset(text: str) -> str:
    """Return text as TeX sets it: with its dashes, quotes and single spaces."""
    for source, sign in (("---", "—"), ("--", "–"), ("``", "“"), ("''", "”"), ("!`", "¡"), ("?`", "¿")):
        text = text.replace(source, sign)
    return " ".join(text.split())


def assert_bibtex(citation: Citation, fields: dict[str, Any]) -> None:
    if not re.search(r"[\\${}~]", citation.title):  # else it may be LaTeX, which is kept
        written = typeset(bare([fields["title"]]))
        if re.search(r"[*`^_]", citation.title):  # emphasis, code or scripts
            assert normalize("NFKC", written) == normalize("NFKC", typeset(citation.plain_title))
        else:
            assert written == typeset(citation.title)
    names = fields.get("author", [])
    if citation.has_more_authors:
        assert bare(names.pop().last) == "others"
    found = [(bare([*name.von, *name.last]), bare(name.first), bare(name.jr)) for name in names]
    if not any(re.search(r"[\\${}~]", author.full) for author in citation.authors):
        assert [tuple(map(typeset, each)) for each in found] == [
            tuple(map(typeset, full(author))) for author in citation.authors
        ]
    assert len(found) == len(citation.authors)
    month = fields.get("month")
    date = (int(fields.get("year", 0)), MONTHS.index(month) + 1 if month else 0)
    assert tuple(part for part in date if part) == citation.published[:2]
    assert (fields.get("eprint", ""), fields["url"]) == (citation.arxiv, citation.url)
    if not re.search(r"[\\${}~*`^_]", str(citation.venue)):
        place = {"howpublished": str(citation.venue)}
        if fields["ENTRYTYPE"] == "article":
            parts = ("name", "volume", "number", "pages")
            place = {"journal" if part == "name" else part: getattr(citation.venue, part) for part in parts}
        for name, value in place.items():
            assert typeset(bare([fields.get(name, "")])) == typeset(value)


def assert_ris(citation: Citation, fields: dict[str, Any]) -> None:
    assert fields["id"] == citation.key
    assert fields["title"] == citation.plain_title
    names = [", ".join(filter(None, (one.family, one.given, one.suffix))) for one in citation.authors]
    if not any("," in part for one in citation.authors for part in full(one)):
        assert fields.get("authors", []) == names
    date = tuple(int(part) for part in fields.get("date", "").split("/") if part)
    assert date == citation.published
    assert int(fields.get("year", 0)) == (*citation.published, 0)[0]
    assert fields.get("doi", "") == citation.doi
    venue = citation.venue
    assert fields.get("secondary_title", "") == venue.name
    assert (fields.get("volume", ""), fields.get("number", "")) == (venue.volume, venue.number)
    pages = "–".join(filter(None, (fields.get("start_page"), fields.get("end_page"))))
    assert pages == venue.pages
    assert fields["urls"] == [citation.url]
    assert tuple(fields.get("keywords", ())) == citation.keywords
    assert ("not complete" in str(fields.get("notes", ""))) == citation.has_more_authors


def assert_csl(citation: Citation, reference: Any) -> None:
    assert str(reference["title"]) == citation.plain_title
    assert str(reference.get("container_title", "")) == citation.venue.name
    assert str(reference.get("volume", "")) == citation.venue.volume
    assert str(reference.get("issue", "")) == citation.venue.number
    assert str(reference.get("page", "")).replace("-", "–") == citation.venue.pages
    names = [name.parts() for name in reference.get("author", [])]
    if citation.has_more_authors:
        assert names.pop()[1] == "others"
    assert [(family, given or "", suffix or "") for given, family, _, _, suffix in names] == [
        full(author) for author in citation.authors
    ]
    issued = reference.get("issued") or {}
    assert tuple(issued[part] for part in ("year", "month", "day") if part in issued) == citation.published
    assert str(reference.get("DOI", "")) == citation.doi
    assert str(reference["URL"]) == citation.url
    assert str(reference.get("number", "")) == (f"arXiv:{citation.arxiv}" if citation.arxiv else "")


def assert_all(citations: list[Citation]) -> None:
    """Write the citations in a file of each form, read it, and compare."""
    bibtex = read_bibtex("\n".join(bibtex_entry(citation) for citation in citations))
    ris = rispy.loads("\r\n".join(map(ris_record, citations)))
    csl = CiteProcJSON(json.loads(csl_json(citations)))
    assert len(bibtex) == len(ris) == len(csl) == len(citations)
    for citation, record in zip(citations, ris, strict=True):
        assert_bibtex(citation, bibtex[citation.key])
        assert_ris(citation, record)
        assert_csl(citation, csl[citation.key.lower()])


@pytest.mark.slow
def test_real_entries_are_read_back(long: bool) -> None:
    """A quarter of them, from all days."""
    citations = list(real_citations())
    assert len(citations) > 4_024
    assert_all(citations if long else citations[::16])


def test_a_citation_with_all_fields_is_read_back() -> None:
    facts = Facts(
        authors=("Ada van der Mill, Jr.", "Moss Team", "Lichen", "Bo and Fern", "Åsa Ek", "李明"),
        arxiv="1909.08053",
        doi="10.1000/a_(b)<c>",
        published="2019-09-17",
        keywords=("moss", "a, b", "c; d"),
    )
    one = replace(paper(title="Moss & 50% of #1_a ^ ~b", facts=facts), has_more_authors=True)
    assert_all([citation_of(one, URL), citation_of(paper("2025/two", facts=Facts(published="2020-02")), URL)])


@pytest.mark.parametrize(
    ("place", "kinds"),
    [
        (", vol. 12, no. 3, pp. 45–67", ("article", "JOUR", "article-journal")),
        (", no. 3_4", ("article", "JOUR", "article-journal")),
        (", vol. 83, p. 084004", ("misc", "GEN", "document")),  # of a journal or a series of books
        (", pp. 45–67", ("misc", "GEN", "document")),
        ("", ("misc", "GEN", "document")),
    ],
)
def test_a_place_in_a_venue_is_read_back(place: str, kinds: tuple[str, str, str]) -> None:
    one = citation_of(paper(facts=Facts(venue=f"Moss & Clocks{place}")), URL)
    assert_all([one])
    assert f"Moss & Clocks{place}." in plain_citation(one)
    written = bibtex_entry(one), ris_record(one), csl_json([one]).decode()
    starts = f"@{kinds[0]}{{", f"TY  - {kinds[1]}\r\n", f'"type":"{kinds[2]}"'
    assert [start in text for start, text in zip(starts, written, strict=True)] == [True] * 3


@pytest.mark.hazard(21)
@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_hostile_text_is_read_back(text: str) -> None:
    line = one_line(text)
    facts = Facts(authors=(line, f"Bo {line}", "Cy Ash"), keywords=(line,), venue=line)
    one = paper(title=line, abstract=line, facts=facts)
    assert_all([citation_of(one, URL), citation_of(paper("2025/two"), URL)])


SIGNS = (
    *"{}\\%@,&$#_~^\"'=;- ",
    "\n",
    " and ",
    "others",
    "\r\nER  - \r\n",
    "@misc{x,",
    "TY  - ",
    "a\u0301",
    "李",
)
PIECES = st.sampled_from(SIGNS)
LINE = st.lists(st.one_of(PIECES, st.text(max_size=5)), min_size=1, max_size=8).map("".join).map(one_line)


@given(LINE.filter(bool), st.lists(LINE.filter(bool), max_size=3), LINE)
def test_any_text_is_read_back(title: str, names: list[str], abstract: str) -> None:
    one = paper(title=title, abstract=abstract, facts=Facts(authors=tuple(names), venue=abstract))
    assert_all([citation_of(one, URL), citation_of(paper("2025/two"), URL)])


def test_a_field_that_is_lost_is_seen() -> None:
    """The control: a comma in BibTeX's author, a line break in RIS."""
    citation = citation_of(paper(facts=Facts(authors=("Ada Mill",))), URL)
    broken = replace(citation, authors=(Author("Mill\r\nER  - ", "Ada"),))
    with pytest.raises(AssertionError):
        assert_ris(citation, rispy.loads(ris_record(broken))[0])
    text = bibtex_entry(citation).replace("Mill, Ada", "Mill Ada")
    with pytest.raises(AssertionError):
        assert_bibtex(citation, read_bibtex(text)[citation.key])
