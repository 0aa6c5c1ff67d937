"""The pages of a topic: its papers from the newest, with its course over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Self

from msgspec import Struct

from daybook.insights.people import Named, People
from daybook.insights.topic_course import Course, course
from daybook.insights.topics import Topic, TopicName
from daybook.model import Paper
from daybook.pages.date import ViewLink
from daybook.pages.frame import FeedLink, Frame
from daybook.pages.kind import Hashes, Page
from daybook.pages.parts.bars import BarsView, Column, bars_view, in_period, period_name
from daybook.pages.parts.card import CardView, ListStyle, best_day, card
from daybook.pages.parts.links import LinkView
from daybook.pages.parts.paging import PagerView, Place, pager_view, pages_by_age
from daybook.pages.parts.people_links import person_link
from daybook.pages.parts.topic_links import ON_CARDS, topic_links
from daybook.pages.planning import Planning
from daybook.text import addresses
from daybook.text.dates import short_date
from daybook.text.plain_text import count
from daybook.theme.templates import TemplateCall

_PEOPLE = 12
_CLEAR = 4
"""Papers in a period from which on it is said when a topic rose."""


class TopicCardView(Struct, frozen=True):
    """A paper of the topic."""

    card: CardView
    day: LinkView | None
    """The day that lists it first."""


class TopicView(Struct, frozen=True):
    """A topic."""

    name: str
    short: str
    """Its acronym, mostly empty."""
    count: str
    """Such as "190 papers"."""
    is_first: bool
    """Whether this page has more than papers; the older pages of its list do not."""
    bars: BarsView | None
    facts: tuple[str, ...]
    """When it rose and its half-life, in sentences."""
    related: tuple[LinkView, ...]
    people: tuple[LinkView, ...]
    """The names that its papers have most, ``detail`` the number of papers."""
    views: tuple[ViewLink, ...]
    """The orders of its papers; empty if there is one."""
    cards: tuple[TopicCardView, ...]
    pager: PagerView | None


class Summary(Struct, frozen=True, array_like=True):
    """What the first page of a topic shows beside papers."""

    papers: int
    course: Course | None
    related: tuple[TopicName, ...]
    people: tuple[Named, ...]
    has_votes: bool


class ShownPaper(Struct, frozen=True, array_like=True):
    """A paper in the list of a topic."""

    paper: Paper
    number: int
    """Its place, from the topic's oldest paper, or among the most voted."""
    topics: tuple[TopicName, ...]
    """Others than this one."""


class TopicPage(Page, frozen=True, array_like=True):
    kind = "topic"
    template = "topic.html"
    shows = "`/topics/SLUG/`: a topic, its papers from the newest; `/topics/SLUG/2/`: older ones"
    view = TopicView

    slug: str
    name: str
    short: str
    summary: Summary | None
    """None on the older pages of a list."""
    papers: tuple[ShownPaper, ...]
    place: Place

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the pages of each topic."""
        topics = planning.insights.topics
        for topic in topics.topics if topics else ():
            papers = [planning.papers[address] for address in topic.papers]
            shown = [
                shown_paper(planning, topic, paper, len(papers) - index) for index, paper in enumerate(papers)
            ]
            summary = summary_of(planning, topic, papers)
            for place, part in pages_by_age(addresses.topic(topic.slug), shown):
                first = None if place.number else summary
                yield cls(topic.slug, topic.name, topic.short, first, tuple(part), place)

    @property
    def address(self) -> str:
        return self.place.address

    @property
    def last_change(self) -> str:
        return _first_day(self.papers[0].paper) if self.papers else ""

    @property
    def feed(self) -> FeedLink:
        return FeedLink(self.name, addresses.topic(self.slug) + addresses.FEED)

    def trail(self, root: str) -> tuple[LinkView, ...]:
        return LinkView("Topics", root + addresses.TOPICS), LinkView(self.name + self.place.words, "")

    def key_fields(self, hashes: Hashes) -> object:
        papers = [(hashes[item.paper.address], item.number, item.topics) for item in self.papers]
        return self.slug, self.name, self.short, self.summary, papers, self.place

    def call(self, frame: Frame) -> TemplateCall:
        root, summary = addresses.root_of(self.address), self.summary
        view = TopicView(
            name=self.name,
            short=self.short,
            count=count(summary.papers, "paper") if summary else self.place.words.lstrip(", ").capitalize(),
            is_first=summary is not None,
            bars=_bars(summary.course) if summary and summary.course else None,
            facts=_facts(summary.course) if summary and summary.course else (),
            related=topic_links(summary.related, root) if summary else (),
            people=tuple(person_link(person, root) for person in summary.people) if summary else (),
            views=self.views(root),
            cards=_cards(self.papers, root),
            pager=pager_view(self.place),
        )
        title = self.name + self.place.words
        return self.html(frame, title, f"Papers about {self.name}{self.place.words}", view)

    def views(self, root: str) -> tuple[ViewLink, ...]:
        """Return the links to the orders of the papers."""
        if not (self.summary and self.summary.has_votes):
            return ()
        return ViewLink("Newest", ""), ViewLink("Most votes", root + addresses.topic_votes(self.slug))


def shown_paper(planning: Planning, topic: Topic, paper: Paper, number: int) -> ShownPaper:
    """Return a paper with its place in a list of a topic."""
    others = [name for name in planning.topics_of(paper.address) if name.slug != topic.slug]
    return ShownPaper(paper, number, tuple(others[:ON_CARDS]))


def summary_of(planning: Planning, topic: Topic, papers: Sequence[Paper]) -> Summary:
    """Return what a topic's first page shows of all its papers."""
    days = [paper.appearances[0].day for paper in papers if paper.appearances]
    first = planning.days[0].date if planning.days else date.min
    names = Counter(name for paper in papers for name in dict.fromkeys(paper.facts.authors))
    most = sorted((-number, name) for name, number in names.items() if number > 1)[:_PEOPLE]
    return Summary(
        len(papers),
        course(days, first),
        topic.related,
        tuple(_person(planning.insights.people, name, -number) for number, name in most),
        has_votes(papers),
    )


def _person(people: People | None, name: str, papers: int) -> Named:
    slug = people.slugs.get(name, "") if people else ""
    names = people.joined.get(name, (name,)) if people else (name,)
    return Named(name, slug, () if slug else names, papers)


def has_votes(papers: Sequence[Paper]) -> bool:
    """Return whether several papers have up-votes, which then give them an order."""
    return sum(votes_of_paper(paper) > 0 for paper in papers) > 1


def votes_of_paper(paper: Paper) -> int:
    """Return the most up-votes that a paper had on a day."""
    return max((item.upvotes for item in paper.appearances), default=0)


def _first_day(paper: Paper) -> str:
    return paper.appearances[0].day.isoformat() if paper.appearances else ""


def _cards(papers: Sequence[ShownPaper], root: str) -> tuple[TopicCardView, ...]:
    style = ListStyle(
        most_votes=max((votes_of_paper(item.paper) for item in papers), default=0),
        topics={item.paper.address: item.topics for item in papers},
    )
    return tuple(
        TopicCardView(
            card(item.paper, item.number, best_day(item.paper), root, style), _listed_on(item.paper, root)
        )
        for item in papers
    )


def _listed_on(paper: Paper, root: str) -> LinkView | None:
    if not paper.appearances:
        return None
    day = paper.appearances[0].day
    return LinkView(short_date(day), root + addresses.day(day))


def _bars(found: Course) -> BarsView:
    numbers = Column("Papers", [number for _, number in found.numbers])
    return bars_view(found.unit, [first for first, _ in found.numbers], [numbers])


def _facts(found: Course) -> tuple[str, ...]:
    """Return when a topic rose and how old its papers are, in sentences; a single period has no course."""
    if len(found.numbers) < 2:
        return ()
    peak, rise = period_name(found.unit, found.peak), period_name(found.unit, found.rise)
    number = max(number for _, number in found.numbers)
    most = count(number, "paper")
    rose = f"Most {in_period(found.unit, peak)}: {most}."
    if rise != peak and number >= _CLEAR:
        rose += f" It rose {in_period(found.unit, rise)}, the first {found.unit} with half as many or more."
    days = count(found.half_life, "day")
    half = f"Half-life {days}: half of its papers were first listed in the {days} up to its newest."
    return rose, half
