"""Decisions of people about reports, apart from settings: a file of the content folder for each."""

from pathlib import Path

from msgspec import Struct

from daybook.content.people_toml import DecidedPerson, read_people
from daybook.content.topics_toml import TopicDecisions, read_topics
from daybook.disk.read import read_if_there
from daybook.problems import UsageError


class Decisions(Struct, frozen=True):
    """All that people decided."""

    topics: TopicDecisions = TopicDecisions()
    people: tuple[DecidedPerson, ...] = ()


def load_decisions(content_dir: Path) -> Decisions:
    """Return the decisions in a content folder. Raises UsageError with all mistakes of all files."""
    topics, mistakes = read_topics(*_file(content_dir, "topics.toml"))
    people, of_people = read_people(*_file(content_dir, "people.toml"))
    if problems := [*mistakes, *of_people]:
        raise UsageError(problems)
    return Decisions(topics, people)


def _file(content_dir: Path, name: str) -> tuple[str, bytes]:
    """Return the path of a file as problems show it, and its bytes: none if there is no file."""
    place = content_dir / name
    return place.as_posix(), read_if_there(place)
