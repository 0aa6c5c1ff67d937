"""Whether anything changed since the last build: if nothing did, there is nothing to do.

Files are told by size, time of change and inode, as git tells them, for the inputs and for the site: one that
was touched in either sends the build through all its stages, which then look at the contents.
"""

from __future__ import annotations

import functools
import os
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from msgspec import Struct

from daybook.disk import cache
from daybook.disk.walk import Stat, stat_files
from daybook.problems import Problem
from daybook.site.publication import Published, site_is_as_built
from daybook.text.file_names import DIGESTS


class Inputs(Struct, frozen=True):
    """All that a build depends on, each by a hash of its state."""

    asked: bytes
    """Of the settings, the theme's files, and all that the build was asked."""
    digests: bytes
    content: bytes
    """Of the whole content folder, the digests among it."""


class Last(Struct, frozen=True):
    """What the last build did, and from what."""

    inputs: Inputs
    papers: int
    days: int
    published: Published
    problems: tuple[Problem, ...]


Asked = Callable[[], bytes]
"""A hash of all that a build was asked, made once it is needed: a first build is spared it for a while."""


def asked_now(themes: list[Path], *asked: object) -> Asked:
    """What a build is asked, and the state of the theme's files as it is now."""
    return functools.cache(partial(cache.key, [_named(stat_files(folder)) for folder in themes], *asked))


def inputs_of(asked: Asked, content: Mapping[str, Stat]) -> Inputs:
    """All inputs, of which ``content`` are the files of the content folder."""
    start = f"{DIGESTS}/"
    digests = {path.removeprefix(start): state for path, state in content.items() if path.startswith(start)}
    return Inputs(asked(), cache.key(_named(digests)), cache.key(_named(content)))


def _named(found: Mapping[str, Stat]) -> list[tuple[bytes, Stat]]:
    """In order; by the bytes of their names, for not every name is text."""
    return sorted((os.fsencode(path), state) for path, state in found.items())


def recall(work: Path, output: Path, asked: Asked, content_dir: Path) -> Last | None:
    """Give what the last build did, if it had the same inputs and its site stands as it left it."""
    last = cache.load(work / "last", Last)
    if last is None or last.inputs.asked != asked():
        return None
    if last.inputs.digests != cache.key(_named(stat_files(content_dir / DIGESTS))):
        return None  # a new digest is told without a look at all pages
    if last.inputs != inputs_of(asked, stat_files(content_dir)):
        return None
    return last if site_is_as_built(output, last.published.release) else None


def forget(work: Path) -> None:
    """Let the next build go through all its stages."""
    (work / "last").unlink(missing_ok=True)


def remember(work: Path, last: Last) -> None:
    """Keep what a build did for the next one."""
    cache.save(work / "last", last)
