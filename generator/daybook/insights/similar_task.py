"""Find similar papers in another process, beside the other reports."""

from __future__ import annotations

from collections.abc import Callable

from daybook.disk import cache
from daybook.insights.similar import answer
from daybook.insights.similar_memory import Memory
from daybook.insights.similar_question import Question
from daybook.parallel.workers import ALONE, Workers

_MANY = 500
"""New papers from which on another process pays off."""


def start_similar(question: Question, workers: Workers) -> Callable[[], Memory]:
    """Start to find similar papers; return a function that waits for what is then known."""
    if len(question.new) < _MANY or workers is ALONE:
        return lambda: answer(question)
    result = workers.submit(_answer, cache.encode(question))
    return lambda: cache.decode(result(), Memory)


def _answer(question: bytes) -> bytes:
    return cache.encode(answer(cache.decode(question, Question)))
