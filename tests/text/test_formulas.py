"""Formulas become MathML that is only a formula, whatever they hold, and one line of plain text."""

from __future__ import annotations

import re
import threading
from html import unescape

import html5lib
import pytest

from daybook.text.marked.formula_text import formula_text
from daybook.text.marked.formulas import ELEMENTS, LONGEST, TEXT_ELEMENTS, mathml
from tests.effort import Cases, run_limited

COMMANDS = (
    *(r"\href{javascript:alert(1)}{x}", r"\url{javascript:alert(1)}", r"\text{<script>alert(1)</script>}"),
    *(r"\class{a}{x}", r"\style{color:red}{x}", r"\unicode{60}", r"\includegraphics{x}", r"\htmlId{a}{x}"),
    *(r"\cssId{a}{x}", r"\htmlData{a=b}{x}", r"\eqref{a}", r"\label{a}x", r"\tag{<b>}x", r"\color{red}x"),
    *(
        r"\operatorname{<img src=x onerror=alert(1)>}",
        r"\mathrm{<b>}",
        r"\text{&lt;b&gt;&amp;}",
        r"\textsc{a}",
    ),
    *(r"\hspace{10000em}x", r"\raisebox{10em}{x}", r"\kern-5em x", r"\cancel{x}", r"\boxed{x}", r"x\\y"),
    *(r"\begin{align}a&=b\label{c}\\d&=e\end{align}", r"\begin{array}{c|c}a&b\end{array}", r"\input{a}"),
    *(
        r"\def\a{\a\a}\a",
        r"\newcommand{\a}{\a\a}\a",
        r"\let\a\b",
        "\u202ex",
        '"',
        "'",
        "<",
        "&",
        "]]>",
        "<!--",
    ),
)


@pytest.mark.parametrize("latex", COMMANDS)
def test_mathml_is_only_a_formula(latex: str) -> None:
    """No element but those of formulas, no attribute that links, names or styles, no great length."""
    tree = html5lib.parseFragment(mathml(latex), namespaceHTMLElements=False)
    allowed = {f"{{http://www.w3.org/1998/Math/MathML}}{name}" for name in ELEMENTS} | TEXT_ELEMENTS
    for element in tree.iter():
        if element is not tree:
            assert element.tag in allowed
        for name, value in element.attrib.items():
            assert name not in ("href", "id", "class", "style", "xlink:href") and not name.startswith("on")
            assert not re.fullmatch(r"-?[0-9]{2,}.*em|-.*[4-9]em", value)
    assert re.sub(r"<[^<>]*>", "", mathml(latex)).count("<") == 0


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"O(n \log n)", "O(n log n)"),
        (r"\mathcal{O}(n\log n)", "O(n log n)"),
        (r"\alpha", "α"),
        ("R^2", "R²"),
        ("x^{10}", "x¹⁰"),
        ("x^k", "x^k"),
        ("10^{-3.5}", "10^−3.5"),
        ("e^{a+b}", "e^(a+b)"),
        ("x_{i,j}", "x_(i, j)"),
        ("H_2O", "H₂O"),
        ("A^*", "A*"),
        ("x'", "x′"),
        (r"360^\circ", "360°"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\hat{x}\in\mathbb{R}^{d\times n}", "x̂ ∈ ℝ^(d×n)"),
        (r"\sum_{i=1}^n x_i", "∑_(i=1)ⁿ x_i"),
        (r"\max_{a} f", "max_a f"),
        (r"\sin^2 x", "sin² x"),
        (r"\sqrt[3]{x}", "³√x"),
        (r"\sqrt{a+b}", "√(a + b)"),
        (r"\binom{n}{k}", "(n choose k)"),
        ("p<0.001", "p < 0.001"),
        (r"\rho = -0.863", "ρ = −0.863"),
        (r"\sim50\times", "~50×"),
        (r"256\times256", "256×256"),
        ("10{,}000", "10,000"),
        ("48.4%", "48.4%"),
        (r"\left[0,1\right)", "[0,1)"),
        (r"p(x_0 \mid y)", "p(x₀ | y)"),
        (r"U_{\text{user}}", "U_user"),
        (r"\underline{c}", "c"),
        (r"\phantom{x}y", "y"),
        (r"\begin{cases}a&b\\c&d\end{cases}", "{a, b; c, d"),
    ],
)
def test_a_formula_in_one_line(latex: str, text: str) -> None:
    assert formula_text(mathml(latex)) == text


@pytest.mark.parametrize("latex", [r"\foo", "{", "}", r"\frac{a}", "x^a^b", "a&b", "x" * (LONGEST + 1)])
def test_what_cannot_be_converted_gives_nothing(latex: str) -> None:
    assert mathml(latex) == ""


def test_the_text_of_a_formula_is_in_its_mathml() -> None:
    """Nothing of a formula is lost by the check."""
    shown = unescape(re.sub("<[^<>]*>", "", mathml(r"\text{a <b>, \&} + \texttt{d}")))
    assert shown.replace("\u00a0", " ") == "a <b>, &+d"


UNITS = (
    *(
        "{",
        "}",
        "(",
        "[",
        r"\{",
        r"\langle ",
        r"\left(",
        r"\bigl(",
        "⟨",
        "x(",
        "^{",
        "_{",
        "x^{",
        "^",
        "_",
        "'",
    ),
    *(r"\frac", r"\sqrt", r"\sqrt{", r"\hat", r"\hat{", r"\not", r"\mathbf{", r"\text{", r"\sum_{", r"\int_"),
    *(r"\begin{array}{c}", r"\color{red}", r"\displaystyle ", r"\over ", r"{a\over ", "&", r"\\", r"\sqrt["),
    *(
        r"\mathopen(",
        r"\lvert ",
        r"({",
        r"{(",
        r"x_{(",
        r"\def\a{\a}",
        r"\xrightarrow",
        r"\stackrel",
        "x",
        "$",
    ),
)
CLOSING = ("", "}", ")", r"\right)", "]", r"\end{array}", "x")


def nested() -> Cases:
    """Give formulas of each unit as often as a formula may be long, read with a small stack."""
    threading.stack_size(512 * 1024)
    for unit in UNITS:
        for closing in CLOSING:
            for length in (20, LONGEST):
                times = max(1, length // len(unit + closing))
                latex = f"{unit * times}x{closing * times}"
                yield f"{unit} {closing} {length}", lambda latex=latex: in_thread(latex)


def in_thread(latex: str) -> None:
    thread = threading.Thread(target=lambda: formula_text(mathml(latex)))
    thread.start()
    thread.join()


def test_no_formula_overflows_a_stack_or_takes_long() -> None:
    assert run_limited(nested) == 2 * len(UNITS) * len(CLOSING)
