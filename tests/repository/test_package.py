"""The wheel holds the package, the theme and what `daybook new` writes, and builds the same site anywhere."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import daybook
from tests.conftest import made_once
from tests.repository.test_new_archives import URL, canonical, make
from tests.repository.workflow import (
    NO_BYTECODE,
    ROOT,
    Runner,
    clone_head,
    input_values,
    load,
    new_python,
)


def run(*words: str | Path, cwd: Path, library: str = "") -> None:
    """Run Python in a folder, with a folder of packages before its own."""
    environment = {**os.environ, "PYTHONPATH": library}
    subprocess.run([sys.executable, *words], cwd=cwd, env=environment, check=True, stdin=subprocess.DEVNULL)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a wheel from a clone of the commit; the clone is next to it, in `checkout`."""
    return made_once(tmp_path_factory, "wheel", _wheel)


def _wheel(folder: Path) -> Path:
    clone_head(folder / "checkout")
    run("-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, folder / "checkout", cwd=folder)
    (made,) = folder.glob("*.whl")
    return made


def tracked(checkout: Path, folder: str) -> set[str]:
    """Return the paths of git's files below a folder."""
    listed = subprocess.run(
        ["git", "-C", checkout, "ls-files", "-z", folder], capture_output=True, encoding="utf-8", check=True
    )
    return {name.removeprefix(f"{folder}/") for name in listed.stdout.split("\0") if name}


def test_the_wheel_holds_the_package_and_the_theme(wheel: Path) -> None:
    checkout = wheel.parent / "checkout"
    with zipfile.ZipFile(wheel) as archive:
        items = archive.infolist()
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
        licences = [name for name in archive.namelist() if name.endswith("LICENSE")]
        (licence,) = licences
        (listed,) = (name for name in archive.namelist() if "/sboms/" in name)
        bill = json.loads(archive.read(listed))
        assert archive.read(licence) == (ROOT / ".github" / "LICENSE").read_bytes()
    pinned = re.findall(
        r"^([\w.-]+)==([\w.]+)", (ROOT / ".github/requirements.txt").read_text("utf-8"), re.MULTILINE
    )
    assert [(each["name"], each["version"]) for each in bill["components"]] == pinned
    assert all(each["externalReferences"][0]["hashes"] for each in bill["components"])
    assert bill["metadata"]["component"]["version"] == daybook.__version__
    package = tracked(checkout, "generator")
    theme = {f"daybook/_theme/{name}" for name in tracked(checkout, "theme")}
    sample = {f"daybook/_sample/{name}" for name in tracked(checkout, "content/digests")}
    assert names == package | theme | sample | {"daybook/_archive.yml", "daybook/_requirements.txt"}
    assert sum(item.compress_size for item in items if "/_sample/" in item.filename) < 60_000


def build(folder: Path, content: Path, output: Path, library: Path) -> dict[str, bytes]:
    """Build a site in ``folder`` with the package in ``library``, and return its files."""
    words = ("-m", "daybook", "build", "--content-dir", content, "-o", output)
    run(*words, cwd=folder, library=str(library))
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def test_the_wheel_builds_the_same_site_elsewhere(wheel: Path, tmp_path: Path) -> None:
    checkout, library = wheel.parent / "checkout", tmp_path / "library"
    place = ("--no-deps", "--no-index", "--target", library)
    run("-m", "pip", "install", "-q", *place, wheel, cwd=tmp_path)
    (tmp_path / "elsewhere").mkdir()
    installed = build(tmp_path / "elsewhere", checkout / "content", tmp_path / "one", library)
    assert len(installed) > 100
    assert installed == build(checkout, checkout / "content", tmp_path / "two", checkout / "generator")
    run(
        "-m",
        "daybook",
        "new",
        tmp_path / "papers",
        "--sample",
        "--host",
        "github",
        cwd=tmp_path,
        library=str(library),
    )
    made = build(tmp_path / "papers", tmp_path / "papers/content", tmp_path / "papers/site", library)
    assert sum(path.startswith("papers/2026/") for path in made) > 40
    assert (tmp_path / "papers/.github/workflows/archive.yml").is_file()


def test_the_workflow_installs_the_version_that_an_archive_names(wheel: Path, tmp_path: Path) -> None:
    """The wheel lies where pip looks; all else is as on the host: a clean clone and an empty environment."""
    python = new_python(tmp_path / "python")
    clone = make(tmp_path, "github")
    (steps, values) = (load("archive")["jobs"]["build"]["steps"], input_values(load("archive")))
    kept = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith(("PYTHON", "VIRTUAL_ENV", "GITHUB_"))
    }
    environment = {
        **kept,
        **NO_BYTECODE,
        "PATH": f"{python}{os.pathsep}{os.environ['PATH']}",
        "PIP_FIND_LINKS": f"{os.environ.get('PIP_FIND_LINKS', '')} {wheel.parent}",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        "RUNNER_TEMP": str(tmp_path),
    }
    runner = Runner(clone, tmp_path, environment, {**values, "steps.pages.outputs.base_url": URL})
    for step in steps:
        if step["name"] in ("Install Daybook", "Build the site", "Check the site", "Gather what changed"):
            done = runner.run(step)
            assert done.returncode == 0, f"{step['name']}: {done.stdout}"
    assert canonical(clone / "site") == URL
    assert "content/papers/2026/" in (tmp_path / "pages.patch").read_text("utf-8")
