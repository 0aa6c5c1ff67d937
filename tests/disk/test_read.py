"""Reading takes regular files alone."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from daybook.disk.read import read_file


@pytest.mark.hazard(41)
def test_links_pipes_and_folders_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"words")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "fifo")
    assert read_file(tmp_path / "file") == b"words"
    (tmp_path / "folder").mkdir()
    for name in ("link", "fifo", "missing", "folder"):
        with pytest.raises(OSError) as caught:
            read_file(tmp_path / name)
        assert str(caught.value.filename).endswith(name)
