"""Addresses that a site had and the next one would not: refused, or remembered and answered for.

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
from daybook.problems import InputError, Problem, UsageError, shown
from daybook.text import addresses

LEDGER = "removed.txt"
_PAPERS, _INDEX = "papers/", "/index.html"
_MOST_NAMED = 20


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


def lost_pages(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """The pages of a site that the next one lacks, by the path of their file."""
    lost = set(before)
    if lost:  # a first site loses none, whatever it has
        lost.difference_update(after)
    return sorted(path for path in lost if path.endswith(".html"))


def papers_among(pages: Iterable[str]) -> list[str]:
    """The addresses of the papers among pages."""
    return [path.removeprefix(_PAPERS).removesuffix(_INDEX) for path in pages if path.startswith(_PAPERS)]


def refuse(lost: list[str]) -> None:
    """Refuse to publish a site without pages that the last one had. Raises InputError that names them."""
    if not lost:
        return
    remedy = "restore its content, or build with --allow-removals, which leaves a page that says so"
    named = [Problem(path, 0, "would be gone from the site", remedy) for path in lost[:_MOST_NAMED]]
    if len(lost) > len(named):
        what = f"{len(lost) - len(named):,} more pages would be gone from the site"
        named.append(Problem(lost[_MOST_NAMED], 0, what, remedy))
    raise InputError(named)
