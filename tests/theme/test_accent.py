"""An accent is read in both palettes, or refused."""

from __future__ import annotations

import pytest

from daybook.theme.colours import ACCENT_SHEET, WeakColourError, colours, contrast, with_accent
from daybook.theme.folder import load_theme, theme_folders

THEME = load_theme(theme_folders(None))


def test_contrast_is_that_of_wcag() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((255, 255, 255), (118, 118, 118)) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("accent", ["#1f5c99", "#005500", "#000000", "#6b2d8b"])
def test_the_dark_accent_is_made_so_that_it_can_be_read(accent: str) -> None:
    made = with_accent(THEME, accent)
    dark = made[ACCENT_SHEET].decode().split("dark) {")[1].partition("--red: ")[2][:7]
    with_accent(THEME, accent, dark)  # does not raise
    assert dark != accent
    assert colours(made).red == accent


@pytest.mark.parametrize(
    ("light", "dark", "palette"),
    [("#ffcc00", "", "light"), ("#ffffff", "", "light"), ("#1f5c99", "#222222", "dark")],
)
def test_what_cannot_be_read_is_refused_with_what_can(light: str, dark: str, palette: str) -> None:
    with pytest.raises(WeakColourError) as caught:
        with_accent(THEME, light, dark)
    error = caught.value
    assert error.palette == palette
    assert error.ratio < 4.5
    with_accent(THEME, *((error.instead, dark) if palette == "light" else (light, error.instead)))


def test_a_theme_without_a_dark_palette_has_one_paper() -> None:
    bare = {"static/css/10-tokens.css": b":root { --paper: #ffffff; }"}
    assert b"--red: #1f5c99" in with_accent(bare, "#1f5c99")[ACCENT_SHEET]
