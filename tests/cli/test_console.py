"""What a person is told: numbers in words, problems worst first, progress only where somebody watches."""

from __future__ import annotations

import errno
import io

import click
import pytest

from daybook.cli import console
from daybook.problems import Problem, Severity


def test_numbers_in_words() -> None:
    assert [console.count(number, "paper") for number in (0, 1, 2310)] == [
        "0 papers",
        "1 paper",
        "2,310 papers",
    ]
    assert [console.describe_bytes(octets) for octets in (0, 999, 99_999, 3_100_000)] == [
        "0.0 kB",
        "1.0 kB",
        "100.0 kB",
        "3.1 MB",
    ]


def problem(number: int, severity: Severity = Severity.ERROR) -> Problem:
    return Problem(f"file{number:03}", 1, "is wrong", "mend it", severity)


def test_problems_are_counted_by_severity() -> None:
    assert console.count_problems([]) == "0 warnings"
    assert console.count_problems([problem(1, Severity.NOTE)]) == "0 warnings"
    assert console.count_problems([problem(1), problem(2, Severity.WARNING)]) == "1 error, 1 warning"


@pytest.mark.parametrize(("volume", "lines"), [(console.NORMAL, 22), (console.VERBOSE, 201)])
def test_problems_are_told_up_to_twenty_of_a_kind(
    capsys: pytest.CaptureFixture[str], volume: int, lines: int
) -> None:
    with click.Context(click.Command("x")) as context:
        console.set_volume(context, volume)
        console.report([*(problem(number, Severity.WARNING) for number in range(200)), problem(999)])
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == lines
    assert "file999:1: is wrong; mend it" in told.err
    assert ("file020:1: warning: is wrong (and 179 more such problems); mend it" in told.err) == (lines == 22)


def test_notes_of_the_same_words_are_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    other = Problem("file007", 2, "is odd", "let it be", Severity.NOTE)
    console.report([*(problem(number, Severity.NOTE) for number in range(2, 1202)), other, problem(1)])
    assert capsys.readouterr().err.splitlines() == [
        "file001:1: is wrong; mend it",
        "file002:1: note: is wrong; mend it (and 1,199 more such notes)",
        "file007:2: note: is odd; let it be",
    ]


def test_problems_stand_in_the_order_of_their_files(capsys: pytest.CaptureFixture[str]) -> None:
    console.report([problem(3), problem(1, Severity.NOTE), problem(2)])
    assert [line[:7] for line in capsys.readouterr().err.splitlines()] == ["file001", "file002", "file003"]


@pytest.mark.parametrize(
    "error", [MemoryError(), OSError(errno.ENOMEM, "Cannot allocate memory", "a/folder")]
)
def test_memory_that_is_refused_has_one_message(error: MemoryError | OSError) -> None:
    assert console.machine_fault(error).startswith("daybook: Out of memory; close other programs")


class Terminal(io.StringIO):
    """A stream that somebody watches."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("watched", [True, False])
def test_progress_is_shown_to_who_watches_and_wiped_away(
    monkeypatch: pytest.MonkeyPatch, watched: bool
) -> None:
    stream = Terminal() if watched else io.StringIO()
    clock = iter(range(1000))
    monkeypatch.setattr(console.time, "monotonic", lambda: next(clock) * 0.6)
    monkeypatch.setattr(console.sys, "stderr", stream)
    monkeypatch.setattr(click, "echo", lambda text, nl=True, **_: stream.write(text + "\n" * nl))
    with console.progress() as told:
        for number in range(5):
            told("of 5 pages", number)
    shown = stream.getvalue()
    if not watched:
        assert shown == ""
        return
    assert "4 of 5 pages …" in shown
    assert "0 of" not in shown
    assert shown.endswith("\r\x1b[K")


@pytest.mark.parametrize(
    ("watched", "no_colour", "coloured"),
    [(True, "", True), (True, "1", False), (False, "", False)],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, watched: bool, no_colour: str, coloured: bool
) -> None:
    stream = Terminal() if watched else io.StringIO()
    monkeypatch.setattr(console.sys, "stderr", stream)
    monkeypatch.setenv("NO_COLOR", no_colour)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(click, "echo", lambda text, **_: stream.write(text + "\n"))
    console.report([problem(1), problem(2, Severity.WARNING)])
    plain = ["file001:1: is wrong; mend it", "file002:1: warning: is wrong; mend it"]
    assert click.unstyle(stream.getvalue()).splitlines() == plain
    assert ("\x1b[" in stream.getvalue()) == coloured


def test_quiet_leaves_notes_out(capsys: pytest.CaptureFixture[str]) -> None:
    with click.Context(click.Command("build")) as context:
        console.set_volume(context, console.QUIET)
        console.report([problem(1, Severity.NOTE), problem(2, Severity.WARNING)])
        console.close("Built", [], 1.0, "figures")
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "file002:1: warning: is wrong; mend it\n")
