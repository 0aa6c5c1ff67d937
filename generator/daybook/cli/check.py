"""The command ``daybook check``."""

from __future__ import annotations

import time
from pathlib import Path

import click

from daybook.cli import options
from daybook.cli.console import count_problems, describe_size, finish, report, say
from daybook.text.plain_text import count


@click.command("check")
@options.content
@options.output
@options.base_url
@click.option("--skip-digests", is_flag=True, help="Do not read saved digests again: `build` told of them.")
def check_command(content_dir: Path, output_dir: Path, base_url: str | None, skip_digests: bool) -> None:
    """Find every problem in content and in the built site: the gate before a deployment."""
    from daybook.commands.check.check import check
    from daybook.content.site_toml import load_settings

    started = time.monotonic()
    checked = check(
        content_dir, output_dir, load_settings(content_dir, base_url), with_digests=not skip_digests
    )
    report(checked.problems)
    say(
        f"Checked {count(checked.papers, 'paper')} on {count(checked.days, 'day')},"
        f" {describe_size(checked.size)}: {count_problems(checked.problems)},"
        f" {time.monotonic() - started:.1f} s"
    )
    finish(checked.problems)
