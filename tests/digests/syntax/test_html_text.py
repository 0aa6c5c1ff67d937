"""Markup in titles and abstracts becomes text; what only looks like it stays."""

from __future__ import annotations

import pytest

from daybook.digests.syntax.html_text import markup_to_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We grow <i>moss</i>&nbsp;on <a href='https://a.example'>clocks</a>.", "We grow moss on clocks."),
        (
            "<jats:title>Abstract</jats:title><jats:p>Moss.</jats:p><jats:p>Clocks.</jats:p>",
            "Moss.\n\n\n\nClocks.",
        ),
        ("<jats:tex-math>x</jats:tex-math> and <mml:mi>y</mml:mi>", "x and y"),
        ("Moss<br/>grows\nslowly &amp; well", "Moss grows\nslowly & well"),
        ("$a<b$ and <p in every case", "$a<b$ and <p in every case"),
        ("a <b> c, and <4% of moss", "a <b> c, and <4% of moss"),
    ],
)
def test_markup_becomes_text(text: str, expected: str) -> None:
    assert markup_to_text(text) == expected
