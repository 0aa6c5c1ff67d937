"""A paper's page."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Self

from markupsafe import Markup
from msgspec import Struct

from daybook.citations.citation import Citation, citation_of
from daybook.insights.topics import TopicName
from daybook.model import Appearance, Paper, Picture
from daybook.pages.base import Frame, LinkView, Page, Planning, StampView, TemplateCall, day_trail, stamp
from daybook.pages.parts.citation import CitationView, citation_view, day_files
from daybook.pages.parts.citation_head import CitationHeadView, citation_head
from daybook.pages.parts.content_markdown import images_in, written
from daybook.pages.parts.count_phrases import up_votes, vote_history
from daybook.pages.parts.facts import FactView, facts_of, outward_links, places_of
from daybook.pages.parts.page_links import author_addresses, author_links, tag_links, topic_links
from daybook.pages.parts.similar import SimilarPapers, SimilarView, newest_first, similar_papers, similar_view
from daybook.text import addresses
from daybook.text.formatted import block_html, inline_html, plain
from daybook.text.lead import from_main_sentence
from daybook.text.words import Words
from daybook.theme import markdown

_SHOWN_AUTHORS = 12
_LEAST_FOLDED = 5
"""Of fewer further authors, none is folded."""


class AppearanceView(Struct, frozen=True):
    """A day the paper was listed on, once for each digest."""

    stamp: StampView
    href: str
    rank: int
    total: int
    """Number of papers of that digest; 0 if unknown."""
    digest: str
    """The digest's file name if the paper is in several of that day, else empty."""
    upvotes: str
    """Such as "41 up-votes"; empty if unknown."""
    course: str
    """Such as "12 on 18 March 2025, 41 on 20 March 2025"; empty if only the last number is known."""


class PictureView(Struct, frozen=True):
    """A picture that somebody put beside the paper's file."""

    href: str
    width: int
    height: int
    label: str
    """What it shows, in a person's words; empty if nobody said so."""


class PaperView(Struct, frozen=True):
    title: Markup
    language: str
    """BCP 47, if the script says so, else empty; so are the two below."""
    summary: Markup
    """The abstract in a sentence; mostly empty."""
    summary_language: str
    abstract: Markup
    abstract_language: str
    authors: tuple[LinkView, ...]
    """The first ones; ``href`` is empty for those without a page, whose search a script links to."""
    other_authors: tuple[LinkView, ...]
    """Those after them, to unfold."""
    number_of_others: str
    """Such as "651 more authors"."""
    has_more_authors: bool
    """Whether there are authors whom no digest names."""
    venue: str
    """The journal, conference or book that it is in; mostly empty."""
    actions: tuple[LinkView, ...]
    """To its PDF, arXiv, code and project, as far as they are known; else the first of the ``places``."""
    facts: tuple[FactView, ...]
    """Date, categories, code, project and so on, as far as they are known."""
    appearances: tuple[AppearanceView, ...]
    """From the first day to the last."""
    places: tuple[LinkView, ...]
    """Where else to find it: Semantic Scholar, Google Scholar, Hugging Face."""
    links: tuple[LinkView, ...]
    """Added by a person."""
    topics: tuple[LinkView, ...]
    """From the one that it is most about."""
    tags: tuple[LinkView, ...]
    """A person's; ``href`` is empty if tags have no pages."""
    pictures: tuple[PictureView, ...]
    """Pictures beside its file that the notes do not show."""
    notes: Markup
    """Empty if nobody wrote any."""
    citation: CitationView | None
    """None if citations are left out."""
    head: CitationHeadView
    """For the page's <head>."""
    previous: LinkView | None
    """To the paper before this one on its newest day: "Previous paper"."""
    following: LinkView | None
    similar: tuple[SimilarView, ...]
    """The papers most like it, from the most similar."""
    newest_first: str
    """The places of these in the order of their days, such as "2 0 1"; empty for fewer than two."""
    on_map: LinkView | None
    """To its place on the map."""


class PaperPage(Page, frozen=True, array_like=True):
    kind = "paper"
    shows = "`/papers/YEAR/SLUG/`: a paper"
    view = PaperView
    open_graph_type = "article"

    paper: Paper
    standings: tuple[tuple[int, int], ...]
    """For each of its appearances, its place among that digest's papers of the day, and their number."""
    previous: str
    """Of its newest day: the address of that paper; empty without one."""
    following: str
    people: tuple[str, ...] = ()
    """Where the authors' names lead, from the site's root: see `author_links`."""
    organisation: str = ""
    """The slug of the organisation's page; empty without one."""
    similar: SimilarPapers = ()
    topics: tuple[TopicName, ...] = ()
    pictures: tuple[Picture, ...] = ()
    """Those beside its file, and those of the archive that its notes may show."""
    place: tuple[int, int] | None = None
    """On the map."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        """Yield the page of each paper, with those before and after it on its newest day."""
        papers, found = planning.archive.papers, planning.insights.people
        organisations = found.organisation_slugs if found else {}
        similar = similar_papers(papers, planning.insights.similar or [()] * len(papers))
        places = planning.insights.map.places if planning.insights.map else [None] * len(papers)
        for paper, shown, place in zip(papers, similar, places, strict=True):
            people = author_addresses(found, paper.address, paper.facts.authors)
            organisation = organisations.get(paper.facts.organization, "")
            standings = tuple(planning.standing(item) for item in paper.appearances)
            topics = planning.topics_of(paper.address)
            pictures = planning.archive.pictures.get(paper.address, ())
            pictures += images_in(paper.notes_markdown, planning.archive.images)
            around = planning.beside(paper)
            yield cls(paper, standings, *around, people, organisation, shown, topics, pictures, place)

    @property
    def address(self) -> str:
        return addresses.paper(self.paper.address)

    @property
    def content_file(self) -> str:
        return f"papers/{self.paper.address}.md"

    @property
    def pictured_day(self) -> date | None:
        return self.paper.appearances[-1].day if self.paper.appearances else None

    @property
    def last_change(self) -> str:
        return self.paper.appearances[-1].day.isoformat() if self.paper.appearances else ""

    def trail(self, root: str, words: Words) -> tuple[LinkView, ...]:
        """Return the way to the newest day that lists the paper."""
        return day_trail(self.paper.appearances[-1].day, root, words) if self.paper.appearances else ()

    def call(self, frame: Frame) -> TemplateCall:
        paper, root, number = self.paper, addresses.root_of(self.address), len(self.paper.facts.authors)
        shown = _SHOWN_AUTHORS if number >= _SHOWN_AUTHORS + _LEAST_FOLDED else number
        authors = author_links(paper.facts.authors, self.people, root)
        page_url = frame.settings.base_url + self.address
        citation = citation_of(paper, page_url)
        words = frame.words
        links, places = outward_links(paper.facts, words), places_of(paper, words)
        view = PaperView(
            title=inline_html(paper.title),
            language=words.language_of(paper.title, paper.abstract or paper.facts.summary),
            summary=inline_html(paper.facts.summary),
            summary_language=words.language_of(paper.facts.summary),
            abstract=block_html(paper.abstract),
            abstract_language=words.language_of(paper.abstract),
            authors=authors[:shown],
            other_authors=authors[shown:],
            number_of_others=words("{n} more authors", n=words.number(number - shown)),
            has_more_authors=paper.has_more_authors,
            venue=plain(paper.facts.venue),
            actions=links or places[:1],
            facts=facts_of(paper, self.organisation, root, words),
            appearances=tuple(self._appearances(root, words)),
            places=places if links else places[1:],
            links=tuple(LinkView(link.label, link.url) for link in paper.links),
            topics=topic_links(self.topics, root),
            tags=tag_links(self.paper.tags, root, has_pages=frame.settings.has("tags")),
            pictures=tuple(self._pictures()),
            notes=self._notes(),
            citation=self._citation(citation, frame),
            head=citation_head(citation, page_url),
            previous=_link(words("Previous paper"), self.previous, paper.address),
            following=_link(words("Next paper"), self.following, paper.address),
            similar=similar_view(self.similar, paper.address, words),
            newest_first=newest_first(self.similar),
            on_map=self._on_map(root, words),
        )
        description = paper.facts.summary or from_main_sentence(paper.abstract)
        return self.html(frame, plain(paper.title), plain(description), view)

    def _appearances(self, root: str, words: Words) -> Iterator[AppearanceView]:
        days = Counter(item.day for item in self.paper.appearances)
        for item, standing in zip(self.paper.appearances, self.standings, strict=True):
            yield _appearance(item, standing, root, words, twice=days[item.day] > 1)

    def _notes(self) -> Markup:
        level, text = markdown.NOTES_LEVEL, self.paper.notes_markdown
        return written(text, self.content_file, self.address, level, self.pictures)

    def _pictures(self) -> Iterator[PictureView]:
        words = dict(self.paper.picture_words)
        for picture in self.pictures:
            name = picture.path.removeprefix(self.address)
            if name != picture.path and name not in self.paper.notes_markdown:
                yield PictureView(name, picture.width, picture.height, words.get(name, ""))

    def _on_map(self, root: str, words: Words) -> LinkView | None:
        if self.place is None:
            return None
        return LinkView(words("Its place on the map"), root + addresses.on_map(*self.place))

    def _citation(self, citation: Citation, frame: Frame) -> CitationView | None:
        if not frame.settings.has("citations"):
            return None
        newest, root = self.pictured_day, addresses.root_of(self.address)
        return citation_view(citation, day_files(newest, root) if newest else ())


def _appearance(
    item: Appearance, standing: tuple[int, int], root: str, words: Words, *, twice: bool
) -> AppearanceView:
    rank, total = standing
    return AppearanceView(
        stamp=stamp(item.day, words),
        href=root + addresses.day(item.day),
        rank=rank,
        total=total,
        digest=item.digest.rpartition("/")[2] if twice else "",
        upvotes=up_votes(item.upvotes, words),
        course=vote_history(item, words),
    )


def _link(label: str, address: str, own: str) -> LinkView | None:
    return LinkView(label, addresses.paper_beside(address, own)) if address else None
