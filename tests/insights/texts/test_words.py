"""Words as reports compare them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.insights.texts.words import BREAK, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Fine-tuning LLMs, Alice's way", "fine tuning llm . alice way"),
        (
            "state–of–the—art (SOTA), 3–5 – Navier–Stokes",
            "state of the . art . sota . . 3 . 5 . navier stoke",
        ),
        ("3D queries of GPT-4o", "3d query of gpt 4o"),
        ("series, species, bias, loss and physics", "series . species . bias . loss and physics"),
        ("Boxes, classes, studies, lies", "box . class . study . lie"),
        ("Łukasz’s Straße", "łukasz strasse"),
        ("大规模语言模型。", "大规模语言模型 ."),
        ("हिन्दी के शब्द", "हिन्दी के शब्द"),
        ("", ""),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@given(st.text())
def test_words_of_words_are_the_same_but_for_plurals(text: str) -> None:
    found = words(text)
    assert len(words(" ".join(found))) == len(found)
    assert all(word == BREAK or BREAK not in word for word in found)


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_ascii_is_read_as_any_text(text: str) -> None:
    assert [*words(text + " "), "ж"] == words(f"{text} ж")
