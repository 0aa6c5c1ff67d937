"""The list of removed papers: ``content/removed.txt``, one address (``YEAR/SLUG``) a line.

The site keeps a page for each that says so, and no new paper gets its address. A listed paper that has a page
in the content folder again is not removed.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path

from daybook.disk.lock import content_lock
from daybook.disk.read import read_file
from daybook.disk.write import replace_file
from daybook.problems import Problem, UsageError, shown
from daybook.text import addresses

LEDGER = "removed.txt"


def read_removed(content_dir: Path) -> tuple[str, ...]:
    """Return the listed addresses, sorted. Raises UsageError if the list holds anything else."""
    place = content_dir / LEDGER
    if not place.exists():
        return ()
    lines = read_file(place).decode("utf-8", "replace").split("\n")
    problems = [
        Problem(
            place.as_posix(), number, f"is no paper's address: {shown(line)}", "write it as 2025/some-paper"
        )
        for number, line in enumerate(lines, 1)
        if line.strip() and not addresses.is_paper_address(line.strip())
    ]
    if problems:
        raise UsageError(problems)
    return tuple(sorted({line.strip() for line in lines if line.strip()}))


def write_removed(content_dir: Path, papers: Iterable[str], present: Container[str] = ()) -> None:
    """Add the addresses of removed papers to the list; drop those that are ``present`` again."""
    with content_lock(content_dir):
        before = (address for address in read_removed(content_dir) if address not in present)
        text = "".join(f"{address}\n" for address in sorted({*before, *papers}))
        replace_file(content_dir / LEDGER, text.encode("ascii"))
