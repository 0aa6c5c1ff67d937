"""The list of papers that were removed on purpose.

``content/removed.txt`` lists the papers that were taken out on purpose, one address (``YEAR/SLUG``) a line.
Each keeps a page that says so, and no new paper ever gets its address. A paper whose page stands in content
again is not removed, whatever the list says.
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
    """The papers that were once removed. Raises UsageError where the list holds anything else."""
    place = content_dir / LEDGER
    if not place.exists():
        return ()
    lines = read_file(place).decode("utf-8", "replace").split("\n")
    faults = [
        Problem(
            place.as_posix(), number, f"is no paper's address: {shown(line)}", "write it as 2025/some-paper"
        )
        for number, line in enumerate(lines, 1)
        if line.strip() and not addresses.is_paper_address(line.strip())
    ]
    if faults:
        raise UsageError(faults)
    return tuple(sorted({line.strip() for line in lines if line.strip()}))


def write_removed(content_dir: Path, papers: Iterable[str], there: Container[str] = ()) -> None:
    """Remember the papers that were removed, with those remembered already that are not ``there`` again."""
    with content_lock(content_dir):
        before = (address for address in read_removed(content_dir) if address not in there)
        text = "".join(f"{address}\n" for address in sorted({*before, *papers}))
        replace_file(content_dir / LEDGER, text.encode("ascii"))
