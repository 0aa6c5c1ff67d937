"""Reads workflow files and runs the shell steps of their jobs as GitHub's runner does."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pip
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
NO_BYTECODE = {"PIP_COMPILE": "0"}
"""Lets pip compile no module, as most are never loaded."""
EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


def clone_head(to: Path) -> None:
    """Clone the commit that is checked out."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: there is no commit to clone")
    subprocess.run(["git", "clone", "--quiet", ROOT, to], check=True, capture_output=True)


def new_python(place: Path) -> Path:
    """Make a virtual environment that has pip alone, and return the folder of its commands.

    pip is a link to that of the tests: to unpack one takes seven seconds of the processor.
    """
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", place], check=True, capture_output=True)
    (packages,) = place.glob("lib/python3*/site-packages")
    (packages / "pip").symlink_to(Path(pip.__file__).parent)
    return place / "bin"


def load(name: str) -> dict[str, Any]:
    """Return a workflow by its file's name without the suffix, with its trigger under the key "on"."""
    found = yaml.safe_load((ROOT / ".github" / "workflows" / f"{name}.yml").read_text(encoding="utf-8"))
    found["on"] = found.pop(True)  # YAML 1.1 reads the word on as a boolean
    return dict(found)


def steps_of(workflow: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the steps of all jobs."""
    return [step for job in workflow["jobs"].values() for step in job.get("steps", [])]


def input_values(workflow: dict[str, Any], **given: str) -> dict[str, str]:
    """Return the values of a called workflow's inputs: those given, else their defaults."""
    inputs = workflow["on"]["workflow_call"]["inputs"]
    assert given.keys() <= inputs.keys()
    return {f"inputs.{name}": given.get(name, str(each["default"])) for name, each in inputs.items()}


@dataclass
class Runner:
    """Runs the shell steps of one job.

    ``values`` holds the values of expressions (`steps.pages.outputs.base_url`): those of actions are given,
    those of shell steps come from GITHUB_OUTPUT. An unknown expression is a KeyError.
    """

    checkout: Path
    home: Path
    environment: dict[str, str]
    values: dict[str, str] = field(default_factory=dict)

    def evaluate(self, text: str) -> str:
        """Return text with its expressions replaced by their values."""
        return EXPRESSION.sub(lambda match: self.values[match[1]], text)

    def run(self, step: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        """Run a step's shell text and add its outputs to ``values``; stderr is part of stdout."""
        script, outputs = self.home / "step.sh", self.home / "outputs"
        script.write_text(step["run"], encoding="utf-8")
        outputs.write_text("", encoding="utf-8")
        extra = {key: self.evaluate(str(value)) for key, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=self.checkout,
            env={**self.environment, **extra, "GITHUB_OUTPUT": str(outputs)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            timeout=300,
            check=False,
        )
        for line in outputs.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition("=")
            self.values[f"steps.{step['id']}.outputs.{key}"] = value
        return done
