"""Readers of digests: bytes to a `Digest` and its problems, whatever the bytes are.

A reader is a module with a ``NAME`` and one function, ``read(source) -> Reading | None``, that gives None
where the source is not of its form. Forms are recognised by content, in the order of `READERS`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from types import ModuleType

from generator.digests import text_page
from generator.digests.source import DateHint, Reading, date_hint, open_source
from generator.model import Digest
from generator.problems import Problem

READERS: tuple[ModuleType, ...] = (text_page,)

__all__ = ["READERS", "DateHint", "Digest", "date_hint", "read_digest"]


def read_digest(
    path: str, data: bytes, hint: DateHint, readers: Iterable[ModuleType] = READERS
) -> tuple[Digest | None, tuple[Problem, ...]]:
    """Read one digest.

    ``path`` names it in messages and in the digest. Gives no digest where none of it could be read;
    each record that could not be is counted and has a problem.
    """
    source, notes = open_source(path, data, hint)
    if source is None:
        return None, tuple(notes)
    readings = (reader.read(source) for reader in readers)
    reading: Reading | None = next((reading for reading in readings if reading is not None), None)
    if reading is None:
        forms = ", ".join(reader.NAME for reader in readers)
        return None, (*notes, Problem(path, 1, "a form of digest nobody here knows", f"known are: {forms}"))
    problems = (*notes, *reading.problems)
    if not reading.entries and not reading.rejected:
        return None, problems
    return Digest(path, hashlib.sha256(data).hexdigest(), reading.entries, reading.rejected), problems
