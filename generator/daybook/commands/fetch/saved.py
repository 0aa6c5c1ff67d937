"""Compare an answer with the saved files of its day, and choose the file to save it in.

Records are compared by arXiv identifier, DOI or title. An answer replaces a file if it has all of the file's
records, and more or other up-votes; if it has new records and lacks old ones, it is saved in another file, so
that no record is lost.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from posixpath import basename, splitext

from daybook.archive.matching import title_key
from daybook.content.location import DIGESTS
from daybook.digests import date_hint, read_digest
from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.model import Digest, Entry
from daybook.sources.service import Service
from daybook.text.dates import parse_day
from daybook.text.file_names import unused_path


def saved_days(content_dir: Path, service: Service) -> Mapping[date, list[str]]:
    """Return the paths below ``digests/`` of the saved files of a service, by day."""
    stem, _, extension = service.file_suffix.rpartition(".")
    name = re.compile(rf"(.{{10}}){re.escape(stem)}(?:-[0-9]+)?\.{extension}")
    found, _ = find_files(content_dir / DIGESTS)
    days: dict[date, list[str]] = defaultdict(list)
    for file in found:
        match = name.fullmatch(basename(file.path))
        if match and (day := parse_day(match[1])):
            days[day].append(file.path)
    return days


def choose_file(
    content_dir: Path, digest: Digest, first: str, saved: Sequence[str]
) -> tuple[str, frozenset[str]]:
    """Return the path of the file for an answer below ``digests/``, and the keys of all saved records.

    ``first`` is the path of a day's first file, ``saved`` are its files. The path is empty if the answer has
    no new record and the same up-votes. A file that cannot be parsed is not replaced.
    """
    new = record_keys(digest)
    known = frozenset[str]()
    replaceable = []
    same = []
    for path in saved:
        data = read_file(content_dir / DIGESTS / path)
        old, _ = read_digest(path, data, date_hint(path, None))
        if old:
            keys = record_keys(old)
            known |= keys
            if keys <= new and len(keys) + old.rejected <= len(new):
                replaceable.append(path)
                if keys == new and _votes(old) != _votes(digest):
                    same.append(path)
    if new <= known:
        return same[0] if same and new == known else "", known
    return replaceable[0] if replaceable else unused_path(*splitext(first), saved), known


def record_keys(digest: Digest) -> frozenset[str]:
    return frozenset(map(record_key, digest.entries))


def _votes(digest: Digest) -> dict[str, int]:
    return {record_key(entry): entry.upvotes for entry in digest.entries}


def record_key(entry: Entry) -> str:
    """Return a key that differs for each record of a day."""
    return entry.facts.arxiv or entry.facts.doi or title_key(entry.title)
