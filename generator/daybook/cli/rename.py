"""The command ``daybook rename``."""

from __future__ import annotations

from pathlib import Path

import click

from daybook.cli import edits, options
from daybook.cli.edits import tell


@click.command("rename", short_help="Give a paper's page another address.")
@click.argument("page")
@click.argument("new")
@edits.dry_run
@options.content
def rename_command(page: str, new: str, dry_run: bool, content_dir: Path) -> None:
    """Give the page of a paper the address NEW; the old address sends readers on."""
    from daybook.commands.rename import rename

    tell(rename(content_dir, page, new, dry_run=dry_run), dry_run=dry_run)
