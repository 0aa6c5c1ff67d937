"""Imported text as HTML and as plain text."""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.text import plain_text
from daybook.text.formatted import block_html, inline_html, plain
from daybook.text.lead import lead_html
from daybook.text.marked.formulas import ELEMENTS, TEXT_ELEMENTS
from tests.made import HOSTILE

TAGS = {"p", "ul", "ol", "li", "a", "em", "strong", "code", "u", "sub", "sup"} | ELEMENTS | TEXT_ELEMENTS
PIECES = r"""
    $ $$ \( \) \[ \] { } ^ _ ^{ _{ * ** ` `` '' ~ -- --- \ \textbf{ \emph{ \foo \foo{ \alpha \'e \% \$ \href{
    \url{ \texttt{ https://a.example/x https://b.example/{ [a](https://c.example/) ]( [ textbf{ {\em {\bf x 2
    a_b C^2 H_2O $x^2$ <b> &amp; 日本
"""
PARTS = [*PIECES.split(), " ", " ", "\n\n", "- a", "1. b", "\u202e", "e\u0301"]


def is_character(code: str) -> bool:
    """Return whether a code point is assigned, as html5lib wants."""
    return unicodedata.category(code) != "Cn"


TEXTS = st.lists(
    st.one_of(st.sampled_from(PARTS), st.sampled_from(HOSTILE), st.text(max_size=20)), max_size=12
).map(lambda parts: plain_text.paragraphs("".join(filter(is_character, "".join(parts)))))


def shown(html: str) -> str:
    """Return the text that a browser shows of HTML."""
    return "".join(html5lib.parseFragment(html).itertext())


def test_text_without_markup_stays() -> None:
    text = 'Less than 5% of "all" tasks: a < b & c.'
    assert plain(text) is text
    assert inline_html(text) == "Less than 5% of &#34;all&#34; tasks: a &lt; b &amp; c."
    assert block_html("One.\n\nTwo.") == '<p dir="auto">One.</p><p dir="auto">Two.</p>'
    assert block_html("") == ""


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (r"$\alpha$-DPO with $\mathcal{O}(n \log n)$", "α-DPO with O(n log n)"),
        (r"\(x^2\) and \[y\] and $$z$$", "x² and y and z"),
        ("it costs $5 and $10, $100K", None),
        ("$Pass@K$ and $moss@10$", "Pass@K and moss@10"),
        ("4.2times faster, 64times64, 8timesA; 3 times", "4.2× faster, 64×64, 8×A; 3 times"),
        ("sim20% of leq3B, 5 %rightarrow7.5, approx 2", "~20% of ≤3B, 5 %→7.5, approx 2"),
        ("sim2real in 2timesteps at https://a.example/2times/sim2", None),
        ("from $a to b@moss.org$ 5", None),
        ("of $2,200 (US$ 5) to 90$, only 4$ per hour", None),
        (r"Manx ($\sim$2,200 speakers), Cornish ($\sim$600)", "Manx (~2,200 speakers), Cornish (~600)"),
        ("the $n$-gram, $k = 5$, $11$ sets, $(1)$", "the n-gram, k = 5, 11 sets, (1)"),
        (r"$\int x \, dx = 1$, $\int f(x) \, dx dy = 1$", "∫x dx = 1, ∫f(x) dxdy = 1"),
        ("pays $5_a do = $, of $5_a it = $", None),
        ("$ x$ and $y $ and $z$0", None),
        ("$textbf{a} and textbf{b}$, $P(it is not) > 0$", "$a and b$, $P(it is not) > 0$"),
        (r"\etc. and \eg.", "etc. and e.g."),
        ("full-360^{circ} at 5^{th}", "full-360° at 5^th"),
        ("``system 1 thinking`` and ``a_b``", "“system 1 thinking” and a_b"),
        ("https://a.example/b{https://a.example/b/.}", "https://a.example/b/."),
        (r"$\foo{x}$ stays", None),
        ("50% of a_b in file_names.py, snake_case, _names_", None),
        (r"48.4\% \& \_ \# \$5", "48.4% & _ # $5"),
        ("C^2-Eval 10^{-3.5} A^* W^+ pass^k 360^circ 10^{26}", "C²-Eval 10^-3.5 A* W⁺ pass^k 360° 10²⁶"),
        (
            "H_2O L_2 ell_1 log_2 N nabla^2DFT G_{stack} float8_e4m3",
            "H₂O L₂ ℓ₁ log₂ N ∇²DFT G_stack float8_e4m3",
        ),
        ("^_^ a ^2 _x {} {-1, 0, 1} {n} f(x){", None),
        (r"{\em a} {\bf b} {\it vs.} \textbf{c} \emph{d} \textsc{e} \texttt{<SEG>}", "a b vs. c d e <SEG>"),
        (
            r"textbf{specialist} teal{Tool-use} mathcal{O}(n) 7{times} {sim}11% 360{\deg}",
            "specialist Tool-use O(n) 7× ~11% 360°",
        ),
        ("{B}ias-{L}inked {DE}biasing ({3D GU})", "Bias-Linked DEbiasing (3D GU)"),
        (
            r"na\"{\i}ve Pok\'emon k\={a}k\={a} {\L}ukasiewicz an object\'s",
            "naïve Pokémon kākā Łukasiewicz an object's",
        ),
        (r"(\eg, \ie) \etc the \ours{} method, \name\ both", "(e.g., i.e.) etc. the ours method, name both"),
        (r"C:\Users\x \1 \n a\b", None),
        (r"{\Delta}G, \Theta(n), \sqrt{n}, \pm 2", "ΔG, Θ(n), √n, ± 2"),
        (r"a\footnote{b} \cite{c} \textcolor{red}{d} \begin{itemize}", "a (b) [c] d "),
        (r"x\textsuperscript{2} y\textsubscript{i}", "x² y_i"),
        ("``quoted'' ``half\" `single' don't `code`", "“quoted” “half” ‘single’ don't code"),
        ("a -- b---c 1--3 pip --user |---| -----", "a – b—c 1–3 pip --user |---| -----"),
        (
            "''quoted'' (''half\") \"other'' f''(x), 5'' and y'' don''t '''",
            "\"quoted\" (\"half\") \"other\" f''(x), 5'' and y'' don''t '''",
        ),
        (f"\"A {'moss ' * 150}of 5''", f"\"A {'moss ' * 150}of 5''"),
        ('"cells\'\'--a "cells"--a MIRAGE --Model --0.97%', '"cells"–a "cells"–a MIRAGE –Model –0.97%'),
        ("it~ -- ~the -- ~5% 1 ~ 2", "it – the – ~5% 1 ~ 2"),
        ("Figure~1 at~5~GB (~5%) 1~2 75%~89% ~10", "Figure\u00a01 at\u00a05\u00a0GB (~5%) 1~2 75%~89% ~10"),
        ("**C**hinese *state collapse* (SC)", "Chinese state collapse (SC)"),
        ("a*b*c, *-algebra and *-ring, A* or V* bench, 2**3, 3 * 4 * 5", None),
        ("_not_ # read > of |it| ~~x~~ ![a](https://a.example/b)", None),
        (
            "[code](https://a.example/x_(y)), [x](javascript:alert(1))",
            "code (https://a.example/x_(y)), [x](javascript:alert(1))",
        ),
        (
            "https://a.example/x_y{https://a.example/x_y} https://b.example{the page}",
            "https://a.example/x_y the page (https://b.example)",
        ),
        (
            r"\url{https://a.example/ } \href{https://b.example/\#c}{d}",
            "https://a.example/ d (https://b.example/#c)",
        ),
        ("One $x^2$.\n\nTwo **b**.", "One x².\n\nTwo b."),
        (r"\begin{equation}\label{a} x^2 \end{equation}, \begin{b}c\end{b}", "x², c"),
        (r"\begin{align*} a &= b \\ c &= d \nonumber\end{align*}.", "a, =b; c, =d."),
        (r"$\underline{u}$n, $\overline{X}$, $\overline{ab}$", "un, X̄, ab"),
        (r"37~$^{\circ}$C, 9$^\circ$, m s$^{-1}$, CO$_2$", "37\u00a0°C, 9°, m s⁻¹, CO₂"),
        (
            "It fails.However, torch.Tensor a.The moss.We grow.",
            "It fails. However, torch.Tensor a.The moss. We grow.",
        ),
    ],
)
def test_the_plain_form(text: str, form: str | None) -> None:
    """None stands for the text itself."""
    assert plain(text) == (text if form is None else form)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("R^2 and H_2O", "R<sup>2</sup> and H<sub>2</sub>O"),
        ("**a** *b* `c<` \\underline{S}elf", "<strong>a</strong> <em>b</em> <code>c&lt;</code> <u>S</u>elf"),
        ("$x<y$", '<math aria-label="x &lt; y"><mi>x</mi><mo>&lt;</mo><mi>y</mi></math>'),
        ("kpc$^{-1}$ at 9$^\\circ$", "kpc<sup>−1</sup> at 9°"),
        (
            "($n$), &$n$",
            '<span class="nobr">({0}),</span> &amp;{0}'.format('<math aria-label="n"><mi>n</mi></math>'),
        ),
        (
            r"$\overline{X}$",
            '<math aria-label="X̄"><mover accent="true"><mi>X</mi><mo stretchy="true">¯</mo></mover></math>',
        ),
        ("[a](https://a.example/?b&c) https://d.example", "a https://d.example"),
        ("one\n\n`two`", "one <code>two</code>"),
        (r"\textbf{<script>alert(1)</script>}", "<strong>&lt;script&gt;alert(1)&lt;/script&gt;</strong>"),
    ],
)
def test_a_title_as_html(text: str, html: str) -> None:
    assert inline_html(text) == html


def test_links_of_an_abstract() -> None:
    link = '<a href="{0}" rel="nofollow noreferrer ugc">{1}</a>'
    assert block_html("See https://a.example/?a=1&b=2.") == (
        f'<p dir="auto">See {link.format(*2 * ["https://a.example/?a=1&amp;b=2"])}.</p>'
    )
    assert block_html("[**a** https://c.example](https://b.example)") == (
        f'<p dir="auto">{link.format("https://b.example", "<strong>a</strong> https://c.example")}</p>'
    )
    assert '"><math aria-label="n"><mi>n</mi></math></a>' in block_html("[$n$](https://b.example)")
    assert block_html("https://a.example/{blue{the page}}") == (
        f'<p dir="auto">{link.format("https://a.example/", "the page")}</p>'
    )
    for text in (
        r"\href{javascript:alert(1)}{x}",
        r"\url{data:text/html,x}",
        r"\href{https://a@b.example/}{x}",
    ):
        assert "<a" not in block_html(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a:\n\n- b\n\n- $c$", "<p>a:</p><ul><li>b</li><li><math><mi>c</mi></math></li></ul>"),
        ("a:\n1. b\n2. c\nd", "<p>a:</p><ol><li>b</li><li>c</li></ol><p>d</p>"),
        ("3. b\n\n4. c", '<ol start="3"><li>b</li><li>c</li></ol>'),
        ("- only one", "<p>- only one</p>"),
        ("2. b\n4. c", "<p>2. b\n4. c</p>"),
        ("- a\n- b\n1. c\n2. d", "<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol>"),
    ],
)
def test_lists_of_an_abstract(text: str, html: str) -> None:
    assert block_html(text).replace(' dir="auto"', "") == html


@pytest.mark.parametrize(
    ("limit", "lead"),
    [
        (200, "We do x2 e.g. this. It (i.e. all) is bold. See https://a.example."),
        (50, "We do x2 e.g. this. It (i.e. all) is bold."),
        (30, "We do x2 e.g. this."),
        (22, "We do x2 e.g. this."),
        (12, "We do x2 e.g. this."),
        (8, "We do…"),
    ],
)
def test_the_first_sentences(limit: int, lead: str) -> None:
    text = "We do $x^2$ \\eg this. It (i.e. all) is **bold**. See https://a.example."
    assert shown(lead_html(text, limit)) == lead
    assert shown(lead_html(plain(text), limit)) == lead.replace("x2", "x²")


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (
            "Moss is slow. Clocks are fast (e.g. 3). We propose Mosser. It grows.",
            "We propose Mosser. It grows.",
        ),
        ("Moss is slow. In this paper, we grow $x^2$ of it.", "We grow x2 of it."),
        ("We present moss. We show it.", "We present moss. We show it."),
        ("Moss is slow. Clocks are fast.", "Moss is slow. Clocks are fast."),
        ("Moss is slow.In this paper, we grow moss.We do.", "We grow moss. We do."),
        ("Moss is slow. To address this, we propose Mosser.", "We propose Mosser."),
        ("Moss is slow. To fill these gaps, in this paper, we grow it.", "We grow it."),
        ("Moss is slow. Thus, this paper grows moss.", "This paper grows moss."),
        ("Moss is slow. Specifically, we show moss.", "We show moss."),
        ("Moss is slow. Furthermore, in this paper, we grow it.", "We grow it."),
        ("Moss is slow. [Method] We show moss.", "We show moss."),
        ("Moss is slow. Objectives: This paper grows moss.", "This paper grows moss."),
        ("Moss is slow. Objectives: in it, we show moss.", "Objectives: in it, we show moss."),
        ("Moss is slow. To address $x$ of this, we grow.", "Moss is slow. To address x of this, we grow."),
        ("Moss is slow. To grow, we propose moss.", "To grow, we propose moss."),
        ("To address this, we show it. We show moss.", "To address this, we show it. We show moss."),
        ("A **b. This paper grows c**. d.", "A b. This paper grows c. d."),
        ("As we show below. Moss.", "As we show below. Moss."),
        ("Moss is slow. However, we show it. We grow. So we propose moss.", "So we propose moss."),
        (
            "Moss is slow. However, we show it. Then we propose moss.",
            "However, we show it. Then we propose moss.",
        ),
    ],
)
def test_a_lead_says_what_authors_did(text: str, lead: str) -> None:
    assert shown(lead_html(text, 60)) == lead


def test_a_lead_of_one_formula_or_of_one_long_word() -> None:
    assert shown(lead_html("$" + "x+" * 40 + "y$ is long.", 10)).endswith("y…")
    assert shown(lead_html("a" * 50, 10)) == "aaaaaaaaa…"
    assert shown(lead_html("**" + "word " * 20 + "end** it.", 20)) == "word word word…"
    assert lead_html("", 10) == ""


def test_a_lead_takes_no_longer_for_a_long_text() -> None:
    assert len(lead_html("$x^2$ and more. " * 100_000, 100)) < 1000


@given(TEXTS)
def test_any_text_is_well_formed_html_of_the_same_text(text: str) -> None:
    for html in (block_html(text), inline_html(text), lead_html(text, 60)):
        html5lib.HTMLParser(strict=True).parseFragment(f"<div>{html}</div>")
        assert shown(html) == unescape(re.sub("<[^<>]*>", "", html))
        assert set(re.findall(r"<([a-z]+)", html)) <= TAGS
        assert all(url.startswith("http") for url in re.findall('href="([^"]*)"', html))


@given(TEXTS)
def test_the_plain_form_is_made_of_the_text(text: str) -> None:
    form = plain(text)
    assert form.count("\n\n") == text.count("\n\n")
    assert not form or plain_text.replace_unsafe(form) == form
    assert len(form) <= 20 * len(text) + 20


@given(
    st.lists(
        st.sampled_from(["a", "B", "word", "1", ".", ", ", " ", " - ", "(", ")", "%", "$5", "é", "日"]),
        max_size=20,
    ).map("".join)
)
def test_text_without_marks_stays_as_it_is(text: str) -> None:
    assert plain(text) == text
    assert plain(plain(text)) == plain(text)


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("no address", []),
        ("", []),
        ("see https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x).", ["https://a.example/x"]),
        ("(https://a.example/c_(d))", ["https://a.example/c_(d)"]),
        ("[https://a.example/x], and", ["https://a.example/x"]),
        ("at \\url{https://a.example/x}.", ["https://a.example/x"]),
        ("``https://a.example''", ["https://a.example"]),
        ("“https://a.example/x”", ["https://a.example/x"]),
        ("https://a.example/?q=[1]&b=%20#c!", ["https://a.example/?q=[1]&b=%20#c"]),
        ("http://a.example[1] and http://b.example{x}", ["http://a.example", "http://b.example"]),
        ("http://a.example:8080/x http://b.example:", ["http://a.example:8080/x", "http://b.example"]),
        ("https://a.example,https://b.example;", ["https://a.example", "https://b.example"]),
        ("https://a.example<b>https://c.example</b>", ["https://a.example", "https://c.example"]),
        ("https://a.example/x*", ["https://a.example/x"]),
        ("https://a.example/x\u00a0y", ["https://a.example/x"]),
        ("https://user:pw@a.example/", []),
        ("https://trusted.example@evil.example/", []),
        ("http://münchen.example/", []),
        ("http://[::1]/ http://[x", []),
        ("javascript:alert(1) ftp://a.example mailto:a@b.example", []),
        ("https:// http://. https://-", []),
        ("https://a.example/{x}", ["https://a.example/"]),
        ("https://a.example/x\\_y.", ["https://a.example/x_y"]),
        ("https://a.example\\@b.example", []),
    ],
)
def test_bare_addresses_can_be_followed(text: str, urls: list[str]) -> None:
    assert [unescape(url) for url in re.findall('href="([^"]*)"', block_html(text))] == urls
