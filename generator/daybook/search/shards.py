"""Cutting sorted entries into files at places that mostly stay where they are when papers are added."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from types import MappingProxyType
from zlib import crc32

from msgspec import Struct

from daybook.search.codec import DIGITS, Encoded, name_of
from daybook.search.keys import key_of, script_order

TERM_BYTES = 6_000
"""Aim for a shard of postings before compression, which halves it: a query needs one for each word."""
WORD_BYTES = 14_000
"""Aim for a file of words, of which a query needs one or two."""
MOST_FILES = 2_048
"""Beyond as many, files get larger instead: the manifest names each in 16 bytes."""


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Entry(Struct, frozen=True):
    """A line of a shard: the key it is sorted by, and its JSON or text."""

    key: str
    text: str


class Shard(Struct, frozen=True):
    """A file of the index: the first key in it, its name and its content."""

    first: str
    name: str
    content: bytes | None
    """None where it is that of the build before."""


def to_json(value: object) -> str:
    """Compact JSON, with letters beyond ASCII as they are."""
    return _ENCODER.encode(value)


def cut(entries: Iterable[Entry], aim: int) -> Iterator[list[Entry]]:
    """Runs of entries of about ``aim`` bytes; entries of one key stay together.

    A run ends before a key whose checksum says so, not after so many bytes, so that a term more or less
    changes one file and not all after it.
    """
    run: list[Entry] = []
    size = 0
    every = max(2, aim // 128)
    for entry in entries:
        if run and entry.key != run[-1].key and size >= aim // 2:
            chosen = crc32(entry.key.encode("utf-8", "replace")) % every == 0
            if chosen or size + len(entry.text) > 2 * aim:
                yield run
                run, size = [], 0
        run.append(entry)
        size += len(entry.text)
    if run:
        yield run


def _aim(total: int, least: int) -> int:
    aim = least
    while total > aim * MOST_FILES:
        aim *= 2
    return aim


def by_key(words: Collection[str]) -> list[tuple[str, str]]:
    """(key, word) in the order of the keys, then of the words, as JavaScript compares them."""
    pairs = [(key_of(word), word) for word in words]
    if max(map(max, (word for word in words if not word.isascii())), default="") < "\ud800":
        return sorted(pairs)  # where both orders are the same
    return sorted(pairs, key=lambda pair: (script_order(pair[0]), script_order(pair[1])))


def term_shards(terms: Mapping[str, Encoded]) -> Iterator[Shard]:
    """The postings: each file a JSON array of term, postings, term, postings…"""
    total = sum(16 + len(encoded.text) for encoded in terms.values())
    entries = (Entry(key, f'{to_json(term)},"{terms[term].text}"') for key, term in by_key(terms))
    for run in cut(entries, _aim(total, TERM_BYTES)):
        content = ("[" + ",".join(entry.text for entry in run) + "]").encode("utf-8", "replace")
        yield Shard(run[0].key, name_of(content), content)


def word_shards(
    words: Collection[str], known: Mapping[bytes, str] = MappingProxyType({})
) -> Iterator[tuple[bytes, Shard]]:
    """The different words of the archive, for beginnings of words and for spellings.

    Each file is a JSON array of words in the order of their keys; a word leaves out what it shares with
    the one before, and says with its first character how many UTF-16 units that is (at most 62). Before
    each stands a hash of what it is made from; ``known`` are names by these that files had before.
    """
    pairs = by_key(words)
    entries = (Entry(key, word) for key, word in pairs)
    for run in cut(entries, _aim(sum(len(word) for _, word in pairs), WORD_BYTES)):
        texts = [entry.text for entry in run]
        made_from = _key("\n".join(texts))
        name, content = known.get(made_from, ""), None
        if not name:
            content = to_json("\n".join(_fronted(texts))).encode("utf-8", "replace")
            name = name_of(content)
        yield made_from, Shard(run[0].key, name, content)


def _key(words: str) -> bytes:
    return blake2b(b"words\n" + words.encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _shared(before: str, word: str) -> int:
    for place, (old, new) in enumerate(zip(before, word, strict=False)):
        if old != new:
            return place
    return min(len(before), len(word))


def _fronted(words: list[str]) -> Iterator[str]:
    before = ""
    for word in words:
        shared = _shared(before[:31], word[:31])
        units = shared if word.isascii() else shared + sum(char > "\uffff" for char in word[:shared])
        yield DIGITS[units] + word[shared:]
        before = word
