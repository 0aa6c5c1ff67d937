"""Names of authors, in lists, inverted, and as fields."""

from __future__ import annotations

import pytest

from daybook.digests.fields.names import are_cut_off, drop_nobody, join_name, name_in_fields, split_names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Mill, Ada", ["Ada Mill"]),
        ("Mill, Ada B.", ["Ada B. Mill"]),
        ("van der Reed, Bo", ["Bo van der Reed"]),
        ("Reed, Jr., Bo", ["Bo Reed, Jr."]),
        ("Mill, Ada and Reed, Bo and Wood, Cy", ["Ada Mill", "Bo Reed", "Cy Wood"]),
        ("Mill, A., Reed, B., & Wood, C.-D.", ["A. Mill", "B. Reed", "C.-D. Wood"]),
        ("Mill Hale, A. B.", ["A. B. Mill Hale"]),
        ("Mill, Ada; van der Reed, Bo; et al.", ["Ada Mill", "Bo van der Reed", "et al."]),
        ("Ada Mill, Bo Reed", ["Ada Mill", "Bo Reed"]),
        ("Ada Mill, Bo Reed and Cy Wood, Di Ash", ["Ada Mill", "Bo Reed", "Cy Wood", "Di Ash"]),
        ("Reed, Bo van der and Mill, Ada B.", ["Bo van der Reed", "Ada B. Mill"]),
        ("Moss Collaboration, Ada Mill", ["Moss Collaboration", "Ada Mill"]),
        ("Abel, Ada Mill", ["Abel", "Ada Mill"]),
        ("Mill A., Reed B.", ["A. Mill", "B. Reed"]),
        ("苔一, 苔二", ["苔一", "苔二"]),
    ],
)
def test_inverted_names(line: str, names: list[str]) -> None:
    assert list(split_names(line)) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Ada Mill et al.", ["Ada Mill"]),
        ("Ada Mill et.al.", ["Ada Mill"]),
        ("Ada Mill, Bo Reed, et al. (40 additional authors not shown)", ["Ada Mill", "Bo Reed"]),
        ("Ada Mill and others", ["Ada Mill"]),
        ("Ada Mill, Bo Reed and 12 others", ["Ada Mill", "Bo Reed"]),
        ("Mill, A., Reed, B., et al.", ["A. Mill", "B. Reed"]),
        ("et al.", []),
        ("Al Etal", ["Al Etal"]),
    ],
)
def test_et_al_is_nobody(line: str, names: list[str]) -> None:
    found = split_names(line)
    assert drop_nobody(found) == names
    assert are_cut_off(found) is ("Etal" not in line)


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"family": "Reed", "given": "Bo", "non-dropping-particle": "van der"}, "Bo van der Reed"),
        ({"family": "Reed", "given": "Bo", "suffix": "Jr.", "affiliation": []}, "Bo Reed, Jr."),
        ({"lastName": "Mill", "firstName": "Ada", "creatorType": "author"}, "Ada Mill"),
        ({"literal": "Weir Team"}, "Weir Team"),
        ({"display_name": "Ada Mill", "id": 1}, "Ada Mill"),
        ({"given": "Ada"}, "Ada"),
        ({"family": "墨", "given": "艾达"}, "墨艾达"),
        ({"name": 3}, ""),
    ],
)
def test_names_in_fields(person: dict[str, object], name: str) -> None:
    assert name_in_fields(person) == name


def test_a_suffix_is_no_given_name() -> None:
    assert join_name(["Ada Mill", " Jr."]) == "Ada Mill, Jr."
    assert join_name(["Mill", " Ada", " PhD"]) == "Ada Mill, PhD"


def test_a_family_name_comes_first_where_people_write_it_so() -> None:
    assert join_name(["墨", " 艾达"]) == "墨艾达"
    assert join_name(["모스", " 민수"]) == "모스민수"
    assert join_name(["墨", " Ada"]) == "Ada 墨"
    assert split_names("墨, 艾达; 苔, 波") == ("墨艾达", "苔波")


@pytest.mark.parametrize(
    "line",
    ["Ada Mill, Bo Reed et 3 autres", "Ada Mill, Bo Reed und 2 weitere", "Ada Mill, Bo Reed y 9 otros"],
)
def test_more_authors_in_other_languages(line: str) -> None:
    assert split_names(line) == ("Ada Mill", "Bo Reed", "et al.")


@pytest.mark.parametrize(
    "line", ["['Ada Mill', \"Bo O'Reed\"]", '["Ada Mill", "Bo O\'Reed"]', "['Ada Mill'\n \"Bo O'Reed\"]"]
)
def test_a_list_as_a_program_prints_it(line: str) -> None:
    assert split_names(line) == ("Ada Mill", "Bo O'Reed")
