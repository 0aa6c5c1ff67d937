"""Text made to stop parsers, in every place of a digest: elements, keys, columns, headers, cells, lines.

A child process reads `SIZE` characters in each place under a limit on its processor time. With ``--long`` a
quarter of the texts is tried in every place, else one text in one of `SHARE` places, and each text somewhere.
"""

from __future__ import annotations

from functools import partial

import pytest

from daybook.digests import date_hint, read_digest
from tests.effort import Cases, run_limited
from tests.faults.places import PIECES, places
from tests.hazards import tried

SIZE = 262_144
SHARE = 6
PARTS = 4
HINT = date_hint("2031-03-18", None)


def texts_in_places(part: str, share: str) -> Cases:
    for number, (name, place) in enumerate(places()):
        turn, rest = divmod(number, int(share))
        if turn % PARTS == int(part) and not rest:
            every = 4 if share == "1" else len(PIECES)
            for piece in PIECES[turn % every :: every]:
                data = place(piece * (SIZE // len(piece))).encode("utf-8", "replace")
                yield f"{name}: {piece!a}", partial(read_digest, "digest", data, HINT)


@pytest.mark.hazard(98, "a long text in any element, header or column")
@pytest.mark.parametrize("part", range(PARTS))
def test_no_text_in_any_place_takes_long(part: int, long: bool) -> None:
    number = run_limited(texts_in_places, str(part), "1" if long else str(SHARE))
    tried("texts of 256 kB in places of digests", number)


def test_there_are_places_of_every_form() -> None:
    names = [name for name, _ in places()]
    assert len(set(names)) == len(names) > SHARE * PARTS * len(PIECES) // 3
    forms = {name.partition(":")[0] for name in names}
    assert forms >= {"rss_atom", "rss", "mail", "part of a mail", "JSON", "CSV", "BibTeX", "ris", "web_page"}
