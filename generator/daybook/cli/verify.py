"""The command ``daybook verify``."""

import time
from pathlib import Path

import click

from daybook.cli import options
from daybook.cli.console import close, finish, progress, report, say_unless_quiet
from daybook.text.plain_text import count


@click.command("verify", short_help="Compare a site with the record of its build.")
@click.argument("site", metavar="[URL | FOLDER]", default="site")
@click.option(
    "--record",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Compare with this provenance.json, such as an attested one, in place of the site's.",
)
@click.option("--rebuild", is_flag=True, help="Also build the site's commit again, in this repository.")
@options.content
@options.volume
def verify_command(site: str, record: Path | None, content_dir: Path, *, rebuild: bool) -> None:
    """Compare a site with its record, provenance.json.

    Every file is read, in a folder or as it is served, and must be what was built.
    """
    from daybook.commands.verify.rebuild import rebuilt
    from daybook.commands.verify.site_files import Folder, Served
    from daybook.commands.verify.verify import verify
    from daybook.disk.read import read_file
    from daybook.problems import Problem
    from daybook.text.addresses import PROVENANCE

    started = time.monotonic()
    place = Served(site) if "://" in site else Folder(Path(site))
    with progress() as show:
        done = verify(place, read_file(record) if record else None, show)
    problems = list(done.problems)
    origin = done.record.origin
    if rebuild:
        with rebuilt(origin, Path(), content_dir.as_posix()) as again:
            if again != done.data:
                what = "is not what its commit gives when it is built again"
                problems.append(Problem(place.name(PROVENANCE), 0, what, "ask who built it, and how"))
    report(problems)
    commit = f" of commit {origin.commit[:12]}" if origin.commit else ""
    say_unless_quiet(f"Record {done.record.sha256} by Daybook {origin.version}{commit}")
    close(f"Compared {count(done.compared, 'file')}:", problems, started)
    finish(problems)
