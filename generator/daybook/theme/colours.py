"""The colours of a theme that browsers' frames and pictures need."""

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
