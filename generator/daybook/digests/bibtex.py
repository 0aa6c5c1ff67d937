"""Reader of BibTeX files, such as reference managers write, of entries of any type.

The arXiv identifier is in ``eprint`` or ``arxivid``, in a link, or alone in the journal's name or a note. The
day is that of the file's name, else the entry's ``date-added``, ``timestamp`` or whole ``date``.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.names import join_name
from daybook.digests.records import Record, choose_day, collect
from daybook.problems import Problem
from daybook.text.dates import iso_day, month_number
from daybook.text.identifiers import arxiv_id, arxiv_in_reference, arxiv_in_url, is_url
from daybook.text.latex import latex_to_line, latex_to_text

NAME = "BibTeX"

_ENTRY = re.compile(r"^[ \t]*@[A-Za-z]{2,30}[ \t]*[{(]", re.MULTILINE)
_PREAMBLE_LIMIT = 20_000
"""Characters in which the first entry must begin; text before it is a comment."""


def read(file: DigestFile) -> ParsedDigest | None:
    """Parse a BibTeX file; None if it is none."""
    if not _ENTRY.search(file.text, 0, _PREAMBLE_LIMIT):
        return None
    return collect(file, _records(file))


def _records(file: DigestFile) -> Iterator[Record | Problem]:
    from bibtexparser.entrypoint import parse_string  # slow to load, rarely needed
    from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
    from bibtexparser.model import DuplicateBlockKeyBlock, ParsingFailedBlock
    from bibtexparser.model import Entry as BibtexEntry

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    middlewares = [ResolveStringReferencesMiddleware(True), RemoveEnclosingMiddleware(True)]
    library = parse_string(file.text.replace("\r\n", "\n").replace("\r", "\n"), middlewares)
    for block in library.blocks:
        if isinstance(block, DuplicateBlockKeyBlock):
            block = block.ignore_error_block or block
        line = (block.start_line or 0) + 1
        if isinstance(block, BibtexEntry):
            fields = {field.key.casefold(): field.value for field in block.fields}
            yield _record(file, {key: str(value) for key, value in fields.items()}, line)
        elif isinstance(block, ParsingFailedBlock):
            what = "an entry that is not BibTeX, or never ends"
            yield Problem(file.path, line, what, "correct it; the others were read")


def _record(file: DigestFile, raw: Mapping[str, str], line: int) -> Record:
    fields = {
        key: latex_to_text(value)
        for key, value in raw.items()
        if key not in ("author", "eprint", "doi", "url")
    }
    link = raw.get("url", "").strip()
    eprint = raw.get("eprint", "")
    days = (iso_day(fields.get(key, "").replace(".", "-")) for key in ("date-added", "timestamp", "date"))
    own = arxiv_id(eprint) or arxiv_id(raw.get("arxivid", ""))
    words = map(str.strip, re.split("[,;]", fields.get("keywords", "")))
    facts = {
        "authors": _authors(raw.get("author", "")),
        "arxiv": own or arxiv_in_url(link) or _arxiv(fields),
        "doi": raw.get("doi", "").replace("\\_", "_"),
        "published": fields.get("date", "") or _published(fields),
        "categories": [raw["primaryclass"]] if arxiv_id(eprint) and raw.get("primaryclass") else [],
        "keywords": list(filter(None, words)),
        "code": link if re.match(r"https?://(?:github|gitlab)\.com/", link) and is_url(link) else "",
    }
    day = choose_day(file, next(filter(None, days), None))
    return Record(fields.get("title", ""), fields.get("abstract", ""), day, facts, line=line)


def _arxiv(fields: Mapping[str, str]) -> str:
    """Find an identifier in the journal's name, where Google Scholar exports it, or in a note."""
    journal, volume = fields.get("journal", ""), fields.get("volume", "")
    issue = f"{journal} {volume}" if volume.startswith("abs/") else journal
    notes = (fields.get(key, "") for key in ("howpublished", "note"))
    return arxiv_in_url(journal) or arxiv_in_reference(issue, *notes)


def _authors(value: str) -> list[str]:
    """Split at ``and`` outside braces."""
    parts = _split_outside_braces(" and ", " ".join(value.split()))
    names = (latex_to_line(_given_name_first(part.strip())) for part in parts)
    return [name for name in names if name and name != "others"]


def _given_name_first(name: str) -> str:
    """Reorder a name, unless all of it is in braces."""
    in_braces = len(_split_outside_braces("[^{}]", name)) == 1
    return name if in_braces else join_name(_split_outside_braces(",", name))


def _split_outside_braces(separator: str, text: str) -> list[str]:
    """Split at matches of a pattern that are not in braces."""
    parts, depth, start = [], 0, 0
    for match in re.finditer(rf"[{{}}]|{separator}", text, re.IGNORECASE):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(0, depth - 1)
        elif depth == 0:
            parts.append(text[start : match.start()])
            start = match.end()
    return [*parts, text[start:]]


def _published(fields: Mapping[str, str]) -> str:
    """Return ``YYYY`` or ``YYYY-MM``; the month can be written as ``mar``, ``March`` or ``3``."""
    year, month = fields.get("year", "").strip(), fields.get("month", "").strip().casefold()
    number = int(month) if re.fullmatch("0?[1-9]|1[0-2]", month) else month_number(month)
    if not re.fullmatch("[0-9]{4}", year):
        return ""
    return f"{year}-{number:02d}" if number else year
