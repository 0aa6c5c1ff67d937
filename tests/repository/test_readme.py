"""The commands of the README work on a clean clone, one after another."""

from __future__ import annotations

import os
import re
import subprocess
import textwrap
from pathlib import Path

from tests.made import digest_text, many_papers
from tests.repository.workflow import NO_BYTECODE, ROOT, clone_head

BLOCK = re.compile(r"(?<=\n\n)(?:    .*\n)+")


def commands() -> list[str]:
    """Return the README's indented blocks, from the top."""
    found = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return [textwrap.dedent(block) for block in found]


def shell(folder: Path, script: str, **more: str) -> str:
    """Run a script as a newcomer does, and return what it says."""
    outside = ("VIRTUAL_ENV", "PYTHON", "PYTEST_")  # not in a newcomer's shell
    environment = {key: value for key, value in os.environ.items() if not key.startswith(outside)}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**environment, **NO_BYTECODE, **more},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def test_the_commands_install_make_an_archive_and_build_it(tmp_path: Path) -> None:
    checkout, archive = tmp_path / "checkout", tmp_path / "papers"
    clone_head(checkout)
    install, sample, own, publish, tests = commands()
    enter = ". ../checkout/.venv/bin/activate; "
    shell(checkout, install)
    served = sample.replace("daybook serve --open", "daybook build && daybook check")
    assert served != sample
    shell(checkout, f". .venv/bin/activate; {served}")
    assert len(list(tmp_path.glob("sample/site/papers/*/*/index.html"))) >= 40
    assert not archive.exists()  # one's own papers are not put among the invented ones
    (tmp_path / "checkout/saved").mkdir()
    (tmp_path / "checkout/saved/mar-18.txt").write_text(digest_text("Mar 18", many_papers(3)), "utf-8")
    mine = own.replace("import saved/", "import ../checkout/saved/").replace("daybook serve ", "true ")
    assert "Imported 1 digest" in shell(checkout, f". .venv/bin/activate; {mine}")
    assert len(list(archive.glob("site/papers/2025/*/index.html"))) == 3
    author = {
        f"GIT_{who}_{what}": "ada@wick.example"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    shell(archive, enter + publish, **author)
    listed = shell(archive, "git ls-files; git status --short").splitlines()
    assert "content/dates/2025-03-18.md" in listed
    assert ".github/workflows/site.yml" in listed
    assert not any(line.startswith(("site/", ".site", ".content", "?? ")) for line in listed)
    assert tests.strip() == "python3 -m tests"
