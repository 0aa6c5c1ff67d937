"""Scripts published with the modules that they import in them: each is one request instead of many.

These are the script of every page, what searches, what shows it, and what reads the address of a missing
page. A browser fetches their modules six at a time, and level by level. Others import the same modules by
themselves, so these keep no state that two need.
Published, a module is a function at the end of the script, so that the lines of the script stay, and its
import is a call of the function, which runs once.
"""

import re
from collections.abc import Mapping
from posixpath import dirname, join, normpath, relpath

JOINED = (
    *("js/site.js", "js/search/worker/worker.js", "js/search/ui/page.js", "js/search/ui/dialog.js"),
    "js/search/rank/identifiers.js",
)
_ONE_FOR_ALL = "js/search/worker/client"
"""The module that keeps state: it is imported by all."""

_IMPORT = re.compile(r'^import (\{[^}]*\}) from "(\.{1,2}/[^"]+)\.js";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function|class) ([\w$]+))", re.MULTILINE)
_NO_FUNCTION = re.compile(r"^(?:import|export|await)\b|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)
"""Statements that no function at another place can have, but a module of a theme of one's own may."""


class _Unjoined(Exception):
    """A module cannot be a function, or imports itself."""


def joined(path: str, scripts: Mapping[str, str]) -> str:
    """Return a script with all modules that it imports from; as it is if one of them can be no function."""
    functions: dict[str, str] = {}
    imports: dict[str, str] = {}

    def with_calls(importer: str) -> str:
        def call(found: re.Match[str]) -> str:
            name = normpath(join(dirname(importer), found[2]))
            names, part = found[1].replace(" as ", ": "), _part(name)
            if name == _ONE_FOR_ALL:
                imports[name] = f'import * as {part} from "{_relative(name, path)}.js";\n'
                return f"const {names} = {part};"
            if name not in functions:
                functions[name] = ""
                functions[name] = as_function(name)
            elif not functions[name]:
                raise _Unjoined(name)
            return f"const {names} = ({part}.made ??= {part}());"

        return _IMPORT.sub(call, scripts.get(importer, "import"))

    def as_function(name: str) -> str:
        body = with_calls(f"{name}.js")
        exported = _EXPORT.findall(body)
        body = _EXPORT.sub("", body)
        if _NO_FUNCTION.search(body):
            raise _Unjoined(name)
        return f"function {_part(name)}() {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}}\n"

    try:
        return "\n".join([with_calls(path), *functions.values(), *imports.values()])
    except _Unjoined:
        return scripts[path]


def _part(name: str) -> str:
    return re.sub(r"\W", "_", name.removeprefix("js/"))


def _relative(name: str, importer: str) -> str:
    path = relpath(name, dirname(importer))
    return path if path.startswith(".") else f"./{path}"
