"""Records as readers find them into entries: checked, cleaned and counted in one place for every form.

A reader gives a `Record` for each record it can take apart, and a `Problem` where it cannot; `collect` does
the rest. What a form holds of a paper beside title and abstract goes through `stated`, which takes any value.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from msgspec import Struct, field

from daybook.digests.source import Reading, Source, named_day
from daybook.model import Entry, Facts
from daybook.problems import Problem, Severity, shown
from daybook.text.identifiers import arxiv_id, arxiv_of_doi, doi_name, is_url, partial_date
from daybook.text.plain_text import are_normal_lines, one_line, paragraphs

_COUNT = re.compile(r"([0-9]{1,9})(?:\.0{1,9})?", re.ASCII)
TITLE_LIMIT = 2_000
ABSTRACT_LIMIT = 200_000
_LISTS = {"authors": (5_000, 150), "categories": (50, 60), "keywords": (100, 100)}
"""How many items a list of facts can have, and how many characters each."""


class Record(Struct, frozen=True):
    """What a reader took from one record; text may hold line breaks and control characters."""

    title: str
    abstract: str = ""
    day: date | None = None
    """None where the record does not tell it."""
    facts: Facts = field(default_factory=Facts)
    upvotes: int = 0
    line: int = 0
    """Of the record in the file, from 1; 0 where the form has no lines."""
    complaints: tuple[str, ...] = ()
    """Fields that were left out, and why."""


def collect(source: Source, records: Iterable[Record | Problem]) -> Reading:
    """Make a reading of records, ranked by their order on each day.

    A problem among them that is an error stands for a record that could not be read.
    """
    entries: list[Entry] = []
    problems: list[Problem] = []
    ranks: Counter[date] = Counter()
    dayless: list[Record] = []
    for record in records:
        if isinstance(record, Problem):
            problems.append(record)
            continue
        if record.day is None:
            dayless.append(record)
            continue
        ranks[record.day] += 1
        made = _entry(source.path, record, record.day, ranks[record.day])
        if isinstance(made, Entry):
            entries.append(made)
            problems += _warnings(source.path, record) if record.complaints else ()
        else:
            problems.append(made)
    rejected = sum(problem.severity is Severity.ERROR for problem in problems) + len(dayless)
    if dayless:
        problems.append(_without_day(source.path, dayless))
    return Reading(tuple(entries), rejected, tuple(problems))


def _entry(path: str, record: Record, day: date, rank: int) -> Entry | Problem:
    title, abstract = one_line(record.title), paragraphs(record.abstract)
    if not title:
        return Problem(path, record.line, "a record without a title", "give it one, or remove it")
    if len(title) > TITLE_LIMIT:
        return Problem(
            path, record.line, f"a title of {len(title):,} characters", f"cut it to {TITLE_LIMIT:,}"
        )
    if len(abstract) > ABSTRACT_LIMIT:
        what = f"an abstract of {len(abstract):,} characters"
        return Problem(path, record.line, what, f"cut it to {ABSTRACT_LIMIT:,}")
    return Entry(day, title, abstract, rank, record.line, record.facts, record.upvotes)


def _warnings(path: str, record: Record) -> list[Problem]:
    remedy = f"left out of {shown(one_line(record.title))}; correct it"
    return [Problem(path, record.line, what, remedy, Severity.WARNING) for what in record.complaints]


def _without_day(path: str, records: list[Record]) -> Problem:
    count = "a record" if len(records) == 1 else f"{len(records):,} records"
    what = f"{count} without a day, such as {shown(one_line(records[0].title))}"
    return Problem(path, records[0].line, what, "name the file for its day, such as 2025-03-18")


def day_of(source: Source, own: date | None) -> date | None:
    """Give the day of a record: the one in the file's name, else the record's own."""
    return named_day(source.hint) or own


def count_of(value: object) -> int | None:
    """Give the number below 10⁹ that a value is or that its text says, also as ``12.0``; None for others."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    match = _COUNT.fullmatch(str(value).strip())
    return int(match[1]) if match else None


def stated(fields: Mapping[str, object]) -> tuple[Facts, tuple[str, ...]]:
    """Give the facts that ``fields`` hold under the names of `Facts`, and what had to be left out.

    Values may be anything: lists of names for ``authors``, ``categories`` and ``keywords``, text for others.
    """
    complaints: list[str] = []
    doi = _matching(fields, "doi", doi_name, complaints)
    arxiv = _matching(fields, "arxiv", arxiv_id, complaints)
    facts = Facts(
        authors=_words(fields, "authors", complaints),
        arxiv=arxiv or arxiv_of_doi(doi),
        doi="" if arxiv_of_doi(doi) else doi,
        published=_matching(fields, "published", partial_date, complaints),
        categories=_words(fields, "categories", complaints),
        keywords=_words(fields, "keywords", complaints),
        organization=_matching(fields, "organization", lambda text: text[:200], complaints),
        code=_matching(fields, "code", _url, complaints),
        project=_matching(fields, "project", _url, complaints),
    )
    return facts, tuple(complaints)


def _url(text: str) -> str:
    return text if is_url(text) and len(text) <= 2_000 else ""


def _matching(
    fields: Mapping[str, object], key: str, form: Callable[[str], str], complaints: list[str]
) -> str:
    """A field of one line that has a form; ``form`` gives it, or nothing."""
    value = fields.get(key)
    if value is None or value == "":
        return ""
    text = one_line(value[:4_000]) if isinstance(value, str) else ""
    found = form(text) if text else ""
    if text and not found:
        complaints.append(f"`{key}` is not of its form: {shown(text)}")
    elif not isinstance(value, str):
        complaints.append(f"`{key}` is not text")
    return found


def _words(fields: Mapping[str, object], key: str, complaints: list[str]) -> tuple[str, ...]:
    value = fields.get(key)
    if value is None or value == "":
        return ()
    most, longest = _LISTS[key]
    if not isinstance(value, (list, tuple)):
        complaints.append(f"`{key}` is not a list")
        return ()
    given = [item[:4_000] for item in value[: 2 * most] if isinstance(item, str)]
    words = dict.fromkeys(given if are_normal_lines(given) else map(one_line, given))
    kept = [word for word in words if word and len(word) <= longest][:most]
    if len(kept) < len(words) - ("" in words) or not all(isinstance(item, str) for item in value[: 2 * most]):
        complaints.append(f"`{key}` has more than {most:,} items, or one that is no name")
    return tuple(kept)
