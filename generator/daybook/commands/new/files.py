"""The files of a new archive, filled in: for every archive, for its host, and the sample's digests."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from daybook.commands.new.origin import ProgramOrigin
from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.text.plain_text import one_line
from daybook.text.slugs import hyphenated

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'"
)
"""The Content-Security-Policy that a host sends: it allows all that pages of any version need."""
PACKAGE = Path(__file__).parents[2]
"""The folder of the package, in which a release notes where it came from."""
_TOP = PACKAGE.parents[1]
_TEXTS = Path(__file__).with_name("texts")
_UNRELEASED = """\
# `daybook new` could not tell where its program came from: it was installed from a copy. pip finds the
# version below once it is released. Until then name a repository that has it, by the commit, instead:
#   daybook-papers @ git+https://github.com/OWNER/daybook@COMMIT
"""
_COPIED = "./.github/workflows/archive.yml"
"""The call of a copied workflow: linters and servers before July 2026 do not know ``$/`` for ``./``."""
_FIELD = re.compile(r"<<(\w+)>>")
_MARK = re.compile(r"^# daybook new: ([0-9a-f]{16})\n", re.MULTILINE)
_UNMARKED = (".md", ".python-version", "site.toml")
"""Endings of files that are the owner's from the start, or have no comments."""


def files_for(what: str, name: str, origin: ProgramOrigin) -> dict[str, bytes]:
    """Return files by path: those of every archive (``archive``), or those that a host needs.

    ``name`` is that of the archive's folder. The host ``none`` needs no files.
    """
    files = _filled(what, _values(name, origin))
    if what == "github" and not origin.repository:
        shipped = PACKAGE / "_archive.yml"  # the wheel takes it from the top of the repository
        workflow = shipped if shipped.is_file() else _TOP / ".github" / "workflows" / "archive.yml"
        files[".github/workflows/archive.yml"] = _marked(read_file(workflow))
    return files


def sample_digests() -> dict[str, bytes]:
    """Return the invented digests of the sample, by path in an archive."""
    shipped = PACKAGE / "_sample"
    folder = shipped if shipped.is_dir() else _TOP / "content" / "digests"
    return {f"content/digests/{file.path}": read_file(file.location) for file in find_files(folder)[0]}


def is_as_written(text: bytes) -> bool:
    """Return whether a file is one that `daybook new` wrote and nobody changed."""
    decoded = text.decode("utf-8", "replace").replace("\r\n", "\n")
    marks = _MARK.findall(decoded)
    return marks == [_hash(_MARK.sub("", decoded).encode())]


def _values(name: str, origin: ProgramOrigin) -> dict[str, str]:
    words = one_line(re.sub(r"[-_]+", " ", name)) or "papers"
    heading = words[0].upper() + words[1:]
    called = f"{origin.repository}/.github/workflows/archive.yml@{origin.commit} # v{origin.version}"
    escaped = re.sub(r'[\\"]', lambda match: "\\" + match[0], heading)
    return {
        "heading": re.sub(r"[<>&\\`*_\[\]]", lambda match: f"\\{match[0]}", heading),
        "title": f'"{escaped}"',
        "slug": hyphenated(name) or "papers",
        "policy": POLICY,
        "requirement": origin.requirement,
        "unreleased": "" if origin.commit else _UNRELEASED,
        "workflow": called if origin.repository else f"{_COPIED} # zizmor: ignore[self-repository]",
    }


def _filled(folder: str, values: Mapping[str, str]) -> dict[str, bytes]:
    """Return the texts of a folder below `texts/` by path, filled in and marked."""
    files: dict[str, bytes] = {}
    for file in find_files(_TEXTS / folder)[0]:
        path = re.sub(r"(^|/)dot-", r"\1.", file.path)
        text = _FIELD.sub(lambda match: values[match[1]], read_file(file.location).decode("utf-8")).encode()
        files[path] = text if path.endswith(_UNMARKED) else _marked(text)
    return files


def _marked(text: bytes) -> bytes:
    """Return a text with a line that holds its hash, by which a later run knows whether it was changed."""
    return text + f"# daybook new: {_hash(text)}\n".encode("ascii")


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:16]
