"""The parser of pages accepts valid pages and reports each error with its line."""

from __future__ import annotations

from functools import partial

import pytest

from daybook.commands.check.html_page import HtmlPage
from tests.effort import Cases, run_limited

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
HEAD = (
    '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n<title>T</title>\n'
)


def page(body: str = "", head: str = "") -> str:
    return f'{HEAD}{head}</head>\n<body>\n<main id="main"><h1>T</h1>\n{body}</main>\n</body>\n</html>\n'


def faults(text: str) -> list[str]:
    return [what for _, what in HtmlPage(text).errors]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<p>a &lt;b&gt; &amp; c &#39; &nbsp; &#x3c;</p>",
        '<p>a<br>b <a href="x?a=1&amp;b=2" rel="nofollow">c</a> > d " \' e</p>',
        "<ol>\n<li>a<ul><li>b</li></ul></li></ol><dl><dt>a</dt><dd><p>b</p></dd></dl>",
        "<table><thead><tr><th>a</th></tr></thead><tbody><tr><td><p>b</p></td></tr></tbody></table>",
        '<svg viewBox="0 0 9 9"><g><a href="x"><path d="M0 0h9"/></a></g><text x="1">a</text></svg>',
        '<p><svg width="9"/></p>',
        '<img src="a.png" alt=""><img src="data:image/svg+xml,x" alt="b">',
        '<picture><source srcset="a.png" media="print"><img src="b.png" alt=""></picture>',
        "<details><summary><h2>a</h2></summary><p>b</p></details>",
        '<form role="search" action="./" method="get"><input type="search" name="q" autofocus></form>',
        "<!-- a comment - here -->",
        '<script type="module" src="a.js"></script>',
        '<script type="application/ld+json">{"a": "b \\u003c"}</script>',
        '<a download="a.ris" href="data:application/x-research-info-systems,TY">b</a>',
        "<P>upper case</P>",
        "<p><math><mi>a</mi><mtext><b>b</b></mtext><mspace></mspace></math></p>",
        '<p title="a &quot; b &#60; c">d</p>',
    ],
)
def test_good_pages(body: str) -> None:
    assert faults(page(body)) == []


@pytest.mark.parametrize(
    ("body", "what"),
    [
        ("<p>a", "<p> is not closed before </main>"),
        ("<p><b>a</p>", "<b> is not closed before </p>"),
        ("a</b>", "</b> without a start"),
        ("</br>", "</br> without a start"),
        ("a & b", "an ampersand that is not escaped"),
        ("<p>&am p;</p>", "an ampersand that is not escaped"),
        ("a < b", "markup that is not HTML: < b"),
        ("<4.3% on MMLU) compared to >", "markup that is not HTML: <4.3% on MMLU) compared to >"),
        ("<a b='c'>d</a>", "markup that is not HTML: <a b='c'>d</a>"),
        ("<a b=c>d</a>", "markup that is not HTML: <a b=c>d</a>"),
        ('<a b="c"d="e">f</a>', 'markup that is not HTML: <a b="c"d="e">f</a>'),
        ("<![CDATA[x]]>", "markup that is not HTML: <![CDATA[x]]>"),
        ("<?php x ?>", "markup that is not HTML: <?php x ?>"),
        ("<!-- a -- b -->", "markup that is not HTML: <!-- a -- b -->"),
        ("<!-- a", "markup that is not HTML: <!-- a"),
        ('<p id="a">b</p><p id="a">c</p>', "the id a is used twice"),
        ('<p id="main">b</p>', "the id main is used twice"),
        ('<p id="">b</p>', "an id that is empty or holds white space"),
        ('<p id="a b">b</p>', "an id that is empty or holds white space"),
        ('<p class="a" class="b">c</p>', "<p> has two attributes class"),
        ('<p style="a">c</p>', "the attribute style is not allowed"),
        ('<p onclick="a">c</p>', "the attribute onclick is not allowed"),
        ("<p ONLOAD>c</p>", "the attribute onload is not allowed"),
        ('<img srcset="a" alt="">', "the attribute srcset is not allowed"),
        ('<picture><source srcset="a 1x, b"></picture>', "the attribute srcset is not allowed"),
        ('<picture><source srcset="//e.example/a"></picture>', "<source> loads from another host"),
        ('<img src="a">', "<img> without alt"),
        ("<script>alert(1)</script>", "a script in the page itself"),
        ('<script src="a.js"></script>', "a script that is not a module of the site"),
        ('<script type="module" src="a.js">x</script>', "a script in the page itself"),
        ('<script type="application/ld+json">alert(1)</script>', "data that are not JSON"),
        (
            '<script type="application/ld+json" src="a">{}</script>',
            "a script that is not a module of the site",
        ),
        ('<script type="text/javascript">{}</script>', "a script in the page itself"),
        ("<p><mi>a</mi></p>", "<mi> outside <math>"),
        ("<math><a>b</a></math>", "<a> inside <math>"),
        ("<math><b>b</b></math>", "<b> inside <math>"),
        ("<math><mtext><mi>b</mi></mtext></math>", "<mi> inside <mtext>"),
        ("<math><math></math></math>", "<math> inside <math>"),
        ('<math><mi href="#a">b</mi></math>', "the attribute href is not allowed in formulas"),
        ("<style>a{}</style>", "<style> is not allowed"),
        ("<svg><image></image></svg>", "<image> inside <svg>"),
        ("<svg><script></script></svg>", "<script> inside <svg>"),
        ("<svg><p></p></svg>", "<p> inside <svg>"),
        ("<path></path>", "<path> outside <svg>"),
        ("<p/>", "<p> that closes itself"),
        ('<iframe src="a"></iframe>', "<iframe> is not allowed"),
        ('<meta http-equiv="refresh" content="0">', "a page that redirects its reader"),
        ("<p><div>a</div></p>", "<div> inside <p>"),
        ("<h2><p>a</p></h2>", "<p> inside <h2>"),
        ('<a href="b"><a href="c">d</a></a>', "<a> inside <a>"),
        ("<li>a</li>", "<li> in <main>"),
        ("<ul><p>a</p></ul>", "<p> directly in <ul>"),
        ("<ul>a</ul>", "text directly in <ul>"),
        ("<tr><td>a</td></tr>", "<tr> in <main>"),
        ("<title>a</title>", "<title> in <main>"),
        ("a\x00b", "a control character"),
        ("a\x1b[0m", "a control character"),
        ('<p title="\x07">a</p>', "a control character in title"),
        ('<p title="a & b">a</p>', "an ampersand in title that is not escaped"),
        ("<h1>again</h1>", "2 <h1> in place of one"),
        ("<!doctype html>", "a doctype that is not at the top"),
        ('<script type="module" src="https://e.example/a.js"></script>', "<script> loads from another host"),
        ('<img src="//e.example/a.png" alt="">', "<img> loads from another host"),
        ('<img src="\\\\e.example/a.png" alt="">', "<img> loads from another host"),
        ('<form action="https://e.example/"></form>', "<form> loads from another host"),
    ],
)
def test_each_error_is_reported_on_its_line(body: str, what: str) -> None:
    found = HtmlPage(page(body)).errors
    assert any(fault.startswith(what) for _, fault in found), found
    line = 1 if "in place of one" in what else 10
    assert any(at == line for at, fault in found if fault.startswith(what))


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("<!doctype html>", "", "no doctype"),
        ('<html lang="en">', "<html>", "<html> without lang"),
        ('<meta charset="utf-8">\n', "", "the head does not begin with charset and the security policy"),
        ("utf-8", "latin-1", "the head does not begin with charset and the security policy"),
        ("<title>T</title>", "", "0 <title> in place of one"),
        ('<main id="main">', "<div>", "0 <main> in place of one"),
        ("default-src 'none'; ", "", "a security policy without default-src 'none'"),
        ("script-src 'self'", "script-src 'self' 'unsafe-inline'", "a security policy without"),
        ("script-src 'self'", "script-src *", "a security policy without"),
        ("script-src 'self'", "script-src https://e.example", "a security policy without"),
        ("</html>", "", "<html> is never closed"),
        ("<title>", "x<title>", "text directly in <head>"),
        ("</html>", "</html>x", "text directly in <the page>"),
        ("<title>", '<link rel="stylesheet" href="https://e.example/a.css"><title>', "<link> loads from"),
        ("<title>", '<link rel="preload" href="//e.example/a"><title>', "<link> loads from"),
        ("<title>", '<base href="https://e.example/"><title>', "<base> is not allowed"),
    ],
)
def test_the_frame_of_a_page(old: str, new: str, what: str) -> None:
    assert old in page()
    assert any(fault.startswith(what) for fault in faults(page().replace(old, new)))


def test_a_page_without_a_policy_or_with_two() -> None:
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
    for text in (page().replace(policy, ""), page().replace(policy, policy * 2)):
        assert "the head does not begin with charset and the security policy" in faults(text)


def test_links_ids_and_canonical_address() -> None:
    facts = HtmlPage(
        page(
            '<p id="a"><a href="x#y">b</a>\n<a href="../?q=1&amp;r=2">c</a></p><img src="d.png" alt="">',
            '<link rel="canonical" href="https://a.example/">\n',
        )
    )
    assert facts.ids == {"main", "a"}
    assert facts.canonical == "https://a.example/"
    assert facts.links == [(7, "https://a.example/"), (11, "x#y"), (12, "../?q=1&r=2"), (12, "d.png")]


def long_pages() -> Cases:
    for piece in ("<", "<a ", '<a b="', "<!--", "&", "<p>", "</p>", "<a b b b", " ", '"', "<p\n", "<ol><p>"):
        yield piece, partial(HtmlPage, page(piece * 20_000))


def test_no_page_takes_long() -> None:
    assert run_limited(long_pages) == 12
