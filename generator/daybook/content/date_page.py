"""A day's page in content: ``dates/YYYY-MM-DD.md`` to a `DayPage` and back.

Front matter: ``date``, and ``digests``, the digests imported for that day with the hash of their bytes: by
it a later import knows what is new. A person may give the day a ``title`` and notes in Markdown around the
list of its papers, which stands between the comments of `imported` and is made anew with each import.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from msgspec import Struct
from msgspec.structs import replace

from daybook.content import front_matter, front_matter_writer, imported
from daybook.content.fields import FieldParser
from daybook.content.front_matter import ParsedPage
from daybook.model import Day, DigestMark
from daybook.problems import Problem
from daybook.text.dates import long_date, parse_day

KEYS = frozenset({"date", "title", "digests", "imported"})


Papers = list[tuple[str, str]]
"""Addresses and titles of a day's papers in their order."""


class DayPage(Struct, frozen=True, array_like=True):
    """A day as its page has it, and what tells whether the page is to be written anew."""

    day: Day
    listed: str
    """A hash of the list of papers as it was made; empty where there is none."""
    list_is_kept: bool
    """Whether a person changed the list, which then stays."""
    is_settled: bool
    """Whether its front matter says the same in the same form as `write` does."""

    def shows(self, papers: Papers) -> bool:
        """Whether `write` would give the page as it is."""
        known = self.list_is_kept or self.listed == imported.digest_of(_block(self.day.date, papers))
        return self.is_settled and known


def read(path: str, name: str, text: str) -> tuple[DayPage | None, list[Problem]]:
    """Read a day's page; ``name`` is its file's name without the ending."""
    page, fault = front_matter.read(path, text)
    if page is None:
        return None, [fault] if fault else []
    parser = FieldParser(path, page)
    parser.check_keys(KEYS)
    day = parse_day(name)
    stated = parser.text("date")
    if day is None or (stated and stated != name):
        remedy = "name it for the day, such as 2025-03-18.md, and give it the same `date`"
        return None, [
            Problem(path, page.lines.get("date", 1), "a day's page whose name is not its day", remedy)
        ]
    block = imported.read(page.body)
    kept = _list_changed(page, block)
    if kept:
        remedy = (
            "write above or below it: it is kept as it is until you delete it, and the site does not show it"
        )
        parser.warn("imported", "the list of papers was changed by hand", remedy)
    marks = tuple(cast("list[DigestMark]", parser.records("digests", _mark, "a digest's mark")))
    value = Day(day, marks, parser.text("title"), block.notes_markdown)
    settled = all(page.fields.get(key) == item for key, item in _fields(value).items())
    return DayPage(value, _listed(page) if block.start >= 0 else "", kept, settled), parser.problems


def _mark(record: Mapping[str, str]) -> DigestMark | None:
    records = record.get("records", "")
    if not (record.get("file") and re.fullmatch(r"[0-9a-f]{64}", record.get("sha256", ""))):
        return None
    return DigestMark(
        record["file"], record["sha256"], int(records) if re.fullmatch(r"[0-9]{1,8}", records) else 0
    )


def _list_changed(page: ParsedPage, block: imported.ImportedBlock) -> bool:
    known = _listed(page)
    return (
        block.start >= 0 and bool(known) and imported.digest_of(page.body[block.start : block.end]) != known
    )


def _listed(page: ParsedPage) -> str:
    before = page.fields.get("imported", {})
    known = before.get("list", "") if isinstance(before, dict) else ""
    return known if isinstance(known, str) else ""


def _fields(day: Day) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "digests": [
            {"file": mark.path, "sha256": mark.sha256, "records": str(mark.records)} for mark in day.digests
        ],
    }


def create(day: Day, papers: Papers) -> tuple[DayPage, str]:
    """Give a new page for what digests say of a day, and its text: `read` gives the same for that."""
    block = _block(day.date, papers)
    listed = imported.digest_of(block)
    header = front_matter_writer.write({**_fields(day), "imported": {"list": listed}})
    page = DayPage(Day(day.date, day.digests), listed, list_is_kept=False, is_settled=True)
    return page, front_matter.join(header, f"\n{block}")


def write(path: str, before: str, day: Day, papers: Papers) -> str:
    """Give the text of a day's page for what digests now say of it, with a person's words kept.

    ``before`` is its text. Raises ValueError where that cannot be read, or its front matter is too unusual to
    be changed.
    """
    block = _block(day.date, papers)
    page, _ = front_matter.read(path, before)
    if page is None:
        raise ValueError("the page cannot be read")
    keep = _list_changed(page, imported.read(page.body))
    body = page.body if keep else imported.replace(page.body, block)
    changes = _fields(day)
    if not keep:
        changes["imported"] = {"list": imported.digest_of(block)}
    changes = {key: value for key, value in changes.items() if page.fields.get(key) != value}
    if not changes and body == page.body:
        return before
    header = front_matter_writer.change(page.header, changes) if changes else page.header
    return front_matter.join(header, body, page.newline)


def with_mark(day: Day, mark: DigestMark, before: str = "") -> Day:
    """Give the day with a digest marked as imported, in the order of the digests' paths.

    ``before`` is a path that it had, and has no more.
    """
    marks = {item.path: item for item in day.digests if item.path != before} | {mark.path: mark}
    return replace(day, digests=tuple(marks[path] for path in sorted(marks)))


def _block(day: date, papers: Papers) -> str:
    items = [
        f'<li><a href="../papers/{address}.md">{imported.escape(title)}</a></li>' for address, title in papers
    ]
    return imported.write(long_date(day), ["\n".join(["<ol>", *items, "</ol>"])], imported.LIST_NOTE)
