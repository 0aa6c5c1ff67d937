"""Offers: the results of a query besides papers, which are pages that it names, and near terms.

    search/offers/LIST.json     {"first": [key, …], "names": "…"}
    search/offers/NAME.json     [[term, …], [key, pages, related, key, pages, related, …]]

``pages`` are [label, address, number of papers], ``related`` indices of the file's terms. The keys are in
the order of JavaScript's strings; successive beginnings of a word are mostly in one file.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from daybook.search.shards import ShardEntry, listed_files, split_entries, to_json
from daybook.search.sort_keys import utf16_order
from daybook.text.name_key import name_key

_BYTES = 8_000


class NamedPage(Struct, frozen=True, array_like=True):
    """A page that a query can name."""

    label: str
    address: str
    """From the site's root."""
    papers: int


class Offer(Struct, frozen=True):
    """The pages and near terms of a key."""

    pages: tuple[NamedPage, ...] = ()
    related: tuple[str, ...] = ()
    """Near terms."""


def offer_key(text: str) -> str:
    """Return the key of a text: its words as `name_key` folds them, without an s at their end."""
    return " ".join(map(_singular, name_key(text).split(" ")))


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui" else word


def offer_files(offers: Mapping[str, Offer]) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the name of the list of files, empty if there are none, and all files by path."""
    keys = sorted(offers, key=utf16_order)
    entries = (ShardEntry(key, to_json([key, offers[key].pages, offers[key].related])) for key in keys)
    runs = split_entries(entries, _BYTES)
    return listed_files(
        "offers", ((run[0].key, _shard([entry.key for entry in run], offers)) for run in runs)
    )


def _shard(keys: Sequence[str], offers: Mapping[str, Offer]) -> bytes:
    terms = dict.fromkeys(term for key in keys for term in offers[key].related)
    place = {term: number for number, term in enumerate(terms)}
    flat: list[object] = []
    for key in keys:
        flat += [key, offers[key].pages, [place[term] for term in offers[key].related]]
    return to_json([list(terms), flat]).encode("utf-8", "replace")
