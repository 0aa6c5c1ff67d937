"""Acronyms that abstracts define, as terms of the index."""

from __future__ import annotations

from daybook.search.acronyms import acronyms


def test_a_definition_is_next_to_both_sides() -> None:
    terms = list(acronyms("Harbours", "A mixture of quays (MoQ)."))
    assert terms == ["moq__is_mixture_of_quay_", "mixtur_abbr_of_quay_moq_"]


def test_a_method_of_the_title_is_no_acronym() -> None:
    assert not list(acronyms("MoQ: Harbours", "A mixture of quays (MoQ)."))
