"""Costs of the parts of a site that `leave_out` can name: bytes and files, read from the site itself."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.site.limits import Cost

_FILES = {
    "pictures": re.compile(r"dates/[^/]+/card\.png"),
    "citations": re.compile(r"dates/[^/]+/[^/]+\.(?:bib|ris|json)"),
    "person-feeds": re.compile(r"(?:people|organisations)/.+\.xml"),
    "topic-feeds": re.compile(r"(?:topics|tags)/.+\.xml"),
    "weeks": re.compile(r"weeks/"),
    "trends": re.compile(r"trends/"),
    "map": re.compile(r"map/"),
    "similar": None,
    "tags": re.compile(r"tags/"),
    "trending": re.compile(r"trending/"),
    "abstracts": None,
    "people": re.compile(r"(?:people|organisations)/"),
    "topics": re.compile(r"(?:topics|trends)/"),
}
"""The files of each part, from the one that readers miss least; None for one within pages alone."""
_PAPERS = re.compile(r"papers/[^/]+/[^/]+/index\.html")
_DAYS = re.compile(r"dates/.+/index\.html")
_SECTIONS = {
    "similar": (_PAPERS, re.compile(rb'<section[^>]* id="similar".*?</section>\n?', re.DOTALL)),
    "citations": (_PAPERS, re.compile(rb'<section[^>]* id="cite".*?</section>\n?', re.DOTALL)),
    "abstracts": (_DAYS, re.compile(rb"</summary>(.*?)</details>", re.DOTALL)),
}
"""The pages that hold something of a part, and a pattern whose match, or whose group, it is."""
_PAPER_FOLDER = "papers/"
"""The folder of most files, which no part has to itself."""
_SAMPLE = 60
"""Pages of a kind that are measured."""


def costs(sizes: Mapping[str, int], read: Callable[[str], bytes]) -> list[Cost]:
    """Return the cost of each part that a site has, from the one that readers miss least.

    ``sizes`` are the bytes of each file by path; ``read`` returns a file's.
    """
    bytes_of, files_of = dict.fromkeys(_FILES, 0), dict.fromkeys(_FILES, 0)
    for path, size in sizes.items():
        if path.startswith(_PAPER_FOLDER):
            continue
        for part, pattern in _FILES.items():
            if pattern and pattern.match(path):
                bytes_of[part] += size
                files_of[part] += 1
    for part, (kind, section) in _SECTIONS.items():
        pages = sorted(filter(kind.fullmatch, sizes))
        sample = pages[:: max(1, len(pages) // _SAMPLE)]
        held = sum(len(found) for path in sample for found in section.findall(read(path)))
        bytes_of[part] += held * len(pages) // max(1, len(sample))
    return [Cost(part, bytes_of[part], files_of[part]) for part in _FILES if bytes_of[part]]


def costs_of(output_dir: Path, sizes: Mapping[str, int] | None = None) -> Sequence[Cost]:
    """Return the costs of the parts of a built site; ``sizes`` are its files', if the caller has them."""
    known = {file.path: file.size for file in find_files(output_dir)[0]} if sizes is None else sizes
    return costs(known, lambda path: read_file(output_dir / path))


def table(found: Sequence[Cost]) -> str:
    """Return the costs as a table in plain text, from the highest."""
    lines = [f"{'leave_out':<22}{'MB less':>9}{'files less':>12}"]
    lines += (
        f"{cost.part:<22}{cost.bytes / 1e6:>9.1f}{cost.files:>12,}"
        for cost in sorted(found, key=lambda cost: -cost.bytes)
    )
    return "\n".join(lines)
