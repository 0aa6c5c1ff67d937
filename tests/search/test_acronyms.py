"""Acronyms that abstracts define, as terms of the index."""

from __future__ import annotations

import pytest

from daybook.search.acronyms import acronyms, defined_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use a mixture of quays (MoQ).", "moq: mixture of quay"),
        ("A Low-Rank Adaptation (LoRA) of lamps", "lora: low rank adaptation"),
        (
            "large lamp models (LLMs) and 3D lamp splatting (3DLS)",
            "llm: large lamp model, 3dls: 3d lamp splatting",
        ),
        ("It burns. Lamps (LED) are cold.", ""),
        ("a lamp (A) in (2025), (see), (XY)", ""),
        ("quay lamps, lit by reinforced light (QRL)", ""),
        ("glass (GL)", ""),
        ("(MoQ)", ""),
    ],
)
def test_definitions(text: str, expected: str) -> None:
    assert ", ".join(f"{short}: {' '.join(words)}" for short, words in defined_in(text)) == expected


def test_a_definition_is_next_to_both_sides() -> None:
    terms = list(acronyms("Harbours", "A mixture of quays (MoQ)."))
    assert terms == ["moq__is_mixture_of_quay_", "mixtur_abbr_of_quay_moq_"]


def test_a_method_of_the_title_is_no_acronym() -> None:
    assert not list(acronyms("MoQ: Harbours", "A mixture of quays (MoQ)."))
