"""A paper's page in content: ``papers/YEAR/SLUG.md`` to a `PaperPage` and back.

Front matter that digests fill: ``title``, ``appearances`` (a day, a rank and a digest each), and under
``imported`` what digests last gave, by which a later import knows a person's corrections and leaves them:
the title itself, by which it also knows the paper again, and a short hash of the abstract. What people add:
``tags``, ``links`` (label: url), ``authors``, ``arxiv``, ``doi``, ``published``, ``categories``,
``keywords``, ``organization``, ``code``, ``project``, and notes in Markdown outside the imported block.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, cast

from generator.content import front_matter, imported
from generator.content.fields import Reader, as_day
from generator.model import Appearance, Facts, Paper
from generator.problems import Problem, Severity

KEYS = frozenset(
    {"title", "appearances", "imported", "aliases", "tags", "links", *(fact.name for fact in fields(Facts))}
)


@dataclass(frozen=True, slots=True)
class PaperPage:
    """A paper as its page has it, and what is needed to change the page without losing a word of it."""

    paper: Paper
    imported_title: str
    """The title digests last gave; empty for a page that a person made."""
    imported_abstract: str
    """`imported.digest_of` the abstract digests last gave."""
    aliases: tuple[str, ...]
    """Other titles the paper is known by."""
    heading_lags: bool
    """Whether the heading does not say the title: a person corrected one of the two alone."""
    page: front_matter.Page

    @property
    def abstract_corrected(self) -> bool:
        """Whether a person changed the abstract (or wrote it)."""
        if not self.imported_abstract:
            return bool(self.paper.abstract)
        return imported.digest_of(self.paper.abstract) != self.imported_abstract

    @property
    def title_corrected(self) -> bool:
        """Whether a person changed the title (or wrote it)."""
        return self.paper.title != self.imported_title

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title by which an entry of a digest may name this paper."""
        return tuple(filter(None, (self.imported_title, self.paper.title, *self.aliases)))


def read(path: str, address: str, text: str) -> tuple[PaperPage | None, list[Problem]]:
    """Read a paper's page; ``path`` names it in messages. No page where it cannot be shown."""
    page, fault = front_matter.read(path, text)
    if page is None:
        return None, [fault] if fault else []
    reader = Reader(path, page)
    reader.unknown(KEYS)
    block = imported.read(page.body)
    before = page.fields.get("imported", {})
    known = (
        {key: value for key, value in before.items() if isinstance(value, str)}
        if isinstance(before, dict)
        else {}
    )
    title = _title(reader, block.title, known.get("title", ""))
    if not title:
        remedy = "give it a line `title: …` between two lines of `---` at the top"
        return None, [*reader.problems, Problem(path, 1, "a paper without a title", remedy)]
    if known and block.start < 0:
        remedy = "restore the comments around the abstract, or delete `imported` from the front matter"
        reader.warn("imported", "the imported title and abstract cannot be found", remedy, Severity.ERROR)
    paper = Paper(
        address=address,
        title=title,
        abstract=block.text,
        appearances=tuple(
            sorted(cast("list[Appearance]", reader.records("appearances", _appearance, "an appearance")))
        ),
        facts=reader.facts(),
        tags=reader.texts("tags"),
        links=reader.links(),
        notes_markdown=block.notes_markdown,
    )
    made = PaperPage(
        paper,
        known.get("title", ""),
        known.get("abstract", ""),
        reader.texts("aliases"),
        heading_lags=block.start >= 0 and {block.title, reader.text("title")} != {title},
        page=page,
    )
    return made, reader.problems


def _title(reader: Reader, heading: str, before: str) -> str:
    """The title as corrected: in the front matter, else in the heading, else as it was imported."""
    field = reader.text("title")
    if field and heading and before and len({field, heading, before}) == 3:
        reader.warn(
            "title", "the title and the heading were both corrected, and differ", "make them the same"
        )
    return heading if heading and field in ("", before) else field


def _appearance(record: Mapping[str, str]) -> Appearance | None:
    day = as_day(record.get("day", ""))
    rank = record.get("rank", "")
    if day is None or not (rank.isascii() and rank.isdigit() and len(rank) < 8):
        return None
    return Appearance(day, int(rank), record.get("digest", ""))


def create(paper: Paper) -> str:
    """Give the text of a new page, as digests fill it."""
    values: dict[str, Any] = {"title": paper.title, **_stated(paper.facts)}
    values["appearances"] = _appearances(paper.appearances)
    values["imported"] = {"title": paper.title, "abstract": imported.digest_of(paper.abstract)}
    return front_matter.join(
        front_matter.write(values), f"\n{imported.write_paper(paper.title, paper.abstract)}"
    )


def update(before: PaperPage, given: Paper) -> str:
    """Give the text of the page for what digests now say of the paper, with a person's words kept.

    ``given`` is the paper as digests give it; an empty title or abstract says that they give no new one.
    Raises ValueError where the front matter is too unusual to be changed.
    """
    page, shown = before.page, before.paper
    title, abstract = shown.title, shown.abstract
    known = {"title": before.imported_title, "abstract": before.imported_abstract}
    if given.title:
        title = title if before.title_corrected else given.title
        known["title"] = given.title
    if given.abstract:
        abstract = abstract if before.abstract_corrected else given.abstract
        known["abstract"] = imported.digest_of(given.abstract)
    changes = {"title": title, "appearances": _appearances(given.appearances), "imported": known}
    changes = {key: value for key, value in changes.items() if page.fields.get(key) != value}
    header = front_matter.replace(page.header, changes) if changes else page.header
    block = imported.read(page.body)
    body = page.body
    if (block.title, block.text) != (title, abstract):
        body = imported.replace(body, imported.write_paper(title, abstract))
    return front_matter.join(header, body, page.newline)


def _appearances(items: tuple[Appearance, ...]) -> list[dict[str, str]]:
    return [{"day": item.day.isoformat(), "rank": str(item.rank), "digest": item.digest} for item in items]


def _stated(facts: Facts) -> dict[str, Any]:
    values = {fact.name: getattr(facts, fact.name) for fact in fields(facts)}
    return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items() if value}
