"""Marks of a merge conflict are found by their line, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from daybook.text.conflicts import conflict_line


@pytest.mark.hazard(49)
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n", 1),
        ("a\n\n<<<<<<< HEAD\na\n", 3),
        ("a\nb\n>>>>>>> 3f2a1b0 (Add a note)\n", 3),
        ("a\n<<<<<<<\nb", 2),
        ("a\n||||||| base\nb", 2),
        ("a\n\n=======\n\nb", 3),
        ("=======\nb", 1),
        ("---\ntitle: a\n---\n=======\nb", 4),
        ("a\n\n=======", 3),
        ("History\n=======\nIt began.", 0),
        ("a\n========\n", 0),
        ("a\n\n======\n", 0),
        ("a <<<<<<< b\n", 0),
        (" <<<<<<< HEAD\n", 0),
        (">>>>>> a\n", 0),
        (">>>>>>>> a\n", 0),
        (">>>>>>>a\n", 0),
        ("", 0),
    ],
)
def test_lines_of_marks(text: str, line: int) -> None:
    assert conflict_line(text) == line
