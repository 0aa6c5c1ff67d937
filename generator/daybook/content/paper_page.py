"""A paper's page: ``papers/YEAR/SLUG.md`` to a `PaperFile` and back.

Digests fill these keys of its front matter: ``title``, ``authors``, ``arxiv``, ``doi``, ``published``,
``categories``, ``keywords``, ``organization``, ``code``, ``project``, ``link``, ``summary``, ``comment``,
``submitter``, ``stars``, ``venue``, ``appearances`` (day, rank, digest, up-votes and their history of each),
and ``imported`` (see `provenance`), by which later imports detect and keep a person's corrections. The import
that creates a page writes ``citation_key``; no later one changes it. People add ``tags``, ``links`` (label:
url), ``pictures`` (file beside the page: what it shows), ``aliases`` (other titles of the paper), ``draft``
(see `page`), keys of their own that begin with ``x-``, and notes in Markdown outside the imported block.
``arxiv`` and ``doi`` can be lists, whose first value is the one that is shown.
"""

import re
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from daybook.content import front_matter, front_matter_writer, imported, provenance
from daybook.content.fields import FieldParser
from daybook.content.paper_update import FACTS, FIELDS, FieldValue, PaperUpdate
from daybook.content.provenance import Provenance
from daybook.model import Appearance, Facts, Origin, Paper, Votes
from daybook.problems import Problem, Severity
from daybook.text import slugs
from daybook.text.dates import parse_day
from daybook.text.identifiers import in_key_form

_ADD_TITLE = "give it a line `title: …` between two lines of `---` at the top"
_KEYS = {"title", "citation_key", "appearances", "imported", "aliases", "tags", "links", "pictures", *FACTS}


class PaperFile(Struct, frozen=True, array_like=True):
    """A paper as its page describes it, and what later imports need to know."""

    paper: Paper
    provenance: Provenance
    """Empty for a page that a person made."""
    aliases: tuple[str, ...]
    """Other titles of the paper, given by a person."""
    titles_differ: bool
    """Whether a person corrected only one of the title and the heading: the next import copies it."""
    identifiers: Mapping[str, tuple[str, ...]] = {}
    """For ``arxiv`` and ``doi``, all that a person gave, where these are several."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title by which an entry of a digest may name this paper."""
        stored, others = self.provenance.stored.get("title"), self.provenance.titles
        return tuple(filter(None, (stored, self.paper.title, *others, *self.aliases)))

    def value(self, name: str) -> FieldValue:
        """Return the page's value of a field of `paper_update.FIELDS`."""
        source = self.paper if name in ("title", "abstract") else self.paper.facts
        value: FieldValue = getattr(source, name)
        return value

    def all_identifiers(self, key: str) -> tuple[str, ...]:
        """Return each identifier of the kind ``key``, ``arxiv`` or ``doi``, that a person or digests gave."""
        first, stored = getattr(self.paper.facts, key), self.provenance.stored.get(key, "")
        return tuple(dict.fromkeys(filter(None, (first, *self.identifiers.get(key, ()), stored))))

    def is_corrected(self, name: str) -> bool:
        """Return whether a person wrote or changed a field; several identifiers are always a person's."""
        return name in self.identifiers or self.provenance.is_corrected(name, self.value(name))


def read(path: str, address: str, text: str) -> tuple[PaperFile | None, list[Problem]]:
    """Parse a paper's page, None if it cannot be shown. Raises FrontMatterError."""
    if not slugs.is_paper_address(address):
        remedy = "name it papers/YEAR/name.md with small letters, digits and hyphens"
        return None, [Problem(path, 0, "a paper's file whose name cannot be an address", remedy)]
    page = front_matter.read(text)
    parser = FieldParser(path, page)
    parser.check_keys(_KEYS)
    block = imported.read(page.body)
    known = provenance.read(page.fields.get("imported"))
    own_title = parser.text("title")
    if conflict := _both_corrected(own_title, block.title, known):
        what = "the title and the heading were both corrected, and differ"
        parser.report("title", what, "make them the same")
    title = block.title if block.title and own_title in ("", known.stored.get("title", "")) else own_title
    if not title:
        return None, [*parser.problems, Problem(path, 1, "a paper without a title", _ADD_TITLE)]
    if known.stored and block.start < 0:
        remedy = "restore the comments around the abstract, or delete `imported` from the front matter"
        parser.report("imported", "the imported title and abstract cannot be found", remedy, Severity.ERROR)
    identifiers = {key: parser.identifiers(key) for key in ("arxiv", "doi")}
    facts = parser.facts(identifiers)
    several = {key: values for key, values in identifiers.items() if len(values) > 1}
    paper = Paper(
        address=address,
        title=title,
        abstract=block.text,
        appearances=tuple(sorted(parser.records("appearances", _appearance, "an appearance"))),
        facts=facts,
        tags=parser.texts("tags"),
        links=parser.links(),
        notes_markdown=block.notes_markdown,
        has_more_authors=_has_more_authors(known, facts.authors),
        citation_key=parser.checked("citation_key", in_key_form, "mill2025moss"),
        other_arxiv=several.get("arxiv", ())[1:],
        other_doi=several.get("doi", ())[1:],
        picture_words=parser.pictures(),
    )
    differ = block.start >= 0 and {block.title, own_title} != {title} and not conflict
    return PaperFile(paper, known, parser.texts("aliases"), differ, several), parser.problems


def _both_corrected(title: str, heading: str, known: Provenance) -> bool:
    """Return whether a person corrected title and heading differently; only that person can choose."""
    before = known.stored.get("title", "")
    return bool(title and heading and before) and len({title, heading, before}) == 3


def _has_more_authors(known: Provenance, authors: tuple[str, ...]) -> bool:
    """Return whether a page names only the first authors; a person who corrects them names them all."""
    return known.origins.get("authors") is Origin.EXCERPT and not known.is_corrected("authors", authors)


def _appearance(record: Mapping[str, str]) -> Appearance | None:
    day = parse_day(record.get("day", ""))
    rank = record.get("rank", "")
    if day is None or not re.fullmatch(r"[0-9]{1,7}", rank):
        return None
    upvotes = record.get("upvotes", "")
    votes = int(upvotes) if re.fullmatch(r"[0-9]{1,9}", upvotes) else 0
    return Appearance(day, int(rank), record.get("digest", ""), votes, _history(record.get("history", "")))


def _history(text: str) -> tuple[Votes, ...]:
    """Parse ``2025-03-19 12, 2025-03-20 41``; a part of another form is left out."""
    parts = (part.split() for part in text.split(","))
    pairs = ((parse_day(part[0]), part[1]) for part in parts if len(part) == 2)
    return tuple(Votes(day, int(votes)) for day, votes in pairs if day and re.fullmatch(r"[0-9]{1,9}", votes))


def create(update: PaperUpdate, *, by_hand: bool = False) -> tuple[PaperFile, str]:
    """Return the page of a new paper and its text, which `read` parses to the same page.

    What is written ``by_hand`` is a person's: no import changes it.
    """
    facts = dict(update.values)
    title, abstract = str(facts.pop("title")), str(facts.pop("abstract", ""))
    known = Provenance() if by_hand else Provenance().updated(update)
    appearances = _appearances(update.appearances)
    key = {"citation_key": update.citation_key} if update.citation_key else {}
    imported_fields = provenance.write(known)
    stored = {"imported": imported_fields} if imported_fields else {}
    fields = {"title": title, **facts, **key, "appearances": appearances, **stored}
    header = front_matter_writer.write(fields)
    body = f"\n{imported.write_paper(title, abstract)}"
    stated = Facts(**facts)  # type: ignore[arg-type]
    paper = Paper(
        address=update.address,
        title=title,
        abstract=abstract,
        appearances=update.appearances,
        facts=stated,
        has_more_authors=_has_more_authors(known, stated.authors),
        citation_key=update.citation_key,
    )
    return PaperFile(paper, known, (), titles_differ=False), front_matter.join(header, body)


def update(text: str, update: PaperUpdate) -> str:
    """Return the text of a page after an update that keeps all a person wrote.

    Raises ValueError if the page cannot be read, or its front matter is too unusual to be changed.
    """
    page = front_matter.read(text)
    before, _ = read("", update.address, text)
    if before is None:
        raise ValueError("the page has no title")
    taken = {name: value for name, value in update.values.items() if not before.is_corrected(name)}
    values = {name: taken.get(name, before.value(name)) for name in FIELDS}
    fields: dict[str, Any] = {"title": values["title"]}
    for name in FACTS:
        if value := taken.get(name):
            fields[name] = value if isinstance(value, str) else list(value)  # to compare it with the page's
    fields["appearances"] = _appearances(update.appearances)
    known = provenance.write(before.provenance.updated(update))
    if known or "imported" in page.fields:
        fields["imported"] = known
    block = imported.read(page.body)
    body = page.body
    heading, abstract = str(values["title"]), str(values["abstract"])
    if _both_corrected(heading, block.title, before.provenance):
        heading = block.title
    if (block.title, block.text) != (heading, abstract):
        body = imported.replace(body, imported.write_paper(heading, abstract))
    return front_matter_writer.rewrite(text, page, fields, body, "appearances")


def _appearances(items: tuple[Appearance, ...]) -> list[dict[str, str]]:
    listed = []
    for item in items:
        fields = {"day": item.day.isoformat(), "rank": str(item.rank), "digest": item.digest}
        if item.upvotes:
            fields["upvotes"] = str(item.upvotes)
        if item.history:
            fields["history"] = ", ".join(f"{votes.day} {votes.count}" for votes in item.history)
        listed.append(fields)
    return listed
