"""Find and read new digests: files given to an import, and files put into the content folder by a person."""

import unicodedata
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, tee
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from daybook.archive.digest_marks import KnownDigests
from daybook.archive.digest_names import digest_name
from daybook.archive.messages import missing, of_other_year, same_as_other_day
from daybook.content.content import Content
from daybook.content.location import DIGESTS
from daybook.disk.read import read_file
from daybook.disk.walk import FoundFile, find_files, stat_of
from daybook.model import MOST_BYTES, Digest, ImportedDigest
from daybook.parallel.workers import ALONE, Packing, Workers, batches
from daybook.problems import Problem, Severity
from daybook.site.inventory import is_in_site
from daybook.text.file_names import path_key
from daybook.text.line_ends import digest_hash, known_hashes

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
    gone: list[str] = field(default_factory=list)
    """Files that others replace, by their path below the content folder."""
    again: list[str] = field(default_factory=list)
    """Paths of digests that were asked for by name although the pages of their days were deleted."""


class _NewFile(Struct, frozen=True):
    """A new file, before it is read as a digest."""

    label: str
    """Names it in messages."""
    data: bytes
    sha256: str
    """That of `Digest`."""
    name: str
    """Its path below ``digests/`` if it is saved there, else its own name."""
    is_saved: bool
    former: str = ""
    """The path below ``digests/`` of the same file, which was imported with another year."""


_PACKING = Packing(list[_NewFile], list[tuple[Digest | None, tuple[Problem, ...]]])


def find_new_digests(
    content_dir: Path, content: Content, paths: Iterable[Path], year: int | None, workers: Workers = ALONE
) -> NewDigests:
    """Read every digest that the content's days do not list as imported; ``year`` completes dates."""
    search = _Search(content_dir, content, year)
    found = chain(search.in_content(), chain.from_iterable(map(search.in_path, paths)))
    first = _take_until_much(found)
    pool = workers if sum(len(file.data) for file in first) > _MUCH else ALONE
    files, sent = tee(chain(first, found))  # digests are parsed while the next files are read from the disk
    read = chain.from_iterable(pool.map(partial(_read, year), batches(sent, _BATCH), _PACKING))
    result = search.result
    for file, (digest, problems) in zip(files, read, strict=True):
        result.problems += problems
        digest = digest and replace(digest, sha256=file.sha256)
        if digest and digest.entries and file.former and set(digest.days) == search.known.days[file.former]:
            result.known += 1
        elif digest and digest.entries:
            name = file.name if file.is_saved else digest_name(digest, file.name, search.paths)
            if not file.is_saved:
                search.paths.add(name)
                result.files[f"{DIGESTS}/{name}"] = file.data
            search.replace_former(file, name, digest)
            result.digests.append(search.moved(replace(digest, path=name), file.former))
        elif digest:  # not saved, but its rejected entries are counted
            result.digests.append(digest)
    result.problems += search.left_out()
    return result


def _take_until_much(files: Iterator[_NewFile]) -> list[_NewFile]:
    """Take files until workers are of use for them, or there are no more."""
    taken: list[_NewFile] = []
    size = 0
    while size <= _MUCH and (file := next(files, None)):
        taken.append(file)
        size += len(file.data)
    return taken


def read_imported(content_dir: Path, mark: ImportedDigest) -> Digest | None:
    """Return an imported digest; None if its file is not there, or is another version than the mark says."""
    from daybook.digests import date_hint, read_digest

    place = content_dir / DIGESTS / mark.path
    if not place.is_file() or place.is_symlink():
        return None
    data = read_file(place)
    if mark.sha256 and mark.sha256 not in known_hashes(data):
        return None
    return read_digest(mark.path, data, date_hint(mark.path, None))[0]


def _read(year: int | None, files: list[_NewFile]) -> list[tuple[Digest | None, tuple[Problem, ...]]]:
    from daybook.digests import date_hint, read_digest  # all readers: slow to load if no digest is new

    hints = (date_hint(file.name if file.is_saved else file.label, year) for file in files)
    return [read_digest(file.label, file.data, hint) for file, hint in zip(files, hints, strict=True)]


def _name_of(path: str) -> str:
    from daybook.digests.date_hint import name_with_day  # slow to load if no digest is new

    return name_with_day(path)


class _Search:
    """Finds new files; each file's bytes count once, whatever its name."""

    def __init__(self, content_dir: Path, content: Content, year: int | None) -> None:
        self.folder = content_dir / DIGESTS
        self.place = content_dir.resolve()
        self.content = content
        self.year = year
        self.known = KnownDigests(content)
        self.without_day: dict[str, str] = {}
        """Paths of digests by hash whose days' pages were deleted."""
        self.result = NewDigests()
        self.paths: set[str] = set()
        """Paths in use below ``digests/``, as `path_key` gives them."""
        self.hashes: dict[str, str] = {}
        """The paths of the files below ``digests/`` and of those given, by their hashes."""

    def in_content(self) -> Iterator[_NewFile]:
        """Yield new files below ``digests/``.

        A file that was imported under another path is new only if that path is gone: it was renamed.
        """
        found, problems = find_files(self.folder)
        self.result.problems += problems
        start = f"{self.folder.as_posix()}/"
        self.paths |= {path_key(problem.path.removeprefix(start)) for problem in problems}
        self.paths |= {path_key(file.path) for file in found}
        self.paths |= {path_key(item.path) for item in self.content.removed.digests}
        for file, label, data in self._load(self.folder, found):
            path, sha256 = unicodedata.normalize("NFC", file.path), digest_hash(data)
            self.hashes[sha256] = path
            known = self.known.paths_of(sha256)
            if path_key(path) not in known:  # seldom: to hash a digest again takes time
                known = self.known.all_paths_of(data)
            if path_key(path) in known and not self.known.waits(path, data):
                continue
            if self.known.has_no_page(path):
                self.without_day[sha256] = path
                continue
            others = [other for key, other in known.items() if key in self.paths and key != path_key(path)]
            if others and path_key(path) not in known:
                what = f"is the same file as {DIGESTS}/{others[-1]}, imported before"
                problem = Problem(label, 0, what, "remove one of the two", Severity.WARNING)
                self.result.problems.append(problem)
                continue
            if known and path_key(path) not in known:
                self.result.renamed[path] = [*known.values()][-1]
            self.known.add(path, sha256)
            yield _NewFile(label, data, sha256, path, is_saved=True)

    def left_out(self) -> Iterator[Problem]:
        """Yield a note for each digest whose days' pages were deleted, and which nobody asked for by name."""
        what = "is left out: the page of its day was deleted"
        remedy = "restore the page, or import this file by its name, or remove it"
        for path in self.without_day.values():
            yield Problem((self.folder / path).as_posix(), 0, what, remedy, Severity.NOTE)

    def in_path(self, path: Path) -> Iterator[_NewFile]:
        """Yield new files of a given file or folder; of ``digests/`` only one that is asked for by name."""
        is_saved = path.resolve().is_relative_to(self.place / DIGESTS)
        by_name = not path.is_dir()
        if is_saved and not by_name:
            return
        for _, label, data in self._load(path, self._files_of(path)):
            if (sha256 := digest_hash(data)) in self.hashes:
                if by_name and (left := self.without_day.pop(sha256, "")):
                    self.result.again.append(left)
                    yield _NewFile(label, data, sha256, left, is_saved=True)
                elif (asked := self._of_other_year(label, data, sha256)) and by_name:
                    yield asked
                elif not is_saved:
                    self.result.known += 1
                    self.result.problems += of_other_year(label, self.year) if asked else ()
                    self.result.problems += same_as_other_day(label, self.hashes[sha256])
                continue
            self.hashes[sha256] = label
            yield _NewFile(label, data, sha256, _name_of(label), is_saved=False)

    def _of_other_year(self, label: str, data: bytes, sha256: str) -> _NewFile | None:
        """Return a known file that was imported with another year than is given now."""
        path = next(iter(self.known.all_paths_of(data).values()), "")
        years = {day.year for day in self.known.days.get(path, ())}
        if self.year and years and self.year not in years and path not in self.known.moved_to:
            return _NewFile(label, data, sha256, _name_of(label), is_saved=False, former=path)
        return None

    def replace_former(self, file: _NewFile, name: str, digest: Digest) -> None:
        """Note that a file takes the place of the same one, which was imported with another year."""
        if not file.former:
            return
        self.result.renamed[name] = file.former
        self.result.gone.append(f"{DIGESTS}/{file.former}")
        both = self.known.days[file.former], digest.days
        before, now = (" and ".join(map(str, sorted(days))) for days in both)
        what = f"was imported before, for {before}: it is now of {now}"
        remedy = "look at the changes; the papers keep their addresses"
        self.result.problems.append(Problem(file.label, 0, what, remedy, Severity.WARNING))

    def moved(self, digest: Digest, former: str) -> Digest:
        """Return a digest on the day to which a person moved it, whatever day it gives itself."""
        path = self.result.renamed.get(digest.path, digest.path)
        day = self.known.moved_to.get(path) if not former else None
        if day is None:
            return digest
        return replace(digest, entries=tuple(replace(entry, day=day) for entry in digest.entries))

    def _files_of(self, path: Path) -> list[FoundFile]:
        if path.is_symlink() or not path.exists():
            self._report(path.as_posix(), *missing(path))
            return []
        if self._is_own(place := path.resolve()) or is_in_site(place):
            self._report(path.as_posix(), "is of the archive itself or a site, and no digest", "name digests")
            return []
        if not path.is_dir():
            return [FoundFile("", str(path), stat_of(path.stat()))]
        found, problems = find_files(path, any_name=True)
        self.result.problems += problems
        if self.place.is_relative_to(place):
            found = [file for file in found if not self._is_own(place / file.path)]
        folders = {file.path.rpartition("/")[0] for file in found}
        sites = {folder for folder in folders if is_in_site(place / folder)}
        found = [file for file in found if file.path.rpartition("/")[0] not in sites]
        if not found and not problems:
            self._report(path.as_posix(), "holds no files", "name a folder of digests")
        return found

    def _is_own(self, place: Path) -> bool:
        """Return whether a resolved path is below the content folder, and not below ``digests/``."""
        parts = place.parts[len(self.place.parts) :] if place.is_relative_to(self.place) else ()
        return bool(parts) and parts[0] != DIGESTS

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
