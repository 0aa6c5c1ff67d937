"""A build of what did not change does nothing, and one of what did does it all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from daybook.commands.build import stages as stages_module
from daybook.commands.build.build import build
from daybook.commands.build.options import Built, Options
from daybook.disk import walk
from daybook.problems import InputError, Severity
from daybook.site import limits
from tests.conftest import PYTHONPATH
from tests.made import digest_text, files_of


@pytest.fixture
def options(tmp_path: Path) -> Options:
    content = tmp_path / "content"
    (content / "digests").mkdir(parents=True)
    (content / "digests" / "2025-03-18.txt").write_text(
        digest_text("Mar 18", [("A Title", "Words.")]), "utf-8"
    )
    (content / "about.md").write_text("About.\n", "utf-8")
    (tmp_path / "theme").mkdir()
    return Options(content, tmp_path / "site", tmp_path / "theme")


def stages(options: Options, monkeypatch: pytest.MonkeyPatch) -> tuple[Built, bool]:
    """What a build did, and whether it went through its stages."""
    read: list[bool] = []
    whole = stages_module.load_theme
    monkeypatch.setattr(stages_module, "load_theme", lambda folder: (read.append(True), whole(folder))[1])
    built = build(options)
    monkeypatch.undo()
    return built, bool(read)


def test_nothing_changed(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    first, worked = stages(options, monkeypatch)
    assert (first.counts.papers, worked) == (1, True)
    second, worked = stages(options, monkeypatch)
    assert not worked
    assert (second.counts.papers, second.papers, second.days) == (0, 1, 1)
    assert (second.published.written, second.published.unchanged) == (0, first.published.pages)
    assert second.problems == first.problems


def test_the_folders_of_a_site_are_listed_once_at_most(
    options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(options)
    listed: list[str] = []
    scan = os.scandir
    monkeypatch.setattr(walk.os, "scandir", lambda place: (listed.append(str(place)), scan(place))[1])
    monkeypatch.setattr(limits, "_WARN_AT", 0)  # so that what parts cost is worked out
    assert build(options).pages is None
    site = str(options.output_dir.resolve())
    assert not any(place.startswith(site) for place in listed)
    (options.content_dir / "about.md").write_text("Another.\n", "utf-8")
    assert any("can be left out" in problem.remedy for problem in build(options).problems)
    assert listed.count(site) == 1


def test_an_address_that_is_forgotten_is_a_warning(options: Options) -> None:
    about = [problem for problem in build(options).problems if "base_url" in problem.what]
    assert [problem.severity for problem in about] == [Severity.NOTE]
    build(replace(options, base_url="https://moss.example/papers/"))
    (forgotten,) = (problem for problem in build(options).problems if "base_url" in problem.what)
    assert forgotten.severity is Severity.WARNING
    assert "--base-url https://moss.example/papers/" in forgotten.remedy
    build(replace(options, base_url="https://moss.example/papers/"))
    with pytest.raises(InputError):
        build(replace(options, strict=True))


@pytest.mark.parametrize(
    "change",
    ["page", "digest", "topics", "removed", "theme", "site", "site gone", "asked", "clean", "touched"],
)
def test_any_change_sends_the_build_through_its_stages(
    options: Options, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    build(options)
    content, site = options.content_dir, options.output_dir
    if change == "page":
        (content / "about.md").write_text("Other.\n", "utf-8")
    elif change == "topics":
        (content / "topics.toml").write_text('hide = ["title"]\n', "utf-8")
    elif change == "digest":
        (content / "digests" / "2025-03-19.txt").write_text(digest_text("Mar 19", [("B", "Words.")]), "utf-8")
    elif change == "removed":
        (content / "about.md").unlink()
        options = replace(options, removals="ignore")
    elif change == "theme":
        (options.output_dir.parent / "theme" / "x.txt").write_text("x", "utf-8")
    elif change == "site":
        (site / "index.html").write_text("x", "utf-8")
    elif change == "site gone":
        (site / "index.html").unlink()
    elif change == "asked":
        options = replace(options, base_url="https://example.org/")
    elif change == "clean":
        options = replace(options, clean=True)
    else:
        os.utime(content / "about.md", (1, 1))
    _, worked = stages(options, monkeypatch)
    assert worked
    fresh = replace(options, output_dir=options.output_dir.parent / "fresh", clean=True)
    build(fresh)
    assert read_tree(site) == read_tree(fresh.output_dir)


@pytest.mark.hazard(75, "content that changes while it is built")
def test_what_changes_while_a_build_runs_is_seen_by_the_next(
    options: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = stages_module._put_pages

    def edited(*given: object) -> None:
        whole(*given)  # type: ignore[arg-type]
        (options.content_dir / "about.md").write_text("Written meanwhile.\n", "utf-8")

    monkeypatch.setattr(stages_module, "_put_pages", edited)
    build(options)
    monkeypatch.undo()
    _, worked = stages(options, monkeypatch)
    assert worked
    assert "Written meanwhile." in (options.output_dir / "about" / "index.html").read_text("utf-8")


@pytest.mark.parametrize("kept", ["last", "outputs", "index"])
def test_what_a_build_remembers_beside_another_site_is_not_believed(options: Options, kept: str) -> None:
    """As where the builds before and after it were killed: the memory is of one site, the site is another."""
    page, memory = options.content_dir / "about.md", options.output_dir.parent / ".site.daybook" / kept
    build(options)
    right, remembered = read_tree(options.output_dir), memory.read_bytes()
    text, written = page.read_bytes(), page.stat().st_mtime_ns
    page.write_text("Other.\n", "utf-8")
    build(options)
    assert read_tree(options.output_dir) != right
    page.write_bytes(text)
    os.utime(page, ns=(written, written))
    memory.write_bytes(remembered)
    build(options)
    assert read_tree(options.output_dir) == right


def read_tree(root: Path) -> dict[str, bytes]:
    return {
        place.relative_to(root).as_posix(): place.read_bytes() for place in root.rglob("*") if place.is_file()
    }


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_a_file_of_search_that_is_not_what_it_was_is_made_again(options: Options, harm: str) -> None:
    build(options)
    site = options.output_dir
    whole = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    (record,) = site.glob("search/papers/*/0.json")
    if harm == "gone":
        record.unlink()
    else:
        record.write_bytes(b"[]")
    (options.content_dir / "about.md").touch()
    build(options)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == whole


def moved(options: Options, to: Path) -> Options:
    """Copy an archive with its site and what was remembered, as from a cache of another machine."""
    shutil.copytree(options.content_dir.parent, to)
    return replace(
        options, content_dir=to / "content", output_dir=to / "site", theme_dir=to / options.theme_dir.name
    )


def test_a_copy_of_a_site_is_taken_over(options: Options, tmp_path: Path) -> None:
    first = build(options)
    before = files_of(options.output_dir)
    copied = moved(options, tmp_path.parent / f"{tmp_path.name}-copy")
    built = build(copied)
    assert (built.published.written, built.published.unchanged) == (0, first.published.pages)
    assert files_of(copied.output_dir) == before


def test_a_file_that_was_changed_on_the_way_is_made_again(options: Options, tmp_path: Path) -> None:
    build(options)
    whole = (options.output_dir / "index.html").read_bytes()
    copied = moved(options, tmp_path.parent / f"{tmp_path.name}-copy")
    place = copied.output_dir / "index.html"
    found = place.stat()
    place.write_bytes(whole.replace(b"<h", b"<H", 1))
    os.utime(place, ns=(found.st_atime_ns, found.st_mtime_ns))
    built = build(copied)
    assert built.published.written == 1
    assert place.read_bytes() == whole


def test_what_only_changes_need_is_not_loaded_while_nothing_changed(options: Options) -> None:
    build(options)
    others = ["daybook.pages", "daybook.text.formatted", "daybook.site.costs", "jinja2", "yaml"]
    code = "import sys; from pathlib import Path; from daybook.commands.build.build import build;"
    code += "from daybook.commands.build.options import Options;"
    code += f"build(Options(Path({str(options.content_dir)!r}), Path({str(options.output_dir)!r}),"
    code += f"Path({str(options.theme_dir)!r})));"
    code += f"print([name for name in {others} if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": PYTHONPATH}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
