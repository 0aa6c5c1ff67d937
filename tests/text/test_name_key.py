"""Keys of names: spellings of one name have one, in the generator and in the browser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.text.name_key import accents, name_key

KEYS = {
    "Ilse Tarn": "ilse tarn",
    "ILSE  tarn ": "ilse tarn",
    "Ilse-Marie O'Tarn": "ilse marie otarn",
    "Ilse-Marie O\u2019Tarn": "ilse marie otarn",
    "I. M. Tarn, Jr.": "i m tarn jr",
    "Żaneta Łąka": "zaneta laka",
    "Zaneta Laka": "zaneta laka",
    "Øyvind Þorn Straße": "oyvind thorn strasse",
    "Nguy\u1ec5n Văn Hưng": "nguyen van hung",
    "e\u0301 É": "e e",
    "İpek Işık": "ipek isik",
    "Ἀλέξανδρος": "αλεξανδροσ",
    "王小明": "王小明",
    "Ｗａｎｇ": "wang",
    "か が": "か か\u3099",
    "ミア・タルン": "ミア タルン",
    "राम": "राम",
    "...": "",
    "x" * 300: "x" * 200,
}


@pytest.mark.parametrize("name", KEYS)
def test_the_key_of_a_name(name: str) -> None:
    assert name_key(name) == KEYS[name]


@given(st.text(max_size=60))
def test_a_key_is_its_own_key(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key
    assert name_key(f" {name}.") == key


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Jo", ("", "")),
        ("Jö", ("", "\u0308")),
        ("O'Ł", ("", "ł")),
        ("ß é", ("ß", "", "\u0301")),
        ("-\u0301", ()),
    ],
)
def test_accents_are_by_letter(name: str, expected: tuple[str, ...]) -> None:
    assert accents(name) == expected
