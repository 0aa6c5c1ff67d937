"""The archive prepared for planning: no page looks through all papers."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache

from daybook.archive.by_day import (
    ListedPaper,
    PapersByDay,
    by_newest,
    papers_by_day,
    ranks_of,
)
from daybook.content.removed import NOTHING_REMOVED, Removed
from daybook.insights import NO_INSIGHTS, Insights
from daybook.insights.map import MappedPapers, map_of
from daybook.insights.tags import Tag, tags_of
from daybook.insights.topics import TopicName
from daybook.model import Appearance, Archive, Day, Paper
from daybook.settings import DEFAULTS, Settings
from daybook.text.dates import iso_week


class Planning:
    """An archive and its reports, from which the kinds of page plan their pages."""

    def __init__(
        self,
        archive: Archive,
        by_day: PapersByDay | None = None,
        removed: Removed = NOTHING_REMOVED,
        insights: Insights = NO_INSIGHTS,
        settings: Settings = DEFAULTS,
    ) -> None:
        """``by_day`` is `papers_by_day` of the archive, if the caller has it."""
        self.archive = archive
        self.days: Sequence[Day] = archive.days
        """All days, from the oldest."""
        self.insights = insights
        self.settings = settings
        self.removed = removed
        self.papers: Mapping[str, Paper] = {paper.address: paper for paper in archive.papers}
        self.in_digest_order = papers_by_day(archive.papers) if by_day is None else by_day
        """The papers of each day as its digests list them."""
        self.by_day: PapersByDay = {
            day: sorted(papers, key=lambda paper: -paper.votes)
            for day, papers in self.in_digest_order.items()
        }
        """The same from the most up-votes; papers of as many stay in their order."""
        self.reordered = {
            day for day, papers in self.in_digest_order.items() if list(papers) != list(self.by_day[day])
        }
        """The days whose papers up-votes bring into another order than their digests."""
        self.ranks = {place: sorted(ranks) for place, ranks in ranks_of(archive.papers).items()}
        """The ranks of the papers that a digest lists on a day, in order."""
        self.distinct = _distinct(archive.papers)
        """Number of different papers of each year (``2025``), month (``2025-03``) and week (``2025-W12``)."""
        self.busiest = max(map(len, self.by_day.values()), default=0)
        """Number of papers of the day with most."""
        self.position = {day.date: index for index, day in enumerate(archive.days)}
        self.places = {
            day: {listed.address: index for index, listed in enumerate(papers)}
            for day, papers in self.by_day.items()
        }
        """Index of each paper in its day's list."""

    @cached_property
    def tags(self) -> Mapping[str, Tag]:
        """The tags that people gave papers, by slug; none if they are left out."""
        return tags_of(self.archive.papers) if self.settings.has("tags") else {}

    @cached_property
    def mapped(self) -> MappedPapers | None:
        """The papers of the map; None if the site does without one."""
        return map_of(self.archive, self.insights.map)

    @cached_property
    def authors(self) -> Mapping[str, Collection[str]]:
        """The different authors of each paper, by its address."""
        return {
            paper.address: names if len(set(names)) == len(names) else dict.fromkeys(names)
            for paper in self.archive.papers
            for names in (paper.facts.authors,)
        }

    @cached_property
    def names_of_people(self) -> Mapping[str, str]:
        """The name on each person's page, by its slug."""
        people = self.insights.people
        return {person.slug: person.name for person in people.people} if people else {}

    @cached_property
    def newest_first(self) -> Sequence[Paper]:
        """The papers of days from the one that came last; those of a day by rank."""
        return sorted((paper for paper in self.archive.papers if paper.appearances), key=by_newest)

    @cached_property
    def _turns(self) -> Mapping[str, int]:
        """The place of each paper in `newest_first`, by its address."""
        return {paper.address: turn for turn, paper in enumerate(self.newest_first)}

    def newest_of(self, papers: Iterable[str], most: int) -> tuple[Paper, ...]:
        """Return which of some papers, given by address, came last, from the newest."""
        turns = sorted([turn for paper in papers if (turn := self._turns.get(paper)) is not None])
        return tuple(map(self.newest_first.__getitem__, turns[:most]))

    @property
    def newest(self) -> str:
        """The newest day as YYYY-MM-DD; empty without days."""
        return self.days[-1].date.isoformat() if self.days else ""

    def listed(self, day: date) -> Sequence[ListedPaper]:
        """Return the papers of a day, from the most up-votes where they are known."""
        return self.by_day.get(day, ())

    def standing(self, item: Appearance) -> tuple[int, int]:
        """Return the place and number that the day's list has: a paper listed again leaves a gap in ranks."""
        ranks = self.ranks[item.digest, item.day]
        return bisect_left(ranks, item.rank) + 1, len(ranks)

    def beside(self, paper: Paper) -> tuple[str, str]:
        """Return the addresses of the papers before and after one on its newest day; empty without one."""
        if not paper.appearances:
            return "", ""
        newest = paper.appearances[-1].day
        listed, here = self.listed(newest), self.places[newest][paper.address]
        following = listed[here + 1].address if here + 1 < len(listed) else ""
        return listed[here - 1].address if here else "", following

    def topics_of(self, address: str) -> tuple[TopicName, ...]:
        """Return the topics of a paper, given by its address, from the one that it is most about."""
        topics = self.insights.topics
        return topics.of_paper.get(address, ()) if topics else ()

    def shown_days(self) -> list[Day]:
        """Return the days that list papers, from the newest."""
        return [day for day in reversed(self.days) if day.date in self.by_day]


def _distinct(papers: Iterable[Paper]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for paper in papers:
        counts.update({period for item in paper.appearances for period in _periods(item.day)})
    return counts


@lru_cache(maxsize=1024)
def _periods(day: date) -> tuple[str, str, str]:
    text = day.isoformat()
    return text[: len("2025")], text[: len("2025-03")], iso_week(day)
