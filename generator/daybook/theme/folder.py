"""The theme's files: read, checked, and made into the site's assets.

Style sheets are joined, and modules are given addresses that change as they do.
"""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.problems import InputError, Problem, UsageError
from daybook.text.file_names import is_publishable

STYLESHEET = "assets/style.css"
SCRIPT = "assets/js/site.js"
TEMPLATES = "templates/"
_STATIC, _STYLES = "static/", "static/css/"
_MODULE = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*|new URL\()(["'])(\.{1,2}/[^"']+\.js)\2""")

Theme = Mapping[str, bytes]
"""Files of a theme by their path, such as ``templates/base.html`` and ``static/css/10-tokens.css``."""


def theme_folders(theme_dir: Path | None) -> list[Path]:
    """Return the built-in theme's folder, then the folder of the maintainer's own files."""
    package = Path(__file__).parents[1]
    built_in = package / "_theme" if (package / "_theme").is_dir() else package.parents[1] / "theme"
    return [built_in, *([theme_dir] if theme_dir else [])]


def load_theme(folders: Iterable[Path]) -> Theme:
    """Read a theme; files of a later folder stand in the place of those of the same name in one before.

    Raises UsageError where a folder holds what is no file, InputError where a file cannot be used.
    """
    theme: dict[str, bytes] = {}
    faults: list[Problem] = []
    for folder in folders:
        found, problems = find_files(folder)
        if problems:
            raise UsageError(problems)
        held = {file.path: read_file(file.location) for file in found}
        faults += theme_faults(held, f"{folder.as_posix()}/")
        theme |= held
    if faults:
        raise InputError(faults)
    return theme


def theme_faults(theme: Theme, prefix: str = "") -> Iterator[Problem]:
    """What is wrong with a theme's files by themselves; ``prefix`` stands before a path in messages."""
    for path, data in sorted(theme.items()):
        place = prefix + path
        if path.startswith(_STATIC) and not path.startswith(_STYLES) and not is_publishable(path):
            remedy = "rename it with letters, digits, hyphens and dots, without blanks"
            yield Problem(place, 0, "has a name that some hosts or systems refuse", remedy)
        if path.startswith((TEMPLATES, _STYLES)) or (path.startswith(_STATIC) and path.endswith(".js")):
            try:
                data.decode("utf-8")
            except UnicodeDecodeError as error:
                line = data.count(b"\n", 0, error.start) + 1
                yield Problem(place, line, "is not UTF-8", "save it as UTF-8")


def templates(theme: Theme) -> dict[str, bytes]:
    """The theme's templates alone, by their path."""
    return {path: data for path, data in theme.items() if path.startswith(TEMPLATES)}


def assets(theme: Theme) -> dict[str, bytes]:
    """Give the theme's static files by their path in the site.

    Style sheets are joined in the order of their names into one; each module's relative imports carry the
    hash of all modules, so that a reader never mixes modules of two builds.
    """
    static = {path.removeprefix(_STATIC): data for path, data in theme.items() if path.startswith(_STATIC)}
    version = modules_version(theme)
    made = {STYLESHEET: _stylesheet(theme)}
    for path, data in sorted(static.items()):
        if path.startswith("css/"):
            continue
        made[f"assets/{path}"] = _versioned(data, version) if PurePosixPath(path).suffix == ".js" else data
    return made


def modules_version(theme: Theme) -> str:
    """A short hash of all modules together."""
    modules = (data for path, data in sorted(theme.items()) if path.endswith(".js"))
    return _short_hash(b"\0".join(modules))


def stylesheet_version(theme: Theme) -> str:
    """A short hash of the joined style sheet."""
    return _short_hash(_stylesheet(theme))


def _stylesheet(theme: Theme) -> bytes:
    sheets = (data for path, data in sorted(theme.items()) if path.startswith(_STYLES))
    return b"\n".join(data.removeprefix(BOM_UTF8) for data in sheets)  # in mid-file it would spoil a selector


def _short_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def _versioned(module: bytes, version: str) -> bytes:
    text = module.decode("utf-8-sig")
    return _MODULE.sub(lambda match: f"{match[1]}{match[2]}{match[3]}?v={version}{match[2]}", text).encode()
