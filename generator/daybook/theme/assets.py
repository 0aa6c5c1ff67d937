"""The site's assets, made of the theme's static files: one style sheet, scripts, images and fonts.

The address of the style sheet and of each script has a hash as its query, so that browsers cache it until
it changes. All modules share one hash: a reader never mixes modules of two builds.

Some scripts have the modules that they import in them: each is one request instead of many, which a browser
makes six at a time, and level by level. There a module is a function at the end of the script, so that the
lines of the script stay, and an import is a call of the function, which runs once.
"""

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Mapping
from posixpath import dirname, join, normpath, relpath

from daybook.text.words import ENGLISH, Words
from daybook.theme.folder import STATIC, STYLES, Theme
from daybook.theme.script_phrases import with_phrases

_STYLESHEET = "assets/style.css"
_SCRIPTS = "assets/js/"
_MODULE = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*|new URL\()(["'])(\.{1,2}/[^"']+\.js)\2""")
"""A relative import in a module."""
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?!!)(?:(?!\*/).)*\*/[ \t]*$|//(?!#).*?$)", re.MULTILINE | re.DOTALL)
"""A comment that has its lines for itself."""
_KEPT_COMMENT = re.compile("licen[cs]e|copyright|@preserve", re.IGNORECASE)


def make_assets(theme: Theme, words: Words = ENGLISH) -> dict[str, bytes]:
    """Return the assets by path in the site, without the icons that are drawn.

    Style sheets are joined in the order of their names; relative imports in scripts get the modules' hash,
    phrases their language, comments are left out, and some scripts have what they import in them.
    """
    files = {
        path.removeprefix(STATIC): data
        for path, data in sorted(theme.items())
        if path.startswith(STATIC) and not path.startswith(STYLES)
    }
    sources = {path: data.decode("utf-8-sig") for path, data in files.items() if path.endswith(".js")}
    scripts = {path: with_phrases(without_comments(text), words) for path, text in sources.items()}
    published = scripts | {path: joined(path, scripts) for path in JOINED if path in scripts}
    hashed = rf"\1\2\3?v={_modules_hash(theme, words)}\2"
    files |= {path: _MODULE.sub(hashed, text).encode() for path, text in published.items()}
    return {_STYLESHEET: _stylesheet(theme)} | {f"assets/{path}": data for path, data in files.items()}


def stylesheet_address(theme: Theme) -> str:
    """Return the style sheet's address from the site's root."""
    return f"{_STYLESHEET}?v={_short_hash(_stylesheet(theme))}"


def script_address(name: str, theme: Theme, words: Words = ENGLISH) -> str:
    """Return the address of a module that pages load, such as ``site.js``, from the site's root."""
    return f"{_SCRIPTS}{name}?v={_modules_hash(theme, words)}"


def _modules_hash(theme: Theme, words: Words) -> str:
    modules = [data for path, data in sorted(theme.items()) if path.endswith(".js")]
    return _short_hash(b"\0".join([*modules, words.key.encode()] if words.phrases else modules))


def _stylesheet(theme: Theme) -> bytes:
    styles = (path for path in sorted(theme) if path.startswith(STYLES) and path.endswith(".css"))
    sheets = (theme[path] for path in styles)
    return b"\n".join(data.removeprefix(BOM_UTF8) for data in sheets)  # inside, it would spoil a selector


def _short_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def without_comments(script: str) -> str:
    """Return a script without the comments that have lines for themselves, a third of its bytes.

    Their lines stay, empty, so that all else keeps its line. Text over several lines may look like a comment:
    a script that has any stays as it is.
    """
    if any(line.count("`") % 2 for line in _COMMENT.sub("", script).split("\n")):
        return script
    return _COMMENT.sub(
        lambda found: found[0] if _KEPT_COMMENT.search(found[0]) else "\n" * found[0].count("\n"), script
    )


JOINED = (
    *("js/site.js", "js/search/worker/worker.js", "js/search/ui/page.js", "js/search/ui/dialog.js"),
    "js/search/rank/identifiers.js",
)
"""The script of every page, what searches, what shows it, and what reads the address of a missing page. Other
scripts import the same modules by themselves, so these keep no state that two need."""
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
