"""The shell steps of `archive.yml`, run against a service on loopback and a bare repository."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.repository.morning import COMPARE, JOBS, WORKFLOW, Morning, Steps, git
from tests.repository.test_lint import writes
from tests.repository.workflow import ROOT, WORKFLOWS, input_values, load, steps_of
from tests.sources.fake_service import Answer, FakeService, day_of

BUILT = [0] * 6
"""Exit codes of the steps of the job that builds: ask, fetch, build, check, gather, note."""
FETCHED = [0] * 3
"""Exit codes of those that fetch: ask, fetch, gather."""
TODAY = datetime.now(UTC).date()
DAY = "2026-02-03"
PROPOSAL = "daybook/digests"


@pytest.fixture
def morning(tmp_path: Path, running: FakeService) -> Morning:
    """Make a repository and a service with two days."""
    running.put(DAY, Answer(day_of(DAY, 1, 2)))
    running.put("2026-02-04", Answer(day_of("2026-02-04", 3)))
    return Morning(tmp_path, running.url)


def test_new_digests_are_committed_by_the_bot_and_deployed(morning: Morning) -> None:
    fetched = morning.build(days=f"{DAY}..2026-02-04", fetch="hf")
    assert fetched.codes == BUILT, fetched.text
    assert (fetched.output("fetch.faults"), fetched.output("changes.changed")) == ("", "true")
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
    assert pushed.output("push.proposed") == ""
    assert "pushed to `main`" in morning.summary()
    assert not any("pr|" in line for line in morning.asked())


def test_without_inputs_the_sources_of_the_settings_are_fetched(
    morning: Morning, running: FakeService
) -> None:
    nothing = morning.fetch(DAY, "")
    assert nothing.codes == FETCHED
    assert "No source is named, so nothing is fetched." in nothing.text
    assert running.requests == []
    settings = morning.home / "own/content/site.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text('[fetch]\nsources = ["hf"]\n', "utf-8")
    morning.commit("Name a source")
    fetched = morning.fetch(DAY, "")
    assert (fetched.codes, fetched.output("changes.changed")) == (FETCHED, "true")


def test_a_second_run_commits_nothing(morning: Morning) -> None:
    morning.fetch(DAY)
    morning.push()
    again = morning.fetch(DAY)
    assert again.codes == FETCHED
    assert again.output("changes.changed") == ""
    assert "The content is as it was committed." in again.text


def test_the_next_run_asks_for_new_days(morning: Morning, running: FakeService) -> None:
    days = [(TODAY - timedelta(back)).isoformat() for back in (1, 0)]
    running.put(days[0], Answer(day_of(days[0], 1)))
    assert morning.fetch().codes == FETCHED
    assert morning.push().codes == [0, 0]
    running.put(days[0], Answer(day_of(days[0], 1, 2)))
    running.put(days[1], Answer(day_of(days[1], 3)))
    assert morning.fetch().codes == FETCHED
    assert f"| {days[0]} | 2 | 1 | grown |" in morning.summary()
    assert morning.push().codes == [0, 0]
    assert len(morning.log()) == 3


def test_a_failed_day_is_reported_and_the_others_arrive(morning: Morning, running: FakeService) -> None:
    running.put("2026-02-05", Answer(status=404))
    fetched = morning.fetch(f"{DAY}..2026-02-05")
    assert fetched.codes == FETCHED
    assert (fetched.output("fetch.faults"), fetched.output("changes.changed")) == ("true", "true")
    assert "has no such page &#40;404&#41;" in morning.summary()
    assert morning.push().codes == [0, 0]
    assert JOBS["tell"]["if"] == "!cancelled() && contains(needs.build.outputs.faults, 'true')"
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
    ],
)
def test_other_inputs_are_refused(morning: Morning, running: FakeService, days: str, source: str) -> None:
    fetched = morning.fetch(days, source)
    assert fetched.codes == [0, 2]
    assert "::error::Give days as" in fetched.text
    assert running.requests == []
    assert not list(morning.home.rglob("spoilt"))


def test_wrong_days_commit_nothing(morning: Morning) -> None:
    fetched = morning.fetch("2199-01-01")
    assert fetched.codes == [0, 1]
    assert "is still to come" in fetched.text
    assert fetched.output("changes.changed") == ""


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
    assert f"--base|main|--head|{PROPOSAL}|--title|Digest of {DAY}|--body|Made by" in created
    assert pushed.output("push.proposed") == "true"
    assert "proposed, as `main` takes no push" in morning.summary()


def test_the_next_run_adds_to_the_proposal(morning: Morning) -> None:
    morning.protect()
    morning.fetch(DAY)
    morning.push()
    morning.environment["GH_OPEN"] = "7"
    morning.fetch(f"{DAY}..2026-02-04")
    assert morning.push().codes == [0, 0]
    assert morning.log(PROPOSAL) == [
        f"github-actions[bot]: Digests of 2 days, {DAY} to 2026-02-04",
        "Ada Wick: Begin",
    ]
    asked = [line for line in morning.asked() if line.startswith(("pr|", "api|--method"))]
    assert [line.split("|")[1] for line in asked] == ["list", "create", "list", "--method"]
    title = f"title=Digests of 2 days, {DAY} to 2026-02-04"
    assert f"|PATCH|repos/maintainer/archive/pulls/7|--raw-field|{title}|" in asked[-1]


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


def text_at(path: str) -> Callable[[Path], None]:
    """Return a change that adds a text at a path below content."""

    def add(folder: Path) -> None:
        place = folder / "content" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text("x\n", encoding="utf-8")

    return add


STRANGE = (
    *("digests/2026/.2026-02-03.json", "digests/2026/x.sh", "digests/2026/x", "digests/2026/a/x.json"),
    *("digests/.2026/x.json", "digests/x.json", "digests/2026/x.json.exe", "digests/2026/x y.json"),
    *("papers/2026/.x.md", "papers/2026/x.html", "papers/x.md", "papers/2026/x/y.md", "papers/2026/é.md"),
    *("dates/2026-02-03.toml", "dates/x.md", "dates/2026-02-03/x.md", "site.toml", ".content.daybook/pages"),
)


@pytest.mark.parametrize(
    "change",
    [outside, page, like_the_map, link, program, removal, many, *map(text_at, STRANGE)],
    ids=lambda change: getattr(change, "__name__", ""),
)
def test_a_patch_of_anything_else_is_refused(morning: Morning, change: Any) -> None:
    forged = morning.home / "forged"
    git(morning.home, "clone", "--quiet", f"file://{morning.remote}", str(forged))
    change(forged)
    git(forged, "add", "--all")
    patch = git(forged, "diff", "--cached", "--binary", "--full-index", "--no-renames")
    (morning.home / "pages.patch").write_text(patch + "\n", encoding="utf-8")
    pushed = morning.push()
    assert pushed.codes == [1]
    assert "::error::The patch changes more than digests" in pushed.text
    assert morning.log() == ["Ada Wick: Begin"]


def drop(morning: Morning, name: str, text: str, content: str = "content") -> None:
    """Commit a digest as somebody does on the website: without its pages."""
    place = morning.home / "own" / content / "digests/2026" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    morning.commit(f"Add {name}")


GOOD = {"title": "A Lamp that Listens", "abstract": "We build a lamp that listens to a room.", "date": DAY}


def test_a_dropped_digest_is_imported_and_its_pages_are_committed(morning: Morning) -> None:
    drop(morning, f"{DAY}.jsonl", json.dumps(GOOD) + "\n")
    built = morning.build()
    assert built.codes == [*BUILT[:1], *BUILT[2:]], built.text
    assert built.output("changes.changed") == "true"
    assert (morning.home / "run-1/site/papers/2026/a-lamp-that-listens/index.html").is_file()
    assert '"commit": "cccc' in (morning.home / "run-1/site/provenance.json").read_text("ascii")
    pushed = morning.push()
    assert pushed.codes == [0, 0], pushed.text
    assert morning.log()[0] == f"github-actions[bot]: Digest of {DAY}"
    files = git(morning.remote, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert "content/papers/2026/a-lamp-that-listens.md" in files
    assert morning.build().output("changes.changed") == ""


def test_a_digest_that_gets_another_day_as_its_name_is_moved(morning: Morning) -> None:
    drop(morning, f"{DAY}.jsonl", json.dumps({**GOOD, "date": ""}) + "\n")
    morning.build()
    morning.push()
    own = morning.home / "own"
    git(own, "pull", "--quiet", "origin", "main")
    place = own / f"content/digests/2026/{DAY}.jsonl"
    place.rename(place.with_name("2026-02-09.jsonl"))
    morning.commit("Correct the day")
    assert morning.build().output("changes.changed") == "true"
    pushed = morning.push()
    assert pushed.codes == [0, 0], pushed.text
    files = git(morning.remote, "ls-tree", "-r", "--name-only", "main").splitlines()
    assert [path for path in files if "/dates/" in path] == ["content/dates/2026-02-09.md"]


def test_a_record_that_cannot_be_read_stops_nothing_and_is_told(morning: Morning) -> None:
    bad = {"title": "`[x](y)` <script> ::error::x", "abstract": 3}
    drop(morning, f"{DAY}.jsonl", f"{json.dumps(GOOD)}\n{json.dumps(bad)}\n{{ broken\n")
    drop(morning, "2026-02-05.txt", "\0 no digest")
    built = morning.build()
    assert built.codes == [*BUILT[:1], *BUILT[2:]], built.text
    assert built.output("build.faults") == "true"
    assert (morning.home / "run-1/site/papers/2026/a-lamp-that-listens/index.html").is_file()
    told = morning.summary().partition("## Problems\n\n")[2].splitlines()
    assert any("2026-02-05.txt" in line for line in told)
    assert [line for line in told if line and not line.startswith("    ")] == []
    assert morning.push().codes == [0, 0]


def test_content_that_cannot_be_published_stops_the_run(morning: Morning) -> None:
    page = morning.home / "own/content/papers/2026/open.md"
    page.parent.mkdir(parents=True)
    page.write_text("---\ntitle: x\n", encoding="utf-8")
    morning.commit("Add a page that never ends")
    built = morning.build()
    assert built.codes == [0, 1]
    assert built.output("build.faults") == ""


@pytest.mark.parametrize("found", ["", "legacy https://maintainer.example/archive"])
def test_the_first_error_names_the_switch(morning: Morning, found: str) -> None:
    morning.environment["GH_PAGES"] = found
    built = morning.build()
    assert built.codes == [1]
    told = built.text.replace("gh: Not Found (HTTP 404)\n", "")
    assert told.startswith("::error::GitHub Pages is not switched on")
    assert "Choose “GitHub Actions” as the source under Settings, Pages, then run this again." in told
    assert (
        morning.build(base_url="https://own.example/x").output("pages.base_url") == "https://own.example/x/"
    )


@pytest.mark.parametrize("content", ["nowhere", "../own", "content; touch spoilt", "", "."])
def test_the_folder_of_content_must_be_one(morning: Morning, content: str) -> None:
    built = morning.build(content=content)
    assert built.codes == [2]
    assert built.text.startswith("::error::There is no folder of content")
    assert not list(morning.home.rglob("spoilt"))


def test_an_archive_without_a_version_is_told_how_to_name_one(morning: Morning) -> None:
    values = {**input_values(WORKFLOW), "github.token": "invented"}
    built = morning.job("build", values, left_out=())
    assert built.codes == [0, 2]
    assert (
        "::error::No file names the version of Daybook. Write one: daybook new . --host github" in built.text
    )


@pytest.mark.parametrize("words", ["diff --cached --raw", "apply"])
def test_nothing_is_committed_where_git_fails(morning: Morning, words: str) -> None:
    morning.fetch(DAY)
    stub = f'#!/bin/sh\ncase "$*" in "{words}"*) exit 128;; esac\nexec {shutil.which("git")} "$@"\n'
    (morning.home / "tools/git").write_text(stub, encoding="utf-8")
    (morning.home / "tools/git").chmod(0o755)
    assert morning.push().codes == [128]
    assert morning.log() == ["Ada Wick: Begin"]


def test_permissions_of_jobs() -> None:
    assert {key: writes(job) for key, job in JOBS.items()} == {
        "build": set(),
        "commit": {"contents", "pull-requests"},
        "deploy": {"pages", "id-token"},
        "attest": {"attestations", "id-token"},
        "verify": set(),
        "tell": set(),
    }
    assert WORKFLOW["on"].keys() == {"workflow_call"}
    assert WORKFLOW["on"]["workflow_call"]["inputs"]["fetch"]["default"] == ""


DEFAULT = "github.ref == format('refs/heads/{0}', github.event.repository.default_branch)"
"""The condition that a run is of the default branch. The event of a schedule has no repository."""


def test_what_is_published_and_committed_is_the_default_branch_whatever_its_name() -> None:
    for key in ("commit", "deploy", "attest"):
        assert f"(github.event_name == 'schedule' || {DEFAULT})" in JOBS[key]["if"]
        assert "github.event_name != 'pull_request'" in JOBS[key]["if"]
    text = (ROOT / ".github/workflows/archive.yml").read_text("utf-8")
    assert not re.search(r"\b(main|master)\b", text)


@pytest.mark.parametrize("name", [path.stem for path in WORKFLOWS])
def test_a_schedule_counts_as_the_default_branch(name: str) -> None:
    workflow = load(name)
    if not {"schedule", "workflow_call"} & set(workflow["on"]):
        return
    conditions = [each.get("if", "") for each in (*workflow["jobs"].values(), *steps_of(workflow))]
    rest = [text.replace(f"(github.event_name == 'schedule' || {DEFAULT})", "") for text in conditions]
    assert [text for text in rest if "github.event.repository" in text] == []
    assert rest != conditions or name not in ("archive", "scorecard")


@pytest.mark.parametrize("content", ["content", "papers/content"])
def test_what_builds_remember_of_content_is_kept(morning: Morning, content: str) -> None:
    own = morning.home / "own"
    if content != "content":
        (own / "papers").mkdir()
        (own / "content").rename(own / content)
    drop(morning, f"{DAY}.jsonl", json.dumps(GOOD) + "\n", content)
    built = morning.build(content=content, keep="true")
    assert built.codes == [*BUILT[:1], *BUILT[2:]], built.text
    kept = built.output("pages.remembered")
    assert (morning.home / "run-1" / kept / "pages").is_file()
    cached = [step for step in JOBS["build"]["steps"] if step.get("uses", "").startswith("actions/cache/")]
    paths = [step["with"]["path"].split("\n") for step in cached]
    assert paths == [["site", ".site.daybook", "${{ steps.pages.outputs.remembered }}", ""]] * 2


def kept_run(morning: Morning) -> Path:
    """Run the jobs with what runs keep, and return the checkout, brought to the commit that they made."""
    other = {**GOOD, "title": "A Door that Waits", "abstract": "We build a door that waits for a guest."}
    drop(morning, f"{DAY}.jsonl", f"{json.dumps(GOOD)}\n{json.dumps(other)}\n")
    assert morning.build(keep="true").codes == [*BUILT[:1], *BUILT[2:]]
    assert morning.push().codes == [0, 0]
    git(morning.home / "own", "pull", "--quiet", "origin", "main")
    return morning.home / "run-1"


def build_again(morning: Morning, checkout: Path) -> Steps:
    """Commit what changed in the maintainer's clone, and build it beside the site of the last run."""
    morning.commit("Change content")
    git(checkout, "fetch", "--quiet", "origin", "main")
    git(checkout, "reset", "--quiet", "--hard", "FETCH_HEAD")
    values = {**input_values(WORKFLOW, keep="true"), "github.token": "invented"}
    return morning.job("build", values, checkout, ("Install Daybook", "Fetch what is new", COMPARE))


@pytest.mark.hazard(85)
def test_a_page_that_a_commit_deleted_leaves_a_kept_site(morning: Morning) -> None:
    checkout = kept_run(morning)
    page = "papers/2026/a-lamp-that-listens"
    assert (checkout / f"site/{page}/index.html").is_file()
    (morning.home / f"own/content/{page}.md").unlink()
    built = build_again(morning, checkout)
    assert built.codes == [*BUILT[:1], *BUILT[2:]], built.text
    assert built.output("build.faults") == ""
    site = checkout / "site"
    assert not (site / page).exists() or "A Lamp" not in (site / page / "index.html").read_text("utf-8")
    assert (site / "index.html").is_file()


@pytest.mark.hazard(85)
def test_a_refused_build_publishes_no_kept_site(morning: Morning) -> None:
    checkout = kept_run(morning)
    page = "papers/2026/a-lamp-that-listens"
    (morning.home / f"own/content/{page}.md").unlink()
    (morning.home / "own/content/digests/2026/2026-02-05.txt").write_text("no digest\n", "utf-8")
    refused = build_again(morning, checkout)
    assert refused.codes == [0, 1]
    assert refused.output("build.faults") == ""
    assert "no paper is taken for removed while a digest cannot be read" in refused.text


@pytest.mark.parametrize("visibility", ["public", "private"])
def test_what_is_attested_is_public(morning: Morning, visibility: str) -> None:
    morning.environment["GH_VISIBILITY"] = visibility
    assert morning.fetch(DAY).output("pages.visibility") == visibility
    assert JOBS["build"]["outputs"]["visibility"] == "${{ steps.pages.outputs.visibility }}"
    assert "needs.build.outputs.visibility == 'public'" in JOBS["attest"]["if"]


def test_hidden_files_of_the_site_are_handed_over() -> None:
    (step,) = [step for step in JOBS["build"]["steps"] if "upload-pages-artifact" in step.get("uses", "")]
    assert step["with"]["include-hidden-files"] is True  # .well-known/


def test_inputs_are_described_and_used() -> None:
    text = (ROOT / ".github/workflows/archive.yml").read_text("utf-8")
    page = (ROOT / ".github/docs/hosts/github.md").read_text("utf-8")
    for name, each in WORKFLOW["on"]["workflow_call"]["inputs"].items():
        assert each["description"]
        assert f"inputs.{name}" in text
        assert f"`{name}" in page


def test_the_action_does_what_the_workflow_does() -> None:
    action = yaml.safe_load((ROOT / ".github/actions/site/action.yml").read_text("utf-8"))
    steps = {step["name"]: step for step in action["runs"]["steps"]}
    ours = {step["name"]: step for step in JOBS["build"]["steps"]}
    assert steps["Install Daybook"]["run"] == ours["Install Daybook"]["run"]
    assert all(step["shell"] == "bash" and "${{" not in step["run"] for step in steps.values())
    assert "::stop-commands::" in steps["Build and check the site"]["run"]


def test_only_this_repository_runs_its_own_checks() -> None:
    for name in ("check", "deploy", "release"):
        first = next(iter(load(name)["jobs"].values()))
        assert "endsWith(github.repository, '/daybook')" in first["if"], name
        assert "schedule" not in load(name)["on"]
