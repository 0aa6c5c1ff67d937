"""The home page: which week it shows, how much of the newest day, which months."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from daybook.content.decisions import Decisions
from daybook.insights import Insights, find_insights
from daybook.insights.topics import Topics
from daybook.insights.trends import TopicTrend, Trends
from daybook.model import Appearance, Archive, Day, Paper
from daybook.pages.base.frame import make_frame
from daybook.pages.base.planning import Planning
from daybook.pages.home import HomePage, HomeView
from daybook.pages.parts.best import week_best_view
from daybook.pages.parts.rising import Rising, RisingTopic
from daybook.settings import Settings
from daybook.text.words import ENGLISH
from daybook.theme.folder import load_theme, theme_folders
from daybook.theme.templates import TemplateCall
from tests.made import archive, paper

THEME = load_theme(theme_folders(None))


def home(given: Archive, settings: Settings | None = None) -> HomePage:
    (page,) = HomePage.plan(
        Planning(given, insights=find_insights(given, Decisions(), settings or Settings()))
    )
    return page


def view_of(given: Archive) -> HomeView:
    call = home(given).call(make_frame(given, Settings(), THEME))
    assert isinstance(call, TemplateCall)
    view = call.context["view"]
    assert isinstance(view, HomeView)
    return view


@pytest.mark.parametrize(
    ("days", "monday"),
    [
        pytest.param(["2025-03-18", "2025-03-19"], "2025-03-17", id="two days of a week"),
        pytest.param(
            ["2025-03-20", "2025-03-21", "2025-03-24"], "2025-03-17", id="a Monday: the week before"
        ),
        pytest.param(["2025-03-17", "2025-03-24"], "2025-03-17", id="the week before has one day"),
        pytest.param(["2025-03-24"], None, id="one day"),
        pytest.param(["2025-01-06", "2025-03-26"], "2025-01-06", id="the week before is long ago"),
        pytest.param(["2024-12-30", "2025-01-02"], "2024-12-30", id="a week of two years"),
        pytest.param([], None, id="no day"),
    ],
)
def test_the_week_does_not_repeat_the_newest_day(days: list[str], monday: str | None) -> None:
    week = home(archive(*(paper(f"2025/{number}", days=[day]) for number, day in enumerate(days)))).week
    assert (week and week.monday.isoformat()) == monday
    if week:
        assert week.best
        assert week_best_view(week, ENGLISH, has_weeks=True).heading.startswith("First papers of Week ")


def test_the_week_has_its_ten_best() -> None:
    days = (date(2025, 3, 18), date(2025, 3, 19))
    papers = tuple(
        Paper(f"2025/{votes:02}", f"Moss {votes}", "Words.", (Appearance(days[votes % 2], 1, "x", votes),))
        for votes in range(30)
    )
    view = view_of(Archive(papers, tuple(map(Day, days))))
    assert view.week
    assert [line.number_of_votes for line in view.week.titles] == [str(votes) for votes in range(29, 19, -1)]
    assert view.week.heading == "Best of Week 12"
    assert view.week.more.href == "weeks/2025-W12/"


def test_a_long_day_is_cut_and_leads_to_its_page() -> None:
    given = archive(*(paper(f"2025/{number:02}") for number in range(13)))
    newest = view_of(given).newest
    assert newest
    assert len(newest.cards) == 12
    assert newest.more
    assert newest.more.label.startswith("All 13 papers of ")
    newest = view_of(archive(*given.papers[:12])).newest
    assert newest
    assert newest.more is None


@pytest.mark.parametrize(
    ("days", "months"),
    [
        (["2025-03-18"], ["March 2025"]),
        (["2024-03-18", "2025-01-02", "2025-03-18"], ["January 2025", "March 2025"]),
        ([], []),
    ],
)
def test_the_newest_months_have_a_calendar(days: list[str], months: list[str]) -> None:
    view = view_of(archive(*(paper(f"2025/{number}", days=[day]) for number, day in enumerate(days))))
    assert [month.link.label for month in view.calendars] == months


def test_what_trends_is_linked_unless_it_is_left_out() -> None:
    given = archive(paper("2025/a"))
    assert home(given).trends
    assert not home(given, Settings(leave_out=("trending",))).trends


def test_topics_that_rise_lead_to_their_pages() -> None:
    given = archive(paper("2025/a"))
    page = replace(
        home(given),
        rising=Rising(90, (RisingTopic("moss", "Moss", 3, 1200), RisingTopic("fern", "Fern", 0, 2))),
    )
    call = page.call(make_frame(given, Settings(), THEME))
    assert isinstance(call, TemplateCall)
    found = call.context["view"].rising
    assert found.extent == "Of 1,000 papers: the 90 days before → the newest 90 days"
    assert [(link.href, link.detail) for link in found.topics] == [
        ("topics/moss/", "3 → 1,200"),
        ("topics/fern/", "0 → 2"),
    ]


MOSS = TopicTrend("moss", "Moss", (3, 12), 12, 3, 1, 0)


@pytest.mark.parametrize(
    ("topics", "rising", "shown"),
    [
        (Topics(), (MOSS,), Rising(90, (RisingTopic("moss", "Moss", 100, 400),))),
        (Topics(), (), None),
        (None, (MOSS,), None),
    ],
)
def test_topics_that_rise_are_shown_if_they_have_pages(
    topics: Topics | None, rising: tuple[TopicTrend, ...], shown: Rising | None
) -> None:
    trends = Trends("month", (), (), 90, 30, 30, (MOSS,), rising, ())
    assert Rising.of(Planning(archive(), insights=Insights(topics=topics, trends=trends))) == shown
    assert Rising.of(Planning(archive(), insights=Insights(topics=topics))) is None
