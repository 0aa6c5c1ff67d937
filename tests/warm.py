"""Runs modules as ``python -m`` does, in forks of a process that has loaded Daybook and compiled templates.

A new process spends more than a second of the processor on that, and a twentieth of it on a small site. All
but the start of Python is as there: a child has streams, a folder and an environment of its own.

`run` takes the place of ``subprocess.run``, `command` and `python` those of programs that shell scripts run.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import select
import signal
import socket
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NoReturn

from tests import warm_client

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 300
"""Seconds after which a command that hangs is ended."""
Done = subprocess.CompletedProcess[str]


def run(module: str, *words: object, cwd: Path = ROOT, **environment: str) -> Done:
    """Run a module, or after ``-c`` a program, in a folder; return its exit code and output.

    Variables are added to this process's environment.
    """
    given = [module, *map(str, words)]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, Path(os.devnull).open() as nothing:
        streams = (nothing.fileno(), out.fileno(), err.fileno())
        code = warm_client.ask(server(), given, str(cwd), {**os.environ, **environment}, *streams)
        texts = [os.pread(file.fileno(), file.seek(0, os.SEEK_END), 0).decode("utf-8") for file in (out, err)]
    return Done(given, code, *texts)


def command() -> str:
    """Return the words of a shell that run Daybook by the server."""
    return f'"{sys.executable}" -I -S "{warm_client.__file__}" "{server()}" daybook'


def python() -> str:
    """Return a shell script that stands for Python: it runs ``-m daybook`` by the server."""
    ours = f'if [ "$1 $2" = "-m daybook" ]; then shift 2; exec {command()} "$@"; fi'
    return f'#!/bin/sh\n{ours}\nexec "{sys.executable}" "$@"\n'


@cache
def server() -> str:
    """Start this process's server, which ends with it; return the path of its socket."""
    folder = tempfile.TemporaryDirectory(prefix="daybook-warm-")
    place = f"{folder.name}/socket"
    paths = os.pathsep.join((str(ROOT), str(ROOT / "generator")))
    environment = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}  # no thread is forked
    command = [sys.executable, "-m", "tests.warm", place]
    started = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )

    def end() -> None:
        started.communicate()
        folder.cleanup()

    atexit.register(end)
    assert started.stdout
    assert started.stdout.readline() == b"ready\n"
    return place


def load(folder: Path) -> None:
    """Load all modules of Daybook and pytest's, and build a small site."""
    import daybook
    from daybook.archive.importing import import_digests
    from daybook.commands.build.build import build
    from daybook.commands.build.options import Options
    from tests.made import digest_text, many_papers

    importlib.import_module("tests.conftest")
    for module in pkgutil.walk_packages(daybook.__path__, "daybook."):
        if not module.name.endswith(".__main__"):
            importlib.import_module(module.name)
    digest = folder / "2025-03-18.txt"
    digest.write_text(digest_text("Mar 18", many_papers(3)), "utf-8")
    import_digests(folder / "content", [digest])
    build(Options(folder / "content", folder / "site", base_url="https://reader.example/repo/"))


def main(place: str) -> None:
    """Serve until standard input ends."""
    with tempfile.TemporaryDirectory() as folder:
        load(Path(folder))
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(place)
        listening.listen()
        os.write(1, b"ready\n")
        for connection in _asked(listening):
            with connection:
                if not os.fork():
                    _keep(connection)
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass


def _asked(listening: socket.socket) -> Iterator[socket.socket]:
    while listening in select.select([0, listening], [], [])[0]:
        yield listening.accept()[0]


def _keep(connection: socket.socket) -> NoReturn:
    """Read what is asked, run it in a child, and say how that ended."""
    streams = socket.recv_fds(connection, 1, 3)[1]
    with connection.makefile("rb") as asked:
        words, folder, environment = json.load(asked)
    child = os.fork()
    if not child:
        _become(words, folder, environment, streams)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with suppress(OSError):  # nobody waits any more
        connection.sendall(str(code).encode())
    os._exit(0)


def _become(words: list[str], folder: str, environment: dict[str, str], streams: list[int]) -> NoReturn:
    """Be a process that runs the module ``words[0]``."""
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.closerange(3, 256)
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    if not words[0].startswith("tests."):  # whose `--long` takes an hour
        signal.alarm(PATIENCE)
    sys.argv = words
    code: object = 1
    try:
        if words[0] == "-c":
            exec(words.pop(1), {"__name__": "__main__"})
        else:
            runpy.run_module(words[0], run_name="__main__", alter_sys=True)
        code = 0
    except SystemExit as end:
        code = end.code
        if isinstance(code, str):
            print(code, file=sys.stderr)
    except BaseException:
        traceback.print_exc()
    with suppress(OSError, ValueError):
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code if isinstance(code, int) else bool(code))


if __name__ == "__main__":
    main(sys.argv[1])
