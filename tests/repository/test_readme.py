"""The commands of the README work on a clean clone."""

from __future__ import annotations

import os
import re
import subprocess
import textwrap
from pathlib import Path

from tests.repository.workflow import ROOT, clone_head

BLOCK = re.compile(r"(?<=\n\n)(?:    .*\n)+")


def commands() -> list[str]:
    """Return the README's indented blocks, from the top."""
    found = BLOCK.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return [textwrap.dedent(block) for block in found]


def test_the_first_command_installs_and_builds_the_sample_site(tmp_path: Path) -> None:
    checkout = tmp_path / "checkout"
    clone_head(checkout)
    outside = ("VIRTUAL_ENV", "PYTHON", "PYTEST_")  # not in a newcomer's shell
    environment = {key: value for key, value in os.environ.items() if not key.startswith(outside)}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", commands()[0]],
        cwd=checkout,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert (checkout / "site" / "index.html").is_file()
    assert len(list(checkout.glob("site/papers/*/*/index.html"))) >= 40
    status = subprocess.run(["git", "-C", checkout, "status", "--porcelain"], capture_output=True, check=True)
    assert status.stdout == b""


def test_the_second_command_runs_all_tests() -> None:
    assert commands()[1].strip() == "python3 -m tests"
