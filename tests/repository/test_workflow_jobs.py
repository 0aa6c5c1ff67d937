"""The shell steps of the jobs that build, run on a clean clone, stop a broken site."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.repository.workflow import NO_BYTECODE, Runner, clone_head, input_values, load, new_python

BASE_URL = "https://maintainer.example/archive"
# Of this process's environment the jobs see neither its virtual environment nor a runner it may run on.
OWN = ("GITHUB_", "RUNNER_", "PYTEST_", "VIRTUAL_ENV", "PYTHON")


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the commands of a new virtual environment, in place of actions/setup-python."""
    return new_python(tmp_path_factory.mktemp("python"))


@pytest.fixture(scope="module", params=[("archive", "build"), ("check", "site")], ids="-".join)
def job(request: pytest.FixtureRequest, python: Path, tmp_path_factory: pytest.TempPathFactory) -> Job:
    """Run all shell steps of a job that builds the site."""
    name, key = request.param
    home = tmp_path_factory.mktemp(name)
    clone_head(home / "checkout")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(OWN)}
    environment = {
        **kept,
        **NO_BYTECODE,
        "PATH": f"{python}{os.pathsep}{os.environ['PATH']}",
        "CI": "true",
        "GITHUB_ACTIONS": "true",
        "GITHUB_REPOSITORY": "maintainer/archive",
        "GITHUB_RUN_ATTEMPT": "1",
        "GITHUB_STEP_SUMMARY": str(home / "summary.md"),
        "RUNNER_TEMP": str(home),
        "GITHUB_SHA": "c" * 40,
        "no_proxy": "127.0.0.1",
    }
    values = {"steps.pages.outputs.base_url": f"{BASE_URL}/"}
    if name == "archive":
        values |= input_values(load(name))
    runner = Runner(home / "checkout", home, environment, values)
    return Job(runner, load(name)["jobs"][key]["steps"])


COMPARE = "Compare with a site from nothing"
OTHERS = ("Ask where the site will stand", "Fetch what is new", COMPARE)
"""Steps that ask the network, which `test_archive_workflow.py` runs, and one of large archives."""


class Job:
    """A job's shell steps by name, with their output; the first failure ends it."""

    def __init__(self, runner: Runner, steps: list[dict[str, Any]]) -> None:
        self.runner = runner
        self.all = {step["name"]: step for step in steps if "run" in step}
        self.steps = {name: step for name, step in self.all.items() if name not in OTHERS}
        self.results: dict[str, subprocess.CompletedProcess[str]] = {}
        for name, step in self.steps.items():
            self.results[name] = done = runner.run(step)
            assert done.returncode == 0, f"{name}: exit code {done.returncode}\n{done.stdout}"
        self.site = runner.checkout / "site"

    def run(self, name: str) -> subprocess.CompletedProcess[str]:
        """Run one of the steps again."""
        return self.runner.run(self.all[name])


@pytest.fixture
def spoilable(job: Job, tmp_path: Path) -> Iterator[Job]:
    """Yield the job, and restore its site and content after the test."""
    folders = ("site", "content")
    for folder in folders:
        shutil.copytree(job.runner.checkout / folder, tmp_path / folder)
    yield job
    for folder in folders:
        shutil.rmtree(job.runner.checkout / folder)
        shutil.copytree(tmp_path / folder, job.runner.checkout / folder)


def test_every_step_passes(job: Job) -> None:
    assert list(job.results)[1:3] == ["Build the site", "Check the site"]
    assert next(iter(job.results)).startswith("Install ")
    assert list(job.results) == list(job.steps)


def test_the_whole_site_is_there(job: Job) -> None:
    for page in ("index.html", "404.html", "search/index.html", "feed.xml", "sitemap.xml", "robots.txt"):
        assert (job.site / page).is_file(), page
    assert len(list(job.site.glob("papers/*/*/index.html"))) >= 40
    assert len(list(job.site.glob("dates/????-??-??/index.html"))) >= 6
    assert [path for path in job.site.rglob("*") if path.is_symlink()] == []


def test_the_site_has_the_base_url_of_pages(job: Job) -> None:
    if "BASE_URL" in job.steps["Build the site"].get("env", {}):
        assert f"<loc>{BASE_URL}/</loc>" in (job.site / "sitemap.xml").read_text(encoding="utf-8")
        assert '"/archive/assets/' in (job.site / "404.html").read_text(encoding="utf-8")
    else:
        assert BASE_URL not in (job.site / "sitemap.xml").read_text(encoding="utf-8")


@pytest.mark.hazard(31)
def test_titles_cannot_command_the_runner(job: Job) -> None:
    for name in ("Build the site", "Check the site"):
        first, *rest = job.results[name].stdout.splitlines()
        assert first.startswith("::stop-commands::")
        assert len(first) == len("::stop-commands::") + 32
        assert first.removeprefix("::stop-commands::") not in "\n".join(rest)


def test_the_checkout_is_unchanged(job: Job) -> None:
    command = ["git", "-C", str(job.runner.checkout), "status", "--porcelain"]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b""


def test_the_site_states_the_commit_where_it_is_deployed(job: Job) -> None:
    record = json.loads((job.site / "provenance.json").read_text(encoding="utf-8"))
    is_deployed = "--commit" in job.steps["Build the site"]["run"]
    assert record["commit"] == ("c" * 40 if is_deployed else "")


def test_a_kept_site_is_compared_with_one_from_nothing(spoilable: Job) -> None:
    if COMPARE not in spoilable.all:
        return  # the check of proposals keeps nothing
    spoilable.runner.values["inputs.keep"] = "true"
    for step in ("Build the site", COMPARE):
        assert spoilable.run(step).returncode == 0
    page = spoilable.site / "index.html"
    page.write_bytes(page.read_bytes() + b"x")
    done = spoilable.run(COMPARE)
    assert done.returncode == 1
    assert "Files site/index.html and" in done.stdout


@pytest.mark.parametrize("place", [".content.daybook/pages", "archive/.site.daybook/last"])
def test_what_builds_remember_is_refused(spoilable: Job, place: str) -> None:
    name = "Refuse what builds remember, if it was committed"
    if name not in spoilable.steps:
        return  # the deployment builds with --clean
    checkout = spoilable.runner.checkout
    (checkout / place).parent.mkdir(parents=True, exist_ok=True)
    (checkout / place).write_text("x", encoding="utf-8")
    git = ["git", "-C", str(checkout)]
    subprocess.run([*git, "add", "--force", place], check=True)
    try:
        done = spoilable.run(name)
        assert (done.returncode, place in done.stdout) == (1, True), done.stdout
    finally:
        subprocess.run([*git, "rm", "--quiet", "--force", place], check=True)


def dead_link(site: Path) -> str:
    """Break a link of the home page."""
    page = site / "index.html"
    text = page.read_text(encoding="utf-8")
    page.write_text(text.replace("</main>", '<a href="papers/1999/nowhere/">x</a></main>'), encoding="utf-8")
    return "papers/1999/nowhere/"


def lost_page(site: Path) -> str:
    """Remove a paper's page."""
    page = min(site.glob("papers/*/*/index.html"))
    page.unlink()
    return page.parent.name


def lost_style(site: Path) -> str:
    """Remove the style sheet."""
    sheet = min(site.glob("assets/**/*.css"))
    sheet.unlink()
    return sheet.name


def cut_page(site: Path) -> str:
    """Cut a page in the middle of a tag."""
    page = min(site.glob("dates/*/index.html"))
    page.write_bytes(page.read_bytes()[:-20])
    return page.parent.name


@pytest.mark.hazard(
    85, "a deployment that fails half-way", "how the host switches sites cannot be tried here"
)
@pytest.mark.parametrize("spoil", [dead_link, lost_page, lost_style, cut_page])
def test_the_gate_stops_a_broken_site(spoilable: Job, spoil: Callable[[Path], str]) -> None:
    word = spoil(spoilable.site)
    done = spoilable.run("Check the site")
    assert done.returncode == 1, done.stdout
    assert word in done.stdout
    assert "Traceback" not in done.stdout


def test_a_broken_digest_is_named_and_stops_our_own_check_alone(spoilable: Job) -> None:
    goes_on = "faults=true" in spoilable.steps["Build the site"]["run"]
    digests = spoilable.runner.checkout / "content" / "digests"
    digests.mkdir(exist_ok=True)
    (digests / "2031-02-03.txt").write_bytes(b"\x00\xff no digest")
    done = spoilable.run("Build the site")
    assert done.returncode == (0 if goes_on else 1), done.stdout
    assert "2031-02-03.txt" in done.stdout
    if goes_on:
        assert spoilable.runner.values["steps.build.outputs.faults"] == "true"
        assert spoilable.run("Check the site").returncode == 0


class Quiet(SimpleHTTPRequestHandler):
    """Serves files without logging."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.mark.parametrize(("spoil", "code"), [(False, 0), (True, 1)])
def test_the_served_record_must_equal_the_built_one(tmp_path: Path, spoil: bool, code: int) -> None:
    record = b'{"files": {}}'
    (tmp_path / "provenance.json").write_bytes(record)
    (step,) = load("archive")["jobs"]["verify"]["steps"]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        values = {
            "needs.deploy.outputs.url": f"http://127.0.0.1:{server.server_port}/",
            "needs.build.outputs.record": sha256(record + b"!" * spoil).hexdigest(),
        }
        runner = Runner(tmp_path, tmp_path, {"PATH": os.environ["PATH"], "no_proxy": "127.0.0.1"}, values)
        done = runner.run({**step, "env": {**step["env"], "PAUSE": "0"}})
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert done.returncode == code, done.stdout
    assert ("::error::" in done.stdout) == spoil
