"""The cache key of a page changes with every field of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from msgspec.structs import astuple, fields, replace

from daybook.archive.by_day import papers_by_day
from daybook.content.decisions import Decisions
from daybook.content.removed import Removed, RemovedPaper
from daybook.content.topics_toml import DecidedTopic, TopicDecisions
from daybook.disk import cache
from daybook.insights import find_insights
from daybook.insights.topics import TopicName
from daybook.model import Facts, OwnPage, Paper
from daybook.pages import KINDS, plan_pages
from daybook.pages.base.kind import Page
from daybook.pages.base.planning import Planning
from daybook.pages.date_titles import DateTitlesPage
from daybook.pages.date_topics import DateTopicsPage
from daybook.pages.sitemap_index import SitemapIndexPage
from daybook.settings import Settings
from tests.made import archive, paper


def voted(given: Paper, votes: int) -> Paper:
    return replace(given, appearances=tuple(replace(item, upvotes=votes) for item in given.appearances))


GIVEN = replace(
    archive(
        *(
            voted(
                paper(
                    f"2025/{name}",
                    name,
                    "One abstract, and one abstract.",
                    [f"2025-0{3 + place % 2}-18"],
                    facts=Facts(("Ann", "Bo")),
                ),
                place,
            )
            for place, name in enumerate("abcde")
        )
    ),
    pages=(OwnPage("about", "About", ""),),
)
GIVEN = replace(GIVEN, papers=(replace(GIVEN.papers[0], tags=("moss",)), *GIVEN.papers[1:]))
TOPICS = TopicDecisions((DecidedTopic("One abstract"), DecidedTopic("An abstract", ("one abstract",))))
INSIGHTS = find_insights(GIVEN, Decisions(topics=TOPICS), Settings())
DAY = papers_by_day(GIVEN.papers)[date(2025, 3, 18)]
PAGES = [
    *plan_pages(Planning(GIVEN, None, Removed((RemovedPaper("2025/gone"),)), INSIGHTS)),
    SitemapIndexPage(("sitemap-1.xml",)),
    *(
        page
        for kind in (DateTitlesPage, DateTopicsPage)
        for page in kind.pages_of(
            date(2025, 3, 18),
            [(TopicName("moss", "Moss"), item, place) for place, item in enumerate(DAY, 1)],
            has_other=True,
        )
    ),
]


def papers_in(value: Any) -> Iterator[Paper]:
    if isinstance(value, Paper):
        yield value
    elif isinstance(value, msgspec.Struct):
        yield from papers_in(astuple(value))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from papers_in(item)


def key_of(page: Page) -> bytes:
    names = {each.address: cache.key(each) for each in papers_in(page)}
    return cache.key(page.key_fields(names))


def others(value: Any) -> Iterator[Any]:
    """The value with one thing in it changed, whatever it is, each way once."""
    if isinstance(value, msgspec.Struct):
        for field in fields(value):
            if not (isinstance(value, Paper) and field.name == "address"):
                for other in others(getattr(value, field.name)):
                    yield replace(value, **{field.name: other})
    elif isinstance(value, tuple):
        if len({type(item) for item in value}) < 2:  # a list, of which there can be more
            yield (*value, *value) if value else (0,)
        for place, item in enumerate(value):
            yield from ((*value[:place], other, *value[place + 1 :]) for other in others(item))
    elif isinstance(value, str):
        yield value + "x"
    elif isinstance(value, date):
        yield value + timedelta(days=1)
    elif isinstance(value, int):
        yield value + 1
    else:
        assert value is None
        yield date(1991, 1, 1)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_every_field_changes_the_cache_key(kind: type) -> None:
    found = [page for page in PAGES if type(page) is kind]
    assert found
    for page in found:
        changed = [key_of(other) for other in others(page)]
        assert key_of(page) not in changed
        assert len(set(changed)) >= len(fields(page))


def test_papers_are_in_cache_keys_by_their_hashes_alone() -> None:
    """Else each would be packed for every page it is on."""
    names = {each.address: b"name" for each in GIVEN.papers}
    for page in PAGES:
        assert not list(papers_in(page.key_fields(names)))
