"""The search page."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Self
from urllib.parse import urlencode

from msgspec import Struct

from daybook.pages.base import Frame, LinkView, Page, Planning, TemplateCall
from daybook.search.identifiers import paper_keys
from daybook.text import addresses
from daybook.text.plain_text import strip_bidi
from daybook.text.words import Words

_TOPICS = 3
_ARXIV = "arxiv:"


class SearchView(Struct, frozen=True):
    """The search page: its fields come alive with JavaScript; without it, it leads to the archive's lists."""

    script: str
    """Loads the others when the page is used."""
    examples: tuple[LinkView, ...]
    """Queries that find something here."""
    lists: tuple[LinkView, ...]
    """To all days, topics and people: the way to every paper without JavaScript."""


class SearchPage(Page, frozen=True, array_like=True):
    kind = "search"
    address = addresses.SEARCH
    shows = "`/search/`"
    view = SearchView

    examples: tuple[str, ...]
    newest: date | None
    """The newest day, whose month is one more example."""
    has_topics: bool
    has_people: bool

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        insights = planning.insights
        newest = next((day.date for day in planning.shown_days()), None)
        examples = _examples(planning, newest)
        yield cls(examples, newest, insights.topics is not None, insights.people is not None)

    def queries(self, words: Words) -> tuple[str, ...]:
        """Return all examples; the search reads months in the site's language."""
        return (*self.examples, words.month_name(self.newest)) if self.newest else self.examples

    def call(self, frame: Frame) -> TemplateCall:
        root, words = addresses.root_of(self.address), frame.words
        queries = self.queries(words)
        examples = tuple(LinkView(query, f"?{urlencode({'q': query})}") for query in queries)
        lists = [LinkView(words("All days"), root + addresses.DATES)]
        if self.has_topics:
            lists.append(LinkView(words("All topics"), root + addresses.TOPICS))
        if self.has_people:
            lists.append(LinkView(words("All people"), root + addresses.PEOPLE))
        view = SearchView(root + frame.site.search_script, examples, tuple(lists))
        description = words("Search {site}", site=frame.settings.title)
        return self.html(frame, words("Search"), description, view)


def examples_in(pages: Iterable[Page], words: Words) -> tuple[str, ...]:
    """Return the queries that the search page among some pages offers."""
    return next((page.queries(words) for page in pages if isinstance(page, SearchPage)), ())


def _examples(planning: Planning, newest: date | None) -> tuple[str, ...]:
    """Return queries of several sorts: topics, a person, an identifier of the newest day."""
    topics, people = planning.insights.topics, planning.insights.people
    queries = [topic.name for topic in topics.topics[:_TOPICS]] if topics else []
    if people and people.people:
        queries.append(
            min(people.people, key=lambda one: (-len(one.papers), one.slug)).name.partition(" (")[0]
        )
    if newest:
        papers = (planning.papers[listed.address] for listed in planning.listed(newest))
        keys = (key for paper in papers for key in paper_keys(paper) if key.startswith(_ARXIV))
        queries += [key.removeprefix(_ARXIV) for key in [next(keys, "")] if key]
    return tuple(map(strip_bidi, queries))
