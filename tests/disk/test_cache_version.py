"""What a cache is good for: the very versions of code and libraries that wrote it."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

from daybook.disk import cache

WANTED = ["jinja2 3.1.0", "pyyaml 6.0.1"]


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of Python's path."""
    monkeypatch.setattr("sys.path", [str(tmp_path), str(tmp_path / "not there")])
    monkeypatch.setattr(cache, "_LIBRARIES", ("jinja2", "pyyaml"))
    monkeypatch.setattr(metadata, "version", lambda name: {"jinja2": "3.1.0", "pyyaml": "6.0.1"}[name])
    return tmp_path


def test_versions_are_those_that_are_installed() -> None:
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
def test_versions_are_told_by_folders_and_asked_for_without(installed: Path, folders: list[str]) -> None:
    for name in folders:
        (installed / name).mkdir()
    assert cache._libraries() == WANTED


def test_another_version_is_another_cache(installed: Path) -> None:
    (installed / "jinja2-3.2.0.dist-info").mkdir()
    assert cache._libraries() == ["jinja2 3.2.0", "pyyaml 6.0.1"]


def test_modules_are_looked_at_and_not_what_is_kept_of_them(tmp_path: Path) -> None:
    for path in ("b/__init__.py", "a.py", "b/c.py", "b/d.txt", "__pycache__/a.py", "b/__pycache__/c.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(b"")
    assert [name for name, _ in cache._modules(tmp_path)] == ["/a.py", "/b/__init__.py", "/b/c.py"]
