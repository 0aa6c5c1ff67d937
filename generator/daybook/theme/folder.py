"""Read and check the files of a theme."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.problems import InputError, Problem, UsageError
from daybook.text.file_names import is_publishable

TEMPLATES = "templates/"
STATIC, STYLES = "static/", "static/css/"
BUILT_IN = "!"
"""Before a template's name: the built-in one, which a maintainer's own template of that name can extend."""

Theme = Mapping[str, bytes]
"""The files of a theme by path, such as ``templates/base.html`` and ``static/css/10-tokens.css``."""


def theme_folders(theme_dir: Path | None) -> list[Path]:
    """Return the built-in theme's folder, then the folder of the maintainer's own files."""
    package = Path(__file__).parents[1]
    built_in = package / "_theme" if (package / "_theme").is_dir() else package.parents[1] / "theme"
    return [built_in, *([theme_dir] if theme_dir else [])]


def load_theme(folders: Iterable[Path]) -> Theme:
    """Read a theme; a file of a later folder replaces the one with its path in earlier folders.

    Raises UsageError for links and devices in a folder, InputError for a file that cannot be used.
    """
    theme: dict[str, bytes] = {}
    faults: list[Problem] = []
    for folder in folders:
        found, problems = find_files(folder)
        if problems:
            raise UsageError(problems)
        files = {file.path: read_file(file.location) for file in found}
        faults += check_files(files, f"{folder.as_posix()}/")
        replaced = templates(theme).keys() & files.keys()
        theme |= {path.replace(TEMPLATES, TEMPLATES + BUILT_IN, 1): theme[path] for path in replaced}
        theme |= files
    if faults:
        raise InputError(faults)
    return theme


def check_files(theme: Theme, prefix: str = "") -> Iterator[Problem]:
    """Yield the problems of a theme's file names and encodings; messages have ``prefix`` before a path."""
    for path, data in sorted(theme.items()):
        place = prefix + path
        if path.startswith(STATIC) and not path.startswith(STYLES) and not is_publishable(path):
            remedy = "rename it with letters, digits, hyphens and dots, without blanks"
            yield Problem(place, 0, "has a name that some hosts or systems refuse", remedy)
        if path.startswith((TEMPLATES, STYLES)) or (path.startswith(STATIC) and path.endswith(".js")):
            try:
                data.decode("utf-8")
            except UnicodeDecodeError as error:
                line = data.count(b"\n", 0, error.start) + 1
                yield Problem(place, line, "is not UTF-8", "save it as UTF-8")


def templates(theme: Theme) -> dict[str, bytes]:
    """Return the theme's templates by path."""
    return {path: data for path, data in theme.items() if path.startswith(TEMPLATES)}
