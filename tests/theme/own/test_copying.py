"""Built-in files are copied with their versions, compared, and noted as fitting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from daybook.problems import UsageError
from daybook.theme.own.check import check_own_theme
from daybook.theme.own.copying import (
    VERSIONS,
    copy_files,
    differences,
    note_fitting,
    read_versions,
    write_versions,
)
from tests.conftest import ROOT


def test_a_copied_file_is_the_built_in_one_and_knows_its_version(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    assert copy_files(theme, ["base.html", "static/js/site.js"]) == [
        "templates/base.html",
        "static/js/site.js",
    ]
    for path in ("templates/base.html", "static/js/site.js"):
        assert (theme / path).read_bytes() == (ROOT / "theme" / path).read_bytes()
    assert sorted(read_versions(theme)[0]) == ["static/js/site.js", "templates/base.html"]
    assert check_own_theme(theme) == []
    with (theme / "static/js/site.js").open("a") as script:
        script.write("// mine\n")
    assert check_own_theme(theme) == []


def test_the_list_of_phrases_is_copied_for_another_name(tmp_path: Path) -> None:
    assert copy_files(tmp_path, ["daybook.pot"]) == ["languages/daybook.pot"]
    (tmp_path / "languages/daybook.pot").rename(tmp_path / "languages/fr.po")
    assert check_own_theme(tmp_path) == []
    copy_files(tmp_path, ["text.html", "daybook.pot"])
    assert list(read_versions(tmp_path)[0]) == ["templates/text.html"]


def test_differences_and_fitting(tmp_path: Path) -> None:
    copy_files(tmp_path, ["base.html", "text.html"])
    assert list(differences(tmp_path)) == []
    page = tmp_path / "templates/text.html"
    page.write_text(page.read_text("utf-8").replace("sheet prose", "sheet mine"), "utf-8")
    ((path, text),) = differences(tmp_path)
    assert path == "templates/text.html"
    assert '-<div class="sheet prose">' in text
    assert '+<div class="sheet mine">' in text
    assert text.startswith(f"--- built-in/templates/text.html\n+++ {page.as_posix()}\n")
    assert list(differences(tmp_path, ["base.html"])) == [("templates/base.html", "")]
    write_versions(tmp_path, {"templates/text.html": "0" * 16, "templates/gone.html": "0" * 16})
    assert [one.what for one in check_own_theme(tmp_path) if one.path == page.as_posix()] == [
        "was made from another version of the built-in file"
    ]
    assert note_fitting(tmp_path, ["text.html"]) == ["templates/text.html"]
    assert "gone" not in (tmp_path / VERSIONS).read_text("utf-8")
    assert [one for one in check_own_theme(tmp_path) if one.path == page.as_posix()] == []


@pytest.mark.parametrize(
    ("call", "names", "message"),
    [
        (copy_files, ["text.html"], "text.html: is there already; delete it first"),
        (
            copy_files,
            ["txt.html"],
            "txt.html: the built-in theme has no file of this name; did you mean templates/text",
        ),
        (
            copy_files,
            ["zzz"],
            "zzz: the built-in theme has no file of this name; theme/README.md of Daybook's",
        ),
        (note_fitting, ["paper.html"], "paper.html: .* has no file of this name"),
        (note_fitting, ["mine.css"], "mine.css: replaces no built-in file"),
    ],
)
def test_wrong_names(tmp_path: Path, call: object, names: list[str], message: str) -> None:
    copy_files(tmp_path, ["text.html"])
    (tmp_path / "static/css").mkdir(parents=True)
    (tmp_path / "static/css/mine.css").write_text("a { b: c }", "utf-8")
    assert callable(call)
    with pytest.raises(UsageError, match=message):
        call(tmp_path, names)


@pytest.mark.parametrize("call", [lambda folder: list(differences(folder)), lambda f: note_fitting(f, ["x"])])
def test_a_folder_that_is_not_there(tmp_path: Path, call: Callable[[Path], object]) -> None:
    with pytest.raises(UsageError, match="nowhere: there is no such theme folder; `daybook theme copy FILE`"):
        call(tmp_path / "nowhere")


def test_the_built_in_theme_is_not_changed() -> None:
    with pytest.raises(UsageError, match="is the built-in theme itself"):
        copy_files(ROOT / "theme", ["text.html"])
