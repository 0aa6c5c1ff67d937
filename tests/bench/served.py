"""How long it takes until `daybook serve` shows a page that was edited."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.commands import ROOT

_PATIENCE = 600.0
"""Seconds to wait for the first build, and for each page."""


def seconds_until_shown(content: Path, edits: int = 5) -> list[float]:
    """Serve a content folder, add a note to a paper so many times, and wait for each in the served page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "generator", "serve", "--content-dir", content, "--port", str(port)]
    with subprocess.Popen(list(map(str, command)), cwd=ROOT, stdout=subprocess.PIPE) as process:
        try:
            assert process.stdout is not None
            for line in process.stdout:
                if line.startswith(b"Serving at"):
                    break
            time.sleep(1)  # until it watches
            return [_edited(content, f"http://127.0.0.1:{port}", number) for number in range(edits)]
        finally:
            process.terminate()


def _edited(content: Path, site: str, number: int) -> float:
    papers = sorted((content / "papers").rglob("*.md"))
    page = papers[len(papers) * (number + 1) // 7]
    word = f"shownafter{number}".encode()
    address = f"{site}/{page.relative_to(content).with_suffix('').as_posix()}/"
    time.sleep(0.5)
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
