"""Text of Python's `repr` is read as Python reads it, or not at all."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.digests.syntax.json_text import Unreadable
from daybook.digests.syntax.python_literal import parse_literal

PLAIN = st.none() | st.booleans() | st.integers(-(10**20), 10**20) | st.text(max_size=20)
VALUES = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, max_size=4) | st.tuples(inner) | st.dictionaries(st.text(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text(max_size=8), VALUES, min_size=1, max_size=4))
def test_what_repr_writes_is_read(value: dict[str, object]) -> None:
    assert repr(parse_literal(repr(value))) == repr(value)


@pytest.mark.parametrize(
    "text", ["{'a': 1, 'a': 2}", "{'a': 'x' 'y'}", "[1,]", r"{'a': '\x41\N{BULLET}'}", "{1: 'x'}"]
)
def test_what_only_python_reads_is_read_too(text: str) -> None:
    assert parse_literal(text) == ast.literal_eval(text)


@pytest.mark.parametrize("text", ["{'a': 01}", "{'a': f('x')}", "[" * 40 + "]" * 40, "{'a': ", "{'a': b'x'}"])
def test_what_is_no_value_is_refused(text: str) -> None:
    assert isinstance(parse_literal(text), Unreadable)
