"""Invented papers: enough for many shards, and texts that break indexes."""

from __future__ import annotations

import random
from datetime import date, timedelta

from daybook.search.document import SearchDocument

_SYLLABLES = (
    "ba",
    "ke",
    "li",
    "mo",
    "nu",
    "pra",
    "ste",
    "tri",
    "vo",
    "zan",
    "ing",
    "ness",
    "ly",
    "al",
    "ize",
)

_JANUARY, _FEBRUARY = date(2025, 1, 1), date(2025, 2, 1)

HOSTILE = (
    SearchDocument("2025/constructor", "constructor __proto__ toString", "hasOwnProperty valueOf", _JANUARY),
    SearchDocument("2025/marks", "<script>alert(1)</script> & \"quotes\" 'n' more", "{{ 7 * 7 }}", _JANUARY),
    SearchDocument(
        "2025/astral",
        "𝐀𝐁𝐂 𝔸lgebra （wide） \ufffd 😀 ﬁt",
        "深度学习 émile naïve ℓ₂ Ｗide",
        _FEBRUARY,
    ),
    SearchDocument(
        "2025/digits",
        "armv5 armv8 1,275 1,278 4090 4096 40",
        "1 12 123 3.5, (3.5) 3.5%",
        _FEBRUARY,
    ),
    SearchDocument("2025/vowels", "Surveys of arrays: always a day away", "survey array play", _FEBRUARY),
    SearchDocument("2025/signs", "title:x +a -b c~1 d^2 e* \\f | , ;", "a|b c,d e\\nf ~ ^ *", _FEBRUARY),
    SearchDocument(
        "2025/blanks",
        "ΟΔΟΣ\xa0ΣΟΣ-Λ in\u2003SLATE-Based\tLaMPS 4.7",
        "Pre-Training\x1cof ΣΑΣ\u2028ΣΣ,\n\nLaMPs-2D\x85  C++\u3000F# --",
        _FEBRUARY,
    ),
    SearchDocument("2025/capitals", "SLATE ROOFS OF PRE-TRAINED LAMPS", "LaMPS and Pre-Trained", _FEBRUARY),
    SearchDocument("2025/empty", "", "", _FEBRUARY),
    SearchDocument("2025/stops", "The of and", "to be or not to be", _FEBRUARY),
    SearchDocument("2025/often", "many", "many " * 40 + "seven " * 7 + "eight " * 8, _FEBRUARY),
    SearchDocument("2025/long", "x" * 300, "y" * 1000 + " " + "z-" * 2000, _FEBRUARY),
    SearchDocument(
        "2025/full",
        "Lumen: Reading Light",
        "Reads light.",
        date(2025, 2, 8),
        ("Ada Invented", "Bo Made-Up", "Cy Nobody", "Di Fictive"),
        ("light", "reading"),
        "A note about lanterns",
    ),
)


def papers(count: int, seed: int = 1) -> list[SearchDocument]:
    """Return invented papers of several months, and the hostile ones."""
    rng = random.Random(seed)
    words = ["".join(rng.choices(_SYLLABLES, k=rng.randint(1, 4))) for _ in range(max(50, count * 2))]
    weights = [1 / (place + 1) for place in range(len(words))]

    def text(length: int) -> str:
        return " ".join(rng.choices(words, weights, k=length))

    made = [
        SearchDocument(
            f"2025/p{number}",
            f"{text(1).capitalize()}: {text(rng.randint(1, 9))}",
            text(rng.randint(0, 120)),
            date(2025, 3, 1) + timedelta(days=rng.randint(0, 200)),
            tuple(text(2).title() for _ in range(rng.randint(0, 5))),
            tuple(rng.sample(words[:20], rng.randint(0, 3))),
        )
        for number in range(count)
    ]
    return [*made, *HOSTILE]
