"""Options that several commands share."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from daybook.cli.console import QUIET, VERBOSE, set_volume

Function = TypeVar("Function", bound=Callable[..., Any])


def all_cores() -> int:
    """Return the number of processors; loaded late, as `--help` needs no processes."""
    from daybook.parallel import workers

    return workers.all_cores()


def volume(command: Function) -> Function:
    """Add the options that say how much a command prints."""

    def choose(context: click.Context, option: click.Parameter, given: bool) -> None:
        if given:
            set_volume(context, QUIET if option.name == "quiet" else VERBOSE)

    flag = partial(click.option, is_flag=True, expose_value=False, callback=choose)
    quiet = flag("-q", "--quiet", help="Print warnings and errors only.")
    verbose = flag("-v", "--verbose", help="Also print figures: sizes, what changed.")
    return quiet(verbose(command))


def own_theme_folder() -> Path | None:
    """Return the theme folder of this place, if there is one."""
    return Path("theme") if Path("theme").is_dir() else None


_folder = partial(click.option, type=click.Path(path_type=Path, file_okay=False), show_default=True)
own_theme = _folder("--theme-dir", default=Path("theme"), help="Folder of your own templates and styles.")
content = _folder("--content-dir", default=Path("content"), help="Folder of content.")
output = _folder("-o", "--output-dir", default=Path("site"), help="Folder of the site.")
theme = click.option(
    "--theme-dir",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=own_theme_folder,
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
