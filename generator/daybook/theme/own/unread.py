"""Files of an own theme folder that nothing reads: mostly in the wrong folder, or of a misspelt name."""

import re
from collections.abc import Collection, Iterator
from posixpath import basename

from daybook.problems import Problem, Severity, nearest
from daybook.theme.folder import STATIC, STYLES, TEMPLATES, Theme
from daybook.theme.languages import LANGUAGES
from daybook.theme.own.copying import VERSIONS

_FOLDERS = {".html": TEMPLATES, ".xml": TEMPLATES, ".css": STYLES, ".js": f"{STATIC}js/"}
_PLAIN = (VERSIONS, "README.md", "LICENSE")


def unread_files(own: Theme, built_in: Theme, used: Collection[str], label: str) -> Iterator[Problem]:
    """Yield a warning for each file that nothing reads; ``used`` are names of templates that others use."""
    if not own.keys() - set(_PLAIN):
        remedy = "put templates into templates/ and styles into static/css/, or name another with --theme-dir"
        yield Problem(label, 0, "the theme folder holds nothing that is read", remedy, Severity.WARNING)
    for path in sorted(own):
        what = "nothing reads this file"
        if path.startswith(TEMPLATES):
            if path in built_in or path.removeprefix(TEMPLATES) in used:
                continue
            what = "no page uses this template"
        elif path.startswith(STYLES):
            if path.endswith(".css"):
                continue
            what = "is not a style sheet, and only these are read here"
        elif path.startswith(STATIC) or path in _PLAIN or re.match(rf"{LANGUAGES}.*\.pot?\Z", path):
            continue
        yield Problem(f"{label}{path}", 0, what, _remedy(path, built_in), Severity.WARNING)


def _remedy(path: str, built_in: Theme) -> str:
    """Return where a file belongs: its name in the built-in theme, or the nearest name there."""
    name = basename(path)
    by_name = {basename(known): known for known in built_in}
    folder = next((folder for ending, folder in _FOLDERS.items() if path.endswith(ending)), "")
    near = name if name in by_name else nearest(name, by_name) if folder == TEMPLATES else ""
    if near and by_name[near] != path:
        return f"did you mean {by_name[near]}?"
    if path.startswith(TEMPLATES):
        return "let a template include or extend it, or delete it"
    if path.startswith(STYLES) or not folder:
        return f"put it below {STATIC} to publish it, or delete it"
    return f"move it to {folder}{name}"
