"""Items of other kinds in BibTeX and RIS, exports of ERIC and Ovid, and of databases as plain text."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("2031-03-18.txt")

BIBTEX = """
@article{a, title = {Moss on Clocks}, author = {Mill, Ada}, doi = {10.1234/moss.1}}
@online{b, title = {Late Locks}, author = {Reed, Bo}, eprint = {3103.00002}, eprinttype = {arxiv}}
@online{c, title = {Fern Sets}, url = {https://openreview.net/forum?id=aBcDeFgHi}}
@online{d, title = {We Moved House}, url = {https://blog.example/1}}
@book{f, title = {Moss at Home}, author = {Wood, Cy}, publisher = {Quay Press}, isbn = {1}}
@book{g, title = {Moss at Sea}, author = {Wood, Cy}, publisher = {Quay Press}, doi = {10.1234/moss.2}}
@book{h, title = {Moss at Night}, author = {Wood, Cy}}
@software{e, title = {mossgrow}, author = {Reed, Bo}, url = {https://github.com/moss/grow}}
"""
RIS = """TY  - JOUR
TI  - Moss on Clocks
DO  - 10.1234/moss.1
ER  -
TY  - ELEC
TI  - Late Locks
UR  - https://arxiv.org/abs/3103.00002
ER  -
TY  - ELEC
TI  - Fern Sets
UR  - https://openreview.net/forum?id=aBcDeFgHi
ER  -
TY  - BLOG
TI  - We Moved House
UR  - https://blog.example/1
ER  -
TY  - BOOK
TI  - Moss at Home
PB  - Quay Press
ER  -
TY  - BOOK
TI  - Moss at Sea
PB  - Quay Press
DO  - 10.1234/moss.2
ER  -
TY  - BOOK
TI  - Moss at Night
ER  -
TY  - COMP
TI  - mossgrow
ER  -
"""


@pytest.mark.parametrize("text", [BIBTEX, RIS], ids=["BibTeX", "RIS"])
def test_a_web_page_or_a_book_is_a_paper_only_with_the_link_of_one(text: str) -> None:
    digest, problems = read(text)
    titles = ["Moss on Clocks", "Late Locks", "Fern Sets", "Moss at Sea", "Moss at Night"]
    assert [entry.title for entry in digest.entries] == titles
    assert digest.rejected == 0
    notes = [problem.what for problem in problems if "of other kinds" in problem.what]
    assert notes == ["has 3 items of other kinds, such as attachments, books, reviews or web pages"]


def test_a_file_of_books_alone_has_no_papers() -> None:
    text = "@book{f, title = {Moss at Home}, author = {Wood, Cy}, publisher = {Quay Press}}"
    digest, (note, problem) = read_digest("2031-03-18.bib", text.encode(), date_hint("", None))
    assert digest is None
    assert (note.severity, problem.what) == (Severity.NOTE, "no papers found")


ERIC = """OWN - ERIC
TI  - Moss on Clocks.
AU  - Mill, Ada
AU  - Reed, Bo
JT  - Tides
DP  - 2031
LID - http://eric.ed.gov/?id=EJ14001
AB  - We grow moss
      on clocks.

OWN - ERIC
TI  - Late Locks.
AU  - Wood, Cy
AB  - We pick locks.
"""
OVID = """<1>
UI  - 40000001
TI  - Moss on Clocks.
AU  - Mill A
AU  - Reed B
AB  - We grow moss
      on clocks.
DO  - https://dx.doi.org/10.1234/moss.1
YR  - 2031

<2>
UI  - 40000002
TI  - Late Locks.
AU  - Wood C
AB  - We pick locks.
"""


@pytest.mark.parametrize(
    ("text", "authors"), [(ERIC, ("Ada Mill", "Bo Reed")), (OVID, ("A Mill", "B Reed"))], ids=["ERIC", "Ovid"]
)
def test_tagged_text_of_eric_and_ovid(text: str, authors: tuple[str, ...]) -> None:
    digest, problems = read(text)
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [
        ("Moss on Clocks", "We grow moss on clocks."),
        ("Late Locks", "We pick locks."),
    ]
    facts = digest.entries[0].facts
    assert (facts.authors, facts.published) == (authors, "2031")
    assert facts.doi or facts.link == "http://eric.ed.gov/?id=EJ14001"
    assert not [problem for problem in problems if problem.severity is not Severity.NOTE]


PLAIN = {
    "Scopus": "Scopus\nEXPORT DATE: 17 March 2031\n\nMill, A.\nMoss on Clocks\n(2031) Tides\n",
    "ProQuest": (
        "____________________\n\nDocument 1 of 2\n\nMoss on Clocks\n\nAuthor: Mill, Ada\n\n"
        "https://doi.org/10.1234/moss.1\n\nAbstract: We grow moss.\n"
    ),
    "EBSCO": "Record: 1\nTitle:\tMoss.\nDOI:\t10.1234/1\n\nRecord: 2\nTitle:\tLocks.\nDOI:\t10.1234/2\n",
    "Ovid": "<1>\nUnique Identifier\n  40000001\nTitle\n  Moss on Clocks.\n",
    "the Cochrane Library": "Search Name:\tmoss\n\nRecord #1 of 2\nID: CN-1\nAU: Mill A\nTI: Moss\n",
    "SciFinder": "START_RECORD\nFIELD Title:Moss on Clocks\nFIELD Author:Mill, Ada\nEND_RECORD\n",
}


@pytest.mark.parametrize(("database", "text"), PLAIN.items(), ids=PLAIN)
def test_an_export_as_plain_text_says_what_to_export(database: str, text: str) -> None:
    digest, (problem,) = read_digest("2031-03-18.txt", text.encode(), date_hint("2031-03-18", None))
    assert digest is None
    assert f"an export of {database} as plain text" in problem.what
    assert "RIS" in problem.remedy


def test_a_volume_of_proceedings_is_no_paper() -> None:
    volume = "@proceedings{days2031, title = {Moss Days}, year = 2031}\n"
    entries = volume + "@article{moss, title = {Moss}, author = {Ada Mill}}\n"
    digest, (note,) = read_digest("2031-03-18.bib", entries.encode(), date_hint("2031-03-18.bib", None))
    assert digest
    assert [entry.title for entry in digest.entries] == ["Moss"]
    assert "1 volume" in note.what
