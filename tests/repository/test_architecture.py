"""The layout of the package, the direction of its imports, who prints, and how long things may grow."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from jinja2 import StrictUndefined

import daybook
import daybook.digests
from daybook.pages import KINDS
from daybook.theme import templates
from tests.conftest import ROOT

PACKAGE = ROOT / "generator" / "daybook"
FILES = sorted(place for place in PACKAGE.rglob("*.py") if "__pycache__" not in place.parts)
NAMES = [place.relative_to(PACKAGE).as_posix() for place in FILES]

ORDER = (
    {"__main__"},
    {"cli"},
    {"commands"},
    {"pages"},
    {"insights"},
    {"archive"},
    {"content", "search", "citations", "images"},
    {"theme", "site", "parallel"},
    {"digests", "sources", "disk", "settings"},
    {"model", "problems", "progress", "settled", "text"},
    {"__init__"},
)
"""Packages and modules of the root: each imports only from sets below its own."""
COMMANDS = {"build", "check", "edits", "enrich", "fetch", "new", "serve", "shared", "verify"}
"""Those with several stages, each a package; those that change content; what several share."""
DIGESTS = (
    {"__init__"},
    {"saved_pages"},
    {"data", "mails"},
    {"bibliographies", "feeds", "markdown", "newsletters", "rows"},
    {"tally"},
    {"records"},
    {"digest_file", "fields"},
    {"date_hint", "encoding", "limits", "other_files", "syntax"},
)
"""The same for what is in ``digests/``."""


def levels(order: tuple[set[str], ...]) -> dict[str, int]:
    return {name: level for level, names in enumerate(order) for name in names}


LEVEL = levels(ORDER)
INNER = {"digests": levels(DIGESTS)}
"""Packages within which there is an order too."""
MOST_FILES, MOST_PARAMETERS, MOST_LINES = 10, 5, 40


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((PACKAGE / name).read_text("utf-8"))


def part(name: str, package: str = "") -> str:
    """The package or module below a package, or below the root, that a file belongs to."""
    return Path(name).relative_to(package).parts[0].removesuffix(".py")


@cache
def imported(source: ast.Module) -> set[str]:
    """Every module or name of the package that a file imports, for types alone too, as a dotted name."""
    found = set()
    for node in ast.walk(source):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.removeprefix("daybook.") for name in found if name.split(".")[0] == "daybook"}


def parts_imported(source: ast.Module, package: str = "") -> set[str]:
    """The packages and modules below a package, or below the root, that a file imports from.

    Any other name is one of the package's ``__init__``, such as the version.
    """
    above = f"{package}." if package else ""
    known = INNER.get(package, LEVEL)
    tops = {
        name.removeprefix(above).partition(".")[0]
        for name in imported(source)
        if f"{name}.".startswith(above)
    }
    return {top if top in known else "__init__" for top in tops}


def wrong_way(name: str, source: ast.Module, package: str = "") -> list[str]:
    """The parts that a file imports from against the order."""
    own, known = part(name, package), INNER.get(package, LEVEL)
    return sorted(top for top in parts_imported(source, package) - {own} if known[top] <= known[own])


def files_imported(source: ast.Module) -> set[str]:
    """The files of the package that a file imports."""
    found = set()
    for dotted in imported(source):
        paths = dotted.replace(".", "/")
        above = paths.rpartition("/")[0]
        options = (f"{paths}.py", f"{paths}/__init__.py", f"{above}.py", f"{above}/__init__.py")
        found.add(next((option for option in options if option in NAMES), ""))
    return found - {""}


def modules_reached(name: str) -> set[str]:
    """All files that a file of the package leads to, by imports of modules."""
    done: set[str] = set()
    pending = [name]
    while pending:
        new = files_imported(tree(pending.pop())) - done
        done |= new
        pending += new
    return done


def circle_of_parts(folder: str, sources: Mapping[str, ast.Module]) -> list[str]:
    """The modules and packages of a folder that import one another in a circle; mostly none."""
    graph: dict[str, set[str]] = {}
    for name in filter(lambda name: name.startswith(folder), sources):
        own = part(name, folder)
        others = {part(other, folder) for other in files_imported(sources[name]) if other.startswith(folder)}
        graph.setdefault(own, set()).update(others - {own})
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def test_the_root_lists_the_stages() -> None:
    root = {place.name.removesuffix(".py") for place in PACKAGE.iterdir() if place.name != "__pycache__"}
    assert root == set(LEVEL)
    assert sum(place.suffix == ".py" for place in PACKAGE.iterdir()) <= MOST_FILES
    packages = {place.name for place in (PACKAGE / "commands").iterdir() if place.is_dir()}
    assert packages - {"__pycache__"} == COMMANDS


def test_the_architecture_page_names_every_package_once() -> None:
    page = daybook.__doc__ or ""
    for name in LEVEL.keys() - {"__init__", "__main__"}:
        assert len(re.findall(rf"^    {name}(?:/|\.py)? ", page, re.MULTILINE)) == 1, name


def test_the_page_of_the_readers_names_each_of_their_packages_once() -> None:
    page = daybook.digests.__doc__ or ""
    places = [place for place in (PACKAGE / "digests").iterdir() if place.name != "__pycache__"]
    assert {place.name.removesuffix(".py") for place in places} == INNER["digests"].keys()
    for name in INNER["digests"].keys() - {"__init__"}:
        assert len(re.findall(rf"^    {name}(?:/|\.py)? ", page, re.MULTILINE)) == 1, name


def test_imports_point_one_way() -> None:
    wrong = {name: wrong_way(name, tree(name)) for name in NAMES}
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("theme/code.py", "from daybook.citations.bibtex import bibtex_entry"),
        ("pages/paper.py", "from daybook.commands.build.options import Options"),
        ("search/files.py", "import daybook.content.page"),
        ("disk/read.py", "if TYPE_CHECKING:\n    from daybook.digests import read_digest"),
        ("model.py", "def late():\n    from daybook.text import dates"),
        ("commands/build/build.py", "from daybook import cli"),
    ],
)
def test_an_import_that_points_back_is_found(name: str, line: str) -> None:
    assert wrong_way(name, ast.parse(line))


@pytest.mark.parametrize("package", INNER)
def test_imports_within_a_package_point_one_way(package: str) -> None:
    files = [name for name in NAMES if name.startswith(f"{package}/")]
    wrong = {name: wrong_way(name, tree(name), package) for name in files}
    assert {name: found for name, found in wrong.items() if found} == {}


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("digests/rows/values.py", "from daybook.digests.newsletters.html_blocks import html_blocks"),
        ("digests/markdown/lists.py", "from daybook.digests import read_digest"),
        ("digests/fields/names.py", "from daybook.digests import records"),
        ("digests/data/xml_records.py", "import daybook.digests.mails.eml"),
        ("digests/syntax/json_text.py", "def late():\n    from daybook.digests.fields import names"),
    ],
)
def test_an_import_that_points_back_within_digests_is_found(name: str, line: str) -> None:
    assert wrong_way(name, ast.parse(line), "digests")


def test_no_module_leads_to_itself() -> None:
    assert len(modules_reached("cli/main.py")) > 40
    assert [name for name in NAMES if name in modules_reached(name)] == []


FOLDERS = sorted({f"{Path(name).parent.as_posix()}/" for name in NAMES} - {"./"})


def test_parts_of_a_package_import_in_one_direction() -> None:
    assert {"insights/", "pages/", "commands/", "text/"} <= set(FOLDERS)
    sources = {name: tree(name) for name in NAMES}
    assert {folder: found for folder in FOLDERS if (found := circle_of_parts(folder, sources))} == {}


@pytest.mark.parametrize(
    ("folder", "name", "line"),
    [
        ("insights/", "insights/texts/words.py", "from daybook.insights.topics.names import written"),
        ("pages/", "pages/base/planning.py", "from daybook.pages.parts.similar import similar_papers"),
        ("commands/", "commands/shared/reports.py", "from daybook.commands.build.options import Options"),
        ("text/", "text/latex_tables.py", "import daybook.text.marked.nodes"),
    ],
)
def test_parts_that_import_one_another_are_found(folder: str, name: str, line: str) -> None:
    assert circle_of_parts(folder, {**{name: tree(name) for name in NAMES}, name: ast.parse(line)})


def test_the_modules_of_pages_are_the_kinds() -> None:
    modules = {place.stem for place in (PACKAGE / "pages").glob("*.py")} - {"__init__"}
    assert modules == {kind.__module__.rpartition(".")[2] for kind in KINDS}


def missing_names(source: ast.Module) -> list[str]:
    """Names that a file imports from the package and that are not there."""
    found = []
    for node in ast.walk(source):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "daybook":
            module = import_module(node.module or "")
            modules = {one.name for one in iter_modules(getattr(module, "__path__", []))}
            found += [alias.name for alias in node.names if alias.name not in {*vars(module), *modules}]
    return found


def test_measurements_import_what_there_is() -> None:
    """No run of the tests runs all of them."""
    files = sorted((ROOT / "tests" / "bench").rglob("*.py"))
    assert len(files) > 5
    sources = {place.name: ast.parse(place.read_text("utf-8")) for place in files}
    assert {name: found for name, source in sources.items() if (found := missing_names(source))} == {}
    assert missing_names(ast.parse("from daybook.insights.similar import Similar, similars")) == ["similars"]


def test_a_page_kind_is_a_module_named_as_its_template() -> None:
    for kind in KINDS:
        module = kind.__module__.rpartition(".")[2]
        if not kind.template:
            assert module == kind.kind.replace("-", "_")
            continue
        template = kind.template.rpartition(".")[0].replace("-", "_")
        assert module == ("missing" if template == "404" else template)
        assert (ROOT / "theme" / "templates" / kind.template).is_file()


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


RIM = ("__main__.py", "cli/")
PRINTS = re.compile(
    r"print|click\.(?:echo|secho)|sys\.(?:exit|stdout|stderr|stdin)|os\._exit|input|logging\.(?:basicConfig|debug|info|warning|error)"
)
CLOCK = re.compile(
    r"strftime|.*\.(?:strftime|now|today|utcnow|strptime)|time\.time|random\..*|uuid\..*|os\.environ.*|locale\..*"
)


REBUILDS = "commands/verify/rebuild.py"
"""Runs git, and the build of a commit that a person asked for."""


def test_only_the_command_line_prints_and_exits() -> None:
    assert any(PRINTS.fullmatch(word) for word in used("cli/console.py"))
    below = [name for name in NAMES if not name.startswith(RIM)]
    assert [name for name in below if any(map(PRINTS.fullmatch, used(name)))] == []


def test_the_clock_and_the_locale_have_no_part_in_the_output() -> None:
    """Days are fetched by today's date; nothing else knows it. `verify` hands its environment to git."""
    apart = (*RIM, "commands/fetch/", "commands/enrich/", "sources/", REBUILDS)
    below = [name for name in NAMES if not name.startswith(apart)]
    assert [name for name in below if any(map(CLOCK.fullmatch, used(name)))] == []


def test_nothing_is_run_that_was_read() -> None:
    for name in NAMES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in ("eval", "exec", "compile", "os.system", "__import__"), name
                assert not called.startswith(("marshal.", "pickle.")), name
                assert not called.startswith("subprocess.") or name == REBUILDS, name
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
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Environment")
    ]
    assert len(calls) == 1
    given = {word.arg: ast.unparse(word.value) for word in calls[0].keywords}
    assert given["autoescape"] == "True"
    assert given["undefined"] == "_Unknown"
    assert issubclass(templates._Unknown, StrictUndefined)
    for place in (ROOT / "theme" / "templates").iterdir():
        assert not re.search(r"\|\s*safe\b|autoescape", place.read_text("utf-8")), place.name


def test_html_that_is_not_escaped_is_made_in_one_place() -> None:
    makers = [name for name in NAMES if re.search(r"\bMarkup\(", (PACKAGE / name).read_text("utf-8"))]
    assert [name for name in makers if not name.startswith("theme/")] == ["text/marked/html.py"]
    assert makers


def functions(source: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(source) if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]


def parameters(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """The number of a function's parameters, without ``self`` or ``cls``."""
    given = function.args
    listed = [*given.posonlyargs, *given.args, *given.kwonlyargs, *filter(None, (given.vararg, given.kwarg))]
    return len([one for one in listed if one.arg not in ("self", "cls")])


def too_large(source: ast.Module) -> list[str]:
    """The functions of a file that are too long or take too many parameters."""
    return [
        one.name
        for one in functions(source)
        if parameters(one) > MOST_PARAMETERS or (one.end_lineno or 0) - one.lineno + 1 > MOST_LINES
    ]


def test_nothing_grows_too_large() -> None:
    lines = {name: len((PACKAGE / name).read_text("utf-8").splitlines()) for name in NAMES}
    assert {name: count for name, count in lines.items() if count > 300} == {}
    assert {name: found for name in NAMES if (found := too_large(tree(name)))} == {}


@pytest.mark.parametrize(
    "code",
    [
        "def long():\n" + "    pass\n" * 40,
        "def many(a, b, c, d, e, f): pass",
        "class A:\n    def many(self, a, b, c, *d, e, **f): pass",
    ],
)
def test_what_is_too_large_is_found(code: str) -> None:
    assert too_large(ast.parse(code))
    assert too_large(ast.parse("class A:\n    def five(self, a, b, c, *d, e): pass")) == []


def test_every_file_says_what_it_is() -> None:
    assert [name for name in NAMES if not ast.get_docstring(tree(name))] == []
