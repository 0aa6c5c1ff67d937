"""A paper as an entry of a list."""

from collections.abc import Iterable, Mapping
from datetime import date

from markupsafe import Markup
from msgspec import Struct, field

from daybook.archive.by_day import votes_of
from daybook.insights.topics import TopicName
from daybook.model import Paper
from daybook.pages.base import LinkView, TitleView
from daybook.pages.parts.count_phrases import up_votes
from daybook.pages.parts.facts import outward_links
from daybook.pages.parts.page_links import ON_CARDS, tag_links, topic_links
from daybook.text import addresses
from daybook.text.formatted import block_html, inline_html, plain
from daybook.text.lead import lead_html
from daybook.text.plain_text import isolated
from daybook.text.venue import read_venue
from daybook.text.words import Words, phrases

_LEAD = 200
"""Characters: two lines on a wide screen, four on a phone."""
_NAMED_AUTHORS = 3
"""Of more than one more: "and 1 more" is as long as the name that it leaves out."""
_MORE_NAMES = phrases("{names} and {n} more", "{names} and {n} more")
"""Two forms that are one in English."""
_LONGEST_BAR = 64
"""Pixels."""


class CardView(TitleView, frozen=True):
    lead_language: str
    """Of the lead and the abstract."""
    lead: Markup
    """The abstract in a sentence, as a source has it, else the sentences that say what the paper does."""
    is_summary: bool
    """Whether the lead is a source's sentence, and so not in the abstract."""
    abstract: Markup
    """The whole abstract, to unfold and to print; empty on pages without."""
    rank: int
    """Place in the list."""
    authors: str
    """Names in a line, with "and 5 more" after three of five or more, or "et al.", then the journal or
    conference; empty if unknown."""
    votes: str
    """Such as "1,204 up-votes"; empty if unknown."""
    number_of_votes: str
    """Such as "1,204"."""
    bar: int
    """Length of the bar of its up-votes in pixels: 4 to 64, or 0 if they are unknown."""
    links: tuple[LinkView, ...]
    """To its PDF, arXiv, code and project, as far as they are known."""
    category: str
    """Its primary category at arXiv, such as "cs.CL"; empty if unknown."""
    tags: tuple[LinkView, ...]
    """A person's; ``href`` is empty if tags have no pages."""
    topics: tuple[LinkView, ...]
    """Else keywords, which have no ``href``; with tags two in all."""
    seen: LinkView | None
    """To an earlier day that lists it."""
    is_new: bool
    """Whether the day lists it first, and most others of the list were seen before."""
    is_noted: bool
    """Whether somebody wrote notes on it."""


class AuthorLine(Struct, frozen=True, array_like=True):
    names: str = ""
    more: int = 0
    """Number of those after them."""
    is_cut: bool = False
    """Whether there are more, nobody knows how many."""

    def text(self, words: Words) -> str:
        """Return the line in a language."""
        if self.more:
            return words.count(self.more, *_MORE_NAMES, names=self.names)
        return words("{names} et al.", names=self.names) if self.is_cut else self.names


class ListStyle(Struct, frozen=True):
    """Common values of the cards of a list."""

    words: Words
    most_votes: int = 0
    """Of the papers of the list."""
    marks_new: bool = False
    """Whether cards say that a paper is new; they always say where it was seen before."""
    has_abstracts: bool = False
    topics: Mapping[str, tuple[TopicName, ...]] = field(default_factory=dict)
    """By the address of a paper, the topics on its card."""
    has_tags: bool = True
    """Whether tags have pages."""


def card(paper: Paper, rank: int, day: date, root: str, style: ListStyle) -> CardView:
    """Return a paper's card in the list of ``day``."""
    facts, votes, words = paper.facts, votes_of(paper, day), style.words
    earlier = max((item.day for item in paper.appearances if item.day < day), default=None)
    summary = facts.summary
    return CardView(
        title=inline_html(paper.title),
        language=words.language_of(paper.title, paper.abstract or summary),
        href=root + addresses.paper(paper.address),
        lead_language=words.language_of(paper.abstract or summary),
        lead=inline_html(summary) if summary else lead_html(paper.abstract, _LEAD),
        is_summary=bool(summary),
        abstract=block_html(paper.abstract if style.has_abstracts else ""),
        rank=rank,
        authors=" · ".join(
            filter(None, (author_line(paper).text(words), isolated(read_venue(plain(facts.venue)).name)))
        ),
        votes=up_votes(votes, words),
        number_of_votes=words.number(votes),
        bar=max(4, round(_LONGEST_BAR * votes / max(votes, style.most_votes))) if votes else 0,
        links=tuple(LinkView(it.label, it.href, "", it.is_given) for it in outward_links(facts, words)),
        category=plain(facts.categories[0]) if facts.arxiv and facts.categories else "",
        tags=_once(tag_links(paper.tags, root, has_pages=style.has_tags)),
        topics=_topics(paper, style.topics.get(paper.address, ()), root),
        seen=LinkView(words.short_date(earlier), root + addresses.day(earlier)) if earlier else None,
        is_new=style.marks_new and earlier is None,
        is_noted=bool(paper.notes_markdown),
    )


def _topics(paper: Paper, topics: tuple[TopicName, ...], root: str) -> tuple[LinkView, ...]:
    """Return what fits beside a paper's tags, which are not named again."""
    tags = {tag.casefold() for tag in paper.tags}
    named = topic_links(topics, root) or (LinkView(plain(word), "") for word in paper.facts.keywords)
    other = _once(link for link in named if link.label.casefold() not in tags)
    return other[: max(0, ON_CARDS - len(tags))]


def _once(links: Iterable[LinkView]) -> tuple[LinkView, ...]:
    return tuple({link.label.casefold(): link for link in links}.values())


def author_line(paper: Paper) -> AuthorLine:
    """Return the first three authors and how many more there are, or all four; empty if they are unknown."""
    authors = paper.facts.authors
    named = authors[:_NAMED_AUTHORS] if len(authors) > _NAMED_AUTHORS + 1 else authors
    more = len(authors) - len(named)
    return AuthorLine(", ".join(map(isolated, named)), more, paper.has_more_authors and not more)
