"""Read ``content/topics.toml``, in which people merge, rename, add and hide topics.

hide = ["single image"]

[[topics]]
name = "Mixture of experts"
also = ["MoE", "sparse experts"]
address = "mixture-of-experts"
"""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from daybook.content.toml_tables import DecisionsFile, Mistakes, is_list_of_lines, names_of, unknown_keys
from daybook.problems import Problem, shown
from daybook.text.plain_text import fold, one_line
from daybook.text.slugs import is_page_name


class DecidedTopic(Struct, frozen=True, array_like=True):
    """A topic as a person wants it."""

    name: str
    also: tuple[str, ...] = ()
    """Other ways to write it. The topics that are written so become this one."""
    slug: str = ""
    """Of its address; empty for that of its name."""


class TopicDecisions(Struct, frozen=True, array_like=True):
    """All that people decided about topics."""

    topics: tuple[DecidedTopic, ...] = ()
    hidden: tuple[str, ...] = ()
    """Topics that are not shown, in any of their spellings."""


_OF_TOPIC = ("address", "also", "name")


def read_topics(path: str, data: bytes) -> tuple[TopicDecisions, list[Problem]]:
    """Parse the decisions about topics, and return them with a problem for each mistake."""
    file = DecisionsFile(path, data, ("hide", "topics"))
    hidden = file.values.get("hide", [])
    if not is_list_of_lines(hidden):
        file.report("hide", "`hide` is not a list of names", 'write it in brackets: ["…"]')
        hidden = []
    taken: dict[str, str] = {}
    topics = tuple(map(_topic, file.tables("topics", lambda item: _mistakes(item, taken))))
    return TopicDecisions(topics, tuple(map(one_line, hidden))), file.problems


def _topic(item: Mapping[str, Any]) -> DecidedTopic:
    names = tuple(map(one_line, item.get("also", [])))
    return DecidedTopic(one_line(item["name"]), names, item.get("address", ""))


def _mistakes(item: Mapping[str, Any], taken: dict[str, str]) -> Mistakes:
    """Yield what is wrong with a topic, and the remedy; note its spellings and address as taken."""
    yield from unknown_keys(item, _OF_TOPIC, "a topic")
    name, also, address = item.get("name"), item.get("also", []), item.get("address", "")
    if not isinstance(name, str) or not one_line(name):
        yield "the topic has no `name`, a line of text", "give it one", "name"
        return
    if not is_list_of_lines(also):
        yield f"`also` of {shown(name)} is not a list of other names", 'write it in brackets: ["…"]', "also"
        return
    if address and not (isinstance(address, str) and is_page_name(address)):
        remedy = "use lower-case letters, digits and hyphens"
        yield f"`address` of {shown(name)} cannot be one", remedy, "address"
    elif address and (other := taken.setdefault(f"/{address}", name)) is not name:
        what = f"`address` of {shown(name)} is also that of {shown(other)}"
        yield what, "give it to one of them", "address"
    for spelling, (written, within) in {fold(one): (one, at) for one, at in names_of(item)}.items():
        if (other := taken.setdefault(spelling, name)) is not name:
            yield f"{shown(written)} is also a name of {shown(other)}", "give it to one of them", *within
