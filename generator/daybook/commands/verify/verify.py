"""Compare the files of a site with its record: `provenance.json`."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from daybook.commands.verify.site_files import Folder, SiteFiles
from daybook.problems import Problem, refusal
from daybook.progress import Progress, unseen
from daybook.site.inventory import MARKER, read_listing
from daybook.site.provenance import SiteRecord, is_recorded, listing_of, read_provenance
from daybook.sources.client import ServiceError
from daybook.text.addresses import PROVENANCE

MOST = 20
"""Problems of a kind that are named; after so many answers that did not come, no more are asked for."""
_DEPLOY = "deploy the site again, and find out who changed it"


class Verified(Struct, frozen=True):
    """A record, how many files were compared with it, and what differs."""

    record: SiteRecord
    data: bytes
    """Of the record."""
    compared: int
    problems: tuple[Problem, ...]


def verify(place: SiteFiles, expected: bytes | None = None, progress: Progress = unseen) -> Verified:
    """Compare all files of a site with its record, or with the ``expected`` bytes of one from elsewhere.

    Raises UsageError if there is no valid record.
    """
    found = _record(place)
    data = found if expected is None else expected
    try:
        record = read_provenance(data)
    except (ValueError, TypeError, KeyError, AttributeError):
        what = "is not the record of a site as Daybook writes it, or was changed"
        raise refusal(place.name(PROVENANCE), what, _DEPLOY) from None
    problems = [] if found == data else [Problem(place.name(PROVENANCE), 0, "is another record", _DEPLOY)]
    compared = 0
    differences: list[Problem] = []
    for compared, problem in enumerate(_compare(place, record), 1):
        differences += [problem] if problem else []
        progress(f"of {len(record.files):,} files", compared)
    problems += _at_most(differences)
    if isinstance(place, Folder):
        problems += _at_most(list(_beside(place.root, record, data)))
    if compared < len(record.files):
        what = f"{len(record.files) - compared:,} files were not asked for, as too many could not be had"
        problems.append(Problem(place.name(""), 0, what, "verify again later"))
    return Verified(record, data, compared, tuple(problems))


def _record(place: SiteFiles) -> bytes:
    try:
        return place.read(PROVENANCE)
    except (OSError, ServiceError) as error:
        what = f"cannot be had: {_reason(error)}"
        remedy = "name a site that can be read, and that this version of Daybook built"
        raise refusal(place.name(PROVENANCE), what, remedy) from error


def _compare(place: SiteFiles, record: SiteRecord) -> Iterator[Problem | None]:
    """Yield what is wrong with each file, if anything; stop after too many that could not be had."""
    missing = 0
    for path, answer in place.read_all(sorted(record.files)):
        if isinstance(answer, Exception):
            missing += 1
            yield Problem(place.name(path), 0, f"cannot be had: {_reason(answer)}", _DEPLOY)
        elif hashlib.sha256(answer).hexdigest() != record.files[path]:
            yield Problem(place.name(path), 0, "is not as it was built", _DEPLOY)
        else:
            yield None
        if missing > MOST:
            return


def _beside(root: Path, record: SiteRecord, data: bytes) -> Iterator[Problem]:
    """Yield what is wrong with files that the record does not name: the listing, hidden and foreign ones."""
    present = {place.relative_to(root).as_posix() for place in root.rglob("*") if not place.is_dir()}
    listed = read_listing(root)
    for path in sorted(present - record.files.keys() - {PROVENANCE, MARKER}):
        file = root / path
        if path not in listed:
            remedy = "remove it, if it is not yours"
            yield Problem(file.as_posix(), 0, "is no file of the build", remedy)
        elif hashlib.sha256(file.read_bytes()).hexdigest() != listed[path]:
            yield Problem(file.as_posix(), 0, "is not as it was built", _DEPLOY)
    hidden = {path: sha256 for path, sha256 in listed.items() if path != PROVENANCE and not is_recorded(path)}
    marker = root / MARKER
    if marker.is_file() and marker.read_bytes() != listing_of(record, data, hidden):
        yield Problem(marker.as_posix(), 0, "lists other files than the record", _DEPLOY)


def _at_most(problems: list[Problem]) -> list[Problem]:
    if len(problems) <= MOST:
        return problems
    first = problems[0]
    what = f"{len(problems) - MOST:,} more files differ"
    return [*problems[:MOST], Problem(first.path, 0, what, first.remedy)]


def _reason(error: Exception) -> str:
    if isinstance(error, ServiceError):
        return error.what
    return str(getattr(error, "strerror", None) or error)
