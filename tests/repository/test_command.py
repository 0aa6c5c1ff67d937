"""`python3 -m tests` reports each step and continues after a failure; CI runs the same command."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import __main__ as command
from tests.bench import build as table
from tests.bench import commands
from tests.repository.workflow import ROOT, load, steps_of


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("3 passed in 0.12s", True),
        ("\x1b[32m======= \x1b[1m312 passed\x1b[0m, 2 skipped in 75.20s (0:01:15) =======", True),
        ("1 failed, 2 passed, 1 warning in 0.20s", True),
        ("2 errors in 0.10s", True),
        ("no tests ran in 0.01s", True),
        ("tests/text/test_plain_text.py ....... [100%]", False),
        ("SKIPPED [1] tests/text/test_plain_text.py:3: it passed in time", False),
    ],
)
def test_pytests_summary_is_recognized(line: str, found: bool) -> None:
    assert bool(command.SUMMARY.search(command.COLOUR.sub("", line))) == found


def fail(words: str) -> Callable[[], str]:
    """Return a step that fails."""

    def action() -> str:
        raise command.StepError(words)

    return action


def test_steps_after_a_failed_one_run(capsys: pytest.CaptureFixture[str]) -> None:
    steps = [command.take("first", fail("broken")), command.take("second", lambda: "fine")]
    command.report(steps, "1 passed in 0.10s")
    lines = capsys.readouterr().out.splitlines()
    assert [step.passed for step in steps] == [False, True]
    assert lines[-1] == "1 passed in 0.10s"
    assert lines[-2].startswith("1 of 2 steps FAILED: first")
    assert lines[-3].split()[0] == "passed"
    assert lines[-4].split()[0] == "FAILED"
    assert lines[-4].endswith("broken")


def test_steps_without_their_tools_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[object] = []
    monkeypatch.setattr(command, "prepare_python", fail("no network"))
    monkeypatch.setattr(command, "prepare_node", lambda: "there")
    monkeypatch.setattr(command, "prepare_chromium", fail("no browser"))
    monkeypatch.setattr(command, "run_node_tests", lambda: ran.append("node"))
    monkeypatch.setattr(command, "prepare_servers", fail("no server"))
    monkeypatch.setattr(command, "run", lambda words: ran.append(words))
    steps = {step.name: step for step in command.all_steps(command.Pytest([]))}
    for name in ("ruff check", "ruff format", "mypy", "pytest", "benchmark"):
        assert (steps[name].passed, steps[name].remark) == (False, "not run: it needs Python packages")
    assert not steps["Chromium"].passed
    assert ran == (["node"] if (ROOT / "tests" / "node").is_dir() else [])


def test_the_benchmark_runs_without_peers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "PEERS", tmp_path / "peers")
    monkeypatch.setattr(commands.venv, "create", lambda *_, **__: None)
    assert commands.peers() is None
    assert "Daybook is measured alone" in capsys.readouterr().out
    own = commands.Run(1.5, 20_000_000)
    table.show(1000, {name: [(own, None)] for name in (*table.TARGETS, table.SAMPLE)})
    assert [line.split() for line in capsys.readouterr().out.splitlines()][-1] == [
        *("sample", "archive", "1.50", "s", "20")
    ]


def test_time_and_memory_of_a_command_are_measured() -> None:
    other = "import time; held = bytearray(300_000_000); time.sleep(0.3)"
    one = "import subprocess, sys; own = bytearray(200_000_000)"
    both = f"{one}; subprocess.run([sys.executable, '-c', {other!r}])"
    done = commands.run([sys.executable, "-c", both], ROOT)
    assert done.seconds > 0.3
    assert 500_000_000 < done.memory < 700_000_000
    with pytest.raises(SystemExit, match="failed:\nwhy"):
        commands.run([sys.executable, "-c", "raise SystemExit('why')"], ROOT)


@pytest.mark.parametrize(("arguments", "workers"), [([], command.WORKERS), (["-n", "0"], None)])
def test_pytest_has_its_workers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], workers: int | None
) -> None:
    (tmp_path / "test_workers.py").write_text(
        "import os\n\ndef test_workers():\n"
        f"    assert os.environ.get('PYTEST_XDIST_WORKER_COUNT', 'None') == '{workers}'\n",
        encoding="ascii",
    )
    monkeypatch.setattr(command, "PYTHON", sys.executable)
    monkeypatch.delenv("PYTEST_XDIST_WORKER_COUNT", raising=False)
    pytest_step = command.Pytest([*arguments, "-p", "no:cacheprovider", str(tmp_path)])
    pytest_step()
    assert "1 passed in" in pytest_step.summary


@pytest.mark.parametrize(("room", "in_memory"), [(0, True), (10**18, False)])
def test_tests_write_to_memory_that_has_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int, in_memory: bool
) -> None:
    monkeypatch.setattr(command, "MEMORY", tmp_path)
    monkeypatch.setattr(command, "ROOM", room)
    with command.files_in_memory() as environment:
        made = [str(place) for place in tmp_path.iterdir()]
        assert environment == ({"TMPDIR": made[0]} if in_memory else {})
    assert list(tmp_path.iterdir()) == []


def test_a_failed_or_missing_command_is_an_error(capfd: pytest.CaptureFixture[str]) -> None:
    command.run([sys.executable, "-c", "print(input.__name__)"])
    with pytest.raises(command.StepError, match="exit code 3"):
        command.run([sys.executable, "-c", "raise SystemExit(3)"])
    with pytest.raises(command.StepError, match="could not be started"):
        command.run(["no-such-command-anywhere"])
    assert "input\n" in capfd.readouterr().out


def test_a_stamp_depends_on_the_sources(tmp_path: Path) -> None:
    source, stamp = tmp_path / "source", tmp_path / "stamp"
    source.write_bytes(b"one")
    made_from = command.digest([source], "3.11")
    assert not command.is_stamped(stamp, made_from)
    stamp.write_text(made_from, encoding="ascii")
    assert command.is_stamped(stamp, command.digest([source], "3.11"))
    assert not command.is_stamped(stamp, command.digest([source], "3.12"))
    source.write_bytes(b"two")
    assert not command.is_stamped(stamp, command.digest([source], "3.11"))


def test_no_other_browser_replaces_the_named_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert command.prepare_chromium() == sys.executable
    monkeypatch.setenv("CHROMIUM", "/no/such/browser")
    with pytest.raises(command.StepError, match="CHROMIUM"):
        command.prepare_chromium()


@pytest.mark.parametrize("names", [["chromium"], ["chromium", "chromium-headless-shell"]])
def test_the_browser_without_windows_is_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: list[str]
) -> None:
    for name in names:
        (tmp_path / name).touch(0o755)
    monkeypatch.setattr(command, "install_debian", lambda *_: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM", "")  # so that it is restored
    monkeypatch.delenv("CHROMIUM")
    assert command.prepare_chromium() == str(tmp_path / names[-1])


def test_ci_runs_the_same_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert 'exec python3 -m tests "$@"' in script.read_text(encoding="utf-8")
    assert "python3 -m tests" in [step.get("run") for step in steps_of(load("check"))]
