"""Reader of a team's own reading list: ``# Title | arXiv`` with the abstract below."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.records import Record, choose_day, collect

NAME = "our reading list"

_HEAD = re.compile(r"^# (.*)\|(.*)$", re.MULTILINE)


def read(file: DigestFile) -> ParsedDigest | None:
    """Parse a list; None if the file is none."""
    if not file.text.startswith("== papers =="):
        return None
    return collect(file, _records(file))


def _records(file: DigestFile) -> Iterator[Record]:
    heads = list(_HEAD.finditer(file.text))
    ends = [head.start() for head in heads[1:]] + [len(file.text)]
    for head, end in zip(heads, ends, strict=True):
        facts = {"arxiv": head[2].strip()}
        line = file.text.count("\n", 0, head.start()) + 1
        abstract = file.text[head.end() : end]
        yield Record(head[1], abstract, choose_day(file, None), facts, line=line)
