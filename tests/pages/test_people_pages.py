"""The pages of people and organisations, their lists, and the links of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from msgspec.structs import replace

from daybook.content.decisions import Decisions
from daybook.content.people_toml import DecidedPerson
from daybook.insights import find_insights
from daybook.model import Appearance, Archive, Facts
from daybook.pages import people as people_pages
from daybook.pages import plan_pages
from daybook.pages.base.frame import Frame, SiteView
from daybook.pages.base.kind import Page
from daybook.pages.base.planning import Planning
from daybook.pages.list_feed import ListFeedPage
from daybook.pages.paper import PaperPage
from daybook.pages.people import PeoplePage
from daybook.pages.person import PersonPage
from daybook.settings import Settings
from daybook.text.addresses import author_search
from daybook.theme.templates import TemplateCall
from tests.made import archive, paper

BASE = "https://reader.example/repo/"
FRAME = Frame(Settings(base_url=BASE), SiteView("Days", "", "en", BASE, (), "1", "style", "script"))
DECIDED = Decisions(people=(DecidedPerson("Wei Li (Averil)", ("Wei Li (Averil)", "Wei Li"), ("2025/p01",)),))


def planned(given: Archive, decisions: Decisions = DECIDED, out: tuple[str, ...] = ()) -> dict[str, Page]:
    insights = find_insights(given, decisions, Settings(leave_out=out))
    return {page.address: page for page in plan_pages(Planning(given, insights=insights))}


def view_of(page: Page) -> Any:
    called = page.call(FRAME)
    assert isinstance(called, TemplateCall)
    return called.context["view"]


def signed(*of_papers: Sequence[str], organisation: str = "") -> Archive:
    """Return an archive of papers, one a day, given by their authors."""
    return archive(
        *(
            paper(
                f"2025/p{number:02}",
                f"Title {number}",
                days=[(date(2025, 3, 1) + timedelta(number)).isoformat()],
                facts=Facts(tuple(names), organization=organisation),
            )
            for number, names in enumerate(of_papers)
        )
    )


def links(items: Iterable[Any]) -> list[tuple[str, str, str]]:
    return [(item.label, item.href, item.detail) for item in items]


def test_names_lead_to_pages_or_to_the_search_for_them() -> None:
    pages = planned(signed(["Ilse Tarn", 'Bo "B" Weir'], ["Wei Li"], ["I. Tarn", "Ad Lund"], ["A. Lund"]))
    view = view_of(pages["papers/2025/p00/"])
    assert links(view.authors) == [
        ("Ilse Tarn", "../../../people/ilse-tarn/", ""),
        ('Bo "B" Weir', "", ""),  # a script adds the search for this name
    ]
    view = view_of(pages["papers/2025/p02/"])
    assert links(view.authors) == [
        ("I. Tarn", "../../../people/ilse-tarn/", ""),
        ("Ad Lund", "../../../search/?q=author:%22A.+Lund%22+author:%22Ad+Lund%22", ""),
    ]


@pytest.mark.parametrize("name", ["Jörg & Söhne", "王 小明", "A+B #1 100%"])
def test_a_search_for_a_name_asks_for_the_name(name: str) -> None:
    assert parse_qs(urlsplit(author_search((name,))).query) == {"q": [f'author:"{name}"']}


def test_a_person_is_told_from_another_of_the_name() -> None:
    given = signed(*[["Wei Li"]] * 8)
    pages = planned(
        given, replace(DECIDED, people=(replace(DECIDED.people[0], papers=("2025/p01", "2025/p03")),))
    )
    assert [address for address in pages if address.startswith("people/w") and address.endswith("/")] == [
        "people/wei-li/",
        "people/wei-li-averil/",
    ]
    shown = [view_of(pages[f"papers/2025/p0{number}/"]).authors[0].href for number in (0, 1)]
    assert shown == ["../../../people/wei-li/", "../../../people/wei-li-averil/"]
    view = view_of(pages["people/wei-li-averil/"])
    assert (view.name, view.names, [one.href for one in view.papers]) == (
        "Wei Li (Averil)",
        "Wei Li",
        ["../../papers/2025/p03/", "../../papers/2025/p01/"],
    )


def test_the_page_of_a_person() -> None:
    given = signed(
        ["Ilse Tarn", "Bo Weir"], ["I. Tarn"], ["Bo Weir", "Ilse Tarn"], ["Ad"], organisation="Averil"
    )
    first, *others = given.papers
    items = (*first.appearances, Appearance(first.appearances[0].day.replace(day=20), 2, "2025/x.txt", 41))
    pages = planned(replace(given, papers=(replace(first, appearances=items), *others)))
    view = view_of(pages["people/ilse-tarn/"])
    assert (view.name, view.names) == ("Ilse Tarn", "I. Tarn")
    assert (view.count, view.extent) == ("3 papers on 4 days", "1–20 March 2025")
    assert [(one.href, one.detail) for one in view.papers] == [
        ("../../papers/2025/p00/", "20 March 2025 · 41 up-votes"),
        ("../../papers/2025/p02/", "3 March 2025"),
        ("../../papers/2025/p01/", "2 March 2025"),
    ]
    assert links(view.partners) == [("Bo Weir", "../../search/?q=author:%22Bo+Weir%22", "2")]
    assert links(view.organisations) == [("Averil", "", "3")]
    assert view.more is None


def test_a_long_page_leads_to_the_search_for_all() -> None:
    papers = [paper(f"2025/p{number:03}", facts=Facts(("Ilse Tarn",))) for number in range(240)]
    view = view_of(planned(archive(*papers))["people/ilse-tarn/"])
    assert (len(view.papers), view.count) == (200, "240 papers on 1 day")
    assert view.more.href == "../../search/?q=author:%22Ilse+Tarn%22"


def test_the_page_of_an_organisation() -> None:
    pages = planned(signed(*[["Ilse Tarn"]] * 20, organisation="Averil"))
    view = view_of(pages["organisations/averil/"])
    assert (view.name, view.count, view.rule) == ("Averil", "20 papers on 20 days", "")
    assert links(view.partners) == [("Ilse Tarn", "../../people/ilse-tarn/", "20")]
    assert links(view_of(pages["people/ilse-tarn/"]).organisations) == [
        ("Averil", "../../organisations/averil/", "20")
    ]
    assert links(view_of(pages["people/"]).organisations) == [("Averil", "../organisations/averil/", "20")]
    (fact,) = [fact for fact in view_of(pages["papers/2025/p00/"]).facts if fact.label == "Organisation"]
    assert links(fact.values) == [("Averil", "../../../organisations/averil/", "")]
    listed = view_of(pages["organisations/"])
    assert links(listed.foremost) == [("Averil", "../organisations/averil/", "20")]
    assert listed.names == ()  # the list of the foremost has all


def test_a_list_is_sorted_by_family_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_pages, "_FOREMOST", 7)  # one has more than the list of the foremost
    names = [
        "Ilse Tarn",
        "Bo van der Aa",
        "Åse Øst",
        "Moss Team",
        "Hal Fen III",
        "王小明",
        "Tarn, Ida",
        "Zed",
    ]
    signing = [view for name in names for view in [[name]] * 4]
    shown = view_of(planned(signed(*signing))["people/"]).names
    assert [(one.given, one.family) for one in shown] == [
        ("Bo van der ", "Aa"),
        ("Hal ", "Fen III"),
        ("", "Moss Team"),
        ("Åse ", "Øst"),
        ("", "Tarn, Ida"),
        ("Ilse ", "Tarn"),
        ("", "王小明"),
        ("", "Zed"),
    ]


def test_a_long_list_is_divided_by_first_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_pages, "_MOST_NAMES", 2)
    names = ["Ann Li", "Bo Li", "Cy Li", "Di Lo", "Ed Moss"]
    pages = planned(signed(*[[name] for name in names for _ in range(4)]))
    first = view_of(pages["people/"])
    assert first.names == ()
    assert [(part.label, part.href, part.count) for part in first.parts] == [
        ("Li A", "../people/names/li-a/", "1"),
        ("Li B", "../people/names/li-b/", "1"),
        ("Li C", "../people/names/li-c/", "1"),
        ("Lo", "../people/names/lo/", "1"),
        ("M", "../people/names/m/", "1"),
    ]
    part = view_of(pages["people/names/li-c/"])
    assert [(one.given, one.family, one.href) for one in part.names] == [
        ("Cy ", "Li", "../../../people/cy-li/")
    ]
    assert (part.heading, part.count) == ("People: Li C", "1 person")
    assert [(one.label, one.count) for one in part.parts if one.is_current] == [("Li C", "")]


def test_a_new_paper_changes_the_pages_of_its_people_alone() -> None:
    before = signed(*[[f"Person {number // 4}"] for number in range(28)])
    one = paper("2025/new", days=["2025-03-29"], facts=Facts(("Person 1", "Person 9")))
    after = archive(*before.papers, one)
    kinds = (PaperPage, PersonPage, ListFeedPage, PeoplePage)

    def keys(given: Archive) -> dict[str, object]:
        hashes = {each.address: repr(each).encode() for each in given.papers}
        found = planned(given, out=("map",)).items()  # whose places a build keeps, and this does not
        return {address: page.key_fields(hashes) for address, page in found if isinstance(page, kinds)}

    old, new = keys(before), keys(after)
    changed = sorted(address for address in new if old.get(address) != new[address])
    assert changed == [
        "papers/2025/new/",
        "people/",
        "people/person-1/",
        "people/person-1/feed.xml",
    ]


def test_without_the_report_names_lead_to_no_page() -> None:
    pages = planned(signed(*[["Ilse Tarn"]] * 20, organisation="Averil"), out=("people",))
    assert not [address for address in pages if address.startswith(("people", "organisations"))]
    (author,) = view_of(pages["papers/2025/p00/"]).authors
    assert (author.label, author.href) == ("Ilse Tarn", "")


def test_nobody_has_two_papers() -> None:
    view = view_of(planned(signed(["Ilse Tarn"], ["Bo Weir"]))["people/"])
    assert (view.count, view.names, view.foremost) == ("0 people", (), ())


def test_a_person_has_a_feed_of_the_newest_papers() -> None:
    pages = planned(signed(*[["Ilse Tarn"]] * 28, organisation="Averil"))
    page = pages["people/ilse-tarn/"]
    called = page.call(FRAME)
    assert isinstance(called, TemplateCall)
    (link,) = called.context["page"].feeds
    assert (link.label, link.href) == ("Ilse Tarn", "feed.xml")
    view = view_of(pages["people/ilse-tarn/feed.xml"])
    assert (view.title, view.page_url) == ("Daybook: Ilse Tarn", f"{BASE}people/ilse-tarn/")
    assert [entry.url for entry in view.entries] == [
        f"{BASE}papers/2025/p{number:02}/" for number in range(27, 22, -1)
    ]
    (entry, *_) = view.entries
    assert (entry.authors, entry.summary, entry.links, entry.categories) == (("Ilse Tarn",), "", (), ())
    of_all = view_of(pages["organisations/averil/feed.xml"])
    assert len(of_all.entries) == 20
    assert view.updated == "2025-03-28T00:00:00Z"
