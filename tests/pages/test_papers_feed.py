"""The feed of papers: the newest, whole days as far as they fit, read by a feed reader."""

from __future__ import annotations

from datetime import date

import feedparser
from msgspec.structs import replace

from daybook.model import Appearance, Archive, Facts, Paper, Votes
from daybook.pages.base.planning import Planning
from daybook.pages.papers_feed import PapersFeedPage
from daybook.pages.parts.feed_entries import FeedHead, papers_view
from daybook.settings import Settings
from tests.made import archive, paper
from tests.pages.test_feed import FRAME
from tests.pages.test_page_properties import rendered

HEAD = FeedHead("Papers on x", "", "topics/x/feed.xml", "topics/x/")


def page_of(given: Archive) -> PapersFeedPage:
    (page,) = PapersFeedPage.plan(Planning(given))
    return page


def many(day: str, count: int) -> list[Paper]:
    """Return so many papers of a day."""
    return [paper(f"{day[:4]}/p{day[5:]}-{place}", days=[day], rank=place) for place in range(1, count + 1)]


def names(papers: tuple[Paper, ...]) -> list[str]:
    return [each.address.partition("/")[2] for each in papers]


def test_a_feed_reader_reads_all_of_an_entry() -> None:
    facts = Facts(("Ann Oak", "Bo Elm"), arxiv="2503.00001", keywords=("tides",), categories=("cs.LG",))
    given = replace(paper("2025/one", "On $x^2$ & <b>", "We say $y < 1$.", facts=facts), tags=("mine",))
    found = feedparser.parse(rendered(archive(given), "Days", "feed.xml")["papers/feed.xml"].encode())
    assert not found.bozo
    assert (found.feed.id, found.feed.subtitle) == (
        "https://reader.example/repo/papers/feed.xml",
        "The newest 1 of 1 paper",
    )
    (entry,) = found.entries
    assert entry.id == entry.link == "https://reader.example/repo/papers/2025/one/"
    assert (entry.title, entry.summary) == ("On x² & ‹b›", "We say y < 1.")
    assert [author.name for author in entry.authors] == ["Ann Oak", "Bo Elm"]
    assert [tag.term for tag in entry.tags] == ["mine", "tides", "cs.LG"]
    assert [link.href for link in entry.links[1:]] == [
        "https://arxiv.org/pdf/2503.00001",
        "https://arxiv.org/abs/2503.00001",
    ]


def test_days_are_whole_as_long_as_they_fit() -> None:
    given = archive(*many("2025-03-18", 120), *many("2025-03-19", 90), *many("2025-03-20", 100))
    newest = page_of(given)
    assert (len(newest.papers), newest.left_out, newest.all) == (190, 0, 310)
    assert names(newest.papers)[::100] == ["p03-20-1", "p03-19-1"]


def test_a_day_that_does_not_fit_says_how_many_more_it_has() -> None:
    page = page_of(archive(*many("2025-03-18", 5), *many("2025-03-20", 601)))
    assert (len(page.papers), page.left_out) == (300, 301)
    view = page.call(FRAME).context["view"]
    assert view.subtitle == "The newest 300 of 606 papers; 301 more came with the last of them"


def test_a_paper_is_in_the_feed_with_its_first_day() -> None:
    again = paper("2025/again", days=["2025-03-18", "2025-03-20"])
    newest = page_of(archive(again, paper("2025/new", days=["2025-03-19"])))
    assert names(newest.papers) == ["new", "again"]


def test_a_paper_is_updated_when_a_list_came_to_have_it() -> None:
    first = Appearance(
        date(2025, 3, 18), 1, "a", 2, (Votes(date(2025, 3, 20), 1), Votes(date(2025, 4, 1), 2))
    )
    given = replace(paper(), appearances=(first, Appearance(date(2025, 3, 19), 1, "b")))
    (entry,) = papers_view(FRAME, HEAD, [given]).entries
    assert (entry.published[:10], entry.updated[:10]) == ("2025-03-18", "2025-03-20")


def test_ids_stay_when_the_site_moves() -> None:
    moved = replace(
        FRAME, settings=Settings(base_url="https://new.example/", feed_ids="https://old.example/")
    )
    view = papers_view(moved, HEAD, [paper()])
    assert (view.id, view.url) == (
        "https://old.example/topics/x/feed.xml",
        "https://new.example/topics/x/feed.xml",
    )
    assert (view.entries[0].id, view.entries[0].url) == (
        "https://old.example/papers/2025/one/",
        "https://new.example/papers/2025/one/",
    )


def test_long_lists_of_authors_say_how_many_more_there_are() -> None:
    def authors(count: int, *, cut: bool = False, lead: int = 300) -> tuple[str, ...]:
        given = replace(paper(facts=Facts(("A B",) * count)), has_more_authors=cut)
        return papers_view(FRAME, HEAD, [given], lead).entries[0].authors[1:]

    assert authors(10)[-1] == "A B"
    assert authors(12)[-1] == "and 2 more"
    assert authors(12, lead=0) == ("A B", "A B", "and 9 more")
    assert authors(2, cut=True) == ("A B", "et al.")


def test_the_newest_papers_of_a_list_come_by_their_first_day() -> None:
    again = paper("2025/again", days=["2025-03-18", "2025-03-21"])
    given = [paper("2025/b", days=["2025-03-20"], rank=2), again, paper("2025/a", days=["2025-03-20"])]
    planning = Planning(Archive(tuple(given), ()))
    listed = [item.address for item in given]
    assert names(planning.newest_of(listed, 9)) == ["a", "b", "again"]
    assert names(planning.newest_of(listed, 2)) == ["a", "b"]
