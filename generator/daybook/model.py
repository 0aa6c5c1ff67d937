"""Digests, papers and days as frozen values.

Text is plain (NFC, no Markdown, HTML or template) unless its name says ``markdown``. Paths are POSIX.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import IntEnum

from msgspec import Struct, field

MOST_BYTES = 32 * 1024 * 1024
"""Larger digests are refused unread."""


_ELLIPSES = ("…", "...", "[…]", "[...]")


class Origin(IntEnum):
    """Where an entry's words come from.

    The values of a lesser origin fill gaps: they never replace those of a greater one, however new they are.
    Nothing replaces what a person wrote.
    """

    EXCERPT = 0
    """A value that is cut off, whatever it comes from."""
    LIST = 1
    """Links with words around them: a newsletter, an alert, a list in Markdown."""
    PAGE = 2
    """Text that was copied from a page."""
    RECORD = 3
    """A whole record: of an API, of arXiv, of a feed, a database or a reference manager."""


class Facts(Struct, frozen=True, array_like=True):
    """Bibliographic fields of a paper other than title and abstract; empty if unknown."""

    authors: tuple[str, ...] = ()
    arxiv: str = ""
    """arXiv identifier without its version, such as ``2401.00010``."""
    doi: str = ""
    """DOI without a resolver, such as ``10.1000/182``."""
    published: str = ""
    """Day of first publication as ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``."""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    organization: str = ""
    code: str = ""
    """URL."""
    project: str = ""
    """URL."""
    link: str = ""
    """URL of a paper without identifiers, at its publisher's or elsewhere."""
    summary: str = ""
    """The abstract in a sentence, as a source has it."""
    comment: str = ""
    """The authors' remark, mostly of pages, figures and the place of publication."""
    submitter: str = ""
    """Who submitted it, to arXiv or to a day's list."""
    stars: str = ""
    """Number of stars of ``code``."""
    venue: str = ""
    """The journal, conference or book that it is in, as a source names it, and the place there; never arXiv.

    See `text.venue`.
    """


class Entry(Struct, frozen=True):
    """One record of a digest: a paper on a day."""

    day: date
    title: str
    abstract: str
    """Paragraphs, separated by one blank line."""
    rank: int
    """Place among the digest's entries of that day, from 1."""
    line: int
    """Line in the digest, from 1; 0 for forms without lines."""
    facts: Facts = field(default_factory=Facts)
    upvotes: int = 0
    origin: Origin = Origin.RECORD
    has_more_authors: bool = False
    """Whether the digest cuts the list of authors off, as with ``et al.``."""

    @property
    def cut_off(self) -> Iterator[str]:
        """The names of its values that are cut off: excerpts, whatever the origin of the others."""
        if self.abstract.endswith(_ELLIPSES):
            yield "abstract"
        if self.has_more_authors:
            yield "authors"
        if len(self.facts.published) < len("2025-03-18"):
            yield "published"


class Digest(Struct, frozen=True):
    """A saved digest: its entries in their order, mostly of one day."""

    path: str
    """Below ``digests/``, such as ``2025/2025-03-18.txt``."""
    sha256: str
    """In hexadecimal, of the file's bytes with LF as line ends; empty until the archive takes the digest."""
    entries: tuple[Entry, ...]
    rejected: int = 0
    """Number of records that could not be read; each is also a problem."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its entries, sorted, each once."""
        return tuple(sorted({entry.day for entry in self.entries}))


class Counts(Struct, frozen=True):
    """Numbers of records in digests; each record counts in exactly one of the last four."""

    records: int = 0
    papers: int = 0
    """Of new papers."""
    repeats: int = 0
    """Of papers that the archive had already."""
    rejected: int = 0
    left_out: int = 0
    """Of papers, days and digests that people removed."""

    def __post_init__(self) -> None:
        if self.records != self.papers + self.repeats + self.rejected + self.left_out:
            raise AssertionError(f"records went astray: {self}")


class Votes(Struct, frozen=True, order=True, array_like=True):
    """The number of up-votes that a paper had on a day."""

    day: date
    count: int


class Appearance(Struct, frozen=True, order=True, array_like=True):
    """A paper's place in one digest."""

    day: date
    rank: int
    digest: str
    """Path of the digest below ``digests/``."""
    upvotes: int = 0
    history: tuple[Votes, ...] = ()
    """The up-votes on the days on which `daybook fetch` found a new number, from the first to the last."""


class Link(Struct, frozen=True, array_like=True):
    """A labelled URL that a person gave: http, https or mailto."""

    label: str
    url: str


class Paper(Struct, frozen=True, array_like=True):
    """One paper of the archive, as digests gave it and people corrected it."""

    address: str
    """``YEAR/SLUG``, in the page's file name and URL; permanent."""
    title: str
    abstract: str
    """Paragraphs, separated by one blank line."""
    appearances: tuple[Appearance, ...] = ()
    """Sorted by day, rank and digest."""
    facts: Facts = field(default_factory=Facts)
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    notes_markdown: str = ""
    has_more_authors: bool = False
    """Whether digests name only the first authors, as with ``et al.``."""
    citation_key: str = ""
    """Such as ``chen2025xverse``; empty on pages that no import created."""
    other_arxiv: tuple[str, ...] = ()
    """Further arXiv identifiers that a person gave it."""
    other_doi: tuple[str, ...] = ()
    picture_words: tuple[tuple[str, str], ...] = ()
    """What pictures beside its page show, in a person's words, by their files' names."""


class ImportedDigest(Struct, frozen=True, array_like=True):
    """A digest on the page of each of its days: later imports skip it."""

    path: str
    sha256: str
    records: int
    """Number of its entries of that day."""
    left: int = 0
    """Of these, how many had no page of a paper to themselves when the day's page was written."""
    waits: bool = False
    """Whether some of them could not be joined: each import reads the digest again."""
    is_moved: bool = False
    """Whether a person moved it to this day, whatever day it gives itself."""


class Day(Struct, frozen=True, array_like=True):
    """A day of the archive; its papers are those that appear on it."""

    date: date
    digests: tuple[ImportedDigest, ...] = ()
    title: str = ""
    """A person's name for the day, shown with the date."""
    notes_markdown: str = ""


class OwnPage(Struct, frozen=True, array_like=True):
    """A page in Markdown by the archive's owner, such as ``about``."""

    address: str
    title: str
    markdown: str
    """Without a heading that only repeats the title."""
    order: int = 0
    """Its place among such pages in the navigation, from 1; those without, 0, come last."""
    nav: str = "top"
    """Where its entry in the navigation stands: ``top``, ``foot`` or ``none``."""


class Picture(Struct, frozen=True, array_like=True):
    """A picture of the site whose size is known, so that nothing moves when it arrives."""

    path: str
    """Below the site's root."""
    width: int
    height: int


class Archive(Struct, frozen=True):
    """Everything that the site shows."""

    papers: tuple[Paper, ...]
    """Sorted by address."""
    days: tuple[Day, ...]
    """Sorted by date."""
    pages: tuple[OwnPage, ...] = ()
    pictures: Mapping[str, tuple[Picture, ...]] = {}
    """Of each paper, by its address: the pictures that people put beside its page."""
    images: tuple[Picture, ...] = ()
    """Pictures among the files that are published at the site's root."""
