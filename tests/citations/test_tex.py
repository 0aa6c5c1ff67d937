"""Text for TeX: escaped, unless it is LaTeX that only sets type."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.citations.tex import escape, is_balanced
from tests.made import HOSTILE


@pytest.mark.hazard(21)
@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50% of $5 & #1_a", r"50\% of \$5 \& \#1\_a"),
        ("~a^b", r"\textasciitilde{}a\textasciicircum{}b"),
        ("is $x_1^{2}$ so", "is $x_1^{2}$ so"),
        ("costs $5 or $6", r"costs \$5 or \$6"),
        ("bad $x}{y$", r"bad \$x\textbraceright{}\textbraceleft{}y\$"),
        ("a } lone", r"a \textbraceright{} lone"),
        ("bad $a%b$", r"bad \$a\%b\$"),
        ("in {braces}", r"in \{braces\}"),
        ("$", r"\$"),
        ("", ""),
    ],
)
def test_escape(text: str, escaped: str) -> None:
    assert escape(text) == escaped


@pytest.mark.parametrize(
    ("text", "written"),
    [
        (r"{\em x} at 5%", r"{\em x} at 5\%"),
        (r"\textsc{Moss}: a_b", r"\textsc{Moss}: a\_b"),
        (r"G{\"o}del, G\"odel and {\aa}", r"G{\"o}del, G\"odel and {\aa}"),
        (r"5\% \& {more}", r"5\% \& {more}"),
        (r"\textbf{x $\alpha_1$} a^b", r"\textbf{x $\alpha_1$} a\textasciicircum{}b"),
    ],
)
def test_latex_that_sets_type_stays(text: str, written: str) -> None:
    assert escape(text) == written


@pytest.mark.parametrize(
    "text",
    [
        r"\input{secret}",
        r"{\em x} \input{secret}",
        r"$\input{secret}$",
        r"$\write18{id}$",
        r"\immediate\write18{id}",
        r"\csname input\endcsname x",
        r"$\def\x{\x}\x$",
        r"\unknown{x}",
        "\\textbf{x",
        "x} \\emph{",
    ],
)
def test_other_latex_does_not(text: str) -> None:
    written = escape(text)
    assert "\\textbackslash{}" in written
    for command in ("input", "write", "immediate", "csname", "def", "unknown"):
        assert f"\\{command}" not in written


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_balances(text: str) -> None:
    assert is_balanced(escape(text))


PIECES = st.sampled_from(
    ["{", "}", "\\", "$", "%", "\\em ", "\\textbf{", "\\{", "\\\\", "x", " ", "&", "@", "\\input"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_balances_and_no_percent_sign_begins_a_comment(text: str) -> None:
    written = escape(text)
    assert is_balanced(written)
    assert "%" not in written.replace("\\\\", "").replace("\\%", "")
    assert "\\input" not in written.replace("\\textbackslash{}input", "")
