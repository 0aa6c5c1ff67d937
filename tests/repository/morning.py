"""An archive's repository on which the shell steps of `archive.yml` run."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

from tests import warm
from tests.conftest import PYTHONPATH
from tests.repository.workflow import Runner, input_values, load

WORKFLOW = load("archive")
JOBS = WORKFLOW["jobs"]
COMPARE = "Compare with a site from nothing"
OF_THE_SITE = ("Build the site", "Check the site", "Note what the record of the site is")
OWN = ("GITHUB_", "RUNNER_", "PYTEST_", "GIT_", "DAYBOOK_")

GH = r"""#!/bin/sh
# Stands for GitHub's command: writes down what it is asked, answers as the test says.
printf '%s|' "$@" >> "$GH_LOG"; echo >> "$GH_LOG"
case "$1 $2" in
  "api repos/maintainer/archive") echo "$GH_VISIBILITY" ;;
  "api --method") ;;
  api\ *) [ -n "$GH_PAGES" ] || { echo "gh: Not Found (HTTP 404)" >&2; exit 1; }; echo "$GH_PAGES" ;;
  "pr list") echo "$GH_OPEN" ;;
  "pr create") exit "$GH_CREATE" ;;
esac
"""


def git(folder: Path, *words: str) -> str:
    """Run git and return its output."""
    command = ["git", "-c", "user.name=Ada Wick", "-c", "user.email=ada@wick.example", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return done.stdout.strip()


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
        for name, text in {"gh": GH, "python": warm.python()}.items():
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
            "GITHUB_SHA": "c" * 40,
            "GITHUB_STEP_SUMMARY": str(self.home / "summary.md"),
            "RUNNER_TEMP": str(self.home),
            "GH_LOG": str(self.home / "gh.log"),
            "GH_OPEN": "",
            "GH_CREATE": "0",
            "GH_VISIBILITY": "public",
            "GH_PAGES": "workflow https://maintainer.example/archive",
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

    def job(
        self,
        key: str,
        values: dict[str, str],
        checkout: Path | None = None,
        left_out: tuple[str, ...] = ("Install Daybook",),
    ) -> Steps:
        """Run the shell steps of a job in a new clone, but for those left out, up to the first failure."""
        self.runs += 1
        place = checkout or self.home / f"run-{self.runs}"
        if not checkout:
            git(self.home, "clone", "--quiet", "--depth=1", f"file://{self.remote}", str(place))
        runner = Runner(place, self.home, self.environment, dict(values))
        done: dict[str, subprocess.CompletedProcess[str]] = {}
        for step in JOBS[key]["steps"]:
            if "run" in step and step["name"] not in left_out:
                done[step["name"]] = runner.run(step)
                if done[step["name"]].returncode:
                    break
        return Steps(done, runner.values)

    def build(self, **inputs: str) -> Steps:
        """Run the job that builds; it fetches if sources are named."""
        values = {**input_values(WORKFLOW, **inputs), "github.token": "invented"}
        left_out = ("Install Daybook", COMPARE, *(() if "fetch" in inputs else ("Fetch what is new",)))
        return self.job("build", values, left_out=left_out)

    def fetch(self, days: str = "", sources: str = "hf") -> Steps:
        """Run the job that builds, with sources and without the steps that make the site."""
        values = {**input_values(WORKFLOW, days=days, fetch=sources), "github.token": "invented"}
        return self.job("build", values, left_out=("Install Daybook", COMPARE, *OF_THE_SITE))

    def push(self, checkout: Path | None = None) -> Steps:
        """Run the job that commits the patch."""
        values = {**input_values(WORKFLOW), "github.ref_name": "main", "github.token": "invented"}
        return self.job("commit", values, checkout)

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
