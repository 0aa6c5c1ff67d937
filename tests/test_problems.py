"""Problems: one harmless line each in a log, and pickled with their errors."""

from __future__ import annotations

import pickle

import pytest

from daybook.problems import (
    DaybookError,
    InputError,
    Problem,
    Severity,
    UsageError,
    bounded,
    kind_of,
    merge_conflict,
    nearest,
    shown,
    worst,
)


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


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("a dead link to papers/2025/a/index.html", "a dead link to assets/style.css", True),
        ("a dead anchor: a/index.html has no x", "a dead anchor: b/index.html has no y", True),
        ("the key `url` is not known", "the key `pdf` is not known", True),
        (
            "its canonical address is not https://a.example/x/",
            "its canonical address is not https://b/",
            True,
        ),
        (
            "is 31,000,000 bytes large, more than hosts take",
            "is 40,100,200 bytes large, more than hosts take",
            True,
        ),
        ("<p> is never closed", "<div> is never closed", True),
        ("markup that is not HTML: <4.3%", "markup that is not HTML: & x", True),
        ("holds a merge conflict", "is not UTF-8", False),
        ("a dead link to a/b", "a link outside the site: /b", False),
        ("`draft` is neither true nor false", "the key `draft` is not known", False),
    ],
)
def test_kinds_of_problems(one: str, other: str, is_same: bool) -> None:
    assert (kind_of(one) == kind_of(other)) is is_same


def test_at_most_twenty_of_a_kind_are_named() -> None:
    errors = [Problem(f"p{number:03}", 0, f"a dead link to a/{number}", "mend it") for number in range(100)]
    warnings = [Problem("w", 0, f"the key `k{number}` is odd", "x", Severity.WARNING) for number in range(21)]
    other = Problem("z", 0, "is not UTF-8", "save it")
    found = bounded([*errors, *warnings, other])
    assert found[:20] == errors[:20]
    assert found[20:41] == [*warnings[:20], other]
    assert [str(one) for one in found[41:]] == [
        "p020: a dead link to … (and 79 more such problems); mend it",
        "w: warning: the key `k20` is odd; x",
    ]
    assert worst(found) is Severity.ERROR
    assert bounded(errors[:20]) == errors[:20]


@pytest.mark.hazard(49)
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<<<<<<< HEAD\na\n=======\nb\n>>>>>>> branch\n", 1),
        ("a\n\n<<<<<<< HEAD\na\n", 3),
        ("a\nb\n>>>>>>> 3f2a1b0 (Add a note)\n", 3),
        ("a\n<<<<<<<\nb", 2),
        ("a\n||||||| base\nb", 2),
        ("a\n\n=======\n\nb", 3),
        ("=======\nb", 1),
        ("---\ntitle: a\n---\n=======\nb", 4),
        ("a\n\n=======", 3),
        ("History\n=======\nIt began.", 0),
        ("a\n========\n", 0),
        ("a\n\n======\n", 0),
        ("a <<<<<<< b\n", 0),
        (" <<<<<<< HEAD\n", 0),
        (">>>>>> a\n", 0),
        (">>>>>>>> a\n", 0),
        (">>>>>>>a\n", 0),
        ("", 0),
    ],
)
def test_a_merge_conflict_is_found_by_its_first_mark(text: str, line: int) -> None:
    found = merge_conflict("a.md", text)
    assert (found.line if found else 0) == line
