"""Which candidate is a wanted paper: the only one that nothing speaks against, or none.

An identifier on the page decides. Without one, titles must be the same (or the page's be cut short), the
abstracts agree, and the paper must not be younger than the day the archive saw it. Where several remain,
those whose abstracts were compared stand before those that have none; if there are still several, nothing is
chosen, and a person is told of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from msgspec import Struct

from daybook.archive.matching import (
    PREFIX_LENGTH,
    abstracts_agree,
    arxiv_key,
    is_truncation,
    title_key,
    without_ellipsis,
)
from daybook.commands.enrich.wanted import Candidate, Wanted
from daybook.content.provenance import FieldValue
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import parse_day

_MOST_NAMED = 5
_SLACK = timedelta(days=2)
"""A digest of one continent's evening can name a paper of another's next morning."""


class Filling(Struct, frozen=True):
    """What a paper gets."""

    wanted: Wanted
    values: Mapping[str, FieldValue]
    sources: Mapping[str, str]
    """The source of each of ``values``."""


class Choice(Struct, frozen=True):
    """What became of a paper's candidates; at most one of the two."""

    filling: Filling | None = None
    problem: Problem | None = None


def choose(
    wanted: Wanted, candidates: Sequence[Candidate], owners: Mapping[str, str], label: str = ""
) -> Choice:
    """Choose among candidates; ``owners`` are the papers that have an arXiv identifier, by its key.

    ``label`` stands before a path in messages.
    """
    path = f"{label}papers/{wanted.address}.md"
    works = _likeliest(wanted, _works(candidate for candidate in candidates if _fits(wanted, candidate)))
    if not works:
        return Choice()
    unsure = len(works) == 1 and not _sure(wanted, works[0])
    if len(works) > 1 or unsure:
        named = "; ".join(str(work[0]) for work in works[:_MOST_NAMED])
        why = f"could be one of {len(works)}" if len(works) > 1 else "has too short a title to be sure"
        remedy = "write `arxiv: …` of the right one into the page, and enrich again"
        return Choice(problem=Problem(path, 1, f"{why}: {shown(named)}", remedy, Severity.WARNING))
    filling = _filling(wanted, works[0])
    arxiv = str(filling.values.get("arxiv", ""))
    owner = owners.get(arxiv_key(arxiv), "") if arxiv else ""
    if owner and owner != wanted.address:
        what = f"seems to be the paper of papers/{owner}.md: arXiv {arxiv}"
        remedy = "move what was written to one and delete the other"
        return Choice(problem=Problem(path, 1, what, remedy, Severity.WARNING))
    return Choice(filling if filling.values else None)


def twins(fillings: Iterable[Filling], label: str = "") -> tuple[list[Filling], list[Problem]]:
    """Take out fillings that would give one arXiv identifier to several papers."""
    by_arxiv: dict[str, list[Filling]] = defaultdict(list)
    kept: list[Filling] = []
    problems: list[Problem] = []
    for filling in fillings:
        arxiv = str(filling.values.get("arxiv", ""))
        if arxiv:
            by_arxiv[arxiv_key(arxiv)].append(filling)
        else:
            kept.append(filling)
    for arxiv, same in by_arxiv.items():
        if len(same) == 1:
            kept += same
            continue
        others = " and ".join(f"papers/{filling.wanted.address}.md" for filling in same[1:_MOST_NAMED])
        path = f"{label}papers/{same[0].wanted.address}.md"
        what = f"seems to be the paper of {others}: both would be arXiv {arxiv}"
        remedy = "move what was written to one and delete the other"
        problems.append(Problem(path, 1, what, remedy, Severity.WARNING))
    return kept, problems


def _fits(wanted: Wanted, candidate: Candidate) -> bool:
    """Whether nothing that is known speaks against a candidate."""
    own, other = wanted.page.paper.facts, candidate.facts
    if own.arxiv:
        return arxiv_key(own.arxiv) == arxiv_key(other.arxiv)
    if own.doi and other.doi:
        return own.doi.lower() == other.doi.lower()
    published, first = parse_day(other.published), wanted.first_day
    if published and first and published > first + _SLACK:
        return False
    compared = bool(wanted.page.paper.abstract and candidate.abstract)
    if not _same_title(wanted, candidate) and not (compared and _cut_of(wanted, candidate)):
        return False  # a title cut short needs more than itself
    return abstracts_agree(wanted.page.paper.abstract, candidate.abstract)


def _same_title(wanted: Wanted, candidate: Candidate) -> bool:
    return title_key(candidate.title) in {
        title_key(title) for title in wanted.page.titles if not without_ellipsis(title)
    }


def _cut_of(wanted: Wanted, candidate: Candidate) -> bool:
    """Whether one of the page's titles ends in dots, and is the beginning of the candidate's.

    Without dots it is not taken for cut: "…: A Reply" is another paper, with much of the same words.
    """
    whole = title_key(candidate.title)
    return any(is_truncation(title_key(without_ellipsis(title)), whole) for title in wanted.page.titles)


def _works(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """Candidates by the work they name: those that share an identifier are one."""
    works: list[list[Candidate]] = []
    for candidate in candidates:
        mine = [work for work in works if any(_shares(candidate, other) for other in work)]
        works = [work for work in works if work not in mine]
        works.append([*(other for work in mine for other in work), candidate])
    return works


def _shares(one: Candidate, other: Candidate) -> bool:
    arxiv = bool(one.facts.arxiv) and arxiv_key(one.facts.arxiv) == arxiv_key(other.facts.arxiv)
    return arxiv or (bool(one.facts.doi) and one.facts.doi.lower() == other.facts.doi.lower())


def _likeliest(wanted: Wanted, works: list[list[Candidate]]) -> list[list[Candidate]]:
    """The works whose abstracts could be compared, where there are any."""
    if not wanted.page.paper.abstract:
        return works
    return [work for work in works if any(candidate.abstract for candidate in work)] or works


def _sure(wanted: Wanted, work: list[Candidate]) -> bool:
    """Whether a single work is the paper: by an identifier, its abstract, or a title hardly used twice."""
    own = wanted.page.paper
    if own.facts.arxiv or (own.facts.doi and any(candidate.facts.doi for candidate in work)):
        return True
    compared = bool(own.abstract) and any(candidate.abstract for candidate in work)
    return compared or any(len(title_key(candidate.title)) >= PREFIX_LENGTH for candidate in work)


def _filling(wanted: Wanted, work: list[Candidate]) -> Filling:
    values: dict[str, FieldValue] = {}
    sources: dict[str, str] = {}
    for name in wanted.lacks:
        for candidate in work:
            if value := getattr(candidate.facts, name):
                values[name], sources[name] = value, candidate.source
                break
    return Filling(wanted, values, sources)
