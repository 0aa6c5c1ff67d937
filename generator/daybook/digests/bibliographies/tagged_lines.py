"""Parse lines of a tag and a value, as RIS and other exports of reference managers have them, into records.

A line without a tag continues the value above. Text between records is left out with a note; a file with more
such lines than lines of records is refused.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct, field

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import given_first, join_name, split_names
from daybook.digests.fields.paper_links import paper_link
from daybook.digests.records import Record, choose_day, collect, note_unused
from daybook.digests.syntax.html_text import markup_to_text
from daybook.digests.tally import note_other_items
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import iso_day
from daybook.text.identifiers import arxiv_id, arxiv_in_reference, arxiv_in_url, doi_name, is_url
from daybook.text.partial_dates import export_day, parse_partial_date
from daybook.text.plain_text import split_lines
from daybook.text.venue import write_venue

_NUMBERING = re.compile(r"[\W\d_]+|(?:record|reference)\s*#?\s*[0-9]+(?:\s+of\s+[0-9]+)?\W*", re.IGNORECASE)
"""A line between records that only numbers or separates them."""


def parse_name(value: str) -> list[str]:
    """Return the names in a value: usually one, inverted; several if semicolons separate them."""
    if ";" in value:
        return list(split_names(value))
    return given_first([join_name(value.split(","), suffix_last=True)])


class Dialect(Struct, frozen=True):
    """The way in which a form writes records; the preferred one of several tags is the first."""

    name: str
    match: Callable[[str, str], tuple[str, str] | None]
    """Return the tag and value of a line, given the tag above; None if the line continues the value above."""
    first: str
    """The tag with which most records begin; it says at most their type."""
    begins: Callable[[str, Mapping[str, object], bool], bool] | None = None
    """Whether a tag begins a record, given the tags of the record above and if the line above is blank.

    None if records begin with their first tag alone.
    """
    continues: Callable[[str, str, bool], bool] = lambda _line, _tag, after_blank: not after_blank
    """Whether a line without a tag continues the value of the tag above, if the line above is blank."""
    end: str = ""
    """The tag that ends a record; empty if the next record does."""
    ignored: tuple[str, ...] = ()
    """Tags that belong to no record."""
    listed: tuple[str, ...] = ()
    """Tags whose values have one item a line."""
    title: tuple[str, ...] = ("TI",)
    title_end: str = ""
    """What the form adds to each title."""
    abstract: tuple[str, ...] = ("AB",)
    authors: tuple[tuple[str, ...], ...] = (("AU",),)
    """Groups of tags; the authors are all values of the first group whose first tag has one."""
    name_parser: Callable[[str], list[str]] = parse_name
    published: tuple[str, ...] = ()
    day: tuple[str, ...] = ()
    doi: tuple[str, ...] = ()
    doi_label: str = ""
    """What marks the DOIs among the identifiers with these tags."""
    keywords: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    address: str = ""
    """Of a record, with ``{}`` for the value of its `first` tag."""
    numbers: tuple[str, ...] = ()
    """Accession numbers, which may be arXiv's."""
    journal: tuple[str, ...] = ()
    """Also of a conference or a book."""
    place: tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]] = ((), (), ())
    """Tags of the volume, the number of the issue, and the pages: of all, or of the first and the last."""
    notes: tuple[str, ...] = ()
    others: frozenset[str] = frozenset()
    """Values of the first tag in records that are papers only if they link to one: web pages, films."""
    books: tuple[str, ...] = ()
    """Those of which the same holds if they have one of the tags `of_books`."""
    of_books: tuple[str, ...] = ()

    @property
    def used(self) -> frozenset[str]:
        """The tags whose values are always read; those of `numbers` and `notes` are if they name arXiv."""
        values = (self.title, self.abstract, *self.authors, self.published, self.day, self.doi, self.keywords)
        return frozenset(chain((self.first,), *values, self.links, self.journal, *self.place))

    def is_first(self, tag: str, above: Mapping[str, object], after_blank: bool) -> bool:
        """Return whether a tag begins a record."""
        return self.begins(tag, above, after_blank) if self.begins else tag == self.first


class _Rest(Struct):
    """Numbered lines outside of records, the number of records of other kinds, tags that are not read."""

    outside: list[tuple[int, str]] = field(default_factory=list)
    others: int = 0
    tags: set[str] = field(default_factory=set)


class _Fields:
    """The lines of a record's values."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.by_tag: dict[str, list[list[str]]] = {}
        self.in_order: list[tuple[str, list[str]]] = []

    def add(self, tag: str, value: str) -> None:
        lines = [value]
        self.in_order.append((tag, lines))
        self.by_tag.setdefault(tag, []).append(lines)

    def values(self, tags: tuple[str, ...]) -> list[str]:
        """Return the values of each tag in turn."""
        return ["\n".join(lines) for tag in tags for lines in self.by_tag.get(tag, [])]

    def group(self, tags: tuple[str, ...], listed: tuple[str, ...]) -> list[str]:
        """Return the values of the tags in the record's order, each line of a ``listed`` one by itself."""
        found = ((tag, lines) for tag, lines in self.in_order if tag in tags)
        return [value for tag, lines in found for value in (lines if tag in listed else [" ".join(lines)])]


def read_tagged(file: DigestFile, dialect: Dialect) -> ParsedDigest | Problem:
    """Parse a file of tagged lines."""
    rest = _Rest()
    records = [*_records(file, dialect, rest), *note_unused(file.path, sorted(rest.tags), 1)]
    records += note_other_items(file.path, rest.others)
    if not rest.outside:
        return collect(file, records)
    number, text = rest.outside[0]
    lines = "a line" if len(rest.outside) == 1 else f"{len(rest.outside):,} lines"
    what = f"{lines} outside the records of {dialect.name}, such as {shown(text)}"
    if 2 * len(rest.outside) > sum(1 for line in split_lines(file.text) if line.strip()):
        return Problem(file.path, number, f"is mostly something else: {what}", "keep only the records")
    return collect(file, [Problem(file.path, number, what, "left out", Severity.NOTE), *records])


def _records(file: DigestFile, dialect: Dialect, rest: _Rest) -> Iterator[Record | Problem]:
    """Parse the records; add what is left to ``rest``."""
    fields: _Fields | None = None
    tag, after_blank = "", True
    lines = split_lines(file.text)
    for number, line in enumerate(lines, 1):
        match = dialect.match(line.lstrip("\ufeff"), tag)
        if match and match[0] in (*dialect.ignored, dialect.end):
            if fields and match[0] == dialect.end:
                yield from _made(file, dialect, fields, rest)
                fields = None
            tag = ""
        elif match:
            tag, value = match
            if fields and dialect.is_first(tag, fields.by_tag, after_blank):
                yield from _unended(file, dialect, fields, rest)
                fields = None
            fields = fields or _Fields(number)
            fields.add(tag, value)
        elif fields and not dialect.end and dialect.first and _is_number_of_next(lines, number, dialect):
            tag = ""
        elif fields and (not line.strip() or (tag and dialect.continues(line, tag, after_blank))):
            fields.in_order[-1][1].append(line)
        elif line.strip() and not _NUMBERING.fullmatch(line.strip()):
            rest.outside.append((number, line))
            tag = ""
        after_blank = not line.strip()
    if fields:
        yield from _unended(file, dialect, fields, rest)


def _is_number_of_next(lines: Sequence[str], number: int, dialect: Dialect) -> bool:
    """Return whether a line only numbers the record that begins in the next line."""
    is_number = number < len(lines) and _NUMBERING.fullmatch(lines[number - 1].strip())
    match = dialect.match(lines[number], "") if is_number else None
    return match is not None and match[0] == dialect.first


def _made(file: DigestFile, dialect: Dialect, fields: _Fields, rest: _Rest) -> Iterator[Record]:
    """Yield a record, or count it if it is of another kind and has no identifier or link of a paper."""
    kinds = set(map(str.strip, fields.values((dialect.first,))))
    is_book = not kinds.isdisjoint(dialect.books) and any(fields.values(dialect.of_books))
    is_other = is_book or not kinds.isdisjoint(dialect.others)
    links = [link for value in fields.values(dialect.links) for link in value.split()]
    is_paper = _arxiv(dialect, fields, links) or any(paper_link(link).is_paper for link in links)
    if is_other and not is_paper and not any(map(str.strip, fields.values(dialect.doi))):
        rest.others += 1
    else:
        yield _record(file, dialect, fields, rest)


def _unended(file: DigestFile, dialect: Dialect, fields: _Fields, rest: _Rest) -> Iterable[Record | Problem]:
    if not dialect.end:
        return _made(file, dialect, fields, rest)
    what = f"a record without its end, a line `{dialect.end}`"
    return [Problem(file.path, fields.line, what, "add it, or save the file again if it is cut off")]


def _split_keywords(values: list[str]) -> list[str]:
    """Split values at semicolons and line ends; a single value without them at commas."""
    words = [word for value in values for word in re.split("[;\n]", value)]
    return words[0].split(",") if len(words) == 1 else words


def _arxiv(dialect: Dialect, fields: _Fields, links: list[str]) -> str:
    numbers = [number for number in fields.values(dialect.numbers) if "arxiv" in number.lower()]
    found = next(filter(None, (*map(arxiv_in_url, links), *map(arxiv_id, numbers))), "")
    return found or arxiv_in_reference(*fields.values(dialect.journal + dialect.notes))


def _venue(dialect: Dialect, fields: _Fields) -> str:
    name = markup_to_text(next(iter(fields.values(dialect.journal)), ""))
    volume, number, pages = map(fields.values, dialect.place)
    return write_venue(name, "".join(volume[:1]), "".join(number[:1]), "–".join(pages[:2]))


def _record(file: DigestFile, dialect: Dialect, fields: _Fields, rest: _Rest) -> Record:
    """Make a record; add the tags of its values that are not read to ``rest``."""
    values = fields.values
    links = [link for value in values(dialect.links) for link in value.split()]
    arxiv = _arxiv(dialect, fields, links)
    used = dialect.used.union(dialect.numbers + dialect.notes if arxiv else ())
    rest.tags |= {tag for tag, lines in fields.in_order if tag not in used and any(map(str.strip, lines))}
    label = dialect.doi_label
    dois = [doi.removesuffix(label) for doi in map(str.strip, values(dialect.doi)) if doi.endswith(label)]
    numbers = map(str.strip, values(dialect.numbers))
    tags = next((group for group in dialect.authors if group[0] in fields.by_tag), ())
    authors = fields.group(tags, dialect.listed)
    unused = (tag for tag in chain(*dialect.authors) if tag in fields.by_tag and tag not in tags)
    as_many = len(fields.by_tag[tags[0]]) if tags else 0  # are the same names in another form
    rest.tags |= {tag for tag in unused if len(fields.by_tag[tag]) != as_many}
    kept = next(filter(is_url, links), "")
    if dialect.address and not kept:
        kept = dialect.address.format("".join(values((dialect.first,))).strip())
    facts = {
        "link": kept,
        "authors": [name for value in authors for name in dialect.name_parser(value)],
        "arxiv": arxiv,
        "doi": next(filter(doi_name, (*dois, *links, *numbers)), next(iter(dois), "")),
        "published": parse_partial_date(*values(dialect.published)),
        "keywords": _split_keywords(values(dialect.keywords)),
        "venue": _venue(dialect, fields),
    }
    title = next(iter(values(dialect.title)), "").strip().removesuffix(dialect.title_end)
    abstracts = next(filter(None, (values((tag,)) for tag in dialect.abstract)), [])
    exported = map(export_day, values(("N1",)))
    days = (*map(iso_day, map(parse_partial_date, values(dialect.day))), *exported)
    day = choose_day(file, next(filter(None, days), None))
    abstract = markup_to_text("\n\n".join(dict.fromkeys(abstracts)))
    return Record(markup_to_text(title), abstract, day, facts, line=fields.line)
