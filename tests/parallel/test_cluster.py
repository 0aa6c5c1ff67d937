"""A site from a real Dask cluster of two workers on loopback: the same bytes, even if one is killed."""

from __future__ import annotations

import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from daybook.commands.build import search_index
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.pages.base import rendering
from daybook.parallel import cluster
from daybook.parallel.cluster import connect
from daybook.problems import InputError, UsageError
from tests import warm
from tests.conftest import BASE_URL
from tests.made import digest_text, files_of, many_papers

if TYPE_CHECKING:
    from distributed import LocalCluster  # slow to load, and every worker of pytest reads this file

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2, threads_per_worker=2, host="127.0.0.1", dashboard_address="127.0.0.1:0"
    ) as found:
        yield found


@pytest.fixture(autouse=True)
def few_make_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "FEW", 0)
    monkeypatch.setattr(rendering, "_MANY", 8)
    monkeypatch.setattr(search_index, "_MANY", 0)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Papers for some batches, one of them with notes in Markdown."""
    folder = tmp_path_factory.mktemp("cluster") / "content"
    (folder / "digests").mkdir(parents=True)
    (folder / "digests" / "2025-03-18.txt").write_text(digest_text("Mar 18", many_papers(90)), "utf-8")
    build(Options(folder, folder.parent / "site", base_url=BASE_URL))
    page = min((folder / "papers").rglob("*.md"))
    page.write_text(page.read_text("utf-8") + "\nA *note*[^1].\n\n[^1]: Below.\n", "utf-8")
    return folder


@pytest.fixture(scope="module")
def here(content: Path) -> dict[str, bytes]:
    """The site, made by this process."""
    build(Options(content, content.parent / "site", base_url=BASE_URL))
    return files_of(content.parent / "site")


def test_the_same_bytes_by_the_command(
    workers: LocalCluster, content: Path, here: dict[str, bytes], tmp_path: Path
) -> None:
    command = ["build", "--content-dir", content, "-o", tmp_path / "site", "-b", BASE_URL]
    done = warm.run("tests.pooled", *command, "--scheduler", workers.scheduler_address)
    assert (done.returncode, done.stderr) == (0, "")
    assert files_of(tmp_path / "site") == here


def hesitant(notes: Path, *given: Any) -> Any:
    """Do as `cluster._run` does; but one of the batches after the third is held until its process ends."""
    process = str(os.getpid())
    work = given[2] if len(given) > 2 else given[1]  # `Workers` wraps all but the first call
    (notes / f"ran-{getattr(work, '__name__', 'pages')}").touch()
    if len(list(notes.glob("done-*"))) > 2:
        try:
            with (notes / "holding").open("x") as file:
                file.write(process)
        except FileExistsError:
            pass
        else:
            (notes / "held").write_text(process, "ascii")
            time.sleep(240)
            raise AssertionError("nobody ended this process")
    result = cluster._run(*given)
    (notes / f"done-{process}-{time.monotonic_ns()}").touch()
    return result


def kill_who_holds(notes: Path) -> None:
    deadline = time.monotonic() + 240
    held, process = notes / "held", ""
    while not process and time.monotonic() < deadline:  # the file is there before its words are
        time.sleep(0.01)
        process = held.read_text("ascii") if held.exists() else ""
    os.kill(int(process), signal.SIGKILL)


def test_a_worker_is_killed_half_way(
    workers: LocalCluster,
    content: Path,
    here: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    monkeypatch.setattr(cluster, "_run", partial(hesitant, notes))
    killer = threading.Thread(target=kill_who_holds, args=(notes,))
    killer.start()
    build(Options(content, tmp_path / "site", base_url=BASE_URL, scheduler=workers.scheduler_address))
    killer.join()
    killed = (notes / "held").read_text("ascii")
    by = {note.name.split("-")[1] for note in notes.glob("done-*")}
    assert by - {killed}
    ran = {note.name for note in notes.glob("ran-*")}
    assert {"ran-_make_again", "ran-renew_insights", "ran-pages"} <= ran
    assert files_of(tmp_path / "site") == here


def test_what_is_wrong_in_a_batch_is_told_as_it_is_here(
    workers: LocalCluster, content: Path, tmp_path: Path
) -> None:
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / "paper.html").write_text("<!doctype html>\n{{ nothing_such }}\n", "utf-8")
    told = []
    for scheduler in (None, workers.scheduler_address):
        with pytest.raises(InputError) as raised:
            build(Options(content, tmp_path / "site", theme, BASE_URL, scheduler=scheduler))
        told.append(raised.value.problems)
    assert told[0] == told[1]
    assert (told[0][0].path, told[0][0].line) == ((theme / "templates/paper.html").as_posix(), 2)
    assert not (tmp_path / "site").exists()


def test_a_batch_that_ends_each_worker(workers: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.scheduler, "allowed_failures", 0)
    with (
        pytest.raises(UsageError, match=r"the cluster was lost: .*build without --scheduler"),
        connect(workers.scheduler_address) as pool,
    ):
        pool.submit(os._exit, 1).result()


def test_other_code_is_refused(workers: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster.cache, "version", lambda: b"another")
    refused = pytest.raises(UsageError, match="has another version of Daybook")
    with refused, connect(workers.scheduler_address):
        pass


def test_other_code_is_refused_of_a_worker_that_came_later(
    workers: LocalCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = pytest.raises(UsageError, match="has another version of Daybook")
    with refused, connect(workers.scheduler_address) as pool:
        assert pool.submit(int, "7").result() == 7
        monkeypatch.setattr(cluster.cache, "version", lambda: b"another")
        pool.submit(int, "7").result()


def unused_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return f"tcp://127.0.0.1:{probe.getsockname()[1]}"


@pytest.mark.parametrize("address", [unused_port, lambda: "nonsense", lambda: "no://127.0.0.1:1"])
def test_no_scheduler_is_there(address: Callable[[], str], content: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no Dask scheduler could be reached: .*tcp://127.0.0.1:8786"):
        build(Options(content, tmp_path / "site", base_url=BASE_URL, scheduler=address()))
    assert not (tmp_path / "site").exists()


def test_no_workers_are_there() -> None:
    from distributed import LocalCluster

    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0") as empty,
        pytest.raises(UsageError, match="the cluster has no workers"),
        connect(empty.scheduler_address),
    ):
        pass


def test_dask_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(UsageError, match=r"pip install 'daybook-papers\[dask\]'"),
        connect("tcp://127.0.0.1:1"),
    ):
        pass
