"""Every command of the page about a first week works as it stands, one after another."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from daybook.cli.main import daybook
from tests.conftest import ROOT
from tests.made import digest_text, many_papers
from tests.program import COMMANDS

PAGE = (ROOT / ".github/docs/first-week.md").read_text("utf-8")
ROWS = re.findall(r"^\| ([a-z][^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)[1:]
LEFT_OUT = ("serve", "fetch")
"""Commands that do not end, or that ask the network."""


def commands() -> list[list[str]]:
    """Return the words of every command on the page, from the top."""
    return [shlex.split(words) for _, cell in ROWS for words in re.findall(r"`daybook ([^`]+)`", cell)]


def test_every_command_works_one_after_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "saved").mkdir()
    (tmp_path / "saved/may-11.txt").write_text(digest_text("May 11", many_papers(3)), "utf-8")
    monkeypatch.chdir(tmp_path)
    ran = []
    for words in commands():
        if words[0] in LEFT_OUT:
            continue
        if words[0] == "rollback":  # which needs a site before this one
            assert (
                CliRunner().invoke(daybook, ["build", "--base-url", "https://other.example/"]).exit_code == 0
            )
        done = CliRunner().invoke(daybook, words)
        assert done.exit_code == 0, (words, done.output, done.exception)
        ran.append(words[0])
        if words[0] == "new" and (tmp_path / "papers").is_dir():
            monkeypatch.chdir(tmp_path / "papers")
    assert len(ran) >= 15
    assert {name for name in COMMANDS if name not in (*ran, *LEFT_OUT)} == {"completion", "verify"}
    page = (tmp_path / "papers/content/papers/2026/undo-is-a-place.md").read_text("utf-8")
    assert "title:" in page
    assert not (tmp_path / "papers/content/papers/2026/hesitation.md").exists()


@pytest.mark.parametrize("name", LEFT_OUT)
def test_commands_that_do_not_run_here_have_the_options_that_are_named(name: str) -> None:
    known = {option for parameter in COMMANDS[name].params for option in parameter.opts}
    named = {word for words in commands() if words[0] == name for word in words if word.startswith("--")}
    assert named
    assert named <= known


def test_files_that_the_page_names_are_there_or_are_made() -> None:
    assert len(ROWS) == 27
    edited = {
        path for _, cell in ROWS for path in re.findall(r"`(content/[\w./-]+|requirements\.txt)`", cell)
    }
    assert edited == {
        *("content/papers/2026/", "content/site.toml", "content/reading-list.md"),
        *("content/topics.toml", "content/people.toml", "requirements.txt"),
    }
