"""Several files are changed all or none, wherever the process is killed or refused."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest

from daybook.disk.changes import change_files, finish_changes
from daybook.problems import UsageError
from tests.made import files_of

BEFORE = {"a.md": b"a", "sub/b.md": b"b", "sub/c.md": b"c"}
TEXTS = [("a.md", b"A"), ("new/d.md", b"D"), ("sub/b.md", b"B")]
AFTER = {"a.md": b"A", "new/d.md": b"D", "sub/b.md": b"B"}


class Killed(BaseException):
    """The process ends here."""


@pytest.fixture
def places(tmp_path: Path) -> tuple[Path, Path]:
    folder, work = tmp_path / "content", tmp_path / "work"
    work.mkdir()
    for path, data in BEFORE.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder, work


def test_all_files_are_changed(places: tuple[Path, Path]) -> None:
    folder, work = places
    written = change_files(folder, work, TEXTS, ["sub/c.md"])
    assert files_of(folder) == AFTER
    assert written.keys() == AFTER.keys()
    assert all(stat[0] == 1 for stat in written.values())
    assert list(work.iterdir()) == []


def test_a_folder_left_empty_goes(places: tuple[Path, Path]) -> None:
    folder, work = places
    change_files(folder, work, [], ["sub/b.md", "sub/c.md"])
    assert not (folder / "sub").exists()


@pytest.mark.parametrize("error", [OSError(28, "no space"), Killed()], ids=["refused", "killed"])
@pytest.mark.parametrize("request_number", range(12))
def test_all_or_none_wherever_it_stops(
    places: tuple[Path, Path], request_number: int, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, work = places
    left = [request_number]

    def counted(name: str) -> None:
        real = getattr(os, name)

        def act(*given: object, **named: object) -> object:
            if left[0] <= 0:
                raise error
            left[0] -= 1
            return real(*given, **named)

        monkeypatch.setattr(os, name, act)

    with monkeypatch.context():
        for name in ("replace", "unlink", "fsync"):
            counted(name)
        with suppress(OSError, Killed):
            change_files(folder, work, TEXTS, ["sub/c.md"])
        monkeypatch.undo()
    finish_changes(folder, work)
    found = {path: data for path, data in files_of(folder).items() if ".daybook-" not in path}
    assert found in (BEFORE, AFTER)
    assert not (work / "changes").exists()


def test_a_journal_that_cannot_be_read_is_left_alone(places: tuple[Path, Path]) -> None:
    folder, work = places
    (work / "changes").write_bytes(b"{")
    finish_changes(folder, work)
    assert files_of(folder) == BEFORE


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_no_change_leads_through_a_link(places: tuple[Path, Path], tmp_path: Path) -> None:
    folder, work = places
    (tmp_path / "elsewhere").mkdir()
    (folder / "new").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UsageError, match="is a link"):
        change_files(folder, work, TEXTS)
    assert files_of(folder) == BEFORE
