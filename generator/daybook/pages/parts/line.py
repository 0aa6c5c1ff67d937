"""A paper as a line of a long list: its title, perhaps its authors, its day, its up-votes."""

from datetime import date

from msgspec import Struct

from daybook.model import Paper
from daybook.pages.base import TitleView
from daybook.pages.parts.card import AuthorLine
from daybook.pages.parts.count_phrases import up_votes
from daybook.text import addresses
from daybook.text.formatted import inline_html
from daybook.text.words import Words


class PaperLine(Struct, frozen=True, array_like=True):
    address: str
    title: str
    day: date | None
    votes: int
    """The most on a day; 0 if unknown."""
    authors: AuthorLine = AuthorLine()
    """Empty on the pages of their people."""


class LineView(TitleView, frozen=True):
    detail: str
    """Such as "18 March 2025 · 41 up-votes", as far as they are known."""
    authors: str


def most_votes(paper: Paper) -> int:
    """Return the most up-votes that a paper had on a day; 0 if they are unknown."""
    return max((item.upvotes for item in paper.appearances), default=0)


def line_view(line: PaperLine, root: str, words: Words) -> LineView:
    """Return a line for a page whose way to the site's root is ``root``."""
    day = words.short_date(line.day) if line.day else ""
    return LineView(
        title=inline_html(line.title),
        language=words.language_of(line.title),
        href=root + addresses.paper(line.address),
        detail=" · ".join(filter(None, (day, up_votes(line.votes, words)))),
        authors=line.authors.text(words),
    )
