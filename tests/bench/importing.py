"""Times an import of a folder of digests and the parsing of its JSON, and prints the ratio.

    python -m tests.bench.importing FOLDER [--runs N]

Both are commands of the same Python, run in turn: one parses every file with `json.loads`, the other is
`daybook import` into an empty folder.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.bench.commands import ROOT, daybook, run

PARSE = """
import json, sys, time
from pathlib import Path
started = time.perf_counter()
for path in sorted(Path(sys.argv[1]).rglob("*.json")):
    json.loads(path.read_bytes())
print(time.perf_counter() - started)
"""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.importing", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=9)
    options = parser.parse_args(arguments)
    folder = options.folder.resolve()
    pairs, inside = [], []
    for _ in range(options.runs):
        parsed = run([sys.executable, "-c", PARSE, folder], ROOT)
        with tempfile.TemporaryDirectory(prefix="daybook-bench-") as place:
            content = Path(place) / "content"
            content.mkdir()
            imported = daybook("import", folder, "--content-dir", content)
        pairs.append((imported.seconds, parsed.seconds))
        inside.append(imported.seconds / float(parsed.output))
    print(imported.output.strip().rpartition("\n")[2])
    ours, parsing = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(mine / other for mine, other in pairs)
    print(f"daybook import {ours:.2f} s, parsing the JSON {parsing:.3f} s: {ratio:.1f} times")
    print(f"of the parsing itself, without the start of Python: {statistics.median(inside):.1f} times")


if __name__ == "__main__":
    main()
