"""Say how large images of rendered Markdown are, so that nothing moves when they arrive."""

import re
from collections.abc import Callable
from html import unescape

from markupsafe import Markup

_IMAGE = re.compile(r'(<img\b)[^>]*? src="([^"]*)"[^>]*>')


def with_sizes(html: Markup, size: Callable[[str], tuple[int, int] | None]) -> Markup:
    """Return HTML whose images have width and height where ``size`` knows them by their address."""

    def add(tag: re.Match[str]) -> str:
        found = size(unescape(tag[2]))
        if found is None or " width=" in tag[0] or " height=" in tag[0]:
            return tag[0]
        width, height = found
        given = f' width="{width}" height="{height}" loading="lazy"'
        return f"{tag[1]}{given}{tag[0][len(tag[1]) :]}"

    return Markup(_IMAGE.sub(add, html))  # noqa: S704  # only numbers are added
