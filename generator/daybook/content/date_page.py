"""A day's page: ``dates/YYYY-MM-DD.md`` to a `DayFile` and back.

Its front matter has ``date`` and ``digests``, the digests imported for that day with the SHA-256 of their
bytes, by which later imports know which files are new. A person may add a ``title``, and notes in Markdown
around the list of papers, an imported block that each import replaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from daybook.content import front_matter, front_matter_writer, imported
from daybook.content.fields import FieldParser
from daybook.content.front_matter import ParsedPage
from daybook.model import Day, ImportedDigest
from daybook.problems import Problem
from daybook.text.dates import long_date, parse_day

KEYS = frozenset({"date", "title", "digests", "imported"})

Papers = list[tuple[str, str]]
"""Addresses and titles of a day's papers, in their order."""


class DayFile(Struct, frozen=True, array_like=True):
    """A day as its page describes it, and what decides whether an import writes the page."""

    day: Day
    list_hash: str
    """Hash of the list of papers as it was written; empty if there is no list."""
    list_is_edited: bool
    """Whether a person edited the list, which is then kept."""
    fields_are_current: bool
    """Whether `write` would keep ``date`` and ``digests`` of the front matter."""

    def is_current(self, papers: Papers) -> bool:
        """Return whether `write` would return the page as it is."""
        same = self.list_is_edited or self.list_hash == imported.short_hash(_block(self.day.date, papers))
        return self.fields_are_current and same


def read(path: str, name: str, text: str) -> tuple[DayFile | None, list[Problem]]:
    """Parse a day's page; ``name`` is the name of its file without the extension."""
    page, problem = front_matter.read(path, text)
    if page is None:
        return None, [problem] if problem else []
    parser = FieldParser(path, page)
    parser.check_keys(KEYS)
    day = parse_day(name)
    stated = parser.text("date")
    if day is None or (stated and stated != name):
        what = "a day's page whose name is not its day"
        remedy = "name it for the day, such as 2025-03-18.md, and give it the same `date`"
        return None, [Problem(path, page.lines.get("date", 1), what, remedy)]
    block = imported.read(page.body)
    is_edited = _list_is_edited(page, block)
    if is_edited:
        remedy = (
            "write above or below it: it is kept as it is until you delete it, and the site does not show it"
        )
        parser.report("imported", "the list of papers was changed by hand", remedy)
    digests = tuple(parser.records("digests", _imported_digest, "an imported digest"))
    value = Day(day, digests, parser.text("title"), block.notes_markdown)
    are_current = all(page.fields.get(key) == item for key, item in _fields(value).items())
    list_hash = _list_hash(page) if block.start >= 0 else ""
    return DayFile(value, list_hash, is_edited, are_current), parser.problems


def _imported_digest(record: Mapping[str, str]) -> ImportedDigest | None:
    file, sha256, records = (record.get(key, "") for key in ("file", "sha256", "records"))
    if not (file and re.fullmatch(r"[0-9a-f]{64}", sha256)):
        return None
    return ImportedDigest(file, sha256, int(records) if re.fullmatch(r"[0-9]{1,8}", records) else 0)


def _list_is_edited(page: ParsedPage, block: imported.ImportedBlock) -> bool:
    before = _list_hash(page)
    now = page.body[block.start : block.end]
    return block.start >= 0 and bool(before) and imported.short_hash(now) != before


def _list_hash(page: ParsedPage) -> str:
    known = page.fields.get("imported", {})
    value = known.get("list", "") if isinstance(known, dict) else ""
    return value if isinstance(value, str) else ""


def _fields(day: Day) -> dict[str, Any]:
    return {
        "date": day.date.isoformat(),
        "digests": [
            {"file": digest.path, "sha256": digest.sha256, "records": str(digest.records)}
            for digest in day.digests
        ],
    }


def create(day: Day, papers: Papers) -> tuple[DayFile, str]:
    """Return the page of a new day and its text, which `read` parses to the same page."""
    block = _block(day.date, papers)
    list_hash = imported.short_hash(block)
    header = front_matter_writer.write({**_fields(day), "imported": {"list": list_hash}})
    page = DayFile(Day(day.date, day.digests), list_hash, list_is_edited=False, fields_are_current=True)
    return page, front_matter.join(header, f"\n{block}")


def write(path: str, before: str, day: Day, papers: Papers) -> str:
    """Return the text of a day's page after an import, which keeps all a person wrote in ``before``.

    Raises ValueError if ``before`` cannot be read, or its front matter is too unusual to be changed.
    """
    block = _block(day.date, papers)
    page, _ = front_matter.read(path, before)
    if page is None:
        raise ValueError("the page cannot be read")
    is_edited = _list_is_edited(page, imported.read(page.body))
    body = page.body if is_edited else imported.replace(page.body, block)
    fields = _fields(day)
    if not is_edited:
        fields["imported"] = {"list": imported.short_hash(block)}
    return front_matter_writer.rewrite(before, page, fields, body)


def with_digest(day: Day, digest: ImportedDigest, renamed_from: str = "") -> Day:
    """Return the day with a digest added, or replaced if it is known by its path or its former path."""
    digests = {item.path: item for item in day.digests if item.path != renamed_from} | {digest.path: digest}
    return replace(day, digests=tuple(digests[path] for path in sorted(digests)))


def _block(day: date, papers: Papers) -> str:
    items = [
        f'<li><a href="../papers/{address}.md">{imported.escape(title)}</a></li>' for address, title in papers
    ]
    return imported.write(long_date(day), ["\n".join(["<ol>", *items, "</ol>"])], imported.LIST_NOTE)
