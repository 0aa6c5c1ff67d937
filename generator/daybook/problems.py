"""Problems in input, which are values collected and reported together, and the errors that carry them.

DaybookError          only the command line turns one into an exit code
├── InputError        content cannot be published                              exit 1
└── UsageError        wrong usage or settings, or a folder not of Daybook      exit 2
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from enum import IntEnum
from pathlib import PurePath
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

LONGEST_PATH = 1000
"""Characters of a path in a message: a shortened path would not lead to its file."""
_UNPRINTABLE = (
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff"
    r"\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control, bidirectional and invisible characters, except joiners (U+200C, U+200D), which letters need."""

_SIDE = re.compile(r"^(?P<mark><{7}|>{7}|\|{7})(?:[ \r]|$)", re.MULTILINE)
_MIDDLE = re.compile(r"(?:\A|\n[ \t]*\n|\n---\n)(?P<mark>={7})[ \t]*(?=\n|\Z)")
"""Seven equals signs that are no line below a heading of Markdown."""
MOST_OF_A_KIND = 20
"""Problems of a kind that are named one by one."""
_SPECIFIC = re.compile(
    r"`[^`\n]*`|(?<!\w)'[^'\n]*'(?!\w)|\"[^\"\n]*\"|<[^>\n]*>|(?<=: ).*\Z"
    r"|\S*[/@_#]\S*|\S*\w\.\w\S*|\S*[0-9]\S*",
    re.DOTALL,
)
_REPEATED = re.compile(r"…(?:[ ,]*…)+")


class Severity(IntEnum):
    """An error fails the run, a warning only under ``--strict``."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Problem(Struct, frozen=True, order=True):
    """One problem: where it is, what it is and what to do."""

    path: str
    line: int
    """From 1; 0 for none."""
    what: str
    remedy: str
    severity: Severity = Severity.ERROR

    def parts(self) -> tuple[str, str, str]:
        """Return the place, the word for the severity (empty for an error), and what there is to say."""
        path = shown(self.path, LONGEST_PATH)
        kind = "" if self.severity is Severity.ERROR else f"{self.severity.name.lower()}: "
        return f"{path}:{self.line}" if self.line else path, kind, f"{self.what}; {self.remedy}"

    def __str__(self) -> str:
        place, kind, rest = self.parts()
        return f"{place}: {kind}{rest}"


class DaybookError(Exception):
    """The run cannot continue; ``problems`` say why."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Problem, ...]]]:
        """Pickle the problems too, for errors raised in workers."""
        return type(self), (self.problems,)


class InputError(DaybookError):
    """The input cannot be published."""


class UsageError(DaybookError):
    """Wrong arguments or settings, or a folder that Daybook must not write to."""


def placed(problems: Iterable[Problem], folder: PurePath) -> Iterator[Problem]:
    """Yield problems whose paths are below a folder with the whole paths, which lead there."""
    for problem in problems:
        yield replace(problem, path=(folder / problem.path).as_posix())


def refusal(place: str, what: str, remedy: str) -> UsageError:
    """Return the error of a command that cannot do what it was asked, at a place without a line."""
    return UsageError([Problem(place, 0, what, remedy)])


def shown(text: str, limit: int = 120) -> str:
    """Return untrusted text as one harmless line of a message, with at most ``limit`` characters.

    It cannot start with ``::``, which makes a log line a command to GitHub's runner.
    """
    line = unicodedata.normalize("NFC", text[: 4 * limit])
    if not line.isprintable():
        line = re.sub(_UNPRINTABLE, lambda match: f"\\u{ord(match[0]):04x}", line)
    if len(line) > limit:
        line = line[: limit - 1] + "…"
    return f"./{line}" if line.startswith("::") else line


def bounded(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems in order, at most `MOST_OF_A_KIND` of a kind, then one that counts the others of it.

    Problems are of one kind if they have one severity and their words differ only in what they quote.
    """
    kept: list[Problem] = []
    others: dict[tuple[Severity, str], list[Problem]] = defaultdict(list)
    seen: Counter[tuple[Severity, str]] = Counter()
    for problem in problems:
        kind = (problem.severity, kind_of(problem.what))
        seen[kind] += 1
        (kept if seen[kind] <= MOST_OF_A_KIND else others[kind]).append(problem)
    for (_, what), left_out in others.items():
        first = left_out[0]
        more = f" (and {len(left_out) - 1:,} more such problems)" * (len(left_out) > 1)
        kept.append(replace(first, what=f"{what if more else first.what}{more}"))
    return kept


def kind_of(what: str) -> str:
    """Return the words of a problem with ``…`` for what they quote: names, paths, addresses, numbers."""
    return _REPEATED.sub("…", _SPECIFIC.sub("…", what))


def merge_conflict(path: str, text: str) -> Problem | None:
    """Return the problem of a text with the marks that git leaves where branches differ, if it has any."""
    if not any(sign * 7 in text for sign in "<>|="):
        return None
    mark = _SIDE.search(text) or _MIDDLE.search(text)
    if mark is None:
        return None
    remedy = "keep one side or both, and remove the lines of marks; a build adds what a day's list lacks"
    line = text.count("\n", 0, mark.start("mark")) + 1
    return Problem(path, line, "holds a merge conflict", remedy)


def worst(problems: Iterable[Problem]) -> Severity:
    """Return the greatest severity among problems; ``NOTE`` without any."""
    return max((problem.severity for problem in problems), default=Severity.NOTE)


def did_you_mean(word: str, known: Iterable[str], otherwise: str, *, mark: str = "") -> str:
    """Return the remedy for an unknown word: the nearest known one, in ``mark`` signs, if one is close."""
    near = nearest(word, known)
    return f"did you mean {mark}{near}{mark}?" if near else otherwise


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word most similar to ``word``, or an empty string if none is close."""
    import difflib  # slow to load, and needed for faults alone

    matches = difflib.get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.7)
    return matches[0] if matches else ""
