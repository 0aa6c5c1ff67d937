"""A release: version, tag and notes agree, what builds it is pinned, the container gets what it needs."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from daybook import __version__
from tests.repository.test_lint import writes
from tests.repository.test_pins import pins
from tests.repository.workflow import ROOT, Runner, load, steps_of

WORKFLOW = load("release")
STEPS = {step["name"]: step for step in steps_of(WORKFLOW)}
CHANGES = ROOT / ".github" / "CHANGELOG.md"


def compare(folder: Path, tag: str) -> tuple[int, str]:
    """Run the step that compares tag and version; return its exit code and the notes or what it says."""
    for name in ("generator", ".github"):
        (folder / name).symlink_to(ROOT / name)
    tools = folder / "tools"
    tools.mkdir()
    (tools / "python").symlink_to(sys.executable)
    environment = {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "GITHUB_REF_NAME": tag}
    done = Runner(folder, folder, environment).run(
        STEPS["Compare the tag with the version, and take its notes"]
    )
    notes = folder / "notes.md"
    return done.returncode, notes.read_text("utf-8") if notes.is_file() else done.stdout


def test_the_notes_are_the_versions_part_of_the_changes(tmp_path: Path) -> None:
    code, notes = compare(tmp_path, f"v{__version__}")
    assert code == 0, notes
    text = CHANGES.read_text("utf-8")
    assert f"\n## {__version__}\n{notes}" in text
    assert "## " not in notes
    assert len(notes) > 200


def test_another_tag_makes_no_release(tmp_path: Path) -> None:
    code, told = compare(tmp_path, "v9.9.9")
    assert code == 1
    assert "::error::The tag is v9.9.9 and the version" in told


def test_every_version_has_notes_and_the_newest_is_first() -> None:
    found = re.findall(r"^## (\S+)$", CHANGES.read_text("utf-8"), re.MULTILINE)
    assert found[0] in (__version__, "Unreleased")
    assert __version__ in found
    numbers = [tuple(map(int, version.split("."))) for version in found if version != "Unreleased"]
    assert numbers == sorted(numbers, reverse=True)


def test_files_are_built_once_and_only_they_are_published() -> None:
    jobs = WORKFLOW["jobs"]
    assert {key: writes(job) for key, job in jobs.items()} == {
        "build": set(),
        "attest": {"id-token", "attestations"},
        "publish": {"id-token"},
        "note": {"contents"},
    }
    assert sum("-m build" in step.get("run", "") for step in steps_of(WORKFLOW)) == 1
    assert (jobs["attest"]["needs"], jobs["publish"]["needs"], jobs["note"]["needs"]) == (
        *("build", "attest", "publish"),
    )
    assert "password" not in str(jobs["publish"])
    names = list(STEPS)
    assert names.index("Make and build an archive with the wheel") < names.index("Hand them over")


def test_what_builds_is_pinned_by_hash() -> None:
    found = pins("requirements-build.txt")
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    needed = re.search(r'requires = \["([^"]+)"\]', text)
    assert needed
    wanted = Requirement(needed[1])
    assert found[wanted.name][0] in wanted.specifier
    assert "build" in found
    assert all("--hash=sha256:" in line for _, line in found.values())


@pytest.mark.parametrize("line", (ROOT / ".github/Containerfile").read_text("utf-8").splitlines())
def test_the_container_gets_files_that_there_are(line: str) -> None:
    if copied := re.match(r"COPY (?!--from)(\S+) ", line):
        assert (ROOT / copied[1]).exists()
    for named in re.findall(r"\.github/[\w.-]+", line):
        assert (ROOT / named).is_file()


def test_the_container_does_not_run_as_root() -> None:
    text = (ROOT / ".github/Containerfile").read_text("utf-8")
    last = text.rpartition("\nFROM ")[2]
    assert re.search(r"^USER 1000$", last, re.MULTILINE)
    assert 'ENTRYPOINT ["daybook"]' in last
