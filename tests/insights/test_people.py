"""Who is who among authors, who has a page, and what a page shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from daybook.content.people_toml import DecidedPerson
from daybook.insights.people import People, find_people
from daybook.insights.people.names import SignedPapers, papers_of, people_of
from daybook.insights.people.pages import room, with_pages
from daybook.model import Archive, Facts
from tests.made import archive, paper


def joined(*papers: Sequence[str]) -> set[frozenset[str]]:
    """Return who has several names on papers, given by their authors."""
    authors = [tuple(names) for names in papers]
    people = people_of(SignedPapers(papers_of(authors), authors, [len(authors)]))
    listed = [name for names in people for name in names]
    assert len(listed) == len(set(listed))
    return {frozenset(names) for names in people if len(names) > 1}


def one_each(*names: str) -> set[frozenset[str]]:
    """Return the same of names that are each on a paper of their own."""
    return joined(*([name] for name in names))


@pytest.mark.parametrize(
    "names",
    [
        ("Ilse Tarn", "ilse tarn", "ILSE TARN"),
        ("Ilse-Marie Tarn", "Ilse Marie Tarn"),
        ("Jörg Tarn", "Jorg Tarn"),
        ("Łucja Tarń", "Łucja Tarn", "Lucja Tarn"),
        ("Hans Straße", "Hans Strasse"),
        ("Tarn, Ilse", "Ilse Tarn"),
        ("I. Tarn", "Ilse Tarn"),
        ("I Tarn", "Ilse Tarn", "I. M. Tarn"),
        ("Ilse M. Tarn", "Ilse Tarn"),
        ("Ilse M. Tarn", "Ilse Marie Tarn"),
        ("I. M. Tarn", "Ilse Marie Tarn"),
        ("I.-M. Tarn", "Ilse-Marie Tarn"),
        ("I. van der Tarn", "Ilse van der Tarn"),
        ("I. Tarn, Jr.", "Ilse Tarn Jr."),
        ("И. Тарн", "Ильза Тарн"),
        ("王小明", "王 小明", "王小明 "),
    ],
)
def test_these_are_one_person(names: tuple[str, ...]) -> None:
    if names[0] == "王小明":
        assert one_each(*names) == {frozenset({"王小明", "王小明 "})}, "a blank is not for us to add"
    else:
        assert one_each(*names) == {frozenset(names)}
        assert one_each(*reversed(names)) == {frozenset(names)}


@pytest.mark.parametrize(
    "names",
    [
        ("Ilse Tarn", "Ida Tarn"),
        ("I. Tarn", "Ilse Tarn", "Ida Tarn"),
        ("I. M. Tarn", "Ilse K. Tarn"),
        ("Ilse K. Tarn", "Ilse M. Tarn", "Ilse Tarn"),
        ("Ilse Tarn", "Ilse Marie Tarn"),
        ("Ilse M. Tarn", "Ilse Marie Tarn", "Ilse Tarn"),
        ("I. K. Tarn", "I. M. Tarn", "Ilse Tarn"),
        ("I. Tarn", "I. M. Tarn"),
        ("I. Tarn", "Ilse Tarnow"),
        ("Hùng Tarn", "Hưng Tarn", "Hung Tarn"),
        ("Tarn", "I. Tarn"),
        ("T", "Tarn"),
        ("I. T", "Ilse T"),
        ("I Team", "Ice Team"),
        ("王", "王小明"),
        ("王 明", "王小 明"),
        ("か", "が"),
    ],
)
def test_these_are_different_people(names: tuple[str, ...]) -> None:
    assert one_each(*names) == set()
    assert one_each(*reversed(names)) == set()


def test_the_others_of_a_name_do_not_keep_two_spellings_apart() -> None:
    assert one_each("I. Tarn", "Ilse Tarn", "ilse tarn", "Ida Tarn") == {
        frozenset({"Ilse Tarn", "ilse tarn"})
    }
    assert one_each("Hùng Tarn", "Hưng Tarn", "hưng tarn") == {frozenset({"Hưng Tarn", "hưng tarn"})}


def test_two_names_on_one_paper_are_two_people() -> None:
    assert joined(["I. Tarn"], ["Ilse Tarn"]) == {frozenset({"I. Tarn", "Ilse Tarn"})}
    assert joined(["I. Tarn", "Ilse Tarn"], ["Ilse Tarn"]) == set()


def test_where_a_name_is_common_a_co_author_must_speak_for_it() -> None:
    others = (["Ida Tarn"], ["Ines Tarn"])
    assert joined(["Ilse Tarn", "Bo"], ["Ilse M. Tarn"], *others) == set()
    found = joined(["Ilse Tarn", "Bo"], ["Ilse M. Tarn", "Bo"], *others)
    assert found == {frozenset({"Ilse Tarn", "Ilse M. Tarn"})}
    crowd = [f"Member {number}" for number in range(60)]
    assert joined(["Ilse Tarn", *crowd], ["Ilse M. Tarn", *crowd], *others) == set(), "of sixty says little"


def test_who_is_nobody_is_left_out() -> None:
    authors = [("et al.", "...", "Ilse Tarn", "and others")]
    assert people_of(SignedPapers(papers_of(authors), authors, [1])) == [("Ilse Tarn",)]


FIRST = st.sampled_from(["A.", "Ann", "Amy", "B.", "Bo"])
NAME = st.builds(
    lambda *words: " ".join(filter(None, words)),
    FIRST,
    st.sampled_from(["", "", "K.", "Kim", "L."]),
    st.sampled_from(["Tarn", "Weir", "Tärn"]),
)
PAPERS = st.lists(st.lists(NAME, min_size=1, max_size=3, unique=True).map(tuple), max_size=12)


@given(PAPERS)
def test_each_name_is_one_persons_and_no_two_of_a_person_are_on_one_paper(
    papers: list[tuple[str, ...]],
) -> None:
    people = people_of(SignedPapers(papers_of(papers), papers, [len(papers)]))
    assert sorted(name for names in people for name in names) == sorted(
        {name for one in papers for name in one}
    )
    for names in people:
        firsts = {name.split()[0] for name in names}
        assert len({first for first in firsts if not first.endswith(".")}) < 2
        keys = [{name.replace("ä", "a") for name in names if name in one} for one in papers]
        assert all(len(found) < 2 for found in keys)


def written(*days: Iterable[Sequence[str]]) -> Archive:
    """Return an archive of papers by day, given by their authors."""
    papers = [
        paper(f"2025/p{day:02}-{place:02}", days=[f"2025-03-{day:02}"], facts=Facts(tuple(authors)))
        for day, of_day in enumerate(days, 1)
        for place, authors in enumerate(of_day)
    ]
    return archive(*papers)


def slugs(found: People) -> list[str]:
    return [person.slug for person in found.people]


@pytest.mark.parametrize(
    ("papers", "pages"), [(3, 0), (4, 1), (4_000, 1_000), (4_012, 1_001), (16_000, 2_000), (100_000, 9_000)]
)
def test_room_grows_with_the_papers_and_more_slowly_in_large_archives(papers: int, pages: int) -> None:
    assert room(papers, 4) == pages


def test_pages_go_to_those_with_most_papers_then_to_those_who_had_them_first() -> None:
    day = [[1, 2, 3], [3, 2, 1], [1, 4], [4], [5], [6], [7], [8]]
    assert with_pages([day], 4) == [1, 3]
    assert with_pages([day], 2) == [1, 3, 2, 4]
    assert with_pages([day], 1) == [1, 3, 2, 4]


def test_nobody_loses_a_page_as_days_are_added() -> None:
    found = written(
        *([["Ann Tarn", f"Bo {'abcdefghij'[day % 7]}{place}"] for place in range(3)] for day in range(12))
    )
    before: list[str] = []
    for count in range(1, 13):
        last = found.days[count - 1].date
        papers = tuple(one for one in found.papers if one.appearances[0].day <= last)
        now = slugs(find_people(Archive(papers, found.days[:count])))
        assert now[: len(before)] == before
        assert len(now) <= len(papers) // 4
        before = now
    assert len(before) == 9


@given(st.lists(st.lists(st.lists(st.integers(0, 8), max_size=4, unique=True), max_size=6), max_size=8))
def test_pages_are_bounded_and_stay(days: list[list[list[int]]]) -> None:
    found = [with_pages(days[:count], 3) for count in range(len(days) + 1)]
    for before, now in pairwise(found):
        assert now[: len(before)] == before
    papers = [people for day in days for people in day]
    assert len(found[-1]) <= len(papers) // 3
    assert all(sum(one in people for people in papers) >= 2 for one in found[-1])


def test_a_page_has_papers_newest_first_partners_and_organisations() -> None:
    given_archive = written(
        [["Ilse Tarn", "Bo Weir"], ["I. Tarn"], ["Bo Weir", "Ilse Tarn", "Ad Lund"]],
        [["ilse tarn", "Ad Lund"]],
    )
    papers = tuple(
        replace(one, facts=replace(one.facts, organization="Port Averil" if place % 2 else "PORT AVERIL"))
        for place, one in enumerate(given_archive.papers)
    )
    (person,) = find_people(replace(given_archive, papers=papers)).people
    assert (person.name, person.slug) == ("Ilse Tarn", "ilse-tarn")
    assert person.names == ("Ilse Tarn", "I. Tarn", "ilse tarn")
    assert person.papers == ("2025/p02-00", "2025/p01-00", "2025/p01-01", "2025/p01-02")
    assert [(one.name, one.papers) for one in person.partners] == [("Bo Weir", 2), ("Ad Lund", 2)]
    assert [(one.name, one.papers) for one in person.organisations] == [("Port Averil", 4)]


def test_every_name_of_a_person_leads_to_the_page() -> None:
    found = find_people(written([["Ilse Tarn"], ["I. Tarn"], ["Bo Weir"], ["B. Weir"]]))
    assert found.slugs == {"Ilse Tarn": "ilse-tarn", "I. Tarn": "ilse-tarn"}
    assert found.slug_of("2025/p01-00", "I. Tarn") == "ilse-tarn"
    assert found.slug_of("2025/p01-02", "Bo Weir") == ""
    assert found.joined == dict.fromkeys(["Bo Weir", "B. Weir"], ("B. Weir", "Bo Weir"))


def test_two_people_of_one_slug_have_two_addresses() -> None:
    day = [["Hùng Tarn"], ["Hưng Tarn"]] * 2
    assert slugs(find_people(written(day, day))) == ["hung-tarn", "hung-tarn-2"]


def test_organisations_with_papers_have_pages() -> None:
    papers = [
        paper(
            f"2025/p{number:02}",
            facts=Facts(("Ilse Tarn",), organization="Port Averil" if number < 2 else ""),
        )
        for number in range(20)
    ]
    found = find_people(archive(*papers))
    (one,) = found.organisations
    assert (one.name, one.slug, len(one.papers)) == ("Port Averil", "port-averil", 2)
    assert [(partner.name, partner.slug, partner.papers) for partner in one.partners] == [
        ("Ilse Tarn", "ilse-tarn", 2)
    ]
    assert found.organisation_slugs == {"Port Averil": "port-averil"}
    assert find_people(archive(*papers[:19])).organisations == ()


def test_what_people_decided_goes_before_all_rules() -> None:
    day = [["Wei Li"], ["Wei Li"], ["Wei Li"], ["W. Li"], ["Ilse Tarn"], ["Ilse Vey"], ["Bo"], ["Bo"]] * 2
    decided = (
        DecidedPerson("Ilse Tarn-Vey", ("Ilse Tarn-Vey", "Ilse Tarn", "Ilse Vey")),
        DecidedPerson(
            "Wei Li (Port Averil)", ("Wei Li (Port Averil)", "Wei Li"), ("2025/p01-00", "2025/p01-08")
        ),
        DecidedPerson("W. Li", ("W. Li",), slug="bo"),
    )
    found = find_people(written(day, day), decided)
    names = {person.name: (person.slug, person.names, len(person.papers)) for person in found.people}
    assert names == {
        "Wei Li": ("wei-li", ("Wei Li",), 10),
        "W. Li": ("bo", ("W. Li",), 4),
        "Bo": ("bo-2", ("Bo",), 8),
        "Ilse Tarn-Vey": ("ilse-tarn-vey", ("Ilse Tarn", "Ilse Vey"), 8),
        "Wei Li (Port Averil)": ("wei-li-port-averil", ("Wei Li",), 2),
    }
    assert found.slug_of("2025/p01-00", "Wei Li") == "wei-li-port-averil"
    assert found.slug_of("2025/p01-01", "Wei Li") == "wei-li"


@given(PAPERS)
def test_the_order_of_papers_in_memory_does_not_matter(papers: list[tuple[str, ...]]) -> None:
    given_archive = written(papers[:6], papers[6:])
    turned = replace(given_archive, papers=given_archive.papers[::-1])
    assert find_people(given_archive) == find_people(turned)
