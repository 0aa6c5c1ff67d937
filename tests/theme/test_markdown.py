"""Markdown that people wrote: what it may hold, what is taken out, and that nothing stops the build."""

from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor

import html5lib
import pytest
from markupsafe import Markup

from daybook.theme import markdown
from daybook.theme.code import LANGUAGES
from tests.made import HOSTILE


def hrefs(html: str) -> list[str]:
    return [element.get("href") for element in html5lib.parseFragment(html).iter() if element.get("href")]


def followed(href: str) -> bool:
    """Whether a browser takes this for an address with a scheme (URL standard, 4.4: basic URL parser)."""
    stripped = re.sub(r"[\t\n\r]", "", href.strip("".join(map(chr, range(33)))))
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", stripped) is not None


def render(text: str, level: int = 2) -> str:
    return markdown.render(text, str, level)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n", ""),
        ("*a* **b** `<c>`", "<p><em>a</em> <strong>b</strong> <code>&lt;c&gt;</code></p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        ("{{ 7*7 }} {% x %} $a<b$", "<p>{{ 7*7 }} {% x %} $a&lt;b$</p>"),
        ("a\x00b\x1b[0m\x02c\x03", "<p>a\ufffdb\ufffd[0m\ufffdc\ufffd</p>"),
        ("<script>alert(1)</script>", ""),
        ("<style>a{}</style>", ""),
        ("x<iframe src=//e.example></iframe>", "<p>x</p>"),
        ("<form action=x><input name=y></form>", ""),
        ('<p onclick="a()" style="b">c</p>', "<p>c</p>"),
        ("<svg><script>alert(1)</script></svg>", "<p></p>"),
        ("<math><mtext></mtext></math>", ""),
        ("<h1>Big</h1>", "Big"),
        ('<a id="main">x</a>', '<p><a rel="nofollow noopener noreferrer">x</a></p>'),
        ("![a](b.png)", '<p><img alt="a" src="b.png"></p>'),
    ],
)
def test_what_comes_out(text: str, html: str) -> None:
    assert render(text).strip() == html


@pytest.mark.hazard(18)
@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java&#115;cript:alert(1)",
        "java\tscript:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.example/",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
    ],
)
def test_a_link_to_anything_but_the_web_and_mail_leads_nowhere(address: str) -> None:
    for text in (f"[x]({address})", f'<a href="{address}">x</a>', f"[x]: <{address}>\n\n[x]", f"<{address}>"):
        assert not any(map(followed, hrefs(render(text))))


@pytest.mark.hazard(32, "images and styles from elsewhere, pages that send one on")
@pytest.mark.parametrize(
    "address",
    [
        "https://e.example/x.png",
        "//e.example/x.png",
        "/\\e.example/x.png",
        "\\\\e.example/x.png",
        "/\t/e.example/x.png",
        " //e.example/x.png",
        "data:image/svg+xml,x",
        "h\nttps://e.example/x.png",
        "\x01https://e.example/x.png",
    ],
)
def test_an_image_from_elsewhere_is_not_loaded(address: str) -> None:
    for text in (f'<img src="{address}" alt="a">', f"![a]({address})", f"![a](<{address}>)"):
        assert "src=" not in render(text)


def test_the_sight_of_a_browser() -> None:
    assert followed(" \x01java\tscript:x")
    assert not followed("java script:x")
    assert hrefs('<p><a href="javascript:x">') == ["javascript:x"]


@pytest.mark.parametrize("address", ["a.png", "../a.png", "/repo/assets/a.png", "a%20b.png?x=1"])
def test_an_image_of_the_site_stays(address: str) -> None:
    assert f'src="{address}"' in render(f"![a]({address})")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("![a](https://e.example/a.png) ![b](a.png)", ["https://e.example/a.png"]),
        ("![a][b] ![c][b]\n\n[b]: http://e.example/x.png?a&b 'T'", ["http://e.example/x.png?a&b"]),
        ("<div><IMG alt=a SRC='//e.example/1.png'></div>", ["//e.example/1.png"]),
        ("[![a](https://e.example/a.png)](https://f.example/)", ["https://e.example/a.png"]),
        ("![a](data:image/png;base64,eA==)", ["data:image/png;base64,eA=="]),
        ("`![a](https://e.example/a.png)` <!-- <img src='https://e.example/'> -->", []),
        ("```\n![a](https://e.example/a.png)\n```\n\n    <img src='https://e.example/'>", []),
        ("[a](https://e.example/a.png) wow![1]", []),
        ("![a](https://e.example/a.png)\n\n" + "> " * 3000, []),
    ],
)
def test_images_that_are_left_out_are_told(text: str, found: list[str]) -> None:
    assert markdown.foreign_images(text) == found


@pytest.mark.hazard(12)
def test_code_is_highlighted_by_its_language_and_never_by_a_guess() -> None:
    assert '<span class="nb">print</span>' in render("```python\nprint(1)\n```")
    for language in ("", "nosuchlanguage", "../x", "a" * 500, '"><b>'):
        html = render(f"```{language}\nprint(1) <b>\n```")
        assert "print(1) &lt;b&gt;" in Markup(html).unescape() or "print(1) &lt;b&gt;" in html
        assert "<b>" not in html


CODE = "A\n\n```{}\n  a =\t'b<c>' # d\n\n\tdef e(): &amp; return\n```\n\nB"
NOTES = [
    *map(CODE.format, sorted(LANGUAGES)),
    *HOSTILE,
    "    indented\n    code",
    "`in` line",
    "# A *b*\n\n[c](d)",
]


@pytest.mark.parametrize("text", NOTES)
def test_colours_change_no_word(text: str) -> None:
    shown = markdown.plain_text(markdown.render(text, str, markdown.NOTES_LEVEL))
    markdown.load_lexers(text)
    assert markdown.words(text) == shown


def test_columns_are_aligned_by_classes() -> None:
    html = render("|a|b|c|\n|:-|:-:|-:|\n|1|2|3|\n")
    assert [f'<td class="{side}">' in html for side in ("left", "center", "right")] == [True] * 3
    assert "style" not in html


@pytest.mark.parametrize(
    ("text", "level", "tags"),
    [
        ("# A\n## B\n# C", 2, ["h2", "h3", "h2"]),
        ("### A\n#### B", 3, ["h3", "h4"]),
        ("# A\n## B\n### C\n#### D\n##### E\n###### F", 3, ["h3", "h4", "h5", "h6", "h6", "h6"]),
    ],
)
def test_headings_begin_below_the_pages_own(text: str, level: int, tags: list[str]) -> None:
    tree = html5lib.parseFragment(render(text, level), namespaceHTMLElements=False)
    assert [element.tag for element in tree if element.tag.startswith("h")] == tags


@pytest.mark.hazard(26)
def test_headings_have_ids_of_their_own() -> None:
    html = render("# A b\n\n# A b\n\n# 日本\n\n# 中文\n\n# main\n\n# \\_\\_proto\\_\\_")
    for name in ("h-a-b", "h-a-b_1", "h-", "h-_1", "h-main", "h-__proto__"):
        assert html.count(f'id="{name}"') == 1


def test_footnotes_of_any_name_lead_to_their_notes_and_back() -> None:
    html = render("a[^1] b[^é] c[^two words] d[^1]\n\n[^1]: One.\n[^é]: Two.\n[^two words]: Three.\n")
    ids = {element.get("id") for element in html5lib.parseFragment(html).iter() if element.get("id")}
    links = {element.get("href") for element in html5lib.parseFragment(html).iter() if element.get("href")}
    assert len(ids) == 7
    assert links == {f"#{name}" for name in ids}
    assert not any(" " in name for name in ids)


def test_links_are_resolved_and_nothing_else_is() -> None:
    html = markdown.render('[a](x.md) ![b](x.md) <i title="x.md">c</i>', lambda href: f"<{href}>", 2)
    assert 'href="&lt;x.md&gt;"' in html
    assert html.count("x.md") == 3


@pytest.mark.parametrize("text", ["- " * 600 + "a", "> " * 600 + "a", "1. " * 700 + "a"])
def test_what_is_nested_without_end_is_an_error_and_spoils_no_other_page(text: str) -> None:
    before = render("1. a\n\n<div>x</div>\n\ny")
    try:
        render(text)
    except ValueError as error:
        assert "nested too deep" in str(error)  # some versions can read it
    assert render("1. a\n\n<div>x</div>\n\ny") == before


@pytest.mark.parametrize("text", ["- " * 600 + "a", "> " * 600 + "a", "1. " * 700 + "a"])
def test_notes_that_cannot_be_read_have_no_words(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page that shows them tells of it; the index, made at the same time, is not to fail first."""
    monkeypatch.setattr(markdown.markdown_cost, "too_much", lambda _text: False)
    monkeypatch.setattr(markdown, "_converted", broken)
    with pytest.raises(ValueError, match="too deep"):
        render(text)
    markdown.load_lexers(text)
    assert markdown.words(text) == ""


def broken(text: str, level: int) -> str:
    raise ValueError(f"too deep: {text[:9]}, {level}")


SHORT = [text for text in HOSTILE if len(text) < 1500]
"""Only what a person writes is Markdown; it may take long."""


@pytest.mark.parametrize("text", SHORT, ids=lambda text: ascii(text[:16]))
def test_hostile_text_in_notes_gives_nothing_that_could_run(text: str) -> None:
    tree = html5lib.parseFragment(render(text), namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("script", "style", "svg", "iframe", "object", "form")
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)
        for name in ("href", "src"):
            assert not element.get(name, "").strip().lower().startswith(("javascript", "data", "vbscript"))


def test_threads_do_not_read_each_others_text() -> None:
    texts = [
        f"# {name}\n\n[see][{name}] and[^1]\n\n[{name}]: https://{name}.example\n[^1]: On {name}.\n" * 3
        for name in ("one", "two", "three", "four")
    ] * 20
    alone = [render(text) for text in texts]
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as pool:
            assert list(pool.map(render, texts)) == alone
    finally:
        sys.setswitchinterval(before)


def test_words_of_notes_for_search() -> None:
    html = markdown.render("# A\n\nb *c*\n\n- d\n- e &amp; <f>\n\n|g|h|\n|-|-|\n|i|j|\n", str)
    assert markdown.plain_text(html).split() == list("Abcde&ghij")
