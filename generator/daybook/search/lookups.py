"""The papers of each author's name, identifier and address, which queries look up as they are.

The entries of identifiers begin with an equals sign, those of initials with a tilde, which no name has.
An entry such as ``=arxiv:2401.00…`` has the papers of all identifiers that begin so, each with the digits
that follow.
"""

import re
from collections.abc import Sequence
from zlib import crc32

from msgspec import Struct

from daybook.search.document import SearchDocument
from daybook.search.shards import as_array, hashed_name, to_json
from daybook.search.vlq import all_gaps, vlq
from daybook.text.name_key import name_key

_NUMBER = re.compile(r"(arxiv:\d{4}\.\d\d)(\d{2,3})", re.ASCII)
_BYTES = 16_000
"""Twice the size above which files are halved; a query fetches one for each name or identifier."""
_MOST_FILES = 320
"""With those of terms, words and records, search stays within 4,096 files at 75,000 papers."""


class Lookups(Struct, frozen=True):
    """Lookups as the manifest names them: a folder with a file for each remainder of keys' CRC-32."""

    name: str = ""
    files: int = 0


def lookup_files(papers: Sequence[SearchDocument]) -> tuple[Lookups, list[tuple[str, bytes]]]:
    """Return the files of names and identifiers, each a JSON array of key, gaps, key, gaps…

    Keys are asked for as a whole, so the files need no list; a new day changes nearly all of them anyway.
    """
    by_key = _by_name(papers)
    for number, paper in enumerate(papers):
        for identifier in paper.identifiers:
            by_key.setdefault(f"={identifier}", []).append(number)
    if not by_key:
        return Lookups(), []
    keys = sorted(by_key)
    texts_of = dict(zip(keys, all_gaps([by_key[key] for key in keys]), strict=True)) | _by_beginning(papers)
    entries = {key: f'{to_json(key)},"{text}"' for key, text in texts_of.items()}
    count = min(_MOST_FILES, 1 << (sum(map(len, entries.values())) // _BYTES).bit_length())
    texts: list[list[str]] = [[] for _ in range(count)]
    for key, entry in entries.items():
        texts[crc32(key.encode("utf-8", "replace")) % count].append(entry)
    contents = [as_array(each).encode("utf-8", "replace") for each in texts]
    name = hashed_name(b"\n".join(contents))
    return Lookups(name, count), [(f"lookups/{name}/{n}.json", content) for n, content in enumerate(contents)]


def _by_name(papers: Sequence[SearchDocument]) -> dict[str, list[int]]:
    """Return the papers of each name by its key, and of all names that share initial and last word."""
    by_name: dict[str, list[int]] = {}
    for number, paper in enumerate(papers):
        for name in dict.fromkeys(paper.authors):
            by_name.setdefault(name, []).append(number)
    by_key: dict[str, list[int]] = {}
    for name, numbers in by_name.items():
        whole = name_key(name)
        for key in (whole, initial_key(whole)):
            by_key[key] = sorted({*known, *numbers}) if (known := by_key.get(key)) else numbers
    by_key.pop("", None)
    return by_key


def _by_beginning(papers: Sequence[SearchDocument]) -> dict[str, str]:
    """Return the papers of each beginning of arXiv's numbers, with the digits that follow it there."""
    texts: dict[str, list[str]] = {}
    for number, paper in enumerate(papers):
        for identifier in paper.identifiers:
            if match := _NUMBER.fullmatch(identifier):
                texts.setdefault(f"={match[1]}…", []).append(vlq(number) + vlq(int(match[2])))
    return {key: "".join(each) for key, each in sorted(texts.items())}


def initial_key(key: str) -> str:
    """Return the second key of a name: ``~i tarn`` for Ilse Tarn; empty for names of one word."""
    _, space, last = key.rpartition(" ")
    return f"~{key[0]} {last}" if space and len(last) > 1 else ""
