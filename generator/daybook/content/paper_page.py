"""A paper's page in content: ``papers/YEAR/SLUG.md`` to a `PaperPage` and back.

Front matter that digests fill: ``title``, what else they know (``authors``, ``arxiv``, ``doi``,
``published``, ``categories``, ``keywords``, ``organization``, ``code``, ``project``), ``appearances`` (a day,
a rank and a digest each, with its up-votes), and ``imported`` (see `provenance`), by which a later import
knows a person's corrections of any of these and leaves them. What people add: ``tags``, ``links`` (label:
url), ``aliases`` (other titles of the paper), and notes in Markdown outside the imported block.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from msgspec import Struct

from daybook.content import front_matter, front_matter_writer, imported, provenance
from daybook.content.fields import FieldParser
from daybook.content.provenance import FACTS, FIELDS, FieldValue, PaperUpdate, Provenance
from daybook.model import Appearance, Facts, Paper
from daybook.problems import Problem, Severity
from daybook.text.dates import parse_day

KEYS = frozenset({"title", "appearances", "imported", "aliases", "tags", "links", *FACTS})


class PaperPage(Struct, frozen=True, array_like=True):
    """A paper as its page has it, and what a later import has to know of it."""

    paper: Paper
    provenance: Provenance
    """What digests last gave; nothing for a page that a person made."""
    aliases: tuple[str, ...]
    """Other titles the paper is known by."""
    heading_lags: bool
    """Whether the heading does not say the title: a person corrected one of the two alone."""

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title by which an entry of a digest may name this paper."""
        known = self.provenance
        return tuple(filter(None, (known.marks.get("title"), self.paper.title, *known.titles, *self.aliases)))

    def value(self, name: str) -> FieldValue:
        """A field, by its name in `provenance.FIELDS`, as the page has it."""
        source = self.paper if name in ("title", "abstract") else self.paper.facts
        value: FieldValue = getattr(source, name)
        return value

    def corrected(self, name: str) -> bool:
        """Whether a person changed a field (or wrote it)."""
        return self.provenance.corrected(name, self.value(name))


def read(path: str, address: str, text: str) -> tuple[PaperPage | None, list[Problem]]:
    """Read a paper's page; ``path`` names it in messages. No page where it cannot be shown."""
    page, fault = front_matter.read(path, text)
    if page is None:
        return None, [fault] if fault else []
    parser = FieldParser(path, page)
    parser.check_keys(KEYS)
    block = imported.read(page.body)
    known = provenance.read(page.fields.get("imported"))
    title = _title(parser, block.title, known)
    if not title:
        remedy = "give it a line `title: …` between two lines of `---` at the top"
        return None, [*parser.problems, Problem(path, 1, "a paper without a title", remedy)]
    if known.marks and block.start < 0:
        remedy = "restore the comments around the abstract, or delete `imported` from the front matter"
        parser.warn("imported", "the imported title and abstract cannot be found", remedy, Severity.ERROR)
    paper = Paper(
        address=address,
        title=title,
        abstract=block.text,
        appearances=tuple(
            sorted(cast("list[Appearance]", parser.records("appearances", _appearance, "an appearance")))
        ),
        facts=parser.facts(),
        tags=parser.texts("tags"),
        links=parser.links(),
        notes_markdown=block.notes_markdown,
    )
    own = parser.text("title")
    lags = {block.title, own} != {title} and not _both_corrected(own, block.title, known)
    made = PaperPage(paper, known, parser.texts("aliases"), heading_lags=block.start >= 0 and lags)
    return made, parser.problems


def _title(parser: FieldParser, heading: str, known: Provenance) -> str:
    """The title as corrected: in the front matter, else in the heading, else as it was imported."""
    field = parser.text("title")
    if _both_corrected(field, heading, known):
        parser.warn(
            "title", "the title and the heading were both corrected, and differ", "make them the same"
        )
    return heading if heading and field in ("", known.marks.get("title", "")) else field


def _both_corrected(field: str, heading: str, known: Provenance) -> bool:
    """Whether a person wrote two titles: which of them is meant, only that person can say."""
    before = known.marks.get("title", "")
    return bool(field and heading and before) and len({field, heading, before}) == 3


def _appearance(record: Mapping[str, str]) -> Appearance | None:
    day = parse_day(record.get("day", ""))
    rank = record.get("rank", "")
    if day is None or not (rank.isascii() and rank.isdigit() and len(rank) < 8):
        return None
    upvotes = record.get("upvotes", "")
    votes = int(upvotes) if upvotes.isascii() and upvotes.isdigit() and len(upvotes) < 10 else 0
    return Appearance(day, int(rank), record.get("digest", ""), votes)


def create(update: PaperUpdate) -> tuple[PaperPage, str]:
    """Give a new page, as digests fill it, and its text: `read` gives the same for that."""
    title, abstract = str(update.values["title"]), str(update.values.get("abstract", ""))
    facts = {name: update.values[name] for name in FACTS if name in update.values}
    known = Provenance().updated(update)
    fields: dict[str, Any] = {"title": title, **{name: _plain(value) for name, value in facts.items()}}
    fields["appearances"] = _appearances(update.appearances)
    fields["imported"] = provenance.write(known)
    header = front_matter_writer.write(fields)
    body = f"\n{imported.write_paper(title, abstract)}"
    paper = Paper(update.address, title, abstract, update.appearances, Facts(**facts))  # type: ignore[arg-type]
    return PaperPage(paper, known, (), heading_lags=False), front_matter.join(header, body)


def update(path: str, text: str, update: PaperUpdate) -> str:
    """Give the text of a page for what digests now say of the paper, with a person's words kept.

    Raises ValueError where the page cannot be read, or its front matter is too unusual to be changed.
    """
    page, _ = front_matter.read(path, text)
    before, _ = read(path, update.address, text)
    if page is None or before is None:
        raise ValueError("the page cannot be read")
    shown = {name: before.value(name) for name in FIELDS}
    taken = {name: value for name, value in update.values.items() if not before.corrected(name)}
    shown |= taken
    changes: dict[str, Any] = {"title": shown["title"]}
    changes |= {name: _plain(taken[name]) for name in FACTS if name in taken}
    changes["appearances"] = _appearances(update.appearances)
    known = provenance.write(before.provenance.updated(update))
    if known or "imported" in page.fields:
        changes["imported"] = known
    changes = {key: value for key, value in changes.items() if page.fields.get(key) != value}
    block = imported.read(page.body)
    body = page.body
    heading, abstract = str(shown["title"]), str(shown["abstract"])
    if _both_corrected(heading, block.title, before.provenance):
        heading = block.title
    if (block.title, block.text) != (heading, abstract):
        body = imported.replace(body, imported.write_paper(heading, abstract))
    if not changes and body == page.body:
        return text
    header = front_matter_writer.change(page.header, changes, "appearances") if changes else page.header
    return front_matter.join(header, body, page.newline)


def _appearances(items: tuple[Appearance, ...]) -> list[dict[str, str]]:
    return [
        {"day": item.day.isoformat(), "rank": str(item.rank), "digest": item.digest}
        | ({"upvotes": str(item.upvotes)} if item.upvotes else {})
        for item in items
    ]


def _plain(value: FieldValue) -> str | list[str]:
    return value if isinstance(value, str) else list(value)
