"""Read PNG pictures of 16 colours by the specification, without the writer's code."""

from __future__ import annotations

import struct
import zlib
from typing import NamedTuple


class Picture(NamedTuple):
    width: int
    height: int
    palette: list[tuple[int, int, int]]
    rows: list[bytes]
    """A byte for each pixel: its place in the palette."""

    def colours(self, left: int, top: int, right: int, bottom: int) -> set[tuple[int, int, int]]:
        """Return the colours in a box."""
        return {self.palette[pixel] for row in self.rows[top:bottom] for pixel in row[left:right]}


def picture(data: bytes) -> Picture:
    """Read a picture; every checksum has to be right, and nothing may follow it."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks: dict[bytes, bytes] = {}
    at = 8
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        name, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + length]
        assert zlib.crc32(name + body) == struct.unpack(">I", data[at + 8 + length : at + 12 + length])[0]
        chunks[name] = body
        at += 12 + length
    assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
    assert (depth, kind, rest) == (4, 3, [0, 0, 0])
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(chunks[b"IDAT"])
    assert unpacker.eof
    assert not unpacker.unused_data
    size = width // 2 + 1
    assert len(plain) == size * height
    lines = [plain[start : start + size] for start in range(0, len(plain), size)]
    assert {line[0] for line in lines} <= {0}
    rows = [bytes(half for byte in line[1:] for half in (byte >> 4, byte & 15)) for line in lines]
    colours = chunks[b"PLTE"]
    palette = [(colours[i], colours[i + 1], colours[i + 2]) for i in range(0, len(colours), 3)]
    return Picture(width, height, palette, rows)
