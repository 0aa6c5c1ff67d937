"""An icon of the archive's own in place of the theme's."""

from __future__ import annotations

import base64

from daybook.theme.folder import Theme
from daybook.theme.icons import SOURCE

_PNG = b"\x89PNG\r\n\x1a\n"


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
