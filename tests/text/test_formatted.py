"""Imported text as HTML and as plain text."""

from __future__ import annotations

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
