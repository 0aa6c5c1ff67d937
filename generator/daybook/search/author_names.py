"""The papers of each author's name, for the search for exactly this name: `author:"Ilse Tarn"`."""

from __future__ import annotations

from collections.abc import Sequence

from daybook.search.document import SearchDocument
from daybook.search.shards import Shard, ShardEntry, hashed_name, split_entries, to_json
from daybook.search.sort_keys import utf16_order
from daybook.search.vlq import gaps
from daybook.text.name_key import name_key

_BYTES = 14_000
"""The target size of a shard; a query fetches one for each name."""


def author_shards(papers: Sequence[SearchDocument]) -> list[Shard]:
    """Return the shards of the keys of names, each a JSON array of key, gaps, key, gaps…"""
    by_name: dict[str, list[int]] = {}
    for number, paper in enumerate(papers):
        for name in dict.fromkeys(paper.authors):
            by_name.setdefault(name, []).append(number)
    by_key: dict[str, list[int]] = {}
    for name, numbers in by_name.items():
        key = name_key(name)
        by_key[key] = sorted({*known, *numbers}) if (known := by_key.get(key)) else numbers
    by_key.pop("", None)
    keys = sorted(by_key) if all(map(str.isascii, by_key)) else sorted(by_key, key=utf16_order)
    entries = (ShardEntry(key, f'{to_json(key)},"{gaps(by_key[key])}"') for key in keys)
    return [_shard(run) for run in split_entries(entries, _BYTES)]


def _shard(run: Sequence[ShardEntry]) -> Shard:
    content = ("[" + ",".join(entry.text for entry in run) + "]").encode("utf-8", "replace")
    return Shard(run[0].key, hashed_name(content), content)
