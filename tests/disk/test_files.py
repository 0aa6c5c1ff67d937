"""Files of people: found in order, never through a link, and replaced in one step."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from daybook.disk import files, folders


def test_files_are_listed_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b.md", "a/z.md", "a.md", "a/b/c.md", "Z.md", "é.md"):
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(name.encode())
    found, problems = files.find(tmp_path)
    assert [file.path for file in found] == ["Z.md", "a.md", "a/b/c.md", "a/z.md", "b.md", "é.md"]
    assert [file.size for file in found] == [4, 4, 8, 6, 4, 5]
    assert problems == []


def test_a_folder_that_is_not_there_or_empty_has_no_files(tmp_path: Path) -> None:
    assert files.find(tmp_path / "none") == ([], [])
    assert files.find(tmp_path) == ([], [])


def test_hidden_names_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_bytes(b"")
    (tmp_path / ".DS_Store").write_bytes(b"")
    assert files.find(tmp_path) == ([], [])


def test_what_is_gone_since_its_folder_was_listed_is_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As what another process writes under a passing name."""
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_bytes(b"")
    whole = files.walk

    def slow(root: Path, **how: bool) -> list[tuple[str, os.DirEntry[str]]]:
        listed = list(whole(root, **how))
        (tmp_path / "a.md").unlink(missing_ok=True)
        return listed

    monkeypatch.setattr(files, "walk", slow)
    found, problems = files.find(tmp_path)
    assert ([file.path for file in found], problems) == (["b.md"], [])
    (tmp_path / "a.md").write_bytes(b"")
    monkeypatch.setattr(folders, "walk", slow)
    assert list(folders.survey(tmp_path)) == ["b.md"]


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
    found, problems = files.find(folder, "content")
    assert found == []
    assert {problem.path: problem.what for problem in problems} == {
        "content/file.md": "is a link, which is not followed",
        "content/loop": "is a link, which is not followed",
        "content/dead.md": "is a link, which is not followed",
        "content/fifo.md": "is not an ordinary file",
        "content/s": "is not an ordinary file",
    }


def test_reading_follows_no_link_and_waits_for_no_pipe(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"words")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "fifo")
    assert files.read(tmp_path / "file") == b"words"
    (tmp_path / "folder").mkdir()
    for name in ("link", "fifo", "missing", "folder"):
        with pytest.raises(OSError) as caught:
            files.read(tmp_path / name)
        assert str(caught.value.filename).endswith(name)


def test_names_that_are_not_utf8_are_problems_where_they_would_be_written_down(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.md")).write_bytes(b"x")
    found, problems = files.find(tmp_path, "content")
    assert found == []
    assert [str(problem) for problem in problems] == [
        "content/\\udcff.md: has a name that is not UTF-8; rename it"
    ]
    found, problems = files.find(tmp_path, any_name=True)
    assert [file.path for file in found] == ["\udcff.md"]
    assert problems == []
    assert files.read(found[0].location) == b"x"


def test_replacing_is_one_step_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a" / "b.md"
    files.replace(place, b"one")
    files.replace(place, b"two")
    assert place.read_bytes() == b"two"

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        files.replace(place, b"three")
    assert place.read_bytes() == b"two"
    assert [entry.name for entry in place.parent.iterdir()] == ["b.md"]


def test_replacing_does_not_write_through_a_link_or_into_other_names(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / "link").symlink_to(tmp_path / "other")
    os.link(tmp_path / "other", tmp_path / "twin")
    for name in ("link", "twin"):
        files.replace(tmp_path / name, b"new")
        assert (tmp_path / name).read_bytes() == b"new"
    assert (tmp_path / "other").read_bytes() == b"other"


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/.daybook-x.md", "a/x.md", ".hidden"):
        (tmp_path / name).write_bytes(b"")
    found, _, states = files.find_with_states(tmp_path)
    assert [file.path for file in found] == ["a/x.md"]
    assert files.sweep(tmp_path, states) == ["a/.daybook-x.md"]
    assert sorted(place.name for place in tmp_path.rglob("*")) == [".hidden", "a", "x.md"]
