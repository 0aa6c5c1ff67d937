"""The command ``daybook new``."""

from __future__ import annotations

from pathlib import Path

import click

from daybook.cli import options
from daybook.cli.console import tell
from daybook.text.plain_text import count

HOSTS = ("github", "gitlab", "cloudflare", "netlify", "none")


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
    from daybook.commands.new.new import State, new
    from daybook.problems import shown

    made = new(folder, host, sample=sample)
    for file in made.files:
        if file.state is State.NEW and file.path.startswith("content/digests/"):
            continue
        tell(f"{file.state:<9} {(folder / file.path).as_posix()}")
        for line in file.difference.splitlines():
            tell(f"    {shown(line, 1000)}")
    samples = sum(file.path.startswith("content/digests/") for file in made.files)
    if samples:
        tell(f"{State.NEW:<9} {(folder / 'content/digests').as_posix()}/ ({samples} invented digests)")
    if made.was_there:
        own = count(sum(file.state is State.OWN for file in made.files), "file")
        tell(
            f"The archive's content is as it was, and so {'is' if own == '1 file' else 'are'} {own} of yours."
        )
        return
    enter = "" if folder == Path() else f"cd {folder.as_posix()} && "
    tell(f"An archive is ready. Look at it with: {enter}daybook serve")
