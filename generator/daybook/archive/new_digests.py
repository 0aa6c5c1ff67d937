"""Find and read new digests: files given to an import, and files put into the content folder by a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain, count
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.content.content import Content
from daybook.content.paths import DIGESTS
from daybook.digests.line_ends import digest_hash, known_hashes
from daybook.disk.read import read_file
from daybook.disk.walk import FoundFile, find_files, stat_of
from daybook.model import MOST_BYTES, Digest
from daybook.parallel.workers import ALONE, Workers, batches
from daybook.problems import Problem, Severity
from daybook.text.file_names import is_device, path_key

_UNSAFE_NAME = re.compile(r"[^a-z0-9._-]+")
_MUCH = 2_000_000
"""Bytes of digests; for fewer, starting workers takes longer than reading."""
_BATCH = 8


class NewDigests(Struct):
    """New digests, and the problems of files that are no digests."""

    digests: list[Digest] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    """Files to save, by their path below the content folder."""
    known: int = 0
    """Number of given files that the archive has already."""
    problems: list[Problem] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    """By the path of a digest, the former path under which it was imported."""


class _NewFile(Struct, frozen=True):
    """A new file, before it is read as a digest."""

    label: str
    """Names it in messages."""
    data: bytes
    dated_path: str
    """Path that may contain its date."""
    name: str
    """Its path below ``digests/`` if it is saved there, else its own name."""
    is_saved: bool


def find_new_digests(
    content_dir: Path, content: Content, paths: Iterable[Path], year: int | None, workers: Workers = ALONE
) -> NewDigests:
    """Read every digest that the content's days do not list as imported; ``year`` completes dates."""
    search = _Search(content_dir, content)
    files = [*search.in_content(), *chain.from_iterable(map(search.in_path, paths))]
    pool = workers if sum(len(file.data) for file in files) > _MUCH else ALONE
    read = chain.from_iterable(pool.map(partial(_read, year), batches(files, _BATCH)))
    result = search.result
    for file, (digest, problems) in zip(files, read, strict=True):
        result.problems += problems
        if digest and digest.entries:
            name = file.name if file.is_saved else search.new_name(digest, file.name)
            if not file.is_saved:
                result.files[f"{DIGESTS}/{name}"] = file.data
            result.digests.append(replace(digest, path=name))
        elif digest:  # not saved, but its rejected entries are counted
            result.digests.append(digest)
    return result


def _read(year: int | None, files: list[_NewFile]) -> list[tuple[Digest | None, tuple[Problem, ...]]]:
    from daybook.digests import date_hint, read_digest  # all readers: slow to load if no digest is new

    return [read_digest(file.label, file.data, date_hint(file.dated_path, year)) for file in files]


class _Search:
    """Finds new files; each file's bytes count once, whatever its name."""

    def __init__(self, content_dir: Path, content: Content) -> None:
        self.folder = content_dir / DIGESTS
        digests = chain.from_iterable(day.digests for day in content.days.values())
        self.imported: dict[str, dict[str, str]] = {}
        """By the hash of an imported digest, its paths: by their `path_key`, as days have them."""
        for item in digests:
            self._note(item.path, item.sha256)
        self.result = NewDigests()
        self.paths: set[str] = set()
        """Paths in use below ``digests/``, as `path_key` gives them."""
        self.hashes: set[str] = set()
        """Of the files below ``digests/`` and those given."""

    def in_content(self) -> Iterator[_NewFile]:
        """Yield new files below ``digests/``.

        A file that was imported under another path is new only if that path is gone: it was renamed.
        """
        found, problems = find_files(self.folder)
        self.result.problems += problems
        start = f"{self.folder.as_posix()}/"
        self.paths |= {path_key(problem.path.removeprefix(start)) for problem in problems}
        self.paths |= {path_key(file.path) for file in found}
        for file, label, data in self._load(self.folder, found):
            path, sha256 = unicodedata.normalize("NFC", file.path), digest_hash(data)
            self.hashes.add(sha256)
            known = self._known_paths(data)
            if path_key(path) in known:
                continue
            if others := [other for key, other in known.items() if key in self.paths]:
                what = f"is the same file as {DIGESTS}/{others[-1]}, imported before"
                problem = Problem(label, 0, what, "remove one of the two", Severity.WARNING)
                self.result.problems.append(problem)
                continue
            if known:
                self.result.renamed[path] = [*known.values()][-1]
            self._note(path, sha256)
            yield _NewFile(label, data, path, path, is_saved=True)

    def _note(self, path: str, sha256: str) -> None:
        self.imported.setdefault(sha256, {})[path_key(path)] = path

    def _known_paths(self, data: bytes) -> Mapping[str, str]:
        """Return the paths under which a file was imported, with any line ends, by their `path_key`."""
        return dict(chain.from_iterable(self.imported.get(sha, {}).items() for sha in known_hashes(data)))

    def in_path(self, path: Path) -> Iterator[_NewFile]:
        """Yield new files of a given file or folder, unless it is below ``digests/``."""
        saved = self.folder.resolve()
        if saved in (path.resolve(), *path.resolve().parents):
            return
        for file, label, data in self._load(path, self._files_of(path)):
            if (sha256 := digest_hash(data)) in self.hashes:
                self.result.known += 1
                continue
            self.hashes.add(sha256)
            yield _NewFile(label, data, label, Path(file.location).name, is_saved=False)

    def _files_of(self, path: Path) -> list[FoundFile]:
        if path.is_symlink() or not path.exists():
            what = "is a link, which is not followed" if path.is_symlink() else "is not there"
            self._report(path.as_posix(), what, "name a file or a folder of digests")
            return []
        if not path.is_dir():
            return [FoundFile("", str(path), stat_of(path.stat()))]
        found, problems = find_files(path, any_name=True)
        self.result.problems += problems
        if not found and not problems:
            self._report(path.as_posix(), "holds no files", "name a folder of digests")
        return found

    def _load(self, folder: Path, files: Iterable[FoundFile]) -> Iterator[tuple[FoundFile, str, bytes]]:
        """Yield each readable file with its name in messages and its bytes."""
        for file in files:
            label = (folder / file.path).as_posix()
            if file.size > MOST_BYTES:
                what = f"is {file.size:,} bytes large, more than a digest can be ({MOST_BYTES:,})"
                self._report(label, what, "split it, or save the right file")
                continue
            try:
                data = read_file(file.location)
            except OSError as error:
                what = f"cannot be read: {error.strerror or error}"
                self._report(label, what, "make it an ordinary file you may read")
            else:
                yield file, label, data

    def _report(self, path: str, what: str, remedy: str) -> None:
        self.result.problems.append(Problem(path, 0, what, remedy))

    def new_name(self, digest: Digest, name: str) -> str:
        """Choose a path below ``digests/``: the year and the file's name, made valid everywhere."""
        stem, dot, ending = name.lower().rpartition(".")
        stem, ending = (stem, f".{ending}") if dot and stem else (name.lower(), "")
        stem = _UNSAFE_NAME.sub("-", stem).strip("-._")[:60] or digest.sha256[:12]
        ending = _UNSAFE_NAME.sub("", ending)[:10]
        if is_device(stem):
            stem = f"{stem}-digest"
        start = f"{digest.days[0].year}/{stem}"
        names = chain([f"{start}{ending}"], (f"{start}-{number}{ending}" for number in count(2)))
        path = next(name for name in names if name not in self.paths)
        self.paths.add(path)
        return path
