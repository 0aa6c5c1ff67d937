"""Problems: one harmless line each in a log, and pickled with their errors."""

from __future__ import annotations

import pickle

import pytest

from daybook.problems import DaybookError, InputError, Problem, Severity, UsageError, nearest, shown, worst


def test_text_of_a_problem() -> None:
    problem = Problem("a/b.md", 3, "is wrong", "mend it")
    assert str(problem) == "a/b.md:3: is wrong; mend it"
    assert str(Problem("a", 0, "x", "y", Severity.WARNING)) == "a: warning: x; y"
    assert str(Problem("a", 0, "x", "y", Severity.NOTE)) == "a: note: x; y"


@pytest.mark.hazard(27, 31)
@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("plain é 日", "plain é 日"),
        ("a\nb\r\x1b[31m\x00", "a\\u000ab\\u000d\\u001b[31m\\u0000"),
        ("\u202egnp\u2066", "\\u202egnp\\u2066"),
        ("::error file=x::y", "./::error file=x::y"),
        ("\udc80", "\\udc80"),
        ("x" * 500, "x" * 119 + "…"),
        ("\x1b" * 300, ("\\u001b" * 20)[:119] + "…"),
    ],
)
def test_untrusted_text_in_a_message(given: str, line: str) -> None:
    assert shown(given) == line
    assert len(line) <= 121


def test_path_cannot_be_a_command_to_a_runner() -> None:
    assert str(Problem("::stop-commands::x", 1, "y", "z")).startswith("./::")


def test_long_path_is_not_shortened() -> None:
    path = "/home/somebody/" + "folder/" * 40 + "paper.md"
    assert str(Problem(path, 3, "x", "y")) == f"{path}:3: x; y"


def test_severities_are_ordered() -> None:
    problems = [Problem("a", 0, "x", "y", severity) for severity in (Severity.NOTE, Severity.WARNING)]
    assert worst(problems) is Severity.WARNING
    assert worst([]) is Severity.NOTE
    assert worst([*problems, Problem("a", 0, "x", "y")]) is Severity.ERROR


@pytest.mark.parametrize("kind", [DaybookError, InputError, UsageError])
def test_pickled_error_keeps_its_problems(kind: type[DaybookError]) -> None:
    problems = [Problem("a", 1, "x", "y"), Problem("b", 2, "z", "w", Severity.NOTE)]
    error = pickle.loads(pickle.dumps(kind(problems)))
    assert type(error) is kind
    assert error.problems == tuple(problems)
    assert str(error) == str(kind(problems))


@pytest.mark.parametrize(
    ("word", "near"), [("titel", "title"), ("TITLE", "title"), ("link", "links"), ("zebra", ""), ("", "")]
)
def test_nearest_known_word(word: str, near: str) -> None:
    assert nearest(word, ["title", "links", "description"]) == near
    assert nearest(word, []) == ""
