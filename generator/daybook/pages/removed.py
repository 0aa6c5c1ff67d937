"""The page at the address of a paper or a day that was removed or renamed: an address is answered for ever.

So is that of a topic as long as a person gives the topic another name. Where it is known where the thing is
now, the page sends readers there: by a refresh of the page, which needs no script, and a link. Search engines
find the new address as the canonical one.
"""

from collections.abc import Iterator
from typing import Literal, Self

from msgspec import Struct
from msgspec.structs import replace

from daybook.pages.base import Frame, Page, Planning, TemplateCall
from daybook.text import addresses
from daybook.text.words import phrase

Thing = Literal["paper", "day", "topic"]
_TITLES: dict[tuple[Thing, bool], str] = {
    ("paper", False): phrase("Paper removed"),
    ("paper", True): phrase("Paper moved"),
    ("day", False): phrase("Day removed"),
    ("day", True): phrase("Day moved"),
    ("topic", True): phrase("Topic renamed"),
}
"""By whether it is somewhere else."""


class RemovedView(Struct, frozen=True):
    is_day: bool
    """Whether a day stood there."""
    is_topic: bool
    """Whether a topic stood there; else, if it was no day, a paper."""
    href: str
    """Where it is now; empty if it was taken out of the archive."""
    canonical: str
    """The same as an absolute address."""


class RemovedPage(Page, frozen=True, array_like=True):
    kind = "removed"
    shows = (
        "`/papers/YEAR/SLUG/` of a paper, `/dates/DATE/` of a day that was removed, renamed or moved,"
        " `/topics/SLUG/` of a topic that a person renamed"
    )
    view = RemovedView
    is_indexed = False

    address: str
    thing: Thing
    to: str = ""
    """Address of the page that readers are sent to; empty for none."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each removed paper and day and each renamed topic, but of those that are back."""
        removed, papers, days = planning.removed, planning.papers, planning.position
        for address in removed.addresses:
            if address not in papers:
                target = removed.target(address, papers)
                yield cls(addresses.paper(address), "paper", addresses.paper(target) if target else "")
        for day in sorted(removed.gone_days - days.keys()):
            new = removed.day_target(day, days)
            yield cls(addresses.day(day), "day", addresses.day(new) if new else "")
        for topic in planning.insights.topics.topics if planning.insights.topics else ():
            for slug in topic.former:
                yield cls(addresses.topic(slug), "topic", addresses.topic(topic.slug))

    def call(self, frame: Frame) -> TemplateCall:
        href = self.root_in(frame) + self.to if self.to else ""
        canonical = frame.site.base_url + self.to if self.to else ""
        view = RemovedView(self.thing == "day", self.thing == "topic", href, canonical)
        call = self.html(frame, frame.words(_TITLES[self.thing, bool(self.to)]), "", view)
        page = replace(call.context["page"], has_address=not self.to)
        return TemplateCall(call.template, {**call.context, "page": page})
