"""The README names every command and option of the command line, and no other."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

from daybook.cli.main import daybook
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8") if (ROOT / "README.md").is_file() else ""
COMMANDS = dict(daybook.commands)
OPTIONS = sorted(
    {
        (name, option)
        for name, command in COMMANDS.items()
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for option in parameter.opts
    }
)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"daybook {name}" in README


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_in_the_readme(command: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", README), f"daybook {command} {option}"


def test_the_readme_names_no_other_command_or_option() -> None:
    named = set(re.findall(r"`?(?:\.venv/bin/)?daybook ([a-z]+)\b(?! of)", README))
    assert named <= set(daybook.commands), named - set(daybook.commands)
    known = {option for _, option in OPTIONS} | {"--help", "--version", "--quiet"}
    known |= {"--runs", "--seeds", "--serve", "--short"}  # of the commands that measure
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", README)) <= known


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help_text(name: str) -> None:
    told = CliRunner().invoke(daybook, [name, "--help"])
    assert told.exit_code == 0
    assert "--help" in told.output
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_the_exit_codes_are_in_the_readme() -> None:
    assert re.search(
        r"0 success, 1 problems in the input, 2 wrong usage or settings.*130 interrupted", README
    )
