"""Write a PNG picture of at most 16 colours (ISO 15948), compressed by runs of equal pixels and equal rows.

The compression (DEFLATE, RFC 1951, with its fixed code) is done here, because the bytes of zlib differ
between its versions. As the code of a run is kept, it is faster, too: pictures share most of their runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby, zip_longest
from typing import NamedTuple
from zlib import adler32, crc32

_SHORTEST, _LONGEST = 3, 258
"""Bytes that one code can repeat; a byte is two pixels."""

Code = tuple[int, int]
"""A number and how many bits it has. Its lowest bit is the first."""


class Run(NamedTuple):
    """Pixels beside each other, two in a byte, and their code."""

    data: bytes
    code: int
    bits: int


def png(width: int, rows: Sequence[Sequence[Run]], palette: Iterable[bytes]) -> bytes:
    """Return a picture; the runs of each row are ``width`` pixels long, an even number."""
    header = width.to_bytes(4, "big") + len(rows).to_bytes(4, "big") + bytes((4, 3, 0, 0, 0))
    pixels = _compress(rows, width // 2 + 1)
    parts = ((b"IHDR", header), (b"PLTE", b"".join(palette)), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in parts)


def run(pixels: bytes) -> Run:
    """Return a run of an even number of pixels, each a place in the palette."""
    data = bytes([left << 4 | right for left, right in zip(pixels[::2], pixels[1::2], strict=True)])
    return Run(data, *_join(_equal(value, len(list(group))) for value, group in groupby(data)))


def _chunk(name: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + name + data + crc32(name + data).to_bytes(4, "big")


def _compress(rows: Sequence[Sequence[Run]], length: int) -> bytes:
    """Return a zlib stream (RFC 1950) of one block; a row has ``length`` bytes, the first for its filter."""
    out = bytearray(b"\x78\x01")
    code, bits = 0b011, 3  # the last block, in the fixed code
    above: Sequence[Run] = ()
    plain = []
    for row in rows:
        plain += [b"\0", *(part.data for part in row)]
        for word, size in _row(row, above, length):
            code, bits = code | word << bits, bits + size
        whole = bits // 8
        out += (code & (1 << 8 * whole) - 1).to_bytes(whole, "little")
        code, bits, above = code >> 8 * whole, bits - 8 * whole, row
    out += code.to_bytes((bits + 7 + 7) // 8, "little")  # the end of the block is seven bits of 0
    return bytes(out) + adler32(b"".join(plain)).to_bytes(4, "big")


def _row(row: Sequence[Run], above: Sequence[Run], length: int) -> Iterable[Code]:
    """Return the codes of a row: copies of the row above it, as far as its runs are the same."""
    if row == above and length >= _SHORTEST:
        return [_copies(length, length)]
    return [_literal(0), *(_part(part, over, length) for part, over in zip_longest(row, above))]


def _part(part: Run, over: Run | None, length: int) -> Code:
    is_same = part == over and len(part.data) >= _SHORTEST
    return _copies(len(part.data), length) if is_same else (part.code, part.bits)


def _join(codes: Iterable[Code]) -> Code:
    joined = bits = 0
    for code, size in codes:
        joined, bits = joined | code << bits, bits + size
    return joined, bits


@lru_cache(maxsize=4096)
def _equal(value: int, count: int) -> Code:
    """Return the code of ``count`` equal bytes."""
    if count <= _SHORTEST:
        return _join([_literal(value)] * count)
    return _join([_literal(value), _copies(count - 1, 1)])


@lru_cache(maxsize=1024)
def _copies(length: int, distance: int) -> Code:
    """Return the code of ``length`` bytes, 3 or more, that stand ``distance`` bytes before."""
    codes = []
    while length:
        part = length if length <= _LONGEST else min(_LONGEST, length - _SHORTEST)
        codes.append(_copy(part, distance))
        length -= part
    return _join(codes)


def _copy(length: int, distance: int) -> Code:
    symbol, rest, extra = _bucket(length - _SHORTEST, 2) if length < _LONGEST else (28, 0, 0)
    name = (_reversed(symbol + 1, 7), 7) if symbol < 23 else (_reversed(0b11000000 + symbol - 23, 8), 8)
    back, back_rest, back_extra = _bucket(distance - 1, 1)
    return _join([name, (rest, extra), (_reversed(back, 5), 5), (back_rest, back_extra)])


def _bucket(value: int, power: int) -> tuple[int, int, int]:
    """Return the bucket of a length or distance, the place in it, and the bits of that place.

    From ``2 ** (power + 1)`` on, each power of two is cut into ``2 ** power`` buckets.
    """
    extra = max(0, value.bit_length() - 1 - power)
    return (extra << power) + (value >> extra), value & (1 << extra) - 1, extra


@lru_cache(maxsize=256)
def _literal(value: int) -> Code:
    return (
        (_reversed(0b00110000 + value, 8), 8) if value < 144 else (_reversed(0b110010000 + value - 144, 9), 9)
    )


def _reversed(value: int, bits: int) -> int:
    """Return a code with its first bit lowest, as DEFLATE writes names, but not numbers."""
    return int(f"{value:0{bits}b}"[::-1], 2)
