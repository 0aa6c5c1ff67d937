"""What the commands that change content print, and how they end."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from daybook.archive.importing import import_digests
from daybook.cli.main import daybook
from daybook.problems import UsageError

RECORDS = (
    '{"title": "A Moss Clock", "abstract": "It keeps time.", "arxiv": "3101.00001"}\n'
    '{"title": "Ferns Fold", "abstract": "Fronds and folds.", "arxiv": "3101.00002"}\n'
)
MOSS, FERN = "2031/a-moss-clock", "2031/ferns-fold"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "2031-01-01.jsonl").write_text(RECORDS, "utf-8")
    import_digests(tmp_path / "content", [tmp_path / "2031-01-01.jsonl"])
    return tmp_path / "content"


def run(content: Path, *words: str) -> Result:
    return CliRunner().invoke(daybook, [*words, "--content-dir", str(content)])


COMMANDS = {
    "remove": ("remove", MOSS, "--reason", "twice"),
    "remove --day": ("remove", "--day", "2031-01-01"),
    "remove --digest": ("remove", "--digest", "2031-01-01.jsonl"),
    "merge": ("merge", MOSS, FERN),
    "rename": ("rename", MOSS, "moss"),
    "move": ("move", "--digest", "2031-01-01.jsonl", "2031-01-02"),
    "move a digest": ("move", "2031/2031-01-01.jsonl", "2031-01-02"),
    "move a day": ("move", "2031-01-01", "2031-01-02"),
    "add": ("add", "--title", "A Bell", "--day", "2031-01-02"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_each_file_is_named_before_and_after(content: Path, name: str) -> None:
    told = run(content, *COMMANDS[name], "--dry-run")
    done = run(content, *COMMANDS[name])
    assert (told.exit_code, done.exit_code) == (0, 0)
    *lines, last = told.output.splitlines()
    assert lines == done.output.splitlines()[:-1]
    assert last == f"Would change {last.split()[2]} files; nothing was written"
    assert done.output.splitlines()[-1].endswith("; see `git status`")
    assert any(line.startswith(("  change ", "  create ", "  delete ")) for line in lines)


WRONG = {
    "nothing": ("remove",),
    "no day": ("remove", "--day", "18 March"),
    "two sources": ("add", "--title", "A", "--arxiv", "3101.00009", "--day", "2031-01-02"),
    "a title of blanks": ("add", "--title", " \t", "--day", "2031-01-02"),
    "no source": ("add", "--day", "2031-01-02"),
    "one page": ("merge", MOSS),
    "a day alone": ("move", "2031-01-01"),
    "two things to move": ("move", "2031-01-01", "2031-01-02", "2031-01-03"),
}


@pytest.mark.parametrize("name", WRONG)
def test_wrong_usage_ends_with_2(content: Path, name: str) -> None:
    assert run(content, *WRONG[name]).exit_code == 2


def test_a_page_that_is_not_there_is_wrong_usage(content: Path) -> None:
    done = run(content, "remove", "2031/a-moss-clok")
    assert isinstance(done.exception, UsageError)
    assert "did you mean 2031/a-moss-clock?" in str(done.exception)


def test_the_summary_of_an_import_counts_what_is_left_out(content: Path) -> None:
    run(content, "remove", MOSS)
    place = content.parent / "2031-01-02.jsonl"
    place.write_text(RECORDS, "utf-8")
    (content / "papers" / f"{FERN}.md").unlink()
    place.write_text(RECORDS + '{"title": "A Bell", "abstract": "Rung.", "arxiv": "3101.00003"}\n', "utf-8")
    done = run(content, "import", str(place))
    assert done.exit_code == 0
    words = "3 records = 1 new paper + 0 repeats + 2 left out: removed on purpose + 0 rejected"
    assert words in done.output
