"""A run touches content, theme, output, their work folders and Python, and never a socket."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from daybook.archive.importing import import_digests
from tests import warm
from tests.conftest import PYTHONPATH, ROOT
from tests.made import digest_text, many_papers


def watched(folder: Path, *words: str, new: bool = False) -> list[str]:
    """Run the command line in ``folder``, in a new Python or not; return its forbidden accesses."""
    ours = [folder / name for name in ("content", "site", ".content.daybook", ".site.daybook", "digests")]
    python = [sys.prefix, sys.base_prefix, *(path for path in sys.path if "site-packages" in path)]
    package = [ROOT / "generator", ROOT / "theme"]
    allowed = ":".join(os.path.realpath(place) for place in (*ours, *python, *package, os.devnull))
    writable = ":".join(os.path.realpath(place) for place in ours if place.name != "digests")
    log = folder / "log"
    log.write_bytes(b"")
    given = ("tests.faults.watched", str(log), allowed, writable, *words)
    if new:
        environment = {**os.environ, "PYTHONPATH": PYTHONPATH}
        command = [sys.executable, "-m", *given]
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
    else:
        done = warm.run(*given, cwd=folder)
    assert done.returncode == 0, done.stderr
    lines = log.read_text("utf-8").splitlines()
    searched = {f"os.listdir ['{place}']" for place in (ROOT, folder, *sys.path)}  # by Python, for modules
    own_memory = "open ['/proc/self/statm']"  # which bounds that of readers
    return [line for line in lines if line not in searched and line != own_memory]


def test_a_build_touches_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "digests").mkdir()
    (tmp_path / "content").mkdir()
    (tmp_path / "digests" / "2025-03-18.txt").write_text(digest_text("Mar 18", many_papers(30)), "utf-8")
    assert watched(tmp_path, "import", "digests", "--year", "2025") == []
    build = ("build", "-j", "2", "-b", "https://reader.example/repo/")
    assert watched(tmp_path, *build) == []
    assert len(list((tmp_path / "site/papers/2025").iterdir())) == 30
    (tmp_path / "content/about.md").write_text("# About\n", "utf-8")
    assert watched(tmp_path, *build, "--stock-index") == []
    assert watched(tmp_path, "check", "-b", "https://reader.example/repo/") == []
    assert watched(tmp_path, "rollback") == []


def test_a_first_build_of_few_pages_touches_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "2025-03-18.txt").write_text(digest_text("Mar 18", many_papers(3)), "utf-8")
    import_digests(tmp_path / "content", [tmp_path / "2025-03-18.txt"])
    assert watched(tmp_path, "build", "-j", "1", new=True) == []


def test_the_watch_sees_each_kind(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    lines = watched(folder, "fire", new=True)
    kinds = {line.partition(" ")[0] for line in lines}
    assert {"open", "os.mkdir", "os.remove", "socket.__new__", "subprocess.Popen"} <= kinds
    assert kinds & {"os.listdir", "os.scandir"}
    assert any("/etc/passwd" in line for line in lines)
    assert any("written" in line for line in lines)


@pytest.mark.hazard(40)
@pytest.mark.parametrize("place", ["content/link.md", "theme/link.css", "site/link"])
def test_the_watch_follows_links(tmp_path: Path, place: str) -> None:
    from tests.faults.watched import within

    (tmp_path / place).parent.mkdir()
    (tmp_path / place).symlink_to("/etc/passwd")
    assert not within(str(tmp_path / place), [os.path.realpath(tmp_path)])
    assert within(str(tmp_path / "content"), [os.path.realpath(tmp_path)])
