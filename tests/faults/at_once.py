"""Runs commands at once in one folder, in child processes forked after the imports; a program, not a test.

    python -m tests.faults.at_once '{"folder": …, "commands": [["build"], ["import", "incoming"]]}'

It prints exit code and output of each.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import daybook.commands.fetch.fetch  # loaded before the children start
import daybook.search.files  # noqa: F401
from daybook.disk import cache
from tests.faults.scenarios import finish, start

if __name__ == "__main__":
    given = json.loads(sys.argv[1])
    cache.version()
    os.environ |= given.get("environment", {})
    for child in [start(Path(given["folder"]), words) for words in given["commands"]]:
        ran = finish(child)
        print(json.dumps([ran.code, ran.output]))
