"""Archives of earlier releases are upgraded by what `docs/upgrading.md` says, and keep all that they had."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from daybook import __version__
from daybook.theme.assets import without_comments
from tests import warm
from tests.conftest import PYTHONPATH, ROOT
from tests.releases.__main__ import NOTE, TITLE

FOLDER = Path(__file__).parent
RELEASES = sorted(place.name for place in FOLDER.iterdir() if (place / "addresses.txt").is_file())
GUIDE = (ROOT / ".github/docs/upgrading.md").read_text("utf-8")
UPGRADE, THEME, COPY = re.findall(r"^```sh\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
RED = "--red: #123456;"

pytestmark = pytest.mark.slow
Run = Callable[[str], str]


@pytest.fixture
def archive(tmp_path: Path, release: str) -> Path:
    """Return a repository with the archive of a release, what the release remembered, and a copied theme."""
    own = tmp_path / "own"
    shutil.copytree(FOLDER / release / "content", own / "content")
    shutil.copytree(FOLDER / release / "theme", own / "theme")
    for name in ("content", "site"):
        shutil.copytree(FOLDER / release / "memory" / name, own / f".{name}.daybook")
    return own


@pytest.fixture
def run(archive: Path, tmp_path: Path) -> Run:
    """Run a script in the archive, with `daybook` and what pip would install at hand; return its output."""
    tools = tmp_path / "tools"
    tools.mkdir()
    for name, text in {"daybook": f'exec {warm.command()} "$@"', "python": "exit 0"}.items():
        (tools / name).write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        (tools / name).chmod(0o755)
    (tmp_path / ".gitconfig").write_text("[user]\nname = Ada Wick\nemail = ada@wick.example\n", "utf-8")
    environment = {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "PYTHONPATH": PYTHONPATH,
    }

    def run(script: str) -> str:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=archive,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout

    run("git init -q && git add -A && git commit -qm Begin")
    return run


def assert_whole(archive: Path, release: str) -> None:
    """Check that every address, correction and note of the release is there."""
    for address in (FOLDER / release / "addresses.txt").read_text("utf-8").split():
        assert (archive / "site" / address).is_file(), address
    page = (archive / "site/papers/2029/two-bells-one-tower/index.html").read_text("utf-8")
    assert TITLE in page
    assert NOTE in page
    home = (archive / "site/index.html").read_text("utf-8")
    assert "The Tower Papers" in home
    assert "https://tower.example/" in home


@pytest.mark.parametrize("release", RELEASES)
def test_content_settings_and_memory_of_a_release_build(archive: Path, run: Run, release: str) -> None:
    shutil.rmtree(archive / "theme")
    run(UPGRADE)
    assert_whole(archive, release)
    kept = ("content/papers", "content/dates", "content/digests", "content/site.toml", "content/about.md")
    assert run(f"git status --short -- {' '.join(kept)}") == ""
    site = {place: place.read_bytes() for place in sorted((archive / "site").rglob("*")) if place.is_file()}
    run("daybook build --clean")
    assert {place: place.read_bytes() for place in site} == site


@pytest.mark.parametrize("release", RELEASES[:1])
def test_a_copied_theme_is_left_behind_but_for_what_was_changed(
    archive: Path, run: Run, release: str
) -> None:
    tokens = archive / "theme/static/css/10-tokens.css"
    changed = re.sub(r"--red: #\w{6};", RED, tokens.read_text("utf-8"), count=1)
    tokens.write_text(changed, "utf-8")
    run("git commit -qam 'Our colour'")
    left = run(THEME)
    assert left.split() == ["theme/static/css/10-tokens.css"]
    assert run("git ls-files theme").split() == left.split()
    run(UPGRADE)
    assert_whole(archive, release)
    assert RED.replace(" ", "") in (archive / "site/assets/style.css").read_text("utf-8").replace(" ", "")
    script = (archive / "site/assets/js/search/worker/client.js").read_text("utf-8")
    own = (ROOT / "theme/static/js/search/worker/client.js").read_text("utf-8")
    assert re.sub(r"\?v=\w+", "", script) == without_comments(own)


@pytest.mark.parametrize("release", RELEASES[:1])
def test_a_copy_of_the_whole_repository_becomes_an_archive(archive: Path, run: Run, release: str) -> None:
    shutil.rmtree(archive / "theme")
    for path in (
        "generator/daybook/__init__.py",
        "tests/test_x.py",
        ".github/workflows/digest.yml",
        "pyproject.toml",
    ):
        (archive / path).parent.mkdir(parents=True, exist_ok=True)
        (archive / path).write_text("old\n", "utf-8")
    run("git add -A && git commit -qm 'All of it'")
    run(COPY.replace("--host none", "--host github"))
    names = {place.name for place in archive.iterdir() if not place.name.endswith(".daybook")}
    assert names == {".git", ".gitattributes", ".gitignore", ".github", "content", "requirements.txt"}
    assert not (archive / ".github/workflows/digest.yml").exists()
    run(UPGRADE)
    assert_whole(archive, release)


def test_this_version_has_a_folder() -> None:
    assert __version__ in RELEASES
    assert len(RELEASES) > 1
