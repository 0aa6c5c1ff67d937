"""The seams of the code: who may import whom, who may print, and how long things may grow."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "generator" / "daybook"
FILES = sorted(place for place in PACKAGE.rglob("*.py") if "__pycache__" not in place.parts)
NAMES = [place.relative_to(PACKAGE).as_posix() for place in FILES]


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((PACKAGE / name).read_text("utf-8"))


def module_of(name: str) -> str:
    return ".".join(["daybook", *Path(name).with_suffix("").parts]).removesuffix(".__init__")


MODULES = {module_of(name): name for name in NAMES}


def imports(name: str) -> set[str]:
    """Modules of the package that a file imports, but for types alone."""
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for inner in ast.walk(node):
                inner.skipped = True  # type: ignore[attr-defined]
    for node in ast.walk(tree(name)):
        if getattr(node, "skipped", False):
            continue
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{name}: imports are absolute"
            whole = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (whole & MODULES.keys()) or {node.module}
            if not whole <= MODULES.keys():
                found.add(node.module)
    return {module for module in found if module in MODULES and module != "daybook"}


def reached(name: str) -> set[str]:
    """All files of the package that a file leads to."""
    done: set[str] = set()
    pending = [name]
    while pending:
        for module in imports(pending.pop()):
            if MODULES[module] not in done:
                done.add(MODULES[module])
                pending.append(MODULES[module])
    return done


def test_what_is_looked_at() -> None:
    assert len(NAMES) > 40
    assert imports("cli.py")
    assert "model.py" in reached("cli.py")


def test_what_is_known_imports_nothing_of_ours() -> None:
    assert imports("model.py") == imports("views.py") == set()


LAYERS = {
    "text.py": {"content", "pages", "plan", "build", "cli"},
    "addresses.py": {"content", "pages", "plan", "build", "cli"},
    "content/__init__.py": {"pages", "render", "publish", "build", "search", "check", "digests", "importing"},
    "digests/__init__.py": {"content", "pages", "render", "publish", "build", "search", "check", "importing"},
    "plan.py": {"pages", "render", "publish", "build", "digests", "importing", "search"},
    "pages/__init__.py": {"render", "publish", "build", "digests", "importing", "search", "check"},
    "render.py": {"publish", "build", "digests", "importing", "search"},
    "publish.py": {"content", "pages", "render", "build", "digests", "importing", "search", "plan"},
    "importing.py": {"pages", "render", "publish", "build", "search", "check"},
    "search/__init__.py": {"content", "pages", "render", "publish", "build", "digests", "importing", "plan"},
    "check/__init__.py": {"render", "build", "search", "pages"},
    "build.py": {"cli", "serve", "check", "console"},
}
"""What a file must not lead to, however long the way."""


@pytest.mark.parametrize("name", LAYERS)
def test_the_order_of_the_stages(name: str) -> None:
    tops = {Path(other).parts[0].removesuffix(".py") for other in reached(name)}
    assert tops & LAYERS[name] == set()


def test_nothing_imports_the_command_line() -> None:
    rim = ("cli.py", "cli_fetch.py", "__main__.py")
    assert [
        name for name in NAMES if name not in rim and any(part.startswith("cli") for part in imports(name))
    ] == []


def test_no_circles() -> None:
    assert [name for name in NAMES if name in reached(name)] == []


def used(name: str) -> set[str]:
    """Every name with dots that a file uses, and the functions it calls, as they are written."""
    found = set()
    for node in ast.walk(tree(name)):
        if isinstance(node, (ast.Attribute, ast.Name)):
            found.add(ast.unparse(node))
        if (
            isinstance(node, ast.FormattedValue)
            and node.format_spec
            and re.search("%[a-zA-Z]", ast.unparse(node.format_spec))
        ):
            found.add("strftime")
    return found


LONGER: dict[str, int] = {}
"""Files that are longer than they should be, and by how much they may be."""
RIM = ("__main__.py", "cli.py", "cli_fetch.py", "console.py")
PRINTS = re.compile(
    r"print|click\.(?:echo|secho)|sys\.(?:exit|stdout|stderr|stdin)|os\._exit|input|logging\.(?:basicConfig|debug|info|warning|error)"
)
CLOCK = re.compile(
    r"(?:.*\.)?(?:strftime|now|today|utcnow|strptime)|time\.time|random\..*|uuid\..*|os\.environ.*|locale\..*"
)


def test_only_the_command_line_prints_and_exits() -> None:
    assert any(PRINTS.fullmatch(word) for word in used("console.py"))
    told = {name: sorted(filter(PRINTS.fullmatch, used(name))) for name in NAMES if name not in RIM}
    assert {name: words for name, words in told.items() if words} == {"forked.py": ["os._exit"]}  # of a fork


def test_the_clock_and_the_locale_have_no_part_in_the_output() -> None:
    """Days are fetched by today's date; nothing else knows it."""
    apart = RIM
    below = [name for name in NAMES if name not in apart and not name.startswith(("fetch/", "enrich/"))]
    asked = {name: sorted(filter(CLOCK.fullmatch, used(name))) for name in below}
    found = {name: words for name, words in asked.items() if words}
    assert found == {}


def test_nothing_is_run_that_was_read() -> None:
    for name in NAMES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("eval", "exec", "compile", "os.system", "__import__"), name
                assert not called.startswith(("marshal.", "subprocess.")), name
                assert not called.startswith("pickle.") or name == "forked.py", name  # to and from a fork
                assert called not in ("yaml.load", "yaml.full_load", "yaml.unsafe_load"), name


def test_files_are_opened_with_an_encoding() -> None:
    for name in NAMES:
        for node in ast.walk(tree(name)):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            given = [*node.args, *(word for word in node.keywords if word.arg == "encoding")]
            if node.func.attr == "read_text":
                assert given, f"{name}:{node.lineno}"
            if node.func.attr == "write_text":
                assert len(given) > 1, f"{name}:{node.lineno}"


def test_templates_escape_and_know_all_their_names() -> None:
    calls = [
        node
        for name in NAMES
        for node in ast.walk(tree(name))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Environment"
    ]
    assert len(calls) == 1
    given = {word.arg: ast.unparse(word.value) for word in calls[0].keywords}
    assert given["autoescape"] == "True"
    assert given["undefined"] == "StrictUndefined"
    for place in (ROOT / "theme" / "templates").iterdir():
        assert not re.search(r"\|\s*safe\b|autoescape", place.read_text("utf-8")), place.name


def test_html_that_is_not_escaped_is_made_in_one_place() -> None:
    makers = [name for name in NAMES if re.search(r"\bMarkup\(", (PACKAGE / name).read_text("utf-8"))]
    assert makers == ["markup.py"]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_grows_too_long(name: str) -> None:
    assert len((PACKAGE / name).read_text("utf-8").splitlines()) <= LONGER.get(name, 300)
    for node in ast.walk(tree(name)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert node.end_lineno is not None
            assert node.end_lineno - node.lineno < 50, f"{name}: {node.name}"


@pytest.mark.parametrize("name", NAMES)
def test_every_file_says_what_it_is(name: str) -> None:
    assert ast.get_docstring(tree(name))
