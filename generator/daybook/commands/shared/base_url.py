"""Compare the base URL of the settings with that of the site in the output folder."""

from collections.abc import Iterator
from pathlib import Path

from daybook.disk.read import read_file
from daybook.problems import Problem, Severity, shown
from daybook.settings import DEFAULT_BASE_URL, Settings
from daybook.site.provenance import recorded_base_url
from daybook.text.addresses import PROVENANCE


def last_base_url(output: Path) -> str:
    """Return the base URL that the last site was built for; empty if nothing says."""
    try:
        return recorded_base_url(read_file(output / PROVENANCE))
    except (OSError, ValueError):
        return ""


def unset_base_url(content_dir: Path, output: Path) -> Problem:
    """Return a note, or a warning if the last site in the output folder was built for another address."""
    what = f"no base_url is set, so absolute addresses begin with {DEFAULT_BASE_URL}"
    place = (content_dir / "site.toml").as_posix()
    last = last_base_url(output)
    if last in ("", DEFAULT_BASE_URL):
        return Problem(place, 0, what, "set it before you publish the site", Severity.NOTE)
    remedy = f"set `base_url` there, or give --base-url {shown(last)} to each build"
    what += f", and those of the last site with {shown(last)}"
    return Problem(place, 0, what, remedy, Severity.WARNING)


def base_url_problems(output: Path, built_for: str, settings: Settings) -> Iterator[Problem]:
    """Yield the one problem of a base URL that is not set, or not the one that the site was built for."""
    place, built = output.as_posix(), shown(built_for)
    if settings.base_url == DEFAULT_BASE_URL:
        what = f"no base_url is set, and absolute addresses begin with {built or DEFAULT_BASE_URL}"
        remedy = "set `base_url` in site.toml, or give --base-url to each build and check"
        yield Problem(place, 0, what, remedy, Severity.WARNING)
    elif built_for and built_for != settings.base_url:
        what = f"the site was built for {built}, and is checked for {settings.base_url}"
        yield Problem(place, 0, what, "build it for the address that it will have")
