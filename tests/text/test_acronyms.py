"""Acronyms that texts define."""

from __future__ import annotations

import pytest

from daybook.text.acronyms import defined_in


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
        ("Proximal Quay Policies (PQP)", "pqp: proximal quay policy"),
        ("a novel quay synthesis (NQS)", "nqs: novel quay synthesis"),
        ("Quay Charts (QCs) and a ferry's eye (FE)", "qc: quay chart, fe: ferry eye"),
        ("contrastive lamp-ink pre-training (CLIP)", "clip: contrastive lamp ink pre training"),
        ("tides of the semi-lit lamp (SLL)", "sll: semi lit lamp"),
        ("in the lamp-oil model (LAMP-O)", "lampo: lamp oil model"),
    ],
)
def test_definitions(text: str, expected: str) -> None:
    assert ", ".join(f"{short}: {' '.join(words)}" for short, words in defined_in(text)) == expected
