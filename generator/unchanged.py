"""Whether anything changed since the last build: if nothing did, there is nothing to do.

Files are told by size, time of change and inode, as git tells them, for the inputs and for the site: one that
was touched in either sends the build through all its stages, which then look at the contents.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator import cache
from generator.files import Stat
from generator.problems import Problem
from generator.publish import Published, site_is_as_built
from generator.tree import survey


class Inputs(Struct, frozen=True):
    """All that a build depends on."""

    content: dict[str, Stat]
    rest: bytes
    """A hash of the theme's files and of what the build was asked."""

    @property
    def key(self) -> bytes:
        """A name for the inputs by their state."""
        return cache.key(_named(self.content), self.rest)

    def with_written(self, written: Mapping[str, Stat]) -> Inputs:
        """The inputs once files of content were written."""
        return Inputs({**self.content, **written}, self.rest)


class Last(Struct, frozen=True):
    """What the last build did, and from what."""

    inputs: bytes
    papers: int
    days: int
    published: Published
    problems: tuple[Problem, ...]


def take_inputs(content_dir: Path, themes: list[Path], *asked: object) -> Inputs:
    """Look at the state of every input."""
    theme = [_named(survey(folder)) for folder in themes]
    return Inputs(survey(content_dir), cache.key(theme, *asked))


def _named(found: Mapping[str, Stat]) -> list[tuple[bytes, Stat]]:
    """In order; by the bytes of their names, for not every name is text."""
    return sorted((os.fsencode(path), state) for path, state in found.items())


def recall(work: Path, output: Path, inputs: Inputs) -> Last | None:
    """Give what the last build did, if it had the same inputs and its site stands as it left it."""
    last = cache.load(work / "last", Last)
    if last is None or last.inputs != inputs.key or not site_is_as_built(output, last.published.release):
        return None
    return last


def forget(work: Path) -> None:
    """Let the next build go through all its stages."""
    (work / "last").unlink(missing_ok=True)


def remember(work: Path, last: Last) -> None:
    """Keep what a build did for the next one."""
    cache.save(work / "last", last)
