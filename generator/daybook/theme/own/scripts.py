"""Find imports of modules that lead nowhere, and hooks: what scripts look for in pages.

An import leads nowhere if the file is missing, or does not export the name.

A browser reports such an import to its console alone, and the page stays without the script.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath

from msgspec import Struct

_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
_FROM = re.compile(
    r"""\b(?:import|export)\s*(?P<names>\{[^}]*\}|\*(?:\s*as\s+\w+)?|\w+(?:\s*,\s*\{[^}]*\})?)\s*from\s*"""
    r"""["'](?P<path>\.{1,2}/[^"']+)["']"""
    r"""|(?:\{(?P<taken>[^{}]*)\}\s*=\s*await\s+)?\bimport\s*\(?\s*["'](?P<lone>\.{1,2}/[^"']+)["']"""
    r"""|\bnew\s+URL\(\s*["'](?P<url>\.{1,2}/[^"']+\.js)["']"""
)
_DECLARED = re.compile(
    r"\bexport\s+(?P<default>default\b)?\s*(?:(?:async\s+)?function\b\s*\*?|const|let|var|class)?\s*(?P<name>\w+)?"
)
_LISTED = re.compile(r"\bexport\s*\{([^}]*)\}")
_ALL = re.compile(r"\bexport\s*\*\s*from\b")


class Import(Struct, frozen=True):
    line: int
    path: str
    """Of the module, from the theme's root."""
    names: tuple[str, ...]


def imports_of(path: str, text: str) -> Iterator[Import]:
    """Yield the relative imports of a module, with the names that it takes."""
    source = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for found in _FROM.finditer(source):
        target = found["path"] or found["lone"] or found["url"]
        names = found["names"] or ""
        taken = _names(names[names.find("{") + 1 :].rstrip("}")) if "{" in names else ()
        if found["taken"] is not None:
            taken = _names(found["taken"].replace(":", " as "))
        if re.match(r"\w", names):
            taken = ("default", *taken)
        line = source.count("\n", 0, found.start()) + 1
        yield Import(line, normpath(join(dirname(path), target)), tuple(taken))


def _names(listed: str) -> tuple[str, ...]:
    """Return the names that an import takes from a module: ``a`` of ``a as b``, and of ``a = 1``."""
    parts = (re.split(r"\s+as\s+|=", part)[0].strip() for part in listed.split(","))
    return tuple(part for part in parts if part and not part.startswith("..."))


def exports_of(text: str) -> set[str] | None:
    """Return the names that a module exports; None if it passes on all names of another."""
    source = _COMMENT.sub(" ", text)
    if _ALL.search(source):
        return None
    names: set[str] = set()
    for found in _DECLARED.finditer(source):
        names |= {"default"} if found["default"] else {found["name"]} if found["name"] else set()
    for listed in _LISTED.findall(source):
        parts = (re.split(r"\s+as\s+", part.strip())[-1] for part in listed.split(","))
        names |= {part for part in parts if part}
    return names


def broken_imports(modules: Mapping[str, str]) -> Iterator[tuple[str, Import, str, str]]:
    """Yield the importing module, its import, what is wrong, and the missing name ("" for a missing file)."""
    exports = {path: exports_of(text) for path, text in modules.items()}
    for path, text in sorted(modules.items()):
        for one in imports_of(path, text):
            if one.path not in modules:
                yield path, one, f"imports {one.path}, which the theme has not", ""
                continue
            exported = exports[one.path]
            for name in one.names if exported is not None else ():
                if exported is not None and name not in exported:
                    yield path, one, f"imports `{name}` from {one.path}, which does not export it", name


_ID = re.compile(r"\sid=\"([a-z][\w-]*)\"")
_DATA = re.compile(r"\s(data-[a-z][a-z-]*)")


def hooks_of(template: str, scripts: Iterable[str]) -> set[str]:
    """Return the ids (``#said``) and attributes (``data-root``) of a template that scripts look for."""
    source = "\n".join(scripts)
    ids = {f"#{name}" for name in _ID.findall(template)}
    found = {hook for hook in ids if hook in source or f'("{hook[1:]}")' in source}
    return found | {name for name in _DATA.findall(template) if name in source or _camel(name) in source}


def has_hook(template: str, hook: str) -> bool:
    """Return whether a template has an id or attribute."""
    return (f'id="{hook[1:]}"' if hook.startswith("#") else hook) in template


def _camel(name: str) -> str:
    """Return how scripts read an attribute: ``dataset.searchOpen`` of ``data-search-open``."""
    first, *others = name.removeprefix("data-").split("-")
    return "dataset." + first + "".join(part.capitalize() for part in others)
