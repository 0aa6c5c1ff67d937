"""Read and check the files of a theme."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.problems import InputError, Problem, UsageError
from daybook.text.file_names import is_publishable
from daybook.text.line_ends import with_lf

TEMPLATES = "templates/"
STATIC, STYLES = "static/", "static/css/"
BUILT_IN = "!"
"""Before a template's name: the built-in one, which a maintainer's own template of that name can extend."""
_TEXTS = (
    ".html", ".xml", ".json", ".txt", ".css", ".js", ".mjs", ".svg", ".md", ".toml", ".csv", ".po", ".pot",
)  # fmt: skip
OWN_THEME = Path("theme")
"""The folder of a maintainer's own files, unless another is named."""

Theme = Mapping[str, bytes]
"""The files of a theme by path, such as ``templates/base.html`` and ``static/css/10-tokens.css``."""


def theme_folders(theme_dir: Path | None) -> list[Path]:
    """Return the built-in theme's folder, then that of the maintainer's own files, if it is another."""
    package = Path(__file__).parents[1]
    built_in = package / "_theme" if (package / "_theme").is_dir() else package.parents[1] / "theme"
    is_own = theme_dir is not None and theme_dir.resolve() != built_in.resolve()
    return [built_in, theme_dir] if theme_dir and is_own else [built_in]


def load_theme(folders: Iterable[Path]) -> Theme:
    """Read a theme; a file of a later folder replaces the one with its path in earlier folders.

    Raises UsageError for links and devices in a folder, InputError for a file that cannot be used.
    """
    theme: dict[str, bytes] = {}
    faults: list[Problem] = []
    for folder in folders:
        files = read_theme(folder)
        faults += check_files(files, f"{folder.as_posix()}/")
        theme = {**with_built_in(theme, files), **files}
    if faults:
        raise InputError(faults)
    return theme


def with_built_in(theme: Theme, files: Theme) -> dict[str, bytes]:
    """Return a theme with a second name for each template that ``files`` replace: `BUILT_IN` before it."""
    replaced = templates(theme).keys() & files.keys()
    return {**theme, **{path.replace(TEMPLATES, TEMPLATES + BUILT_IN, 1): theme[path] for path in replaced}}


def read_theme(folder: Path) -> Theme:
    """Read the files of a folder; texts have LF as line ends, so that a site is the same from any checkout.

    Raises UsageError for links and devices.
    """
    found, problems = find_files(folder)
    if problems:
        raise UsageError(problems)
    files = {file.path: read_file(file.location) for file in found}
    return {path: with_lf(data) if path.endswith(_TEXTS) else data for path, data in files.items()}


@contextmanager
def naming_folders(folders: Sequence[Path]) -> Iterator[None]:
    """Put the folder of a template before its path in the problems of an InputError."""
    try:
        yield
    except InputError as error:
        found = (replace(one, path=_with_folder(one.path, folders)) for one in error.problems)
        raise InputError(found) from error


def _with_folder(path: str, folders: Sequence[Path]) -> str:
    if not path.startswith(TEMPLATES):
        return path
    if path.startswith(TEMPLATES + BUILT_IN):
        path, folders = path.replace(BUILT_IN, "", 1), folders[:1]
    places = (folder / path for folder in reversed(folders))
    return next((place.as_posix() for place in places if place.is_file()), path)


def check_files(theme: Theme, prefix: str) -> Iterator[Problem]:
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
