"""Find papers in the HTML or plain text of a newsletter or an alert: links to them and the text around.

A link leads to a paper if its URL has an identifier or a publisher's host (`paper_links`), or if it stands
where most links that stand so lead to papers. Google Scholar's alerts and the daily papers' mail are read so.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from daybook.digests.fields.calls import is_call, without_calls
from daybook.digests.fields.entry_lines import (
    after_abstract_label,
    after_announcement,
    authors_in,
    is_fact,
    is_venue_line,
    split_votes,
    votes_in,
)
from daybook.digests.fields.link_titles import is_prose, is_venue
from daybook.digests.fields.paper_links import PaperLink
from daybook.digests.newsletters.blocks import Block, Span
from daybook.digests.newsletters.html_blocks import html_blocks
from daybook.digests.newsletters.links import (
    RULE,
    Links,
    MergedLinks,
    above_in_rows,
    is_first_in,
    is_foot_block,
    is_in_letter,
    is_own_title,
    leads_away,
    title_of,
)
from daybook.digests.newsletters.names import DOT, names_in_byline, names_in_line
from daybook.digests.newsletters.papers import (
    FoundPaper,
    drop_others,
    letter_problem,
    make_record,
    name_authors,
    names_below,
    reads_like_paper,
)
from daybook.digests.newsletters.plain_blocks import plain_blocks
from daybook.digests.newsletters.titles_apart import link_titles
from daybook.digests.records import Record
from daybook.digests.syntax.html_text import Line
from daybook.problems import Problem, Severity, shown
from daybook.text.plain_text import ends_sentence, one_line

_SHORT = 50
"""Characters of a line, such as one of names, that a line below does not continue."""
_BIBTEX = re.compile(r"@[A-Za-z]{4,20}\s?\{")
"""The beginning of a paper's entry, which a page shows when asked."""
_EMPTY = re.compile(
    r"\s?[\[(](?:[\s|·,/]{0,3}(?:code|github|data|demo|project(?: page)?|blog|video|tweet|thread))*"
    r"[\s|·,/]{0,3}[\])]",
    re.IGNORECASE,
)
"""Brackets around links that were taken out."""


def parse_newsletter(kind: str, text: str, path: str, day: date | None) -> Iterator[Record | Problem]:
    """Find the papers that a part of a mail links to; ``kind`` is ``html`` or ``plain``.

    A paper's title is the text of its first link that says more than "Read the paper", else the block before
    its first link. Its abstract is the text from there to the next paper, heading or the mail's foot.
    `link_titles` puts links on titles that are farther above.
    """
    blocks = link_titles(html_blocks(text) if kind == "html" else plain_blocks(text))
    if blocks is None:
        what = "has links below or above abstracts, and it cannot be told to which title each belongs"
        yield Problem(path, 0, what, "save the list in another form, or add its papers by hand")
        return
    links = Links(blocks)
    reading = _Reading(links)
    above = above_in_rows(blocks, links)
    for index, block in enumerate(blocks):
        if index in above:
            reading.current = None
        reading.read(block)
    papers = list(reading.papers.values())
    name_authors(papers)
    drop_others(papers)
    named = sum(bool(names_in_line(paper.title, may_be_one=False)) for paper in papers)
    if len(papers) > 1 and 3 * named > 2 * len(papers):
        yield Problem(path, 0, "has lists of names where titles were expected", "add its papers by hand")
        return
    for paper in reading.papers.values():
        if paper.title and len(reading.papers) == 1 and is_in_letter(paper.link, blocks):
            yield letter_problem(paper.link, path)
            continue
        link = reading.merged.of(paper.link)
        if paper.title and not (link.is_paper or reads_like_paper(paper)):
            yield _unknown(path, paper.title)
        else:
            yield make_record(paper, link, path, day)
    yield from (_unknown(path, title) for title in links.unknown.values())


def _unknown(path: str, title: str) -> Problem:
    what = f"a link that leads to no known paper: {shown(title)}"
    return Problem(path, 0, what, "add it by hand if it is one", Severity.WARNING)


def _is_own_text(span: Span, paper: FoundPaper) -> bool:
    """Return whether a text is no link, or is sentences in the paper's link, as on a card that is a link."""
    if span.link:
        return span.link.key == paper.link.key and is_prose(one_line(span.text))
    return any(map(str.isalnum, span.text))


class _Reading:
    """The state of reading a mail, block by block."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self.papers: dict[str, FoundPaper] = {}
        self.current: FoundPaper | None = None
        self.votes: int | None = None
        """Up-votes before the title of their paper."""
        self.merged = MergedLinks(links)
        self.place = 0
        self.in_list: Counter[int] = Counter()
        """Papers that began in each list of the HTML."""

    def read(self, block: Block) -> None:
        """Read a block."""
        self.place = block.place
        if is_foot_block(block) or self._is_below_list(block):
            self.current = None
            return
        if self.current and block.kind == "names":
            self.current.authors = names_in_byline(block.text)
        elif starts := self._new_papers(block):
            self._read_links(block, starts)
        elif self.current and self._is_title_of(self.current, block):
            self.current.level, self.current.lines = block.level, []
            self._add(block, self._text(block.spans), is_new=True)
        elif self._leads_away(block) or (RULE.fullmatch(block.text) and not block.continues):
            self.current = None
        else:
            known = [span.link.key for span in block.spans if span.link and span.link.key in self.papers]
            if known and is_call(self._text(block.spans)):
                self.current = self.papers[known[0]]
            self._add(block, self._text(block.spans))

    def _leads_away(self, block: Block) -> bool:
        paper = self.current
        has_text = bool(paper and paper.lines)
        is_scholar = bool(paper and paper.authors and paper.link.is_scholar)
        return leads_away(block, self.links, is_below_text=has_text, is_scholar=is_scholar)

    def _is_title_of(self, paper: FoundPaper, block: Block) -> bool:
        """Return whether a block is the linked title of a paper that began with a picture or a file."""
        titles = (
            title_of(span, True) for span in block.spans if span.link and span.link.key == paper.link.key
        )
        return paper.title in titles and (bool(block.level) or not paper.lines)

    def _is_below_list(self, block: Block) -> bool:
        """Return whether a block without links to papers follows the list that has the current paper."""
        place = self.current.place if self.current else 0
        is_below = place and not block.place and self.in_list[place] > 1
        return bool(is_below) and not any(self.links.has(span) for span in block.spans)

    def _new_papers(self, block: Block) -> dict[int, PaperLink]:
        """Return the first link to each new paper by position; add links such as "arXiv" to their paper."""
        found: dict[int, PaperLink] = {}
        keys: set[str] = set()
        titled = self.current.link if self.current and self.current.title else None
        for position, span in enumerate(block.spans):
            link = span.link
            if not link or not self.links.has(span) or link.key in self.papers or link.key in keys:
                continue
            if not (titled and self.merged.merge(link, titled)) and not self.merged.has(link):
                found[position] = link
                keys.add(link.key)
                titled = link if self.links.titles[link.key] else None
        whole = [link for link in found.values() if self.links.titles[link.key]]
        if len(whole) != 1:
            return found
        return {
            place: link
            for place, link in found.items()
            if link == whole[0] or not self.merged.merge(link, whole[0])
        }

    def _read_links(self, block: Block, starts: Mapping[int, PaperLink]) -> None:
        first, *more = starts
        if not any(self.links.titles[link.key] for link in starts.values()):
            text = self._text(block.spans)
            if is_own_title(block, text):
                self._start(starts[first], text, block.level)
                return
            for link in starts.values():
                self._start(link, "", 0)
            self._add(block, text, is_new=True)
        elif is_first_in(block, first):
            for position, following in zip(starts, [*more, len(block.spans)], strict=True):
                link = starts[position]
                self._start(link, self.links.titles[link.key], block.level)
                self._add(block, self._text(block.spans[position:following]), is_new=True)
        else:
            for link in starts.values():
                self._start(link, self.links.titles[link.key], 0)
            if more:
                self.current = None
            self._add(block, block.text, is_new=True)

    def _start(self, link: PaperLink, title: str, level: int) -> None:
        title, votes = split_votes(without_calls(title))
        votes = self.votes if votes is None else votes
        self.current = self.papers[link.key] = FoundPaper(link, title, level, self.place, votes=votes)
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
        is_shown = span.text.lstrip().startswith("http")
        return is_shown or is_call(span.text) or title_of(span, True) == self.links.titles[link.key]

    def _add(self, block: Block, text: str, *, is_new: bool = False) -> None:
        """Add a text to the current paper: to its abstract, or what else it says of the paper."""
        paper = self.current
        announced, text = after_announcement(text)
        if announced and paper:
            paper.lines = []
        lines = paper.lines if paper else []
        is_below = not is_new and all(names_in_line(line.text, may_be_one=True) for line in lines)
        parts = DOT.split(text)
        if len(parts) > 1 and all(is_fact(part) or self._votes_in(part) is not None for part in parts):
            for part in parts:
                self._add(block, part, is_new=is_new)
        elif (votes := self._votes_in(text)) is not None:
            if paper and paper.votes is None:
                paper.votes = votes
            else:
                self.votes = votes
        elif not paper or _BIBTEX.match(text):
            return
        elif block.level and not is_new:
            if after_abstract_label(text) is None and block.level <= (paper.level or 6):
                self.current = None
            paper.authors = paper.authors or names_in_line(text, may_be_one=False)
        elif (rest := after_abstract_label(text)) is not None:
            paper.below = paper.below or next((line.text for line in paper.lines), "")
            paper.lines = [Line(rest)] if rest else []
        elif names := authors_in(text):
            is_next = text.casefold().startswith("author:")
            paper.authors = (*paper.authors, *names) if is_next else paper.authors or names
        elif names := names_below(paper, block, text):
            paper.authors += names
        elif not (is_fact(text) or is_venue(text) or (is_below and is_venue_line(text))) and (
            is_new or any(_is_own_text(span, paper) for span in block.spans)
        ):
            first = paper.lines[0].text if len(paper.lines) == 1 else ""
            is_heading = 0 < len(first) < _SHORT and not ends_sentence(first) and text[:1].isupper()
            paper.lines.append(Line(text, block.continues and not is_heading))
        elif not paper.lines:
            paper.below = paper.below or text

    def _votes_in(self, text: str) -> int | None:
        """Return the number in a line of up-votes; in Hugging Face's mail it can stand alone."""
        link = self.current.link.url if self.current else ""
        is_number = "huggingface.co/papers" in link and re.fullmatch("[0-9]{1,5}", text)
        return int(text) if is_number else votes_in(text)
