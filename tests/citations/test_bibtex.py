"""BibTeX entries in arXiv's form, whose braces balance for any title."""

from __future__ import annotations

import html5lib
import pytest
from msgspec.structs import replace

from daybook.citations.bibtex import bibtex_entry, escape
from daybook.model import Facts
from daybook.text.plain_text import one_line
from daybook.theme.code import _highlighted_around_placeholders
from tests.made import HOSTILE, paper

URL = "https://reader.example/papers/2025/one/"


def balanced(text: str) -> bool:
    """Return whether braces balance as BibTeX counts them, with or without a backslash."""
    depth = 0
    for character in text:
        depth += (character == "{") - (character == "}")
        if depth < 0:
            return False
    return depth == 0


def test_entry_of_title_and_day() -> None:
    assert bibtex_entry(paper(title="One & Two"), URL).text == (
        "@misc{one-2025,\n  title = {{One \\& Two}},\n  year = {2025},\n  month = mar,\n"
        f"  url = {{{URL}}}\n}}\n"
    )


def test_entry_of_all_fields() -> None:
    facts = Facts(
        authors=("Ada Byron", "Sword and Shield Group"),
        arxiv="2401.00010",
        doi="10.1000/a_b",
        published="2024-01-02",
    )
    assert bibtex_entry(paper(facts=facts), URL).text == (
        "@misc{one-2025,\n  title = {{One Title}},\n  author = {Ada Byron and {Sword and Shield Group}},\n"
        "  year = {2024},\n  month = jan,\n  eprint = {2401.00010},\n  archivePrefix = {arXiv},\n"
        "  doi = {10.1000/a\\_b},\n  url = {https://arxiv.org/abs/2401.00010}\n}\n"
    )


def test_list_of_authors_that_was_cut_off_ends_in_others() -> None:
    cut = replace(paper(facts=Facts(authors=("Ada Mill", "Bo Reed"))), has_more_authors=True)
    assert "  author = {Ada Mill and Bo Reed and others},\n" in bibtex_entry(cut, URL).text


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Ada Mill", "Ada Mill"),
        ("Bo Reed, Jr.", "Reed, Jr., Bo"),
        ("Bo A. van der Reed, III", "van der Reed, III, Bo A."),
        ("Reed, Jr.", "Reed, Jr."),
        ("Reed, Jr., Bo", "Reed, Jr., Bo"),
        ("Mill, Ada", "Mill, Ada"),
        ("Ferdinand Land", "Ferdinand Land"),
    ],
)
def test_names(name: str, written: str) -> None:
    assert dict(bibtex_entry(paper(facts=Facts((name,))), URL).fields)["author"] == f"{{{written}}}"


@pytest.mark.parametrize(
    ("published", "year", "month"),
    [("2024", "{2024}", ""), ("2024-13", "{2024}", ""), ("2024-12", "{2024}", "dec")],
)
def test_partial_date(published: str, year: str, month: str) -> None:
    fields = dict(bibtex_entry(paper(facts=Facts(published=published)), URL).fields)
    assert (fields["year"], fields.get("month", "")) == (year, month)


def test_paper_without_a_day_has_the_year_of_its_address() -> None:
    assert dict(bibtex_entry(paper("1999/old", days=()), URL).fields)["year"] == "{1999}"


@pytest.mark.hazard(21)
@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50% of $5 & #1_a", r"50\% of \$5 \& \#1\_a"),
        ("{\\em x}", r"\{\textbackslash{}em x\}"),
        ("~a^b", r"\textasciitilde{}a\textasciicircum{}b"),
        ("is $x_1^{2}$ so", "is $x_1^{2}$ so"),
        ("costs $5 or $6", r"costs \$5 or \$6"),
        ("bad $x}{y$", r"bad \$x\textbraceright{}\textbraceleft{}y\$"),
        ("a } lone", r"a \textbraceright{} lone"),
        ("bad $a%b$", r"bad \$a\%b\$"),
        ("$", r"\$"),
        ("", ""),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.hazard(
    21, "signs that mean something in a citation or a table", "only BibTeX is written of such formats"
)
@pytest.mark.parametrize("text", [*HOSTILE, "}", "\\}", "\\{", "$\\}$", "$\\{x$", "$x\\}$ {", "\\\\}"])
def test_braces_balance_for_any_text(text: str) -> None:
    line = one_line(text)
    entry = bibtex_entry(paper(title=line, facts=Facts(authors=(line, "B"), doi="10.1000/" + line)), URL)
    for _, value in entry.fields:
        assert balanced(value)
    assert "\n" not in entry.key
    assert entry.text.count("\n") == len(entry.fields) + 2


@pytest.mark.parametrize("text", [*HOSTILE, "placeholder", "{placeholder}", "}placeholder{ %", "@misc{"])
def test_highlighted_entry_has_the_text_of_the_entry(text: str) -> None:
    line = one_line(text)
    entry = bibtex_entry(paper(title=line, facts=Facts(authors=(line,), doi="10.1000/x")), URL)
    assert "".join(html5lib.parseFragment(f"<pre>{entry.html}</pre>").itertext()) == entry.text.strip("\n")
    assert 'class="nc"' in entry.html


def test_entries_with_the_same_fields_are_highlighted_once() -> None:
    _highlighted_around_placeholders.cache_clear()
    for number in range(20):
        assert f"Title {number}" in bibtex_entry(paper(title=f"Title {number}"), URL).html
    assert _highlighted_around_placeholders.cache_info().misses == 1
