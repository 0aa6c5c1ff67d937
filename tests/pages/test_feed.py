"""The feed says when a day grew, as far as content knows it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from daybook.model import Appearance, Archive, Facts, Paper, Votes
from daybook.pages import plan_pages
from daybook.pages.base.frame import Frame, SiteView
from daybook.pages.base.links import LinkView
from daybook.pages.base.planning import Planning
from daybook.pages.feed import FeedPage, FeedView
from daybook.settings import Settings
from tests.made import archive, paper

BASE = "https://reader.example/repo/"
FRAME = Frame(Settings(base_url=BASE), SiteView("Days", "", "en", BASE, (), "1", "style", "script"))
DAY = date(2025, 3, 18)


def listed(name: str, *fetched: int) -> Paper:
    """Return a paper of 18 March whose up-votes were fetched on days of March."""
    history = tuple(Votes(date(2025, 3, day), count) for count, day in enumerate(fetched, 1))
    appearance = Appearance(DAY, 1, "2025/2025-03-18.json", len(fetched), history)
    return replace(paper(f"2025/{name}"), appearances=(appearance,))


def view_of(given: Archive) -> FeedView:
    (page,) = [page for page in plan_pages(Planning(given)) if type(page) is FeedPage]
    view = page.call(FRAME).context["view"]
    assert isinstance(view, FeedView)
    return view


def updated(*papers: Paper) -> str:
    view = view_of(archive(*papers))
    (entry,) = view.entries
    assert entry.published == "2025-03-18T00:00:00Z"
    assert view.updated == entry.updated
    return entry.updated.removesuffix("T00:00:00Z")


def test_a_day_is_as_old_as_it_says_if_nothing_else_is_known() -> None:
    assert updated(listed("a")) == "2025-03-18"


def test_a_paper_that_a_later_fetch_found_updates_its_day() -> None:
    assert updated(listed("a", 18), listed("b", 20)) == "2025-03-20"


def test_other_up_votes_update_nothing() -> None:
    """A feed reader would show the day again for each of them."""
    assert updated(listed("a", 18, 19, 25)) == "2025-03-18"


def test_a_fetch_west_of_greenwich_does_not_date_a_day_back() -> None:
    assert updated(listed("a", 17)) == "2025-03-18"


def test_the_feed_is_as_new_as_the_day_that_grew_last() -> None:
    newer = paper("2025/newer", days=["2025-03-19"])
    view = view_of(archive(newer, listed("a", 18), listed("b", 21)))
    assert [entry.updated[:10] for entry in view.entries] == ["2025-03-19", "2025-03-21"]
    assert view.updated == "2025-03-21T00:00:00Z"


def test_an_empty_feed_is_as_old_as_time() -> None:
    assert view_of(archive()).updated == "1970-01-01T00:00:00Z"


def test_an_entry_says_how_many_more_papers_its_day_has() -> None:
    short = view_of(archive(*(listed(f"p{number}") for number in range(30)))).entries[0]
    (long,) = view_of(archive(*(listed(f"p{number}") for number in range(93)))).entries
    assert (len(short.papers), short.more) == (30, None)
    assert (len(long.papers), long.more) == (
        30,
        LinkView("and 63 more papers", f"{BASE}dates/2025-03-18/"),
    )


def test_the_last_change_of_a_long_day_may_be_of_any_of_its_papers() -> None:
    others = (listed(f"p{number}") for number in range(70))
    assert updated(*others, listed("z", 20)) == "2025-03-20"


def test_a_paper_is_told_by_a_sources_sentence_else_by_its_abstract() -> None:
    told = replace(listed("a"), facts=Facts(summary="It grows moss."))
    (entry,) = view_of(archive(told, listed("b"))).entries
    assert [link.detail for link in entry.papers] == ["It grows moss.", "One abstract."]


def test_ids_of_days_stay_when_the_site_moves() -> None:
    (page,) = FeedPage.plan(Planning(archive(listed("a"))))
    moved = replace(FRAME, settings=Settings(base_url="https://new.example/", feed_ids=BASE))
    view = page.call(moved).context["view"]
    assert (view.id, view.url) == (BASE, "https://new.example/feed.xml")
    assert (view.entries[0].id, view.entries[0].url) == (
        f"{BASE}dates/2025-03-18/",
        "https://new.example/dates/2025-03-18/",
    )
