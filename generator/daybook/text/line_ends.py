"""Line ends of saved digests, which git changes on some systems: the same digest has the same hash.

git's `core.autocrlf` writes CR LF for LF on Windows, and LF for CR LF when it commits. It leaves files with
zero bytes alone, such as UTF-16.
"""

import hashlib
from collections.abc import Iterator


def with_lf(data: bytes) -> bytes:
    """Return the bytes of a text with LF for each CR LF; the bytes of any other file do not change."""
    return data.replace(b"\r\n", b"\n") if b"\r" in data and b"\0" not in data else data


def digest_hash(data: bytes) -> str:
    """Return the SHA-256 of a digest in hexadecimal, the same for both line ends."""
    return hashlib.sha256(with_lf(data)).hexdigest()


def known_hashes(data: bytes) -> Iterator[str]:
    """Yield the hashes under which a digest may be known: `digest_hash`, then those of earlier versions.

    They hashed the bytes of the checkout in which the digest was imported.
    """
    plain = with_lf(data)
    yield hashlib.sha256(plain).hexdigest()
    if plain != data:
        yield hashlib.sha256(data).hexdigest()
    if b"\0" not in data and b"\n" in data:
        yield hashlib.sha256(plain.replace(b"\n", b"\r\n")).hexdigest()
