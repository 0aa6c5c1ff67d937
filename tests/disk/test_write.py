"""Files are replaced atomically, and temporary files of killed processes removed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from daybook.disk.walk import find_and_stat
from daybook.disk.write import remove_temporary, replace_file


def test_a_failed_replacement_leaves_the_old_file_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a" / "b.md"
    replace_file(place, b"one")
    replace_file(place, b"two")
    assert place.read_bytes() == b"two"

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="No space"):
        replace_file(place, b"three")
    assert place.read_bytes() == b"two"
    assert [entry.name for entry in place.parent.iterdir()] == ["b.md"]


def test_replacing_breaks_links(tmp_path: Path) -> None:
    (tmp_path / "other").write_bytes(b"other")
    (tmp_path / "link").symlink_to(tmp_path / "other")
    os.link(tmp_path / "other", tmp_path / "twin")
    for name in ("link", "twin"):
        replace_file(tmp_path / name, b"new")
        assert (tmp_path / name).read_bytes() == b"new"
    assert (tmp_path / "other").read_bytes() == b"other"


def test_temporary_files_are_removed(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    for name in ("a/.daybook-x.md", "a/x.md", ".hidden"):
        (tmp_path / name).write_bytes(b"")
    found, _, states = find_and_stat(tmp_path)
    assert [file.path for file in found] == ["a/x.md"]
    assert remove_temporary(tmp_path, states) == ["a/.daybook-x.md"]
    assert sorted(place.name for place in tmp_path.rglob("*")) == [".hidden", "a", "x.md"]
