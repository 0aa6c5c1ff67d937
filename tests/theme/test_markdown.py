"""Markdown that people write: allowed HTML stays, everything else is removed, and no text stops a build."""

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
    """Return whether browsers see a scheme in a link (URL standard, 4.4: basic URL parser)."""
    stripped = re.sub(r"[\t\n\r]", "", href.strip("".join(map(chr, range(33)))))
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", stripped) is not None


N = "<math><mi>n</mi></math>"


def render(text: str, level: int = 2) -> str:
    return markdown.render(text, str, level)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("", ""),
        (" \n", ""),
        ("*a* **b** `<c>`", "<p><em>a</em> <strong>b</strong> <code>&lt;c&gt;</code></p>"),
        ("a<br>b", "<p>a<br>b</p>"),
        ("{{ 7*7 }} {% x %} $a<b", "<p>{{ 7*7 }} {% x %} $a&lt;b</p>"),
        ("$5 to $10, \\$x\\$, `$x^2$`, $$$a$$$", "<p>$5 to $10, $x$, <code>$x^2$</code>, $$$a$$$</p>"),
        ("$x_i$ and *$$n$$*", f"<p><math><msub><mi>x</mi><mi>i</mi></msub></math> and <em>{N}</em></p>"),
        ("a $n$ b\n=======", f'<h2 id="h-a-n-b">a {N} b</h2>'),
        ('![a $n$](b.png "$n$")', '<p><img alt="a $n$" src="b.png" title="$n$"></p>'),
        ("[$n$](b/?x=$n$)", f'<p><a href="b/?x=$n$" rel="nofollow noopener noreferrer">{N}</a></p>'),
        ("$\\wrong{n}$ \ue00063\ue001 \ue000f\ue001", "<p>$\\wrong{n}$ <math><mi>c</mi></math> </p>"),
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
def test_rendered_html(text: str, html: str) -> None:
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
def test_links_with_other_schemes_are_removed(address: str) -> None:
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
def test_images_of_other_sites_are_removed(address: str) -> None:
    for text in (f'<img src="{address}" alt="a">', f"![a]({address})", f"![a](<{address}>)"):
        assert "src=" not in render(text)


def test_urls_are_parsed_as_by_browsers() -> None:
    assert followed(" \x01java\tscript:x")
    assert not followed("java script:x")
    assert hrefs('<p><a href="javascript:x">') == ["javascript:x"]


@pytest.mark.parametrize("address", ["a.png", "../a.png", "/repo/assets/a.png", "a%20b.png?x=1"])
def test_images_of_the_site_stay(address: str) -> None:
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
def test_removed_images_are_listed(text: str, found: list[str]) -> None:
    assert markdown.foreign_images(text) == found


@pytest.mark.hazard(12)
def test_code_is_highlighted_only_in_a_named_language() -> None:
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
def test_words_for_search_are_those_of_the_page(text: str) -> None:
    shown = markdown.plain_text(markdown.render(text, str, markdown.NOTES_LEVEL))
    assert markdown.words(text) == shown


def test_table_columns_are_aligned_by_classes() -> None:
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
def test_headings_are_shifted_to_a_level(text: str, level: int, tags: list[str]) -> None:
    tree = html5lib.parseFragment(render(text, level), namespaceHTMLElements=False)
    assert [element.tag for element in tree if element.tag.startswith("h")] == tags


@pytest.mark.hazard(26)
def test_headings_have_distinct_ids() -> None:
    html = render("# A b\n\n# A b\n\n# 日本\n\n# 中文\n\n# main\n\n# \\_\\_proto\\_\\_")
    for name in ("h-a-b", "h-a-b_1", "h-", "h-_1", "h-main", "h-__proto__"):
        assert html.count(f'id="{name}"') == 1


def test_footnotes_and_their_references_link_to_each_other() -> None:
    html = render("a[^1] b[^é] c[^two words] d[^1]\n\n[^1]: One.\n[^é]: Two.\n[^two words]: Three.\n")
    ids = {element.get("id") for element in html5lib.parseFragment(html).iter() if element.get("id")}
    links = {element.get("href") for element in html5lib.parseFragment(html).iter() if element.get("href")}
    assert len(ids) == 7
    assert links == {f"#{name}" for name in ids}
    assert not any(" " in name for name in ids)


def test_only_links_are_resolved() -> None:
    html = markdown.render('[a](x.md) ![b](x.md) <i title="x.md">c</i>', lambda href: f"<{href}>", 2)
    assert 'href="&lt;x.md&gt;"' in html
    assert html.count("x.md") == 3


@pytest.mark.parametrize("text", ["- " * 600 + "a", "> " * 600 + "a", "1. " * 700 + "a"])
def test_an_error_for_deep_nesting_does_not_affect_other_pages(text: str) -> None:
    before = render("1. a\n\n<div>x</div>\n\ny")
    try:
        render(text)
    except ValueError as error:
        assert "nested too deep" in str(error)  # some versions can read it
    assert render("1. a\n\n<div>x</div>\n\ny") == before


@pytest.mark.parametrize("text", ["- " * 600 + "a", "> " * 600 + "a", "1. " * 700 + "a"])
def test_notes_that_cannot_be_parsed_have_no_words(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their page reports the error; the index must not."""
    monkeypatch.setattr(markdown.markdown_cost, "is_too_costly", lambda _text: False)
    monkeypatch.setattr(markdown, "_convert", broken)
    with pytest.raises(ValueError, match="too deep"):
        render(text)
    assert markdown.words(text) == ""


def broken(text: str, level: int) -> str:
    raise ValueError(f"too deep: {text[:9]}, {level}")


SHORT = [text for text in HOSTILE if len(text) < 1500]


@pytest.mark.parametrize("text", SHORT, ids=lambda text: ascii(text[:16]))
def test_hostile_notes_contain_nothing_executable(text: str) -> None:
    tree = html5lib.parseFragment(render(text), namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        assert element.tag not in ("script", "style", "svg", "iframe", "object", "form")
        assert not any(name.startswith("on") or name == "style" for name in element.attrib)
        for name in ("href", "src"):
            assert not element.get(name, "").strip().lower().startswith(("javascript", "data", "vbscript"))


def test_threads_do_not_share_converters() -> None:
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


def test_text_of_rendered_markdown() -> None:
    html = markdown.render("# A\n\nb *c*\n\n- d\n- e &amp; <f>\n\n|g|h|\n|-|-|\n|i|j|\n", str)
    assert markdown.plain_text(html).split() == list("Abcde&ghij")
