"""The command ``daybook move``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from daybook.cli import edits, options
from daybook.cli.edits import tell


@click.command("move", short_help="Move a digest to another day.")
@click.option("--digest", required=True, metavar="FILE", help="The digest, as the pages of days name it.")
@click.argument("day", type=edits.DAY)
@edits.dry_run
@options.content
def move_command(digest: str, day: date, dry_run: bool, content_dir: Path) -> None:
    """Move a digest to another DAY, with its papers; the address of a day left empty sends readers on."""
    from daybook.commands.move.move import move

    tell(move(content_dir, digest, day, dry_run=dry_run), dry_run=dry_run)
