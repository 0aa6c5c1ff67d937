"""Asks a server of `warm.py` to run a module; a program for shell scripts, which loads as little as it can.

python -I -S tests/warm_client.py SOCKET MODULE WORDS…
"""

from __future__ import annotations

import json
import os
import socket
import sys


def ask(place: str, words: list[str], folder: str, environment: dict[str, str], *streams: int) -> int:
    """Let the server at ``place`` run a module with three streams; return its exit code."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(place)
        socket.send_fds(connection, [b"\n"], streams)
        connection.sendall(json.dumps([words, folder, environment]).encode())
        connection.shutdown(socket.SHUT_WR)
        return int(connection.recv(9))


if __name__ == "__main__":
    sys.exit(ask(sys.argv[1], sys.argv[2:], os.getcwd(), dict(os.environ), 0, 1, 2))  # noqa: PTH109
