"""The papers of a newsletter or an alert while they are read, and their records."""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date

from msgspec import Struct, field

from daybook.digests.fields.abstracts import count_phrases, has_phrase, speaks_to_reader
from daybook.digests.fields.entry_lines import is_venue_line
from daybook.digests.fields.names import initials_first, split_names
from daybook.digests.fields.paper_links import PaperLink
from daybook.digests.fields.references import title_of_reference
from daybook.digests.fields.translations import in_languages
from daybook.digests.newsletters.blocks import Block
from daybook.digests.newsletters.links import ARTICLE, NUMBER
from daybook.digests.newsletters.names import (
    AFFILIATION,
    SCHOLAR_LINE,
    names_in_byline,
    names_in_line,
    scholar_names,
)
from daybook.digests.records import Record
from daybook.digests.syntax.html_text import Line, join_lines
from daybook.model import Origin
from daybook.problems import Problem, shown
from daybook.text.plain_text import ends_sentence

_OF_PAPERS = re.compile(
    r"abs/|article|doc(?:ument)?s?/|eprint|journal|letters|paper|pdf|preprint|proceedings|publication"
    r"|\.ac\.[a-z]{2}/|\.edu/",
    re.IGNORECASE,
)
"""In addresses of papers on hosts that nobody can list."""
_LABEL = re.compile(rf"^(?:{'|'.join(in_languages('title'))})\s?[:：]\s*", re.IGNORECASE)
_SHORT, _FEWEST = 80, 3
"""Characters of a line that may stand below several papers, and papers whose last shows the page's foot."""
_ENCLOSED = re.compile("^[《「]([^《》「」]+)[》」]$")
_PUBMED = "://pubmed.ncbi.nlm.nih.gov/"
"""Of the service that ends titles and names with a full stop, and puts initials last."""


class FoundPaper(Struct):
    """A paper while it is read."""

    link: PaperLink
    title: str
    level: int = 0
    """Of the heading that is its title; 0 if none is."""
    place: int = 0
    """The `Block.place` of its title."""
    lines: list[Line] = field(default_factory=list)
    below: str = ""
    """The text directly below its title that is not of its abstract, and may be its author's name."""
    authors: tuple[str, ...] = ()
    votes: int | None = None


def name_authors(papers: Sequence[FoundPaper]) -> None:
    """Take names in lines of their own below a title for the authors'.

    A single one counts if authors are listed below most other titles.
    """
    for paper in papers:
        number = _number_of_names(paper)
        if number > 1:
            paper.authors = tuple(line.text.rstrip(" ,") for line in paper.lines[:number])
            paper.lines = paper.lines[number:]
    if not any(paper.authors for paper in papers):
        return
    are_listed = 2 * sum(bool(paper.authors) for paper in papers) > len(papers)
    for paper in papers:
        if are_listed and not paper.authors:
            paper.authors = names_in_line(paper.below, may_be_one=True)
        first, *rest = paper.lines or [Line("")]
        is_alone = not rest or (are_listed and paper.title and not rest[0].continues)
        names = names_in_line(first.text, may_be_one=True) if is_alone and not paper.authors else ()
        if names:
            paper.authors, paper.lines = names, rest


def drop_others(papers: Sequence[FoundPaper]) -> None:
    """Drop short lines that several papers have, and paragraphs below the last that no other has."""
    counts = Counter(text for paper in papers for text in {line.text for line in paper.lines})
    for paper in papers:
        after = [line.continues for line in (*paper.lines[1:], Line(""))]
        paper.lines = [
            line
            for line, goes_on in zip(paper.lines, after, strict=False)
            if counts[line.text] == 1 or goes_on or len(line.text) > _SHORT or ends_sentence(line.text)
        ]
    if len(papers) < _FEWEST:
        return
    *others, last = papers
    most = max(sum(not line.continues for line in paper.lines) for paper in others)
    starts = [n for n, line in enumerate(last.lines) if not line.continues]
    for start in reversed(starts[most:]):
        if has_phrase(" ".join(line.text for line in last.lines[start:])):
            break
        last.lines = last.lines[:start]


def _number_of_names(paper: FoundPaper) -> int:
    """Return how many lines below a title, before the others, are a name each."""
    if paper.authors:
        return 0
    one = [len(names_in_line(line.text, may_be_one=True)) == 1 for line in paper.lines]
    return [*one, False].index(False)


def names_below(paper: FoundPaper, block: Block, text: str) -> tuple[str, ...]:
    """Return the authors in the line below a title."""
    if paper.lines or (paper.authors and not AFFILIATION.search(text)):
        return ()
    is_scholar = paper.link.is_scholar or SCHOLAR_LINE.fullmatch(text[:500].replace("\u00a0", " "))
    names = scholar_names(text) if is_scholar else ()
    if is_venue_line(text) and len(byline := names_in_byline(text)) > 1:
        names = byline
    return names or (names_in_line(text, may_be_one=block.continues) if paper.title else ())


def reads_like_paper(paper: FoundPaper) -> bool:
    """Return whether a link to an unknown host is a paper's: by authors, words of abstracts or its URL."""
    is_named = bool(paper.authors or _OF_PAPERS.search(paper.link.url))
    text = " ".join(line.text for line in paper.lines)
    return is_named or (count_phrases(text) > 1 and not speaks_to_reader(text))


def letter_problem(link: PaperLink, path: str) -> Problem:
    """Return the problem of a mail that names one paper in passing."""
    what = f"a letter that names a paper in passing: {_name(link)}"
    return Problem(path, 0, what, "add the paper by hand if it belongs here")


def _name(link: PaperLink) -> str:
    return shown(f"arXiv:{link.arxiv}" if link.arxiv else link.url)


def make_record(paper: FoundPaper, link: PaperLink, path: str, day: date | None) -> Record | Problem:
    if not paper.title:
        return Problem(path, 0, f"a link to {_name(link)} without a title", "add the paper by hand")
    cited = _LABEL.sub("", ARTICLE.sub("", NUMBER.sub("", paper.title.lstrip("■▪●◆▶ "))) or paper.title)
    authors = paper.authors
    title = _ENCLOSED.sub(r"\1", title_of_reference(cited))
    authors = authors or split_names(cited[: max(0, cited.find(title))].strip(' .:,"“'))
    if _PUBMED in link.url:
        title = title.removesuffix(".")
        authors = tuple(initials_first(name.removesuffix(".")) for name in authors)
    facts = {"arxiv": link.arxiv, "doi": link.doi, "authors": authors, "link": link.url}
    abstract = join_lines(paper.lines)
    return Record(title, abstract, day, facts, upvotes=paper.votes or 0, origin=Origin.LIST)
