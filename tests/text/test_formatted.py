"""Imported text as HTML and as plain text."""

from __future__ import annotations

import re
from html import unescape

import pytest

from daybook.text.formatted import block_html, inline_html, lead_html, plain


def test_text_without_markup_stays() -> None:
    text = 'Less than 5% of "all" tasks: a < b & c.'
    assert plain(text) == text
    assert inline_html(text) == "Less than 5% of &#34;all&#34; tasks: a &lt; b &amp; c."
    assert block_html("One.\n\nTwo.") == '<p dir="auto">One.</p><p dir="auto">Two.</p>'
    assert lead_html("One. Two.", 100) == "One. Two."


def test_bare_addresses_become_links() -> None:
    assert block_html("See https://a.example/?a=1&b=2.") == (
        '<p dir="auto">See <a href="https://a.example/?a=1&amp;b=2" rel="nofollow noopener noreferrer ugc">'
        "https://a.example/?a=1&amp;b=2</a>.</p>"
    )


@pytest.mark.parametrize(
    ("text", "urls"),
    [
        ("no address", []),
        ("", []),
        ("see https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x).", ["https://a.example/x"]),
        ("(https://a.example/c_(d))", ["https://a.example/c_(d)"]),
        ("[https://a.example/x], and", ["https://a.example/x"]),
        ("at \\url{https://a.example/x}.", ["https://a.example/x"]),
        ("``https://a.example''", ["https://a.example"]),
        ("“https://a.example/x”", ["https://a.example/x"]),
        ("https://a.example/?q=[1]&b=%20#c!", ["https://a.example/?q=[1]&b=%20#c"]),
        ("http://a.example[1] and http://b.example{x}", ["http://a.example", "http://b.example"]),
        ("http://a.example:8080/x http://b.example:", ["http://a.example:8080/x", "http://b.example"]),
        ("https://a.example,https://b.example;", ["https://a.example", "https://b.example"]),
        ("https://a.example<b>https://c.example</b>", ["https://a.example", "https://c.example"]),
        ("https://a.example/x*", ["https://a.example/x"]),
        ("https://a.example/x\u00a0y", ["https://a.example/x"]),
        ("https://user:pw@a.example/", []),
        ("https://trusted.example@evil.example/", []),
        ("http://münchen.example/", []),
        ("http://[::1]/ http://[x", []),
        ("javascript:alert(1) ftp://a.example mailto:a@b.example", []),
        ("https:// http://. https://-", []),
        ("https://a.example/{x}", ["https://a.example/"]),
        ("https://a.example/x\\_y.", ["https://a.example/x_y"]),
        ("https://a.example\\@b.example", []),
    ],
)
def test_bare_addresses_can_be_followed(text: str, urls: list[str]) -> None:
    assert [unescape(url) for url in re.findall('href="([^"]*)"', block_html(text))] == urls
