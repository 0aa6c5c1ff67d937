"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

from daybook.parallel.workers import all_cores

content = click.option(
    "--content-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("content"),
    show_default=True,
    help="Folder of content.",
)
output = click.option(
    "-o",
    "--output-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="Folder of the site.",
)
theme = click.option(
    "--theme-dir",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=lambda: Path("theme") if Path("theme").is_dir() else None,
    show_default="theme, if it exists",
    help="Folder of your own templates and styles; a file in it replaces the built-in one of its name.",
)
base_url = click.option("-b", "--base-url", metavar="URL", help="Address of the site; overrides site.toml's.")
jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=all_cores,
    show_default="all cores",
    help="Number of processes.",
)
