"""What results show of a paper, in files small enough to be fetched for the results on the screen only."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

from daybook.search.codec import name_of
from daybook.search.document import SearchDocument
from daybook.search.shards import to_json
from daybook.text.plain_text import strip_bidi

PER_FILE = 2
"""Ten results lie in ten places: two papers a file are 14 kB for them, gzipped; four were 26 kB."""
PER_FOLDER = 128
"""Papers whose files share a folder, named by the hash of them all: one name in the manifest for 64 files."""
_SHOWN_AUTHORS = 3


def record(document: SearchDocument) -> str:
    """One paper as JSON: [address, title, day, abstract, authors in a line]; ends without empty values."""
    authors = ", ".join(map(strip_bidi, document.authors[:_SHOWN_AUTHORS]))
    more = len(document.authors) - _SHOWN_AUTHORS
    if more > 0:
        authors += f" and {more} more"
    values = [document.ref, document.title, document.day.isoformat(), document.abstract, authors]
    while values and not values[-1]:
        values.pop()
    return to_json(values)


def record_files(papers: Sequence[SearchDocument]) -> tuple[str, list[tuple[str, bytes]]]:
    """The folder of up to `PER_FOLDER` papers: its name, and its files, each with its path."""
    records = list(map(record, papers))
    contents = [
        ("[" + ",".join(records[start : start + PER_FILE]) + "]").encode("utf-8", "replace")
        for start in range(0, len(records), PER_FILE)
    ]
    name = name_of(b"\n".join(contents))
    return name, list(zip(record_paths(name, len(papers)), contents, strict=True))


def record_paths(name: str, papers: int) -> list[str]:
    """The paths of a folder's files, below the search folder."""
    return [f"papers/{name}/{number}.json" for number in range(-(-papers // PER_FILE))]


def folder_key(papers: Sequence[SearchDocument], keys: Sequence[bytes]) -> bytes:
    """A hash of all that a folder's files say; ``keys`` are the papers' by their searched texts."""
    days = ",".join(f"{paper.ref} {paper.day.isoformat()}" for paper in papers)
    return blake2b(b"".join(keys) + days.encode(), digest_size=16).digest()
