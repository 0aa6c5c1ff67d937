"""Code and BibTeX in colour: the only user of Pygments' lexers."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import unescape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.bibtex import BibTeXLexer

_LANGUAGE_NAMES = (
    "python py python3 pycon console shell-session bash sh shell zsh json yaml yml toml ini cfg bibtex"
    " bib tex latex c cpp c++ javascript js typescript ts html xml css sql r julia jl rust rs go golang"
    " haskell hs matlab lua diff udiff make makefile docker dockerfile markdown md ruby rb perl pl"
    " swift fortran f90 scheme ocaml graphql"
)
LANGUAGES = frozenset(_LANGUAGE_NAMES.split())
"""What code may be in: languages whose lexers were tried on text that is made to stop them."""
MOST_CODE = 6000
"""Characters of a text's code that are coloured."""
PLACEHOLDER = "placeholder"
"""A word of BibTeX that `bibtex_around_placeholders` cuts out."""
_SLOW_CODE = re.compile(r"[^\n]{301}|(?:[ \t]*+\n){10}")
"""Lines nobody reads, and blanks without end: Pygments takes the square of their length."""
_FRAME, _FRAME_END = '<div class="highlight"><pre><span></span>', "</code></pre></div>"
_FRAMED = re.compile(f'{_FRAME}<code class="([^"]*)">([^<]*){_FRAME_END}')


def framed(language: str, inside: str) -> str:
    """Give code as `coloured` finds it; ``language`` and ``inside`` are HTML."""
    return f'{_FRAME}<code class="{language}">{inside}{_FRAME_END}\n'


def coloured(html: str) -> str:
    """Colour the code that is `framed` in HTML, in languages that are known, where that is sure to be quick.

    Pygments promises nothing of the time it takes: some languages take minutes for a few kilobytes of
    nothing but braces or blank lines. Code in another language, and what is over the bounds, stays plain.
    """
    left = MOST_CODE

    def colour(found: re.Match[str]) -> str:
        nonlocal left
        language, code = found[1].lower(), unescape(found[2])
        inside = found[2]
        if language in LANGUAGES and len(code) <= left and not _SLOW_CODE.search(code):
            left -= len(code)
            inside = highlight(code, _lexer(language), _formatter())
        return f"{_FRAME}<code>{inside}{_FRAME_END}"

    return _FRAMED.sub(colour, html)


def load_lexers(html: str) -> None:
    """Load what `coloured` will need for this HTML: a lexer takes longer than the code it reads."""
    for found in _FRAMED.finditer(html):
        if found[1].lower() in LANGUAGES:
            _lexer(found[1].lower())


@cache
def _formatter() -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True)


@lru_cache
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language)


@lru_cache
def bibtex_around_placeholders(text: str) -> tuple[str, ...]:
    """Highlight BibTeX and return the HTML before, between and after its placeholders."""
    html = highlight(text, BibTeXLexer(), _formatter())
    return tuple(html.strip("\n").split(PLACEHOLDER))
