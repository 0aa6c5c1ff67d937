"""BibTeX entries in arXiv's form, whose braces balance for any title."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from daybook.citations.bibtex import bibtex_entry, bibtex_fields
from daybook.citations.citation import citation_of
from daybook.model import Facts, Paper
from daybook.text.latex import is_balanced
from daybook.text.plain_text import one_line
from tests.made import HOSTILE, paper

URL = "https://reader.example/papers/2025/one/"


def entry_of(given: Paper) -> str:
    return bibtex_entry(citation_of(given, URL))


def fields_of(given: Paper) -> dict[str, str]:
    return {name: value for name, value in bibtex_fields(citation_of(given, URL)) if value}


def test_an_entry_says_nothing_of_the_day_on_which_a_digest_lists_the_paper() -> None:
    assert entry_of(paper(title="One & Two")) == (
        f"@misc{{one-2025,\n  title = {{{{One \\& Two}}}},\n  url = {{{URL}}}\n}}\n"
    )


def test_entry_of_all_fields() -> None:
    facts = Facts(
        authors=("Ada Byron", "Sword and Shield Group"),
        arxiv="2401.00010",
        doi="10.1000/a_b",
        published="2024-01-02",
    )
    given = replace(paper(facts=facts), citation_key="byron2024one")
    assert entry_of(given) == (
        "@misc{byron2024one,\n  title = {{One Title}},\n"
        "  author = {Byron, Ada and {Sword and Shield Group}},\n"
        "  year = {2024},\n  month = jan,\n  eprint = {2401.00010},\n  archivePrefix = {arXiv},\n"
        "  doi = {10.1000/a\\_b},\n  url = {https://arxiv.org/abs/2401.00010}\n}\n"
    )


def test_list_of_authors_that_was_cut_off_ends_in_others() -> None:
    cut = replace(paper(facts=Facts(authors=("Ada Mill", "Bo Reed"))), has_more_authors=True)
    assert "  author = {Mill, Ada and Reed, Bo and others},\n" in entry_of(cut)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada Mill", "Mill, Ada"),
        ("Mill, Ada", "Mill, Ada"),
        ("Bo Reed, Jr.", "Reed, Jr., Bo"),
        ("Bo A. van der Reed, III", "van der Reed, III, Bo A."),
        ("Reed, Jr.", "{Reed, Jr.}"),
        ("Moss Team", "{Moss Team}"),
        ("Lichen", "Lichen"),
        ("others", "{others}"),
        ("Ferdinand Land", "Land, Ferdinand"),
        ("A and, Bo", "{A and}, Bo"),
        ("Bo R_eed", "{R\\_eed}, Bo"),
    ],
)
def test_names(name: str, written: str) -> None:
    assert fields_of(paper(facts=Facts((name,))))["author"] == f"{{{written}}}"


@pytest.mark.parametrize(
    ("published", "year", "month"),
    [("2024", "{2024}", ""), ("2024-13", "{2024}", ""), ("2024-12", "{2024}", "dec"), ("", "", "")],
)
def test_partial_date(published: str, year: str, month: str) -> None:
    fields = fields_of(paper(facts=Facts(published=published)))
    assert (fields.get("year", ""), fields.get("month", "")) == (year, month)


@pytest.mark.hazard(21, "signs that mean something in a citation or a table", "tables are not written")
@pytest.mark.parametrize("text", [*HOSTILE, "}", "\\}", "\\{", "$\\}$", "$\\{x$", "$x\\}$ {", "\\\\}"])
def test_braces_balance_for_any_text(text: str) -> None:
    line = one_line(text)
    given = paper(title=line, facts=Facts(authors=(line, "B"), doi="10.1000/" + line))
    fields = fields_of(given)
    for value in fields.values():
        assert is_balanced(value)
    assert entry_of(given).count("\n") == len(fields) + 2


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("X^2-Gaussian", r"X\textsuperscript{2}-Gaussian"),
        ("X^{2}-Gaussian", r"X\textsuperscript{2}-Gaussian"),
        ("texttt{D}ual Heads", r"\texttt{D}ual Heads"),
        ("On $x^2$ of Moss", "On $x^2$ of Moss"),
    ],
)
def test_marks_of_latex_outside_formulas_are_read(title: str, written: str) -> None:
    fields = fields_of(paper(title=title))
    assert fields["title"] == f"{{{{{written}}}}}"
