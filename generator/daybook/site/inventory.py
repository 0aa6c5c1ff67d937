"""The listing, a file of the site that names all others; checks that protect files that it does not name."""

from collections.abc import Collection, Mapping
from itertools import combinations
from pathlib import Path

from daybook.problems import refusal

MARKER = ".daybook-files"
"""The listing's name; its format is that of sha256sum(1), which can verify a site with it."""


def format_listing(hashes: Mapping[str, str]) -> bytes:
    """Return the listing of files, given the SHA-256 of each path."""
    return "".join(f"{hashes[path]}  {path}\n" for path in sorted(hashes)).encode("ascii")


def read_listing(output: Path) -> dict[str, str]:
    """Return the SHA-256 of each listed file by path; empty if there is no listing."""
    try:
        lines = (output / MARKER).read_text("ascii").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    return {line[66:]: line[:64] for line in lines if line[64:66] == "  "}


def is_in_site(place: Path) -> bool:
    """Return whether a path is a site that Daybook built, or below one."""
    return any((folder / MARKER).is_file() for folder in (place, *place.parents))


_OWN_NAMES = (".gitkeep", ".gitignore")
"""Files with which git keeps an empty folder do not make it foreign."""


def refuse_foreign(output: Path) -> None:
    """Raise UsageError if the output folder is not empty and not a site of Daybook."""
    remedy = "name an empty or a new folder with --output-dir"
    if output.is_symlink():
        raise refusal(str(output), "the output folder is a link", remedy)
    if not output.exists():
        return
    if not output.is_dir():
        raise refusal(str(output), "the output folder is a file", remedy)
    if (output / MARKER).is_file():
        return
    strange = sorted(entry.name for entry in output.iterdir() if entry.name not in _OWN_NAMES)
    if strange:
        what = f"the output folder is not Daybook's: it holds {strange[0]}"
        raise refusal(str(output), what, remedy)


def refuse_overlap(output: Path, **folders: Path) -> None:
    """Raise UsageError if two folders overlap: the output folder and one of ``folders``, or two of these."""
    there = {name: folder for name, folder in folders.items() if folder.exists()}
    pairs = [(("output", output), folder) for folder in folders.items()]
    for (one, here), (other, place) in [*pairs, *combinations(there.items(), 2)]:
        first, second = here.resolve(), place.resolve()
        if first == second or first in second.parents or second in first.parents:
            what = f"the {one} folder and the {other} folder overlap"
            remedy = "name another with --output-dir" if one == "output" else "keep them apart"
            raise refusal(here.as_posix(), what, remedy)


def refuse_blocked(output: Path, path: str, foreign: Collection[str]) -> None:
    """Raise UsageError if a foreign file is at ``path`` or at one of the folders above it."""
    if foreign and (blocking := [prefix for prefix in prefixes(path) if prefix in foreign]):
        place = str(output / blocking[0])
        remedy = "move it away, or name another --output-dir"
        raise refusal(place, "a file that is not Daybook's is in the way", remedy)


def prefixes(path: str) -> list[str]:
    """Return the folders above a path, from the outermost, and the path."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
