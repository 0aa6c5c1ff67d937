"""Markdown that people wrote into HTML that cannot harm; the only user of Markdown.

The HTML goes through an allow-list (nh3): no scripts, no styles, no forms, no images from elsewhere, links
to http, https and mailto alone, and no ``id`` but those made here, which begin with ``h-`` or ``fn``.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from xml.etree.ElementTree import Element  # a type alone; Markdown builds the tree

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

from daybook.text.plain_text import safe
from daybook.theme import code, markdown_cost

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

_CODE_BLOCK = re.compile(
    r'\s*<pre(?: class="highlight")?><code(?: class="(?:language-)?([^"]*)")?>([^<]*)</code></pre>\s*'
)
_TAG = re.compile(r'<(?:"[^"]*"|[^">])*>')
"""A tag as nh3 writes it."""

NOTES_LEVEL = 3
"""Of the top headings in a paper's notes."""

Resolve = Callable[[str], str]
"""Gives the address for a relative link as the page has it, such as for ``../dates/2025-03-18.md``."""


def render(text: str, resolve: Resolve, level: int = 2) -> Markup:
    """Render Markdown; its top headings become ``<h{level}>``, below the page's own.

    What nobody would write, and would keep a build busy, is shown as the text it is (see `effort`).
    Raises ValueError where lists or quotes stand so deep in one another that they cannot be read.
    """
    return _rendered(text, resolve, level, code.coloured)


def _rendered(text: str, resolve: Resolve, level: int, finish: Callable[[str], str]) -> Markup:
    if not text.strip():
        return Markup("")
    text = safe(text)
    if markdown_cost.too_much(text):
        return Markup('<pre tabindex="0">{}</pre>').format(text)
    html = finish(_converted(_without_ends(text), level))

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


def words(notes: str) -> str:
    """The words of a paper's notes, for search; none of what `render` raises for.

    Colours of code change none: they are spared.
    """
    try:
        return plain_text(_rendered(notes, str, NOTES_LEVEL, str))
    except ValueError:  # told of when the page is made
        return ""


def load_lexers(notes: str) -> None:
    """Load what `render` will need for the code in a paper's notes, of which `words` gave the words."""
    text = safe(notes)
    with suppress(ValueError):
        if not markdown_cost.too_much(text):
            code.load_lexers(_converted(_without_ends(text), NOTES_LEVEL))


def foreign_images(text: str) -> list[str]:
    """Addresses of images that `render` leaves out, for they are not below the site; each once."""
    if markdown_cost.too_much(text):
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


_REMEMBERED, _SHORT = 512, 8_000
"""Texts whose HTML is remembered, of so many characters: notes are read for search and for their page."""


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
    return _remembered(text, level) if len(text) <= _SHORT else _convert(text, level)


def _convert(text: str, level: int) -> str:
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
    extensions: list[Extension] = [  # by class: told by name, all packages installed would be asked for it
        FencedCodeExtension(),
        CodeHiliteExtension(guess_lang=False, css_class="highlight", use_pygments=False),
        TableExtension(),
        FootnoteExtension(),
        DefListExtension(),
        SaneListExtension(),
        AbbrExtension(),
        TocExtension(slugify=lambda value, separator: f"h-{slugify(value, separator)}"),
        _ForThisSite(level),
    ]
    return markdown.Markdown(extensions=extensions, output_format="html")


_remembered = lru_cache(maxsize=_REMEMBERED)(_convert)


class _ForThisSite(Extension):
    def __init__(self, level: int) -> None:
        super().__init__()
        self.level = level

    def extendMarkdown(self, md: markdown.Markdown) -> None:
        before_toc = 6
        md.treeprocessors.register(_HeadingLevels(md, self.level), "heading-levels", before_toc)
        md.treeprocessors.register(_ColumnClasses(md), "column-classes", 0)
        before_raw_html = 35
        md.postprocessors.register(_FramedCode(md), "framed-code", before_raw_html)


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


class _FramedCode(Postprocessor):
    """Frames all code alike."""

    def run(self, text: str) -> str:
        stash = self.md.htmlStash.rawHtmlBlocks
        for place, block in enumerate(stash):
            if isinstance(block, str) and (found := _CODE_BLOCK.fullmatch(block)):
                stash[place] = code.framed(found[1] or "", found[2])
        return text


def plain_text(html: Markup) -> str:
    """The words of rendered Markdown, for search."""
    return " ".join(Markup(_TAG.sub("", html)).unescape().split())  # noqa: S704  # its tags are gone
