"""The files for hosts that `daybook new` writes are valid, and their shell steps build a clone's site."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from daybook.commands.new import new
from daybook.commands.new.origin import ProgramOrigin
from tests import warm
from tests.conftest import PYTHONPATH
from tests.repository.morning import git
from tests.repository.test_lint import actionlint, zizmor

COMMIT = "0123456789abcdef0123456789abcdef01234567"
RELEASE = ProgramOrigin(version="1.2.0", repository="moss/daybook", commit=COMMIT)
URL = "https://reader.example/papers/"

PIP = '[ "$2" = pip ] && exit 0\n'
"""What pip would install on a host is there."""


def make(folder: Path, host: str) -> Path:
    """Make an archive of one invented digest, commit it, and return a clone."""
    own = folder / "own"
    new.new(own, host, sample=True)
    for digest in sorted((own / "content/digests").rglob("*.*"))[1:]:
        digest.unlink()
    git(own, "init", "--quiet", "--initial-branch=trunk")
    git(own, "add", "--all")
    git(own, "commit", "--quiet", "--message", "Begin")
    git(folder, "clone", "--quiet", str(own), "clone")
    return folder / "clone"


def run(folder: Path, script: str, **environment: str) -> str:
    """Run a script as a host does, and return what it says."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    first, rest = warm.python().split("\n", 1)
    (tools / "python").write_text(f"{first}\n{PIP}{rest}", "utf-8")
    (tools / "python").chmod(0o755)
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["sh", "-ec", script],
        cwd=folder,
        env={"PATH": path, "HOME": str(folder.parent), "PYTHONPATH": PYTHONPATH, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def canonical(site: Path) -> str:
    """Return the canonical address of a home page."""
    found = re.search(r'rel="canonical" href="([^"]+)"', (site / "index.html").read_text("utf-8"))
    assert found
    return found[1]


def test_gitlab_builds_and_checks(tmp_path: Path) -> None:
    clone = make(tmp_path, "gitlab")
    jobs = yaml.safe_load((clone / ".gitlab-ci.yml").read_text("utf-8"))
    assert not jobs[".site"]["image"].endswith("-slim")  # it has no git, which pip needs for a commit
    assert jobs["pages"]["extends"] == jobs["check"]["extends"] == ".site"
    assert jobs["pages"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    run(clone, "\n".join(jobs[".site"]["script"]), CI_PAGES_URL=URL.rstrip("/"))
    (published,) = jobs[".site"]["artifacts"]["paths"]
    assert canonical(clone / published) == URL


@pytest.mark.parametrize("settled", [False, True])
def test_cloudflare_builds_checks_and_gets_its_headers(tmp_path: Path, settled: bool) -> None:
    clone = make(tmp_path, "cloudflare")
    if settled:
        settings = clone / "content/site.toml"
        settings.write_text(f'{settings.read_text("utf-8")}\nbase_url = "{URL}"\n', "utf-8")
    run(clone, "sh build.sh", CF_PAGES_URL="https://0f.papers.example")
    published = clone / tomllib.loads((clone / "wrangler.toml").read_text("utf-8"))["pages_build_output_dir"]
    assert canonical(published) == (URL if settled else "https://0f.papers.example/")
    headers = (published / "_headers").read_text("utf-8")
    assert "frame-ancestors 'none'" in headers
    assert all(
        f"\n{path}\n  Cache-Control: public" in headers for path in ("/assets/js/*", "/search/:kind/*")
    )
    assert all(re.fullmatch(r"#.*|/\S*|  [A-Z][\w-]+: \S.*", line) for line in headers.splitlines())
    assert os.access(clone / "build.sh", os.X_OK)


def test_headers_of_ones_own_stay_at_cloudflare(tmp_path: Path) -> None:
    clone = make(tmp_path, "cloudflare")
    own = clone / "content/static/_headers"
    own.parent.mkdir()
    own.write_text("/*\n  X-Own: yes\n", "utf-8")
    run(clone, "sh build.sh", CF_PAGES_URL="https://0f.papers.example")
    assert (clone / "site/_headers").read_bytes() == own.read_bytes()


@pytest.mark.parametrize(
    ("context", "url"), [("production", URL), ("deploy-preview", "https://7--x.example/")]
)
def test_netlify_builds_and_checks(tmp_path: Path, context: str, url: str) -> None:
    clone = make(tmp_path, "netlify")
    config = tomllib.loads((clone / "netlify.toml").read_text("utf-8"))
    run(
        clone,
        config["build"]["command"],
        CONTEXT=context,
        URL=URL.rstrip("/"),
        DEPLOY_PRIME_URL="https://7--x.example",
    )
    assert canonical(clone / config["build"]["publish"]) == url
    paths = {
        each["for"] for each in config["headers"] if "immutable" in each["values"].get("Cache-Control", "")
    }
    assert paths == {"/assets/js/*", "/assets/style.css", "/search/:kind/*"}
    everywhere = config["headers"][0]
    assert everywhere["for"] == "/*"
    assert everywhere["values"]["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("origin", [ProgramOrigin(), RELEASE], ids=["copied", "called"])
def test_github_workflows_are_valid_and_safe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, origin: ProgramOrigin
) -> None:
    monkeypatch.setattr(new, "find_origin", lambda _: origin)
    new.new(tmp_path, "github", sample=False)
    workflows = sorted((tmp_path / ".github/workflows").glob("*.yml"))
    assert len(workflows) == (1 if origin.repository else 2)
    assert actionlint(*workflows) == []
    done = zizmor(*workflows, tmp_path / ".github/dependabot.yml")
    assert "No findings to report" in done.stdout, done.stdout
    site = yaml.safe_load((tmp_path / ".github/workflows/site.yml").read_text("utf-8"))
    assert site["permissions"] == {}
    assert set(site[True]) == {"push", "pull_request", "workflow_dispatch"}  # no schedule unless asked for
    assert site["jobs"]["site"]["with"]["fetch"] == ""
    assert not any("branches" in (value or {}) for value in site[True].values())


def test_what_calls_the_workflow_gives_it_what_it_takes() -> None:
    root = Path(__file__).parents[2]
    workflow = yaml.safe_load((root / ".github/workflows/archive.yml").read_text("utf-8"))
    inputs = workflow[True]["workflow_call"]["inputs"]
    text = (root / "generator/daybook/commands/new/texts/github/dot-github/workflows/site.yml").read_text(
        "utf-8"
    )
    job = yaml.safe_load(text.replace("<<workflow>>", "x"))["jobs"]["site"]
    assert set(job["with"]) <= set(inputs)
    wanted = {
        scope: level for each in workflow["jobs"].values() for scope, level in each["permissions"].items()
    }
    for scope, level in wanted.items():
        assert job["permissions"][scope] in (level, "write"), json.dumps(wanted)
