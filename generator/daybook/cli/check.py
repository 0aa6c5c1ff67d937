"""The command ``daybook check``."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec.structs import replace

from daybook.cli import options
from daybook.cli.console import close, describe_size, exit_code, finish, progress, report, say
from daybook.cli.formats import FORMATS, JSON, TEXT, as_github, as_json
from daybook.problems import DaybookError, InputError, Problem
from daybook.text.plain_text import count

if TYPE_CHECKING:
    from daybook.commands.check.check import CheckResult


@click.command("check", short_help="Find every problem in content and site.")
@options.content
@options.output
@options.base_url
@click.option("--skip-digests", is_flag=True, help="Do not read saved digests again: `build` reports them.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=TEXT,
    show_default=True,
    help="How to print problems: for people, as JSON, or as annotations of GitHub's runner.",
)
@options.theme
@options.volume
def check_command(
    content_dir: Path, output_dir: Path, theme_dir: Path | None, form: str, **given: Any
) -> None:
    """Find every problem in content, your own theme and the built site: the gate before a deployment."""
    started = time.monotonic()
    try:
        checked = _checked(content_dir, output_dir, theme_dir, **given)
    except DaybookError as error:
        if form == TEXT:
            raise
        _print(form, error.problems)
        raise click.exceptions.Exit(exit_code(error)) from error
    size = checked.size
    figures = {"papers": checked.papers, "days": checked.days, "files": size.files, "bytes": size.bytes}
    if form == TEXT:
        report(checked.problems)
        line = f"Checked {count(checked.papers, 'paper')} on {count(checked.days, 'day')},"
        line += f" {count(size.files, 'file')}:"
        close(line, checked.problems, started, describe_size(size))
    else:
        _print(form, checked.problems, **figures)
    finish(checked.problems)


def _checked(
    content_dir: Path, output_dir: Path, theme_dir: Path | None, base_url: str | None, skip_digests: bool
) -> CheckResult:
    from daybook.commands.check.check import check
    from daybook.content.site_toml import load_settings, settings_file
    from daybook.theme.folder import load_theme, theme_folders
    from daybook.theme.languages import load_words
    from daybook.theme.own.check import check_own_theme

    settings = load_settings(content_dir, base_url)
    of_theme = check_own_theme(theme_dir)
    try:
        theme = load_theme(theme_folders(theme_dir))
    except InputError as error:
        of_theme += error.problems
    else:
        of_theme += load_words(settings, settings_file(content_dir), theme, theme_dir)[1]
    with progress() as show:
        checked = check(content_dir, output_dir, settings, show, with_digests=not skip_digests)
    return replace(checked, problems=(*of_theme, *checked.problems))


def _print(form: str, problems: Sequence[Problem], **figures: int) -> None:
    """Print problems for a program to standard output: nothing if GitHub's runner has none to show."""
    text = as_json(problems, figures) if form == JSON else as_github(problems)
    if text:
        say(text)
