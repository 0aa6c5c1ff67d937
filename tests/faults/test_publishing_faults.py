"""Faults of publishing that were corrected once."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.problems import UsageError
from daybook.site.swap import rollback
from tests.made import digest_text
from tests.site.test_publication import ONE, TWO, held, put


def test_a_half_removed_site_is_not_restored(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    put(site, TWO)
    (tmp_path / ".site.daybook/previous/papers/2025/a/index.html").unlink()  # as a killed rmtree leaves it
    with pytest.raises(UsageError, match="no complete previous site"):
        rollback(site)
    assert held(site) == TWO


def test_rollback_and_the_next_build_swap_the_sites(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    put(site, TWO)
    rollback(site)
    assert held(site) == ONE
    rollback(site)
    assert held(site) == TWO
    rollback(site)
    put(site, TWO)
    assert held(site) == TWO


def test_empty_folders_are_removed(tmp_path: Path) -> None:
    site = tmp_path / "site"
    pages = {f"kept/{number}.html": b"kept" for number in range(9)}
    gone = {"a/b/c/one.html": b"one", "a/b/two.html": b"two", "kept/more/three.html": b"three"}
    for files in (pages | gone, pages | gone | {"new.html": b"new"}, pages, pages | {"new.html": b"new"}):
        put(site, files)
    assert held(site) == pages | {"new.html": b"new"}
    assert {place.name for place in site.rglob("*") if place.is_dir()} == {"kept"}


def test_a_folder_that_cannot_be_removed_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remove = os.rmdir

    def refuse(place: str, **given: int) -> None:
        if not given:  # else it is `shutil` that clears up
            raise OSError(errno.EIO, "Input/output error", place)
        remove(place, **given)

    site = tmp_path / "site"
    pages = {f"kept/{number}.html": b"kept" for number in range(9)}
    for files in (pages | {"a/one.html": b"one"}, pages | {"new.html": b"new"}):
        put(site, files)
    monkeypatch.setattr(os, "rmdir", refuse)
    with pytest.raises(OSError, match="Input/output"):
        put(site, pages)
    monkeypatch.undo()
    put(site, pages)
    assert held(site) == pages


def test_the_output_may_be_the_working_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    put(Path(), ONE)
    assert held(tmp_path / "here") == ONE


def test_a_link_in_place_of_a_published_file_is_replaced(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    (tmp_path / "copy").write_bytes(b"one")
    (site / "index.html").unlink()
    (site / "index.html").symlink_to(tmp_path / "copy")
    put(site, ONE)
    assert not (site / "index.html").is_symlink()


def test_a_foreign_file_in_place_of_a_folder(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, {"index.html": b"1"})
    (site / "about").write_bytes(b"theirs")
    with pytest.raises(UsageError, match="not Daybook's"):
        put(site, {"index.html": b"1", "about/index.html": b"ours"})
    assert (site / "about").read_bytes() == b"theirs"


def test_search_fields_of_equal_lengths_share_a_file(tmp_path: Path) -> None:
    (tmp_path / "2025-03-18.txt").write_text(digest_text("Mar 18", [("A Title", "An abstract.")]))
    content = tmp_path / "content"
    content.mkdir()
    import_digests(content, [tmp_path / "2025-03-18.txt"])
    page = content / "papers/2025/a-title.md"
    page.write_text(page.read_text().replace("---\n", "---\ntags: [mine]\n", 1) + "\nWord\n")
    built = build(Options(content, tmp_path / "site"))
    assert built.published.pages > 5
    manifest = json.loads((tmp_path / "site/search/index.json").read_text("utf-8"))
    title, abstract, _authors, tags, notes, _forms = manifest["lengths"]
    assert title == abstract == tags == notes != ""


@pytest.mark.hazard(66)
def test_a_removed_papers_address_is_not_reused(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "digests").mkdir(parents=True)
    (content / "removed.txt").write_text("2025/a-title\n", "utf-8")
    (content / "digests" / "2025-03-18.txt").write_text(
        digest_text("Mar 18", [("A Title", "Words.")]), "utf-8"
    )
    built = build(Options(content, tmp_path / "site"))
    assert built.papers == 0
    assert not list(content.glob("papers/*/*.md"))
    assert "removed" in (tmp_path / "site/papers/2025/a-title/index.html").read_text("utf-8")
