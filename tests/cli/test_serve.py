"""What `daybook serve` says of a build that fails."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest

from daybook.cli.serve import rebuild
from daybook.commands.build.options import Built
from daybook.commands.serve.serve import Serving
from daybook.problems import refusal


@pytest.mark.parametrize(
    "fault", [refusal("content", "is wrong", "correct it"), PermissionError(13, "no", "x")]
)
def test_what_stays_up_is_what_there_is(
    fault: Exception, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def failing(_changed: Iterable[Path]) -> Built:
        raise fault

    server = Serving("", failing, is_local=True, port=0, has_moved=bool)
    rebuild(server, tmp_path, ())
    assert capsys.readouterr().out.endswith("Nothing is built yet.\n")
    (tmp_path / "index.html").touch()
    rebuild(server, tmp_path, ())
    assert capsys.readouterr().out.endswith("The last good build stays up.\n")
