"""Read the files of a site: in a folder, or at an address, by several clients at a time."""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import quote

from daybook.disk.read import read_file
from daybook.parallel.workers import batches
from daybook.sources.client import Client, RequestPolicy, ServiceError, check_endpoint

Answer = bytes | OSError | ServiceError

_MOST_BYTES = 100_000_000
_POLICY = RequestPolicy(pause=0.0, tries=3, max_bytes=_MOST_BYTES)
_CLIENTS = 8
"""Connections at a time."""


class SiteFiles(ABC):
    """The place of a site's files."""

    @abstractmethod
    def name(self, path: str) -> str:
        """Return the name of a file in messages."""

    @abstractmethod
    def read(self, path: str) -> bytes:
        """Return the bytes of a file. Raises OSError or ServiceError."""

    def read_all(self, paths: Sequence[str]) -> Iterator[tuple[str, Answer]]:
        """Yield the bytes of each file in order, or why it cannot be had."""
        return ((path, self.answer(path)) for path in paths)

    def answer(self, path: str) -> Answer:
        """Return the bytes of a file, or why it cannot be had."""
        try:
            return self.read(path)
        except (OSError, ServiceError) as error:
            return error


class Folder(SiteFiles):
    """A site in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def name(self, path: str) -> str:
        return (self.root / path).as_posix()

    def read(self, path: str) -> bytes:
        return read_file(self.root / path)


class Served(SiteFiles):
    """A site at an address."""

    def __init__(self, url: str, policy: RequestPolicy = _POLICY) -> None:
        self._url = check_endpoint(url, "verify", "site")
        self._clients: SimpleQueue[Client] = SimpleQueue()
        for _ in range(_CLIENTS):
            self._clients.put(Client(self._url, policy))

    def name(self, path: str) -> str:
        return f"{self._url}/{_address(path)}"

    def read(self, path: str) -> bytes:
        client = self._clients.get()
        try:
            return client.get(f"/{_address(path)}", {}, "*/*")
        finally:
            self._clients.put(client)

    def read_all(self, paths: Sequence[str]) -> Iterator[tuple[str, Answer]]:
        with ThreadPoolExecutor(_CLIENTS) as pool:
            for some in batches(paths):  # so that one who stops has few answers to wait for
                yield from zip(some, pool.map(self.answer, some), strict=True)


def _address(path: str) -> str:
    """Return the address of a file as readers ask for it: that of a page is its folder."""
    folder, _, name = path.rpartition("/")
    return quote(f"{folder}/" if name == "index.html" and folder else "" if path == "index.html" else path)
