"""Sizes of pictures of each kind, and of what is none."""

from __future__ import annotations

import pytest

from daybook.images.size import size_of

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x02\0\0\0\x03"
FRAME = b"\xff\xc2\0\x11\x08\0\x07\x01\x05\x03"


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (PNG, (258, 3)),
        (PNG[:20], None),
        (b"GIF89a\x02\x01\x04\0more", (258, 4)),
        (b"\xff\xd8\xff\xe0\0\x04ab" + FRAME, (261, 7)),
        (b"\xff\xd8\xff\xc4\0\x04ab" + FRAME, (261, 7)),
        (b"\xff\xd8\xff\xe0\0\x00ab" + FRAME, None),
        (b"\xff\xd8\xff\xe0\xff\xff", None),
        (b"\xff\xd8\xff", None),
        (b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0\x01\x01\0\x02\0\0", (258, 3)),
        (b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a\x02\x41\x03\0", (258, 3)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f\x01\xc1\0\0", (258, 4)),
        (b"RIFF\0\0\0\0WEBPnone", None),
        (b'<svg viewBox="0 0 10 20.4"/>', (10, 20)),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="12px" height="5"/>', (12, 5)),
        (b'<svg width="100%" height="5" viewBox="0,0,3,4"/>', (3, 4)),
        (b'<svg width="0" height="5"/>', None),
        (b"<svg/>", None),
        (b'<svg viewBox="a b c d"/>', None),
        (b"<svg", None),
        (b"<html><svg viewBox='0 0 1 1'/></html>", None),
        (b'<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg viewBox="0 0 1e9 1"/>', None),
        (b"", None),
        (b"x" * 99, None),
    ],
)
def test_sizes(data: bytes, size: tuple[int, int] | None) -> None:
    assert size_of(data) == size
