"""The theme's icon, or one of the archive's own, and the icons of other forms that are drawn from it."""

import base64
from functools import lru_cache

from daybook.problems import InputError, Problem
from daybook.theme.folder import STATIC, Theme

SOURCE = f"{STATIC}favicon.svg"
FAVICON = "favicon.ico"
TOUCH_ICON = "apple-touch-icon.png"
APP_ICONS = {size: f"assets/icon-{size}.png" for size in (192, 512)}
"""By width and height in pixels."""
_PNG = b"\x89PNG\r\n\x1a\n"


def make_icons(theme: Theme, paper: str) -> dict[str, bytes]:
    """Return the icons by path in the site; ``paper`` is behind them where an icon must not be transparent.

    Letters of the SVG are not drawn, as systems have different fonts. Raises InputError if it is no SVG.
    """
    source = theme.get(SOURCE)
    if source is None:
        return {}
    try:
        svg = source.decode("utf-8-sig")
        icons = {path: _draw(svg, size) for size, path in APP_ICONS.items()}
        return {FAVICON: _ico(_draw(svg, 32), 32), TOUCH_ICON: _draw(svg, 180, paper), **icons}
    except ValueError as error:
        what = f"cannot be drawn: {error}"
        raise InputError([Problem(SOURCE, 0, what, "save it as a plain SVG in UTF-8")]) from error


def with_icon(theme: Theme, data: bytes, size: tuple[int, int]) -> Theme:
    """Return a theme with an icon, an SVG or a PNG of this size; a PNG is put into an SVG, which all take."""
    if data.startswith(_PNG):
        width, height = size
        picture = base64.b64encode(data).decode("ascii")
        data = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
            f'<image width="{width}" height="{height}" href="data:image/png;base64,{picture}"/></svg>\n'
        ).encode("ascii")
    return {**theme, SOURCE: data}


@lru_cache(maxsize=8)
def _draw(svg: str, size: int, background: str | None = None) -> bytes:
    from resvg_py import svg_to_bytes  # its errors are ValueError

    return bytes(svg_to_bytes(svg, width=size, height=size, background=background, skip_system_fonts=True))


def _ico(png: bytes, size: int) -> bytes:
    """Return a Windows icon that holds one PNG picture."""
    head, pixels = bytes((0, 0, 1, 0, 1, 0)), bytes((size, size, 0, 0, 1, 0, 32, 0))
    offset = len(head) + len(pixels) + 8
    return head + pixels + len(png).to_bytes(4, "little") + offset.to_bytes(4, "little") + png
