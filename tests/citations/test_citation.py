"""What citations state: names in parts, dates that are known, addresses; nothing of the day of a digest."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from daybook.citations.citation import citation_of
from daybook.citations.names import Author, parse_author
from daybook.model import Facts
from tests.made import paper

URL = "https://reader.example/papers/2025/one/"


@pytest.mark.parametrize(
    ("name", "author"),
    [
        ("Ada Mill", Author("Mill", "Ada")),
        ("Mill, Ada", Author("Mill", "Ada")),
        ("Ada B. van der Mill", Author("van der Mill", "Ada B.")),
        ("Ada B. Mill Jr", Author("Mill", "Ada B.", "Jr")),
        ("Bo Reed, III", Author("Reed", "Bo", "III")),
        ("Reed, Jr., Bo", Author("Reed", "Bo", "Jr.")),
        ("Reed, Bo, Jr.", Author("Reed", "Bo", "Jr.")),
        ("Lichen", Author("Lichen")),
        ("李明", Author("李明")),
        ("Moss Team", Author("Moss Team")),
        ("Team Fern", Author("Team Fern")),
        ("Fern AI", Author("Fern AI")),
        ("Cy Ai", Author("Ai", "Cy")),
        ("Moss and Fern", Author("Moss and Fern")),
        ("Moss, Fern, Ash, Oak", Author("Moss, Fern, Ash, Oak")),
        ("Reed, Jr.", Author("Reed, Jr.")),
        (", Ada", Author(", Ada")),
    ],
)
def test_parts_of_names(name: str, author: Author) -> None:
    assert parse_author(name) == author


@pytest.mark.parametrize(
    "name", ["Ada van der Mill", "Bo Reed, Jr.", "Bo Reed III", "Lichen", "Moss Team", "a b c"]
)
def test_parts_together_are_the_name(name: str) -> None:
    assert parse_author(name).full == name


@pytest.mark.parametrize(
    ("facts", "published"),
    [
        (Facts(published="2024-01-02", arxiv="2312.00010"), (2024, 1, 2)),
        (Facts(published="2024-02"), (2024, 2)),
        (Facts(published="2024"), (2024,)),
        (Facts(published="2024-02-31"), (2024, 2)),
        (Facts(published="2024-13"), (2024,)),
        (Facts(arxiv="1909.08053"), (2019, 9)),
        (Facts(arxiv="0704.0001"), (2007, 4)),
        (Facts(arxiv="cs/0112017"), (2001, 12)),
        (Facts(arxiv="hep-th/9108001"), (1991, 8)),
        (Facts(arxiv="math.GT/0309136"), (2003, 9)),
        (Facts(arxiv="9913.00001"), ()),
        (Facts(doi="10.1000/2019"), ()),
        (Facts(), ()),
    ],
)
def test_dates_that_are_known(facts: Facts, published: tuple[int, ...]) -> None:
    assert citation_of(paper(facts=facts), URL).published == published


@pytest.mark.parametrize(
    ("facts", "url"),
    [
        (
            Facts(arxiv="2401.00010", doi="10.1/2", link="https://a.example/"),
            "https://arxiv.org/abs/2401.00010",
        ),
        (Facts(doi="10.1/2", link="https://a.example/"), "https://a.example/"),
        (Facts(doi="10.1/2"), "https://doi.org/10.1/2"),
        (Facts(), URL),
    ],
)
def test_address(facts: Facts, url: str) -> None:
    assert citation_of(paper(facts=facts), URL).url == url


def test_latex_and_direction_are_taken_from_text() -> None:
    facts = Facts(authors=('G\\"odel \u202eMill\u202c',))
    citation = citation_of(paper(title="Moss\u202e clocks\u202c", facts=facts), URL)
    assert (citation.title, citation.plain_title) == ("Moss clocks", "Moss clocks")
    assert citation.authors == (Author("Mill", "Gödel"),)


def test_a_list_without_authors_is_not_cut_off() -> None:
    assert not citation_of(replace(paper(), has_more_authors=True), URL).has_more_authors


def test_key_of_a_page_without_one_is_made_from_its_address() -> None:
    assert citation_of(paper("2025/a-moss-clock"), URL).key == "a-moss-clock-2025"
    assert citation_of(replace(paper(), citation_key="mill2019moss"), URL).key == "mill2019moss"
