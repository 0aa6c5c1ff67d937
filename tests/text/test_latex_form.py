"""Text for TeX: escaped, with the formulas and styles of its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.text.formatted import latex
from daybook.text.latex import escape, is_balanced
from daybook.text.plain_text import one_line
from tests.made import HOSTILE


@pytest.mark.hazard(21)
@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("50% of $5 & #1_a", r"50\% of \$5 \& \#1\_a"),
        ("~a^b", r"\textasciitilde{}a\textasciicircum{}b"),
        ("is $x_1^{2}$ so", r"is \$x\_1\textasciicircum{}\{2\}\$ so"),
        ("bad $x}{y$", r"bad \$x\textbraceright{}\textbraceleft{}y\$"),
        ("a } lone", r"a \textbraceright{} lone"),
        (r"\input{x}", r"\textbackslash{}input\{x\}"),
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
        ("50% of a_b", r"50\% of a\_b"),
        ("is $x_1^{2}$ so", "is $x_1^{2}$ so"),
        ("costs $5 or $6", r"costs \$5 or \$6"),
        ("bad $x}{y$", r"bad \$x\textbraceright{}\textbraceleft{}y\$"),
        ("at $5%$", r"at $5\%$"),
        (r"at $5\%$", r"at $5\%$"),
        (r"{\em x} at 5%", r"\emph{x} at 5\%"),
        (r"\textsc{Moss}: a_b", r"Moss: a\_b"),
        (r"G{\"o}del, G\"odel and {\aa}", "Gödel, Gödel and å"),
        (r"5\% \& {more}", r"5\% \& \{more\}"),
        (r"\textbf{x $\alpha_1$} and `y`", r"\textbf{x $\alpha_1$} and \texttt{y}"),
        ("X^{2}-Gaussian, H_2O", r"X\textsuperscript{2}-Gaussian, H\textsubscript{2}O"),
        ("texttt{D}ual", r"\texttt{D}ual"),
        (r"\textbf{x", r"\textbraceleft{}x"),
    ],
)
def test_latex_of_a_source(text: str, written: str) -> None:
    assert latex(text) == written


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
        r"$\begin{matrix}\let\x\y\end{matrix}$",
        r"\unknown{x}",
        "x} \\emph{",
    ],
)
def test_no_other_command_is_written(text: str) -> None:
    written = latex(text)
    for command in ("input", "write", "immediate", "csname", "def", "let", "begin", "unknown"):
        assert f"\\{command}" not in written


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_balances(text: str) -> None:
    assert is_balanced(escape(text))
    assert is_balanced(latex(one_line(text)))


PIECES = st.sampled_from(
    ["{", "}", "\\", "$", "%", "\\em ", "\\textbf{", "\\{", "\\\\", "x", " ", "&", "@", "\\input", "^", "_{"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_any_text_balances_and_no_percent_sign_begins_a_comment(text: str) -> None:
    for written in (escape(text), latex(one_line(text))):
        assert is_balanced(written)
        assert "%" not in written.replace("\\\\", "").replace("\\%", "")
        assert "\\input" not in written.replace("\\textbackslash{}input", "")
