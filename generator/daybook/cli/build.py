"""The commands ``daybook build`` and ``daybook rollback``."""

import time
from pathlib import Path
from typing import Any

import click

from daybook.cli import options
from daybook.cli.console import (
    VERBOSE,
    close_build,
    finish,
    progress,
    report,
    say,
    say_unless_quiet,
    set_volume,
)
from daybook.text.plain_text import count


@click.command("build", short_help="Import new digests and build the site.")
@options.content
@options.output
@options.theme
@options.base_url
@click.option("-s", "--strict", is_flag=True, help="Publish nothing if there is a warning.")
@options.jobs
@click.option(
    "--scheduler", metavar="ADDRESS", help="Compute on the Dask cluster of this scheduler (tcp://…)."
)
@click.option("--allow-removals", is_flag=True, help="Publish a site without pages that the last one had.")
@click.option("--clean", is_flag=True, help="Make every page, without what an earlier build left.")
@click.option("--stock-index", is_flag=True, help="Also write Lunr's own index to search/lunr.json.")
@click.option("--commit", default="", metavar="HASH", help="State in provenance.json what content is of.")
@click.option("--timings", is_flag=True, help="Print what each stage took and each part costs.")
@options.volume
def build_command(allow_removals: bool, timings: bool, **given: Any) -> None:
    """Import new files under content/digests, then build the whole site.

    The new site replaces the old one at the end; if anything fails, the old one stays whole.
    """
    from daybook.commands.build.build import build
    from daybook.commands.build.options import Options
    from daybook.site.provenance import is_commit

    started = time.monotonic()
    if not is_commit(given["commit"]):
        raise click.BadParameter("give all digits of a commit's hash", param_hint="--commit")
    with progress() as show:
        asked = Options(**given, removals="allow" if allow_removals else "refuse", progress=show)
        built = build(asked)
    report(built.problems)
    if timings:
        from daybook.site.costs import costs_of, table

        say(asked.timings.table())
        say(table(costs_of(asked.output_dir)))
        set_volume(click.get_current_context(), VERBOSE)
    close_build(built, asked.output_dir.as_posix(), started)
    finish(built.problems)


@click.command("rollback", short_help="Put the site before this one back.")
@options.output
@options.volume
def rollback_command(output_dir: Path) -> None:
    """Put the site before this one back; run it again to bring this one back."""
    from daybook.content.location import require_content
    from daybook.site.swap import rollback

    if not output_dir.exists():
        require_content(Path("content"))
    started = time.monotonic()
    files = count(rollback(output_dir), "file")
    took = f"{time.monotonic() - started:.1f} s"
    say_unless_quiet(f"{output_dir.as_posix()} is as it was before: {files}, {took}")
