"""Builds and imports killed at any moment: the site before stays whole, the next run makes all good."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from daybook.archive.importing import import_digests
from tests.conftest import ROOT
from tests.hazards import tried
from tests.made import abstract_of, digest_text

if not hasattr(__import__("os"), "fork"):
    pytest.skip("this system cannot fork", allow_module_level=True)


def killed(kind: str, **given: Any) -> list[list[Any]]:
    """What `crash.py` says of each kill."""
    command = [sys.executable, "-m", "tests.faults.crash", kind, json.dumps(given, default=str)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def good(told: list[list[Any]], figure: str) -> None:
    failed = sum(not (line[2] and line[3]) for line in told)
    tried(figure, sum(bool(line[1]) for line in told), failed)
    assert [line for line in told if not line[2]] == [], "the site was not whole"
    assert [line for line in told if not line[3]] == [], "the next run came to something else"


def content(folder: Path, ending: str, title: str = "Days") -> Path:
    """Three papers, of one address whatever the ending of their abstracts."""
    made = folder / "content"
    (folder / "d").mkdir(parents=True)
    made.mkdir()
    papers = [(f"Paper {number}", abstract_of(f"m{number}x") + ending) for number in range(3)]
    (folder / "d" / "a.txt").write_text(digest_text("Mar 18", papers), "utf-8")
    import_digests(made, [folder / "d"], 2025)
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
    most = 1000 if long else 10
    told = killed("every", folder=tmp_path, before=before, last=last, after=after, clean=False, most=most)
    assert len(told) >= 10
    assert all(line[1] for line in told)
    good(told, "kill points of builds and imports")


@pytest.mark.hazard(69)
def test_killed_at_random_moments(tmp_path: Path, long: bool) -> None:
    contents = [content(tmp_path / "one", ""), content(tmp_path / "two", " More.", "Other Days")]
    times = 500 if long else 50
    told = killed("random", folder=tmp_path, contents=contents, seed=20250318, times=times)
    assert len(told) == times + 1
    assert sum(line[1] for line in told) > times // 4  # else builds ended before they could be killed
    good(told[:-1], "kills at random moments")
    assert told[-1][2:] == [True, True]


@pytest.mark.hazard(69)
def test_an_import_killed_at_any_change_is_made_whole_by_the_next(tmp_path: Path, long: bool) -> None:
    digests = tmp_path / "digests"
    digests.mkdir()
    for day in ("18", "19"):
        papers = [(f"Paper {number}", abstract_of(f"m{number}x")) for number in range(int(day) - 16)]
        (digests / f"{day}.txt").write_text(digest_text(f"Mar {day}", papers), "utf-8")
    told = killed("import", folder=tmp_path, digests=digests, most=1000 if long else 30)
    assert len(told) >= 20
    assert all(line[1] for line in told)
    good(told, "kill points of builds and imports")
