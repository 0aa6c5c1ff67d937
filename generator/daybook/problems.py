"""What can be wrong: problems in input are values, collected and reported together.

DaybookError                    carries problems; only the command line turns one into an exit code
├── InputError                  content cannot be published as it stands           exit 1
└── UsageError                  wrong usage or settings, or a folder that is not ours   exit 2
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from enum import IntEnum

from msgspec import Struct

_SHOWN = 120
"""Characters of foreign text that a message quotes at most."""
LONGEST_PATH = 1000
"""Characters of a path: cut, it would not lead to its file."""

_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    r"\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Controls, marks of direction and what nobody sees; joiners (U+200C, U+200D) are letters' business."""


class Severity(IntEnum):
    """How much a problem weighs: an error fails the run, a warning only under ``--strict``."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Problem(Struct, frozen=True, order=True):
    """One fault: where it is, what it is, why it matters and what to do."""

    path: str
    line: int
    """From 1; 0 where no line can be named."""
    what: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        path = shown(self.path, LONGEST_PATH)
        place = f"{path}:{self.line}" if self.line else path
        kind = "" if self.severity is Severity.ERROR else f"{self.severity.name.lower()}: "
        return f"{place}: {kind}{self.what}; {self.remedy}"


class DaybookError(Exception):
    """A run that cannot go on; ``problems`` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[DaybookError], tuple[tuple[Problem, ...]]]:
        """Pickle with the problems: an error of a page rendered in another process comes back whole."""
        return type(self), (self.problems,)


class InputError(DaybookError):
    """The input has errors that forbid publishing it."""


class UsageError(DaybookError):
    """Wrong arguments or settings, or a folder Daybook must not write to."""


def shown(text: str, limit: int = _SHOWN) -> str:
    """Give foreign text as one harmless line of a message: no controls, no direction marks, cut to size.

    A line of a log that begins with ``::`` is a command to GitHub's runner, so none can begin so here.
    """
    line = _UNPRINTABLE.sub(
        lambda match: f"\\u{ord(match[0]):04x}", unicodedata.normalize("NFC", text[: 4 * limit])
    )
    if len(line) > limit:
        line = line[: limit - 1] + "…"
    return f"./{line}" if line.startswith("::") else line


def worst(problems: Iterable[Problem]) -> Severity:
    """The greatest severity among problems; ``NOTE`` where there are none."""
    return max((problem.severity for problem in problems), default=Severity.NOTE)


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most similar to ``word``, or an empty string if none is close."""
    matches = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.7)
    return matches[0] if matches else ""
