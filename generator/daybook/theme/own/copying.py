"""Copy built-in files of the theme into an own folder, compare them, and note which version they fit.

The version of the built-in file that each own file was made from is in ``theme.toml`` of the own folder:

[made_from]
"templates/base.html" = "0f3c5a7b9d1e2f40"
"""

import difflib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from posixpath import basename

from daybook.disk.read import read_file
from daybook.disk.write import replace_file
from daybook.problems import Problem, Severity, UsageError, nearest, refusal, shown
from daybook.settings.toml import line_of, parse_toml
from daybook.theme.folder import Theme, read_theme, theme_folders
from daybook.theme.languages import ALL_PHRASES

_LONGEST_LINE = 500


def copy_files(theme_dir: Path, names: Sequence[str]) -> list[str]:
    """Copy built-in files into an own folder, and note their versions; return their paths.

    Raises UsageError for files that the built-in theme lacks or the folder has.
    """
    built_in = _built_in(theme_dir)
    paths = [_path_of(name, built_in, "the built-in theme") for name in names]
    taken = [path for path in paths if (theme_dir / path).exists()]
    if taken:
        what, remedy = "is there already", "delete it first, or compare it with `daybook theme diff`"
        raise UsageError(Problem((theme_dir / path).as_posix(), 0, what, remedy) for path in taken)
    for path in paths:
        (theme_dir / path).parent.mkdir(parents=True, exist_ok=True)
        replace_file(theme_dir / path, built_in[path])
    _note(theme_dir, built_in, paths)
    return paths


def note_fitting(theme_dir: Path, names: Sequence[str]) -> list[str]:
    """Note that own files fit the built-in ones of this version; return their paths.

    Raises UsageError for files that the folder lacks, or that replace no built-in one.
    """
    built_in, own = _built_in(theme_dir), _own(theme_dir)
    paths = [_path_of(name, own, theme_dir.as_posix()) for name in names]
    if other := [path for path in paths if path not in built_in]:
        what = "replaces no built-in file, so there is nothing to fit"
        raise UsageError(Problem((theme_dir / path).as_posix(), 0, what, "leave it out") for path in other)
    _note(theme_dir, built_in, paths)
    return paths


def differences(theme_dir: Path, names: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """Yield the path of each own file that replaces a built-in one, and how it differs, as a unified diff.

    Without names, of all files that differ. Raises UsageError as `note_fitting` does.
    """
    built_in, own = _built_in(theme_dir), _own(theme_dir)
    paths = [_path_of(name, own, theme_dir.as_posix()) for name in names] or sorted(own)
    for path in paths:
        if path in built_in and own[path] != built_in[path]:
            yield path, _diff(built_in[path], own[path], path, theme_dir)
        elif names:
            yield path, "" if path in built_in else f"{path}: there is no built-in file of this name\n"


def _diff(before: bytes, after: bytes, path: str, theme_dir: Path) -> str:
    if b"\0" in before + after:
        return f"{path}: the files differ\n"
    old, new = (data.decode("utf-8", "replace").splitlines() for data in (before, after))
    lines = difflib.unified_diff(old, new, f"built-in/{path}", (theme_dir / path).as_posix(), lineterm="")
    return "".join(f"{shown(line, _LONGEST_LINE)}\n" for line in lines)


def _own(theme_dir: Path) -> Theme:
    if not theme_dir.is_dir():
        remedy = "`daybook theme copy FILE` makes one; or name another with --theme-dir"
        raise refusal(theme_dir.as_posix(), "there is no such theme folder", remedy)
    return read_theme(theme_dir)


def _built_in(theme_dir: Path) -> Theme:
    folders = theme_folders(theme_dir)
    if len(folders) == 1:
        remedy = "name a folder of your own with --theme-dir"
        raise refusal(theme_dir.as_posix(), "is the built-in theme itself", remedy)
    return read_theme(folders[0])


def _path_of(name: str, theme: Theme, label: str) -> str:
    """Return the path of a file by its path, or by its name alone if only one has it."""
    if name in theme:
        return name
    found = [path for path in theme if basename(path) == name]
    if len(found) == 1:
        return found[0]
    by_name = {basename(path): path for path in theme}
    near = nearest(name, theme) or by_name.get(nearest(basename(name), by_name), "")
    remedy = f"did you mean {near}?" if near else "theme/README.md of Daybook's repository names them"
    if found:
        remedy = f"one of {', '.join(sorted(found))}"
    what = f"{shown(label)} has {'several files' if found else 'no file'} of this name"
    raise refusal(name, what, remedy)


def _note(theme_dir: Path, built_in: Theme, paths: Sequence[str]) -> None:
    before, _ = read_versions(theme_dir)  # a build reports mistakes
    kept = {path: version for path, version in before.items() if (theme_dir / path).is_file()}
    # The list of all phrases is copied to be translated under another name, and replaces nothing.
    new = {path: version_of(built_in[path]) for path in paths if path != ALL_PHRASES}
    if new:
        write_versions(theme_dir, {**kept, **new})


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
