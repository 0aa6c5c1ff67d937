"""Measures the time until `daybook serve` shows an edited page."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.commands import ROOT

_PATIENCE = 600.0
"""Seconds to wait for the first build, and for each page."""


def seconds_until_shown(content: Path, edits: int = 5) -> list[float]:
    """Serve a content folder, add a note to a paper so many times, and wait for each in the served page.

    Between two of them the whole site is built.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "daybook", "serve", "--content-dir", content, "--port", str(port)]
    with subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            _wait_for(process.stdout, b"Serving at")
            time.sleep(1)  # until it watches
            seconds = []
            for number in range(edits):
                seconds.append(_edited(content, f"http://127.0.0.1:{port}", number))
                _wait_for(process.stdout, b"Built")
            return seconds
        finally:
            process.terminate()


def _wait_for(lines: IO[bytes], start: bytes) -> None:
    if not any(line.startswith(start) for line in lines):
        raise SystemExit(f"`daybook serve` ended before it said {start.decode()}")


def _edited(content: Path, site: str, number: int) -> float:
    papers = sorted((content / "papers").rglob("*.md"))
    page = papers[(number + 1) * 7919 % len(papers)]
    word = f"shownafter{number}".encode()
    address = f"{site}/{page.relative_to(content).with_suffix('').as_posix()}/"
    started = time.monotonic()
    with page.open("ab") as file:
        file.write(b"\n" + word + b"\n")
    while time.monotonic() - started < _PATIENCE:
        try:
            with urlopen(address) as answer:
                if word in answer.read():
                    return time.monotonic() - started
        except (URLError, ConnectionError):
            pass
        time.sleep(0.01)
    raise SystemExit(f"{address} was not shown as edited")
