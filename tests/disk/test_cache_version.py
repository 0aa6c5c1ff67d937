"""The cache version covers the code and the versions of the libraries."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from daybook.disk import cache

WANTED = ["jinja2 3.1.0", "pyyaml 6.0.1"]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder that is the whole of Python's path."""
    monkeypatch.setattr("sys.path", [str(tmp_path), str(tmp_path / "not there")])
    monkeypatch.setattr(cache, "_LIBRARIES", ("jinja2", "pyyaml"))
    monkeypatch.setattr(metadata, "version", lambda name: {"jinja2": "3.1.0", "pyyaml": "6.0.1"}[name])
    return tmp_path


def test_versions_are_the_installed_ones() -> None:
    assert cache._libraries() == [f"{name} {metadata.version(name)}" for name in cache._LIBRARIES]


@pytest.mark.parametrize(
    "folders",
    [
        ["jinja2-3.1.0.dist-info", "pyyaml-6.0.1.dist-info"],
        ["Jinja2-3.1.0.dist-info", "PyYAML-6.0.1.dist-info", "jinja2", "other-1.dist-info", "x.dist-info"],
        ["jinja2-3.1.0.dist-info", "PyYAML-6.0.0-py3.egg-info"],
        [],
    ],
    ids=["small letters", "as they are called", "an older form", "none"],
)
def test_versions_are_read_from_folders_or_else_metadata(installed: Path, folders: list[str]) -> None:
    for name in folders:
        (installed / name).mkdir()
    assert cache._libraries() == WANTED


def test_another_version_changes_the_cache_version(installed: Path) -> None:
    (installed / "jinja2-3.2.0.dist-info").mkdir()
    assert cache._libraries() == ["jinja2 3.2.0", "pyyaml 6.0.1"]


def test_compiled_modules_are_not_hashed(tmp_path: Path) -> None:
    for path in ("b/__init__.py", "a.py", "b/c.py", "b/d.txt", "__pycache__/a.py", "b/__pycache__/c.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"")
    assert [name for name, _ in cache._modules(tmp_path)] == ["/a.py", "/b/__init__.py", "/b/c.py"]
