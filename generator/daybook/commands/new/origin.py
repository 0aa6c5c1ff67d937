"""Find the origin of the running program: a new archive installs it, and calls the workflow there.

A release knows, as the workflow that makes it writes ``_release.json`` into the package. pip notes it for
what it installed from a repository (``direct_url.json``, PEP 610). Nothing else knows: such an archive gets a
copy of the workflow, rather than the name of a repository that could be anybody's.
"""

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import msgspec

from daybook import __version__
from daybook.disk.read import read_file

DISTRIBUTION = "daybook-papers"
_RELEASE = "_release.json"
_REPOSITORY = re.compile(r"https://github\.com/([\w.-]+/[\w.-]+?)(?:\.git)?/?")
_COMMIT = re.compile(r"[0-9a-f]{40}")


class ProgramOrigin(msgspec.Struct, frozen=True):
    """The version of the program, and the repository that it came from."""

    version: str = __version__
    repository: str = ""
    """On GitHub, such as ``owner/daybook``; empty if it is not known."""
    commit: str = ""
    url: str = ""
    """Of the repository that pip installed from; empty for a release."""

    @property
    def requirement(self) -> str:
        """The requirement by which pip installs this very version."""
        if self.url:
            return f"{DISTRIBUTION} @ git+{self.url}@{self.commit}"
        return f"{DISTRIBUTION}=={self.version}"


def find_origin(package: Path) -> ProgramOrigin:
    """Return where the package in a folder came from."""
    try:
        if (package / _RELEASE).is_file():
            return _checked(msgspec.json.decode(read_file(package / _RELEASE), type=ProgramOrigin))
        return _installed(distribution(DISTRIBUTION).read_text("direct_url.json") or "{}")
    except (PackageNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return ProgramOrigin()


def _installed(text: str) -> ProgramOrigin:
    """Read what pip noted. Raises ValueError, KeyError, TypeError or AttributeError for anything else."""
    noted = json.loads(text)
    url, commit = noted["url"], noted["vcs_info"]["commit_id"]
    named = _REPOSITORY.fullmatch(url)
    if not url.startswith("https://") or "@" in url:  # a name or password is not for a file in a repository
        return ProgramOrigin()
    return _checked(ProgramOrigin(repository=named[1] if named else "", commit=commit, url=url))


def _checked(origin: ProgramOrigin) -> ProgramOrigin:
    """Return an origin that can be written into files, else one that knows nothing."""
    is_plain = re.fullmatch(r"[0-9A-Za-z.+-]+", origin.version) and not re.search(r"[\s'\"#]", origin.url)
    return origin if is_plain and _COMMIT.fullmatch(origin.commit) else ProgramOrigin()
