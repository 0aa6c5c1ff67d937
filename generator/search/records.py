"""What results show of a paper, in files small enough to be fetched for the results on the screen only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.search.codec import name_of
from generator.search.document import SearchDocument
from generator.search.shards import to_json
from generator.text import undirected

PER_FILE = 2
"""Ten results lie in ten places: two papers a file are 14 kB for them, gzipped; four were 26 kB."""
PER_FOLDER = 128
"""Papers whose files share a folder, named by the hash of them all: one name in the manifest for 64 files."""
_SHOWN_AUTHORS = 3


def record(document: SearchDocument) -> str:
    """One paper as JSON: [address, title, day, abstract, authors in a line]; ends without empty values."""
    authors = ", ".join(map(undirected, document.authors[:_SHOWN_AUTHORS]))
    more = len(document.authors) - _SHOWN_AUTHORS
    if more > 0:
        authors += f" and {more} more"
    values = [document.ref, document.title, document.day.isoformat(), document.abstract, authors]
    while values and not values[-1]:
        values.pop()
    return to_json(values)


def record_files(records: Iterable[str]) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """For each folder its name and its files (path below the search folder, content), in order."""
    group: list[str] = []
    for text in records:
        group.append(text)
        if len(group) == PER_FOLDER:
            yield _folder(group)
            group = []
    if group:
        yield _folder(group)


def _folder(group: list[str]) -> tuple[str, list[tuple[str, bytes]]]:
    contents = [
        ("[" + ",".join(group[start : start + PER_FILE]) + "]").encode("utf-8", "replace")
        for start in range(0, len(group), PER_FILE)
    ]
    name = name_of(b"\n".join(contents))
    return name, [(f"papers/{name}/{number}.json", content) for number, content in enumerate(contents)]
