"""Reader of RIS files: lines such as ``TI  - Title``, records from ``TY`` to ``ER``.

Lines without a tag go on with the one above. Two blanks stand between tag and hyphen; where a writer leaves
one, only tags of RIS count, so that a line of an abstract such as ``AI - driven`` is none. The day is the one
in the file's name, else ``DA`` where it is a whole day (``2025/03/18``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from daybook.digests.names import given_first
from daybook.digests.preprint import arxiv_named
from daybook.digests.records import Record, collect, day_of, stated
from daybook.digests.source import Reading, Source
from daybook.problems import Problem
from daybook.text.dates import iso_day
from daybook.text.identifiers import arxiv_id, arxiv_in_url, doi_name
from daybook.text.plain_text import split_lines

NAME = "RIS"

_LINE = re.compile(r"([A-Z][A-Z0-9])(  ?)-(?: (.*)|$)")
_TAGS = re.compile(
    "A[1-4BDNUV]|BT|C[1-8ANPTY]|D[ABIOPS]|E[DNPRT]|H[12]|I[DPS]|J[12AFO]|K[1W]|L[1-4AKL]|M[1-3]|N[1-3OV]|O[LP]|P[ABPY]"
    "|R[DINPT]|S[2ELNPT]|T[1-3AIY]|TT|U[1-5R]|V[LO]|W[TV]|Y[12]"
)
_PROSE = frozenset({"AB", "N1", "N2"})
_IN_PROSE = re.compile("A[1BU]|D[AO]|J[AFO]|KW|L[12]|N[12]|PY|T[12IY]|UR|Y1")
"""Tags that end prose also where they have one blank and their record two; others may be words of it."""
_START = re.compile(r"\s*TY  ?-(?: |$)", re.MULTILINE)
_JOURNALS = ("JO", "JF", "JA", "J2", "T2", "N1")
_Fields = dict[str, list[list[str]]]
"""By tag, the lines of each of its values."""


def read(source: Source) -> Reading | None:
    """Read a file of records."""
    return collect(source, _records(source)) if _START.match(source.text) else None


def _records(source: Source) -> Iterator[Record | Problem]:
    fields: _Fields = {}
    start, tag, wide = 0, "", False
    for number, line in enumerate(split_lines(source.text), 1):
        match = _tagged(line, tag, wide)
        if match and match[1] == "TY":
            if start:
                yield Problem(source.path, start, "a record without its end", "add a line `ER  - `")
            fields, start, tag, wide = {}, number, "TY", len(match[2]) == 2
        elif match and match[1] == "ER":
            if start:
                yield _record(source, fields, start)
            start, tag = 0, ""
        elif match:
            tag = match[1]
            fields.setdefault(tag, []).append([match[3] or ""])
        elif tag and tag in fields:
            fields[tag][-1].append(line)
    if start:
        yield Problem(source.path, start, "a record without its end", "it is cut off; save the file again")


def _tagged(line: str, tag: str, wide: bool) -> re.Match[str] | None:
    """The tag of a line in the field ``tag``, if it has one; ``wide`` where its record's has two blanks."""
    match = _LINE.match(line)
    if not match or len(match[2]) == 2:
        return match
    if match[1] == "ER":
        known = not (match[3] or "").strip()
    else:
        known = bool((_IN_PROSE if wide and tag in _PROSE else _TAGS).fullmatch(match[1]))
    return match if known else None


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
