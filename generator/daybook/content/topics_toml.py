"""Read ``content/topics.toml``, in which people merge, rename, add and hide topics.

hide = ["single image"]

[[topics]]
name = "Mixture of experts"
also = ["MoE", "sparse experts"]
address = "mixture-of-experts"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from daybook.content.toml_tables import lines_of_tables, read_toml, remedy_for
from daybook.problems import Problem, shown
from daybook.settings.toml import line_of
from daybook.text.addresses import is_page_name
from daybook.text.plain_text import fold, one_line


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


_KNOWN = ("hide", "topics")
_OF_TOPIC = ("address", "also", "name")


def read_topics(path: str, data: bytes, problems: list[Problem]) -> TopicDecisions:
    """Parse the decisions about topics; a problem for each mistake is added to ``problems``."""
    table = read_toml(path, data, problems)

    def wrong(line: int, what: str, remedy: str = "correct it") -> None:
        problems.append(Problem(path, line, what, remedy))

    for key in sorted(table.keys() - set(_KNOWN)):
        wrong(line_of(data, key), f"`{shown(key)}` is not known here", remedy_for(key, _KNOWN))
    hidden = table.get("hide", [])
    if not _is_list_of_lines(hidden):
        wrong(line_of(data, "hide"), "`hide` is not a list of names")
        hidden = []
    given = table.get("topics", [])
    if not isinstance(given, list) or not all(isinstance(item, Mapping) for item in given):
        wrong(line_of(data, "topics"), "`topics` is not a list of tables `[[topics]]`")
        given = []
    topics: list[DecidedTopic] = []
    taken: dict[str, str] = {}
    for line, item in zip(lines_of_tables(data, "topics", len(given)), given, strict=True):
        mistakes = [*_mistakes(item, taken)]
        for what, remedy in mistakes:
            wrong(line, what, remedy)
        if not mistakes:
            names = tuple(map(one_line, item.get("also", [])))
            topics.append(DecidedTopic(one_line(item["name"]), names, item.get("address", "")))
    return TopicDecisions(tuple(topics), tuple(map(one_line, hidden)))


def _mistakes(item: Mapping[str, Any], taken: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a topic, and the remedy; note its spellings as taken."""
    for key in sorted(item.keys() - set(_OF_TOPIC)):
        yield f"a topic has no `{shown(key)}`", remedy_for(key, _OF_TOPIC)
    name, also, address = item.get("name"), item.get("also", []), item.get("address", "")
    if not isinstance(name, str) or not one_line(name):
        yield "the topic has no `name`, a line of text", "give it one"
        return
    if not _is_list_of_lines(also):
        yield f"`also` of {shown(name)} is not a list of other names", "correct it"
        return
    if address and not (isinstance(address, str) and is_page_name(address)):
        yield f"`address` of {shown(name)} cannot be one", "use lower-case letters, digits and hyphens"
    for spelling in dict.fromkeys(map(fold, map(one_line, (name, *also)))):
        if (other := taken.setdefault(spelling, name)) is not name:
            yield f"{shown(spelling)} is also a name of {shown(other)}", "give it to one of them"


def _is_list_of_lines(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and one_line(item) for item in value)
