"""Several runs at once in the same folders: each succeeds, nothing is lost, the site is whole."""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from daybook.archive.importing import GivenDates, import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.content.folder import load_content
from daybook.disk import lock
from daybook.disk.lock import locked, work_folder
from daybook.problems import UsageError
from tests import warm
from tests.made import abstract_of, digest_text, files_of
from tests.sources.fake_service import Answer, day_of, run_service

if not hasattr(os, "fork"):
    pytest.skip("this system cannot fork", allow_module_level=True)

BUILD = ["build", "-j", "1", "-b", "https://reader.example/repo/"]


def at_once(folder: Path, commands: list[list[str]], **environment: str) -> list[tuple[int, str]]:
    given = json.dumps({"folder": str(folder), "commands": commands, "environment": environment})
    done = warm.run("tests.faults.at_once", given)
    assert done.returncode == 0, done.stderr
    return [(code, output) for code, output in map(json.loads, done.stdout.splitlines())]


def digest(place: Path, day: int, numbers: range) -> None:
    papers = [(f"Paper {number}", abstract_of(f"m{number}x")) for number in numbers]
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(digest_text(f"Mar {day}", papers), "utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a content folder with a site, a person's note and two new digests."""
    content = tmp_path / "content"
    digest(tmp_path / "first.txt", 17, range(3))
    content.mkdir()
    import_digests(content, [tmp_path / "first.txt"], GivenDates(2025))
    build(Options(content, tmp_path / "site", base_url="https://reader.example/repo/"))
    page = content / "papers/2025/paper-1.md"
    page.write_text(page.read_text("utf-8") + "\nA person's own words.\n", "utf-8")
    for day in (18, 19):
        digest(content / f"digests/2025/{day}.txt", day, range(day - 15, day - 10))
    return tmp_path


def fresh(folder: Path) -> dict[str, bytes]:
    """Return the files of a clean build."""
    build(Options(folder / "content", folder / "fresh", base_url="https://reader.example/repo/"))
    return files_of(folder / "fresh")


def left(folder: Path) -> set[str]:
    """Return what a build should have removed: files in the work folder, temporary files in content."""
    beside, quiet = (
        {place.name for place in (folder / f".{name}.daybook").iterdir()} for name in ("site", "fresh")
    )
    return (beside - quiet - {"previous"}) | {place.name for place in (folder / "content").rglob(".*")}


def good(ran: list[tuple[int, str]]) -> None:
    assert [one for one in ran if one[0] != 0 or "Traceback" in one[1]] == []


@pytest.mark.hazard(74, "several builds at once")
@pytest.mark.parametrize("number", [2, 20])
def test_builds_at_once(folder: Path, number: int) -> None:
    good(at_once(folder, [BUILD] * number))
    assert files_of(folder / "site") == fresh(folder)
    assert len(load_content(folder / "content").papers) == 9
    assert "own words" in (folder / "site/papers/2025/paper-1/index.html").read_text("utf-8")
    assert left(folder) == set()


@pytest.mark.hazard(74)
@pytest.mark.parametrize("each", [1, 5])
def test_builds_imports_and_fetches_at_once(folder: Path, each: int) -> None:
    day = "2026-02-03"
    for number in range(each):
        digest(folder / f"incoming{number}" / "day.txt", 20 + number, range(10 + number, 15 + number))
    commands = [
        words
        for number in range(each)
        for words in (
            BUILD,
            ["import", "--year", "2025", f"incoming{number}"],
            ["import", "--year", "2025", f"incoming{0}"],
            ["fetch", day],
        )
    ]
    with run_service() as running:
        running.put(day, *(Answer(day_of(day, *range(1, 2 + number))) for number in range(each)))
        good(at_once(folder, commands, DAYBOOK_ENDPOINT=running.url))
    content = load_content(folder / "content")
    kept = list((folder / "content/digests/2025").glob("day*.txt"))
    assert len(kept) == each
    assert len(content.papers) == 3 + 6 + 4 + each + each
    assert len(content.problems) == 0
    good(at_once(folder, [BUILD]))
    assert files_of(folder / "site") == fresh(folder)
    assert left(folder) == set()


@pytest.mark.hazard(75)
def test_a_build_that_waited_reads_content_after_the_wait(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it would replace a newer site by an older one."""
    waits = threading.Event()
    pause = time.sleep

    def sleep(seconds: float) -> None:
        waits.set()
        pause(seconds)

    monkeypatch.setattr(lock.time, "sleep", sleep)
    options = Options(folder / "content", folder / "site", base_url="https://reader.example/repo/")
    done: list[Any] = []
    waiting = threading.Thread(target=lambda: done.append(build(options)))
    with locked(work_folder(options.output_dir) / "lock"):
        waiting.start()
        assert waits.wait(30)
        (folder / "content/about.md").write_text("# About\n\nNewer.\n", "utf-8")
    waiting.join()
    assert len(done) == 1
    assert "Newer." in (folder / "site/about/index.html").read_text("utf-8")


def test_a_lock_held_too_long_is_an_error(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_TIMEOUT", 0.1)
    error = pytest.raises(UsageError, match="another build has held the lock")
    with locked(work_folder(folder / "site") / "lock"), error:
        build(Options(folder / "content", folder / "site"))
