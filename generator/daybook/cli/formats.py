"""Problems for programs: as one JSON document, and as commands that GitHub's runner shows beside lines."""

import json
from collections.abc import Iterable, Mapping, Sequence

from daybook.problems import LONGEST_PATH, Problem, Severity, bounded, shown

TEXT, JSON, GITHUB = "text", "json", "github"
FORMATS = (TEXT, JSON, GITHUB)
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(problems: Sequence[Problem], figures: Mapping[str, int]) -> str:
    """Return a document of figures, the numbers of problems, and problems with at most twenty of a kind."""
    counts = {
        f"{severity.name.lower()}s": sum(problem.severity is severity for problem in problems)
        for severity in reversed(Severity)
    }
    listed = [
        {
            "path": shown(problem.path, LONGEST_PATH),
            "line": problem.line,
            "severity": problem.severity.name.lower(),
            "what": problem.what,
            "remedy": problem.remedy,
        }
        for problem in bounded(problems)
    ]
    return json.dumps({**figures, **counts, "problems": listed}, indent=1, ensure_ascii=False)


def as_github(problems: Iterable[Problem]) -> str:
    """Return a workflow command for each problem, a line each, with at most twenty of a kind.

    The escapes are those of `@actions/core`: no text of a message ends its line or becomes a command.
    """
    return "\n".join(map(_command, bounded(problems)))


def _command(problem: Problem) -> str:
    place = f"file={_property(shown(problem.path, LONGEST_PATH))}"
    if problem.line:
        place += f",line={problem.line}"
    return f"::{_COMMANDS[problem.severity]} {place}::{_data(f'{problem.what}; {problem.remedy}')}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
