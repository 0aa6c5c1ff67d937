"""Style sheets that do not parse are found with their line; those that do are left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.theme.own.styles import style_faults
from tests.conftest import ROOT


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a { color: red;\n\nb { c: d }", 1, "a `{` that is never closed"),
        ("a { }\nb { c: d", 2, "a `{` that is never closed"),
        ("@media print {\na { b: c }\n\n", 1, "a `{` that is never closed"),
        ("a { }\n}\n", 2, "a `}` that closes nothing"),
        ("a { b: calc(1px + 2px; }\n", 1, "a `}` that closes nothing"),
        ("a[b { }\n", 1, "a `[` that is never closed"),
        ("a { b: c }\n/* never\n", 2, "a comment that never ends"),
        ("/*/ a { }", 1, "a comment that never ends"),
        ('a { b: "c\n}', 1, "a string that does not end"),
        ("a { b: 'c\n}", 1, "a string that does not end"),
        ("\na { b: url(c d\n}", 2, "an address `url(` that does not end"),
        ('@import "other.css";\na { }', 1, "`@import` has no effect"),
    ],
)
def test_what_does_not_parse(text: str, line: int, what: str) -> None:
    found = list(style_faults(text))
    assert [(one[0], one[1].startswith(what)) for one in found][:1] == [(line, True)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a { b: c }",
        "a { b: c; } /* { ( [ ' \" */ d { e: f }",
        'a::before { content: "} {"; }',
        "a::before { content: '\\'{'; }",
        "a { b: url(x.png) url( y.png ) url('z)') }",
        "a { b: url(data:image/svg+xml;utf8,{) }",
        "a\\{b { c: d }",
        "@media (min-width: 1px) { a[b='c'] { d: calc(1px * (2 + 3)) } }",
        "a { --x: {}; }",
        "/**/ a { } /***/",
    ],
)
def test_what_parses(text: str) -> None:
    assert list(style_faults(text)) == []


@pytest.mark.parametrize(
    "path", sorted((ROOT / "theme/static/css").glob("*.css")), ids=lambda path: path.name
)
def test_the_built_in_sheets_parse(path: Path) -> None:
    assert list(style_faults(path.read_text("utf-8"))) == []


def test_long_hostile_sheets_take_linear_time() -> None:
    for piece in ("/*", "{", "\\", "url(", "'", "((", "@import", "*/"):
        assert len(list(style_faults(piece * 5_000))) <= 5_000
