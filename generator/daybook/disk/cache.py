"""Cache files and cache keys: values that a build saves for the next one.

A file holds a checksum of `version` and the value, then the value as MessagePack. A file that is missing,
damaged or written by another version of Daybook, its libraries or Python counts as missing.
"""

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

_LIBRARIES = (
    *("anyascii", "babel", "jinja2", "lunr", "markdown", "markupsafe", "math-core", "msgspec", "nh3"),
    *("numpy", "pygments", "pyyaml", "resvg_py"),
)
Value = TypeVar("Value")
_CHECKSUM = 16
"""Bytes."""


def load(place: Path, kind: type[Value]) -> Value | None:
    """Return the value that this version saved at ``place``; None if there is none."""
    try:
        data = memoryview(read_file(place))
        checksum, encoded = data[:_CHECKSUM], data[_CHECKSUM:]
        return msgspec.msgpack.decode(encoded, type=kind) if checksum == _checksum(encoded) else None
    except (OSError, msgspec.MsgspecError, RecursionError):
        return None


def save(place: Path, value: Any) -> None:
    """Save a value: records, numbers, strings, bytes, dates and collections of them.

    If the disk or memory is full, nothing is saved.
    """
    with suppress(OSError, MemoryError):
        data = bytearray(_CHECKSUM)
        msgspec.msgpack.Encoder().encode_into(value, data, _CHECKSUM)  # large values are in memory once
        data[:_CHECKSUM] = _checksum(memoryview(data)[_CHECKSUM:])
        replace_file(place, data, durable=False)


def _checksum(encoded: bytes | memoryview) -> bytes:
    checksum = hashlib.sha256(version())
    checksum.update(encoded)
    return checksum.digest()[:_CHECKSUM]


def key(*values: Any) -> bytes:
    """Return the cache key of values: 16 bytes of a hash of their contents and `version`."""
    return hashlib.sha256(version() + msgspec.msgpack.encode(values)).digest()[:16]


@lru_cache
def version() -> bytes:
    """Return a hash of all code that determines the output: of the package, of libraries and of Python."""
    digest = hashlib.blake2b(digest_size=32)
    package = os.fspath(Path(__file__).parents[1])
    for folder, folders, names in os.walk(package):  # half the time of pathlib, which every start would pay
        folders.sort()
        for name in sorted(name for name in names if name.endswith(".py")):
            with open(f"{folder}/{name}", "rb", buffering=0) as file:  # noqa: PTH123
                digest.update(f"{folder[len(package) :]}/{name}\0".encode() + file.read() + b"\0")
    digest.update("\n".join([sys.version, *_libraries()]).encode())
    return digest.digest()


def _libraries() -> list[str]:
    """Return the folders in which installers note versions, such as ``nh3-0.2.18.dist-info``.

    To list them takes a sixth of the time of `importlib.metadata`, which every start would pay.
    """
    names = {name.lower() for folder in filter(os.path.isdir, sys.path) for name in os.listdir(folder)}  # noqa: PTH208
    return sorted(name for name in names if name.endswith("-info") and name.split("-")[0] in _LIBRARIES)
