"""Records: the texts of a paper that results show, in small files, of which a browser fetches few."""

from __future__ import annotations

from collections.abc import Sequence

from daybook.search.document import SearchDocument
from daybook.search.shards import hashed_name, to_json
from daybook.text.plain_text import strip_bidi

File = tuple[str, bytes]
"""Path and content."""
RECORDS = "search/papers/"
PER_FILE = 2
"""Ten results are in about ten files: 14 kB gzipped with two papers a file, 26 kB with four."""
PER_FOLDER = 128
"""Papers per folder, which is named by a hash of all of them: the manifest has one name for 64 files."""
_SHOWN_AUTHORS = 3


def record(document: SearchDocument) -> str:
    """Return a paper as JSON: [address, title, day, abstract, authors], without trailing empty values."""
    authors = ", ".join(map(strip_bidi, document.authors[:_SHOWN_AUTHORS]))
    more = len(document.authors) - _SHOWN_AUTHORS
    if more > 0:
        authors += f" and {more} more"
    values = [document.ref, document.title, document.day.isoformat(), document.abstract, authors]
    while values and not values[-1]:
        values.pop()
    return to_json(values)


def record_files(papers: Sequence[SearchDocument]) -> tuple[str, list[File]]:
    """Return the name of the folder of up to `PER_FOLDER` papers, and its files."""
    records = list(map(record, papers))
    contents = [
        ("[" + ",".join(records[start : start + PER_FILE]) + "]").encode("utf-8", "replace")
        for start in range(0, len(records), PER_FILE)
    ]
    name = hashed_name(b"\n".join(contents))
    return name, list(zip(record_paths(name, len(papers)), contents, strict=True))


def record_paths(folder: str, papers: int) -> list[str]:
    """Return the paths of the files of a folder of so many papers."""
    return [f"{RECORDS}{folder}/{number}.json" for number in range(-(-papers // PER_FILE))]
