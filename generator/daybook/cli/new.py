"""The command ``daybook new``."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from daybook.cli import options
from daybook.cli.console import say_unless_quiet
from daybook.text.plain_text import count

if TYPE_CHECKING:
    from daybook.commands.new.new import Made

NEXT = {
    "github": "Choose “GitHub Actions” as the source under Settings → Pages, once.",
    "gitlab": "The default branch is published by itself.",
    "cloudflare": "Connect the repository, with `sh build.sh` as the build command and `site` as the output.",
    "netlify": "Connect the repository: nothing else needs to be set.",
}
"""The next step on each host."""
HOSTS = (*NEXT, "none")


@click.command("new", short_help="Make an archive, or add a host's files to one.")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--host", type=click.Choice(HOSTS), default="none", help="Also write what this host needs.")
@click.option("--sample", is_flag=True, help="Also bring the digests of the sample, all of them invented.")
@options.volume
def new_command(folder: Path, host: str, sample: bool) -> None:
    """Make an archive in a folder: settings, a page, a README, and what git and pip need.

    In an archive that is there (`daybook new . --host github`), add the host's files, and renew those that an
    earlier version wrote and nobody changed. Files of yours stay as they are; the difference is shown.
    """
    from daybook.commands.new.new import FileState, new
    from daybook.problems import shown

    made = new(folder, host, sample=sample)
    for file in made.files:
        if file.state is FileState.NEW and file.path.startswith("content/digests/"):
            continue
        say_unless_quiet(f"{file.state:<9} {(folder / file.path).as_posix()}")
        for line in file.difference.splitlines():
            say_unless_quiet(f"    {shown(line, 1000)}")
    samples = sum(file.path.startswith("content/digests/") for file in made.files)
    if samples:
        place = (folder / "content/digests").as_posix()
        say_unless_quiet(f"{FileState.NEW:<9} {place}/ ({samples} invented digests)")
    _say_next(made, folder, host, sample=bool(samples))


def _say_next(made: Made, folder: Path, host: str, *, sample: bool) -> None:
    """Print what a person does next."""
    from daybook.commands.new.new import FileState

    own = sum(file.state is FileState.OWN for file in made.files)
    if own:
        say_unless_quiet(f"{count(own, 'file')} of yours {'is' if own == 1 else 'are'} as before.")
    if not made.was_there:
        enter = "" if folder == Path() else f"cd {shlex.quote(folder.as_posix())} && "
        ready = "An archive is ready" + ("." if sample else ": `daybook import` brings digests into it.")
        say_unless_quiet(f"{ready} Look at it with: {enter}daybook serve")
    if host != "none":
        say_unless_quiet(f"Commit these files and push them. {NEXT[host]}")
        if not made.is_installable:
            place = (folder / "requirements.txt").as_posix()
            say_unless_quiet(f"But first name in {place} where pip finds Daybook: its comment says how.")
