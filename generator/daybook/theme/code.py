"""Highlight code with Pygments."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import unescape

from pygments import highlight
from pygments.filter import Filter
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.token import Punctuation, Text, Whitespace, _TokenType

_LANGUAGE_NAMES = (
    "python py python3 pycon console shell-session bash sh shell zsh json yaml yml toml ini cfg bibtex"
    " bib tex latex c cpp c++ javascript js typescript ts html xml css sql r julia jl rust rs go golang"
    " haskell hs matlab lua diff udiff make makefile docker dockerfile markdown md ruby rb perl pl"
    " swift fortran f90 scheme ocaml graphql"
)
LANGUAGES = frozenset(_LANGUAGE_NAMES.split())
"""Languages that are highlighted: their lexers were tested on hostile text."""
MOST_CODE = 6000
"""Characters of code that are highlighted in a text."""
_WITHOUT_COLOUR = frozenset((Whitespace, Punctuation, Punctuation.Marker))
Token = tuple[_TokenType, str]
_SLOW_CODE = re.compile(r"[^\n]{301}|(?:[ \t]*+\n){10}")
"""Overlong lines and long runs of blank lines: lexers take quadratic time for them."""
_BLOCK, _BLOCK_END = '<div class="highlight"><pre><span></span>', "</code></pre></div>"
_BLOCK_HTML = re.compile(f'{_BLOCK}<code class="([^"]*)">([^<]*){_BLOCK_END}')

_FORMATTER = HtmlFormatter[str](nowrap=True)


class _FewerTags(Filter):
    """Makes plain text of spaces and punctuation, which have no colour: their tags were half of all."""

    def filter(self, lexer: Lexer | None, stream: Iterable[Token]) -> Iterator[Token]:  # noqa: ARG002
        for kind, text in stream:
            yield (Text if kind in _WITHOUT_COLOUR else kind), text


@lru_cache
def _lexer(language: str) -> Lexer:
    lexer = get_lexer_by_name(language)
    lexer.add_filter(_FewerTags())
    return lexer


def block_html(language: str, inside: str) -> str:
    """Return a block of code that `highlight_blocks` finds; ``language`` and ``inside`` are HTML."""
    return f'{_BLOCK}<code class="{language}">{inside}{_BLOCK_END}\n'


def highlight_blocks(html: str) -> str:
    """Highlight the blocks of code in HTML that are in `LANGUAGES` and short enough; leave others plain.

    Pygments does not bound its time: some lexers take minutes for a few kilobytes of braces or blank lines.
    """
    left = MOST_CODE

    def highlighted(found: re.Match[str]) -> str:
        nonlocal left
        language, inside = found[1].lower(), found[2]
        code = unescape(inside)
        if language in LANGUAGES and len(code) <= left and not _SLOW_CODE.search(code):
            left -= len(code)
            inside = highlight(code, _lexer(language), _FORMATTER)
        return f"{_BLOCK}<code>{inside}{_BLOCK_END}"

    return _BLOCK_HTML.sub(highlighted, html)
