"""The pages of a topic: its papers from the newest, with its course over time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import Self

from msgspec import Struct

from daybook.insights.people import Named, People
from daybook.insights.topics import Topic, TopicName
from daybook.insights.topics.course import Course, course
from daybook.model import Paper
from daybook.pages.base import FeedLink, Frame, LinkView, Planning, TemplateCall
from daybook.pages.parts.bars import BarsView, Column, bars_view
from daybook.pages.parts.card import author_line
from daybook.pages.parts.count_phrases import PAPERS, in_period
from daybook.pages.parts.line import LineView, PaperLine, line_view, most_votes
from daybook.pages.parts.page_links import person_link, topic_links
from daybook.pages.parts.paging import PageOfList, PagerView, pager_view, pages_by_age
from daybook.text import addresses
from daybook.text.words import Words, phrase, phrases

MOST_PAPERS = 50
"""On a page; on the first, up to twice as many."""
_PEOPLE = 12
_CLEAR = 4
"""Papers in a period from which on it is said when a topic rose."""


_ROSE = {
    "day": phrase("It rose {period}, the first day with half as many or more."),
    "week": phrase("It rose {period}, the first week with half as many or more."),
    "month": phrase("It rose {period}, the first month with half as many or more."),
    "year": phrase("It rose {period}, the first year with half as many or more."),
}
_HALF_LIFE = phrases(
    "Half-life {n} day: half of its papers were first listed in the {n} day up to its newest.",
    "Half-life {n} days: half of its papers were first listed in the {n} days up to its newest.",
)


class TopicView(Struct, frozen=True):
    name: str
    short: str
    """Its acronym, mostly empty."""
    count: str
    """Such as "190 papers" or "Page 2"."""
    is_first: bool
    """Whether this is the topic's first page, which has more than papers."""
    bars: BarsView | None
    facts: tuple[str, ...]
    """When it rose and its half-life, in sentences."""
    related: tuple[LinkView, ...]
    people: tuple[LinkView, ...]
    """The names that its papers have most, ``detail`` the number of papers."""
    views: tuple[LinkView, ...]
    """The orders of its papers, ``href`` empty for the one that is shown; empty if there is one."""
    papers: tuple[LineView, ...]
    """Each with the day that lists it first."""
    pager: PagerView | None


class Summary(Struct, frozen=True, array_like=True):
    """The part of a topic's first page beside papers."""

    papers: int
    course: Course | None
    related: tuple[TopicName, ...]
    people: tuple[Named, ...]
    has_votes: bool


class TopicPage(PageOfList, frozen=True, array_like=True):
    kind = "topic"
    shows = "`/topics/SLUG/`: a topic, its papers from the newest; `/topics/SLUG/2/`: older ones"
    view = TopicView
    feeds_part = "topic-feeds"

    slug: str
    name: str
    short: str
    summary: Summary | None
    """None on all pages but the first."""
    papers: tuple[PaperLine, ...]

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        start = planning.days[0].date if planning.days else date.min
        for topic, lines in topics_with_papers(planning):
            course_of = course([line.day for line in lines if line.day], start)
            people = _people(planning, topic)
            summary = Summary(len(lines), course_of, topic.related, people, has_votes(lines))
            for place, part in pages_by_age(addresses.topic(topic.slug), lines, MOST_PAPERS):
                first = None if place.number else summary
                yield cls(place, topic.slug, topic.name, topic.short, first, tuple(part))

    @property
    def last_change(self) -> str:
        newest = self.papers[0].day if self.papers else None
        return newest.isoformat() if newest else ""

    @property
    def feed(self) -> FeedLink:
        return FeedLink(self.name, addresses.topic(self.slug) + addresses.FEED)

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        name = self.place.title(self.name, words)
        return LinkView(words("Topics"), root + addresses.TOPICS), LinkView(name, "")

    def call(self, frame: Frame) -> TemplateCall:
        root, summary, words = addresses.root_of(self.address), self.summary, frame.words
        view = TopicView(
            name=self.name,
            short=self.short,
            count=self.count(words),
            is_first=summary is not None,
            bars=_bars(summary.course, words) if summary else None,
            facts=_facts(summary.course, words) if summary and summary.course else (),
            related=topic_links(summary.related, root) if summary else (),
            people=tuple(person_link(person, root) for person in summary.people) if summary else (),
            views=self.views(root, words),
            papers=tuple([line_view(paper, root, words) for paper in self.papers]),
            pager=pager_view(self.place, words),
        )
        title = self.place.title(self.name, words)
        description = self.place.title(words("Papers about {topic}", topic=self.name), words)
        return self.html(frame, title, description, view)

    def count(self, words: Words) -> str:
        """Return what the page has, in words."""
        if self.summary:
            return words.count(self.summary.papers, *PAPERS)
        return words("Page {n}", n=self.place.number)

    def views(self, root: str, words: Words) -> tuple[LinkView, ...]:
        """Return the links to the orders of the papers."""
        if not (self.summary and self.summary.has_votes):
            return ()
        return LinkView(words("Newest"), ""), LinkView(
            words("Most votes"), root + addresses.topic_votes(self.slug)
        )


def topics_with_papers(planning: Planning) -> Iterator[tuple[Topic, Sequence[PaperLine]]]:
    """Yield each topic with its papers, from the newest."""
    topics = planning.insights.topics
    if topics:
        lines = {address: paper_line(planning.papers[address]) for address in topics.of_paper}
        for topic in topics.topics:
            yield topic, [lines[address] for address in topic.papers]


def has_votes(lines: Iterable[PaperLine]) -> bool:
    """Return whether several papers have up-votes, which then give them an order."""
    return sum(line.votes > 0 for line in lines) > 1


def paper_line(paper: Paper) -> PaperLine:
    """Return the line of a paper in a list of several days."""
    day = paper.appearances[0].day if paper.appearances else None
    return PaperLine(paper.address, paper.title, day, most_votes(paper), author_line(paper))


def _people(planning: Planning, topic: Topic) -> tuple[Named, ...]:
    """Return the people with most papers of a topic, if they have more than one."""
    people, shown = planning.insights.people or People(), planning.names_of_people
    names = Counter(chain.from_iterable(map(planning.authors.__getitem__, topic.papers)))
    slugs: Counter[str] = Counter()
    papers = frozenset(topic.papers) if people.exceptions else frozenset()
    for (paper, name), slug in people.exceptions.items():
        if paper in papers:
            names[name] -= 1
            slugs[slug] += 1
    for name in people.slugs.keys() & names.keys():
        slugs[people.slugs[name]] += names.pop(name)
    del slugs[""]  # people without a page, who share a name with others
    found = [(-number, name, "") for name, number in names.items() if number > 1]
    found += [(-number, shown[slug], slug) for slug, number in slugs.items() if number > 1]
    return tuple(
        Named(name, slug, () if slug else people.joined.get(name, (name,)), -number)
        for number, name, slug in sorted(found)[:_PEOPLE]
    )


def _bars(found: Course | None, words: Words) -> BarsView | None:
    """Return bars of several periods: one alone would fill the picture."""
    if found is None or len(found.numbers) < 2:
        return None
    numbers = Column(words("Papers"), [number for _, number in found.numbers])
    return bars_view(found.unit, [first for first, _ in found.numbers], [numbers], words)


def _facts(found: Course, words: Words) -> tuple[str, ...]:
    """Return when a topic rose and how old its papers are, in sentences; single papers have no course."""
    number = max((number for _, number in found.numbers), default=0)
    if len(found.numbers) < 2 or number < 2:
        return ()
    peak, papers = in_period(found.unit, found.peak, words), words.count(number, *PAPERS)
    rose = words("Most {period}: {papers}.", period=peak, papers=papers)
    if found.numbers[0][0] < found.rise < found.peak and number >= _CLEAR:
        rise = words(_ROSE[found.unit], period=in_period(found.unit, found.rise, words))
        rose = words.sentences(rose, rise)
    return (rose, words.count(found.half_life, *_HALF_LIFE)) if found.half_life else (rose,)
