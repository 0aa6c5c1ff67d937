"""Text of feeds: no tag in it, however often a reader unescapes it."""

from __future__ import annotations

import re
from html import unescape
from xml.etree import ElementTree
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.text.plain_text import inert, one_line
from tests.browser.hostile import grammar, public
from tests.made import HOSTILE

TAG = re.compile(r"<[A-Za-z/!?]")
PIECES = st.sampled_from(
    ["&", "amp;", "lt", "lt;", "#60;", "#x3c;", "<", "b", "/", "!--", "&#12;", "&LT", "x > y"]
)
ANY = st.lists(PIECES | st.text(max_size=5), max_size=12).map("".join).map(one_line)


def depths(text: str) -> list[str]:
    found = [text]
    while (less := unescape(found[-1])) != found[-1]:
        found.append(less)
    return found


@given(ANY)
def test_no_unescaping_gives_a_tag(text: str) -> None:
    shown = inert(text)
    assert not any(map(TAG.search, depths(shown)))
    assert inert(shown) == shown
    assert ElementTree.fromstring(f"<a>{escape(shown)}</a>").text in (shown, None)


def test_hostile_text_is_inert() -> None:
    texts = [*HOSTILE, *grammar(300), *public()]
    assert [text for text in texts if any(map(TAG.search, depths(inert(one_line(text)))))] == []


@pytest.mark.parametrize("text", ["x < y and z > 2", "<4.3% on MMLU", "AT&T, R&amp;D", "a << b", "1 &lt; 2"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>x</b>", "‹b›x‹/b›"),
        ("&lt;b&gt;", "‹b›"),
        ("&amp;lt;img src=x>", "‹img src=x›"),
        ("&#x3C;!-- &#60/p>", "‹!-- ‹/p›"),
        ("&#12;<i>", "‹i›"),
        ("\u202eright", "right"),
    ],
)
def test_tags_lose_their_first_character(text: str, shown: str) -> None:
    assert inert(text) == shown
