"""The page of commands names every command and option, and no document names another."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from daybook.cli.main import daybook
from tests.conftest import ROOT
from tests.program import COMMANDS

DOCS = ROOT / ".github" / "docs"
COMMANDS_PAGE = (DOCS / "commands.md").read_text("utf-8") if (DOCS / "commands.md").is_file() else ""
PAGES = [place for place in (ROOT / "README.md", *sorted(DOCS.rglob("*.md"))) if place.is_file()]
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
def test_every_command_is_on_its_page(name: str) -> None:
    assert f"daybook {name}" in COMMANDS_PAGE


@pytest.mark.parametrize(("command", "option"), OPTIONS)
def test_every_option_is_on_the_page(command: str, option: str) -> None:
    assert re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", COMMANDS_PAGE), f"daybook {command} {option}"


@pytest.mark.parametrize("page", PAGES, ids=lambda place: place.name)
def test_no_document_names_another_command(page: Path) -> None:
    named = set(
        re.findall(
            r"^    (?:python -m )?daybook ([a-z]+)\b|`daybook ([a-z]+)\b", page.read_text("utf-8"), re.M
        )
    )
    words = {word for pair in named for word in pair if word}
    assert words <= set(COMMANDS), words - set(COMMANDS)


def test_the_page_of_commands_names_no_other_option() -> None:
    known = {option for _, option in OPTIONS} | {"--help", "--version"}
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", COMMANDS_PAGE)) <= known


def links_of(page: Path) -> list[str]:
    """Return the targets of a document's links to files of the repository; code has examples."""
    text = re.sub(r"`[^`\n]*`", "", page.read_text("utf-8"))
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [link for link in found if not re.match(r"https?:|mailto:", link)]


def heads_of(page: Path) -> set[str]:
    """Return the fragments of a document's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("page", PAGES, ids=lambda place: place.name)
def test_links_between_documents_lead_somewhere(page: Path) -> None:
    for link in links_of(page):
        if "…" in link:
            continue  # of an example
        path, _, fragment = link.partition("#")
        target = page.parent / path if path else page
        assert target.exists(), link
        if fragment:
            assert fragment in heads_of(target), link


def test_the_readme_is_three_screens_and_leads_to_every_document() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.splitlines()) <= 90
    assert len(re.findall(r"!\[", text)) == 4
    listed = {(ROOT / link.partition("#")[0]).resolve() for link in links_of(ROOT / "README.md")}
    assert {place.resolve() for place in DOCS.glob("*.md")} <= listed


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_has_a_help_text(name: str) -> None:
    told = CliRunner().invoke(daybook, [name, "--help"])
    assert told.exit_code == 0
    assert "--help" in told.output
    for parameter in COMMANDS[name].params:
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name


def test_the_exit_codes_are_on_the_page() -> None:
    assert re.search(
        r"0 success, 1 problems in the input, 2 wrong usage or settings.*130 interrupted", COMMANDS_PAGE
    )
