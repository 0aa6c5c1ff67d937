"""Report that an archive does not say at which address its site will be."""

from __future__ import annotations

from pathlib import Path

from daybook.disk.read import read_file
from daybook.problems import Problem, Severity, shown
from daybook.settings import DEFAULT_BASE_URL
from daybook.site.provenance import recorded_base_url
from daybook.text.addresses import PROVENANCE


def unset_base_url(content_dir: Path, output: Path) -> Problem:
    """Return a note, or a warning if the last site in the output folder was built for another address."""
    what = f"no base_url is set, so absolute addresses begin with {DEFAULT_BASE_URL}"
    place = (content_dir / "site.toml").as_posix()
    last = _last_base_url(output)
    if last in ("", DEFAULT_BASE_URL):
        return Problem(place, 0, what, "set it before you publish the site", Severity.NOTE)
    remedy = f"set `base_url` there, or give --base-url {shown(last)} to each build"
    what += f", and those of the last site with {shown(last)}"
    return Problem(place, 0, what, remedy, Severity.WARNING)


def _last_base_url(output: Path) -> str:
    try:
        return recorded_base_url(read_file(output / PROVENANCE))
    except (OSError, ValueError):
        return ""
