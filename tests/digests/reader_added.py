"""Reader of a team's own reading list: ``# Title | arXiv`` and the abstract below it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from daybook.digests.records import Record, collect, day_of, stated
from daybook.digests.source import Reading, Source

NAME = "our reading list"

_HEAD = re.compile(r"^# (.*)\|(.*)$", re.MULTILINE)


def read(source: Source) -> Reading | None:
    """Read a list; None where the file is none."""
    if not source.text.startswith("== papers =="):
        return None
    return collect(source, _records(source))


def _records(source: Source) -> Iterator[Record]:
    heads = list(_HEAD.finditer(source.text))
    ends = [head.start() for head in heads[1:]] + [len(source.text)]
    for head, end in zip(heads, ends, strict=True):
        facts, complaints = stated({"arxiv": head[2].strip()})
        line = source.text.count("\n", 0, head.start()) + 1
        abstract = source.text[head.end() : end]
        yield Record(head[1], abstract, day_of(source, None), facts, line=line, complaints=complaints)
