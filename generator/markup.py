"""Markdown that people wrote into HTML that cannot harm; the only user of Markdown and Pygments' lexers.

The HTML goes through an allow-list (nh3): no scripts, no styles, no forms, no images from elsewhere, links
to http, https and mailto alone, and no ``id`` but those made here, which begin with ``h-`` or ``fn``.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element  # a type alone; Markdown builds the tree

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.toc import slugify
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.lexers.bibtex import BibTeXLexer

from generator import effort
from generator.citation import Entry
from generator.text import safe

_TAG_NAMES = (
    "a abbr b blockquote br caption cite code dd del details dfn div dl dt em figcaption figure"
    " h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strong sub summary sup"
    " table tbody td th thead tr tt u ul var"
)
_ATTRIBUTES = {
    "a": {"href", "title", "id", "class"},
    "abbr": {"title"},
    "code": {"class"},
    "div": {"class"},
    "img": {"src", "alt", "title", "width", "height"},
    "li": {"id"},
    "ol": {"start"},
    "pre": {"class"},
    "section": {"class"},
    "span": {"class"},
    "sup": {"id"},
    "td": {"class"},
    "th": {"class"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
_OUR_ID = re.compile(r"h-[A-Za-z0-9:_.-]*|fn(?:ref)?[0-9]*:\S+")
_OUR_IMAGE = re.compile(r"(?!//)[^\s\\:\x00-\x1f]+")
"""An address below the site: browsers drop tabs in one, and take ``\\`` for a slash."""
_OUR_CLASS = re.compile(
    r"(?:highlight|left|center|right|footnote[a-z-]*|language-[a-z0-9+#-]+|[a-z][a-z0-9]{0,2})"
)

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
_SLOW_CODE = re.compile(r"[^\n]{301}|(?:[ \t]*+\n){10}")
"""Lines nobody reads, and blanks without end: Pygments takes the square of their length."""
_CODE_BLOCK = re.compile(
    r'\s*<pre(?: class="highlight")?><code(?: class="(?:language-)?([^"]*)")?>([^<]*)</code></pre>\s*'
)
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
"""A tag as nh3 writes it."""

Resolve = Callable[[str], str]
"""Gives the address for a relative link as the page has it, such as for ``../dates/2025-03-18.md``."""


def render(text: str, resolve: Resolve, level: int = 2) -> Markup:
    """Render Markdown; its top headings become ``<h{level}>``, below the page's own.

    What nobody would write, and would keep a build busy, is shown as the text it is (see `effort`).
    Raises ValueError where lists or quotes stand so deep in one another that they cannot be read.
    """
    if not text.strip():
        return Markup("")
    text = safe(text)
    if effort.too_much(text):
        return Markup('<pre tabindex="0">{}</pre>').format(text)
    html = _converted(_without_ends(text), level)

    def keep(_tag: str, name: str, value: str) -> str | None:
        if value.startswith(("fn", "#fn")):
            value = "-".join(value.split())  # a footnote's name may hold blanks, an id may not
        if name == "id":
            return value if _OUR_ID.fullmatch(value) else None
        if name == "class":
            return " ".join(part for part in value.split() if _OUR_CLASS.fullmatch(part)) or None
        if name == "href":
            return resolve(value)
        if name == "src":
            return resolve(value) if _OUR_IMAGE.fullmatch(value) else None
        return value

    clean = nh3.clean(
        html,
        tags=set(_TAG_NAMES.split()),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
        set_tag_attribute_values={"pre": {"tabindex": "0"}},  # who has no mouse scrolls long lines too
    )
    return Markup(clean)  # noqa: S704  # the allow-list is what makes it safe


def foreign_images(text: str) -> list[str]:
    """Addresses of images that `render` leaves out, for they are not below the site; each once."""
    if effort.too_much(text):
        return []
    found: dict[str, None] = {}

    def note(tag: str, name: str, value: str) -> str:
        if (tag, name) == ("img", "src") and not _OUR_IMAGE.fullmatch(value):
            found[value] = None
        return value

    try:
        html = _converted(_without_ends(safe(text)), 2)
    except ValueError:  # told of when the page is made
        return []
    schemes = {"http", "https", "data", "file", "ftp"}
    nh3.clean(html, tags={"img"}, attributes={"img": {"src"}}, attribute_filter=note, url_schemes=schemes)
    return list(found)


class _OfThisThread(threading.local):
    """Converters by the level of their headings: one is in the middle of a text while it works."""

    def __init__(self) -> None:
        self.converters: dict[int, markdown.Markdown] = {}


_of_this_thread = _OfThisThread()


def _without_ends(text: str) -> str:
    """Without blanks at the end of a line that begins code: they are tried in every number."""
    lines = text.split("\n")
    return "\n".join(
        line.rstrip() if line.lstrip(" \t>").startswith(("```", "~~~")) else line for line in lines
    )


def _converted(text: str, level: int) -> str:
    converters = _of_this_thread.converters
    if level not in converters:
        converters[level] = _converter(level)
    converter = converters[level]
    converter.reset()
    try:
        return converter.convert(text)
    except RecursionError as error:
        del converters[level]  # its parser was left in the middle, and would read the next page wrongly
        raise ValueError("Markdown nested too deep") from error


def _converter(level: int) -> markdown.Markdown:
    extensions: list[str | Extension] = [
        *("fenced_code", "codehilite", "tables", "footnotes", "def_list", "sane_lists", "abbr", "toc"),
        _ForThisSite(level),
    ]
    settings: dict[str, dict[str, Any]] = {
        "codehilite": {"guess_lang": False, "css_class": "highlight", "use_pygments": False},
        "toc": {"slugify": lambda value, separator: f"h-{slugify(value, separator)}"},
    }
    return markdown.Markdown(extensions=extensions, extension_configs=settings, output_format="html")


class _ForThisSite(Extension):
    def __init__(self, level: int) -> None:
        super().__init__()
        self.level = level

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        before_toc = 6
        md.treeprocessors.register(_HeadingLevels(md, self.level), "heading-levels", before_toc)
        md.treeprocessors.register(_ColumnClasses(md), "column-classes", 0)
        before_raw_html = 35
        md.postprocessors.register(_ColouredCode(md), "coloured-code", before_raw_html)


class _HeadingLevels(Treeprocessor):
    """Headings begin at a given level, whichever a person began at, and keep their steps."""

    def __init__(self, md: markdown.Markdown, level: int) -> None:
        super().__init__(md)
        self.level = level

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if re.fullmatch(r"h[1-6]", element.tag)]
        top = min((int(heading.tag[1]) for heading in headings), default=1)
        for heading in headings:
            heading.tag = f"h{min(int(heading.tag[1]) - top + self.level, 6)}"


class _ColumnClasses(Treeprocessor):
    """A table's columns are aligned by a class: the site's policy forbids styles in the page."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and (style := cell.attrib.pop("style", "")):
                cell.set("class", style.removeprefix("text-align: ").rstrip(";"))


class _ColouredCode(Postprocessor):
    """Colours code in languages that are known, as long as that is sure to be quick.

    Pygments promises nothing of the time it takes: some languages take minutes for a few kilobytes of
    nothing but braces or blank lines. Code in another language, and what is over the bounds, stays plain.
    """

    def run(self, text: str) -> str:
        left = MOST_CODE
        stash = self.md.htmlStash.rawHtmlBlocks
        for place, block in enumerate(stash):
            found = _CODE_BLOCK.fullmatch(block) if isinstance(block, str) else None
            if not found:
                continue
            language, code = (found[1] or "").lower(), str(Markup(found[2]).unescape())  # noqa: S704
            if language in LANGUAGES and len(code) <= left and not _SLOW_CODE.search(code):
                left -= len(code)
                inside = highlight(code, _lexer(language), HtmlFormatter(nowrap=True))
            else:
                inside = found[2]
            stash[place] = f'<div class="highlight"><pre><span></span><code>{inside}</code></pre></div>\n'
        return text


@lru_cache
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language)


def plain_text(html: Markup) -> str:
    """The words of rendered Markdown, for search."""
    return " ".join(Markup(_TAG.sub("", html)).unescape().split())  # noqa: S704  # its tags are gone


def bibtex(entry: Entry) -> Markup:
    """Highlight a BibTeX entry: the inside of a ``<pre>``.

    Entries differ in their values alone, so Pygments reads each set of fields once, around words that
    stand for the values; reading each of 100,000 entries anew would take longer than all other rendering.
    """
    values = [entry.key, *(value[1:-1] if value.startswith("{") else value for _, value in entry.fields)]
    first, *rest = _bibtex_pieces(tuple((name, value.startswith("{")) for name, value in entry.fields))
    pairs = zip(map(escape, values), rest, strict=True)
    return Markup(first + "".join(f"{value}{piece}" for value, piece in pairs))  # noqa: S704


@lru_cache
def _bibtex_pieces(shape: tuple[tuple[str, bool], ...]) -> tuple[str, ...]:
    """The highlighted text between the values of an entry with these fields (name, whether in braces)."""
    fields = ((name, "{placeholder}" if braced else "placeholder") for name, braced in shape)
    html = highlight(Entry("placeholder", tuple(fields)).text, BibTeXLexer(), HtmlFormatter(nowrap=True))
    return tuple(html.strip("\n").split("placeholder"))
