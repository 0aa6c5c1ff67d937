"""The language of a text, where its script tells it."""

from __future__ import annotations

import pytest

from daybook.text.languages import script_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Plain English", ""),
        ("Über naïve Café-Größen", ""),
        ("α-DPO and β-VAE", ""),
        ("λ", ""),
        ("Приближение", ""),
        ("深層学習による画像認識", "ja"),
        ("本研究では LLM を用いて Transformer を評価する", "ja"),
        ("A Study of 深層学習 in Japanese classrooms and other schools", ""),
        ("基于深度学习的图像识别", "zh"),
        ("딥러닝을 이용한 영상 인식", "ko"),
        ("למידה עמוקה", "he"),
        ("Βαθιά μάθηση", "el"),
        ("การเรียนรู้เชิงลึก", "th"),
        ("խորը ուսուցում", "hy"),
        ("ღრმა სწავლება", "ka"),
    ],
)
def test_a_script_of_one_language_tells_it(text: str, language: str) -> None:
    assert script_language(text) == language
