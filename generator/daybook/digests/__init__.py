"""Readers of digests: bytes to a `Digest` and its problems, whatever the bytes are.

A reader is a module with a ``NAME`` and one function, ``read(source) -> Reading | None``, that gives None
where the source is not of its form. Forms are recognised by content, in the order of `READERS`: the one that
takes almost any text comes last.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from types import ModuleType

from daybook.digests import bibtex, feed, hf_json, listing_mail, mail, ris, table, text_page
from daybook.digests.source import DateHint, Reading, Source, date_hint, open_source, text_notes
from daybook.model import Digest
from daybook.problems import Problem, shown

READERS: tuple[ModuleType, ...] = (mail, feed, hf_json, bibtex, ris, listing_mail, table, text_page)

_CODED = (mail, feed, hf_json)
"""Forms in which characters are coded, so that the file's own say nothing of the papers' text."""

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
    reading, form = _read(source, readers)
    if reading is None:
        if source.fault:
            return None, (source.fault,)
        forms = "; ".join(reader.NAME for reader in readers)
        return None, (Problem(path, 1, "is in a form nobody here knows", f"known are: {forms}"),)
    problems = (*(() if form in _CODED else text_notes(source)), *reading.problems)
    if not reading.entries and not reading.rejected:
        nothing = Problem(path, 1, "no papers found", "save the digest again, or remove the file")
        return None, problems or (nothing,)
    return Digest(path, hashlib.sha256(data).hexdigest(), reading.entries, reading.rejected), problems


def _read(source: Source, readers: Iterable[ModuleType]) -> tuple[Reading | None, ModuleType | None]:
    """The reading of the first reader that knows the form.

    Readers do not raise. Should one, or a library below it, fail on a file nobody thought of, then that
    file is a problem like any other and costs no other file its place.
    """
    for reader in readers:
        try:
            reading: Reading | None = reader.read(source)
        except Exception as error:
            what = f"made the reader of {reader.NAME} fail ({type(error).__name__}: {shown(str(error))})"
            return Reading((), 0, (Problem(source.path, 0, what, "please report it"),)), reader
        if reading is not None:
            return reading, reader
    return None, None
