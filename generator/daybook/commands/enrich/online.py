"""Asking arXiv's query API for papers: one request in three seconds, one connection, each only once.

By identifier where the paper has one (many at a time), else by its title as a phrase. What was answered is
kept for good, also that nothing was found; to ask again, delete the folder. See the arXiv API User's Manual
and the API's terms of use (one request in 3 seconds, a single connection).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from daybook.archive.matching import arxiv_key, without_ellipsis
from daybook.commands.enrich.wanted import Candidate, Wanted
from daybook.digests import feed, read_digest
from daybook.digests.digest_file import DateHint
from daybook.disk.read import read_file
from daybook.disk.write import replace_file
from daybook.model import Facts
from daybook.problems import Problem, Severity, shown
from daybook.sources.client import Client, Manners, Refusal

ENDPOINT = "https://export.arxiv.org"
MANNERS = Manners(pause=3.0)
SOURCE = "arXiv API"
_BATCH = 50
_MOST_RESULTS = 10
_MOST_FAILURES = 3
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 25


class _Known(msgspec.Struct):
    """An answer as it is kept."""

    asked: str
    found: list[_Paper]


class _Paper(msgspec.Struct):
    title: str
    abstract: str
    facts: Facts


class Answers:
    """The answers that arXiv gave, a file each."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._decoder = msgspec.json.Decoder(_Known)

    def get(self, question: str) -> list[_Paper] | None:
        """What was answered to a question; None where it was not asked, or its file is damaged."""
        try:
            known = self._decoder.decode(read_file(self._place(question)))
        except (OSError, msgspec.DecodeError, UnicodeDecodeError):
            return None
        return known.found if known.asked == question else None

    def put(self, question: str, found: list[_Paper]) -> None:
        """Keep an answer."""
        data = msgspec.json.format(msgspec.json.encode(_Known(question, found)), indent=1)
        replace_file(self._place(question), data + b"\n")

    def _place(self, question: str) -> Path:
        return self._folder / f"{hashlib.sha256(question.encode()).hexdigest()[:32]}.json"


def ask_arxiv(
    papers: Iterable[Wanted], client: Client, answers: Answers, told: Callable[[str, int], None]
) -> Iterator[tuple[Wanted, Candidate] | Problem]:
    """Give the candidates that arXiv has for papers; stops asking where it is no use."""
    listed = list(papers)
    questions = [(paper, question) for paper in listed if (question := question_of(paper))]
    open_ids = [q for _, q in questions if q.startswith("id:") and answers.get(q) is None]
    requests = [open_ids[start : start + _BATCH] for start in range(0, len(open_ids), _BATCH)]
    requests += [[q] for _, q in questions if q.startswith("ti:") and answers.get(q) is None]
    failures = 0
    for number, batch in enumerate(requests):
        told(f"of {len(requests):,} requests to arXiv, one in 3 seconds", number)
        try:
            _ask(batch, client, answers)
            failures = 0
        except Refusal as refusal:
            failures += 1
            left = len(requests) - number - 1
            yield Problem(SOURCE, 0, f"{client.host} {refusal.what}: {shown(batch[0])}", refusal.remedy)
            if refusal.final or failures == _MOST_FAILURES:
                if left:
                    what = f"{left:,} requests were not made any more"
                    yield Problem(SOURCE, 0, what, "enrich again later", Severity.NOTE)
                break
    for paper, question in questions:
        for found in answers.get(question) or ():
            yield paper, Candidate(found.title, found.abstract, found.facts, SOURCE)


def question_of(wanted: Wanted) -> str:
    """What to ask of a paper: ``id:2401.00010``, or ``ti:`` and words; empty where there is nothing."""
    paper = wanted.page.paper
    if paper.facts.arxiv:
        return f"id:{paper.facts.arxiv}"
    whole = without_ellipsis(paper.title)
    words = _WORD.findall(whole or paper.title)
    if whole:
        words = words[:-1]  # the last one may be cut itself
    return f"ti:{' '.join(words[:_MOST_WORDS])}" if words else ""


def _ask(batch: list[str], client: Client, answers: Answers) -> None:
    """Ask one thing, or for many identifiers, and keep what is answered. Raises Refusal."""
    if batch[0].startswith("id:"):
        query = {"id_list": ",".join(question[3:] for question in batch), "max_results": str(len(batch))}
    else:
        query = {"search_query": f'ti:"{batch[0][3:]}"', "max_results": str(_MOST_RESULTS)}
    found = _papers(client.get("/api/query", query, "application/atom+xml"))
    if batch[0].startswith("ti:"):
        answers.put(batch[0], found)
        return
    by_id = {arxiv_key(paper.facts.arxiv): paper for paper in found}
    for question in batch:
        paper = by_id.get(arxiv_key(question[3:]))
        answers.put(question, [paper] if paper else [])


def _papers(body: bytes) -> list[_Paper]:
    digest, problems = read_digest(SOURCE, body, DateHint(), (feed,))
    if digest is None:
        faults = [problem for problem in problems if problem.severity is Severity.ERROR]
        if faults:
            raise Refusal(f"sends what is no answer of the API ({faults[0].what})", "enrich again later")
        return []
    return [_Paper(entry.title, entry.abstract, entry.facts) for entry in digest.entries]
