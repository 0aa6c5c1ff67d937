"""A process forked from this one, and values on their way between the two, through pipes (Linux).

`multiprocessing` does the same on any system. To load it takes as long as all pages of a small site, and a
fork has no need of most of it: it starts with all modules, and nobody else can open its pipes.
"""

from __future__ import annotations

import fcntl
import os
import pickle
import select
import signal
from collections.abc import Callable, Iterable
from contextlib import ExitStack, suppress
from typing import Any

_ON_THE_WAY = 1 << 20
"""Bytes that fit into a pipe, as many as Linux lets anybody have (pipe(7)): else one waits for the other."""
_HELD_BACK = (signal.SIGINT, signal.SIGTERM)
"""While forking: what their handlers raise in the fork, the caller would take for its own."""
_LENGTH = 8
"""Bytes before a message that tell its length, the highest first."""


class PipeEnd:
    """One end of a pipe; its methods are those of `multiprocessing.connection.Connection`."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int:
        """Its descriptor."""
        return self._descriptor

    def close(self) -> None:
        """Close it, if it is open."""
        if self._descriptor >= 0:
            descriptor, self._descriptor = self._descriptor, -1
            os.close(descriptor)

    def poll(self, seconds: float) -> bool:
        """Wait so long, at most, until there is something to read or the other end is closed."""
        waiting = select.poll()  # select(2) takes no descriptor from 1,024 on
        waiting.register(self._descriptor, select.POLLIN)
        return bool(waiting.poll(seconds * 1000))

    def send(self, value: object) -> None:
        """Send any value that can be pickled; nothing of it is sent where it cannot be."""
        self.send_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))

    def recv(self) -> Any:
        """Wait for a value. Raises EOFError where the other end is closed."""
        return pickle.loads(self.recv_bytes())  # noqa: S301  # what this program sent itself

    def send_bytes(self, data: bytes) -> None:
        """Send bytes. Raises BrokenPipeError where the other end is closed."""
        for part in (len(data).to_bytes(_LENGTH), data):
            left = memoryview(part)
            while left:
                left = left[os.write(self._descriptor, left) :]

    def recv_bytes(self) -> bytearray:
        """Wait for bytes. Raises EOFError where the other end is closed."""
        return self._read(int.from_bytes(self._read(_LENGTH)))

    def _read(self, length: int) -> bytearray:
        data = bytearray(length)
        left = memoryview(data)
        while left:
            if not (count := os.readv(self._descriptor, [left])):
                raise EOFError
            left = left[count:]
        return data


class Fork:
    """A process that was forked from this one; its methods are those of `multiprocessing.Process`.

    Where this one was started with SIGCHLD ignored, the system forgets a process as soon as it has ended.
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid

    def kill(self) -> None:
        """End it, whatever it does; before `join`."""
        with suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)

    def join(self) -> None:
        """Wait until it has ended."""
        with suppress(ChildProcessError):
            os.waitpid(self._pid, 0)


def fork(run: Callable[[PipeEnd, PipeEnd], object]) -> tuple[Fork, PipeEnd, PipeEnd]:
    """Have a fork run ``run``, with an end to read from and one to write to; give it, and the other two ends.

    The fork ignores interrupts, which both are told, and says nothing of what is raised in it. No thread may
    run beside. Raises OSError where it is refused.
    """
    with ExitStack() as opened:
        asked, asking = _pipe(opened)
        answers, answering = _pipe(opened)
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _HELD_BACK)
        try:
            pid = os.fork()
            if not pid:
                try:
                    _begin(before, asking, answers)
                    run(asked, answering)
                finally:  # or what called this would go on in both
                    os._exit(0)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        opened.pop_all()
    asked.close()
    answering.close()
    return Fork(pid), asking, answers


def _begin(mask: Iterable[int], *others: PipeEnd) -> None:
    """Leave what is the other process's: its handlers of signals, and its ends of the pipes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    for end in others:
        end.close()


def _pipe(opened: ExitStack) -> tuple[PipeEnd, PipeEnd]:
    """Both ends of a new pipe: one to read from, one to write to."""
    reading, writing = map(PipeEnd, os.pipe())
    for end in (reading, writing):
        opened.callback(end.close)
    with suppress(OSError):  # where the system's bound is lower
        fcntl.fcntl(writing.fileno(), fcntl.F_SETPIPE_SZ, _ON_THE_WAY)
    return reading, writing
