"""The feeds of the archive's newest papers: Atom (RFC 4287) and JSON Feed 1.1."""

from collections.abc import Iterator
from typing import Self

from daybook.archive.by_day import first_day
from daybook.model import Paper
from daybook.pages.base import Frame, Page, Planning, TemplateCall
from daybook.pages.parts.count_phrases import PAPERS
from daybook.pages.parts.feed_entries import FeedHead, PapersFeedView, papers_view
from daybook.text import addresses
from daybook.text.words import phrase

_MOST = 300
_CHARACTERS = 120_000
"""Of all summaries: about 45 kB gzipped, beside 120 bytes for the rest of each entry."""
_LONGEST = 1_000
"""Characters of a summary."""


_NEWEST = phrase("The newest {shown} of {papers}")
_NEWEST_AND_MORE = phrase("The newest {shown} of {papers}; {more} more came with the last of them")


class PapersFeedPage(Page, frozen=True, array_like=True):
    """The papers that came last, by whole days unless one day has too many."""

    kind = "papers-feed"
    template = "papers-feed.xml"
    address = addresses.PAPERS + addresses.FEED
    shows = "`/papers/feed.xml`: the Atom feed of the newest papers; feeds of a list's papers"
    view = PapersFeedView

    papers: tuple[Paper, ...]
    """From the newest; those of a day from the most up-votes."""
    left_out: int
    """Of the last of the days."""
    all: int
    """Of the archive."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        found: list[Paper] = []
        enough = planning.settings.lengths.feed_papers
        for day in planning.shown_days():
            listed = [planning.papers[item.address] for item in planning.listed(day.date)]
            new = [paper for paper in listed if first_day(paper) == day.date]
            if found and len(found) + len(new) > enough:
                break
            found += new
        yield cls(tuple(found[:_MOST]), max(0, len(found) - _MOST), len(planning.papers))

    def call(self, frame: Frame) -> TemplateCall:
        shown, words = len(self.papers), frame.words
        subtitle = words(
            _NEWEST_AND_MORE if self.left_out else _NEWEST,
            shown=shown,
            papers=words.count(self.all, *PAPERS),
            more=words.number(self.left_out),
        )
        head = FeedHead(words("{site}: papers", site=frame.settings.title), subtitle, self.address, "")
        lead = min(_LONGEST, _CHARACTERS // max(1, shown))
        return TemplateCall(self.template, {"view": papers_view(frame, head, self.papers, lead)})


class PapersJsonFeedPage(PapersFeedPage, frozen=True, array_like=True):
    kind = "papers-json-feed"
    template = "papers-feed.json"
    address = addresses.PAPERS + addresses.JSON_FEED
    shows = "`/papers/feed.json`: the JSON Feed of the newest papers (version 1.1)"
