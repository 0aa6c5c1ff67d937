"""Find similar papers in another process, beside the other reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from daybook.disk import cache
from daybook.insights.similar import Similar, find_similar
from daybook.model import Facts, Paper
from daybook.parallel.workers import ALONE, Workers, batches

_MANY = 500
"""Papers from which on another process pays off."""
_BATCH = 1_000
"""Papers packed together: a pickle of all papers takes five times as long."""

Found = Sequence[Sequence[Similar]]


def start_similar(papers: Sequence[Paper], workers: Workers) -> Callable[[], Found]:
    """Start to find the similar papers of each paper; return a function that waits for them."""
    if len(papers) < _MANY or workers is ALONE:
        return lambda: find_similar(papers)
    packed = [cache.encode(list(map(_compared, batch))) for batch in batches(papers, _BATCH)]
    result = workers.submit(_find, packed)
    return lambda: cache.decode(result(), list[tuple[Similar, ...]])


def _compared(paper: Paper) -> Paper:
    """Return what of a paper is compared with others."""
    return replace(paper, facts=Facts(), notes_markdown="", links=(), tags=())


def _find(packed: list[bytes]) -> bytes:
    return cache.encode(
        find_similar([paper for batch in packed for paper in cache.decode(batch, list[Paper])])
    )
