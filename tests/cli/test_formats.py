"""Problems for programs: JSON, and commands to GitHub's runner that no message can break."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from daybook.cli.formats import as_github, as_json
from daybook.cli.main import daybook
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.problems import Problem, Severity

HOSTILE = "a\n::error::b\r\n%0A::stop-commands::x, y: z\u202e"
PROBLEMS = [
    Problem("content/a.md", 3, "is wrong", "mend it"),
    Problem("content/b, c: d%.md", 0, "50% off", "pay", Severity.WARNING),
    Problem("site", 0, "is odd", "let it be", Severity.NOTE),
]


def test_commands_to_the_runner() -> None:
    assert as_github(PROBLEMS).split("\n") == [
        "::error file=content/a.md,line=3::is wrong; mend it",
        "::warning file=content/b%2C c%3A d%25.md::50%25 off; pay",
        "::notice file=site::is odd; let it be",
    ]
    assert as_github([]) == ""


@pytest.mark.parametrize("field", ["path", "what", "remedy"])
def test_no_text_ends_a_command_or_begins_one(field: str) -> None:
    given = {"path": "p", "line": 1, "what": "w", "remedy": "r", field: HOSTILE}
    line = as_github([Problem(**given)])  # type: ignore[arg-type]
    assert re.fullmatch(r"::error file=[^\r\n,:]*,line=1::[^\r\n]*", line)
    assert line.splitlines() == [line]


def test_json_has_figures_numbers_and_problems() -> None:
    found = json.loads(as_json(PROBLEMS, {"papers": 2}))
    problems = found.pop("problems")
    assert found == {"papers": 2, "errors": 1, "warnings": 1, "notes": 1}
    assert problems[0] == {
        "path": "content/a.md",
        "line": 3,
        "severity": "error",
        "what": "is wrong",
        "remedy": "mend it",
    }
    assert [one["severity"] for one in problems] == ["error", "warning", "note"]


def test_both_name_at_most_twenty_of_a_kind_and_count_all() -> None:
    many = [Problem(f"p{number:03}", 0, f"a dead link to a/{number}", "mend it") for number in range(561)]
    found = json.loads(as_json(many, {}))
    assert (found["errors"], len(found["problems"])) == (561, 21)
    assert as_github(many).count("\n") == 20
    assert as_github(many).endswith("a dead link to … (and 540 more such problems); mend it")


def test_a_check_prints_each_form(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "content/images").mkdir(parents=True)
    (tmp_path / "content/images/a.png").write_bytes(b"x")
    monkeypatch.chdir(tmp_path)
    build(Options(base_url="https://reader.example/"))

    def printed(*arguments: str) -> tuple[int, str]:
        result = CliRunner().invoke(daybook, ["check", *arguments])
        return result.exit_code, result.stdout

    code, text = printed("--format", "json")
    found = json.loads(text)
    assert (code, found["errors"], found["warnings"], found["papers"]) == (0, 0, 2, 0)
    assert [one["path"] for one in found["problems"]] == ["content/images/a.png", "site"]
    code, text = printed("--format", "github", "--base-url", "https://other.example/")
    assert code == 1
    assert [line.partition("::")[2].partition("::")[0] for line in text.splitlines()] == [
        "warning file=content/images/a.png",
        "error file=site",
    ]
    (tmp_path / "content/site.toml").write_text("titel = 1\n", "utf-8")
    code, text = printed("--format", "github")
    assert (code, text.startswith("::error file=content/site.toml,line=1::the setting `titel`")) == (2, True)
    code, text = printed("--format", "json")
    assert (code, json.loads(text)["errors"]) == (2, 1)
