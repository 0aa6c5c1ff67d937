"""The colours of a theme that browsers' frames and pictures need, and an accent in place of its red.

Text in the accent has to be read: its contrast (WCAG 2.2) with what is behind it is at least 4.5 to 1.
"""

import re

from msgspec import Struct
from msgspec.structs import fields

from daybook.theme.folder import STYLES, Theme

_COLOUR = re.compile(r"--([a-z]+):\s*(#[0-9a-fA-F]{6})\s*;")
_DARK = "prefers-color-scheme: dark"


class Colours(Struct, frozen=True):
    """Colours as ``#rrggbb``, named as in `10-tokens.css`; the defaults are the built-in theme's."""

    paper: str = "#f1f5ee"
    ink: str = "#17211c"
    red: str = "#a32a1a"
    rule: str = "#cf7263"
    line: str = "#c6d2c1"
    dark_paper: str = "#111815"
    """``paper`` of the dark palette."""


def palettes(theme: Theme) -> tuple[dict[str, str], dict[str, str]]:
    """Return a theme's colours by name, and the colours that differ in its dark palette.

    Of a name, it is the last outside of media queries, as browsers take it.
    """
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for path, data in sorted(theme.items()):
        if path.startswith(STYLES):
            plain, *media = data.decode("utf-8-sig").split("@media")
            light |= _COLOUR.findall(plain)
            for block in media:
                if _DARK in block:
                    dark |= _COLOUR.findall(block)
    return light, dark


def colours(theme: Theme) -> Colours:
    """Return a theme's colours that browsers' frames and pictures need."""
    light, dark = palettes(theme)
    names = {field.name for field in fields(Colours)} & light.keys()
    found = {name: light[name] for name in names}
    if "paper" in dark or "paper" in light:
        found["dark_paper"] = dark.get("paper") or light["paper"]
    return Colours(**found)


ACCENT_SHEET = f"{STYLES}15-accent.css"
_LEAST = 4.5
_STEPS = 64
_BEHIND = ("paper", "slip")
_RULE = 0.6
"""Of the accent in rules, which are mixed with the paper."""

Rgb = tuple[int, int, int]


class WeakColourError(ValueError):
    """A colour that cannot be read; ``instead`` is the nearest that can."""

    def __init__(self, palette: str, ratio: float, instead: str) -> None:
        super().__init__(palette, ratio, instead)
        self.palette, self.ratio, self.instead = palette, ratio, instead


def with_accent(theme: Theme, light: str, dark: str = "") -> Theme:
    """Return a theme with an accent; without ``dark`` it is the light one, made lighter as far as is needed.

    Raises WeakColourError.
    """
    of_light, of_dark = palettes(theme)
    papers = [_rgb(of_light[name]) for name in _BEHIND if name in of_light]
    dark_papers = [_rgb(of_dark[name]) for name in _BEHIND if name in of_dark] or papers
    accent = _rgb(light)
    _refuse_weak("light", accent, papers)
    dark_accent = _rgb(dark) if dark else _readable(accent, dark_papers)
    _refuse_weak("dark", dark_accent, dark_papers)
    sheet = (
        "/* The archive's own accent, of its settings. */\n"
        f":root {{ --red: {_hex(accent)}; --rule: {_hex(_mixed(accent, papers[0]))}; }}\n"
        "@media screen and (prefers-color-scheme: dark) {\n"
        f"  :root {{ --red: {_hex(dark_accent)}; --rule: {_hex(_mixed(dark_accent, dark_papers[0]))}; }}\n"
        "}\n"
    )
    return {**theme, ACCENT_SHEET: sheet.encode("ascii")}


def contrast(one: Rgb, other: Rgb) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _refuse_weak(palette: str, colour: Rgb, papers: list[Rgb]) -> None:
    ratio = _least(colour, papers)
    if ratio < _LEAST:
        raise WeakColourError(palette, ratio, _hex(_readable(colour, papers)))


def _least(colour: Rgb, papers: list[Rgb]) -> float:
    return min(contrast(colour, paper) for paper in papers)


def _readable(colour: Rgb, papers: list[Rgb]) -> Rgb:
    """Return the colour, or the nearest on its way to black or white that can be read."""
    ends: tuple[Rgb, ...] = ((0, 0, 0), (255, 255, 255))
    end = max(ends, key=lambda end: _least(end, papers))
    for step in range(_STEPS + 1):
        mixed = _mixed(end, colour, step / _STEPS)
        if _least(mixed, papers) >= _LEAST:
            return mixed
    return end


def _mixed(one: Rgb, other: Rgb, share: float = _RULE) -> Rgb:
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    red, green, blue = (_linear(part / 255) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _rgb(colour: str) -> Rgb:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
