"""What is wrong in silence with an own theme is reported: its file, its line, and the nearest right name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from daybook.problems import Severity
from daybook.theme.folder import load_theme, theme_folders
from daybook.theme.own.check import check_own_theme
from daybook.theme.own.copying import version_of, write_versions
from tests.conftest import ROOT

BUILT_IN = ROOT / "theme"
BASE = "templates/base.html"
SCRIPT = "static/js/search/ui/format.js"


def text_of(path: str) -> str:
    return (BUILT_IN / path).read_text("utf-8")


def written(folder: Path, files: dict[str, str]) -> Path:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8")
    return folder


def messages(folder: Path, files: dict[str, str], least: Severity = Severity.WARNING) -> list[str]:
    found = check_own_theme(written(folder, files))
    return [str(one).removeprefix(f"{folder.as_posix()}/") for one in found if one.severity >= least]


MAIN = '{% extends "base.html" %}\n{% block main %}x{% endblock %}\n'
FILES: list[tuple[dict[str, str], str]] = [
    ({"templates/text.html": MAIN}, ""),
    ({"templates/text.html": MAIN, "README.md": "x", "static/figures/a.png": "x"}, ""),
    ({"templates/text.html": MAIN + '{% include "_own.html" %}', "templates/_own.html": "x"}, ""),
    ({"static/css/50-mine.css": "a { b: c }"}, ""),
    ({BASE: '{% extends "!base.html" %}{% block foot %}{{ super() }} x{% endblock %}'}, ""),
    ({}, ": warning: the theme folder holds nothing that is read; put templates into templates/"),
    ({"paper.html": "x"}, "paper.html: warning: nothing reads this file; did you mean templates/paper.html?"),
    ({"papr.html": "x"}, "papr.html: warning: nothing reads this file; did you mean templates/paper.html?"),
    ({"css/mine.css": ""}, "css/mine.css: warning: nothing reads this file; move it to static/css/mine.css"),
    ({"mine.js": ""}, "mine.js: warning: nothing reads this file; move it to static/js/mine.js"),
    ({"logo.png": ""}, "logo.png: warning: nothing reads this file; put it below static/ to publish it"),
    (
        {"templates/txt.html": MAIN},
        "templates/txt.html: warning: no page uses this template; did you mean templates/text.html?",
    ),
    (
        {"templates/Text.html": MAIN},
        "templates/Text.html: warning: no page uses this template; did you mean templates/text.html?",
    ),
    (
        {"static/css/notes.txt": ""},
        "static/css/notes.txt: warning: is not a style sheet, and only these are read here; put it",
    ),
    (
        {"templates/text.html": MAIN.replace("main", "mian")},
        "templates/text.html:2: warning: the block `mian` replaces nothing: base.html has no such block;"
        " did you mean `main`?",
    ),
    (
        {"templates/text.html": MAIN.replace("main", "zzz")},
        "templates/text.html:2: warning: the block `zzz` replaces nothing: base.html has no such block;"
        " the blocks are foot, head, main, navigation, scripts",
    ),
    (
        {"templates/text.html": MAIN + "\n<p>lost</p>\n"},
        "templates/text.html:4: warning: text outside of blocks is not shown, as the template extends",
    ),
    (
        {BASE: '{% extends "!base.html" %}{% block fot %}x{% endblock %}'},
        "templates/base.html:1: warning: the block `fot` replaces nothing: base.html has no such block;"
        " did you mean `foot`?",
    ),
    (
        {BASE: text_of(BASE).replace("block main", "block mian")},
        "templates/base.html: warning: lacks the block `main`, which other templates fill; rename `mian`",
    ),
    (
        {
            "templates/_navigation.html": text_of("templates/_navigation.html").replace(
                " data-search-open", ""
            )
        },
        "templates/_navigation.html: warning: lacks data-search-open, which scripts look for; see",
    ),
    (
        {BASE: text_of(BASE).replace('shared("_navigation.html", page.frame)', '"No links"')},
        "templates/base.html: warning: lacks data-search-open, which scripts look for; see",
    ),
    (
        {
            BASE: text_of(BASE).replace('shared("_foot.html"', 'shared("_mine.html"'),
            "templates/_mine.html": "x",
        },
        "",
    ),
    (
        {"templates/_cite.html": text_of("templates/_cite.html").replace(' id="bibtex"', "")},
        "templates/_cite.html: warning: lacks #bibtex, which scripts look for; see",
    ),
    (
        {"templates/search.html": text_of("templates/search.html").replace('id="results"', 'id="found"')},
        "templates/search.html: warning: lacks #results, which scripts look for; see",
    ),
    ({"static/css/50.css": "a { b: c"}, "static/css/50.css:1: a `{` that is never closed; close it"),
    ({"static/css/50.css": '@import "x";'}, "static/css/50.css:1: warning: `@import` has no effect"),
    (
        {"static/js/mine.js": 'import { excerp } from "./search/rank/excerpt.js";'},
        "static/js/mine.js:1: imports `excerp` from static/js/search/rank/excerpt.js, which does not export"
        " it; did you mean excerpt?",
    ),
    (
        {"static/js/mine.js": 'import "./sit.js";'},
        "static/js/mine.js:1: imports static/js/sit.js, which the theme has not; did you mean static/js/site",
    ),
    (
        {"theme.toml": "[made_from]\n'a.css' = 'x'\n", "static/x": ""},
        "theme.toml:2: warning: names a.css, which is not",
    ),
    (
        {"theme.toml": "made_form = 1\n", "static/x": ""},
        "theme.toml:1: `made_form` is not what `daybook theme`",
    ),
    ({"theme.toml": "x\n", "static/x": ""}, "theme.toml:1: is not TOML"),
]


@pytest.mark.hazard(81)
@pytest.mark.parametrize(("files", "message"), FILES, ids=lambda given: str(given)[:60])
def test_mistakes_in_an_own_theme(tmp_path: Path, files: dict[str, str], message: str) -> None:
    found = messages(tmp_path, files)
    assert len(found) == bool(message)
    assert all(line.removeprefix(f"{tmp_path.as_posix()}/").startswith(message) for line in found), found


@pytest.mark.parametrize(
    ("path", "severity"),
    [(SCRIPT, Severity.ERROR), (BASE, Severity.WARNING), ("static/css/20-layout.css", Severity.WARNING)],
)
@pytest.mark.parametrize("made_from", ["this version", "another version", "an unknown version"])
def test_files_made_from_another_version(
    tmp_path: Path, path: str, severity: Severity, made_from: str
) -> None:
    text = text_of(path)
    written(tmp_path, {path: text.replace("\n", "\n\n", 1)})
    versions = {"this version": version_of(text.encode()), "another version": "0" * 16}
    if made_from in versions:
        write_versions(tmp_path, {path: versions[made_from]})
    found = check_own_theme(tmp_path)
    if made_from == "this version":
        assert found == []
        return
    (problem,) = found
    if made_from == "another version" or severity is Severity.ERROR:
        assert (problem.path, problem.severity) == (f"{tmp_path.as_posix()}/{path}", severity)
        assert problem.what.startswith(f"was made from {made_from} of the built-in")
        assert f"`daybook theme diff {path}`" in problem.remedy
    else:
        assert problem.severity is Severity.NOTE
        assert path in problem.what


def test_an_own_script_names_what_it_lacks(tmp_path: Path) -> None:
    text = text_of(SCRIPT).replace("export ", "", 1) + "export const more = 1;\n"
    found = messages(tmp_path, {SCRIPT: text})
    assert any("it lacks the export" in line and "it exports more too" in line for line in found)
    lacking = [line for line in found if "does not export" in line]
    assert len(lacking) == 1
    assert "which built-in scripts import, as static/js/" in lacking[0]


def test_a_script_that_lacks_much_is_told_of_once(tmp_path: Path) -> None:
    found = messages(tmp_path, {SCRIPT: text_of(SCRIPT).replace("export ", "")})
    assert len([line for line in found if "does not export" in line]) == 1


def test_a_whole_copy_is_a_note_and_the_built_in_theme_itself_is_none(tmp_path: Path) -> None:
    shutil.copytree(BUILT_IN, tmp_path / "copy")
    (problem,) = check_own_theme(tmp_path / "copy")
    assert problem.severity is Severity.NOTE
    assert "equal to the built-in theme's" in problem.what
    assert check_own_theme(BUILT_IN) == []
    assert check_own_theme(None) == []


def test_line_ends_of_a_theme_change_nothing(tmp_path: Path) -> None:
    copy = shutil.copytree(BUILT_IN, tmp_path / "copy")
    for place in copy.rglob("*.*"):
        if place.is_file():
            place.write_bytes(place.read_bytes().replace(b"\n", b"\r\n"))
    assert load_theme([copy]) == load_theme(theme_folders(None))
    assert [one.severity for one in check_own_theme(copy)] == [Severity.NOTE]
