"""What arrived, in Markdown: for the summary of a workflow's run, and for people.

Titles come from outside. Every mark of punctuation in them is written as a character reference, which no
Markdown reads as markup (CommonMark 0.31, section 2.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from daybook.commands.fetch.fetch import Fate, Fetched
from daybook.model import Counts
from daybook.problems import Severity, shown
from daybook.text.plain_text import count

_MOST_LINES = 100
_MARK = re.compile(r"[!-/:-@\[-`{-~]")


def summary(fetched: Fetched) -> str:
    """Give the days, the titles that are new, and the problems of a run."""
    lines = ["## Fetched digests", ""]
    if fetched.days:
        lines += ["| day | papers in the answer | new | |", "| --- | ---: | ---: | --- |"]
    lines += [
        f"| {day.day.isoformat()} | {day.records} | {len(day.titles)} | {day.fate} |" for day in fetched.days
    ]
    titles = [title for day in fetched.days for title in day.titles]
    if titles:
        lines += ["", "### New", "", *_list(map(shown, titles))]
    if fetched.imported.counts.records:
        lines += ["", f"Imported {_accounts(fetched.imported.counts)}."]
    told = [problem for problem in fetched.problems if problem.severity > Severity.NOTE]
    if told:
        lines += [
            "",
            "### Problems",
            "",
            *_list(map(str, sorted(told, key=lambda problem: -problem.severity))),
        ]
    return "\n".join(lines) + "\n"


def closing_line(fetched: Fetched) -> str:
    """Such as ``Fetched hf: 2 days asked for (1 new; 1 no papers), 17 records = 16 new papers + …``."""
    fates = [f"{number} {fate}" for fate in Fate if (number := sum(day.fate is fate for day in fetched.days))]
    asked = f"{count(len(fetched.days), 'day')} asked for ({'; '.join(fates)})"
    return f"Fetched {fetched.source}: {asked}, {_accounts(fetched.imported.counts)}"


def _accounts(counts: Counts) -> str:
    """Where the imported records went."""
    return (
        f"{count(counts.records, 'record')} = {count(counts.papers, 'new paper')}"
        f" + {count(counts.repeats, 'repeat')} + {counts.rejected:,} rejected"
    )


def _list(texts: Iterable[str]) -> list[str]:
    """Bullets of plain text, cut to a readable number."""
    items = [f"- {_plain(text)}" for text in texts]
    more = len(items) - _MOST_LINES
    return items if more <= 0 else [*items[:_MOST_LINES], f"- … and {more:,} more"]


def _plain(text: str) -> str:
    return _MARK.sub(lambda match: f"&#{ord(match[0])};", text)
