"""Imports of modules that lead nowhere are found; those of the built-in scripts all lead somewhere."""

from __future__ import annotations

from functools import cache

import pytest

from daybook.theme.own import scripts
from daybook.theme.own.scripts import Import, broken_imports, exports_of, imports_of
from tests.conftest import ROOT

FOLDER = ROOT / "theme"
MODULES = {path.relative_to(FOLDER).as_posix(): path.read_text("utf-8") for path in FOLDER.rglob("*.js")}


@pytest.mark.parametrize(
    ("line", "path", "names"),
    [
        ('import { a, b as c } from "./x.js";', "js/x.js", ("a", "b")),
        ('import {\n  a,\n  b,\n} from "../x.js";', "x.js", ("a", "b")),
        ("import * as all from './x.js'", "js/x.js", ()),
        ('import one from "./x.js";', "js/x.js", ("default",)),
        ('import one, { a } from "./x.js";', "js/x.js", ("default", "a")),
        ('import "./deep/x.js";', "js/deep/x.js", ()),
        ('export { a, b as c } from "./x.js";', "js/x.js", ("a", "b")),
        ('export * from "./x.js";', "js/x.js", ()),
        ('const { a, b: c, d = 1 } = await import("./x.js");', "js/x.js", ("a", "b", "d")),
        ('import("./x.js").then((one) => one.run());', "js/x.js", ()),
        ('new Worker(new URL("./x.js", import.meta.url));', "js/x.js", ()),
    ],
)
def test_imports(line: str, path: str, names: tuple[str, ...]) -> None:
    assert list(imports_of("js/a.js", f"// first\n{line}")) == [Import(2, path, names)]


@pytest.mark.parametrize(
    "text",
    [
        '// import { a } from "./x.js";',
        '/* import "./x.js"; */',
        'const important = "./x.js";',
        'import { a } from "https://elsewhere.example/x.js";',
        "",
    ],
)
def test_what_is_no_import(text: str) -> None:
    assert list(imports_of("js/a.js", text)) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("export function a() {}\nexport async function b() {}\nexport function* c() {}", {"a", "b", "c"}),
        ("export const a = 1;\nexport let b;\nexport class C {}", {"a", "b", "C"}),
        ("const a = 1;\nexport { a, b as c };", {"a", "c"}),
        ("export default function run() {}", {"default"}),
        ('export { a } from "./x.js";', {"a"}),
        ("// export const a = 1;\nfunction b() {}", set()),
        ('export * from "./x.js";', None),
    ],
)
def test_exports(text: str, names: set[str] | None) -> None:
    assert exports_of(text) == names


def test_the_built_in_scripts_fit_each_other() -> None:
    assert list(broken_imports(MODULES)) == []
    assert sum(len(one.names) for path, text in MODULES.items() for one in imports_of(path, text)) > 80


@pytest.fixture
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each script be read once, though it is compared with others many times."""
    monkeypatch.setattr(scripts, "exports_of", cache(exports_of))
    monkeypatch.setattr(scripts, "imports_of", cache(lambda *given: tuple(imports_of(*given))))


@pytest.mark.usefixtures("read_once")
def test_each_missing_export_of_a_built_in_script_is_found() -> None:
    """A module without exports breaks all that take a name from it, and one that is gone all that name it."""
    for path in MODULES:
        check_uses(path)


def check_uses(path: str) -> None:
    """Check that all that use a script are found if it has no exports, or is gone."""
    users = {
        user
        for user, text in MODULES.items()
        for one in scripts.imports_of(user, text)
        if one.path == path and one.names
    }
    emptied = {found[0] for found in broken_imports({**MODULES, path: ""})}
    assert emptied == users - {path}
    named = {
        user for user, text in MODULES.items() for one in scripts.imports_of(user, text) if one.path == path
    }
    gone = {name: text for name, text in MODULES.items() if name != path}
    assert {found[0] for found in broken_imports(gone)} == named
