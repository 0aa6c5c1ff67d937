"""What is settled on the disk: few files one by one, many at once, and errors that name their file."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from daybook.disk import fsync
from daybook.disk.errors import naming
from daybook.disk.fsync import fsync_files, fsync_folders


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is asked of the system, in turn."""
    asked: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _descriptor: asked.append("file"))
    monkeypatch.setattr(fsync, "_syncfs", lambda place: asked.append(place.name) or True)
    return asked


def made(folder: Path, number: int) -> list[str]:
    places = [folder / f"{index}" for index in range(number)]
    for place in places:
        place.write_bytes(b"x")
    return list(map(str, places))


@pytest.mark.parametrize("number", [0, 1, 64])
def test_few_files_one_by_one(tmp_path: Path, settled: list[str], number: int) -> None:
    fsync_files(made(tmp_path, number))
    assert settled == ["file"] * number


def test_many_files_at_once(tmp_path: Path, settled: list[str]) -> None:
    fsync_files(made(tmp_path, 65))
    assert settled == [tmp_path.name]


def test_many_files_one_by_one_where_the_system_knows_no_other_way(
    tmp_path: Path, settled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fsync, "_syncfs", lambda _place: False)
    fsync_files(made(tmp_path, 65))
    assert settled == ["file"] * 65


@pytest.mark.skipif(sys.platform != "linux", reason="syncfs is Linux's")
def test_the_systems_own_ways(tmp_path: Path) -> None:
    assert fsync._syncfs(tmp_path)
    fsync_files(made(tmp_path, 2))
    fsync_folders([tmp_path])
    with pytest.raises(FileNotFoundError):
        fsync._syncfs(tmp_path / "missing")


def test_an_error_names_its_file() -> None:
    with pytest.raises(OSError, match="No space left on device: 'a/b'") as caught, naming("a/b"):
        raise OSError(28, "No space left on device")
    assert (caught.value.errno, caught.value.filename) == (28, "a/b")
