"""The theme: each template fills, keeps foreign text as text, and keeps the promises of its README."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from pygments.token import STANDARD_TYPES, Comment, Keyword, Number, String

from daybook.pages.views import (
    AppearanceView,
    CardView,
    CellView,
    DatesView,
    DateView,
    FactView,
    FeedEntry,
    HomeView,
    LinkView,
    MonthView,
    PageView,
    PaperView,
    SearchView,
    Segment,
    SiteView,
    TextView,
    YearView,
)

THEME = Path(__file__).parents[2] / "theme"
CSS = sorted((THEME / "static" / "css").glob("*.css"))
BASE = "https://reader.example/repo/"
PLAIN = "Words"
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
KINDS = ("home", "paper", "date", "month", "dates", "search", "text", "missing")
TEMPLATES = {kind: f"{kind}.html" for kind in KINDS} | {"missing": "404.html"}
XHTML = "{http://www.w3.org/1999/xhtml}"


@cache
def environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(THEME / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def site(text: str = PLAIN) -> SiteView:
    link = LinkView(text, "https://code.example/", text)
    page = LinkView(text, "about/")
    style, script = "assets/style.css?v=1", "assets/js/site.js?v=1"
    return SiteView(text, text, "en", BASE, (link,), (page,), "1.0", style, script)


def day(text: str, root: str) -> DateView:
    cards = tuple(CardView(text, f"{root}papers/2025/a/", text, n, text, text, (text,), True) for n in (1, 2))
    link = LinkView(text, f"{root}dates/2025-03-17/")
    return DateView(
        label=text,
        iso="2025-03-18",
        weekday=text,
        day=18,
        month=text,
        year=2025,
        href=f"{root}dates/2025-03-18/",
        title=text,
        notes=Markup("<p>Note</p>"),
        count=9,
        cards=cards,
        digests=(text,),
        month_link=LinkView(text, f"{root}months/2025-03/"),
        previous=link,
        following=link,
    )


def month(text: str, root: str, days: tuple[DateView, ...] = ()) -> MonthView:
    cells = (CellView(0, "", 0, ""), CellView(1, "", 0, text), CellView(2, f"{root}dates/x/", 3, text))
    link = LinkView(text, f"{root}months/2025-02/")
    weeks = ((*cells, *cells[:1] * 4),)
    return MonthView(text, "2025-03", f"{root}months/2025-03/", 1, weeks, days, link, link)


def paper(text: str) -> PaperView:
    link = LinkView(text, "https://elsewhere.example/?q=1", text)
    appearances = (
        AppearanceView(text, "2025-03-17", "../../../dates/2025-03-17/", 4, 0, text),
        AppearanceView("Tuesday 18 March 2025", "2025-03-18", "../../../dates/2025-03-18/", 3, 81, text),
    )
    abstract = ((Segment(text), Segment("https://x.example/", "https://x.example/")), (Segment(text),))
    return PaperView(
        title=text,
        abstract=abstract,
        authors=(text, text),
        facts=(FactView(text, (link, LinkView(text, ""))),),
        appearances=appearances,
        places=(link,),
        links=(link,),
        tags=(text,),
        notes=Markup('<h3 id="h-a">Note</h3><div class="highlight"><pre>x</pre></div>'),
        bibtex=Markup('<span class="nc">@misc</span>{a}'),
        previous=link,
        following=link,
        neighbours=(link,),
        neighbours_day=link,
    )


def view(kind: str, text: str, root: str) -> Any:
    match kind:
        case "home":
            tally = (LinkView(text, f"{root}dates/x/", text),)
            return HomeView(day(text, root), tally, tally, 1234, 1, text)
        case "paper":
            return paper(text)
        case "date":
            return day(text, root)
        case "month":
            return month(text, root, (day(text, root),))
        case "dates":
            years = tuple(YearView(year, 1, (month(text, root),)) for year in (2025, 2024))
            return DatesView(years, 2, 1)
        case "search":
            return SearchView("index.json", f"{root}dates/")
        case "text":
            return TextView(text, Markup("<p>Body</p>"))
    return None


def html(kind: str, text: str = PLAIN, root: str = "../../../", of: Any = None) -> str:
    frame = PageView(kind, text, text, root, f"{BASE}x/")
    template = environment().get_template(TEMPLATES[kind])
    return template.render(site=site(text), page=frame, view=of or view(kind, text, root))


def elements(source: str) -> list[ElementTree.Element]:
    parser = html5lib.HTMLParser(strict=True)
    return [node for node in parser.parse(source).iter() if isinstance(node.tag, str)]


def shape(source: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(node.tag, tuple(sorted(node.attrib))) for node in elements(source)]


def strings(source: str) -> Counter[str]:
    """How often each string stands in the page, as a text or as an attribute's value."""
    nodes = elements(source)
    texts = Counter(text for node in nodes for text in (node.text, node.tail) if text)
    return texts + Counter(value for node in nodes for value in node.attrib.values())


def names(source: str) -> Iterator[str]:
    return (node.tag.removeprefix(XHTML) for node in elements(source))


@pytest.mark.hazard(13, "LaTeX that looks like a template")
@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_stays_text(kind: str, text: str) -> None:
    plain, hostile = html(kind), html(kind, text)
    assert shape(hostile) == shape(plain)
    assert strings(hostile)[text] == strings(plain)[PLAIN] > 0


@pytest.mark.hazard(13)
@settings(deadline=None, max_examples=60)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), min_size=1))
def test_any_text_stays_text(text: str) -> None:
    assert shape(html("paper", text)) == shape(html("paper"))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_inline(kind: str) -> None:
    for node in elements(html(kind)):
        name = node.tag.removeprefix(XHTML)
        assert name != "style"
        assert name != "script" or (node.get("src") and not node.text)
        assert not [key for key in node.attrib if key == "style" or key.startswith("on")]


@pytest.mark.parametrize("kind", KINDS)
def test_policy_comes_right_after_the_character_set(kind: str) -> None:
    head = next(node for node in elements(html(kind)) if node.tag == f"{XHTML}head")
    first, second = list(head)[:2]
    assert first.attrib == {"charset": "utf-8"}
    assert second.get("http-equiv") == "Content-Security-Policy"
    directives = dict(part.strip().split(" ", 1) for part in second.attrib["content"].split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == "'self'"
    assert directives["require-trusted-types-for"] == "'script'"


@pytest.mark.parametrize("kind", KINDS)
def test_headings_and_landmarks(kind: str) -> None:
    found = list(names(html(kind)))
    levels = [int(name[1]) for name in found if re.fullmatch("h[1-6]", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert found.count("main") == 1
    assert found.index("header") < found.index("main") < found.index("footer")


@pytest.mark.parametrize("kind", KINDS)
def test_ids_are_unique_and_referred_to(kind: str) -> None:
    nodes = elements(html(kind))
    ids = [node.attrib["id"] for node in nodes if "id" in node.attrib]
    assert len(ids) == len(set(ids))
    fragments = {node.attrib["href"][1:] for node in nodes if node.get("href", "").startswith("#")}
    labels = {name for node in nodes for name in node.get("aria-labelledby", "").split()}
    copied = {node.attrib["data-copy"][1:] for node in nodes if "data-copy" in node.attrib}
    assert fragments | labels | copied <= set(ids)


@pytest.mark.parametrize("root", ["../../../", "/repo/"])
@pytest.mark.parametrize("kind", KINDS)
def test_links_to_the_site_go_through_its_root(kind: str, root: str) -> None:
    for node in elements(html(kind, root=root)):
        link = node.get("href") or node.get("src") or root
        if not link.startswith(("https:", "#", root)):
            assert (kind, root, link[:9]) == ("paper", "/repo/", "../../../")


def test_home_links_to_itself() -> None:
    hrefs = [node.get("href") for node in elements(html("home", root="")) if node.get("class") == "site"]
    assert hrefs == ["./"]


@pytest.mark.parametrize(
    ("kind", "of"),
    [
        ("home", HomeView(None, (), (), 0, 0, "")),
        ("dates", DatesView((), 0, 0)),
        ("paper", PaperView("T", (), (), (), (), (), (), (), Markup(""), Markup(""), None, None, (), None)),
    ],
)
def test_little_to_show_is_no_error(kind: str, of: Any) -> None:
    assert list(names(html(kind, of=of))).count("h1") == 1


def test_frame_of_a_page_is_small() -> None:
    bare = html("text", of=TextView("", Markup("")))
    frame = PageView("text", "", "", "../../../", BASE)
    dialog = environment().get_template("_search_dialog.html").render(site=site(), page=frame)
    assert len(bare.encode()) - len(dialog.encode()) < 3000


@pytest.mark.parametrize("text", HOSTILE)
def test_feed_is_atom(text: str) -> None:
    links = (LinkView(text, f"{BASE}a/?b=1&c", text),)
    entry = FeedEntry(text, f"{BASE}dates/x/", "2025-03-18T00:00:00Z", links)
    template = environment().get_template("feed.xml")
    source = template.render(site=site(text), entries=(entry, entry), updated="2025-03-18T00:00:00Z")
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.fromstring(source)
    for parent in (feed, *feed.findall(f"{atom}entry")):
        for name in ("id", "title", "updated"):
            assert parent.findtext(f"{atom}{name}")
    assert feed.findtext(f"{atom}author/{atom}name") == text
    assert [node.text for node in feed.iter(f"{XHTML}a")] == [text, text]
    assert feed.find(f".//{XHTML}a").attrib == {"href": f"{BASE}a/?b=1&c"}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("template", "context", "tag"),
    [
        ("sitemap.xml", {"urls": ((f"{BASE}a&b/", "2025-03-18"), (f"{BASE}a&b/", ""))}, "url"),
        ("sitemap-index.xml", {"locations": (f"{BASE}a&b/", f"{BASE}a&b/")}, "sitemap"),
    ],
)
def test_sitemaps_hold_their_addresses(template: str, context: dict[str, Any], tag: str) -> None:
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    tree = ElementTree.fromstring(environment().get_template(template).render(**context))
    assert [node.findtext(f"{space}loc") for node in tree.iter(f"{space}{tag}")] == [f"{BASE}a&b/"] * 2


def test_robots_names_the_sitemap() -> None:
    robots = environment().get_template("robots.txt").render(site=site())
    assert f"\nSitemap: {BASE}sitemap.xml" in robots


@pytest.mark.hazard(32)
def test_style_sheets_are_small_and_load_nothing() -> None:
    sheets = {path.name: path.read_text("utf-8") for path in CSS}
    assert sum(len(sheet.encode()) for sheet in sheets.values()) < 25_000  # with the inks of code
    loaded = re.findall(r"@import|@font-face|url\((?!['\"]?data:)|https?:", "".join(sheets.values()))
    assert [found for found in loaded if not found.startswith("http")] == []


def palette(dark: bool) -> dict[str, str]:
    colours: dict[str, str] = {}
    for name in ("10-tokens.css", "35-code.css"):
        light, _, dim = (
            (THEME / "static/css" / name).read_text("utf-8").partition("prefers-color-scheme: dark")
        )
        found = re.compile(r"--(\w+): (#[0-9a-f]{6});")
        colours |= dict(found.findall(light)) | (dict(found.findall(dim)) if dark else {})
    return colours


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ``#rrggbb`` (WCAG 2.2, relative luminance)."""

    def luminance(colour: str) -> float:
        parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(
    ("ink", "ground"),
    [(ink, ground) for ink in ("ink", "soft", "red") for ground in ("paper", "slip", "tint")]
    + [("ink", "mark"), ("paper", "ink"), ("paper", "red")],
)
def test_text_has_contrast(ink: str, ground: str, dark: bool) -> None:
    colours = palette(dark)
    assert contrast(colours[ink], colours[ground]) >= 4.5


CODE = (THEME / "static/css/35-code.css").read_text("utf-8")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("ink", sorted({"ink", *re.findall(r"var\(--(\w+)\)", CODE)}))
def test_code_has_contrast(ink: str, dark: bool) -> None:
    colours = palette(dark)
    assert contrast(colours[ink], colours["slip"]) >= 4.5


RULE = re.compile(r"\.highlight :is\((.*?)\) \{ color: var\(--(\w+)\);.*\}")


def test_every_rule_of_code_is_of_inks_and_of_tokens_that_pygments_has() -> None:
    rules = [line for line in CODE.splitlines() if line.startswith(".highlight")]
    coloured = [line for line in rules if "color:" in line]
    assert all(RULE.fullmatch(line) for line in coloured)
    assert len(coloured) < len(rules)  # the others make bold and italic
    named = set(re.findall(r"\.([a-z0-9]+)", "".join(rules))) - {"highlight"}
    assert named <= set(STANDARD_TYPES.values())


def ink_of(name: str) -> str:
    """The ink of a token's class: that of the last rule, for all weigh the same."""
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
def test_tokens_have_their_inks(ink: str, names: str) -> None:
    assert {name: ink_of(name) for name in names.split()} == dict.fromkeys(names.split(), ink)


def test_all_tokens_of_a_kind_have_an_ink() -> None:
    for kind in (Keyword, String, Number, Comment):
        for token, name in STANDARD_TYPES.items():
            assert token not in kind or ink_of(name) != "ink", name
