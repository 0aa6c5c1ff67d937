"""Keys that spellings of one title or identifier share, and abstracts that agree."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.archive.matching import abstracts_agree, arxiv_key, is_truncation, title_key, without_ellipsis
from daybook.text.identifiers import arxiv_id, arxiv_in_url, arxiv_of_doi, doi_name, partial_date


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("2401.00010", "2401.00010"),
        ("2401.00010v12", "2401.00010"),
        ("arXiv:2401.00010v1", "2401.00010"),
        ("0704.0001", "0704.0001"),
        ("Math.gt/0309136v2", "math.GT/0309136"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("oai:arXiv.org:2401.00010v2", "2401.00010"),
        ("https://arxiv.org/abs/2401.00010v2", "2401.00010"),
        ("2401.1", ""),
        ("2401.000101", ""),
        ("10.1234/moss", ""),
        ("", ""),
    ],
)
def test_arxiv_identifiers(text: str, identifier: str) -> None:
    assert arxiv_id(text) == identifier


@pytest.mark.parametrize(
    ("url", "identifier"),
    [
        ("https://arxiv.org/pdf/2401.00010v2.pdf", "2401.00010"),
        ("http://www.arxiv.org/abs/math.GT/0309136#x", "math.GT/0309136"),
        ("https://huggingface.co/papers/2401.00010?ref=x", "2401.00010"),
        ("https://doi.org/10.48550/arXiv.2401.00010", "2401.00010"),
        ("https://arxiv.org/list/cs.CL/recent", ""),
        ("https://arxiv.example/abs/2401.00010", ""),
    ],
)
def test_identifiers_in_addresses(url: str, identifier: str) -> None:
    assert arxiv_in_url(url) == identifier


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1234/Moss.1", "10.1234/Moss.1"),
        ("https://doi.org/10.1234/moss", "10.1234/moss"),
        ("doi: 10.1234/moss", "10.1234/moss"),
        ("11.1234/moss", ""),
        ("10.1234/a b", ""),
    ],
)
def test_dois(text: str, doi: str) -> None:
    assert doi_name(text) == doi


def test_doi_given_by_arxiv_has_its_identifier() -> None:
    assert arxiv_of_doi("10.48550/arXiv.2401.00010") == "2401.00010"
    assert arxiv_of_doi("10.1234/moss") == ""


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-03-18T01:02:03.000Z", "2031-03-18"),
        ("2031-03", "2031-03"),
        ("2031", "2031"),
        ("2031-13-01", "2031"),
        ("20310318", ""),
        ("Tue, 18 Mar 2031", ""),
    ],
)
def test_days_of_publication(text: str, day: str) -> None:
    assert partial_date(text) == day


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A Moss-Clock", "a  moss clock", True),
        ("Ｍoss “Clock”", 'moss "clock"', True),
        ("$k$-Moss", "k-Moss", True),
        ("C++ for Moss", "C for Moss", False),
        ("C# for Moss", "C++ for Moss", False),
        ("Moss < Clock", "Moss > Clock", False),
        ("???", "!!!", False),
    ],
)
def test_titles_of_one_paper(one: str, other: str, same: bool) -> None:
    assert (title_key(one) == title_key(other)) is same


@given(st.text(max_size=60))
def test_key_is_empty_only_for_white_space(title: str) -> None:
    assert bool(title_key(title)) or not title.strip()


@pytest.mark.parametrize(
    ("title", "whole"), [("A Moss Cl…", "A Moss Cl"), ("A Moss ...", "A Moss"), ("A Moss.", "")]
)  # fmt: skip
def test_ellipsis_of_a_title(title: str, whole: str) -> None:
    assert without_ellipsis(title) == whole


def test_short_prefix_is_no_truncation() -> None:
    whole = title_key("A Moss Clock that Keeps Time on Walls")
    assert is_truncation(title_key("A Moss Clock that Keeps Ti"), whole)
    assert not is_truncation(title_key("A Moss Clock"), whole)
    assert not is_truncation(whole, whole)


def test_old_identifiers_need_no_subject() -> None:
    assert arxiv_key("math.GT/0309136") == arxiv_key("math/0309136")
    assert arxiv_key("2401.00010") == "2401.00010"


def test_abstracts() -> None:
    one = "We grow moss on the face of a clock and read the hour from where it is greenest."
    assert abstracts_agree(one, one.upper())
    assert abstracts_agree(one, one[:40])
    assert abstracts_agree(one, "")
    assert not abstracts_agree(one, "Queues at ferries are priced by an auction among those who wait.")
