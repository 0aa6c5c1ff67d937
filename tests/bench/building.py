"""Measures time and memory of making an index, each maker in a child process.

``python -m tests.bench.building MAKER PICKLE`` makes an index and prints [seconds of the processor, bytes of
memory] as JSON.
"""

from __future__ import annotations

import gc
import json
import pickle
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from daybook.search.document import SearchDocument
from daybook.search.lunr_index import lunr_builder
from tests.search.oracle import read_all
from tests.search.whole_index import search_files

ROOT = Path(__file__).resolve().parents[2]


MAKERS: dict[str, Callable[[Sequence[SearchDocument]], object]] = {
    "lunr.py": lunr_builder,
    "terms, counts": read_all,
    "all files of search": lambda documents: sum(len(content) for _, content in search_files(documents)),
}


def measured(maker: str, documents: Path) -> tuple[float, int]:
    """Return seconds and bytes that a maker takes for the pickled documents, without the documents' own."""
    command = [sys.executable, "-m", "tests.bench.building", maker, str(documents)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    seconds, memory = json.loads(done.stdout)
    return seconds, memory


def _peak() -> int:
    """Return the peak of this process's memory in bytes since the last call."""
    status, reset = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    held = int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    reset.write_text("5")
    return held


def _main(maker: str, documents: str) -> None:
    papers = pickle.loads(Path(documents).read_bytes())
    gc.collect()
    _peak()
    before = _peak()
    start = time.process_time()
    made = MAKERS[maker](papers)
    seconds = time.process_time() - start
    after = _peak()
    assert made
    print(json.dumps([seconds, after - before]))


if __name__ == "__main__":
    _main(*sys.argv[1:])
