"""Read ``content/people.toml``, in which people say who is who among authors, and what name to show.

[[people]]
name = "Ilse Tarn"
also = ["I. Tarn", "Ilse Tarn-Vey"]
address = "ilse-tarn"

[[people]]
name = "Wei Li (Port Averil)"
also = ["Wei Li"]
papers = ["2026/proofs-that-fit-on-a-postcard"]

An entry without ``papers`` is about these names on every paper, one with them on these papers alone.
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from daybook.content.toml_tables import DecisionsFile, Mistakes, is_list_of_lines, names_of, unknown_keys
from daybook.problems import Problem, shown
from daybook.text.addresses import NAMES
from daybook.text.name_key import name_key
from daybook.text.plain_text import one_line
from daybook.text.slugs import is_page_name, is_paper_address


class DecidedPerson(Struct, frozen=True, array_like=True):
    """A person as somebody described them."""

    name: str
    """To show."""
    names: tuple[str, ...]
    """All that are this person's, with ``name``."""
    papers: tuple[str, ...] = ()
    """Addresses of the papers on which the names are this person's; empty for all papers."""
    slug: str = ""
    """Of the address; empty for that of the name."""


_OF_PERSON = ("address", "also", "name", "papers")


def read_people(path: str, data: bytes) -> tuple[tuple[DecidedPerson, ...], list[Problem]]:
    """Parse the decisions about people, and return them with a problem for each mistake."""
    file = DecisionsFile(path, data, ("people",))
    taken: dict[tuple[str, str], str] = {}
    people = tuple(map(_person, file.tables("people", lambda item: _mistakes(item, taken))))
    return people, file.problems


def _person(item: Mapping[str, Any]) -> DecidedPerson:
    name = one_line(item["name"])
    names = dict.fromkeys([name, *map(one_line, item.get("also", []))])
    return DecidedPerson(name, tuple(names), tuple(item.get("papers", [])), item.get("address", ""))


def _mistakes(item: Mapping[str, Any], taken: dict[tuple[str, str], str]) -> Mistakes:
    """Yield what is wrong with a person, and the remedy; note the names and addresses as taken."""
    yield from unknown_keys(item, _OF_PERSON, "a person")
    name, address = item.get("name"), item.get("address", "")
    if not isinstance(name, str) or not name_key(one_line(name)):
        yield "the person has no `name`, a line of text", "give one", "name"
        return
    if address and not (isinstance(address, str) and is_page_name(address) and f"{address}/" != NAMES):
        remedy = "use lower-case letters, digits and hyphens"
        yield f"`address` of {shown(name)} cannot be one", remedy, "address"
    elif address and (other := taken.setdefault(("/", address), name)) is not name:
        what = f"`address` of {shown(name)} is also that of {shown(other)}"
        yield what, "give it to one of them", "address"
    for key in ("also", "papers"):
        if not is_list_of_lines(item.get(key, [])):
            what = f"`{key}` of {shown(name)} is not a list of lines of text"
            yield what, 'write it in brackets: ["…"]', key
            return
    papers = item.get("papers", [])
    for place, paper in enumerate(papers):
        if not is_paper_address(paper):
            yield f"is no paper's address: {shown(paper)}", "write it as 2025/some-paper", "papers", place
    names = {name_key(one): (one, at) for one, at in names_of(item)}
    for paper in papers or [""]:
        for key, (written, within) in names.items():
            if (other := taken.setdefault((paper, key), name)) is not name:
                where = f" on {shown(paper)}" if paper else ""
                what = f"{shown(written)} is also a name of {shown(other)}{where}"
                yield what, "give it to one of them", *within
