"""What `daybook serve` says of a build that fails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import pytest

from daybook.cli.serve import changes_in, rebuild
from daybook.commands.build.options import Built, Options
from daybook.commands.serve.handler import State
from daybook.commands.serve.serve import Serving
from daybook.problems import refusal


@pytest.mark.parametrize(
    "fault", [refusal("content", "is wrong", "correct it"), PermissionError(13, "no", "x")]
)
def test_what_stays_up_is_what_there_is(
    fault: Exception, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(_changed: Iterable[Path]) -> Built:
        raise fault

    server = Serving(Options(), "", 0, "/", State())
    monkeypatch.setattr(server, "rebuild", failing)
    rebuild(server, tmp_path, ())
    assert capsys.readouterr().out.endswith("Nothing is built yet.\n")
    (tmp_path / "index.html").touch()
    rebuild(server, tmp_path, ())
    assert capsys.readouterr().out.endswith("The last good build stays up.\n")


def test_a_stop_while_it_waits_is_its_end(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*_folders: Path, **_options: object) -> Iterator[object]:
        yield set()
        raise KeyboardInterrupt

    monkeypatch.setattr("watchfiles.watch", stopped)
    with pytest.raises(click.exceptions.Exit) as end:
        list(changes_in([]))
    assert (end.value.exit_code, capsys.readouterr().out) == (130, "\nStopped.\n")
