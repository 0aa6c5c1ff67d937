"""Find papers in the HTML or plain text of a newsletter or an alert: links to them and the text around.

A link leads to a paper if its URL has an identifier or a publisher's host (`paper_links`), or if it stands
where most links that stand so lead to papers. Google Scholar's alerts and the daily papers' mail are read so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec import Struct, field

from daybook.digests.entry_lines import (
    after_abstract_label,
    authors_in,
    is_call,
    is_fact,
    split_votes,
    votes_in,
)
from daybook.digests.markup import Line, join_lines
from daybook.digests.names import split_names
from daybook.digests.newsletter_blocks import Block, Span, split_blocks
from daybook.digests.newsletter_links import (
    MIN_TITLE,
    NUMBER,
    Cards,
    Links,
    adds,
    is_first_in,
    is_foot_block,
    is_own_title,
    is_title,
    leads_away,
    merge,
    title_cards,
    title_headings,
    title_of,
)
from daybook.digests.newsletter_names import DOT, names_in_line, scholar_names
from daybook.digests.paper_links import PaperLink
from daybook.digests.records import Record
from daybook.model import Origin
from daybook.problems import Problem, Severity, shown
from daybook.text.plain_text import ends_sentence, one_line

_SHORT = 50
"""Characters of a line, such as one of names, that a line below does not continue."""
_GREETING = re.compile(r"(?:hi|hello|hey|dear|hallo)\b.{0,40}[,!]", re.IGNORECASE)
_EMPTY = re.compile(
    r"\s?[\[(](?:[\s|·,/]{0,3}(?:code|github|data|demo|project(?: page)?|blog|video|tweet|thread))*"
    r"[\s|·,/]{0,3}[\])]",
    re.IGNORECASE,
)
"""Brackets around links that were taken out."""


class _Paper(Struct):
    """A paper as far as it was read."""

    link: PaperLink
    title: str
    level: int = 0
    """Of the heading that is its title; 0 if none is."""
    is_linked: bool = False
    """Whether its title is a link."""
    place: int = 0
    """The `Block.place` of its title."""
    lines: list[Line] = field(default_factory=list)
    authors: tuple[str, ...] = ()
    votes: int | None = None


def parse_newsletter(kind: str, text: str, path: str, day: date | None) -> Iterator[Record | Problem]:
    """Find the papers that a part of a mail links to; ``kind`` is ``html`` or ``plain``.

    A paper's title is the text of its first link that says more than "Read the paper", else the block before
    its first link. Its abstract is the text from there to the next paper, heading or the mail's foot. A title
    that `title_headings` finds comes first, and the abstract begins after it.
    """
    blocks = split_blocks(kind, text)
    links = Links(blocks)
    reading = _Reading(links, title_headings(blocks, links), title_cards(blocks, links))
    for index, block in enumerate(blocks):
        reading.read(index, block)
    _name_authors(list(reading.papers.values()))
    for key, paper in reading.papers.items():
        if len(reading.papers) == 1 and _is_in_letter(paper, blocks):
            paper.title = ""
        yield _record(paper, reading.merged.get(key, paper.link), path, day)
    for title in links.unknown.values():
        what = f"a link that leads to no known paper: {shown(title)}"
        yield Problem(path, 0, what, "add it by hand if it is one", Severity.WARNING)


def _name_authors(papers: Sequence[_Paper]) -> None:
    """Take a name alone below a title as that of the author, if authors are below other titles."""
    if not any(paper.authors for paper in papers):
        return
    for paper in papers:
        names = [line.text for line in paper.lines]
        if not paper.authors and len(names) == 1 and names_in_line(names[0], may_be_one=True):
            paper.authors, paper.lines = names_in_line(names[0], may_be_one=True), []


def _is_in_letter(paper: _Paper, blocks: Sequence[Block]) -> bool:
    """Return whether a title is the words before a link, in a plain text that begins with a greeting."""
    first = next((block.text for block in blocks if block.text), "")
    spans = (span for block in blocks for span in block.spans if span.link == paper.link)
    return bool(_GREETING.fullmatch(first)) and any(span.css == "line" for span in spans)


class _Reading:
    """The state of reading a mail, block by block."""

    def __init__(self, links: Links, headings: Mapping[int, PaperLink], cards: Cards) -> None:
        self.links, self.headings, self.cards = links, headings, cards
        self.papers: dict[str, _Paper] = {}
        self.current: _Paper | None = None
        self.previous: Block | None = None
        self.votes: int | None = None
        """Up-votes before the title of their paper."""
        self.merged: dict[str, PaperLink] = {}
        """By the keys of papers, their links with the identifiers of others such as "arXiv"."""
        self.place = 0
        self.in_list: Counter[int] = Counter()
        """Papers that began in each list of the HTML."""
        self.same: dict[str, str] = {}
        """Keys of such links, with those of their papers."""

    def read(self, index: int, block: Block) -> None:
        """Read a block."""
        self.place = block.place
        if is_foot_block(block) or self._is_below_list(block):
            self.current = self.previous = None
            return
        if link := self.headings.get(index):
            self._start(link, block.text, block.level)
        elif link := self.cards.titles.get(index):
            self._start(link, block.text, 0, is_linked=True)
        elif self.current and index in self.cards.names:
            self.current.authors = split_names(block.text)
        elif starts := self._new_papers(block):
            self._read_links(block, starts)
        elif leads_away(block, self.links, is_below_text=bool(self.current and self.current.lines)):
            self.current = None
        else:
            known = [span.link.key for span in block.spans if span.link and span.link.key in self.papers]
            if known and is_call(self._text(block.spans)):
                self.current = self.papers[known[0]]
            self._add(block, self._text(block.spans))
        self.previous = block if block.text else self.previous

    def _is_below_list(self, block: Block) -> bool:
        """Return whether a text without links to papers is below the list of the current paper."""
        place = self.current.place if self.current else 0
        is_below = place and not block.place and self.in_list[place] > 1
        return bool(is_below) and not any(self.links.has(span) for span in block.spans)

    def _new_papers(self, block: Block) -> dict[int, PaperLink]:
        """Return the first links to papers by position, and give those such as "arXiv" to their paper."""
        found: dict[int, PaperLink] = {}
        keys: set[str] = set()
        titled = self.current.link if self.current and self.current.is_linked else None
        for position, span in enumerate(block.spans):
            link = span.link
            if not link or not self.links.has(span) or link.key in self.papers or link.key in keys:
                continue
            if not (titled and self._joins(link, titled)) and link.key not in self.same:
                found[position] = link
                keys.add(link.key)
                titled = link if self.links.titles[link.key] else None
        whole = [link for link in found.values() if self.links.titles[link.key]]
        if len(whole) != 1:
            return found
        return {
            place: link
            for place, link in found.items()
            if link == whole[0] or not self._joins(link, whole[0])
        }

    def _joins(self, link: PaperLink, titled: PaperLink) -> bool:
        """Return whether a link such as "PDF" belongs to the paper with a title; note it if so."""
        known = self.merged.get(titled.key, titled)
        if self.links.titles[link.key] or not adds(link, known):
            return False
        self.merged[titled.key] = merge(known, link)
        self.same[link.key] = titled.key
        return True

    def _read_links(self, block: Block, starts: Mapping[int, PaperLink]) -> None:
        first, *more = starts
        if not any(self.links.titles[link.key] for link in starts.values()):
            text = self._text(block.spans)
            if is_own_title(block, text):
                self._start(starts[first], text, block.level)
                return
            self._start_untitled(starts[first])
            for position in more:
                self._start(starts[position], "", 0)
            self._add(block, text, is_new=True)
        elif is_first_in(block, first):
            for position, following in zip(starts, [*more, len(block.spans)], strict=True):
                link = starts[position]
                self._start(link, self.links.titles[link.key], block.level, is_linked=True)
                self._add(block, self._text(block.spans[position:following]), is_new=True)
        else:
            for link in starts.values():
                self._start(link, self.links.titles[link.key], 0, is_linked=True)
            if more:
                self.current = None
            self._add(block, block.text, is_new=True)

    def _start_untitled(self, link: PaperLink) -> None:
        """Start a paper whose title is the block before its first link."""
        title, level = (self.previous.text, self.previous.level) if self.previous else ("", 0)
        linked = [span.link.key for span in self.previous.spans if span.link] if self.previous else []
        is_taken = any(key in self.links.titles for key in linked)
        if is_taken or is_fact(title) or not is_title(title, 2 if level else MIN_TITLE):
            title, level = "", 0
        elif self.current and self.current.lines and self.current.lines[-1].text == title:
            self.current.lines.pop()
        self._start(link, title, level)

    def _start(self, link: PaperLink, title: str, level: int, *, is_linked: bool = False) -> None:
        title, votes = split_votes(title)
        votes = self.votes if votes is None else votes
        self.current = self.papers[link.key] = _Paper(link, title, level, is_linked, self.place, votes=votes)
        self.in_list[self.place] += 1
        self.votes = None

    def _text(self, spans: Sequence[Span]) -> str:
        """Return the text of spans without titles of papers and links such as "PDF"."""
        kept = [
            span.text
            for span in spans
            if not (span.link and self.links.has(span) and self._is_title_or_call(span, span.link))
        ]
        return _EMPTY.sub(" ", one_line("".join(kept))).lstrip(" :;,.–—-|·•").rstrip(" |·•–—")

    def _is_title_or_call(self, span: Span, link: PaperLink) -> bool:
        return is_call(span.text) or title_of(span, True) == self.links.titles[link.key]

    def _add(self, block: Block, text: str, *, is_new: bool = False) -> None:
        """Add a text to the current paper: to its abstract, or what else it says of the paper."""
        paper = self.current
        parts = DOT.split(text)
        if len(parts) > 1 and all(is_fact(part) or self._votes_in(part) is not None for part in parts):
            for part in parts:
                self._add(block, part, is_new=is_new)
        elif (votes := self._votes_in(text)) is not None:
            if paper and paper.votes is None:
                paper.votes = votes
            else:
                self.votes = votes
        elif not paper:
            return
        elif block.level and not is_new:
            if after_abstract_label(text) is None and block.level <= (paper.level or 6):
                self.current = None
        elif (rest := after_abstract_label(text)) is not None:
            paper.lines = [Line(rest)] if rest else []
        elif names := authors_in(text) or _names_below(paper, block, text):
            paper.authors = paper.authors or names
        elif not is_fact(text) and (
            is_new or any(not span.link and any(map(str.isalnum, span.text)) for span in block.spans)
        ):
            first = paper.lines[0].text if len(paper.lines) == 1 else ""
            is_heading = 0 < len(first) < _SHORT and not ends_sentence(first) and text[:1].isupper()
            paper.lines.append(Line(text, block.continues and not is_heading))

    def _votes_in(self, text: str) -> int | None:
        """Return the number in a line of up-votes; in Hugging Face's mail it can stand alone."""
        link = self.current.link.url if self.current else ""
        is_number = "huggingface.co/papers" in link and re.fullmatch("[0-9]{1,5}", text)
        return int(text) if is_number else votes_in(text)


def _names_below(paper: _Paper, block: Block, text: str) -> tuple[str, ...]:
    """Return the authors in the line below a title."""
    if paper.lines or paper.authors:
        return ()
    names = scholar_names(text) if paper.link.is_scholar else ()
    return names or (names_in_line(text, may_be_one=block.continues) if paper.is_linked else ())


def _record(paper: _Paper, link: PaperLink, path: str, day: date | None) -> Record | Problem:
    if not paper.title:
        name = f"arXiv:{link.arxiv}" if link.arxiv else link.url
        return Problem(path, 0, f"a link to {shown(name)} without a title", "add the paper by hand")
    facts = {"arxiv": link.arxiv, "doi": link.doi, "authors": paper.authors, "link": link.url}
    abstract = join_lines(paper.lines)
    title = NUMBER.sub("", paper.title) or paper.title
    return Record(title, abstract, day, facts, upvotes=paper.votes or 0, origin=Origin.LIST)
