"""The commands ``daybook theme copy``, ``theme diff`` and ``theme fits``."""

from collections.abc import Sequence
from pathlib import Path

import click

from daybook.cli import options
from daybook.cli.console import say


@click.group("theme", short_help="Copy files of the theme, and compare yours.")
def theme_command() -> None:
    """Copy built-in files of the theme to change them, and compare them with a newer Daybook's."""


@theme_command.command("copy", short_help="Copy built-in files, to change them.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@options.own_theme
def copy_command(files: Sequence[str], theme_dir: Path) -> None:
    """Copy built-in files into your own theme folder, and note the version that they have."""
    from daybook.theme.own.copying import copy_files

    for path in copy_files(theme_dir, files):
        say(f"Copied {(theme_dir / path).as_posix()}")


@theme_command.command("diff")
@click.argument("files", nargs=-1, metavar="[FILE…]")
@options.own_theme
def diff_command(files: Sequence[str], theme_dir: Path) -> None:
    """Show how your own files differ from the built-in ones."""
    from daybook.theme.own.copying import differences

    found = list(differences(theme_dir, files))
    for path, text in found:
        click.echo(text or f"{path}: the same as the built-in file\n", nl=False)
    if not found:
        say("No file of your own differs from a built-in one.")


@theme_command.command("fits", short_help="Note that your own files fit this version.")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@options.own_theme
def fits_command(files: Sequence[str], theme_dir: Path) -> None:
    """Note that your own files fit this version of Daybook, once you have looked at `theme diff`."""
    from daybook.theme.own.copying import note_fitting

    for path in note_fitting(theme_dir, files):
        say(f"{(theme_dir / path).as_posix()} fits this version")
