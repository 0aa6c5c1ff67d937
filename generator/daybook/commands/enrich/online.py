"""Find candidates with arXiv's query API.

Papers with an arXiv identifier are queried by it, many in a request, others by their title as a phrase.
"""

import re
from collections.abc import Iterable, Iterator

from daybook.archive.matching import arxiv_key, without_ellipsis
from daybook.commands.enrich.incomplete import ARXIV_API, Candidate, IncompletePaper, Match
from daybook.commands.enrich.remembered import RememberedAnswers
from daybook.digests import read_digest
from daybook.digests.date_hint import DateHint
from daybook.digests.feeds import rss_atom
from daybook.parallel.workers import batches
from daybook.problems import Problem, Severity, shown
from daybook.sources import arxiv_api
from daybook.sources.client import Client, ServiceError

_BATCH_SIZE = 50
_MAX_FAILURES = 3
_WORD = re.compile(r"[^\W_]+")
_MAX_WORDS = 25
_ID, _TITLE = "id:", "ti:"


def request_candidates(
    papers: Iterable[IncompletePaper], client: Client, answers: RememberedAnswers
) -> Iterator[Match | Problem]:
    """Request what `answers` does not have, then yield the candidates for each paper."""
    queries = [(paper, query) for paper in papers if (query := make_query(paper))]
    yield from _request_missing([query for _, query in queries], client, answers)
    for paper, query in queries:
        yield from ((paper, candidate) for candidate in answers.get(query) or ())


def make_query(paper: IncompletePaper) -> str:
    """Return ``id:2401.00010``, or ``ti:`` and the words of the title; empty if it has none."""
    known = paper.page.paper
    if known.facts.arxiv:
        return f"{_ID}{known.facts.arxiv}"
    truncated = without_ellipsis(known.title)
    words = _WORD.findall(truncated or known.title)
    if truncated:
        words = words[:-1]  # the last word may be truncated itself
    return f"{_TITLE}{' '.join(words[:_MAX_WORDS])}" if words else ""


def _request_missing(queries: list[str], client: Client, answers: RememberedAnswers) -> Iterator[Problem]:
    """Request and keep missing answers; stop if the service seems to be out of order."""
    missing = [query for query in queries if answers.get(query) is None]
    requests = [*batches((query for query in missing if query.startswith(_ID)), _BATCH_SIZE)]
    requests += [[query] for query in missing if query.startswith(_TITLE)]
    failures = 0
    for number, batch in enumerate(requests, 1):
        client.progress(f"of {len(requests):,} requests to arXiv, one in 3 seconds", number - 1)
        try:
            _request(batch, client, answers)
            failures = 0
        except ServiceError as error:
            failures += 1
            yield Problem(ARXIV_API, 0, f"{client.host} {error.what}: {shown(batch[0])}", error.remedy)
            if error.final or failures == _MAX_FAILURES:
                if left := len(requests) - number:
                    what = f"{left:,} requests were not sent"
                    yield Problem(ARXIV_API, 0, what, "enrich again later", Severity.NOTE)
                return


def _request(batch: list[str], client: Client, answers: RememberedAnswers) -> None:
    """Request a title or a batch of identifiers, and keep the answer. Raises ServiceError."""
    if batch[0].startswith(_TITLE):
        answers.put(batch[0], _parse(arxiv_api.request_title(client, batch[0].removeprefix(_TITLE))))
        return
    body = arxiv_api.request_papers(client, [query.removeprefix(_ID) for query in batch])
    papers = {arxiv_key(paper.facts.arxiv): paper for paper in _parse(body)}
    for query in batch:
        paper = papers.get(arxiv_key(query.removeprefix(_ID)))
        answers.put(query, [paper] if paper else [])


def _parse(body: bytes) -> list[Candidate]:
    digest, problems = read_digest(ARXIV_API, body, DateHint(), (rss_atom,))
    if digest is None:
        for problem in problems:
            if problem.severity is Severity.ERROR:
                raise ServiceError(f"sends no answer of the API ({problem.what})", "enrich again later")
        return []
    return [Candidate(entry.title, entry.abstract, entry.facts) for entry in digest.entries]
