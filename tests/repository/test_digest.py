"""The shell steps of `digest.yml`, run against a service on loopback and a bare repository."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PYTHONPATH
from tests.repository.test_lint import writes
from tests.repository.workflow import Runner, load
from tests.sources.fake_service import Answer, FakeService, day_of, run_service

WORKFLOW = load("digest")
JOBS = WORKFLOW["jobs"]
TODAY = datetime.now(UTC).date()
DAY = "2026-02-03"
OWN = ("GITHUB_", "RUNNER_", "PYTEST_", "GIT_", "DAYBOOK_")
PROPOSAL = "daybook/digests"

GH = """#!/bin/sh
# Stands for GitHub's command: writes down what it is asked, answers as the test says.
printf '%s|' "$@" >> "$GH_LOG"; echo >> "$GH_LOG"
case "$1 $2" in
  "pr list") echo "$GH_OPEN" ;;
  "pr create") exit "$GH_CREATE" ;;
esac
"""


def git(folder: Path, *words: str) -> str:
    """Run git and return its output."""
    command = ["git", "-c", "user.name=Ada Wick", "-c", "user.email=ada@wick.example", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


@pytest.fixture
def running() -> Iterator[FakeService]:
    """Start a service."""
    with run_service() as made:
        yield made


@dataclass
class Morning:
    """An archive's repository, and runs of the workflow on it."""

    home: Path
    endpoint: str
    environment: dict[str, str] = field(default_factory=dict)
    runs: int = 0

    def __post_init__(self) -> None:
        git(self.home, "init", "--quiet", "--bare", "--initial-branch=main", "remote.git")
        git(self.home, "clone", "--quiet", "remote.git", "own")
        about = self.home / "own/content/about.md"
        about.parent.mkdir()
        about.write_text("About this archive.\n", encoding="utf-8")
        self.commit("Begin")
        tools = self.home / "tools"
        tools.mkdir()
        for name, text in {"gh": GH, "python": f'#!/bin/sh\nexec "{sys.executable}" "$@"\n'}.items():
            (tools / name).write_text(text, encoding="utf-8")
            (tools / name).chmod(0o755)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(OWN)}
        self.environment = {
            **kept,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "PYTHONPATH": PYTHONPATH,
            "DAYBOOK_ENDPOINT": self.endpoint,
            "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY": "maintainer/archive",
            "GITHUB_STEP_SUMMARY": str(self.home / "summary.md"),
            "RUNNER_TEMP": str(self.home),
            "GH_LOG": str(self.home / "gh.log"),
            "GH_OPEN": "0",
            "GH_CREATE": "0",
        }

    @property
    def remote(self) -> Path:
        """Return the bare repository."""
        return self.home / "remote.git"

    def commit(self, message: str) -> None:
        """Commit and push the maintainer's clone."""
        own = self.home / "own"
        git(own, "add", "--all")
        git(own, "commit", "--quiet", "--message", message)
        git(own, "push", "--quiet", "origin", "HEAD:main")

    def protect(self) -> None:
        """Refuse every push to main."""
        hook = self.remote / "hooks" / "update"
        hook.write_text(
            '#!/bin/sh\n[ "$1" != refs/heads/main ] || { echo "GH006: Protected branch"; exit 1; }\n',
            encoding="utf-8",
        )
        hook.chmod(0o755)

    def job(self, key: str, values: dict[str, str], checkout: Path | None = None) -> Steps:
        """Run the shell steps of a job in a new clone, up to the first failure."""
        self.runs += 1
        place = checkout or self.home / f"run-{self.runs}"
        if not checkout:
            git(self.home, "clone", "--quiet", "--depth=1", f"file://{self.remote}", str(place))
        runner = Runner(place, self.home, self.environment, dict(values))
        done: dict[str, subprocess.CompletedProcess[str]] = {}
        for step in JOBS[key]["steps"]:
            if "run" in step and step["name"] != "Install the dependencies":
                done[step["name"]] = runner.run(step)
                if done[step["name"]].returncode:
                    break
        return Steps(done, runner.values)

    def fetch(self, days: str = "", source: str = "hf") -> Steps:
        """Run the job that fetches."""
        return self.job("fetch", {"inputs.days": days, "inputs.source || 'hf'": source})

    def push(self, checkout: Path | None = None) -> Steps:
        """Run the job that commits the patch."""
        return self.job("commit", {"github.ref_name": "main", "github.token": "invented"}, checkout)

    def log(self, branch: str = "main") -> list[str]:
        """Return authors and subjects of a branch's commits, the newest first."""
        return git(self.remote, "log", "--format=%an: %s", branch).splitlines()

    def asked(self) -> list[str]:
        """Return the calls of GitHub's command."""
        file = self.home / "gh.log"
        return file.read_text(encoding="utf-8").splitlines() if file.exists() else []

    def summary(self) -> str:
        """Return the summary of the run."""
        return (self.home / "summary.md").read_text(encoding="utf-8")


@dataclass(frozen=True)
class Steps:
    """Results of the steps of a job."""

    done: dict[str, subprocess.CompletedProcess[str]]
    values: dict[str, str]

    @property
    def codes(self) -> list[int]:
        """Return the exit codes."""
        return [step.returncode for step in self.done.values()]

    @property
    def text(self) -> str:
        """Return all output."""
        return "\n".join(step.stdout for step in self.done.values())

    def output(self, name: str) -> str:
        """Return an output by the step's id and its name."""
        return self.values.get(f"steps.{name.replace('.', '.outputs.')}", "")


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


@pytest.mark.parametrize("change", [outside, page, link, program, removal, many])
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
