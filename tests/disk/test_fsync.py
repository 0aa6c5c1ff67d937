"""fsync: few files one by one, many with the whole file system; errors name the file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from daybook.disk import fsync
from daybook.disk.errors import naming
from daybook.disk.fsync import fsync_files, fsync_folders


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that records the system calls."""
    calls: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _descriptor: calls.append("file"))
    monkeypatch.setattr(fsync, "_syncfs", lambda place: calls.append(place.name) or True)
    return calls


def make_files(folder: Path, number: int) -> list[str]:
    places = [folder / f"{index}" for index in range(number)]
    for place in places:
        place.write_bytes(b"x")
    return list(map(str, places))


@pytest.mark.parametrize("number", [0, 1, 64])
def test_few_files_are_fsynced_one_by_one(tmp_path: Path, synced: list[str], number: int) -> None:
    fsync_files(make_files(tmp_path, number))
    assert synced == ["file"] * number


def test_many_files_are_synced_with_the_file_system(tmp_path: Path, synced: list[str]) -> None:
    fsync_files(make_files(tmp_path, 65))
    assert synced == [tmp_path.name]


def test_many_files_are_fsynced_one_by_one_without_syncfs(
    tmp_path: Path, synced: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fsync, "_syncfs", lambda _place: False)
    fsync_files(make_files(tmp_path, 65))
    assert synced == ["file"] * 65


@pytest.mark.skipif(sys.platform != "linux", reason="syncfs is Linux's")
def test_system_calls(tmp_path: Path) -> None:
    assert fsync._syncfs(tmp_path)
    fsync_files(make_files(tmp_path, 2))
    fsync_folders([tmp_path])
    with pytest.raises(FileNotFoundError):
        fsync._syncfs(tmp_path / "missing")


def test_errors_name_the_file() -> None:
    with pytest.raises(OSError, match="No space left on device: 'a/b'") as caught, naming("a/b"):
        raise OSError(28, "No space left on device")
    assert (caught.value.errno, caught.value.filename) == (28, "a/b")
