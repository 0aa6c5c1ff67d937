"""Venues in words, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.text.venue import Venue, read_venue, write_venue

PART = st.text(st.characters(exclude_characters=",\n–", exclude_categories=["Zs", "Cc"]), max_size=12)


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (("Moss Days", "12", "3", "45--67"), "Moss Days, vol. 12, no. 3, pp. 45–67"),
        (("Moss Days", "83", "", "084004"), "Moss Days, vol. 83, p. 084004"),
        (("Moss Days", "", "3/4", "S1 - S9"), "Moss Days, no. 3/4, pp. S1–S9"),
        (("Clocks, Moss, and Reeds", "5 (Suppl. 1)", "", ""), "Clocks, Moss, and Reeds, vol. 5 (Suppl. 1)"),
        (("Proceedings of Moss", "", "", "45–67"), "Proceedings of Moss, pp. 45–67"),
        (("Proceedings of Moss", "", "", "12"), "Proceedings of Moss"),  # perhaps how many there are
        (("Proceedings of Moss", "7", "", "–12"), "Proceedings of Moss, vol. 7, p. 12"),
        (("Moss Days", "abs/2503.00001", "", ""), "Moss Days"),
        (("Moss Days", "1, 2", "x" * 41, "1–2, 9"), "Moss Days"),
        (("", "12", "3", "45–67"), ""),
    ],
)
def test_words(parts: tuple[str, str, str, str], words: str) -> None:
    assert write_venue(*parts) == words
    assert str(read_venue(words)) == words


def test_parts() -> None:
    assert read_venue("Moss Days, vol. 12, no. 3, pp. 45–67") == Venue("Moss Days", "12", "3", "45–67")
    assert read_venue("Moss, Days, p. e12") == Venue("Moss, Days", pages="e12")
    for name in ("Moss Days 12 (3)", "Moss, volume 12", "pp. 4–5", ", vol. 1", ""):
        assert read_venue(name) == Venue(name)


@given(PART.filter(bool), PART, PART, PART)
def test_what_is_written_is_read_back(name: str, volume: str, number: str, pages: str) -> None:
    written = write_venue(name, volume, number, pages)
    found = read_venue(written)
    assert found.name == name
    assert str(found) == written
