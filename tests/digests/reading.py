"""Read invented digests as an import does."""

from __future__ import annotations

from typing import Protocol

from daybook.digests import read_digest
from daybook.digests.date_hint import date_hint
from daybook.model import Digest
from daybook.problems import Problem


class Read(Protocol):
    """Return the digest of a file, which must be one, and its problems."""

    def __call__(
        self, data: str | bytes, path: str = ..., year: int | None = ...
    ) -> tuple[Digest, tuple[Problem, ...]]: ...


def reading(usual_path: str) -> Read:
    """Return what reads files that have this path unless a test gives another."""

    def read(
        data: str | bytes, path: str = usual_path, year: int | None = None
    ) -> tuple[Digest, tuple[Problem, ...]]:
        raw = data if isinstance(data, bytes) else data.encode()
        digest, problems = read_digest(path, raw, date_hint(path, year))
        assert digest is not None, problems
        return digest, problems

    return read
