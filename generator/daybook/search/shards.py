"""Shards: sorted entries split into files whose boundaries mostly stay when papers are added."""

import re
from base64 import b32encode
from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate
from zlib import crc32

import msgspec
from msgspec import Struct

from daybook.search.acronyms import is_acronym
from daybook.search.encoding import (
    FORMS,
    Encoded,
    is_of_forms,
    listed_places,
    listed_postings,
    papers_of_part,
    with_counts,
)
from daybook.search.sort_keys import sort_key, utf16_order
from daybook.search.vlq import DIGITS
from daybook.search.written import is_of_title

TERM_BYTES = 6_500
"""The target size of a shard of postings, which compresses to half; a query fetches one for each word."""
WORD_BYTES = 5_500
"""The target size of a shard of words; a query fetches one or two."""
WRITTEN_BYTES = 30_000
"""The target size of a shard of words as titles write them, which patterns of Lunr's language alone read."""
COUNTS_BYTES = 200_000
"""The target size of a file of counts."""
MOST_FILES = 1_200
"""If there would be more, shards get larger: the manifest has 5 bytes for each, compressed."""
_FULL, _MEAN = 0.75, 0.82
"""The least and the mean size of a shard as a share of its target, more or less."""
_BASE = re.compile("[^\0-`]+(?!.* )")
"""The letters that a key of one word begins with: digits, signs and `_` are sorted before them."""
_NAME = 4
"""Letters of a shard's name, 20 bits of BLAKE2b: names cannot be compressed, and are half of the manifest.

The CRC-32 of its first key follows, which the manifest has, so that only shards of one key can be confused.
"""

_ENCODER = msgspec.json.Encoder()


class ShardEntry(Struct, frozen=True):
    """An entry of a shard: its sort key, and its JSON or text."""

    key: str
    text: str


class Shard(Struct, frozen=True):
    """A file of the index: the shortest key that parts it from the one before, and its content."""

    first: str
    content: bytes


class ShardList(Struct, frozen=True):
    """Shards as the manifest lists them: their first keys, front-coded, and how their names begin."""

    first: str = ""
    names: str = ""


def to_json(value: object) -> str:
    """Return compact JSON with non-ASCII characters unescaped."""
    return _ENCODER.encode(value).decode()


def hashed_name(content: bytes) -> str:
    """Return a file name for content: ten characters, 50 bits of BLAKE2b, in lower case."""
    return b32encode(blake2b(content, digest_size=10).digest()).decode("ascii").lower()[:10]


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def split_entries(entries: Iterable[ShardEntry], target: int) -> Iterator[list[ShardEntry]]:
    """Split sorted entries into runs of at most ``target`` bytes, where possible.

    Keys that a digit, a sign or an underscore continues stay with the first, as a query of it asks for them,
    and are a run of their own if they are larger.
    Boundaries are content-defined, so that an inserted term changes one file and not all after it: of the
    keys at which a run is nearly full, it ends before the one that the shortest beginning parts from the key
    before, as the manifest has these beginnings.
    """
    run: list[list[ShardEntry]] = []
    size = 0
    for group in _groups(entries, 4 * target):
        added = _size(group)
        while run and size + added > target:
            end = _best_end([*run, group], target)
            yield [entry for each in run[:end] for entry in each]
            run = run[end:]
            size = sum(map(_size, run))
        run.append(group)
        size += added
    if run:
        yield [entry for each in run for entry in each]


def _size(group: list[ShardEntry]) -> int:
    return sum(len(entry.text) for entry in group)


def _best_end(groups: list[list[ShardEntry]], target: int) -> int:
    """Return how many groups are a run, of which the last does not fit into it."""
    ends = range(1, len(groups))
    sizes = accumulate(map(_size, groups))
    full = [end for end, size in zip(ends, sizes, strict=False) if size >= _FULL * target] or ends[-1:]

    def cost(end: int) -> tuple[int, int]:
        key = groups[end][0].key
        return _common_prefix(groups[end - 1][-1].key, key), crc32(_bytes(key))

    return min(full, key=cost)


def _groups(entries: Iterable[ShardEntry], most: int) -> Iterator[list[ShardEntry]]:
    """Group entries whose keys have the same base; of those with digits and signs, up to so many bytes."""
    group: list[ShardEntry] = []
    size, base_before = 0, ""
    for entry in entries:
        base = (_BASE.match(entry.key) or [entry.key])[0]
        if group and (base != base_before or (size > most and entry.key != group[-1].key)):
            yield group
            group, size = [], 0
        group.append(entry)
        base_before = base
        if entry.key[len(base) :][:1] not in ("", "_"):
            size += len(entry.text)
    if group:
        yield group


def make_shards(
    entries: Iterable[ShardEntry], target: int, content: Callable[[list[str]], str]
) -> Iterator[Shard]:
    """Yield the shards of sorted entries; ``content`` joins the texts of one."""
    before = ""
    for run in split_entries(entries, target):
        key = run[0].key
        first = key[: _common_prefix(before, key) + 1]
        yield Shard(first, _bytes(content([entry.text for entry in run])))
        before = run[-1].key


def as_array(texts: list[str]) -> str:
    """Join texts of JSON to an array."""
    return f"[{','.join(texts)}]"


def name_shards(kind: str, shards: Iterable[Shard]) -> tuple[ShardList, list[tuple[str, bytes]]]:
    """Return the list of shards for the manifest, and their files, which are named by hashes of them."""
    first: list[str] = []
    names: list[str] = []
    files: list[tuple[str, bytes]] = []
    for shard in shards:
        first.append(shard.first)
        names.append(hashed_name(shard.content)[:_NAME])
        files.append((f"{kind}/{names[-1]}-{crc32(_bytes(shard.first))}.json", shard.content))
    return ShardList("".join(_front_coded(first)), "".join(names)), files


def listed_files(
    folder: str, contents: Iterable[tuple[str | int, bytes]], **more: object
) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the name of a list of files, and the files and the list by path; empty without any.

    Each content comes with its first key, which the list has beside its name, and ``more``.
    """
    first, names, files = [], "", []
    for key, content in contents:
        first.append(key)
        names += (name := hashed_name(content))
        files.append((f"search/{folder}/{name}.json", content))
    if not files:
        return "", []
    listed = to_json({**more, "first": first, "names": names}).encode("utf-8", "replace")
    name = hashed_name(listed)
    return name, [*files, (f"search/{folder}/{name}.json", listed)]


def shard_target(sizes: Sequence[int], least: int) -> int:
    """Return the target size of shards of entries of these sizes, so that there are at most `MOST_FILES`."""
    target, ascending = least, sorted(sizes)
    sums = [0, *accumulate(ascending)]
    while True:
        smaller = bisect(ascending, target)
        if sums[smaller] + target * (len(sizes) - smaller) <= MOST_FILES * _MEAN * target:
            return target
        target += target // 32


def with_sort_keys(words: Iterable[str]) -> list[tuple[str, str]]:
    """Return (sort key, word) for each word, sorted by both in UTF-16 order."""
    pairs = [(sort_key(word), word) for word in words]
    return sorted(pairs, key=lambda pair: utf16_order("\0".join(pair)))


def term_shards(
    terms: Mapping[str, Encoded], counts: Mapping[str, str], telling: Mapping[str, Sequence[int]]
) -> Iterator[Shard]:
    """Yield the shards of postings, each a JSON array of term, postings, term, postings…

    What acronyms stand for has the number of papers instead: no query means their papers.
    By term, ``counts`` has the names of the files of counts, and ``telling`` the papers in whose title it
    is the rarest word.
    """

    def listed(term: str) -> str:
        encoded, rarest, stem = terms[term], telling.get(term, ()), terms.get(term.partition("_")[0])
        is_form = is_of_title(term) and is_of_forms(encoded)
        if is_form and is_acronym(term):
            return str(len(papers_of_part(encoded, FORMS)))
        places = listed_places(encoded, stem, rarest) if stem and is_form else ""
        return f'"{places or listed_postings(encoded, counts.get(term, ""), rarest)}"'

    entries = [ShardEntry(key, f"{to_json(term)},{listed(term)}") for key, term in with_sort_keys(terms)]
    target = shard_target([len(entry.text) for entry in entries], TERM_BYTES)
    return make_shards(entries, target, as_array)


def counts_files(terms: Mapping[str, Encoded]) -> tuple[dict[str, str], dict[str, bytes]]:
    """Return the file of counts of each term that has none in its shard, by name, and all such files.

    A file is like a shard, of several terms: few queries need one.
    """
    common = [term for term, encoded in terms.items() if encoded.merged]
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    entries = (
        ShardEntry(term, f'{to_json(term)},"{with_counts(terms[term])}"')
        for _, term in with_sort_keys(common)
    )
    for run in split_entries(entries, COUNTS_BYTES):
        content = _bytes(as_array([entry.text for entry in run]))
        name = hashed_name(content)
        files[name] = content
        names.update((entry.key, name) for entry in run)
    return names, files


def word_shards(words: Iterable[str], least: int) -> Iterator[Shard]:
    """Yield the shards of words, of so many bytes or more, for prefixes and spelling.

    A shard is a JSON string of sorted words with front coding: each begins with a capital, as no word has
    any, for the number of UTF-16 units (at most 25) that it shares with the word before, which are omitted.
    """
    pairs = with_sort_keys(words)
    entries = (ShardEntry(key, word) for key, word in pairs)
    target = shard_target([len(word) for _, word in pairs], least)
    return make_shards(entries, target, lambda texts: to_json("".join(_front_coded(texts))))


def _common_prefix(before: str, word: str) -> int:
    for place, (old, new) in enumerate(zip(before, word, strict=False)):
        if old != new:
            return place
    return min(len(before), len(word))


def _front_coded(words: list[str]) -> Iterator[str]:
    before = ""
    for word in words:
        most = 25 if word.isascii() else 12
        shared = _common_prefix(before[:most], word[:most])
        units = shared if word.isascii() else shared + sum(char > "\uffff" for char in word[:shared])
        yield DIGITS[units] + word[shared:]
        before = word
