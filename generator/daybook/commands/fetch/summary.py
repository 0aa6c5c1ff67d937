"""Describe a fetch in Markdown, for the summary of a workflow's run, or in a line.

Punctuation of titles is written as character references, which are never markup (CommonMark 0.31, section
2.5).
"""

import re
from collections import Counter
from collections.abc import Iterable

from daybook.archive.messages import describe_counts
from daybook.commands.fetch.fetch import FetchResult, Outcome
from daybook.problems import Severity, shown
from daybook.text.plain_text import count

_MAX_ITEMS = 100
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def summary(fetched: FetchResult) -> str:
    """List the days, the new titles and the problems of a run in Markdown."""
    lines = ["## Fetched digests", ""]
    if fetched.days:
        lines += ["| day | papers in the answer | new | |", "| --- | ---: | ---: | --- |"]
    for day in fetched.days:
        lines.append(f"| {day.day.isoformat()} | {day.records} | {len(day.titles)} | {day.outcome} |")
    titles = [title for day in fetched.days for title in day.titles]
    if titles:
        lines += ["", "### New", "", *_list(map(shown, titles))]
    if fetched.imported.counts.records:
        lines += ["", f"Imported {describe_counts(fetched.imported.counts)}."]
    problems = [problem for problem in fetched.problems if problem.severity > Severity.NOTE]
    if problems:
        problems.sort(key=lambda problem: -problem.severity)
        lines += ["", "### Problems", "", *_list(map(str, problems))]
    return "\n".join(lines) + "\n"


def closing_line(fetched: FetchResult) -> str:
    """Return a line such as ``Fetched hf: 2 days requested (1 new; 1 no papers), 17 records = …``."""
    numbers = Counter(day.outcome for day in fetched.days)
    outcomes = [f"{numbers[outcome]} {outcome}" for outcome in Outcome if numbers[outcome]]
    days = f"{count(len(fetched.days), 'day')} requested ({'; '.join(outcomes)})"
    return f"Fetched {fetched.service}: {days}, {describe_counts(fetched.imported.counts)}"


def _list(texts: Iterable[str]) -> list[str]:
    """Return a limited number of list items with plain text."""
    items = [f"- {_PUNCTUATION.sub(lambda match: f'&#{ord(match[0])};', text)}" for text in texts]
    more = len(items) - _MAX_ITEMS
    return items if more <= 0 else [*items[:_MAX_ITEMS], f"- … and {more:,} more"]
