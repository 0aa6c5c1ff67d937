"""The theme's modules: which imports which, and that those of the search page are loaded all at once."""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import dirname, normpath

import pytest

from tests.conftest import ROOT

SCRIPTS = ROOT / "theme/static/js/search"
FOLDERS = ("ui", "worker", "rank", "lunr", "index")
"""Modules import from their own folder and those after it."""
_LOADED = re.compile(r'\bimport\("(\.{1,2}/[^"]+)\.js"\)')
_IMPORT = re.compile(r'^(?:import|\} from).*"(\.{1,2}/[^"]+)\.js";$', re.MULTILINE)


def imports(module: str) -> set[str]:
    """Return the modules that a module imports statically, but `site.js`, which each page has loaded."""
    text = (SCRIPTS / f"{module}.js").read_text("utf-8")
    return {normpath(f"{dirname(module)}/{path}") for path in _IMPORT.findall(text)} - {"../site"}


def closure(module: str) -> set[str]:
    """Return the modules that are loaded with a module."""
    found: set[str] = set()
    waiting = [module]
    while waiting:
        new = imports(waiting.pop()) - found
        found |= new
        waiting += new
    return found


def test_the_search_page_names_every_module_it_loads() -> None:
    text = (SCRIPTS / "ui/use.js").read_text("utf-8")
    named = sorted(normpath(f"ui/{path}") for path in _LOADED.findall(text))
    assert named == sorted({"ui/page", *closure("ui/page")})


def test_the_worker_imports_every_module_it_loads() -> None:
    assert imports("worker/worker") == closure("worker/worker")


@pytest.mark.parametrize("path", sorted(SCRIPTS.rglob("*.js")), ids=lambda path: path.stem)
def test_modules_import_in_one_direction(path: Path) -> None:
    module = path.relative_to(SCRIPTS).with_suffix("").as_posix()
    place = FOLDERS.index(dirname(module))
    assert {dirname(other) for other in imports(module)} <= set(FOLDERS[place:])
