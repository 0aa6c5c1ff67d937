"""Reader of RIS files: lines such as ``TI  - Title``, records from ``TY`` to ``ER``.

Lines without a tag go on with the one above. The day is the one in the file's name, else ``DA`` where it is
a whole day (``2025/03/18``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.digests.names import given_first
from generator.digests.preprint import arxiv_named
from generator.digests.records import Record, collect, day_of, stated
from generator.digests.source import Reading, Source, iso_day
from generator.identifiers import arxiv_id, arxiv_in_url, doi_name
from generator.problems import Problem
from generator.text import split_lines

NAME = "RIS"

_LINE = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|$)")
_START = re.compile(r"\s*TY  ?-(?: |$)", re.MULTILINE)
_JOURNALS = ("JO", "JF", "JA", "J2", "T2", "N1")
_Fields = dict[str, list[list[str]]]
"""By tag, the lines of each of its values."""


def read(source: Source) -> Reading | None:
    """Read a file of records."""
    return collect(source, _records(source)) if _START.match(source.text) else None


def _records(source: Source) -> Iterator[Record | Problem]:
    fields: _Fields = {}
    start, tag = 0, ""
    for number, line in enumerate(split_lines(source.text), 1):
        match = _LINE.match(line)
        if match and match[1] == "TY":
            if start:
                yield Problem(source.path, start, "a record without its end", "add a line `ER  - `")
            fields, start, tag = {}, number, "TY"
        elif match and match[1] == "ER":
            if start:
                yield _record(source, fields, start)
            start, tag = 0, ""
        elif match:
            tag = match[1]
            fields.setdefault(tag, []).append([match[2] or ""])
        elif tag and tag in fields:
            fields[tag][-1].append(line)
    if start:
        yield Problem(source.path, start, "a record without its end", "it is cut off; save the file again")


def _record(source: Source, lines: _Fields, line: int) -> Record:
    fields = {tag: ["\n".join(value) for value in values] for tag, values in lines.items()}

    def first(*tags: str) -> str:
        return next((fields[tag][0] for tag in tags if fields.get(tag)), "")

    dated = first("DA").strip().rstrip("/").replace("/", "-")
    links = [
        link for tag in ("UR", "L1", "L2", "LK") for value in fields.get(tag, []) for link in value.split()
    ]
    numbers = [value for tag in ("AN", "C1", "M1", "ID") for value in fields.get(tag, [])]
    facts, complaints = stated(
        {
            "authors": [
                given_first(name, suffix_last=True) for tag in ("AU", "A1") for name in fields.get(tag, [])
            ],
            "arxiv": next(filter(None, map(arxiv_in_url, links)), "")
            or next(filter(None, (arxiv_id(number) for number in numbers if "arxiv" in number.lower())), "")
            or arxiv_named(*(value for tag in _JOURNALS for value in fields.get(tag, []))),
            "doi": first("DO") or next(filter(None, map(doi_name, links)), ""),
            "published": dated or first("PY", "Y1").replace("/", "-").strip("-")[:10],
            "keywords": [word for value in fields.get("KW", []) for word in value.split("\n")],
        }
    )
    title, abstract = first("TI", "T1", "CT"), first("AB", "N2")
    return Record(title, abstract, day_of(source, iso_day(dated)), facts, line=line, complaints=complaints)
