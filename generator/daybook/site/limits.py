"""The size of a site, compared with the limits of hosts for static files.

Sources: GitHub, "GitHub Pages limits" (a published site of 1 GB); Cloudflare, "Pages: limits" (20,000 files
on the free plan, 25 MiB a file); Netlify, support forum answers 118172 (54,000 files a folder).
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from msgspec import Struct

from daybook.problems import Problem, Severity

MOST_SITE_BYTES = 1_000_000_000
MOST_FILE_BYTES = 25 * 1024 * 1024
_WARN_AT = 0.8
_WITHIN = {"person-feeds": "people", "topic-feeds": "topics", "trends": "topics"}
"""The parts whose files another part has among its own."""
_SAVED = ("bytes", "files")
"""The measures that leaving a part out changes; `Cost` says by how much."""


class Cost(Struct, frozen=True):
    """The bytes and files that a site saves if it leaves a part out."""

    part: str
    """As `leave_out` calls it."""
    bytes: int
    """Of its files, and about as many as pages hold of it."""
    files: int


class SiteSize(Struct, frozen=True):
    """The measures of a site that hosts limit."""

    files: int
    bytes: int
    largest: str
    """The path of the largest file."""
    largest_bytes: int
    fullest: str
    """The folder with the most entries, with a slash at the end; empty for the root."""
    fullest_entries: int


def measure(sizes: Mapping[str, int]) -> SiteSize:
    """Measure a site, given the size in bytes of each file by path."""
    entries = Counter(path.rpartition("/")[0] for path in (*sizes, *_folders(sizes)))
    largest_bytes, largest = max(zip(sizes.values(), sizes, strict=True), default=(0, ""))
    fullest_entries, fullest = max(zip(entries.values(), entries, strict=True), default=(0, ""))
    return SiteSize(
        files=len(sizes),
        bytes=sum(sizes.values()),
        largest=largest,
        largest_bytes=largest_bytes,
        fullest=f"{fullest}/" if fullest else "",
        fullest_entries=fullest_entries,
    )


def _folders(paths: Iterable[str]) -> set[str]:
    """Return every folder above the paths, but for the root."""
    folders: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in folders:
            folders.add(folder)
            folder = folder.rpartition("/")[0]
    return folders


def warnings(site: str, size: SiteSize, parts: Callable[[], Sequence[Cost]] = tuple) -> list[Problem]:
    """Return a warning for each limit that the site reaches to 80 %; ``site`` names it in messages.

    ``parts`` returns what could be left out; it is called if that helps.
    """
    measures = (
        ("GitHub Pages", "bytes", size.bytes, MOST_SITE_BYTES, site),
        ("Cloudflare Pages", "files", size.files, 20_000, site),
        ("Cloudflare Pages", "bytes in a file", size.largest_bytes, MOST_FILE_BYTES, size.largest),
        ("Netlify", "entries in a folder", size.fullest_entries, 54_000, size.fullest or site),
    )
    near = [measure for measure in measures if measure[2] >= _WARN_AT * measure[3]]
    helps = any(what in _SAVED for _, what, *_ in near)
    found = parts() if helps else ()
    return [
        Problem(
            place,
            0,
            f"{value:,} {what} are {value / limit:.0%} of the limit of {host} ({limit:,})",
            _remedy(what, value, limit, found),
            Severity.WARNING,
        )
        for host, what, value, limit, place in near
    ]


def _remedy(what: str, value: int, limit: int, found: Sequence[Cost]) -> str:
    """Return what to do: the parts to leave out for a site without a warning, or else within the limit."""
    if what not in _SAVED or not found:
        return "choose another host, or split the archive"
    saved: Callable[[Cost], int] = attrgetter(what)
    parts = enough(found, saved, value - int(_WARN_AT * limit))
    if not parts and value > limit:
        parts = enough(found, saved, value - limit)
    if not parts:
        return "what can be left out does not save enough: choose another host, or split the archive"
    named = ", ".join(f'"{cost.part}"' for cost in parts)
    megabytes, files = sum(cost.bytes for cost in parts) / 1e6, sum(cost.files for cost in parts)
    saves = f"saves {megabytes:,.0f} MB and {files:,} files"
    return f"leave_out = [{named}] {saves}; or choose another host, or split the archive"


def enough(found: Sequence[Cost], saved: Callable[[Cost], int], excess: int) -> list[Cost]:
    """Return the parts that together save the excess, from the one that readers miss least on.

    One that readers miss more is not among them where the others save enough. The list is empty if all parts
    together do not.
    """
    left_out: list[Cost] = []
    for cost in filter(saved, found):
        left_out = [*(each for each in left_out if _WITHIN.get(each.part) != cost.part), cost]
        if sum(map(saved, left_out)) >= excess:
            break
    else:
        return []
    for cost in left_out[-2::-1]:
        others = [each for each in left_out if each is not cost]
        left_out = others if sum(map(saved, others)) >= excess else left_out
    return left_out
