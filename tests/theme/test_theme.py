"""The theme: all templates render, escape text, and keep the promises of the theme's README."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec.structs import replace
from pygments.token import STANDARD_TYPES, Comment, Keyword, Number, String

from daybook.pages import KINDS
from daybook.pages.base import frame
from daybook.pages.base.frame import FrameLinks, PageView, SiteView
from daybook.pages.base.kind import Page
from daybook.pages.base.links import LinkView
from daybook.theme.folder import TEMPLATES, Theme, load_theme
from daybook.theme.templates import Renderer, TemplateCall, direction_filters

THEME = Path(__file__).parents[2] / "theme"
CSS = sorted((THEME / "static" / "css").glob("*.css"))
BASE = "https://reader.example/repo/"
PLAIN, PLAIN_RIGHT_TO_LEFT = "Words", "\u05de\u05d9\u05dc\u05d9\u05dd"
HOSTILE = (
    "<script>alert(1)</script>",
    "</title></p></h1></li><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "'><svg/onload=alert(1)>",
    "<!-- --> ]]> <![CDATA[ &lt; &amp; &#x3c; &notit;",
    "{{ 7 * 7 }} {% raw %} {# no #}",
    "less than <4.3% on MMLU) compared to > the rest",
    "\u202eright to left\u202c \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u65e5\u672c\u8a9e",
    "W" * 500,
)
HTML_KINDS = {kind.kind: kind for kind in KINDS if kind.template.endswith(".html")}
OTHER_KINDS = {kind.kind: kind for kind in KINDS if kind.template and kind.kind not in HTML_KINDS}
XHTML = "{http://www.w3.org/1999/xhtml}"


def rendered(template: str, text: str, **context: Any) -> str:
    """Return a rendered template of a site whose every word is ``text``."""
    return Renderer(theme(), site(text)).render(TemplateCall(template, context)).decode()


@cache
def theme() -> Theme:
    return load_theme([THEME])


def filled(wanted: Any, text: str, root: str, name: str = "") -> Any:
    """Return a value of a type (a view, or the type of one of its fields) whose every string is ``text``.

    Links lead to the site; lists have two items.
    """
    origin, arguments = get_origin(wanted), get_args(wanted)
    if wanted is Markup:
        return Markup("<b>Note</b>")
    if wanted is str:
        is_link = name in ("href", "modules", "canonical", "edit") or name in FrameLinks.__struct_fields__
        return f"{root}x/" if is_link else {"iso": "2025-03-18"}.get(name, text)
    if wanted in (int, bool):
        return wanted(2)
    if origin is UnionType:
        return filled(arguments[0], text, root, name)
    if origin is Mapping:
        return {"headline": text}
    if origin is tuple:
        items = [filled(arguments[0], text, root, name) for _ in range(2)]
        if "anchor" in getattr(arguments[0], "__struct_fields__", ()):
            items = [replace(item, anchor=f"a-{number}") for number, item in enumerate(items)]
        return tuple(items)
    hints = get_type_hints(wanted)
    return wanted(*(filled(hints[field], text, root, field) for field in wanted.__struct_fields__))


def emptied(wanted: Any) -> Any:
    """Return a view with nothing to show."""
    empty = {str: "", int: 0, bool: False, Markup: Markup("")}
    if wanted in empty:
        return empty[wanted]
    if get_origin(wanted) is UnionType:
        return None
    if get_origin(wanted) is tuple:
        return ()
    if get_origin(wanted) is Mapping:
        return {}
    hints = get_type_hints(wanted)
    return wanted(*(emptied(hints[field]) for field in wanted.__struct_fields__))


def site(text: str = PLAIN) -> SiteView:
    links = (LinkView(text, "https://code.example/", text),)
    return replace(filled(SiteView, text, ""), base_url=BASE, language="en", links=links)


def page(kind: type[Page], text: str, root: str) -> PageView:
    made: PageView = filled(PageView, text, root)
    return replace(made, root=root, canonical=f"{BASE}x/", kind=kind.kind)


def html(kind: str, text: str = PLAIN, root: str = "../../../", of: Any = None) -> str:
    wanted = HTML_KINDS[kind]
    view = of or (filled(wanted.view, text, root) if wanted.view else None)
    return rendered(wanted.template, text, page=page(wanted, text, root), view=view)


def elements(source: str) -> list[ElementTree.Element]:
    parser = html5lib.HTMLParser(strict=True)
    return [node for node in parser.parse(source).iter() if isinstance(node.tag, str)]


def shape(nodes: list[ElementTree.Element]) -> list[tuple[str, tuple[str, ...]]]:
    return [(node.tag, tuple(sorted(node.attrib))) for node in nodes]


def strings(nodes: list[ElementTree.Element]) -> Counter[str]:
    """Count each string in the page, as a text or as an attribute's value."""
    texts = Counter(text for node in nodes for text in (node.text, node.tail) if text)
    return texts + Counter(value for node in nodes for value in node.attrib.values())


def names(source: str) -> Iterator[str]:
    return (node.tag.removeprefix(XHTML) for node in elements(source))


def plain_like(text: str) -> str:
    """Return plain words whose direction is marked if that of a text is."""
    auto, _ = direction_filters("en")
    return PLAIN_RIGHT_TO_LEFT if auto(text) else PLAIN


def test_the_class_of_a_kind_of_page_is_that_of_no_part_of_pages() -> None:
    templates = "".join(data.decode() for path, data in theme().items() if path.startswith(TEMPLATES))
    classes = {name for value in re.findall(r'class="([^"]+)"', templates) for name in value.split()}
    assert {"listed", "when"} <= classes
    assert classes.isdisjoint(HTML_KINDS)


@pytest.mark.hazard(13, "LaTeX that looks like a template")
@pytest.mark.parametrize("kind", HTML_KINDS)
def test_hostile_text_stays_text(kind: str) -> None:
    plain = {words: elements(html(kind, words)) for words in (PLAIN, PLAIN_RIGHT_TO_LEFT)}
    for text in HOSTILE:
        hostile, words = elements(html(kind, text)), plain_like(text)
        assert shape(hostile) == shape(plain[words]), text
        assert strings(hostile)[text] == strings(plain[words])[words] > 0


@pytest.mark.hazard(13)
@settings(deadline=None, max_examples=60)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1))
def test_any_text_stays_text(text: str) -> None:
    assert shape(elements(html("paper", text))) == shape(elements(html("paper", plain_like(text))))


@pytest.mark.parametrize("kind", HTML_KINDS)
def test_pages_have_no_inline_scripts_or_styles(kind: str) -> None:
    for node in elements(html(kind)):
        name = node.tag.removeprefix(XHTML)
        assert name != "style"
        is_data = node.attrib == {"type": "application/ld+json"}
        assert name != "script" or is_data or (node.get("src") and not node.text)
        assert not [key for key in node.attrib if key == "style" or key.startswith("on")]


@pytest.mark.parametrize("kind", HTML_KINDS)
def test_policy_comes_right_after_the_character_set(kind: str) -> None:
    head = next(node for node in elements(html(kind)) if node.tag == f"{XHTML}head")
    first, second = list(head)[:2]
    assert first.attrib == {"charset": "utf-8"}
    assert second.get("http-equiv") == "Content-Security-Policy"
    directives = dict(part.strip().split(" ", 1) for part in second.attrib["content"].split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["require-trusted-types-for"] == "'script'"


@pytest.mark.parametrize("kind", HTML_KINDS)
def test_open_graph_has_its_basic_properties_and_the_address_is_canonical(kind: str) -> None:
    head = next(node for node in elements(html(kind)) if node.tag == f"{XHTML}head")
    assert {"og:title", "og:type", "og:site_name"} <= {node.get("property") for node in head}
    (address,) = (node for node in head if node.get("property") == "og:url")
    assert (address.tag, address.get("rel")) == (f"{XHTML}link", "canonical")
    assert (address.get("href") or "").startswith(BASE)


@pytest.mark.parametrize("kind", HTML_KINDS)
def test_headings_and_landmarks(kind: str) -> None:
    found = list(names(html(kind)))
    levels = [int(name[1]) for name in found if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert found.count("main") == 1
    assert found.index("header") < found.index("main") < found.index("footer")


@pytest.mark.parametrize("kind", HTML_KINDS)
def test_ids_are_unique_and_all_references_exist(kind: str) -> None:
    nodes = elements(html(kind))
    ids = [node.attrib["id"] for node in nodes if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    fragments = {node.attrib["href"][1:] for node in nodes if node.get("href", "").startswith("#")}
    labels = {name for node in nodes for name in node.get("aria-labelledby", "").split()}
    copied = {node.attrib["data-copy"][1:] for node in nodes if "data-copy" in node.attrib}
    assert fragments | labels | copied <= set(ids)


@pytest.mark.parametrize("root", ["../../../", "/repo/"])
@pytest.mark.parametrize("kind", HTML_KINDS)
def test_links_to_the_site_go_through_its_root(kind: str, root: str) -> None:
    for node in elements(html(kind, root=root)):
        link = node.get("href") or node.get("src") or root
        assert link.startswith(("https:", "#", root))


def test_lists_without_marks_are_lists_to_screen_readers() -> None:
    """Safari takes a list for none if its `list-style` is `none`; an empty text shows no mark either."""
    sheets = "".join(place.read_text("utf-8") for place in sorted((THEME / "static/css").glob("*.css")))
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", sheets)
    styles = {style: rule.strip() for rule, body in rules for style in re.findall(r"list-style[^;}]*", body)}
    assert styles.get('list-style: ""', "").endswith("ul, ol")
    assert all(rule.endswith("summary") for style, rule in styles.items() if "none" in style)


def test_home_links_to_itself() -> None:
    assert frame.frame_links("", site("x")).home == "./"
    assert frame.frame_links("../", site("x")).home == "../"


@pytest.mark.parametrize("kind", [kind for kind, page in HTML_KINDS.items() if page.view])
def test_empty_views_are_rendered(kind: str) -> None:
    assert list(names(html(kind, of=emptied(HTML_KINDS[kind].view)))).count("h1") == 1


def test_frame_of_a_page_is_small() -> None:
    text = HTML_KINDS["text"]
    bare = html("text", of=emptied(text.view))
    assert len(bare.encode()) < 4200


def other(kind: str, text: str) -> ElementTree.Element:
    """Render a kind that is not HTML, and parse it."""
    view = filled(OTHER_KINDS[kind].view, text, BASE)
    return ElementTree.fromstring(rendered(OTHER_KINDS[kind].template, text, view=view))


@pytest.mark.parametrize("text", HOSTILE)
def test_feed_is_atom(text: str) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    feed = other("feed", text)
    for parent in (feed, *feed.findall(f"{atom}entry")):
        for name in ("id", "title", "updated"):
            assert parent.findtext(f"{atom}{name}")
    assert feed.findtext(f"{atom}author/{atom}name") == text
    assert [node.text for node in feed.iter(f"{XHTML}a")] == [text] * 6
    assert feed.find(f".//{XHTML}a").attrib == {"href": f"{BASE}x/"}  # type: ignore[union-attr]


@pytest.mark.parametrize(("kind", "tag"), [("sitemap", "url"), ("sitemap-index", "sitemap")])
def test_sitemaps_list_their_addresses(kind: str, tag: str) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    found = [node.findtext(f"{space}loc") for node in other(kind, f"{BASE}a&b/").iter(f"{space}{tag}")]
    assert found == [f"{BASE}a&b/"] * 2


@pytest.mark.parametrize("text", HOSTILE)
def test_the_manifest_is_json(text: str) -> None:
    found = json.loads(rendered("manifest.json", text, view=filled(OTHER_KINDS["manifest"].view, text, "")))
    assert (found["name"], found["description"]) == (text, text)
    assert [icon["src"] for icon in found["icons"]] == ["x/"] * 2


def test_no_part_of_a_page_has_the_class_of_a_kind_of_page() -> None:
    """A rule for the one would also be for the whole page of the other."""
    templates = "".join(path.read_text("utf-8") for path in (THEME / "templates").glob("*.html"))
    classes = {name for names in re.findall(r'class="([^"{]+)"', templates) for name in names.split()}
    assert "entry" in classes
    assert classes & HTML_KINDS.keys() == set()


@pytest.mark.hazard(32)
def test_style_sheets_are_small_and_load_nothing() -> None:
    sheets = {path.name: path.read_text("utf-8") for path in CSS}
    assert (
        sum(len(sheet.encode()) for sheet in sheets.values()) < 60_000
    )  # of all kinds of page, with the colours of code
    loaded = re.findall(r"@import|@font-face|url\((?!['\"]?data:)|https?:", "".join(sheets.values()))
    assert [found for found in loaded if not found.startswith("http")] == []


def test_counts_are_never_broken() -> None:
    """`anywhere` makes a digit the least width of a word, so that a long label beside it breaks its count."""
    sheets = "".join(path.read_text("utf-8") for path in CSS)
    (body,) = re.findall(r"^body \{(.*)\}", sheets, re.MULTILINE)
    assert "overflow-wrap: break-word" in body


def palette(dark: bool) -> dict[str, str]:
    colours: dict[str, str] = {}
    for name in ("10-tokens.css", "31-calendar.css", "35-code.css"):
        light, _, dim = (
            (THEME / "static/css" / name).read_text("utf-8").partition("prefers-color-scheme: dark")
        )
        found = re.compile(r"--([\w-]+): (#[0-9a-f]{6});")
        colours |= dict(found.findall(light)) | (dict(found.findall(dim)) if dark else {})
    return colours


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb`` (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [(ink, ground) for ink in ("ink", "soft", "red", "read") for ground in ("paper", "slip", "tint")]
    + [("ink", f"tint-{step}") for step in range(1, 6)]
    + [("ink", "mark"), ("paper", "ink"), ("paper", "red")],
)
def test_text_has_contrast(ink: str, ground: str, dark: bool) -> None:
    colours = palette(dark)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("dark", [False, True])
def test_each_tint_differs_from_the_one_before(dark: bool) -> None:
    colours = palette(dark)
    grounds = [colours["paper"], *(colours[f"tint-{step}"] for step in range(1, 6))]
    assert [pair for pair in pairwise(grounds) if contrast(*pair) < 1.08] == []


CODE = (THEME / "static/css/35-code.css").read_text("utf-8")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ink", sorted({"ink", *re.findall(r"var\(--(\w+)\)", CODE)}))
def test_code_has_contrast(ink: str, dark: bool) -> None:
    colours = palette(dark)
    assert contrast(colours[ink], colours["slip"]) >= 4.5


RULE = re.compile(r"\.highlight :is\((.*?)\) \{ color: var\(--(\w+)\);.*\}")


def test_rules_for_code_use_colour_variables_and_classes_of_pygments() -> None:
    rules = [line for line in CODE.splitlines() if line.startswith(".highlight")]
    coloured = [line for line in rules if "color:" in line]
    assert all(RULE.fullmatch(line) for line in coloured)
    assert len(coloured) < len(rules)  # the others make bold and italic
    named = set(re.findall(r"\.([a-z0-9]+)", "".join(rules))) - {"highlight"}
    assert named <= set(STANDARD_TYPES.values())


def ink_of(name: str) -> str:
    """Return the colour variable of a token's class: the last rule's, as all have the same specificity."""
    ink = "ink"
    for selectors, colour in RULE.findall(CODE):
        for each in selectors.split(", "):
            begun = re.fullmatch(r'\[class\^="(\w)"\]', each)
            if name.startswith(begun[1]) if begun else each == f".{name}":
                ink = colour
    return ink


INKS = {
    "red": "k kd kn kp kr kt ow gd gr gt",
    "green": "s s1 s2 sa sb sc sh si sr sx dl cpf gi",
    "ochre": "m mb mf mh mi mo il l ld kc no na ni nd cp ss se",
    "blue": "nb bp nc ne nf fm nt gh gu",
    "soft": "c ch cm c1 cs sd go gp",
    "ink": "n nn nx nl nv py vc vg vi vm o p w g ge gs x err",
}


@pytest.mark.parametrize(("ink", "names"), INKS.items())
def test_tokens_have_their_colours(ink: str, names: str) -> None:
    assert {name: ink_of(name) for name in names.split()} == dict.fromkeys(names.split(), ink)


def test_all_tokens_of_a_kind_have_a_colour() -> None:
    for kind in (Keyword, String, Number, Comment):
        for token, name in STANDARD_TYPES.items():
            assert token not in kind or ink_of(name) != "ink", name
