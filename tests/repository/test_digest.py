"""The shell steps of `digest.yml`, run against a service on loopback and a bare repository."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.repository.morning import JOBS, WORKFLOW, Morning, git
from tests.repository.test_lint import writes
from tests.repository.workflow import load
from tests.sources.fake_service import Answer, FakeService, day_of, run_service

TODAY = datetime.now(UTC).date()
DAY = "2026-02-03"
PROPOSAL = "daybook/digests"


@pytest.fixture
def running() -> Iterator[FakeService]:
    """Start a service."""
    with run_service() as made:
        yield made


@pytest.fixture
def morning(tmp_path: Path, running: FakeService) -> Morning:
    """Make a repository and a service with two days."""
    running.put(DAY, Answer(day_of(DAY, 1, 2)))
    running.put("2026-02-04", Answer(day_of("2026-02-04", 3)))
    return Morning(tmp_path, running.url)


def test_new_digests_are_committed_by_the_bot_and_deployed(morning: Morning) -> None:
    fetched = morning.fetch(f"{DAY}..2026-02-04")
    assert fetched.codes == [0, 0], fetched.text
    assert (fetched.output("fetch.code"), fetched.output("changes.changed")) == ("0", "true")
    assert f"| {DAY} | 2 | 2 | new |" in morning.summary()
    pushed = morning.push()
    assert pushed.codes == [0, 0], pushed.text
    assert morning.log() == [
        f"github-actions[bot]: Digests of 2 days, {DAY} to 2026-02-04",
        "Ada Wick: Begin",
    ]
    files = git(morning.remote, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert f"content/digests/2026/{DAY}.json" in files
    assert sum(name.startswith("content/papers/2026/") for name in files) == 3
    assert sum(name.startswith("content/dates/") for name in files) == 2
    assert "content/map.txt" in files
    assert (pushed.output("push.branch"), pushed.output("push.workflow")) == ("main", "deploy.yml")
    assert "pushed to `main`" in morning.summary()
    assert not any("pr|" in line for line in morning.asked())


def test_a_second_run_commits_nothing(morning: Morning) -> None:
    morning.fetch(DAY)
    morning.push()
    again = morning.fetch(DAY)
    assert again.codes == [0, 0]
    assert again.output("changes.changed") == ""
    assert "Nothing is new." in morning.summary()
    assert JOBS["commit"]["if"] == "needs.fetch.outputs.changed == 'true'"


def test_the_next_run_asks_for_new_days(morning: Morning, running: FakeService) -> None:
    days = [(TODAY - timedelta(back)).isoformat() for back in (1, 0)]
    running.put(days[0], Answer(day_of(days[0], 1)))
    assert morning.fetch().codes == [0, 0]
    assert morning.push().codes == [0, 0]
    running.put(days[0], Answer(day_of(days[0], 1, 2)))
    running.put(days[1], Answer(day_of(days[1], 3)))
    assert morning.fetch().codes == [0, 0]
    assert f"| {days[0]} | 2 | 1 | grown |" in morning.summary()
    assert morning.push().codes == [0, 0]
    assert len(morning.log()) == 3


def test_a_failed_day_is_reported_and_the_others_arrive(morning: Morning, running: FakeService) -> None:
    running.put("2026-02-05", Answer(status=404))
    fetched = morning.fetch(f"{DAY}..2026-02-05")
    assert fetched.codes == [0, 0]
    assert (fetched.output("fetch.code"), fetched.output("changes.changed")) == ("1", "true")
    assert "has no such page &#40;404&#41;" in morning.summary()
    assert morning.push().codes == [0, 0]
    assert JOBS["tell"]["if"] == "!cancelled() && needs.fetch.outputs.code == '1'"
    told = morning.job("tell", {}, morning.home)
    assert told.codes == [1]
    assert told.text.startswith("::error::")


@pytest.mark.parametrize(
    ("days", "source"),
    [
        ("2026-02-03; touch spoilt", "hf"),
        ("$(touch spoilt)", "hf"),
        ("--help", "hf"),
        ("2026-02-03\n2026-02-04", "hf"),
        ("2026-02", "hf"),
        ("", "hf --endpoint http://x"),
        ("", "arxiv:`touch spoilt`"),
        ("", ""),
    ],
)
def test_other_inputs_are_refused(morning: Morning, running: FakeService, days: str, source: str) -> None:
    fetched = morning.fetch(days, source)
    assert fetched.codes == [2]
    assert fetched.text.startswith("::error::Give days as")
    assert running.requests == []
    assert not list(morning.home.rglob("spoilt"))


def test_wrong_days_commit_nothing(morning: Morning) -> None:
    fetched = morning.fetch("2199-01-01")
    assert fetched.codes == [1]
    assert "is still to come" in fetched.text
    assert fetched.output("fetch.code") == "2"


@pytest.mark.hazard(31)
def test_titles_cannot_command_the_runner(morning: Morning) -> None:
    text = morning.fetch(DAY).done["Fetch what is new"].stdout
    stop = re.match(r"::stop-commands::([0-9a-f]{32})\n", text)
    assert stop
    assert text.count(stop[1]) == 1


def test_a_push_in_between_is_rebased_on(morning: Morning) -> None:
    morning.fetch(DAY)
    behind = morning.home / "behind"
    git(morning.home, "clone", "--quiet", "--depth=1", f"file://{morning.remote}", str(behind))
    (morning.home / "own/content/about.md").write_text("Another word.\n", encoding="utf-8")
    morning.commit("Correct a word")
    assert morning.push(behind).codes == [0, 0]
    assert morning.log() == [
        f"github-actions[bot]: Digest of {DAY}",
        "Ada Wick: Correct a word",
        "Ada Wick: Begin",
    ]


def test_a_protected_branch_gets_a_proposal(morning: Morning) -> None:
    morning.protect()
    morning.fetch(DAY)
    pushed = morning.push()
    assert pushed.codes == [0, 0], pushed.text
    assert morning.log() == ["Ada Wick: Begin"]
    assert morning.log(PROPOSAL)[0] == f"github-actions[bot]: Digest of {DAY}"
    (created,) = [line for line in morning.asked() if line.startswith("pr|create|")]
    assert f"--base|main|--head|{PROPOSAL}|--title|Digest of {DAY}|--body|Fetched by" in created
    assert (pushed.output("push.branch"), pushed.output("push.workflow")) == (PROPOSAL, "check.yml")
    assert "proposed, as `main` takes no push" in morning.summary()


def test_the_next_run_adds_to_the_proposal(morning: Morning) -> None:
    morning.protect()
    morning.fetch(DAY)
    morning.push()
    morning.environment["GH_OPEN"] = "1"
    morning.fetch(f"{DAY}..2026-02-04")
    assert morning.push().codes == [0, 0]
    assert morning.log(PROPOSAL) == [
        f"github-actions[bot]: Digests of 2 days, {DAY} to 2026-02-04",
        "Ada Wick: Begin",
    ]
    asked = [line for line in morning.asked() if line.startswith("pr|")]
    assert [line.split("|")[1] for line in asked] == ["list", "create", "list", "edit"]


def test_a_refused_proposal_names_the_setting(morning: Morning) -> None:
    morning.protect()
    morning.environment["GH_CREATE"] = "1"
    morning.fetch(DAY)
    pushed = morning.push()
    assert pushed.codes == [0, 1]
    assert "Settings, Actions, General, Workflow permissions" in pushed.text
    assert morning.log(PROPOSAL)[0].startswith("github-actions[bot]")


def outside(folder: Path) -> None:
    """Add a file outside content."""
    (folder / ".github/workflows").mkdir(parents=True)
    (folder / ".github/workflows/evil.yml").write_text("on: push\n", encoding="utf-8")


def page(folder: Path) -> None:
    """Add a page that a person wrote."""
    (folder / "content/about.md").write_text("Other words.\n", encoding="utf-8")


def like_the_map(folder: Path) -> None:
    """Add a page whose name begins as that of the papers' places."""
    (folder / "content/map.txt.md").write_text("Words.\n", encoding="utf-8")


def link(folder: Path) -> None:
    """Add a link to a file elsewhere."""
    (folder / "content/papers").mkdir()
    (folder / "content/papers/x.md").symlink_to("/etc/passwd")


def program(folder: Path) -> None:
    """Add an executable file."""
    (folder / "content/digests").mkdir()
    (folder / "content/digests/x.txt").write_text("#!/bin/sh\n", encoding="utf-8")
    (folder / "content/digests/x.txt").chmod(0o755)


def removal(folder: Path) -> None:
    """Remove a file."""
    (folder / "content/about.md").unlink()


def many(folder: Path) -> None:
    """Add a bad file before thousands of good ones, more than a pipe holds."""
    outside(folder)
    (folder / "content/digests").mkdir()
    for number in range(3000):
        (folder / f"content/digests/{number}.txt").write_text("x\n", encoding="utf-8")


@pytest.mark.parametrize("change", [outside, page, like_the_map, link, program, removal, many])
def test_a_patch_of_anything_else_is_refused(morning: Morning, change: Any) -> None:
    forged = morning.home / "forged"
    git(morning.home, "clone", "--quiet", f"file://{morning.remote}", str(forged))
    change(forged)
    git(forged, "add", "--all")
    patch = git(forged, "diff", "--cached", "--binary", "--full-index", "--no-renames")
    (morning.home / "digest.patch").write_text(patch + "\n", encoding="utf-8")
    pushed = morning.push()
    assert pushed.codes == [1]
    assert "::error::The patch changes more than digests" in pushed.text
    assert morning.log() == ["Ada Wick: Begin"]


def test_a_workflow_is_started_by_name(morning: Morning) -> None:
    values = {
        "needs.commit.outputs.branch": "main",
        "needs.commit.outputs.workflow": "deploy.yml",
        "github.token": "invented",
    }
    assert morning.job("start", values, morning.home).codes == [0]
    assert morning.asked() == ["workflow|run|deploy.yml|--repo|maintainer/archive|--ref|main|"]
    for name in ("deploy", "check"):
        assert "workflow_dispatch" in load(name)["on"]


def test_permissions_of_jobs() -> None:
    assert {key: writes(job) for key, job in JOBS.items()} == {
        "fetch": set(),
        "commit": {"contents", "pull-requests"},
        "start": {"actions"},
        "tell": set(),
    }
    assert WORKFLOW["on"].keys() == {"schedule", "workflow_dispatch"}
    assert WORKFLOW["concurrency"] == {"group": "digest", "cancel-in-progress": False}


def test_the_schedule() -> None:
    (entry,) = WORKFLOW["on"]["schedule"]
    minute, hour, *days = entry["cron"].split()
    assert int(minute) % 15
    assert 5 <= int(hour) <= 9
    assert days == ["*", "*", "*"]


def test_the_steps_equal_those_of_other_workflows() -> None:
    theirs = {step["name"]: step for step in load("deploy")["jobs"]["build"]["steps"]}
    ours = {step["name"]: step for step in JOBS["fetch"]["steps"]}
    for name in ("Check out", "Set up Python", "Install the dependencies"):
        assert ours[name] == theirs[name]
