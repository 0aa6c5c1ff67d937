"""The theme's modules: none imports another in a circle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from posixpath import dirname, normpath

import pytest

from daybook.theme.own.scripts import imports_of
from tests.conftest import ROOT

ALL = {
    path.relative_to(ROOT / "theme/static/js").as_posix(): path.read_text("utf-8")
    for path in (ROOT / "theme/static/js").rglob("*.js")
}
SCRIPTS = ROOT / "theme/static/js/search"
FOLDERS = ("ui", "worker", "rank", "lunr", "index", "../site")
"""Modules import from their own folder and those after it."""
ENTRIES = {"site.js", "search/ui/use.js"}
"""What pages load, by templates."""
_IMPORT = re.compile(r'^(?:import|\} from).*"(\.{1,2}/[^"]+)\.js";$', re.MULTILINE)


def imports(module: str) -> set[str]:
    """Return the modules that a module imports statically."""
    text = (SCRIPTS / f"{module}.js").read_text("utf-8")
    return {normpath(f"{dirname(module)}/{path}") for path in _IMPORT.findall(text)}


@pytest.mark.parametrize("path", sorted(SCRIPTS.rglob("*.js")), ids=lambda path: path.stem)
def test_modules_import_in_one_direction(path: Path) -> None:
    module = path.relative_to(SCRIPTS).with_suffix("").as_posix()
    place = FOLDERS.index(dirname(module))
    assert {dirname(other) for other in imports(module)} <= set(FOLDERS[place:])


def circle(modules: Mapping[str, str]) -> list[str]:
    """Return modules that lead to one another, by imports as they are used too; mostly none."""
    graph = {path: {one.path for one in imports_of(path, text)} for path, text in modules.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_no_script_leads_to_itself() -> None:
    assert len(ALL) > 40
    assert circle(ALL) == []


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("site/words.js", 'import { make } from "../site.js";'),
        ("map/papers.js", 'import { within } from "./view.js";'),
        ("search/ui/results.js", 'const show = () => import("./panel.js").then(({ Panel }) => new Panel());'),
        ("search/worker/engine.js", 'new Worker(new URL("./client.js", import.meta.url));'),
    ],
)
def test_a_circle_of_scripts_is_found(path: str, line: str) -> None:
    assert path in circle({**ALL, path: f"{line}\n{ALL[path]}"})


def test_no_script_imports_what_pages_load() -> None:
    imported = {one.path for path, text in ALL.items() for one in imports_of(path, text)}
    assert imported & ENTRIES == set()


def test_what_features_share_imports_nothing_else() -> None:
    shared = [path for path in ALL if dirname(path) == "site"]
    assert "site/words.js" in shared
    assert {dirname(one.path) for path in shared for one in imports_of(path, ALL[path])} == {"site"}
