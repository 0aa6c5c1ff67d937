"""Keep the answers of arXiv's query API between runs, so that nothing is requested twice.

Each answer, an empty one as well, is a JSON file named by the hash of its endpoint and query: what a mirror
answers is never taken for arXiv's. Files are never deleted.
"""

import hashlib
from pathlib import Path

import msgspec

from daybook.commands.enrich.incomplete import Candidate
from daybook.disk.read import read_file
from daybook.disk.write import replace_file


class _Answer(msgspec.Struct, rename={"query": "asked", "papers": "found"}):
    query: str
    papers: list[Candidate]
    endpoint: str


class RememberedAnswers:
    """The answers of an endpoint in a folder, by query."""

    def __init__(self, folder: Path, endpoint: str) -> None:
        self._folder, self._endpoint = folder, endpoint

    def get(self, query: str) -> list[Candidate] | None:
        """Return the answer to a query; None if there is none or its file is damaged."""
        try:
            answer = msgspec.json.decode(read_file(self._location(query)), type=_Answer)
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return answer.papers if (answer.query, answer.endpoint) == (query, self._endpoint) else None

    def put(self, query: str, papers: list[Candidate]) -> None:
        """Keep an answer."""
        data = msgspec.json.format(msgspec.json.encode(_Answer(query, papers, self._endpoint)), indent=1)
        replace_file(self._location(query), data + b"\n")

    def _location(self, query: str) -> Path:
        name = hashlib.sha256(f"{self._endpoint}\n{query}".encode()).hexdigest()[:32]
        return self._folder / f"{name}.json"
