"""Render the Markdown that people write as safe HTML, with Python-Markdown.

nh3 filters the HTML by an allow-list: no scripts, styles, forms or images of other sites; links to http,
https and mailto only; an ``id`` must be one generated here, with the prefix ``h-`` or ``fn``. Formulas
between dollar signs become MathML afterwards.
"""

import re
import threading
from collections.abc import Callable
from html import unescape
from xml.etree.ElementTree import Element  # only as a type

import markdown
import nh3
from markdown.extensions import Extension
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.codehilite import CodeHiliteExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension, slugify
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from daybook.text.plain_text import replace_unsafe
from daybook.theme import code, markdown_cost
from daybook.theme.markdown_formulas import FormulaExtension, put_back, with_sources

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
_ALLOWED_ID = re.compile(r"h-[A-Za-z0-9:_.-]*|fn(?:ref)?[0-9]*:\S+")
_LOCAL_IMAGE = re.compile(r"(?!//)[^\s\\:\x00-\x1f]+")
"""An address of this site: browsers ignore tabs in one and read ``\\`` as a slash."""
_ALLOWED_CLASS = re.compile(
    r"(?:highlight|left|center|right|footnote[a-z-]*|language-[a-z0-9+#-]+|[a-z][a-z0-9]{0,2})"
)

_CODE_BLOCK = re.compile(
    r'\s*<pre(?: class="highlight")?><code(?: class="(?:language-)?([^"]*)")?>([^<]*)</code></pre>\s*'
)
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
"""A tag as nh3 serialises it."""

NOTES_LEVEL = 3
"""The level of the top headings in a paper's notes."""

Resolve = Callable[[str], str]
"""Maps the target of a link in the text, such as ``../dates/2025-03-18.md``, to one in the page."""


def render(text: str, resolve: Resolve, level: int = 2) -> Markup:
    """Return Markdown as HTML; its top headings become ``<h{level}>``.

    Text that would take too long to parse (see `markdown_cost`) is returned as preformatted text.
    Raises ValueError if lists or quotes are nested too deep for the parser.
    """
    if not text.strip():
        return Markup("")
    text = replace_unsafe(text)
    if markdown_cost.is_too_costly(text):
        return Markup('<pre tabindex="0">{}</pre>').format(text)
    html = code.highlight_blocks(_convert(text, level))

    def keep(_tag: str, name: str, value: str) -> str | None:
        if value.startswith(("fn", "#fn")):
            value = "-".join(value.split())  # a footnote's name may contain blanks, an id may not
        if name == "id":
            return value if _ALLOWED_ID.fullmatch(value) else None
        if name == "class":
            return " ".join(part for part in value.split() if _ALLOWED_CLASS.fullmatch(part)) or None
        if name == "href":
            return resolve(value)
        if name == "src":
            return resolve(value) if _LOCAL_IMAGE.fullmatch(value) else None
        return value

    clean = nh3.clean(
        html,
        tags=set(_TAG_NAMES.split()),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=keep,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
        set_tag_attribute_values={"pre": {"tabindex": "0"}},  # keyboard users scroll too
    )
    return Markup(put_back(clean))  # noqa: S704  # allow-lists make it safe


def words(notes: str) -> str:
    """Return the text of a paper's notes, for search; empty if `render` raises ValueError."""
    try:
        return plain_text(render(notes, str, NOTES_LEVEL))
    except ValueError:  # reported when the page is rendered
        return ""


def foreign_images(text: str) -> list[str]:
    """Return the distinct addresses of images that `render` removes, because they are of other sites."""
    return [value for name, value in targets_in(text) if name == "src" and not _LOCAL_IMAGE.fullmatch(value)]


def targets_in(text: str) -> list[tuple[str, str]]:
    """Return the distinct addresses of links (``href``) and images (``src``) in Markdown, with their kind."""
    if markdown_cost.is_too_costly(text):
        return []
    found: dict[tuple[str, str], None] = {}

    def note(tag: str, name: str, value: str) -> str:
        if (tag, name) in (("a", "href"), ("img", "src")):
            found[name, value] = None
        return value

    try:
        html = _convert(replace_unsafe(text), 2)
    except ValueError:  # reported when the page is rendered
        return []
    schemes = {"http", "https", "data", "file", "ftp", "mailto"}
    kinds = {"a": {"href"}, "img": {"src"}}
    nh3.clean(html, tags=set(kinds), attributes=kinds, attribute_filter=note, url_schemes=schemes)
    return list(found)


class _Converters(threading.local):
    """Converters of this thread by level: a converter has state while it parses."""

    def __init__(self) -> None:
        self.by_level: dict[int, markdown.Markdown] = {}


_converters = _Converters()


def _convert(text: str, level: int) -> str:
    converters = _converters.by_level
    if level not in converters:
        converters[level] = _converter(level)
    converter = converters[level]
    converter.reset()
    try:
        return converter.convert(_strip_fences(text))
    except RecursionError as error:
        del converters[level]  # its parser's state would spoil the next page
        raise ValueError("Markdown nested too deep") from error


def _strip_fences(text: str) -> str:
    """Remove blanks at the end of lines that open code: the parser backtracks over each number of them."""
    lines = text.split("\n")
    return "\n".join(
        line.rstrip() if line.lstrip(" \t>").startswith(("```", "~~~")) else line for line in lines
    )


def _converter(level: int) -> markdown.Markdown:
    extensions: list[Extension] = [  # classes: names would search all installed packages
        FencedCodeExtension(),
        CodeHiliteExtension(guess_lang=False, css_class="highlight", use_pygments=False),
        TableExtension(),
        FootnoteExtension(),
        DefListExtension(),
        SaneListExtension(),
        AbbrExtension(),
        FormulaExtension(),
        TocExtension(slugify=lambda value, separator: f"h-{slugify(with_sources(value), separator)}"),
        _SiteExtension(level),
    ]
    return markdown.Markdown(extensions=extensions, output_format="html")


class _SiteExtension(Extension):
    def __init__(self, level: int) -> None:
        super().__init__()
        self.level = level

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        before_toc = 6
        md.treeprocessors.register(_HeadingLevels(md, self.level), "heading-levels", before_toc)
        md.treeprocessors.register(_ColumnClasses(md), "column-classes", 0)
        before_raw_html = 35
        md.postprocessors.register(_CodeBlocks(md), "code-blocks", before_raw_html)


class _HeadingLevels(Treeprocessor):
    """Shifts headings so that the top ones have a given level."""

    def __init__(self, md: markdown.Markdown, level: int) -> None:
        super().__init__(md)
        self.level = level

    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if re.fullmatch(r"h[1-6]", element.tag)]
        top = min((int(heading.tag[1]) for heading in headings), default=1)
        for heading in headings:
            heading.tag = f"h{min(int(heading.tag[1]) - top + self.level, 6)}"


class _ColumnClasses(Treeprocessor):
    """Aligns table columns by a class: the site's Content-Security-Policy forbids inline styles."""

    def run(self, root: Element) -> None:
        for cell in root.iter():
            if cell.tag in ("td", "th") and (style := cell.attrib.pop("style", "")):
                cell.set("class", style.removeprefix("text-align: ").rstrip(";"))


class _CodeBlocks(Postprocessor):
    """Gives fenced and indented code the same HTML."""

    def run(self, text: str) -> str:
        stash = self.md.htmlStash.rawHtmlBlocks
        for place, block in enumerate(stash):
            if isinstance(block, str) and (found := _CODE_BLOCK.fullmatch(block)):
                stash[place] = code.block_html(found[1] or "", found[2])
        return text


def plain_text(html: Markup) -> str:
    """Return the text of rendered Markdown."""
    return " ".join(Markup(_TAG.sub("", html)).unescape().split())  # noqa: S704  # its tags are gone


_IMAGE = re.compile(r'(<img\b)[^>]*? src="([^"]*)"[^>]*>')


def with_sizes(html: Markup, size: Callable[[str], tuple[int, int] | None]) -> Markup:
    """Return HTML whose images have width and height where ``size`` knows them by their address."""

    def add(tag: re.Match[str]) -> str:
        found = size(unescape(tag[2]))
        if found is None or " width=" in tag[0] or " height=" in tag[0]:
            return tag[0]
        width, height = found
        given = f' width="{width}" height="{height}" loading="lazy"'
        return f"{tag[1]}{given}{tag[0][len(tag[1]) :]}"

    return Markup(_IMAGE.sub(add, html))  # noqa: S704  # only numbers are added
