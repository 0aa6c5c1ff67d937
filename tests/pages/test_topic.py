"""Pages of topics."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from daybook.content.decisions import Decisions
from daybook.content.people_toml import DecidedPerson
from daybook.disk import cache
from daybook.insights import find_insights
from daybook.insights.topics import TopicName
from daybook.model import Appearance, Facts, Paper
from daybook.pages import plan_pages
from daybook.pages.base.frame import Frame, SiteView
from daybook.pages.base.kind import Page
from daybook.pages.base.planning import Planning
from daybook.pages.paper import PaperPage
from daybook.pages.parts.page_links import on_card
from daybook.pages.topics import TopicLine, TopicsPage
from daybook.settings import Settings
from tests.made import archive, paper

SITE = SiteView("Days", "", "en", "https://reader.example/", (), "1", "style", "script")
TITLES = ("{} for {} Quays", "Where {} Fails {} Times", "{}: {} Studies", "On {}, {}", "No More {}: {}")
SUBJECTS = ("Tidal Routing", "Lantern Calibration", "Slow Light")


def of_subject(subject: str, number: int, day: str, votes: int = 0) -> Paper:
    facts = Facts(authors=("Ada Fenwick", f"Bo Quay {number}"))
    one = paper(
        f"2031/{subject[0].lower()}{number}",
        TITLES[number % len(TITLES)].format(subject, number),
        f"We study {subject.lower()} with care {number}.",
        facts=facts,
    )
    return replace(one, appearances=(Appearance(date.fromisoformat(day), 1, f"2031/{day}.txt", votes),))


PAPERS = [
    of_subject(subject, number, f"2031-{1 + number % 6:02d}-{10 + at:02d}", number)
    for at, subject in enumerate(SUBJECTS)
    for number in range(70 if at == 2 else 8)
]


UNDECIDED = Decisions()


def planned(papers: Iterable[Paper], decisions: Decisions = UNDECIDED) -> dict[str, Page]:
    given = archive(*papers)
    insights = find_insights(given, decisions, Settings())
    return {page.path: page for page in plan_pages(Planning(given, insights=insights))}


def view_of(pages: dict[str, Page], path: str) -> Any:
    call: Any = pages[path].call(Frame(Settings(), SITE))
    return call.context["view"]


def keys(pages: dict[str, Page]) -> dict[str, bytes]:
    hashes: dict[str, bytes] = {one.address: cache.key(one) for one in PAPERS}
    hashes["2031/t99"] = b"new"
    return {path: cache.key(page.key_fields(hashes)) for path, page in pages.items()}


def test_a_topic_that_gains_a_paper_is_made_again_and_no_other() -> None:
    before, after = planned(PAPERS), planned([*PAPERS, of_subject("Tidal Routing", 99, "2031-06-20")])
    old, new = keys(before), keys(after)
    changed = {path for path in new if path.startswith("topics/") and new[path] != old.get(path)}
    assert changed == {
        "topics/index.html",
        "topics/tidal-routing/index.html",
        "topics/tidal-routing/votes/index.html",
        "topics/tidal-routing/feed.xml",
    }
    for path, page in before.items():
        if isinstance(page, PaperPage):
            again: Any = after[path]
            assert page.topics == again.topics


def test_papers_come_from_the_newest() -> None:
    view = view_of(planned(PAPERS), "topics/tidal-routing/index.html")
    assert (view.name, view.count, len(view.papers)) == ("Tidal routing", "8 papers", 8)
    days = [datetime.strptime(one.detail.partition(" · ")[0], "%d %B %Y").astimezone() for one in view.papers]
    assert days == sorted(days, reverse=True)
    first = view.papers[0]
    assert (first.title, first.href) == ("Tidal Routing for 5 Quays", "../../papers/2031/t5/")
    assert (first.authors, first.detail) == ("Ada Fenwick, Bo Quay 5", "10 June 2031 · 5 up-votes")
    assert "·" not in view.papers[-1].detail
    assert [(person.label, person.detail) for person in view.people] == [("Ada Fenwick", "8")]
    assert view.bars.rows[0].numbers == ("2",)
    assert [link.label for link in view.views] == ["Newest", "Most votes"]


def test_a_person_of_several_names_counts_once_and_namesakes_apart() -> None:
    of_quay = ("2031/t2", "2031/t3", "2031/t4")
    decisions = Decisions(
        people=(
            DecidedPerson("Ada Fenwick (Quay)", ("Ada Fenwick (Quay)", "Ada Fenwick"), of_quay),
            DecidedPerson("Bo Quay", ("Bo Quay", "Bo Quay 0", "Bo Quay 1", "Bo Quay 5")),
        )
    )
    view = view_of(planned(PAPERS, decisions), "topics/tidal-routing/index.html")
    assert [(person.label, person.href, person.detail) for person in view.people] == [
        ("Ada Fenwick", "../../people/ada-fenwick/", "5"),
        ("Ada Fenwick (Quay)", "../../people/ada-fenwick-quay/", "3"),
        ("Bo Quay", "../../people/bo-quay/", "3"),
    ]


def test_most_voted_papers_come_first() -> None:
    view = view_of(planned(PAPERS), "topics/tidal-routing/votes/index.html")
    votes = [line.detail.partition(" · ")[2].partition(" ")[0] for line in view.papers]
    assert votes == [*"7654321", ""]
    assert (view.count, view.is_first, view.bars) == ("8 most voted papers", False, None)
    assert view.views[0].href == "../../../topics/tidal-routing/"
    unvoted = [replace(one, appearances=(replace(one.appearances[0], upvotes=0),)) for one in PAPERS]
    assert "topics/tidal-routing/votes/index.html" not in planned(unvoted)


def test_a_long_list_has_pages() -> None:
    many = [*PAPERS, *(of_subject("Slow Light", number, "2031-05-01") for number in range(70, 120))]
    pages = planned(many)
    first, older = (view_of(pages, f"topics/slow-light/{name}index.html") for name in ("", "1/"))
    assert (len(first.papers), len(older.papers)) == (70, 50)
    assert (first.is_first, older.is_first, older.bars, older.count) == (True, False, None, "Page 1")
    assert older.papers[-1].href == "../../../papers/2031/s0/"


def test_cards_and_papers_lead_to_topics() -> None:
    pages = planned(PAPERS)
    card = view_of(pages, "dates/2031-01-10/index.html").cards[0]
    assert [(link.label, link.href) for link in card.topics] == [
        ("Tidal routing", "../../topics/tidal-routing/")
    ]
    topics = view_of(pages, "papers/2031/t0/index.html").topics
    assert [link.href for link in topics] == ["../../../topics/tidal-routing/"]


def test_a_topic_of_single_papers_has_no_course_in_words() -> None:
    few = [
        of_subject("Slow Light", number, f"2031-0{month}-10") for number, month in enumerate((1, 1, 1, 4, 4))
    ]
    assert len(view_of(planned(few), "topics/slow-light/index.html").facts) == 2
    once = [of_subject("Slow Light", number, f"2031-0{1 + 3 * number}-10") for number in range(2)]
    assert view_of(planned(once), "topics/slow-light/index.html").facts == ()


@pytest.mark.parametrize(
    ("topics", "shown"),
    [
        (
            ["Large kelp models", "Multimodal large kelp models", "Tides"],
            ["Multimodal large kelp models", "Tides"],
        ),
        (["Ferries", "Lamps", "Tides"], ["Ferries", "Lamps"]),
        (["Lamp repair", "Lamps"], ["Lamp repair"]),
        (["Ebb-tide lamps", "Tides"], ["Ebb-tide lamps"]),
        (["Ear", "Pearls", "Tides"], ["Ear", "Pearls"]),
        ([], []),
    ],
)
def test_a_card_leaves_out_what_a_narrower_topic_says(topics: list[str], shown: list[str]) -> None:
    assert [topic.name for topic in on_card([TopicName(name, name) for name in topics])] == shown


def test_the_list_of_topics() -> None:
    view = view_of(planned(PAPERS), "topics/index.html")
    assert (view.count, view.extent) == ("3 topics", "86 of 86 papers")
    assert [topic.detail for topic in view.most] == ["70", "8", "8"]
    assert view.letters == ()
    assert view.trends.href == "../trends/"


def test_a_long_list_of_topics_has_letters() -> None:
    names = ["Tides", *(f"Lamp {number}" for number in range(59)), "3D reefs"]
    lines = tuple(TopicLine(name, name, "", 90 - place) for place, name in enumerate(names))
    view = view_of({"topics": TopicsPage(lines, 86, 86, "")}, "topics")
    assert [topic.label for topic in view.most[:2]] == ["Tides", "Lamp 0"]
    assert [(letter.letter, len(letter.topics)) for letter in view.letters] == [
        ("0–9", 1),
        ("L", 59),
        ("T", 1),
    ]


def test_trends() -> None:
    view = view_of(planned(PAPERS), "trends/index.html")
    assert view.groups[-1].heading == "Topics of most papers"
    first = view.groups[-1].multiples[0]
    assert first.topic.href == "../topics/slow-light/"
    assert first.bars.columns[1:] == ("Papers", "Of 1,000")


@pytest.mark.parametrize(
    ("days", "bars", "nothing"),
    [(1, 0, "Trends compare days"), (2, 2, ""), (0, 0, "The archive has no topics")],
)
def test_an_archive_of_one_day_has_no_trends_and_no_bars(days: int, bars: int, nothing: str) -> None:
    papers = [
        of_subject("Slow Light", number, f"2031-05-0{1 + number % max(days, 1)}") for number in range(20)
    ]
    pages = planned(papers if days else [])
    trends = view_of(pages, "trends/index.html")
    assert trends.nothing.startswith(nothing)
    assert bool(trends.groups) == (days > 1)
    if days:
        shown = view_of(pages, "topics/slow-light/index.html").bars
        assert len(shown.bars if shown else ()) == bars


def test_what_rises_comes_first_on_the_page_of_trends() -> None:
    late = [of_subject("Wet Ropes", number, f"2031-06-{1 + number:02d}") for number in range(20)]
    rises, most = view_of(planned([*PAPERS, *late]), "trends/index.html").groups
    assert (rises.heading, most.heading) == ("What rises", "Topics of most papers")
    assert [multiple.topic.label for multiple in rises.multiples] == ["Wet ropes"]


def test_reports_can_be_left_out() -> None:
    given = archive(*PAPERS)
    for left_out, absent in ((("topics",), {"topics", "trends"}), (("trends",), {"trends"})):
        insights = find_insights(given, Decisions(), Settings(leave_out=left_out))
        folders = {page.path.partition("/")[0] for page in plan_pages(Planning(given, insights=insights))}
        assert {"topics", "trends"} - folders == absent
