"""Acronyms and their long forms."""

from __future__ import annotations

import pytest

from daybook.insights.topics.phrases import acronyms_in, known_acronyms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We train Small Ferry Models (SFMs) on tides.", [("sfm", "small ferry model")]),
        ("by chain-of-tides (CoT) prompts", [("cot", "chain of tide")]),
        ("low-rank adaptation (LoRA)", [("lora", "low rank adaptation")]),
        ("the proximal harbour optimization (PHO)", [("pho", "proximal harbour optimization")]),
        ("We show in-context learning (ICL)", [("icl", "in context learning")]),
        ("Seals (see Fig. 2) sleep, whales (W) sing, terns (TERN) nest.", []),
        ("on the shore, models (SFM) wait", []),
        ("in 2025 (2025) and (A) or (AB)", []),
    ],
)
def test_an_abstract_defines_acronyms(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(acronyms_in(text)) == expected


def test_an_acronym_is_known_if_enough_papers_agree() -> None:
    given = {("ab", "a b"): 4, ("ab", "an b"): 2, ("cd", "c d"): 2, ("ef", "e f"): 3, ("ef", "each f"): 2}
    assert known_acronyms(given, 3) == {"ab": "a b"}
    assert known_acronyms(given, 1) == {"ab": "a b", "cd": "c d"}
