"""The command line: the only part that prints, exits, and knows of a terminal.

Exit codes: 0 success, 1 problems in the input, 2 wrong usage or settings or a machine that refuses,
130 interrupted. Data goes to standard output, everything else to standard error.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from daybook import __version__
from daybook.cli.console import (
    INTERRUPTED,
    PROBLEMS,
    SUCCESS,
    USAGE,
    content_option,
    extent,
    fault,
    finish,
    progress,
    report,
    say,
    summary,
    weight,
)
from daybook.cli.fetch import enrich_command, fetch_command
from daybook.problems import DaybookError, UsageError
from daybook.process import Second, all_cores
from daybook.text.plain_text import count

_output = click.option(
    "-o",
    "--output-dir",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("site"),
    show_default=True,
    help="Folder of the site.",
)
_theme = click.option(
    "--theme-dir",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Folder of templates and styles to stand before the built-in ones.  [default: theme, where it is]",
)
_base_url = click.option(
    "-b", "--base-url", metavar="URL", help="Address of the site; wins over site.toml's."
)
_jobs = click.option(
    "-j", "--jobs", type=click.IntRange(min=1), help="Processes to render pages with.  [default: all cores]"
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Start with: daybook import digests/ --year 2025 && daybook serve",
)
@click.version_option(__version__, "-V", "--version", prog_name="daybook")
def daybook() -> None:
    """Turn saved digests of research papers into an archive one can read, search and deploy."""


@daybook.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--year", type=click.IntRange(1991, 2199), help="Year of digests that tell only month and day.")
@content_option
def import_command(paths: Sequence[Path], year: int | None, content_dir: Path) -> None:
    """Read digests (files, or folders of them) into the content folder.

    Each is kept as it came under digests/ there. Pages that people changed keep their words.
    """
    from daybook.archive.importing import import_digests
    from daybook.parallel import processes

    started = time.monotonic()
    content_dir.mkdir(parents=True, exist_ok=True)
    with processes(all_cores()) as several:
        done = import_digests(content_dir, paths, year, several)
    problems = (*done.problems, *done.content.problems)
    report(problems)
    counts = done.counts
    days = {day for page in done.content.papers.values() for day in page.paper.appearances}
    say(
        f"Imported {count(done.digests, 'digest')}"
        + (f" ({done.known} known before)" if done.known else "")
        + f": {count(counts.records, 'record')} = {count(counts.papers, 'new paper')}"
        f" + {count(counts.repeats, 'repeat')} + {counts.rejected:,} rejected;"
        f" the archive has {count(len(done.content.papers), 'paper')} on"
        f" {count(len({day.day for day in days}), 'day')};"
        f" {count(len(done.written), 'file')} written, {weight(problems)}, {time.monotonic() - started:.1f} s"
    )
    finish(problems)


@daybook.command("build")
@content_option
@_output
@_theme
@_base_url
@click.option("-s", "--strict", is_flag=True, help="Publish nothing where there is a warning.")
@_jobs
@click.option(
    "--scheduler", metavar="ADDRESS", help="Render on the Dask cluster of this scheduler (tcp://…)."
)
@click.option("--allow-removals", is_flag=True, help="Publish a site without pages that the last one had.")
@click.option("--clean", is_flag=True, help="Make every page anew, without what an earlier build left.")
@click.option("--stock-index", is_flag=True, help="Also write Lunr's own index to search/lunr.json.")
@click.option("--timings", is_flag=True, help="Print what each stage took: seconds, items, memory.")
@click.pass_obj
def build_command(
    second: Second | None,
    content_dir: Path,
    output_dir: Path,
    theme_dir: Path | None,
    base_url: str | None,
    strict: bool,
    jobs: int | None,
    scheduler: str | None,
    allow_removals: bool,
    clean: bool,
    stock_index: bool,
    timings: bool,
) -> None:
    """Import what is new under content/digests, then build the whole site.

    The old site is swapped for the new one at the end, or stays whole where anything fails.
    """
    from daybook.commands.build.build import Options, build

    started = time.monotonic()
    with progress() as told:
        built = build(
            options := Options(
                content_dir=content_dir,
                output_dir=output_dir,
                theme_dir=own_theme(theme_dir),
                base_url=base_url,
                strict=strict,
                jobs=jobs or all_cores(),
                scheduler=scheduler,
                removals="remember" if allow_removals else "refuse",
                clean=clean,
                stock_index=stock_index,
                progress=told,
            ),
            second,
        )
    report(built.problems)
    if timings:
        say(options.timings.table())
    say(summary(built, output_dir, time.monotonic() - started))
    finish(built.problems)


@daybook.command("rollback")
@_output
def rollback_command(output_dir: Path) -> None:
    """Put the site before this one back, as it was; once more brings this one back."""
    from daybook.site.releases import rollback

    started = time.monotonic()
    files = count(rollback(output_dir), "file")
    say(f"{output_dir.as_posix()} is as it was before: {files}, {time.monotonic() - started:.1f} s")


@daybook.command("serve")
@content_option
@_theme
@_base_url
@_jobs
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("-p", "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port.")
def serve_command(
    content_dir: Path,
    theme_dir: Path | None,
    base_url: str | None,
    jobs: int | None,
    host: str,
    port: int,
) -> None:
    """Build, serve, and build again whenever content or theme change. Stop with Ctrl+C.

    Pages reload by themselves; the last good build stays up while a new one fails, with what is wrong.
    """
    import watchfiles

    from daybook.commands.build.build import Options
    from daybook.commands.serve.serve import serving
    from daybook.disk.lock import work_folder

    output = work_folder(content_dir) / "serve"
    theme = own_theme(theme_dir)
    options = Options(
        content_dir=content_dir,
        output_dir=output,
        theme_dir=theme,
        base_url=base_url,
        jobs=jobs or all_cores(),
    )
    with serving(options, host, port) as server:
        _rebuild(server.rebuild, (), output)
        say(f"Serving at {server.url} (stop with Ctrl+C)")
        folders = [folder for folder in (content_dir, theme) if folder]
        for changes in watchfiles.watch(*folders, debounce=200, step=50, raise_interrupt=True):
            _rebuild(server.rebuild, [Path(place) for _, place in changes], output)


def _rebuild(rebuild: Callable[[Sequence[Path]], Any], changed: Sequence[Path], output: Path) -> None:
    started = time.monotonic()
    try:
        built = rebuild(changed)
    except DaybookError as error:
        report(error.problems)
        say("The last good build stays up.")
    except (OSError, MemoryError) as error:
        say(f"{fault(error)}\nThe last good build stays up.")
    else:
        report(built.problems)
        say(summary(built, output, time.monotonic() - started))


@daybook.command("check")
@content_option
@_output
@_base_url
def check_command(content_dir: Path, output_dir: Path, base_url: str | None) -> None:
    """Find every problem in content and in the built site; the gate before a deployment."""
    from daybook.commands.build.build import load_settings
    from daybook.commands.check.check import check

    started = time.monotonic()
    checked = check(content_dir, output_dir, load_settings(content_dir, base_url))
    report(checked.problems)
    say(
        f"Checked {count(checked.papers, 'paper')} on {count(checked.days, 'day')},"
        f" {extent(checked.budget)}: {weight(checked.problems)}, {time.monotonic() - started:.1f} s"
    )
    finish(checked.problems)


def own_theme(theme_dir: Path | None) -> Path | None:
    """The folder of a maintainer's own templates: the one named, else ``theme`` where there is one."""
    return theme_dir or (Path("theme") if Path("theme").is_dir() else None)


daybook.add_command(fetch_command)
daybook.add_command(enrich_command)


def main(second: Second | None = None) -> NoReturn:
    """Run the command line and exit; ``second`` is a process that was started ahead, for a build."""
    signal.signal(signal.SIGTERM, _terminated)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = daybook.main(prog_name="daybook", standalone_mode=False, obj=second)
        gc.freeze()  # all memory is given back at once: no need to look for cycles in it first
        sys.exit(code if isinstance(code, int) else SUCCESS)
    except DaybookError as error:
        report(error.problems)
        click.echo(
            "Nothing was published." if not isinstance(error, UsageError) else "Nothing was done.", err=True
        )
        sys.exit(USAGE if isinstance(error, UsageError) else PROBLEMS)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted; the site is whole: the old one, or the new one if it was ready.", err=True)
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        # An interrupt that passed through exec() of a string, as dataclasses use it, makes CPython end the
        # process by SIGINT although it was caught (Python/pythonrun.c, _Py_UnhandledKeyboardInterrupt).
        os._exit(INTERRUPTED)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(SUCCESS)
    except (OSError, MemoryError) as error:
        click.echo(f"{fault(error)}\nThe site is as it was.", err=True)
        sys.exit(USAGE)
    except Exception as error:
        if not isinstance(error.__cause__, MemoryError):  # as Pygments hands it on
            raise
        click.echo(f"{fault(error.__cause__)}\nThe site is as it was.", err=True)
        sys.exit(USAGE)


def _terminated(_signal: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
