"""Reader of BibTeX files, such as reference managers write; read with bibtexparser.

Entries of any type count. The arXiv identifier is the ``eprint``, or one that a link holds, or that stands
alone in place of the journal or in a note. The day is the
one in the file's name, else the entry's ``date-added`` or ``timestamp``, else its ``date`` where that is a
whole day.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping

from daybook.digests.names import turned
from daybook.digests.preprint import arxiv_named
from daybook.digests.records import Record, collect, day_of, stated
from daybook.digests.source import Reading, Source
from daybook.problems import Problem
from daybook.text.dates import iso_day, month_number
from daybook.text.identifiers import arxiv_id, arxiv_in_url, is_url
from daybook.text.latex import latex_to_line, latex_to_text

NAME = "BibTeX"

_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]{2,30}[ \t]*[{(]", re.MULTILINE)
_PREAMBLE = 20_000
"""Characters in which the first entry is looked for; what stands before it is a comment."""
_DAYS = ("date-added", "timestamp", "date")


def read(source: Source) -> Reading | None:
    """Read a file of entries."""
    if not _ENTRY.search(source.text, 0, _PREAMBLE):
        return None
    return collect(source, _records(source))


def _records(source: Source) -> Iterator[Record | Problem]:
    from bibtexparser.entrypoint import parse_string
    from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
    from bibtexparser.model import DuplicateBlockKeyBlock, Entry, ParsingFailedBlock

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    layers = [ResolveStringReferencesMiddleware(True), RemoveEnclosingMiddleware(True)]
    library = parse_string(source.text.replace("\r\n", "\n").replace("\r", "\n"), layers)
    for block in library.blocks:
        if isinstance(block, DuplicateBlockKeyBlock):
            block = block.ignore_error_block or block
        line = (block.start_line or 0) + 1
        if isinstance(block, Entry):
            fields = {field.key.casefold(): field.value for field in block.fields}
            yield _record(source, {key: str(value) for key, value in fields.items()}, line)
        elif isinstance(block, ParsingFailedBlock):
            what = "an entry that is not BibTeX, or never ends"
            yield Problem(source.path, line, what, "correct it; the others were read")


def _record(source: Source, raw: Mapping[str, str], line: int) -> Record:
    fields = {
        key: latex_to_text(value)
        for key, value in raw.items()
        if key not in ("author", "eprint", "doi", "url")
    }
    link = raw.get("url", "").strip()
    eprint = raw.get("eprint", "")
    own = next(filter(None, (iso_day(fields.get(key, "").replace(".", "-")) for key in _DAYS)), None)
    facts, complaints = stated(
        {
            "authors": _authors(raw.get("author", "")),
            "arxiv": arxiv_id(eprint)
            or arxiv_id(raw.get("arxivid", ""))
            or arxiv_in_url(link)
            or _arxiv(fields),
            "doi": raw.get("doi", "").replace("\\_", "_"),
            "published": fields.get("date", "") or _published(fields),
            "categories": [raw["primaryclass"]] if arxiv_id(eprint) and raw.get("primaryclass") else [],
            "keywords": [
                word.strip() for word in re.split("[,;]", fields.get("keywords", "")) if word.strip()
            ],
            "code": link if re.match(r"https?://(?:github|gitlab)\.com/", link) and is_url(link) else "",
        }
    )
    day = day_of(source, own)
    return Record(
        fields.get("title", ""), fields.get("abstract", ""), day, facts, line=line, complaints=complaints
    )


def _arxiv(fields: Mapping[str, str]) -> str:
    """The identifier that stands where others have a journal, as exports of Google Scholar have it."""
    journal, volume = fields.get("journal", ""), fields.get("volume", "")
    issue = f"{journal} {volume}" if volume.startswith("abs/") else journal
    others = (fields.get(key, "") for key in ("howpublished", "note"))
    return arxiv_in_url(journal) or arxiv_named(issue, *others)


def _authors(value: str) -> list[str]:
    """Names parted by ``and`` outside braces; braces keep a name of many words in one."""
    names = (latex_to_line(_name(name.strip())) for name in _outside_braces(" and ", " ".join(value.split())))
    return [name for name in names if name and name != "others"]


def _name(name: str) -> str:
    """A name as it is said, but one wholly in braces as it stands."""
    wholly = len(_outside_braces("[^{}]", name)) == 1
    return name if wholly else turned(_outside_braces(",", name))


def _outside_braces(mark: str, text: str) -> list[str]:
    """What stands between the marks that no brace encloses."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"[{{}}]|{mark}", text, re.IGNORECASE):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _published(fields: Mapping[str, str]) -> str:
    """The year, and the month where there is one, as ``mar``, ``March`` or ``3``."""
    year, month = fields.get("year", "").strip(), fields.get("month", "").strip().casefold()
    number = month_number(month)
    if re.fullmatch("0?[1-9]|1[0-2]", month):
        number = int(month)
    if not re.fullmatch("[0-9]{4}", year):
        return ""
    return f"{year}-{number:02d}" if number else year
