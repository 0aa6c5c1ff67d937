"""Similar papers: who is similar to whom, and why, in any order of papers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.archive.by_day import by_age
from daybook.content.decisions import Decisions
from daybook.insights import find_insights
from daybook.insights.similar import NO_MEMORY, Similar
from daybook.insights.similar.finding import MOST, read_similar, similar_of
from daybook.insights.similar.likes import LEAST_SCORE, reason
from daybook.insights.texts import Texts
from daybook.model import Appearance, Archive, Paper
from daybook.settings import Settings
from daybook.settled import settled
from tests.effort import count_lines

FIRST = date(2025, 3, 1)
SUBJECTS = (
    ("otter", "rivers holts fishing whiskers paws kelp"),
    ("glacier", "moraine crevasse meltwater seracs firn ice"),
    ("loom", "weft warp shuttle heddle selvage cloth"),
)


def paper(name: str, title: str, abstract: str = "", day: int = 0) -> Paper:
    return Paper(f"2025/{name}", title, abstract, (Appearance(FIRST + timedelta(day), 1, "x"),))


def subjects(each: int = 4) -> list[Paper]:
    """Return papers of which those of one subject share their words."""
    return [
        paper(
            f"{name}-{number}", f"A {name} numbered{name}{number}", f"On {words} of {name}{number}.", number
        )
        for number in range(each)
        for name, words in SUBJECTS
    ]


def find_similar(papers: Sequence[Paper]) -> list[tuple[Similar, ...]]:
    order = sorted(range(len(papers)), key=lambda index: by_age(papers[index]))
    return similar_of(read_similar(Texts([papers[index] for index in order]), NO_MEMORY), order)


def similar(papers: Sequence[Paper]) -> dict[str, list[tuple[str, int, tuple[str, ...]]]]:
    """Return the address, score and terms of the papers similar to each."""
    return {
        one.address: [(papers[item.index].address, item.score, item.terms) for item in found]
        for one, found in zip(papers, find_similar(papers), strict=True)
    }


def made(rng: Random, count: int) -> list[Paper]:
    """Return papers whose words are drawn so that few are frequent, as in a language."""

    def words(number: int) -> str:
        return " ".join(f"w{int(900 * rng.random() ** 2)}x" for _ in range(number))

    return [paper(f"{number:05}", words(8), words(90), number // 20) for number in range(count)]


def test_papers_of_a_subject_are_similar() -> None:
    found = similar(subjects())
    for address, others in found.items():
        subject = address.rpartition("-")[0]
        assert [other.rpartition("-")[0] for other, _, _ in others] == [subject] * 3


def test_terms_name_what_two_papers_share() -> None:
    found = similar(subjects())
    for address, others in found.items():
        subject = address.removeprefix("2025/").rpartition("-")[0]
        for _, _, terms in others:
            assert terms[0] == subject
            assert 1 <= len(terms) <= 3
            assert len(set(" ".join(terms).split())) == len(" ".join(terms).split())


def test_terms_have_the_capitals_of_titles() -> None:
    papers = [
        paper("a", "LoRA for VLMs", "Kelp of adapters."),
        paper("b", "LoRA and VLMs", "Kelp of rivers."),
        *subjects(3),
    ]
    [(_, _, terms)] = [item for item in similar(papers)["2025/a"] if item[0] == "2025/b"]
    assert set(terms) == {"LoRA", "VLMs", "kelp"}


def shown_terms(*texts: str) -> set[str]:
    """Return the terms that each two of three papers share, of which each has these texts."""
    papers = [paper(f"a{number}", texts[0], " ".join(texts[1:])) for number in range(3)]
    [terms] = {terms for _, _, terms in similar([*papers, *subjects(8)])["2025/a1"]}
    return set(terms)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("Dulse", "Its biases."), {"dulse", "biases"}),
        (("A START of dulse", "We start, you start, they start."), {"start", "dulse"}),
        (("On Dulse, for Gannets", "Gannets are. Gannets do."), {"dulse", "gannets"}),
        (("On dulse", "A Gaussian one. Then Gaussian two."), {"dulse", "Gaussian"}),
        (("Self-supervised dulse", "Skua."), {"self-supervised dulse", "skua"}),
        (("Supervised fine-tuned dulse", ""), {"supervised", "fine-tuned dulse"}),
        (("Quantized dulse", "Its quantization."), {"quantized dulse"}),
        (("The ℓ₁-norm of dulse", ""), {"ℓ₁-norm", "dulse"}),
    ],
    ids=[
        "no -e of -es",
        "capitals of few",
        "of titles and sentences",
        "of names",
        "hyphens",
        "parts",
        "stems",
        "of other scripts",
    ],
)
def test_terms_are_spelt_as_texts_spell_them(texts: tuple[str, ...], expected: set[str]) -> None:
    assert shown_terms(*texts) == expected


@pytest.mark.parametrize("acronym", ["ode", "od"])
def test_no_term_is_the_acronym_of_another(acronym: str) -> None:
    stems = {1: "ordinari", 2: "dulce", 3: "equat", 4: acronym, 5: "kelp"}
    long, chain, short = (1, 2), (2, 3), (0, 4)
    assert reason([long, chain, short, (0, 5)], stems) == [0, 1, 2, 3, 0, 0, 0, 5, 0, 0, 0, 0]
    assert reason([short, long, chain, (0, 5)], stems) == [0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0, 0]


def test_pairs_in_a_chain_are_one_term_of_four_words() -> None:
    assert shown_terms("On dulse", "Skua lantern tree search.") == {"dulse", "skua lantern tree search"}


def test_a_common_word_of_no_title_is_not_shown() -> None:
    papers = [paper(f"a{n}", "On dulse", f"{'Dulse' if n else 'It'} grows gladly, madly.") for n in range(12)]
    [terms] = {terms for _, _, terms in similar([*papers, *subjects(20)])["2025/a1"]}
    assert terms == ("dulse",)


def test_pairs_that_overlap_are_one_term() -> None:
    """And a word such as "low" or "self" is none alone."""
    rank = [paper(f"r{place}", "Low-rank adaptation", f"Kelp{place} of self.", place) for place in range(3)]
    others = [paper(f"o{place}", f"Low otter{place}", f"Self of loom{place}.", place) for place in range(30)]
    found = similar([*rank, *others])
    assert [terms for _, _, terms in found["2025/r1"]] == [("low-rank adaptation",)] * 2
    assert found["2025/o1"] == []


@pytest.mark.parametrize(
    ("title", "shared", "expected"),
    [("Quokka", 0, False), ("Quokka", 1, True), ("Quokka pouch", 0, True)],
    ids=["a word of a title alone, 69", "and one of the abstracts", "two words of titles"],
)
def test_one_term_of_a_title_needs_more_likeness(title: str, shared: int, expected: bool) -> None:
    both = " . ".join(f"s{number}x" for number in range(shared))
    own = {name: " . ".join(f"{name}{number}x" for number in range(30)) for name in "ab"}
    one, other = (paper(name, title, f"{both} . {own[name]}") for name in "ab")
    others = [paper(f"c{place}{name}", f"Title{place}", own[name], 2) for place in range(3) for name in own]
    found = similar([one, other, *others])
    assert any(address == "2025/b" for address, _, _ in found["2025/a"]) is expected


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_papers_has_no_say(seed: int) -> None:
    rng = Random(seed)
    papers = made(rng, 60)
    shuffled = rng.sample(papers, len(papers))
    assert similar(papers) == similar(shuffled)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "otter kelp", "Loom 3", "水 水", "$x$ λ"]),
            st.sampled_from(["", "Otter kelp rivers.", "weft warp", "\N{COMBINING ACUTE ACCENT}"]),
        ),
        max_size=12,
    )
)
def test_any_papers(texts: list[tuple[str, str]]) -> None:
    papers = [paper(str(number), title, abstract) for number, (title, abstract) in enumerate(texts)]
    for place, found in enumerate(find_similar(papers)):
        others = [item.index for item in found]
        assert place not in others
        assert len(others) == len(set(others)) <= MOST
        assert all(LEAST_SCORE <= item.score <= 1000 for item in found)
        assert all(item.terms and all(item.terms) for item in found)
        assert [item.score for item in found] == sorted((item.score for item in found), reverse=True)


def test_similarity_is_mutual() -> None:
    scores = {(one, other): score for one, found in similar(subjects(3)).items() for other, score, _ in found}
    assert all(scores[other, one] == score for (one, other), score in scores.items())


def test_copies_of_a_text() -> None:
    """All are similar to each other, and the work stays bounded: each has six."""
    copies = [
        paper(f"copy-{number:02}", "An otter holt", "On rivers and kelp.", number) for number in range(9)
    ]
    found = similar([*copies, *subjects(14)])
    for copy in copies:
        best = [item for item in found[copy.address] if item[1] == 1000]
        assert len(best) == MOST


def test_papers_without_an_abstract_have_similar_ones_by_title() -> None:
    papers = [paper("a", "Otter holts"), paper("b", "Holts of an otter"), *subjects(3)]
    assert similar(papers)["2025/a"][0][0] == "2025/b"


def test_papers_that_share_only_words_of_abstracts_are_not_similar() -> None:
    papers = [
        paper("a", "Otters", "Whiskers and paws."),
        paper("b", "Glaciers", "Whiskers and paws."),
        *(paper(f"c{number}", f"Loom{number}", f"Weft{number}.") for number in range(10)),
    ]
    assert similar(papers)["2025/a"] == []


def test_one_more_day_changes_only_the_papers_that_its_own_are_like() -> None:
    papers = made(Random(1), 400)
    before, after = papers[:385], papers
    assert settled(len(before)) == settled(len(after)) == 384
    old, new = similar(before), similar(after)
    added = {one.address for one in after[len(before) :]}
    assert any(old[one.address] != new[one.address] for one in before)
    for one in before:
        if old[one.address] != new[one.address]:
            assert added & {address for address, _, _ in new[one.address]}


def test_settled_papers_grow_in_steps() -> None:
    steps = [settled(papers) for papers in range(2000)]
    assert steps[:12] == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 10, 10]
    assert all(4 * papers // 5 <= oldest <= papers for papers, oldest in enumerate(steps))
    assert len(set(steps[1000:])) == 5


def test_work_grows_with_the_number_of_papers() -> None:
    few, many = made(Random(2), 300), made(Random(2), 1200)
    lines = [count_lines(lambda papers=papers: find_similar(papers)) for papers in (few, many)]
    assert lines[1] < 6 * lines[0]


def test_the_report_can_be_left_out() -> None:
    archive = Archive(tuple(subjects()), ())
    assert find_insights(archive, Decisions(), Settings()).similar == find_similar(archive.papers)
    assert find_insights(archive, Decisions(), Settings(leave_out=("similar",))).similar is None
