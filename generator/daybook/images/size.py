"""Read the width and height of a picture: PNG, JPEG, GIF, WebP or SVG."""

import re
from xml.etree import ElementTree  # safe: expat limits entity expansion

Size = tuple[int, int]
"""Width and height in pixels."""

_MOST = 1 << 16
_NO_SIZE = frozenset({0xC4, 0xC8, 0xCC})
"""JPEG: markers in the range of frames' markers that begin no frame."""
_LENGTH = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)(?:px)?\s*")


def size_of(data: bytes) -> Size | None:
    """Return the size of a picture; None if it is none that can be read."""
    try:
        size = _raster(data) or _svg(data)
    except (IndexError, ValueError):
        return None
    return size if size and all(0 < length < _MOST for length in size) else None


def _raster(data: bytes) -> Size | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return _number(data[16:20]), _number(data[20:24])
    if data.startswith((b"GIF87a", b"GIF89a")):
        return _number(data[7:5:-1]), _number(data[9:7:-1])
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return _webp(data)
    return None


def _number(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _jpeg(data: bytes) -> Size | None:
    place = 2
    while place < len(data):
        marker, length = data[place + 1], _number(data[place + 2 : place + 4])
        if data[place] != 0xFF or length < 2:
            return None
        if 0xC0 <= marker <= 0xCF and marker not in _NO_SIZE:
            return _number(data[place + 7 : place + 9]), _number(data[place + 5 : place + 7])
        place += 2 + length
    return None


def _webp(data: bytes) -> Size | None:
    form, little = data[12:16], int.from_bytes
    if form == b"VP8X":
        return little(data[24:27], "little") + 1, little(data[27:30], "little") + 1
    if form == b"VP8 ":
        return little(data[26:28], "little") & 0x3FFF, little(data[28:30], "little") & 0x3FFF
    if form == b"VP8L":
        bits = little(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None


def _svg(data: bytes) -> Size | None:
    if b"<svg" not in data[:4096]:
        return None
    try:
        root = ElementTree.fromstring(data)  # noqa: S314
    except ElementTree.ParseError:
        return None
    if root.tag.rpartition("}")[2] != "svg":
        return None
    given = [_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height")]
    if given[0] and given[1]:
        return round(float(given[0][1])), round(float(given[1][1]))
    box = root.get("viewBox", "").replace(",", " ").split()
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else None
