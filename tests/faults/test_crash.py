"""A build or import that is killed leaves the old site whole, and the next run repairs everything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from daybook.archive.importing import GivenDates, import_digests
from tests import warm
from tests.hazards import tried
from tests.made import abstract_of, digest_text

if not hasattr(__import__("os"), "fork"):
    pytest.skip("this system cannot fork", allow_module_level=True)


def killed(kind: str, **given: Any) -> list[list[Any]]:
    """Return the lines that `crash.py` prints."""
    done = warm.run("tests.faults.crash", kind, json.dumps(given, default=str))
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def good(kills: list[list[Any]], figure: str) -> None:
    failed = sum(not (line[2] and line[3]) for line in kills)
    tried(figure, sum(bool(line[1]) for line in kills), failed)
    assert [line for line in kills if not line[2]] == [], "the site was not whole"
    assert [line for line in kills if not line[3]] == [], "the next run has another result"


def content(folder: Path, ending: str, title: str = "Days") -> Path:
    """Make a content folder of three papers, whose abstracts end with ``ending``."""
    made = folder / "content"
    (folder / "d").mkdir(parents=True)
    made.mkdir()
    papers = [(f"Paper {number}", abstract_of(f"m{number}x") + ending) for number in range(3)]
    (folder / "d" / "a.txt").write_text(digest_text("Mar 18", papers), "utf-8")
    import_digests(made, [folder / "d"], GivenDates(2025))
    (made / "site.toml").write_text(f'title = "{title}"\n', "utf-8")
    return made


@pytest.mark.hazard(69, "killed at any moment")
@pytest.mark.parametrize("history", ["first", "second", "third"])
def test_killed_before_any_of_its_changes_on_disk(tmp_path: Path, long: bool, history: str) -> None:
    one = content(tmp_path / "one", "")
    two = content(tmp_path / "two", " More.")
    three = content(tmp_path / "three", " More.", "Other Days")
    before, last, after = {
        "first": ([one], two, two),
        "second": ([one, two], one, three),
        "third": ([two, one, two], three, one),
    }[history]
    most = 1000 if long else 6
    kills = killed("every", folder=tmp_path, before=before, last=last, after=after, clean=False, most=most)
    assert len(kills) >= 6
    assert all(line[1] for line in kills)
    good(kills, "kill points of builds and imports")


@pytest.mark.hazard(69)
def test_killed_at_random_moments(tmp_path: Path, long: bool) -> None:
    contents = [content(tmp_path / "one", ""), content(tmp_path / "two", " More.", "Other Days")]
    times = 500 if long else 16
    kills = killed("random", folder=tmp_path, contents=contents, seed=20250318, times=times)
    assert len(kills) == times + 1
    assert sum(line[1] for line in kills) > times // 4  # else builds ended before they could be killed
    good(kills[:-1], "kills at random moments")
    assert kills[-1][2:] == [True, True]


@pytest.mark.hazard(69)
def test_the_next_import_completes_a_killed_one(tmp_path: Path, long: bool) -> None:
    digests = tmp_path / "digests"
    digests.mkdir()
    for day in ("18", "19"):
        papers = [(f"Paper {number}", abstract_of(f"m{number}x")) for number in range(int(day) - 16)]
        (digests / f"{day}.txt").write_text(digest_text(f"Mar {day}", papers), "utf-8")
    kills = killed("import", folder=tmp_path, digests=digests, most=1000 if long else 20)
    assert len(kills) >= 20
    assert all(line[1] for line in kills)
    good(kills, "kill points of builds and imports")
