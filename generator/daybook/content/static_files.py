"""Files that are published as they are: ``content/static/`` at the site's root, pictures beside papers.

A picture beside ``papers/2025/moss.md`` has its name: ``moss.png``, or ``moss.loop.png``. It is published in
the folder of the paper's page, so that ``![…](moss.loop.png)`` in the notes shows it here and on a git host.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from daybook.content.location import STATIC
from daybook.disk.walk import FoundFile, find_files
from daybook.problems import Problem
from daybook.site.inventory import prefixes
from daybook.site.limits import MOST_FILE_BYTES
from daybook.text.addresses import SITE_FOLDERS
from daybook.text.file_names import is_publishable

_WELL_KNOWN = ".well-known/"
_PICTURE = re.compile(r"papers/([0-9]{4}/[a-z0-9-]+)((?:\.[A-Za-z0-9_-]{1,40})?\.(?:png|jpe?g|webp|gif))")


def picture_of(path: str) -> tuple[str, str] | None:
    """Return the address of the paper that a picture is of, and its file's name; None for another file."""
    found = _PICTURE.fullmatch(path)
    return (found[1], path.rpartition("/")[2]) if found else None


def static_files(content_dir: Path) -> tuple[Sequence[FoundFile], Sequence[Problem]]:
    """Return the files of ``static/`` by their paths in the site, and the problems of others.

    Hidden files are left out, but for those in ``.well-known/``. The path of a problem is that of its file.
    """
    folder = content_dir / STATIC
    found, problems = find_files(folder, hidden=True)
    shown = [file for file in found if "/." not in f"/{file.path.removeprefix(_WELL_KNOWN)}"]
    return shown, [*problems, *(fault for file in shown for fault in _faults(folder, file))]


def _faults(folder: Path, file: FoundFile) -> Iterator[Problem]:
    place, name = (folder / file.path).as_posix(), file.path.removeprefix(_WELL_KNOWN)
    if not all(is_publishable(part.removeprefix("_")) for part in name.split("/")):
        remedy = "rename it with letters, digits, hyphens and dots, without blanks"
        yield Problem(place, 0, "has a name that some hosts or systems refuse", remedy)
    if file.size > MOST_FILE_BYTES:
        what = f"is {file.size:,} bytes large, more than hosts take ({MOST_FILE_BYTES:,})"
        yield Problem(place, 0, what, "make it smaller, or put it elsewhere and link to it")


def collisions(folder: Path, paths: Iterable[str], of_site: Iterable[str]) -> Iterator[Problem]:
    """Yield an error for each file at an address that the site needs; ``of_site`` are the site's files."""
    files = {path.lower() for path in of_site}
    above = {folder for path in files for folder in prefixes(path)[:-1]}
    for path in paths:
        lower = path.lower()
        top, slash, _ = lower.partition("/")
        place, remedy = (folder / path).as_posix(), "give it another name"
        if lower in files:
            yield Problem(place, 0, f"would be at {path}, where the site has a file of its own", remedy)
        elif lower in above or any(folder in files for folder in prefixes(lower)[:-1]):
            yield Problem(place, 0, f"would be at {path}, where the site has a folder or file", remedy)
        elif slash and top in SITE_FOLDERS:
            yield Problem(place, 0, f"would be below {top}/, where the site has its own files", remedy)
