"""A paper's page: filled by digests, corrected by people, updated by later digests."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.content import paper_page
from daybook.content.paper_page import PaperFile
from daybook.content.paper_update import FACTS, FIELDS, FieldValue, PaperUpdate
from daybook.model import Appearance
from daybook.text.plain_text import one_line, paragraphs

FIRST: dict[str, FieldValue] = {
    "title": "A Moss Clock",
    "abstract": "It keeps time.\n\nIt is green.",
    "authors": ("Ada Mill", "Bo Reed, Jr."),
    "arxiv": "3103.00010",
    "doi": "10.1234/moss",
    "published": "2031-03",
    "categories": ("xx.YY",),
    "keywords": ("moss",),
    "organization": "Moss Works",
    "code": "https://code.example/moss",
    "project": "https://moss.example/",
    "link": "https://press.example/moss",
    "summary": "Moss tells the time.",
    "comment": "9 pages",
    "submitter": "Di Ash",
    "stars": "12",
    "venue": "Moss Days",
}
SECOND: dict[str, FieldValue] = {
    "title": "A Moss Clock, Revised",
    "abstract": "It keeps time well.",
    "authors": ("Ada Mill", "Cy Wood"),
    "arxiv": "3104.00001",
    "doi": "10.1234/moss.2",
    "published": "2031-04-01",
    "categories": ("xx.YY", "xx.ZZ"),
    "keywords": ("clocks",),
    "organization": "Clock House",
    "code": "https://code.example/clock",
    "project": "https://clock.example/",
    "link": "https://press.example/clock",
    "summary": "Clocks grow.",
    "comment": "10 pages; to appear",
    "submitter": "Ed Fern",
    "stars": "340",
    "venue": "Clock Nights",
}
CORRECTED = {
    "title": ('title: "A Moss Clock"', 'title: "Corrected"'),
    "abstract": ("<p>It keeps time.</p>", "<p>It does not.</p>"),
    "authors": ('- "Bo Reed, Jr."\n', '- "Bo Reed"\n'),
    "arxiv": ('\narxiv: "3103.00010"', '\narxiv: "3103.99999"'),
    "doi": ('\ndoi: "10.1234/moss"', ""),
    "published": ('published: "2031-03"', "published: 2031"),
    "categories": ('categories:\n- "xx.YY"', "categories: [aa.BB]"),
    "keywords": ('keywords:\n- "moss"\n', ""),
    "organization": ('"Moss Works"', '"Moss & Co"'),
    "code": ("https://code.example/moss", "https://code.example/mine"),
    "project": ("https://moss.example/", "https://mine.example/"),
    "link": ("https://press.example/moss", "https://mine.example/moss"),
    "summary": ("Moss tells the time.", "Moss tells time, well."),
    "comment": ('"9 pages"', '"8 pages"'),
    "submitter": ('submitter: "Di Ash"\n', ""),
    "stars": ('stars: "12"', "stars: 13"),
    "venue": ('venue: "Moss Days"', "venue: Moss Nights"),
}


def paper_update(values: dict[str, FieldValue], day: int = 1, name: str = "a.json") -> PaperUpdate:
    place = Appearance(date(2031, 3, day), 4, f"2031/{name}", 12)
    return PaperUpdate("2031/moss", (place,), values, dict.fromkeys(values, place.digest))


def read(text: str) -> PaperFile:
    page, problems = paper_page.read("papers/2031/moss.md", "2031/moss", text)
    assert page is not None
    assert not problems
    return page


def update(text: str, given: PaperUpdate) -> str:
    return paper_page.update(text, given)


def test_created_page_equals_the_one_read_from_its_text() -> None:
    made, text = paper_page.create(paper_update(FIRST))
    page = read(text)
    assert page == made
    assert (page.titles, page.titles_differ) == (("A Moss Clock", "A Moss Clock"), False)
    assert {name: page.value(name) for name in FIELDS} == FIRST
    assert not any(page.is_corrected(name) for name in FIELDS)


def test_update_replaces_every_field() -> None:
    page = read(update(paper_page.create(paper_update(FIRST))[1], paper_update(SECOND, 2, "b.json")))
    assert {name: page.value(name) for name in FIELDS} == SECOND
    assert not any(page.is_corrected(name) for name in FIELDS)
    assert set(page.provenance.sources.values()) == {"2031/b.json"}


def test_every_field_has_a_case() -> None:
    assert set(FIRST) == set(SECOND) == set(CORRECTED) == set(FIELDS)


@pytest.mark.parametrize("field", FIELDS)
def test_corrected_field_stays_and_all_others_are_updated(field: str) -> None:
    before, after = CORRECTED[field]
    text = paper_page.create(paper_update(FIRST))[1]
    assert text.count(before) >= 1
    text = text.replace(before, after, 1)
    corrected = read(text)
    assert [name for name in FIELDS if corrected.is_corrected(name)] == [field]
    for day in (2, 3):
        text = update(text, paper_update(SECOND, day, "b.json"))
        page = read(text)
        assert page.value(field) == corrected.value(field) != FIRST[field]
        assert {name: page.value(name) for name in FIELDS if name != field} == {
            name: value for name, value in SECOND.items() if name != field
        }


@pytest.mark.parametrize("field", FACTS)
def test_field_written_by_a_person_before_any_digest_stays(field: str) -> None:
    value = SECOND[field]
    line = f"{field}: {list(value) if isinstance(value, tuple) else value}\n".replace("'", '"')
    page = read(update(f"---\ntitle: A Moss Clock\n{line}---\n\nA note.\n", paper_update(FIRST)))
    assert page.value(field) == value
    assert page.paper.notes_markdown == "A note."
    assert page.value("abstract") == FIRST["abstract"]


@pytest.mark.parametrize("stars", ["9" * 5_000, "-1", "1,204", "\uff11", "many"])
def test_stars_are_a_short_number(stars: str) -> None:
    text = f'---\ntitle: A Moss Clock\nstars: "{stars}"\n---\n'
    page, problems = paper_page.read("papers/2031/moss.md", "2031/moss", text)
    assert page is not None
    assert page.paper.facts.stars == ""
    assert "`stars` is not of its form" in problems[0].what


def test_page_of_an_earlier_version_is_changed_only_by_new_values() -> None:
    made = paper_page.create(paper_update({"title": "A Moss Clock", "abstract": "It keeps time."}))[1]
    start, end = made.index("  from:"), made.index("---", 5)
    text = made[:start] + made[end:].replace("Write notes below, in Markdown. -->", "Notes. -->\n\nMine.")
    same = PaperUpdate("2031/moss", read(text).paper.appearances, {}, {})
    assert update(text, same) == text
    more = read(update(text, paper_update({"arxiv": "3103.00010"})))
    assert (more.paper.facts.arxiv, more.paper.notes_markdown) == ("3103.00010", "Mine.")
    assert more.provenance.sources == {"arxiv": "2031/a.json"}


def test_two_corrected_titles_are_both_kept() -> None:
    text = paper_page.create(paper_update(FIRST))[1]
    title = f'title: "{FIRST["title"]}"'
    text = text.replace(title, 'title: "One Title"', 1).replace("<h1>A Moss Clock</h1>", "<h1>Another</h1>")
    page, problems = paper_page.read("papers/2031/moss.md", "2031/moss", text)
    assert page is not None
    assert "both corrected" in problems[0].what
    assert (page.paper.title, page.titles_differ) == ("One Title", False)
    after = update(text, paper_update(SECOND, 2, "b.json"))
    assert 'title: "One Title"' in after
    assert "<h1>Another</h1>" in after
    assert str(SECOND["abstract"]) in after


def test_update_of_one_field_changes_its_lines_alone() -> None:
    before = paper_page.create(paper_update(FIRST))[1]
    after = update(before, paper_update({**FIRST, "code": "https://code.example/new"}))
    changed = [one for one, other in zip(before.split("\n"), after.split("\n"), strict=True) if one != other]
    assert [line.strip().partition(":")[0] for line in changed] == ["code", "code"]


LINES = st.text(max_size=30).map(one_line)
LISTS = st.lists(LINES.filter(bool), max_size=3, unique=True).map(tuple)


@given(
    LINES.filter(bool),
    st.text(max_size=80).map(paragraphs),
    st.fixed_dictionaries({"authors": LISTS, "keywords": LISTS, "categories": LISTS, "organization": LINES}),
)
def test_created_page_of_any_text_reads_back(title: str, abstract: str, facts: dict[str, FieldValue]) -> None:
    values = {name: value for name, value in {"title": title, "abstract": abstract, **facts}.items() if value}
    made, text = paper_page.create(paper_update(values))
    page = read(text)
    assert page.paper == made.paper
    assert not any(page.is_corrected(name) for name in FIELDS)
    assert update(text, paper_update(values)) == text
