"""The places of papers on the map: ``content/map.txt``, a paper a line, as ``2025/some-paper -120 431``.

A paper keeps its place for as long as its line is there. Lines that say nothing, such as the marks of a
merge, are left out when the file is next written: so a merge that keeps both sides is right, and a file that
was deleted is made again.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from daybook.content.location import PLACES
from daybook.disk.lock import content_lock
from daybook.disk.read import read_if_there
from daybook.disk.walk import Stat
from daybook.disk.write import replace_files
from daybook.text.line_ends import with_lf

_HEAD = re.compile(r"# drawn with ([0-9]{1,9}) papers\b")
_LINE = re.compile(r"^([0-9]{4}/[a-z0-9-]+) (-?[0-9]{1,5}) (-?[0-9]{1,5})\r?$", re.MULTILINE)

Place = tuple[int, int]
"""Right of and below the middle of the map."""


class KeptPlaces(Struct, frozen=True):
    places: Mapping[str, Place] = field(default_factory=dict)
    """By address."""
    drawn_with: int = 0
    """Number of papers when the map was drawn, before others were added."""


def read_places(content_dir: Path) -> KeptPlaces:
    """Return the places of papers; of two lines for a paper or for a place, the first counts."""
    text = read_if_there(content_dir / PLACES).decode("utf-8", "replace")
    found: dict[str, Place] = {}
    taken: set[Place] = set()
    for address, across, down in _LINE.findall(text):
        place = int(across), int(down)
        if address not in found and place not in taken:
            found[address] = place
            taken.add(place)
    head = _HEAD.match(text)
    return KeptPlaces(found, int(head[1]) if head else len(found))


def write_places(content_dir: Path, kept: KeptPlaces) -> Mapping[str, Stat]:
    """Write the places of all papers, sorted by address; return the state of the file if it changed."""
    lines = (f"{address} {across} {down}\n" for address, (across, down) in sorted(kept.places.items()))
    head = f"# drawn with {kept.drawn_with} papers; delete this file, and the next build draws the map anew\n"
    data = "".join((head, *lines)).encode("ascii")
    with content_lock(content_dir):
        if with_lf(read_if_there(content_dir / PLACES)) == data:
            return {}
        return replace_files(content_dir, [(PLACES, data)])
