"""A fork and the pipes to it: what is sent comes whole, an end that is closed is told, and nobody is left."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

if sys.platform != "linux":
    pytest.skip("elsewhere nothing is forked", allow_module_level=True)

from daybook.forked import PipeEnd, fork

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")  # other tests leave threads


def echo(asked: PipeEnd, answering: PipeEnd) -> None:
    """Send back what comes, until nothing more can."""
    with suppress(EOFError):
        while True:
            answering.send(asked.recv())


def bytes_echo(asked: PipeEnd, answering: PipeEnd) -> None:
    with suppress(EOFError):
        while True:
            answering.send_bytes(bytes(asked.recv_bytes()))


def descriptors() -> set[str]:
    return {each.name for each in Path("/proc/self/fd").iterdir()}


@pytest.mark.parametrize(
    "value",
    [
        None,
        b"",
        "a lone surrogate, as in a file's name: \udcff",
        {"papers": [(1, 2.5, Path("fern"))]},
        KeyError("moss"),
        b"more than a pipe holds" * 200_000,
    ],
    ids=["none", "empty", "surrogate", "nested", "error", "large"],
)
def test_a_value_comes_back_as_it_was(value: object) -> None:
    process, asking, answers = fork(echo)
    try:
        for _ in range(3):
            asking.send(value)
            assert repr(answers.recv()) == repr(value)
    finally:
        asking.close()
        process.join()
        answers.close()


@pytest.mark.parametrize("data", [b"", b"\0", b"a" * 65_537, b"b" * 5_000_000])
def test_bytes_come_back_as_they_were(data: bytes) -> None:
    process, asking, answers = fork(bytes_echo)
    try:
        asking.send_bytes(data)
        assert answers.recv_bytes() == data
    finally:
        asking.close()
        process.join()
        answers.close()


def test_nothing_is_left_open_or_running() -> None:
    before = descriptors()
    process, asking, answers = fork(echo)
    asking.close()
    process.join()
    answers.close()
    answers.close()  # once more is no fault
    process.join()
    process.kill()
    assert descriptors() == before


def test_nothing_is_left_open_where_a_process_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("no more of them")

    before = descriptors()
    monkeypatch.setattr(os, "fork", refused)
    with pytest.raises(BlockingIOError):
        fork(echo)
    assert descriptors() == before


def test_nothing_of_a_fork_goes_on_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is raised in it, wherever, does not come out of `fork`: there would be two of the caller."""
    came = tmp_path / "came"
    here = os.getpid()

    def no_memory(*_: object) -> None:
        raise MemoryError

    for name in ("_begin", "os"):
        with monkeypatch.context() as patch:
            if name == "_begin":
                patch.setattr("daybook.forked._begin", no_memory)
            else:
                forks = os.fork

                def interrupted(forks: Callable[[], int] = forks) -> int:
                    pid = forks()
                    if not pid:
                        os.kill(os.getpid(), signal.SIGINT)
                        os.kill(os.getpid(), signal.SIGTERM)
                    return pid

                patch.setattr(os, "fork", interrupted)
            try:
                process, asking, answers = fork(echo)
            except BaseException:
                came.touch()
                raise
            finally:
                if os.getpid() != here:
                    came.touch()
                    os._exit(0)
        with pytest.raises(EOFError):
            answers.recv()
        process.join()
        asking.close()
        answers.close()
    assert not came.exists()
    assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == set()


def test_a_pipe_holds_a_megabyte_or_what_the_system_allows() -> None:
    most = int(Path("/proc/sys/fs/pipe-max-size").read_text("ascii"))
    process, asking, answers = fork(echo)
    held = fcntl.fcntl(asking.fileno(), fcntl.F_GETPIPE_SZ)
    asking.close()
    process.join()
    answers.close()
    assert held == 1 << 20 or most < 1 << 20


def test_it_does_not_hold_the_ends_of_the_other(tmp_path: Path) -> None:
    def sends(asked: PipeEnd, answering: PipeEnd) -> None:
        asked.recv()
        try:
            answering.send("to nobody")
        except BrokenPipeError:
            (tmp_path / "told").touch()

    process, asking, answers = fork(sends)
    answers.close()
    asking.send("now")
    process.join()
    asking.close()
    assert (tmp_path / "told").exists()


def test_ends_may_have_any_number() -> None:
    """Descriptors from 1,024 on are not for select(2)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < 1100:
        pytest.skip("so many cannot be open here")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, 1100), hard))
    reading, writing = os.pipe()
    end, other = PipeEnd(fcntl.fcntl(reading, fcntl.F_DUPFD, 1050)), PipeEnd(writing)
    try:
        assert end.fileno() >= 1050
        assert not end.poll(0)
        other.send("fern")
        assert end.poll(1)
        assert end.recv() == "fern"
    finally:
        os.close(reading)
        end.close()
        other.close()
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def fails(*_: PipeEnd) -> None:
    raise KeyError("fern")


def exits(*_: PipeEnd) -> None:
    raise SystemExit(0)


def breaks_off(_: PipeEnd, answering: PipeEnd) -> None:
    os.write(answering.fileno(), (100).to_bytes(8) + b"no hundred")


@pytest.mark.parametrize("run", [fails, exits, breaks_off])
def test_an_end_that_is_closed_is_told(run: Callable[[PipeEnd, PipeEnd], None]) -> None:
    process, asking, answers = fork(run)
    with pytest.raises(EOFError):
        answers.recv()
    process.join()
    with pytest.raises(BrokenPipeError):
        asking.send("moss")
    asking.close()
    answers.close()


def test_one_that_is_killed_is_told() -> None:
    process, asking, answers = fork(echo)
    process.kill()
    with pytest.raises(EOFError):
        answers.recv()
    process.join()
    asking.close()
    answers.close()


def test_what_cannot_be_sent_leaves_no_part_of_it() -> None:
    process, asking, answers = fork(echo)
    with pytest.raises(Exception, match="pickle"):
        asking.send([lambda: None])
    asking.send("whole")
    assert answers.recv() == "whole"
    asking.close()
    process.join()
    answers.close()


def test_whether_something_came_can_be_asked() -> None:
    process, asking, answers = fork(echo)
    assert not answers.poll(0)
    asking.send("fern")
    assert answers.poll(10)
    assert answers.recv() == "fern"
    begun = time.monotonic()
    assert not answers.poll(0.05)
    assert time.monotonic() - begun >= 0.05
    asking.close()
    process.join()
    assert answers.poll(0)  # its end
    answers.close()
