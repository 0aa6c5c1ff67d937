"""A day's page: ``dates/YYYY-MM-DD.md`` to a `Day` and back.

Its front matter has ``date`` and ``digests``, the digests imported for that day with their hashes (see
`text.line_ends`), by which later imports know which files are new. A person may add a ``title``, and notes
in Markdown around the list of papers, an imported block that each import replaces.

If a person deleted the page of a paper that the day lists, the next import notes the paper under ``removed``
when it makes the list again, so that no later digest brings it back. The note goes when the page is restored.
"""

import html
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from daybook.content import front_matter, front_matter_writer, imported
from daybook.content.fields import FieldParser
from daybook.content.front_matter import ParsedPage
from daybook.content.removed import RemovedPaper
from daybook.model import Day, ImportedDigest
from daybook.problems import Problem
from daybook.text.dates import parse_day
from daybook.text.file_names import path_key
from daybook.text.words import ENGLISH

Papers = list[tuple[str, str]]
"""Addresses and titles of a day's papers, in their order."""
_LISTED = re.compile(r'<li><a href="\.\./papers/([^"]+)\.md">(.*)</a></li>')


class Listing(Struct, frozen=True, array_like=True):
    """The papers of a day's page, as the page lists them."""

    papers: tuple[tuple[str, str], ...] = ()
    """Addresses and titles as the last import listed them; none if a person changed the list."""
    removed: tuple[RemovedPaper, ...] = ()
    """The papers that a digest lists, and whose page a person deleted."""


def read(path: str, name: str, text: str) -> tuple[Day | None, Listing, list[Problem]]:
    """Parse a day's page, whose file's name without extension is ``name``. Raises FrontMatterError."""
    page = front_matter.read(text)
    parser = FieldParser(path, page)
    parser.check_keys({"date", "title", "digests", "removed", "imported"})
    day = parse_day(name)
    stated = parser.text("date")
    if day is None or (stated and stated != name):
        what = "a day's page whose name is not its day"
        remedy = "name it for the day, such as 2025-03-18.md, and give it the same `date`"
        return None, Listing(), [Problem(path, page.lines.get("date", 1), what, remedy)]
    block = imported.read(page.body)
    listed = _LISTED.findall(page.body[block.start : block.end]) if block.start >= 0 else []
    if _list_is_edited(page, block):
        listed = []
        remedy = (
            "write above or below it: it is kept as it is until you delete it, and the site does not show it"
        )
        parser.report("imported", "the list of papers was changed by hand", remedy)
    digests = tuple(parser.records("digests", _imported_digest, "an imported digest"))
    listing = Listing(
        tuple((address, html.unescape(title)) for address, title in listed),
        tuple(parser.records("removed", _removed_paper, "a removed paper")),
    )
    return Day(day, digests, parser.text("title"), block.notes_markdown), listing, parser.problems


def _imported_digest(record: Mapping[str, str]) -> ImportedDigest | None:
    file, sha256 = record.get("file", ""), record.get("sha256", "")
    if not (file and re.fullmatch(r"[0-9a-f]{64}", sha256)):
        return None
    return ImportedDigest(
        file,
        sha256,
        _number(record.get("records", "")),
        _number(record.get("left", "")),
        waits=record.get("waits") == "yes",
        is_moved=record.get("moved") == "yes",
    )


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,8}", text) else 0


def _removed_paper(record: Mapping[str, str]) -> RemovedPaper | None:
    title, arxiv, doi = (record.get(key, "") for key in ("title", "arxiv", "doi"))
    if not title:
        return None
    return RemovedPaper(
        record.get("address", ""),
        (title,),
        (arxiv,) if arxiv else (),
        (doi,) if doi else (),
        record.get("citation_key", ""),
        record.get("to", ""),
    )


def _list_is_edited(page: ParsedPage, block: imported.ImportedBlock) -> bool:
    """Return whether a person changed the list of papers, which is then kept."""
    known = page.fields.get("imported")
    before = known.get("list") if isinstance(known, dict) else None
    if block.start < 0 or not before or not isinstance(before, str):
        return False
    return imported.short_hash(page.body[block.start : block.end]) != before


def _mark(digest: ImportedDigest) -> dict[str, str]:
    return (
        {"file": digest.path, "sha256": digest.sha256, "records": str(digest.records)}
        | ({"left": str(digest.left)} if digest.left else {})
        | ({"waits": "yes"} if digest.waits else {})
        | ({"moved": "yes"} if digest.is_moved else {})
    )


def _note(paper: RemovedPaper) -> dict[str, str]:
    fields = {
        "title": next(iter(paper.titles), ""),
        "address": paper.address,
        "arxiv": next(iter(paper.arxiv), ""),
        "doi": next(iter(paper.doi), ""),
        "citation_key": paper.citation_key,
        "to": paper.to,
    }
    return {key: value for key, value in fields.items() if value}


def write(before: str, day: Day, papers: Papers, removed: Iterable[RemovedPaper] = ()) -> str:
    """Return the text of a day's page after an import, which keeps all a person wrote in ``before``.

    ``removed`` are the papers whose pages were deleted. Raises ValueError if ``before`` cannot be read, or
    its front matter is too unusual to be changed.
    """
    block = _block(day.date, papers)
    page = front_matter.read(before)
    is_edited = _list_is_edited(page, imported.read(page.body))
    body = page.body if is_edited else imported.replace(page.body, block)
    fields: dict[str, Any] = {
        "date": day.date.isoformat(),
        "digests": list(map(_mark, day.digests)),
        "removed": list(map(_note, removed)) or None,
    }
    if not is_edited:
        fields["imported"] = {"list": imported.short_hash(block)}
    return front_matter_writer.rewrite(before, page, fields, body, "imported")


def create(day: Day, papers: Papers, removed: Iterable[RemovedPaper] = ()) -> tuple[Listing, str]:
    """Return the list of papers of a new day's page, and the page's text, which `read` parses to the same."""
    noted = tuple(removed)
    return Listing(tuple(papers), noted), write("", day, papers, noted)


def with_digest(day: Day, digest: ImportedDigest, renamed_from: str = "") -> Day:
    """Return the day with a digest added, or replaced if it is known by its path or its former path."""
    replaced = {path_key(digest.path), path_key(renamed_from)}
    kept = (item for item in day.digests if path_key(item.path) not in replaced)
    return replace(day, digests=tuple(sorted((*kept, digest), key=lambda item: item.path)))


def _block(day: date, papers: Papers) -> str:
    items = [
        f'<li><a href="../papers/{address}.md">{imported.escape(title)}</a></li>' for address, title in papers
    ]
    listed = "\n".join(["<ol>", *items, "</ol>"])
    return imported.write(ENGLISH.long_date(day), [listed], "This list is made anew with each import.")
