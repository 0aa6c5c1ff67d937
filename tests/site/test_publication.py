"""Publishing replaces the site all or nothing, keeps foreign files and writes only what differs."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from daybook.disk import folders
from daybook.problems import InputError, UsageError
from daybook.site import swap
from daybook.site.inventory import MARKER, read_listing
from daybook.site.publication import Published, publication
from tests.made import files_of

ONE = {"index.html": b"one", "papers/2025/a/index.html": b"a", "search/x.json": b"{}"}
TWO = {"index.html": b"two", "papers/2025/a/index.html": b"a", "papers/2025/b/index.html": b"b"}


def put(output: Path, files: Mapping[str, bytes], *, clean: bool = False, keys: bool = False) -> Published:
    with publication(output, clean=clean) as site:
        for path, data in files.items():
            site.put(path, data, path.encode() + data if keys else b"")
        return site.publish()


def held(folder: Path) -> dict[str, bytes]:
    """Return the content of every file of a folder except the listing."""
    return {path: data for path, data in files_of(folder).items() if path != MARKER}


def test_the_first_site_is_published(tmp_path: Path) -> None:
    done = put(tmp_path / "deep" / "site", ONE)
    assert held(tmp_path / "deep" / "site") == ONE
    assert (done.pages, done.written, done.unchanged, done.removed) == (2, 2, 0, 0)
    assert read_listing(tmp_path / "deep" / "site").keys() == ONE.keys()


def test_the_listing_has_the_format_of_sha256sum(tmp_path: Path) -> None:
    put(tmp_path / "site", ONE)
    lines = (tmp_path / "site" / MARKER).read_text().splitlines()
    known = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"  # of "one", by sha256sum(1)
    assert lines[0] == f"{known}  index.html"
    assert [line[66:] for line in lines] == sorted(ONE)


def test_removed_files_are_removed_and_unchanged_files_are_linked(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    same = (site / "papers/2025/a/index.html").stat().st_ino
    done = put(site, TWO)
    assert held(site) == TWO
    assert (site / "papers/2025/a/index.html").stat().st_ino == same
    assert (done.written, done.unchanged, done.removed) == (2, 1, 0)
    assert not (site / "search").exists()
    done = put(site, {"index.html": b"two"})
    assert (done.written, done.unchanged, done.removed) == (0, 1, 2)
    assert held(site) == {"index.html": b"two"}


def test_successive_sites_are_complete(tmp_path: Path) -> None:
    """The previous site is patched to make the next one: no other file of it may stay."""
    site = tmp_path / "site"
    base = {f"p/{number}.html": b"%d" % number for number in range(20)}
    states = [
        base,
        {**base, "p/1.html": b"new"},
        {**base, "p/2.html": b"new"},
        {path: data for path, data in base.items() if path != "p/3.html"},
        {**base, "q/r/s.html": b"deep"},
        base,
        {**base, "q": b"a file where a folder was"},
        {**base, "q/r/s.html": b"and back"},
        {path: data + b"!" for path, data in base.items()},
        base,
        {**base, "p/1.html": b"new"},
    ]
    for state in states:
        put(site, state, keys=True)
        assert held(site) == state


def test_publishing_the_same_site_changes_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    before = {place: place.stat().st_mtime_ns for place in site.rglob("*")}
    done = put(site, ONE)
    assert {place: place.stat().st_mtime_ns for place in site.rglob("*")} == before
    assert (done.written, done.unchanged, done.removed) == (0, 2, 0)


def test_changed_or_deleted_files_are_restored(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE, keys=True)
    (site / "index.html").write_bytes(b"tampered")
    (site / "papers/2025/a/index.html").unlink()
    put(site, ONE, keys=True)
    assert held(site) == ONE


@pytest.mark.parametrize("harmed", ["site", "previous"])
def test_changed_or_deleted_files_do_not_return_with_the_previous_site(tmp_path: Path, harmed: str) -> None:
    """The previous site is patched to make the next one: only unchanged files of it may stay."""
    site = tmp_path / "site"
    base = {f"p/{number}.html": b"%d" % number for number in range(20)}
    put(site, base, keys=True)
    put(site, {**base, "p/1.html": b"new"}, keys=True)
    folder = site if harmed == "site" else tmp_path / ".site.daybook" / "previous"
    for name, data in {"p/2.html": b"harm", "p/3.html": None}.items():
        (folder / name).unlink()
        if data:
            (folder / name).write_bytes(data)
    for number in range(4, 8):
        changed = {**base, f"p/{number}.html": b"new"}
        put(site, changed, keys=True)
        assert held(site) == changed


def test_a_clean_build_uses_no_file_of_the_last_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    same = (site / "index.html").stat().st_ino
    done = put(site, ONE, clean=True)
    assert (site / "index.html").stat().st_ino != same
    assert (done.written, done.removed) == (2, 0)


@pytest.mark.parametrize("umask", [0o000, 0o077, 0o777])
def test_modes_do_not_depend_on_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(0o022)
    try:
        (tmp_path / ".site.daybook").mkdir()
        os.umask(umask)
        put(tmp_path / "site", ONE)
        put(tmp_path / "site", TWO)
    finally:
        os.umask(before)
    for place in (tmp_path / "site", *(tmp_path / "site").rglob("*")):
        assert stat.S_IMODE(place.stat().st_mode) == (0o755 if place.is_dir() else 0o644), place


def test_foreign_files_stay(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    (site / "CNAME").write_bytes(b"reader.example")
    (site / "papers" / "notes").mkdir()
    (site / "papers" / "notes" / "mine.txt").write_bytes(b"mine")
    (site / "link").symlink_to("CNAME")
    (site / "folder").symlink_to("papers")
    put(site, TWO)
    put(site, TWO, clean=True)
    put(site, ONE)
    assert (site / "CNAME").read_bytes() == b"reader.example"
    assert (site / "papers" / "notes" / "mine.txt").read_bytes() == b"mine"
    assert (site / "link").readlink() == Path("CNAME")
    assert (site / "folder").readlink() == Path("papers")
    assert "CNAME" not in read_listing(site)


def test_a_folder_with_only_gitkeep_is_accepted(tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / ".gitkeep").write_bytes(b"")
    put(site, ONE)
    assert (site / ".gitkeep").is_file()


@pytest.mark.hazard(42, "an output folder that is somebody else's")
@pytest.mark.parametrize("name", ["thesis.tex", ".git", ".daybook-file", "index.html"])
def test_a_foreign_folder_is_refused(tmp_path: Path, name: str) -> None:
    site = tmp_path / "site"
    (site / name).mkdir(parents=True)
    with pytest.raises(UsageError, match="is not Daybook's"):
        put(site, ONE)
    assert [place.name for place in site.iterdir()] == [name]


@pytest.mark.hazard(42)
def test_a_link_or_a_file_as_output_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "file").write_bytes(b"x")
    for name in ("link", "file"):
        with pytest.raises(UsageError):
            put(tmp_path / name, ONE)
    assert list((tmp_path / "real").iterdir()) == []
    assert (tmp_path / "file").read_bytes() == b"x"


def test_a_foreign_file_in_the_way_is_an_error(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, {"index.html": b"1"})
    (site / "about").mkdir()
    (site / "about" / "index.html").write_bytes(b"theirs")
    with pytest.raises(UsageError, match="not Daybook's is in the way"):
        put(site, {"index.html": b"1", "about/index.html": b"ours"})
    assert (site / "about" / "index.html").read_bytes() == b"theirs"


@pytest.mark.parametrize("other", ["a/index.html", "A/index.html"])
def test_two_files_with_one_path_are_an_error(tmp_path: Path, other: str) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    with pytest.raises(InputError, match="two pages for one address"), publication(site) as opened:
        opened.put("a/index.html", b"1")
        opened.put(other, b"2")
    assert held(site) == ONE
    assert sorted(place.name for place in (tmp_path / ".site.daybook").iterdir()) == [
        ".gitignore",
        "lock",
        "outputs",
    ]


def test_an_exception_leaves_the_site_and_no_temporary_files(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    with pytest.raises(RuntimeError), publication(site) as opened:
        opened.put("index.html", b"half")
        raise RuntimeError
    assert held(site) == ONE
    assert sorted(place.name for place in (tmp_path / ".site.daybook").iterdir()) == [
        ".gitignore",
        "lock",
        "outputs",
    ]


def test_publishing_without_renameat2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "exchange", lambda _one, _other: False)
    for state in (ONE, TWO, ONE, {**ONE, "z": b"z"}):
        put(tmp_path / "site", state)
        assert held(tmp_path / "site") == state


@pytest.mark.hazard(83, "ended between two renames")
def test_recovery_between_two_renames(tmp_path: Path) -> None:
    site, work = tmp_path / "site", tmp_path / ".site.daybook"
    put(site, ONE)
    site.rename(work / "previous")
    (work / "next").mkdir()
    (work / "next" / "half.html").write_bytes(b"half")
    with pytest.raises(RuntimeError), publication(site):
        assert held(site) == ONE
        raise RuntimeError
    put(site, TWO)
    assert held(site) == TWO


def test_publishing_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(folders.os, "link", refuse)
    for state in (ONE, TWO, {**TWO, "c.html": b"c"}, ONE):
        put(tmp_path / "site", state)
        assert held(tmp_path / "site") == state


@pytest.mark.hazard(80, "memory of earlier builds that is damaged or foreign")
@pytest.mark.parametrize("junk", [b"", b"junk", b"\xff" * 1000, b"\x82\xa7version", b"[" * 10000])
def test_the_cache_may_be_damaged(tmp_path: Path, junk: bytes) -> None:
    site, memory = tmp_path / "site", tmp_path / ".site.daybook" / "outputs"
    put(site, ONE, keys=True)
    memory.write_bytes(junk or memory.read_bytes()[:-7])
    put(site, TWO, keys=True)
    assert held(site) == TWO


@pytest.mark.hazard(37)
def test_a_listing_cannot_name_files_elsewhere(tmp_path: Path) -> None:
    site = tmp_path / "site"
    put(site, ONE)
    (tmp_path / "precious").write_bytes(b"precious")
    with (site / MARKER).open("a") as listing:
        listing.write(f"{'0' * 64}  ../precious\n{'0' * 64}  /etc/passwd\nnonsense\n")
    put(site, TWO)
    put(site, ONE)
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert held(site) == ONE
