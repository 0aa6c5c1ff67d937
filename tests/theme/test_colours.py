"""A theme's colours are read as browsers take them."""

from __future__ import annotations

import pytest

from daybook.theme.colours import Colours, colours
from daybook.theme.folder import load_theme, theme_folders

TOKENS = b":root { --paper: #111111; --red: #aa0000; --rail: 2rem; }\n"
DARK = b"@media print { :root { --paper: #ffffff; } }\n"
DARK += b"@media screen and (prefers-color-scheme: dark) { :root { --paper: #000000; --red: #ff0000; } }"


def test_the_built_in_theme_has_all_colours() -> None:
    assert colours(load_theme(theme_folders(None))) == Colours()


def test_no_rule_gives_each_element_a_style_of_its_selected_text() -> None:
    """Chromium would work one out for each, also when a dialog opens."""
    sheets = [sheet for path, sheet in load_theme(theme_folders(None)).items() if path.endswith(".css")]
    assert sheets
    assert not any(b"::selection" in sheet for sheet in sheets)


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ([], Colours()),
        ([TOKENS + DARK], Colours(paper="#111111", red="#aa0000", dark_paper="#000000")),
        ([TOKENS], Colours(paper="#111111", red="#aa0000", dark_paper="#111111")),
        (
            [TOKENS + DARK, b"* { --red: #bb0000; }"],
            Colours(paper="#111111", red="#bb0000", dark_paper="#000000"),
        ),
        ([b"* { --paper: white; --red: rgb(1 2 3); }"], Colours()),
    ],
)
def test_names_of_the_light_palette(sheets: list[bytes], expected: Colours) -> None:
    theme = {f"static/css/{place}.css": sheet for place, sheet in enumerate(sheets)}
    assert colours(theme) == expected
