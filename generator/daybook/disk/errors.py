"""Name the file in errors of system calls that know only its descriptor."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def naming(place: str | os.PathLike[str]) -> Iterator[None]:
    """Add the path to every OSError raised in the block."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, os.fspath(place)) from error
