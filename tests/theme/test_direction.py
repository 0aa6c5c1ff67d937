"""The direction of text is marked where it can differ from that of the page, and there alone."""

from __future__ import annotations

import pytest

from daybook.theme.templates import direction_filters

HEBREW = "\u05d0\u05d1"


@pytest.mark.parametrize(
    ("language", "text", "is_marked"),
    [
        ("en", "Moss & clocks", False),
        ("en", "Łucja, 王小明, E = mc², “quoted”", False),
        ("zh-Hans", "青苔", False),
        ("en", f"On {HEBREW}", True),
        ("en", "\u0627\u0644\u0639\u0631", True),
        ("en", "\u202eoverride", True),
        ("en", "\U0001e900", True),
        ("ar", "Moss", True),
        ("he-IL", "Moss", True),
    ],
)
def test_text_that_can_run_the_other_way_is_marked(language: str, text: str, is_marked: bool) -> None:
    auto, bdi = direction_filters(language)
    assert auto(text) == (' dir="auto"' if is_marked else "")
    assert bdi(text) == (f"<bdi>{text}</bdi>" if is_marked else text)


def test_the_text_that_is_marked_is_escaped() -> None:
    _, bdi = direction_filters("en")
    assert bdi(f"{HEBREW}<b>") == f"<bdi>{HEBREW}&lt;b&gt;</bdi>"
    assert not hasattr(bdi("<b>"), "__html__")  # so that the template escapes it
