"""The papers of each author's name, identifier and address, which queries look up as they are.

The entries of identifiers begin with an equals sign, which no name has.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from daybook.search.document import SearchDocument
from daybook.search.shards import Shard, ShardEntry, as_array, make_shards, shard_target, to_json
from daybook.search.sort_keys import utf16_order
from daybook.search.vlq import gaps
from daybook.text.name_key import name_key

_BYTES = 14_000
"""The target size of a shard; a query fetches one for each name or identifier."""


def lookup_shards(papers: Sequence[SearchDocument]) -> Iterator[Shard]:
    """Return the shards of names and identifiers, each a JSON array of key, gaps, key, gaps…"""
    by_key = _by_name(papers)
    by_identifier: dict[str, list[int]] = defaultdict(list)
    for number, paper in enumerate(papers):
        for identifier in paper.identifiers:
            by_identifier[f"={identifier}"].append(number)
    by_key.update(by_identifier)
    keys = sorted(by_key) if all(map(str.isascii, by_key)) else sorted(by_key, key=utf16_order)
    entries = [ShardEntry(key, f'{to_json(key)},"{gaps(by_key[key])}"') for key in keys]
    target = shard_target(2 * sum(len(entry.text) for entry in entries), _BYTES)
    return make_shards(entries, target, as_array)


def _by_name(papers: Sequence[SearchDocument]) -> dict[str, list[int]]:
    """Return the papers of each name, by its key."""
    by_name: dict[str, list[int]] = {}
    for number, paper in enumerate(papers):
        for name in dict.fromkeys(paper.authors):
            by_name.setdefault(name, []).append(number)
    by_key: dict[str, list[int]] = {}
    for name, numbers in by_name.items():
        key = name_key(name)
        by_key[key] = sorted({*known, *numbers}) if (known := by_key.get(key)) else numbers
    by_key.pop("", None)
    return by_key
