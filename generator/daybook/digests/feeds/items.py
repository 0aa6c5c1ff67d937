"""Turn the items of feeds, RSS, Atom and JSON Feed, into records."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields import entry_lines
from daybook.digests.fields.names import join_name, split_names
from daybook.digests.fields.paper_links import host_of, is_other_host, paper_link
from daybook.digests.records import Record, collect
from daybook.digests.syntax.html_text import Line, html_line, html_lines, is_markup, join_lines
from daybook.problems import Problem, Severity, shown
from daybook.text.identifiers import arxiv_id, doi_name, is_url
from daybook.text.latex import latex_to_line, latex_to_text
from daybook.text.plain_text import count, one_line

_ISSUE = re.compile(r"\A[A-Z][^:]{2,80}, Vol\. [0-9]{1,4}, (?:Pages?|No\.) [^:]{1,30}: (?=\S)")
"""What MDPI writes before a title: the journal, volume and page."""
_SUFFIX = re.compile(
    r"\.?\s*\(arXiv:(\S{1,40}?)\s*(?:\[([\w.-]{2,30})\])?(?:\s+(?:UPDATED|CROSS LISTED))?\)\s*$",
    re.IGNORECASE,
)
_END = re.compile(r"\s+(?:\|\s+([^|]{2,80})|#[0-9]{1,4})$")
_BY = " -- by "
"""What NBER writes between title and authors."""
_REPORT = re.compile(r"TR[0-9]{2}-[0-9]{3} \| +([^|]{3,400}?) +\| +([^|]{3,2000})")
"""A title of the Electronic Colloquium on Computational Complexity, with its number and authors."""
_NUMBER = re.compile(r"\[([\w.-]{3,40})\]\s+(?=\S)")
"""What HAL writes before a title, and in its link."""
_SEVERAL = 2
_BREAK = re.compile(r"\s?<br\s?/?>\s?", re.IGNORECASE)
_FRONT_MATTER = re.compile(
    r"(?:.{0,150}\W)?(?:publication information|information for authors|table of contents|editorial board"
    r"|(?:issue|society) information|front cover|back cover|cover image|front matter|masthead)",
    re.IGNORECASE,
)
"""Titles of a journal's pages that are no papers, and have no authors."""
_NEWS = re.compile(r"10\.1038/d41586-|10\.1126/science\.z", re.IGNORECASE)
"""DOIs of news and comments in Nature and Science, whose papers have others."""


class FeedItem(Struct, frozen=True):
    """An item of a feed."""

    title: str
    description: str
    is_html: bool = True
    """Whether its title and description may be HTML."""
    is_tex: bool = False
    """Whether its title and description are arXiv's, in TeX."""
    links: tuple[str, ...] = ()
    identifiers: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    """Names, or one text of several."""
    categories: tuple[str, ...] = ()
    published: str = ""
    comment: str = ""
    """The authors' remark, in TeX."""
    venue: str = ""
    day: date | None = None
    has_metadata: bool = False
    """Whether it has fields that only publishers of papers give."""
    line: int = 0


def parse_items(
    file: DigestFile, items: Sequence[FeedItem | Problem], home: str = ""
) -> ParsedDigest | Problem:
    """Parse the items of a feed with a page ``home``; a problem if less than half of them are papers."""
    made = _without_ends([(item, _record(item)) for item in items if isinstance(item, FeedItem)])
    known = sum(_is_paper(item, record) for item, record in made)
    if 2 * known < len(items):
        what = f"is a feed of {count(len(items), 'item')}, of which {known:,} link to a paper or have its DOI"
        return Problem(file.path, 1, what, "remove it; only feeds of papers are read")
    problems = (item for item in items if isinstance(item, Problem))
    return collect(file, [*problems, *_checked(file, made, home)])


def _without_ends(made: list[tuple[FeedItem, Record]]) -> list[tuple[FeedItem, Record]]:
    """Return the records without what ends all titles: the name of a journal behind a bar, or a number."""
    ends = [_END.search(record.title) for _, record in made]
    if len(ends) < _SEVERAL or not all(ends) or len({end and end[1] for end in ends}) > 1:
        return made
    return [(item, replace(record, title=_END.sub("", record.title))) for item, record in made]


def _checked(
    file: DigestFile, made: Sequence[tuple[FeedItem, Record]], home: str
) -> Iterator[Record | Problem]:
    """Yield the records of papers; a problem for each that is another item's, or has no title."""
    for number, (item, record) in enumerate(made, 1):
        if _is_other(item, record, home):
            what = f"an item that is no known paper: {shown(one_line(item.title))}"
            remedy = "left out; add it by hand if it is one"
            yield Problem(file.path, item.line, what, remedy, Severity.WARNING)
        elif one_line(record.title):
            yield record
        else:
            what = f"item {number:,} has no title: {shown(one_line(record.abstract[:400]))}"
            yield Problem(file.path, record.line, what, "add the paper by hand")


def _is_other(item: FeedItem, record: Record, home: str) -> bool:
    """Return whether an item is no paper: a journal's page or its news, or a post on a site."""
    if _NEWS.match(str(record.facts["doi"])):
        return True
    if not record.facts["authors"] and _FRONT_MATTER.fullmatch(one_line(record.title)):
        return True
    link = str(record.facts["link"])
    is_post = host_of(link) == host_of(home) or is_other_host(link)
    return bool(link) and is_post and not _is_paper(item, record)


def _is_paper(item: FeedItem, record: Record) -> bool:
    is_named = record.facts["arxiv"] or record.facts["doi"] or item.has_metadata
    return bool(is_named) or any(paper_link(link).is_paper for link in item.links)


def _record(item: FeedItem) -> Record:
    title = html_line(item.title) if item.is_html else item.title
    suffix = _SUFFIX.search(title[-200:])
    is_tex = item.is_tex or suffix is not None
    if suffix:
        title = title[: len(title) - len(suffix[0])]
    title, counted = entry_lines.split_votes(_ISSUE.sub("", title))
    title, _, by = title.partition(_BY)
    if report := _REPORT.fullmatch(title):
        title, by = report[1], report[2].replace(" , ", ", ")
    if (number := _NUMBER.match(title)) and any(number[1] in link for link in item.links):
        title = title[number.end() :]
    authors, votes, abstract = item.authors or ((by,) if by else ()), 0, item.description
    if item.is_html:
        lines = html_lines(item.description)
        if lines and lines[0].text.startswith("<") and is_markup(lines[0].text):  # escaped twice
            lines = html_lines("\n".join(line.text for line in lines))
        named, votes, abstract = _parts(lines)
        authors = authors or named
        if lines and lines[0].text.startswith("Article URL: "):  # of a post on Hacker News, by a user
            authors, votes, abstract = (), 0, ""
    links = [paper_link(link) for link in item.links]
    arxiv = (suffix and arxiv_id(suffix[1])) or next(filter(None, map(arxiv_id, item.identifiers)), "")
    return Record(
        title=latex_to_text(title) if is_tex else title,
        abstract=latex_to_text(abstract) if is_tex else abstract,
        day=item.day,
        facts={
            "arxiv": arxiv or next((link.arxiv for link in links if link.arxiv), ""),
            "doi": next(filter(None, (*map(doi_name, item.identifiers), *(link.doi for link in links))), ""),
            "authors": _names(authors),
            "categories": item.categories or ([suffix[2]] if suffix and suffix[2] else []),
            "published": item.published,
            "link": next(filter(is_url, item.links), ""),
            "comment": latex_to_line(item.comment),
            "venue": item.venue,
        },
        upvotes=votes or counted or 0,
        line=item.line,
    )


def _names(authors: Sequence[str]) -> list[str]:
    """Return the authors' names; a single text may list all of them."""
    names = [latex_to_line(html_line(_BREAK.sub("; ", name))) for name in authors]
    if len(names) == 1:
        return list(split_names(names[0]))
    return [join_name(name.split(",")) if name.count(",") == 1 else name for name in names]


def has_abstract_label(description: str) -> bool:
    """Return whether a description in HTML has a line ``Abstract`` above others."""
    return any(line.text.casefold().rstrip(":. ") == "abstract" for line in html_lines(description)[:-1])


def _parts(lines: Sequence[Line]) -> tuple[tuple[str, ...], int, str]:
    """Return the authors, up-votes and abstract in the lines of a description.

    The abstract is below its label if it has one, and never contains other labelled lines or links' texts.
    """
    authors: tuple[str, ...] = ()
    votes, kept = 0, list[Line]()
    for line in lines:
        if names := entry_lines.authors_in(line.text):
            authors = authors or names
        elif (number := entry_lines.votes_in(line.text)) is not None:
            votes = number
        elif (rest := entry_lines.after_abstract_label(line.text)) is not None:
            kept = [Line(rest)] if rest else []
        elif not entry_lines.is_fact(line.text):
            kept.append(line)
    return authors, votes, join_lines(kept)
