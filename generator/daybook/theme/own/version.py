"""The version of the built-in file that each own file was made from: ``theme.toml`` in the own folder.

[made_from]
"templates/base.html" = "0f3c5a7b9d1e2f40"
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from daybook.disk.read import read_file
from daybook.disk.write import replace_file
from daybook.problems import Problem, Severity, UsageError, shown
from daybook.settings.toml import line_of, parse_toml

VERSIONS = "theme.toml"
_TABLE = "made_from"
_HEAD = "# The versions of the built-in files that files here were made from. `daybook theme` writes this.\n"


def version_of(data: bytes) -> str:
    """Return the version of a file: 16 hexadecimal digits of its SHA-256."""
    return hashlib.sha256(data).hexdigest()[:16]


def read_versions(folder: Path) -> tuple[Mapping[str, str], list[Problem]]:
    """Return the version by path, and a problem for each mistake."""
    file = folder / VERSIONS
    if not file.is_file():
        return {}, []
    data = read_file(file)
    try:
        table = parse_toml(file.as_posix(), data)
    except UsageError as error:
        return {}, [*error.problems]
    found = table.get(_TABLE, {})
    strange = [key for key in table if key != _TABLE]
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        strange, found = [_TABLE], {}
    versions: dict[str, str] = found
    problems: list[Problem] = []
    for key in strange:
        what = f"`{shown(key)}` is not what `daybook theme` writes"
        problems.append(Problem(file.as_posix(), line_of(data, key), what, "take it out"))
    for path in sorted(versions):
        if not (folder / path).is_file():
            what, remedy = f"names {shown(path)}, which is not here", "take the line out"
            line = line_of(data, _TABLE, path)
            problems.append(Problem(file.as_posix(), line, what, remedy, Severity.WARNING))
    return versions, problems


def write_versions(folder: Path, versions: Mapping[str, str]) -> None:
    """Write the version by path, sorted."""
    lines = [f'"{path}" = "{versions[path]}"\n' for path in sorted(versions)]
    folder.mkdir(parents=True, exist_ok=True)
    replace_file(folder / VERSIONS, "".join((_HEAD, f"\n[{_TABLE}]\n", *lines)).encode("utf-8"))
