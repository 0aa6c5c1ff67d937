"""Write a PNG picture of at most 16 colours (ISO 15948).

It is compressed by runs of equal bytes alone (`zlib.Z_RLE`): what zlib finds in longer stretches differs
between its versions, and a site has the same bytes everywhere.
"""

import zlib
from collections.abc import Iterable, Sequence

_WINDOW, _MEMORY = 15, 8
"""zlib's own values. With this memory, all codes of a picture of a day are one block."""
_DIGITS = b"0123456789abcdef".ljust(256, b"?")
"""The place of a colour in the palette as a hexadecimal digit."""


def png(width: int, rows: Sequence[bytes], palette: Iterable[bytes]) -> bytes:
    """Return a picture of rows that `packed` returned; ``width`` is in pixels, an even number."""
    header = width.to_bytes(4, "big") + len(rows).to_bytes(4, "big") + bytes((4, 3, 0, 0, 0))
    parts = ((b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", _compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def packed(pixels: bytes) -> bytes:
    """Return an even number of pixels, each a place in the palette, with two in a byte."""
    return bytes.fromhex(pixels.translate(_DIGITS).decode("ascii"))


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")


def _compress(rows: Sequence[bytes]) -> bytes:
    """Return the rows as a zlib stream; each begins with the number of its filter, which is none."""
    compressor = zlib.compressobj(9, zlib.DEFLATED, _WINDOW, _MEMORY, zlib.Z_RLE)
    return compressor.compress(b"".join(b"\0" + row for row in rows)) + compressor.flush()
