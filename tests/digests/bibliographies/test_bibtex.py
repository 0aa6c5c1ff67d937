"""BibTeX as reference managers and people write it."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.digests import date_hint, read_digest
from daybook.digests.bibliographies.bibtex import _authors
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("2031-03-18.bib")

ODD = r"""@article{moss1,
  title = {A Moss Clock}
  author = {Mill, Ada and Reed, Bo},
  year = 2031
  month = mar # "~4"
}
@article{
  author = {van der Reed, Bo},
  title = "Lichen Answers Slowly" % in part
  note = {x}}
@inproceedings{moss3
  title = {Ferns Fold}, author = {Wood, Cy}, crossref = {proc}, title = {Ferns}, note = {a}, note = {a}}
@misc( moss4, title = {Late {Moss}}, doi = {{10.1234/moss\_4}}, eprint = {{3103.00001}} )
@proceedings{proc, title = {All of Moss}, year = {2030}, month = 7}
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_entries_with_mistakes(ends: str) -> None:
    digest, problems = read(ODD.replace("\n", ends))
    rows = [(entry.line, entry.title, entry.facts.authors, entry.facts.published) for entry in digest.entries]
    assert rows == [
        (1, "A Moss Clock", ("Ada Mill", "Bo Reed"), "2031-03-04"),
        (7, "Lichen Answers Slowly", ("Bo van der Reed",), ""),
        (11, "Ferns Fold", ("Cy Wood",), "2030-07"),
        (13, "Late Moss", (), ""),
    ]
    facts = digest.entries[3].facts
    assert (facts.doi, facts.arxiv) == ("10.1234/moss_4", "3103.00001")
    (warning,) = [problem for problem in problems if problem.severity is not Severity.NOTE]
    assert (warning.line, warning.severity) == (11, Severity.WARNING)
    assert warning.what == "`title` is repeated, and its first value counts"


def test_a_field_below_a_brace_too_many_is_reported() -> None:
    digest, problems = read("@misc{a,\n  title = {Moss}},\n  year = {2031}\n}\n@misc{b, title = {Fern}}\n")
    assert [entry.title for entry in digest.entries] == ["Moss", "Fern"]
    assert [(problem.line, problem.what) for problem in problems] == [
        (3, "a field outside any entry: year = {")
    ]


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ('"Moss and {"}Clocks{"}"', 'Moss and "Clocks"'),
        ('"The "best" moss"', 'The "best" moss'),
        (r'"G{\"o}del"', "Gödel"),
        ("{Moss} # { and } # fern", "Moss and Fern Works"),
        ("{A = {b}, c = {d}}", "A = b, c = d"),
        ("2031", "2031"),
        (r"{\'{E}t\'e \c{c}a \v{S}\k{a} {\aa} \guillemotleft a\guillemotright}", "Été ça Šą å «a»"),
        (
            r"{D{\textquotesingle}Or {\textquotedblleft}Moss{\textquotedblright} \texttimes{} 2}",
            "D'Or “Moss” ×2",
        ),
    ],
)
def test_values(raw: str, title: str) -> None:
    digest, _ = read(f'@string{{fern = "Fern Works"}}\n@misc{{a, title = {raw}, year = 2031}}\n')
    assert digest.entries[0].title.replace("× 2", "×2") == title


def test_commas_too_many() -> None:
    digest, problems = read(
        "@misc{a, title = {Moss},,\n,\n year = 2031,, month = 3,,\n}\n@misc{b, title = {F,, a = b}}"
    )
    assert not problems
    assert [(entry.title, entry.facts.published, entry.line) for entry in digest.entries] == [
        ("Moss", "2031-03", 1),
        ("F,, a = b", "", 5),
    ]


def test_html_in_bibtex_of_doi_org() -> None:
    title = (
        r"Moss {\textless}i{\textgreater}in situ{\textless}/i{\textgreater} {\&}amp$\mathsemicolon$"
        r" H$\less$sub$\greater$2$\less$/sub$\greater$O"
    )
    digest, _ = read(f"@misc{{a, title = {{{title}}}}}\n")
    assert digest.entries[0].title == "Moss in situ & H2O"


@pytest.mark.parametrize(
    ("field", "day"),
    [
        ("timestamp = {Tue, 18 Mar 2031 20:51:50 +0100}", 18),
        ("timestamp = {2031.03.17}", 17),
        ("timestamp = {2031-03-16T10:00:00Z}", 16),
        ("creationdate = {2031-03-15T10:00:00}", 15),
        ("added-at = {2031-03-14T10:00:00.000+0100}", 14),
        ("posted-at = {2031-03-13 10:00:00}", 13),
        ("date-added = {2031-03-12 10:00:00 +0000}, date = {2030-01-01}", 12),
        ("date = {2031-03-11}", 11),
    ],
)
def test_the_day_of_an_entry(field: str, day: int) -> None:
    digest, problems = read(f"@misc{{a, title = {{Moss}}, {field}}}\n", "library.bib")
    assert not problems
    assert digest.entries[0].day == date(2031, 3, day)


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("year = 2031, month = mar", "2031-03"),
        ("year = {2031}, month = {3}, day = {4}", "2031-03-04"),
        ("year = 2031, month = {Mar-Apr}", "2031-03"),
        ("year = 2031, month = {4~March}", "2031-03-04"),
        ("date = {2031-03/2031-04}", "2031-03"),
        ("year = {c2031}", "2031"),
    ],
)
def test_the_date_of_publication(fields: str, published: str) -> None:
    digest, problems = read(f"@misc{{a, title = {{Moss}}, {fields}}}\n")
    assert not problems
    assert digest.entries[0].facts.published == published


@pytest.mark.parametrize(
    "doi",
    [
        "10.1234/(SICI)1234-5678(203103)5:1<21::AID-MOSS21>3.0.CO;2-9",
        "https://doi.org/10.1234/(SICI)1234-5678(203103)5:1<21::AID-MOSS21>3.0.CO;2-9",
        r"10.1234/(SICI)1234-5678(203103)5:1{\textless}21::AID-MOSS21{\textgreater}3.0.CO;2-9",
        "10.1234/(SICI)1234-5678(203103)5:1&lt;21::AID-MOSS21&gt;3.0.CO;2-9",
        "10.1234/(SICI)1234-5678(203103)5:1$<$21::AID-MOSS21$>$3.0.CO;2-9",
    ],
)
def test_a_doi_with_angle_brackets(doi: str) -> None:
    digest, problems = read(f"@misc{{a, title = {{Moss}}, doi = {{{doi}}}}}\n")
    assert not problems
    assert digest.entries[0].facts.doi == "10.1234/(SICI)1234-5678(203103)5:1<21::AID-MOSS21>3.0.CO;2-9"


@pytest.mark.parametrize(
    ("given", "authors"),
    [
        ("Mill, Ada and others", ["Ada Mill", "others"]),
        ("family=Reed, given=Bo, prefix=van der, suffix=Jr.", ["Bo van der Reed, Jr."]),
        ("Mill, Ada; Reed, Bo", ["Ada Mill", "Bo Reed"]),
        ("Ada Mill, Bo Reed, Cy Wood, Di Ash", ["Ada Mill", "Bo Reed", "Cy Wood", "Di Ash"]),
        (r"D{\textquotesingle}Or, Ada and {Moss; Fern, and Co}", ["Ada D'Or", "Moss; Fern, and Co"]),
        ("van der Reed, Jr., Bo AND de la Mill, Ada", ["Bo van der Reed, Jr.", "Ada de la Mill"]),
    ],
)
def test_names(given: str, authors: list[str]) -> None:
    assert _authors(given) == authors


def test_fields_without_a_use_are_named_once_a_file() -> None:
    entry = "@article{moss%s, title={A Moss Clock %s}, year={2031}, pages={1--9}, note={x}, Volume={%s}}\n"
    digest, problems = read("".join(entry % (number, number, number) for number in "123"))
    assert len(digest.entries) == 3
    assert [problem.what for problem in problems] == [
        "has fields that are not used: `note`, `pages`, `volume`"
    ]


CITATION = "@article{moss,\n  title={A Moss Clock},\n  author={Mill, Ada},\n  year={2031}\n}\n"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# Moss\n\nA tool for moss.\n" * 9 + f"\n```bibtex\n{CITATION}```\n", "is in no known form"),
        ("Please cite the paper on moss.\n" * 9 + CITATION, "is mostly something else: 9 lines outside"),
        ("@misc{a, title = {x\n" * 3 + CITATION, "3 of 4 entries are not BibTeX, or never end"),
        (
            "import moss\n\n@moss.grow(fern, title='x')\n@retry(times, delay=3)\ndef grow(): ...\n",
            "no known form",
        ),
        ("@media (min-width: 3em) {\n a { color: red }\n}\n@page {\n margin: 1em\n}\n", "no known form"),
    ],
)
def test_other_files_with_something_like_an_entry(text: str, what: str) -> None:
    digest, problems = read_digest("moss", text.encode(), date_hint("moss", 2031))
    assert digest is None
    assert any(what in problem.what for problem in problems), problems
