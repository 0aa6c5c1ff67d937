"""The command ``daybook merge``."""

from __future__ import annotations

from pathlib import Path

import click

from daybook.cli import edits, options
from daybook.cli.edits import tell


@click.command("merge", short_help="Make two pages of one paper one, for good.")
@click.argument("keep")
@click.argument("other")
@edits.dry_run
@options.content
def merge_command(keep: str, other: str, dry_run: bool, content_dir: Path) -> None:
    """Merge the page OTHER into the page KEEP, for good.

    KEEP gets its titles, identifiers, days, tags, links and notes; its address sends readers on.
    """
    from daybook.commands.merge import merge

    tell(merge(content_dir, keep, other, dry_run=dry_run), dry_run=dry_run)
