"""What a build remembers for the next one: nothing here is needed, and nothing of it is trusted.

Each entry is named by a hash of all that went into it, so it is either right or not found. A file that is
missing, damaged, or written by another version of Daybook, its libraries or Python is as good as none.
"""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from daybook.disk.read import read_file
from daybook.disk.write import replace_file

_LIBRARIES = ("anyascii", "jinja2", "lunr", "markdown", "markupsafe", "msgspec", "nh3", "pygments", "pyyaml")
Value = TypeVar("Value")
_SEAL = 16
"""Bytes of a hash of version and value, which come first: a single bit more or less, and it is another."""


def load(place: Path, kind: type[Value]) -> Value | None:
    """Read what was saved at ``place`` by this very version; None for anything else."""
    return unpack(packed(place), kind)


def packed(place: Path) -> bytes:
    """Read what was saved at ``place`` as it is; empty where nothing can be read."""
    try:
        return read_file(place)
    except OSError:
        return b""


def save(place: Path, value: Any) -> bytes:
    """Save a value (of records, numbers, strings, bytes, dates and collections of them); gives its seal.

    Where the disk or memory refuses, nothing is saved, and nothing is lost but time: the seal is empty.
    """
    with suppress(OSError, MemoryError):
        data = pack(value)
        replace_file(place, data, durable=False)
        return seal_of(data)
    return b""


def pack(value: Any) -> bytes:
    """Give a value as it is saved."""
    encoded = encode(value)
    return _seal(encoded) + encoded


def unpack(data: bytes, kind: type[Value]) -> Value | None:
    """Give the value of what `pack` gave in this very version; None for anything else."""
    encoded = memoryview(data)[_SEAL:]
    if not encoded or seal_of(data) != _seal(encoded):
        return None
    try:
        return decode(encoded, kind)
    except (msgspec.MsgspecError, RecursionError):
        return None


def seal_of(data: bytes) -> bytes:
    """A name for what `pack` gave: 16 bytes, equal for equal values of one version alone."""
    return data[:_SEAL]


def _seal(data: bytes | memoryview) -> bytes:
    sealed = hashlib.sha256(version())
    sealed.update(data)
    return sealed.digest()[:_SEAL]


def encode(value: Any) -> bytes:
    """Pack a value (as of `save`)."""
    return msgspec.msgpack.encode(value)


def decode(data: bytes | bytearray | memoryview, kind: type[Value]) -> Value:
    """Unpack what `encode` packed."""
    return msgspec.msgpack.decode(data, type=kind)


def key(*values: Any) -> bytes:
    """A name for values by their content: 16 bytes, equal for equal values of one version alone."""
    return hashlib.sha256(version() + msgspec.msgpack.encode(values)).digest()[:16]


@lru_cache
def version() -> bytes:
    """A hash of all code that has a part in the output."""
    digest = hashlib.blake2b(digest_size=32)
    for name, place in _modules(Path(__file__).parents[1]):
        digest.update(name.encode() + b"\0" + place.read_bytes() + b"\0")
    digest.update("\n".join([sys.version, *_libraries()]).encode())
    return digest.digest()


def _modules(package: Path) -> list[tuple[str, Path]]:
    """A package's modules by their path in it, in order; what Python keeps of them is passed over unseen."""
    found = []
    for folder, below, names in os.walk(package):
        below[:] = [name for name in below if name != "__pycache__"]
        start = folder[len(str(package)) :]
        found += [(f"{start}/{name}", Path(folder, name)) for name in names if name.endswith(".py")]
    return sorted(found)


def _libraries() -> list[str]:
    """Libraries with their versions, told by the folders ``NAME-VERSION.dist-info`` that installers leave.

    Source: packaging.python.org, "Recording installed projects". To list them takes a twentieth of the time
    in which `importlib.metadata` would be loaded; it is asked where a library came without such a folder.
    """
    versions: dict[str, str] = {}
    for folder in sys.path:
        with suppress(OSError):
            for name in os.listdir(folder or os.curdir):  # noqa: PTH208
                project, dash, version = name.removesuffix(".dist-info").partition("-")
                if dash and name.endswith(".dist-info"):
                    versions.setdefault(project.lower(), version)
    return [f"{name} {versions.get(name) or _asked(name)}" for name in _LIBRARIES]


def _asked(name: str) -> str:
    from importlib import metadata  # slow to load

    return metadata.version(name)
