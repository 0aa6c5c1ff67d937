"""The file of places on the map: lines that people can read and merge."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from daybook.content.map_places import KeptPlaces, read_places, write_places

HEAD = "# drawn with 2 papers; delete this file, and the next build draws the map anew\n"
KEPT = KeptPlaces({"2025/b": (1, -2), "2025/a": (-300, 40)}, 2)


def test_a_line_is_a_paper(tmp_path: Path) -> None:
    written = write_places(tmp_path, KEPT)
    assert list(written) == ["map.txt"]
    assert (tmp_path / "map.txt").read_text("ascii") == f"{HEAD}2025/a -300 40\n2025/b 1 -2\n"
    assert read_places(tmp_path) == KEPT
    assert write_places(tmp_path, KEPT) == {}


def test_a_missing_file_keeps_nothing(tmp_path: Path) -> None:
    assert read_places(tmp_path) == KeptPlaces()


def test_both_sides_of_a_merge_count_and_the_first_of_two_places(tmp_path: Path) -> None:
    lines = [
        "# drawn with 2 papers",
        "<<<<<<< ours",
        "2025/a 1 1",
        "=======",
        "2025/a 2 2",
        "2025/b 3 3\r",
        ">>>>>>> theirs",
        "2025/c 1 1",
        "2025/d 1",
        "2025/e 1 999999999",
        "words",
    ]
    (tmp_path / "map.txt").write_text("\n".join(lines), "ascii")
    assert read_places(tmp_path) == KeptPlaces({"2025/a": (1, 1), "2025/b": (3, 3)}, 2)


@given(st.binary(max_size=200))
def test_any_bytes_are_read(data: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        content = Path(folder) / "content"
        content.mkdir()
        (content / "map.txt").write_bytes(data)
        kept = read_places(content)
        write_places(content, kept)
        assert read_places(content) == kept
