"""The listing: a file of the site that names all others; files that it does not name are foreign."""

from collections.abc import Mapping
from pathlib import Path

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
