"""Choose the candidate that is an incomplete paper, if there is exactly one.

If the page has an identifier, the candidate's must be the same. Otherwise the titles must be equal (or the
page's an abbreviation), the abstracts similar, and the candidate not published after the paper's first day.
Candidates whose abstract was compared are preferred to those without one. If several remain, none is chosen,
and a problem lists them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from daybook.archive.matching import (
    PREFIX_LENGTH,
    abstracts_agree,
    arxiv_key,
    is_truncation,
    title_key,
    without_ellipsis,
)
from daybook.commands.enrich.incomplete import Candidate, IncompletePaper
from daybook.content.paper_update import FieldValue, PaperUpdate
from daybook.model import Origin
from daybook.problems import Problem, Severity, shown
from daybook.text.dates import parse_day

_MAX_LISTED = 5
_TOLERANCE = timedelta(days=2)
"""A digest may list a paper the evening before it is published in another time zone."""
_MERGE = "move what was written to one and delete the other"


_Work = list[Candidate]
"""Candidates that share an identifier."""


def choose(
    paper: IncompletePaper, candidates: Sequence[Candidate], owners: Mapping[str, str]
) -> PaperUpdate | Problem | None:
    """Fill a paper's fields from its candidates; None if no candidate fits.

    ``owners`` are the addresses of papers with an arXiv identifier, by its key.
    """
    path = f"papers/{paper.address}.md"
    works = _group(candidate for candidate in candidates if _fits(paper, candidate))
    if paper.page.paper.abstract:  # then prefer works whose abstract was compared with it
        works = [work for work in works if any(candidate.abstract for candidate in work)] or works
    if not works:
        return None
    if len(works) > 1 or not _is_certain(paper, works[0]):
        listed = "; ".join(str(work[0]) for work in works[:_MAX_LISTED])
        why = f"could be one of {len(works)}" if len(works) > 1 else "has too short a title to be sure"
        remedy = "write `arxiv: …` of the right one into the page, and enrich again"
        return Problem(path, 1, f"{why}: {shown(listed)}", remedy, Severity.WARNING)
    update = _fill(paper, works[0])
    arxiv = str(update.values.get("arxiv", ""))
    if arxiv and (owner := owners.get(arxiv_key(arxiv), paper.address)) != paper.address:
        what = f"seems to be the paper of papers/{owner}.md: arXiv {arxiv}"
        return Problem(path, 1, what, _MERGE, Severity.WARNING)
    return update if update.values else None


def reject_duplicates(updates: Iterable[PaperUpdate]) -> tuple[list[PaperUpdate], list[Problem]]:
    """Separate papers that would get the same arXiv identifier, each group as a problem."""
    by_arxiv: dict[str, list[PaperUpdate]] = defaultdict(list)
    for update in updates:
        by_arxiv[arxiv_key(str(update.values.get("arxiv", "")))].append(update)
    kept = by_arxiv.pop("", [])
    problems: list[Problem] = []
    for arxiv, same in by_arxiv.items():
        if len(same) == 1:
            kept += same
            continue
        first, *others = (f"papers/{update.address}.md" for update in same[:_MAX_LISTED])
        what = f"seems to be the paper of {' and '.join(others)}: both would be arXiv {arxiv}"
        problems.append(Problem(first, 1, what, _MERGE, Severity.WARNING))
    return kept, problems


def _fits(paper: IncompletePaper, candidate: Candidate) -> bool:
    own, other = paper.page.paper.facts, candidate.facts
    if own.arxiv:
        return arxiv_key(own.arxiv) == arxiv_key(other.arxiv)
    if own.doi and other.doi:
        return own.doi.lower() == other.doi.lower()
    published, first = parse_day(other.published), paper.first_day
    if published and first and published > first + _TOLERANCE:
        return False
    compared = paper.page.paper.abstract and candidate.abstract
    titles = {title_key(title) for title in paper.page.titles if not without_ellipsis(title)}
    if title_key(candidate.title) not in titles and not (compared and _is_truncated(paper, candidate)):
        return False  # a truncated title is not enough without an abstract
    return abstracts_agree(paper.page.paper.abstract, candidate.abstract)


def _is_truncated(paper: IncompletePaper, candidate: Candidate) -> bool:
    """Return whether a title of the page ends in an ellipsis and is the beginning of the candidate's.

    Without an ellipsis, the longer title is another paper's, such as "…: A Reply", with a similar abstract.
    """
    whole = title_key(candidate.title)
    return any(is_truncation(title_key(without_ellipsis(title)), whole) for title in paper.page.titles)


def _group(candidates: Iterable[Candidate]) -> list[_Work]:
    works: list[_Work] = []
    for candidate in candidates:
        same = [work for work in works if any(_share_identifier(candidate, other) for other in work)]
        works = [work for work in works if work not in same]
        works.append([*(other for work in same for other in work), candidate])
    return works


def _share_identifier(one: Candidate, other: Candidate) -> bool:
    arxiv = bool(one.facts.arxiv) and arxiv_key(one.facts.arxiv) == arxiv_key(other.facts.arxiv)
    return arxiv or (bool(one.facts.doi) and one.facts.doi.lower() == other.facts.doi.lower())


def _is_certain(paper: IncompletePaper, work: _Work) -> bool:
    """Return whether an identifier, an abstract, or a title long enough to be unique was compared."""
    own = paper.page.paper
    if own.facts.arxiv or (own.facts.doi and any(candidate.facts.doi for candidate in work)):
        return True
    compared = bool(own.abstract) and any(candidate.abstract for candidate in work)
    return compared or any(len(title_key(candidate.title)) >= PREFIX_LENGTH for candidate in work)


def _fill(paper: IncompletePaper, work: _Work) -> PaperUpdate:
    values: dict[str, FieldValue] = {}
    sources: dict[str, str] = {}
    for name in paper.missing:
        for candidate in work:
            if value := getattr(candidate.facts, name):
                values[name], sources[name] = value, candidate.source
                break
    origins = dict.fromkeys(values, Origin.RECORD)
    return PaperUpdate(paper.address, paper.page.paper.appearances, values, sources, origins=origins)
