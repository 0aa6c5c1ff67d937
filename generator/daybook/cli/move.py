"""The command ``daybook move``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from daybook.cli import edits, options
from daybook.cli.edits import tell


@click.command("move", short_help="Move a digest, or a day, to another day.")
@click.argument("what", nargs=-1, metavar="DIGEST|DAY")
@click.argument("day", type=edits.DAY, metavar="NEW")
@click.option("--digest", metavar="FILE", help="The digest, as the pages of days name it.")
@edits.dry_run
@options.content
def move_command(
    what: Sequence[str], day: date, digest: str | None, dry_run: bool, content_dir: Path
) -> None:
    """Move a digest to the day NEW, with its papers; or all that a DAY lists.

    The address of a day left empty sends readers on.
    """
    from daybook.commands.move import move

    named = [*what, *filter(None, [digest])]
    if len(named) != 1:
        raise click.UsageError("name one digest or one day, then the new day")
    tell(move(content_dir, named[0], day, dry_run=dry_run), dry_run=dry_run)
