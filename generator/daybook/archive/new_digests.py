"""Which digests are new: those given to an import, and those a person put into the content folder."""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.content.content import Content
from daybook.content.paths import DIGESTS
from daybook.disk.read import read_file
from daybook.disk.walk import FoundFile, find_files, stat_of
from daybook.model import MOST_BYTES, Digest
from daybook.parallel.workers import ALONE, Workers, batches
from daybook.problems import Problem, Severity
from daybook.text.file_names import is_device

_UNSAFE_NAME = re.compile(r"[^a-z0-9._-]+")
_NAME_LENGTH = 60
_MUCH = 2_000_000
"""Bytes of digests that one process reads sooner than others would start."""
_BATCH = 8


class Arrivals(Struct):
    """New digests, and what was wrong with files that were no such thing."""

    digests: list[Digest] = field(default_factory=list)
    keep: dict[str, bytes] = field(default_factory=dict)
    """Files to be kept, by their path below the content folder."""
    known: int = 0
    """Files given that the archive holds already."""
    problems: list[Problem] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """By the new path of a digest, the one under which it was imported."""


class _Waiting(Struct, frozen=True):
    """A file that is new, before it is read as a digest."""

    label: str
    data: bytes
    given: str
    """Path that its day may be told by."""
    year: int | None
    """To take where the digest tells none."""
    name: str
    """Its path below ``digests/``, or, where it is still to be kept there, its own name."""
    kept: bool


def find_arrivals(
    content_dir: Path,
    content: Content,
    paths: Iterable[Path],
    year: int | None,
    workers: Workers = ALONE,
) -> Arrivals:
    """Read every digest that content's days do not mark as imported, on ``workers``."""
    arrivals = Arrivals()
    marks = {(mark.path, mark.sha256) for page in content.days.values() for mark in page.day.digests}
    names: dict[str, str] = {}
    inside = list(_from_content(content_dir, marks, year, names, arrivals))
    kept = (content_dir / DIGESTS).resolve()
    known = set(names.values())
    outside = (path for path in paths if kept not in (path.resolve(), *path.resolve().parents))
    given = chain.from_iterable(_from_path(path, year, known, arrivals) for path in outside)
    for file, (digest, problems) in _read_all(chain(inside, given), workers):
        arrivals.problems += problems
        if digest:
            _take(digest, file, names, arrivals)
    return arrivals


_Read = tuple[Digest | None, tuple[Problem, ...]]
"""A digest, where the file is one, and what is wrong with it."""


def _read_all(waiting: Iterator[_Waiting], workers: Workers) -> Iterator[tuple[_Waiting, _Read]]:
    """Read digests in their order. Where there is much, others begin before all is loaded."""
    first: list[_Waiting] = []
    size = 0
    for file in waiting:
        first.append(file)
        size += len(file.data)
        if size > _MUCH:
            break
    under_way: deque[list[_Waiting]] = deque()

    def sent() -> Iterator[list[_Waiting]]:
        for batch in batches(chain(first, waiting), _BATCH):
            under_way.append(batch)
            yield batch

    for readings in (workers if size > _MUCH else ALONE).map(_read, sent()):
        yield from zip(under_way.popleft(), readings, strict=True)


def _read(waiting: list[_Waiting]) -> list[_Read]:
    from daybook.digests import date_hint, read_digest  # all readers: slow to load, and seldom needed

    return [read_digest(file.label, file.data, date_hint(file.given, file.year)) for file in waiting]


def _take(digest: Digest, file: _Waiting, names: dict[str, str], arrivals: Arrivals) -> None:
    """A digest without a single readable record is not kept, but its records are accounted for."""
    if not digest.entries:
        arrivals.digests.append(digest)
        return
    name = file.name if file.kept else _name(digest, file.name, names)
    if not file.kept:
        names[name] = digest.sha256
        arrivals.keep[f"{DIGESTS}/{name}"] = file.data
    arrivals.digests.append(replace(digest, path=name))


def _from_content(
    content_dir: Path,
    marks: set[tuple[str, str]],
    year: int | None,
    names: dict[str, str],
    arrivals: Arrivals,
) -> Iterator[_Waiting]:
    """What is new under ``content/digests``; notes the hash of each file there in ``names``.

    Those that cannot be read are noted without one: their names are taken, in small letters as others are.
    A file whose bytes were imported under another name is new only where that is gone: it was renamed.
    """
    folder = content_dir / DIGESTS
    found, problems = find_files(folder)
    arrivals.problems += problems
    start = f"{folder.as_posix()}/"
    names |= {problem.path.removeprefix(start).lower(): "" for problem in problems}
    names |= {file.path.lower(): "" for file in found}
    marked = {sha256: path for path, sha256 in marks}
    for file in found:
        label = f"{folder.as_posix()}/{file.path}"
        data = _load(label, file, arrivals)
        if data is None:
            continue
        names[file.path.lower()] = sha256 = hashlib.sha256(data).hexdigest()
        if (file.path, sha256) in marks:
            continue
        if twin := marked.get(sha256):
            if (folder / twin).is_file():
                remedy = "remove one of the two"
                what = f"is the same file as {DIGESTS}/{twin}, imported before"
                arrivals.problems.append(Problem(label, 0, what, remedy, Severity.WARNING))
                continue
            arrivals.renamed[file.path] = twin
        marked[sha256] = file.path
        yield _Waiting(label, data, file.path, year, file.path, kept=True)


def _from_path(path: Path, year: int | None, known: set[str], arrivals: Arrivals) -> Iterator[_Waiting]:
    """What is new of a file or folder given; ``known`` are the hashes of files that are not."""
    if path.is_symlink() or not path.exists():
        what = "is a link, which is not followed" if path.is_symlink() else "is not there"
        arrivals.problems.append(Problem(path.as_posix(), 0, what, "name a file or a folder of digests"))
        return
    if path.is_dir():
        found, problems = find_files(path, any_name=True)
        arrivals.problems += problems
        if not found and not problems:
            arrivals.problems.append(
                Problem(path.as_posix(), 0, "holds no files", "name a folder of digests")
            )
    else:
        found = [FoundFile("", str(path), stat_of(path.stat()))]
    for file in found:
        label = (path / file.path).as_posix()
        data = _load(label, file, arrivals)
        if data is None:
            continue
        sha256 = hashlib.sha256(data).hexdigest()
        if sha256 in known:
            arrivals.known += 1
            continue
        known.add(sha256)
        yield _Waiting(label, data, label, year, file.location.name, kept=False)


def _load(label: str, file: FoundFile, arrivals: Arrivals) -> bytes | None:
    if file.size > MOST_BYTES:
        what = f"is {file.size:,} bytes large, more than a digest can be ({MOST_BYTES:,})"
        arrivals.problems.append(Problem(label, 0, what, "split it, or save the right file"))
        return None
    try:
        return read_file(file.location)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        arrivals.problems.append(Problem(label, 0, what, "make it an ordinary file you may read"))
        return None


def _name(digest: Digest, name: str, names: dict[str, str]) -> str:
    """Where to keep a digest: below its year, under its own name made safe for every file system."""
    stem, dot, ending = name.lower().rpartition(".")
    stem, ending = (stem, f".{ending}") if dot and stem else (name.lower(), "")
    stem = _UNSAFE_NAME.sub("-", stem).strip("-._")[:_NAME_LENGTH] or digest.sha256[:12]
    ending = _UNSAFE_NAME.sub("", ending)[:10]
    if is_device(stem):
        stem = f"{stem}-digest"
    first = PurePosixPath(str(digest.days[0].year), f"{stem}{ending}")
    path, number = first.as_posix(), 2
    while path in names:
        path = first.with_name(f"{stem}-{number}{ending}").as_posix()
        number += 1
    return path
