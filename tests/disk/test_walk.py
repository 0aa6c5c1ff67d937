"""Listing files: sorted, and without following links."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from daybook.disk import walk
from daybook.disk.read import read_file
from daybook.disk.walk import find_files


def test_files_are_sorted_by_path(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a.md", "a/b/c.md", "Z.md", "é.md"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(name.encode())
    found, problems = find_files(tmp_path)
    assert [file.path for file in found] == ["Z.md", "a.md", "a/b/c.md", "a/z.md", "b.md", "é.md"]
    assert [file.size for file in found] == [4, 4, 8, 6, 4, 5]
    assert problems == []


def test_a_missing_or_empty_folder_has_no_files(tmp_path: Path) -> None:
    assert find_files(tmp_path / "none") == ([], [])
    assert find_files(tmp_path) == ([], [])


def test_hidden_names_are_skipped(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"")
    (tmp_path / ".DS_Store").write_bytes(b"")
    assert find_files(tmp_path) == ([], [])


def test_files_removed_during_a_walk_are_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"")
    whole = walk.walk

    def slow(root: Path, **how: bool) -> list[tuple[str, os.DirEntry[str]]]:
        listed = list(whole(root, **how))
        (tmp_path / "a.md").unlink(missing_ok=True)
        return listed

    monkeypatch.setattr(walk, "walk", slow)
    found, problems = find_files(tmp_path)
    assert ([file.path for file in found], problems) == (["b.md"], [])
    (tmp_path / "a.md").write_bytes(b"")
    assert list(walk.stat_files(tmp_path)) == ["b.md"]


@pytest.mark.hazard(40, "links in input, theme or output")
@pytest.mark.hazard(41, "pipes, sockets, folders named as files, files one may not read")
def test_links_and_devices_are_problems(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(b"secret")
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "file.md").symlink_to(tmp_path / "secret")
    (folder / "loop").symlink_to(folder)
    (folder / "dead.md").symlink_to(tmp_path / "nowhere")
    os.mkfifo(folder / "fifo.md")
    with socket.socket(socket.AF_UNIX) as server:
        try:
            server.bind(str(folder / "s"))
        except OSError:
            pytest.skip("the path of the test's folder is too long for a socket")
    found, problems = find_files(folder)
    assert found == []
    assert {problem.path: problem.what for problem in problems} == {
        f"{folder}/file.md": "is a link, which is not followed",
        f"{folder}/loop": "is a link, which is not followed",
        f"{folder}/dead.md": "is a link, which is not followed",
        f"{folder}/fifo.md": "is not an ordinary file",
        f"{folder}/s": "is not an ordinary file",
    }


def test_names_that_are_not_utf8_are_problems_unless_any_name(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")).write_bytes(b"x")
    found, problems = find_files(tmp_path)
    assert found == []
    assert [str(problem) for problem in problems] == [
        f"{tmp_path}/\\udcff.md: has a name that is not UTF-8; rename it"
    ]
    found, problems = find_files(tmp_path, any_name=True)
    assert [file.path for file in found] == ["\udcff.md"]
    assert problems == []
    assert read_file(found[0].location) == b"x"
