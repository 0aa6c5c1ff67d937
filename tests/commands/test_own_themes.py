"""A build with a theme of one's own: what does not fit is refused, and faults name the file in its folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from daybook.cli.main import daybook
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.problems import InputError, UsageError
from tests.conftest import ROOT


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/about.md").write_text("Words.\n", "utf-8")
    return tmp_path / "content"


@pytest.mark.hazard(92, "scripts of an own theme made for another version")
def test_scripts_that_do_not_fit_are_refused_and_the_site_stays(content: Path, tmp_path: Path) -> None:
    options = Options(content, tmp_path / "site", theme_dir=tmp_path / "own")
    site = build(Options(content, tmp_path / "site")).published.release
    script = tmp_path / "own/static/js/search/worker/engine.js"
    script.parent.mkdir(parents=True)
    script.write_text("export const engine = 1;\n", "utf-8")
    with pytest.raises(InputError) as caught:
        build(options)
    assert {problem.path for problem in caught.value.problems} == {script.as_posix()}
    assert build(Options(content, tmp_path / "site")).published.release == site


def test_an_own_frame_is_used_and_warnings_are_reported(content: Path, tmp_path: Path) -> None:
    frame = tmp_path / "own/templates/base.html"
    frame.parent.mkdir(parents=True)
    frame.write_text(
        '{% extends "!base.html" %}{% block foot %}{{ super() }}<p>Ours</p>{% endblock %}'
        "{% block fot %}{% endblock %}",
        "utf-8",
    )
    built = build(Options(content, tmp_path / "site", theme_dir=tmp_path / "own"))
    assert any("the block `fot` replaces nothing" in str(problem) for problem in built.problems)
    for page in (tmp_path / "site").rglob("*.html"):
        assert "Made with Daybook</p>" in page.read_text("utf-8")
        assert "<p>Ours</p>" in page.read_text("utf-8")
    with pytest.raises(InputError, match="the block `fot` replaces nothing"):
        build(Options(content, tmp_path / "site", theme_dir=tmp_path / "own", strict=True))


def test_the_templates_of_the_readme_pass_the_check(content: Path, tmp_path: Path) -> None:
    readme = (ROOT / "theme/README.md").read_text("utf-8")
    templates = re.findall(r"^```jinja\n(.*?)^```", readme, re.MULTILINE | re.DOTALL)
    (tmp_path / "own/templates").mkdir(parents=True)
    for name, text in zip(("text.html", "base.html"), templates, strict=True):
        (tmp_path / "own/templates" / name).write_text(text, "utf-8")
    folders = ["--content-dir", content.as_posix(), "--output-dir", (tmp_path / "site").as_posix()]
    for command in ("build", "check"):
        done = CliRunner().invoke(daybook, [command, *folders, "--theme-dir", (tmp_path / "own").as_posix()])
        assert done.exit_code == 0, done.output
    assert "<p>Hosted by the reading room</p>" in (tmp_path / "site/about/index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [("text.html", "\n{{ view.titel }}", 2), ("_day.html", "{% macro stamp( %}", 1)],
)
def test_faults_of_templates_name_the_folder(
    content: Path, tmp_path: Path, name: str, text: str, line: int
) -> None:
    place = tmp_path / "own/templates" / name
    place.parent.mkdir(parents=True)
    place.write_text(text, "utf-8")
    with pytest.raises(InputError, match=rf"^{place.as_posix()}:{line}: "):
        build(Options(content, tmp_path / "site", theme_dir=tmp_path / "own"))


def test_faults_behind_an_own_template_name_the_built_in_one(content: Path, tmp_path: Path) -> None:
    place = tmp_path / "own/templates/text.html"
    place.parent.mkdir(parents=True)
    place.write_text('{% set view = site %}{% include "!text.html" %}', "utf-8")
    with pytest.raises(
        InputError, match=rf"^{(ROOT / 'theme').as_posix()}/templates/text.html:[0-9]: a SiteView"
    ):
        build(Options(content, tmp_path / "site", theme_dir=tmp_path / "own"))


@pytest.mark.parametrize("output", ["theme", "theme/site", ".", "content", "content/site"])
@pytest.mark.parametrize("exists", [False, True])
def test_folders_that_overlap_are_refused(
    content: Path, monkeypatch: pytest.MonkeyPatch, output: str, exists: bool
) -> None:
    monkeypatch.chdir(content.parent)
    if exists:
        Path("theme").mkdir()
    with pytest.raises(UsageError, match=r"the output folder and the (?:theme|content) folder overlap"):
        build(Options(Path("content"), Path(output), theme_dir=Path("theme") if exists else None))


@pytest.mark.parametrize("theme", ["content", "content/theme", "."])
def test_a_theme_folder_with_content_is_refused(
    content: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.chdir(content.parent)
    Path(theme).mkdir(exist_ok=True)
    with pytest.raises(UsageError, match="folder overlap"):
        build(Options(Path("content"), Path("site"), theme_dir=Path(theme)))
