"""Reader of RIS files: lines such as ``TI  - Title``, records from ``TY`` to ``ER``.

A line without a tag continues the one above. Some programs write one space between tag and hyphen in place
of two; then only known tags count, because ``AI - driven`` may be a line of an abstract. The day is that of
the file's name, else ``DA`` if it is a whole day (``2025/03/18``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.names import join_name
from daybook.digests.records import Record, choose_day, collect
from daybook.problems import Problem
from daybook.text.dates import iso_day
from daybook.text.identifiers import arxiv_id, arxiv_in_reference, arxiv_in_url, doi_name
from daybook.text.plain_text import split_lines

NAME = "RIS"

_LINE = re.compile(r"([A-Z][A-Z0-9])(  ?)-(?: (.*)|$)")
_TAGS = re.compile(
    "A[1-4BDNUV]|BT|C[1-8ANPTY]|D[ABIOPS]|E[DNPRT]|H[12]|I[DPS]|J[12AFO]|K[1W]|L[1-4AKL]|M[1-3]|N[1-3OV]|O[LP]|P[ABPY]"
    "|R[DINPT]|S[2ELNPT]|T[1-3AIY]|TT|U[1-5R]|V[LO]|W[TV]|Y[12]"
)
_PROSE_TAGS = frozenset({"AB", "N1", "N2"})
_AFTER_PROSE = re.compile("A[1BU]|D[AO]|J[AFO]|KW|L[12]|N[12]|PY|T[12IY]|UR|Y1")
"""Tags with one space that end prose in a record with two; others may be words of the prose."""
_START = re.compile(r"\s*TY  ?-(?: |$)", re.MULTILINE)
_Fields = dict[str, list[list[str]]]
"""The lines of each value, by tag."""


def read(file: DigestFile) -> ParsedDigest | None:
    """Parse a RIS file; None if it is none."""
    return collect(file, _records(file)) if _START.match(file.text) else None


def _records(file: DigestFile) -> Iterator[Record | Problem]:
    fields: _Fields = {}
    start, tag, wide = 0, "", False
    for number, line in enumerate(split_lines(file.text), 1):
        match = _match_tag(line, tag, wide)
        if match and match[1] == "TY":
            if start:
                yield Problem(file.path, start, "a record without its end", "add a line `ER  - `")
            fields, start, tag, wide = {}, number, "TY", len(match[2]) == 2
        elif match and match[1] == "ER":
            if start:
                yield _record(file, fields, start)
            start, tag = 0, ""
        elif match:
            tag = match[1]
            fields.setdefault(tag, []).append([match[3] or ""])
        elif tag and tag in fields:
            fields[tag][-1].append(line)
    if start:
        yield Problem(file.path, start, "a record without its end", "it is cut off; save the file again")


def _match_tag(line: str, tag: str, wide: bool) -> re.Match[str] | None:
    """Match the tag of a line below a value of ``tag``; ``wide`` if the record's first tag has two spaces."""
    match = _LINE.match(line)
    if not match or len(match[2]) == 2:
        return match
    if match[1] == "ER":
        known = not (match[3] or "").strip()
    else:
        known = bool((_AFTER_PROSE if wide and tag in _PROSE_TAGS else _TAGS).fullmatch(match[1]))
    return match if known else None


def _record(file: DigestFile, lines: _Fields, line: int) -> Record:
    fields = {tag: ["\n".join(value) for value in values] for tag, values in lines.items()}

    def values(*tags: str) -> list[str]:
        return [value for tag in tags for value in fields.get(tag, [])]

    def first(*tags: str) -> str:
        return next(iter(values(*tags)), "")

    date_text = first("DA").strip().rstrip("/").replace("/", "-")
    links = [link for value in values("UR", "L1", "L2", "LK") for link in value.split()]
    numbers = [number for number in values("AN", "C1", "M1", "ID") if "arxiv" in number.lower()]
    facts = {
        "authors": [join_name(name.split(","), suffix_last=True) for name in values("AU", "A1")],
        "arxiv": next(filter(None, (*map(arxiv_in_url, links), *map(arxiv_id, numbers))), "")
        or arxiv_in_reference(*values("JO", "JF", "JA", "J2", "T2", "N1")),
        "doi": first("DO") or next(filter(None, map(doi_name, links)), ""),
        "published": date_text or first("PY", "Y1").replace("/", "-").strip("-")[:10],
        "keywords": [word for value in values("KW") for word in value.split("\n")],
    }
    title, abstract = first("TI", "T1", "CT"), first("AB", "N2")
    return Record(title, abstract, choose_day(file, iso_day(date_text)), facts, line=line)
