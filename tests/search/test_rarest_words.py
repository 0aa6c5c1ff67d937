"""The titles of which a word tells the most."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from daybook.search.document import SearchDocument
from daybook.search.rarest_words import telling
from daybook.search.remembered import pack
from daybook.search.update import make_index

DAY = date(2025, 3, 17)


def told(*titles: str, abstract: str = "") -> dict[str, list[int]]:
    """Return what each term tells the most of, among papers with these titles, in order."""
    return of(SearchDocument(f"2025/{at:03}", title, abstract, DAY) for at, title in enumerate(titles))


def of(documents: Iterable[SearchDocument]) -> dict[str, list[int]]:
    papers = list(documents)
    return telling(make_index(papers).encoded, len(papers))


def test_the_word_that_fewest_titles_have_tells_the_most() -> None:
    assert told("Lamps over tides", "Lamps under quays", "Quays under tides", "Lamps") == {
        "lamp_s_": [3],
        "quay_s_": [1, 2],
        "tide_s_": [2],
        "under": [1, 2],
    }


def test_a_word_is_counted_as_it_is_written() -> None:
    """“Tides” is in one title of three with its stem, “lamp” in two."""
    found = told("A lamp of tides", "A lamp of a tide", "Tide", "Tide")
    assert found == {"lamp": [1], "tide": [2, 3]}


def test_a_number_keeps_no_word_from_telling_the_most() -> None:
    assert told("Tides in 3D", "Tides of 17.5") == {"tide_s_": [0, 1]}


def test_an_acronym_of_the_abstract_is_no_word_of_the_title() -> None:
    abstract = "A mixture of quays (MoQ) holds."
    assert told("Quiet tides", "Quiet tides", abstract=abstract) == {"quiet": [0, 1], "tide_s_": [0, 1]}


def test_a_new_day_changes_what_is_said_of_no_other_title() -> None:
    known = [SearchDocument(f"2025/{at:03}", f"Lamp tide {at}", "", DAY) for at in range(64)]
    days = [SearchDocument(f"2025/new-{at}", "A lamp", "", DAY + timedelta(days=1)) for at in range(16)]
    before, after = of(known), of([*known, *days[:-1]])
    assert before["lamp"] == before["tide"] == after["tide"] == list(range(64))
    assert after["lamp"] == list(range(79))
    assert of([*known, *days])["lamp"] == list(range(64, 80)), "with a step of the oldest papers"


def test_after_an_edit_words_of_one_stem_in_a_title_tell_the_same() -> None:
    """The edited paper's terms are encoded again, and come after those of others."""
    titles = ("Lamps of lamping", "Lamps over tides", "Lamping", "Lamps", "Tides over quays")
    papers = [SearchDocument(f"2025/{at:03}", title, "", DAY) for at, title in enumerate(titles)]
    edited = [*papers[:4], SearchDocument("2025/004", "Lamps over quays", "", DAY)]
    updated = telling(make_index(edited, pack(make_index(papers))).encoded, len(edited))
    assert updated == of(edited)
    assert updated["lamp_ing_"] == [0, 2]
