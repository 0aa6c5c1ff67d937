"""What of a folder is the site's: the list that every site carries of its own files."""

from __future__ import annotations

from pathlib import Path

MARKER = ".daybook-files"
"""In the form of sha256sum(1), which can check a site by it."""


def read_listing(output: Path) -> dict[str, str]:
    """The files that are ours, with their SHA-256; none where there is no listing."""
    try:
        lines = (output / MARKER).read_text("ascii").splitlines()
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    return {line[66:]: line[:64] for line in lines if line[64:66] == "  "}
