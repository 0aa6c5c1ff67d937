"""Every package is pinned, and the repository names no machine and no registry."""

from __future__ import annotations

import re
import subprocess
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.repository.workflow import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = PROJECT["dependencies"]
TEST = RUN + PROJECT["optional-dependencies"]["test"]
AGAIN = "write the files in .github/ again, as CONTRIBUTING.md says"


def pins(name: str) -> dict[str, tuple[str, str]]:
    """Return version and text of each entry in a requirements file of `.github/`, by package."""
    text = (ROOT / ".github" / name).read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, tuple[str, str]] = {}
    for line in text.splitlines():
        requirement = Requirement(line.split("--hash")[0].strip())
        (specifier,) = requirement.specifier
        assert specifier.operator == "==", line
        found[canonicalize_name(requirement.name)] = (specifier.version, line)
    return found


@pytest.mark.parametrize(("name", "wanted"), [("requirements.txt", RUN), ("requirements-test.txt", TEST)])
def test_pins_satisfy_the_project(name: str, wanted: list[str]) -> None:
    found = pins(name)
    for requirement in map(Requirement, wanted):
        package = canonicalize_name(requirement.name)
        assert package in found, AGAIN
        assert found[package][0] in requirement.specifier, AGAIN
    assert PROJECT["name"] not in found


def test_no_file_installs_another_project_of_the_name() -> None:
    """The distribution is `daybook-papers`; `daybook` is somebody else's."""
    command = re.compile(r"(?:pip3? (?:install|download)|pipx install|uv tool install|uvx)\b[^\n`]*")
    texts = [
        path for folder in ("", ".github", ".github/docs", "theme") for path in (ROOT / folder).glob("*.md")
    ]
    texts += [*ROOT.glob(".github/workflows/*.yml"), *ROOT.glob("generator/daybook/**/*.py")]
    found = [line for path in texts for line in command.findall(path.read_text(encoding="utf-8"))]
    assert [line for line in found if re.search(r"(?<![\w/.-])daybook(?![\w-])", line)] == []
    assert any(PROJECT["name"] in line for line in found)


def test_both_files_pin_the_same_versions() -> None:
    run, test = pins("requirements.txt"), pins("requirements-test.txt")
    assert {package: version for package, (version, _) in run.items()} == {
        package: test[package][0] for package in run
    }, AGAIN


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_packages_are_pinned_by_hash(name: str) -> None:
    for version, line in pins(name).values():
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", line), version


def test_tests_install_nothing_else() -> None:
    """The project is built by a backend that is pinned as the others are, not by one that pip fetches."""
    text = (ROOT / "tests" / "__main__.py").read_text(encoding="utf-8")
    commands = re.findall(r"run\(\[\*install, ([^\]]*)\]\)", text)
    assert [("--require-hashes" in words) or ("--no-build-isolation" in words) for words in commands] == [
        True,
        True,
    ]
    assert "hatchling" in pins("requirements-test.txt")


@pytest.mark.parametrize("name", [".github/requirements.txt", ".github/requirements-test.txt"])
def test_pins_name_no_registry(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert [mark for mark in ("://", " @ ", "file:", "--index", "--find") if mark in text] == []


# Each with a class of one letter in it, so that this file is not a finding itself.
REGISTRY = (
    r"py[p]i\.org|pytho[n]hosted\.|registr[y]\.(npmjs|yarnpkg)|np[m]js\.|np[m]mirror|un[p]kg\.com"
    r"|js[d]elivr|cd[n]js|es[m]\.sh|de[b]\.debian|prox[y]\.golang|crate[s]\.io"
)
MACHINE = r"(^|[^A-Za-z0-9_.~/-])/(wor[k]|op[t]|far[m]|roo[t]|Use[r]s)/"


@pytest.mark.parametrize("pattern", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_tracked_file_names_a_registry_or_a_machine(pattern: str) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files are tracked is not known")
    done = subprocess.run(
        ["git", "-c", "safe.directory=*", "grep", "-nIEi", pattern],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRY, "https://files.pytho" + "nhosted.org/packages/x.whl"),
        (REGISTRY, "https://registry.np" + "mjs.org/lunr"),
        (MACHINE, "path = '/wor" + "k/main'"),
        (MACHINE, "/op" + "t/wheels"),
    ],
)
def test_the_patterns_match(pattern: str, text: str) -> None:
    assert re.search(pattern, text)
