"""Cache files are used only if they are undamaged and of the same version of all code."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.disk import cache


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return the path of a cache file with the numbers 1 and 2."""
    cache.save(tmp_path / "numbers", [1, 2])
    return tmp_path / "numbers"


def test_a_saved_value_is_loaded(place: Path) -> None:
    assert cache.load(place, list[int]) == [1, 2]


def test_a_value_of_another_type_is_not_loaded(place: Path) -> None:
    assert cache.load(place, dict[str, int]) is None


@pytest.mark.parametrize("cut", range(19))
def test_a_damaged_or_missing_file_is_not_loaded(place: Path, cut: int) -> None:
    data = place.read_bytes()
    assert len(data) == 19
    for damaged in (data[:cut], data[:cut] + bytes([data[cut] ^ 1]) + data[cut + 1 :]):
        place.write_bytes(damaged)
        assert cache.load(place, list[int]) is None
    place.unlink()
    assert cache.load(place, list[int]) is None


def test_files_and_keys_of_another_version_are_not_used(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = cache.key(1)
    monkeypatch.setattr(cache, "version", lambda: b"other")
    assert cache.load(place, list[int]) is None
    assert cache.key(1) != key


def test_the_version_covers_modules_and_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "__file__", str(tmp_path / "disk" / "cache.py"))
    versions = {cache.version.__wrapped__()}
    for path in ("a.py", "b/a.py", "b/c.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"")
        versions.add(cache.version.__wrapped__())
    (tmp_path / "a.py").write_bytes(b"1")
    versions.add(cache.version.__wrapped__())
    (tmp_path / "installed" / "Nh3-7.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(tmp_path / "installed")
    versions.add(cache.version.__wrapped__())
    (tmp_path / "installed" / "other-7.0.dist-info").mkdir()
    versions.add(cache.version.__wrapped__())
    assert len(versions) == 6
