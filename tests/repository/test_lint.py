"""The workflows are valid, have no needless permissions, and run pinned actions only."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.repository.workflow import ROOT, WORKFLOWS, load, steps_of

NAMES = [path.stem for path in WORKFLOWS]
# Labels and scopes that GitHub has and the linter, which is older, does not know.
NEWER_LABELS = ("ubuntu-24.04",)
NEWER_SCOPES = ("attestations",)
# What would run code of the repository, or of a package, in a job that may write.
RUNS_CODE = re.compile(
    r"\b(python3?|pip|uv|node|npm|npx|make|eval|source|daybook)\b|\./|\bbash\b|\bsh\b|hooks"
)
SPOILT = """\
name: Spoilt
on: [pull_request_target]
jobs:
  one:
    runs-on: ubuntu-24.04
    needs: two
    steps:
      - uses: actions/checkout@v4
      - run: echo "${{ github.event.pull_request.title }}"
"""


def actionlint(*paths: Path) -> list[str]:
    """Return actionlint's findings, without those due to its age."""
    done = subprocess.run(
        ["node", ROOT / "tests" / "repository" / "actionlint.mjs", *paths],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    found = [
        f"{finding['file']}:{finding['line']}: {finding['message']} [{finding['kind']}]"
        for finding in json.loads(done.stdout)
    ]
    newer = tuple(f'label "{label}" is unknown' for label in NEWER_LABELS)
    newer += tuple(f'unknown permission scope "{scope}"' for scope in NEWER_SCOPES)
    return [line for line in found if not any(words in line for words in newer)]


def zizmor(*paths: Path) -> subprocess.CompletedProcess[str]:
    """Run zizmor at its strictest, without the network."""
    return subprocess.run(
        [Path(sys.executable).with_name("zizmor"), "--persona=auditor", "--offline", "--no-progress", *paths],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_actionlint_finds_nothing() -> None:
    assert WORKFLOWS
    assert actionlint(*WORKFLOWS) == []


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the findings in broken workflows; the one between the others is no YAML."""
    folder = tmp_path_factory.mktemp("spoilt")
    texts = {"one": SPOILT, "two": "name: [\n", "three": SPOILT.replace("needs: two", "timeout: 5")}
    for name, text in texts.items():
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    return actionlint(*(folder / f"{name}.yml" for name in texts))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("one", 'needs job "two" which does not exist'),
        ("one", '"github.event.pull_request.title" is potentially untrusted'),
        ("three", 'unexpected key "timeout"'),
        ("two", "[stopped]"),
    ],
)
def test_actionlint_finds_what_is_wrong(spoilt: list[str], name: str, words: str) -> None:
    assert any(f"/{name}.yml:" in line and words in line for line in spoilt)


def test_zizmor_finds_nothing() -> None:
    done = zizmor(*WORKFLOWS, *ROOT.glob(".github/actions/*/action.yml"), ROOT / ".github" / "dependabot.yml")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings to report" in done.stdout


def test_zizmor_finds_what_is_wrong(tmp_path: Path) -> None:
    path = tmp_path / "spoilt.yml"
    path.write_text(SPOILT, encoding="utf-8")
    done = zizmor(path)
    assert done.returncode > 10, done.stderr
    for audit in ("dangerous-triggers", "unpinned-uses", "template-injection", "artipacked"):
        assert audit in done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=NAMES)
def test_actions_are_pinned_by_hash_and_name_their_version(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = [line.strip() for line in text.splitlines() if re.match(r"\s*-?\s*uses:", line)]
    wanted = re.compile(r"(- )?uses: [\w-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
    workflow = yaml.safe_load(text)
    calls = [f"uses: {job['uses']}" for job in workflow["jobs"].values() if "uses" in job]
    lines = [line for line in lines if not any(line.startswith(call) for call in calls)]
    assert all(call.startswith("uses: ./") for call in calls)
    assert len(lines) == sum("uses" in step for step in steps_of(workflow))
    assert [line for line in lines if not wanted.fullmatch(line)] == []


def test_each_action_has_one_pin() -> None:
    pins: dict[str, set[str]] = {}
    for name in NAMES:
        for step in steps_of(load(name)):
            if "uses" in step:
                action, _, commit = step["uses"].partition("@")
                pins.setdefault(action, set()).add(commit)
    assert {action: commits for action, commits in pins.items() if len(commits) > 1} == {}


def writes(job: dict[str, Any]) -> set[str]:
    """Return the scopes that a job may write."""
    return {scope for scope, level in job["permissions"].items() if level != "read"}


@pytest.mark.parametrize("name", NAMES)
def test_jobs_have_explicit_permissions(name: str) -> None:
    workflow = load(name)
    assert workflow["permissions"] == {}
    if steps_of(workflow):
        assert workflow["defaults"] == {"run": {"shell": "bash"}}
    assert "pull_request_target" not in workflow["on"]
    assert "workflow_run" not in workflow["on"]
    for job in workflow["jobs"].values():
        assert "permissions" in job
        if "uses" in job:
            continue
        assert job["timeout-minutes"] <= 30
        assert job["runs-on"] == "ubuntu-24.04"
        if writes(job):
            assert [step["run"] for step in job["steps"] if RUNS_CODE.search(step.get("run", ""))] == []


@pytest.mark.parametrize("name", NAMES)
def test_steps_use_no_foreign_text_and_keep_no_credentials(name: str) -> None:
    for step in steps_of(load(name)):
        assert "${{" not in step.get("run", "")
        if "actions/cache" in step.get("uses", ""):  # of the default branch, where somebody asked for it
            assert step["if"] == (
                "inputs.keep && github.event_name != 'pull_request' && (github.event_name == 'schedule' ||"
                " github.ref == format('refs/heads/{0}', github.event.repository.default_branch))"
            )
        given = step.get("with", {})
        assert "cache" not in given
        if step.get("uses", "").startswith("actions/checkout@"):
            assert given["persist-credentials"] is False
        if step.get("uses", "").startswith("actions/setup-node@"):
            assert given["package-manager-cache"] is False


def test_only_jobs_that_run_no_code_may_write() -> None:
    assert load("check")["on"].keys() == {"pull_request", "push", "workflow_dispatch"}
    assert {key: writes(job) for key, job in load("check")["jobs"].items()} == {"tests": set(), "site": set()}
    deploy = load("archive")["jobs"]["deploy"]
    assert [step for step in deploy["steps"] if "run" in step] == []
    assert deploy["environment"]["name"] == "github-pages"
    assert load("deploy")["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_what_calls_the_workflow_grants_what_its_jobs_ask_for() -> None:
    (calling,) = load("deploy")["jobs"].values()
    assert calling["uses"] == "./.github/workflows/archive.yml"
    asked = set().union(*(writes(job) for job in load("archive")["jobs"].values()))
    assert writes(calling) == asked


def test_what_looks_at_the_code_writes_findings_alone() -> None:
    for name in ("codeql", "scorecard"):
        assert [writes(job) for job in load(name)["jobs"].values()] == [{"security-events"}]
    assert [writes(job) for job in load("fuzz")["jobs"].values()] == [set()]


@pytest.mark.hazard(85)
def test_the_checked_site_is_the_deployed_one() -> None:
    jobs = load("archive")["jobs"]
    names = [step["name"] for step in jobs["build"]["steps"]]
    assert names.index("Build the site") < names.index("Check the site") < names.index("Hand the site over")
    assert not any("continue-on-error" in step for step in jobs["build"]["steps"])
    conditional = {step["name"] for step in jobs["build"]["steps"] if "if" in step}
    kept = {
        "Take over what the last run left",
        "Compare with a site from nothing",
        "Leave it to the next run",
    }
    assert conditional == {"Fetch what is new", "Hand the pages over", *kept}
    assert names.index("Check the site") < names.index("Leave it to the next run")
    artifact = jobs["build"]["outputs"]["site"]
    assert artifact == jobs["build"]["steps"][-1]["with"]["name"] == "github-pages-${{ github.run_attempt }}"
    assert jobs["deploy"]["steps"][0]["with"]["artifact_name"] == "${{ needs.build.outputs.site }}"


def test_dependabot_waits_a_week_and_groups() -> None:
    updates = yaml.safe_load((ROOT / ".github" / "dependabot.yml").read_text(encoding="utf-8"))["updates"]
    assert {entry["package-ecosystem"] for entry in updates} == {"github-actions", "pip", "npm"}
    for entry in updates:
        assert entry["cooldown"] == {"default-days": 7}
        assert entry["groups"]
        assert (ROOT / entry["directory"].lstrip("/")).is_dir()
