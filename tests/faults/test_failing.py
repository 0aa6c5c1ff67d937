"""A refused request to the disk loses nothing, is reported plainly, and the next run repairs everything."""

from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from daybook.parallel.workers import all_cores
from tests import warm
from tests.faults.scenarios import SCENARIOS
from tests.hazards import tried

if not hasattr(os, "fork"):
    pytest.skip("this system cannot fork", allow_module_level=True)


MANY = 1_000
"""From so many faults on, all cores try them."""


def failing(folder: Path, scenario: str, most: int) -> list[Any]:
    """Return what `failing.py` prints: all requests of a run, then the result of each fault."""
    shares = all_cores() if most > MANY else 1
    given = {"scenario": scenario, "most": most, "seed": 20250318}
    warm.server()

    def program(share: int) -> warm.Done:
        one = {**given, "folder": str(folder / "bench" / str(share)), "share": [share, shares]}
        return warm.run("tests.faults.failing", json.dumps(one))

    with ThreadPoolExecutor(shares) as programs:
        done = list(programs.map(program, range(shares)))
    assert [one.returncode for one in done] == [0] * shares, done
    first, *others = ([json.loads(line) for line in one.stdout.splitlines()] for one in done)
    assert [other[0]["trials"] for other in others] == [first[0]["trials"]] * len(others)
    return first + [trial for other in others for trial in other[1:]]


@pytest.mark.hazard(71, "a full disk, a broken one")
@pytest.mark.hazard(
    72,
    "a folder one may not write, another file system",
    "a site is built next to its place, so no rename crosses file systems",
)
@pytest.mark.hazard(76, "no memory left")
@pytest.mark.hazard(41, 69, 70, 83)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_each_request_refused(tmp_path: Path, long: bool, scenario: str) -> None:
    most = 1_000_000 if long else 8
    first, *trials = failing(tmp_path, scenario, most)
    failed = [trial for trial in trials if trial[4]]
    tried("requests to the disk refused, interrupted or cut off", len(trials), len(failed))
    assert failed == []
    assert len(trials) == min(most, first["trials"]) > 7
    assert {trial[3] for trial in trials} & {1, 2}, "no fault was felt"


@pytest.mark.parametrize("scenario", ["build", "build without exchange"])
def test_a_site_is_fsynced_before_the_swap(tmp_path: Path, scenario: str) -> None:
    points = failing(tmp_path, scenario, 0)[0]["points"]
    beside = f"{tmp_path}/bench/0/now/.site.daybook"
    swapped = max(
        number
        for number, point in enumerate(points)
        if point["kind"] == "rename" and f"{beside}/next" in (point["place"], point["target"])
        if f"{tmp_path}/bench/0/now/site" in (point["place"], point["target"])
    )
    written = [
        (number, point["place"].rpartition("/")[2])
        for number, point in enumerate(points)
        if point["kind"] == "write" and point["place"].startswith((f"{beside}/changed", f"{beside}/next"))
    ]
    synced = [
        number
        for number, point in enumerate(points)
        if point["name"] == "fsync" and written[0][0] < number < swapped
    ]
    assert len(synced) == len(written) > 5
    assert max(number for number, _ in written) < min(synced)
    touched = [point["place"] for point in points[swapped + 1 :] if "site/" in point["place"]]
    assert [place for place in touched if not place.endswith(".daybook-files")] == []


def test_content_is_fsynced_before_the_renames(tmp_path: Path) -> None:
    points = failing(tmp_path, "import", 0)[0]["points"]
    kinds = [
        f"{point['kind']} of the journal" if ".content.daybook" in point["place"] else point["kind"]
        for point in points
        if point["kind"] in ("write", "fsync", "rename")
        if ".daybook-" in point["place"] or point["name"] == "fsync"
        if not point["place"].endswith("pages")
    ]
    files = kinds.count("write")
    assert files > 4
    assert kinds[:files] == ["write"] * files
    assert kinds[files : 2 * files] == ["fsync"] * files
    journal = [f"{kind} of the journal" for kind in ("write", "fsync", "rename", "fsync")]
    assert kinds[2 * files : 2 * files + 4] == journal
    assert kinds[2 * files + 4 : 3 * files + 4] == ["rename"] * files
    assert len(kinds) > 3 * files + 4  # and then the folders
    assert set(kinds[3 * files + 4 :]) == {"fsync"}
