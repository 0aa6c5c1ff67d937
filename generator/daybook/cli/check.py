"""The command ``daybook check``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from daybook.cli import options
from daybook.cli.console import close, describe_size, finish, progress, report
from daybook.text.plain_text import count


@click.command("check")
@options.content
@options.output
@options.base_url
@click.option("--skip-digests", is_flag=True, help="Do not read saved digests again: `build` told of them.")
@options.volume
def check_command(content_dir: Path, output_dir: Path, base_url: str | None, skip_digests: bool) -> None:
    """Find every problem in content and in the built site: the gate before a deployment."""
    from daybook.commands.check.check import check
    from daybook.content.site_toml import load_settings

    started = time.monotonic()
    settings = load_settings(content_dir, base_url)
    with progress() as show:
        checked = check(content_dir, output_dir, settings, show, with_digests=not skip_digests)
    report(checked.problems)
    line = f"Checked {count(checked.papers, 'paper')} on {count(checked.days, 'day')},"
    line += f" {count(checked.size.files, 'file')}:"
    close(line, checked.problems, time.monotonic() - started, describe_size(checked.size))
    finish(checked.problems)
