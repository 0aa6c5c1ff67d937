"""What Daybook knows: digests, papers and days, as frozen values that import nothing of the package.

Text in these records is plain text (NFC; never Markdown, HTML or a template) unless its name says
``markdown``. Days are ``datetime.date``. Paths are POSIX and relative to the content folder.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct, field

MOST_BYTES = 32 * 1024 * 1024
"""A digest larger than this is refused before it is read."""


class Facts(Struct, frozen=True, array_like=True):
    """What a source may know of a paper beside its title and abstract; empty where it does not."""

    authors: tuple[str, ...] = ()
    arxiv: str = ""
    """arXiv identifier without its version, such as ``2401.00010``."""
    doi: str = ""
    """DOI without a resolver, such as ``10.1000/182``."""
    published: str = ""
    """Day of first publication as ``YYYY-MM-DD``, or a part of it."""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    organization: str = ""
    code: str = ""
    project: str = ""


class Entry(Struct, frozen=True):
    """One record of a digest, as it stands there."""

    day: date
    title: str
    abstract: str
    """Paragraphs, parted by one blank line."""
    rank: int
    """Place on its day in the digest, from 1."""
    line: int
    """Line of the record in the digest, from 1; 0 where its form has no lines."""
    facts: Facts = field(default_factory=Facts)
    upvotes: int = 0
    """That day, as far as the digest counts them."""


class Digest(Struct, frozen=True):
    """A saved digest: its entries in their order, mostly of one day."""

    path: str
    """Below ``digests/``, such as ``2025/2025-03-18.txt``."""
    sha256: str
    """Of the file's bytes, in hexadecimal."""
    entries: tuple[Entry, ...]
    rejected: int = 0
    """Records that could not be read; each is also a problem."""

    @property
    def days(self) -> tuple[date, ...]:
        """The days of its entries, from the oldest, each once."""
        return tuple(sorted({entry.day for entry in self.entries}))


class Counts(Struct, frozen=True):
    """Where the records of digests went; each is in exactly one of the last three."""

    records: int = 0
    papers: int = 0
    """New to the archive."""
    repeats: int = 0
    """Of papers it already had."""
    rejected: int = 0
    """Reported as problems."""

    def __post_init__(self) -> None:
        if self.records != self.papers + self.repeats + self.rejected:
            raise AssertionError(f"records went astray: {self}")


class Appearance(Struct, frozen=True, order=True, array_like=True):
    """A paper's place in one digest."""

    day: date
    rank: int
    digest: str
    """Path of the digest below ``digests/``."""
    upvotes: int = 0
    """As that digest counts them; 0 where it does not."""


class Link(Struct, frozen=True, array_like=True):
    """A labelled address that a person gave; ``url`` is http, https or mailto."""

    label: str
    url: str


class Paper(Struct, frozen=True, array_like=True):
    """One paper of the archive: what digests said, with what people corrected and added."""

    address: str
    """``YEAR/SLUG``: names the page's file and its URL; never changes once given."""
    title: str
    abstract: str
    appearances: tuple[Appearance, ...] = ()
    """In the order of day, rank and digest."""
    facts: Facts = field(default_factory=Facts)
    tags: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    notes_markdown: str = ""


class ImportedDigest(Struct, frozen=True, array_like=True):
    """That a digest was imported: kept on the page of each of its days."""

    path: str
    sha256: str
    records: int
    """Entries of that day in it."""


class Day(Struct, frozen=True, array_like=True):
    """A day of the archive; its papers are those that appear on it."""

    date: date
    digests: tuple[ImportedDigest, ...] = ()
    title: str = ""
    """A person's name for the day, shown beside the date."""
    notes_markdown: str = ""


class TextPage(Struct, frozen=True, array_like=True):
    """A page a person wrote in Markdown, such as ``about``."""

    address: str
    title: str
    markdown: str


class Archive(Struct, frozen=True):
    """Everything the content folder holds, ready to be shown."""

    papers: tuple[Paper, ...]
    """In the order of their addresses."""
    days: tuple[Day, ...]
    """From the oldest to the newest."""
    pages: tuple[TextPage, ...] = ()
