"""What a site asks of its host, against the limits that hosts of static files publish.

Sources: GitHub, "GitHub Pages limits" (a published site of 1 GB); Cloudflare, "Pages: limits" (20,000 files
on the free plan, 25 MiB a file); Netlify, support forum answers 118172 (54,000 files a folder).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec import Struct

from daybook.problems import Problem, Severity

_WARN_AT = 0.8


class Budget(Struct, frozen=True):
    """The size of a site in the measures that hosts limit."""

    files: int
    size: int
    """Bytes of all files together."""
    largest: str
    largest_size: int
    fullest: str
    """The folder with the most entries, with a slash at its end; empty for the root."""
    fullest_entries: int


def measure(sizes: Mapping[str, int]) -> Budget:
    """Measure a site given the size of each file by its path."""
    entries = Counter(path.rpartition("/")[0] for path in sizes)
    folders = set(entries)
    for folder in [*entries]:
        while folder:
            parent = folder.rpartition("/")[0]
            entries[parent] += 1
            if parent in folders:
                break
            folders.add(folder := parent)
    largest_size, largest = max(zip(sizes.values(), sizes, strict=True), default=(0, ""))
    fullest_entries, fullest = max(zip(entries.values(), entries, strict=True), default=(0, ""))
    return Budget(
        files=len(sizes),
        size=sum(sizes.values()),
        largest=largest,
        largest_size=largest_size,
        fullest=f"{fullest}/" if fullest else "",
        fullest_entries=fullest_entries,
    )


def warnings(site: str, budget: Budget) -> list[Problem]:
    """Every limit that the site has come near to, or is over; ``site`` names it in messages."""
    measures = (
        ("GitHub Pages", "bytes", budget.size, 1_000_000_000, site),
        ("Cloudflare Pages", "files", budget.files, 20_000, site),
        ("Cloudflare Pages", "bytes in a file", budget.largest_size, 25 * 1024 * 1024, budget.largest),
        ("Netlify", "entries in a folder", budget.fullest_entries, 54_000, budget.fullest or site),
    )
    return [
        Problem(
            place,
            0,
            f"{value:,} {what} are {value / limit:.0%} of what {host} takes ({limit:,})",
            "choose another host, or part the archive",
            Severity.WARNING,
        )
        for host, what, value, limit, place in measures
        if value >= _WARN_AT * limit
    ]
