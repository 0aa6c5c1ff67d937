"""For each paper the papers most like it, by the words and pairs of words that they share.

It is TF-IDF in integers: the likeness of two papers is the cosine of their terms. Papers are taken from the
oldest on, and each is compared with the few older ones that share most rare terms with it. So the work for
a paper has a bound, and a later paper changes no likeness of two others: what was found can be remembered.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from daybook.archive.by_day import by_age
from daybook.insights.similar_likes import find_likes
from daybook.insights.similar_memory import NOTHING, Known, Memory, Weighed, numbers
from daybook.insights.similar_question import Question, ask
from daybook.insights.similar_terms import Terms, weigh
from daybook.insights.texts import Texts
from daybook.model import Paper

MOST = 6
"""Similar papers of a paper."""


class Similar(Struct, frozen=True, array_like=True, gc=False):
    """A paper that is like another, and why."""

    index: int
    """In the list that was given."""
    score: int
    """Thousandths of the cosine, at least `LEAST_SCORE`."""
    terms: tuple[str, ...]
    """One to three words, or pairs of words, that both have, in the singular; of titles first."""


def find_similar(papers: Sequence[Paper]) -> list[tuple[Similar, ...]]:
    """Return for each paper up to `MOST` others, from the most similar.

    Both lists are in the order of ``papers``, which has no influence on who is similar to whom.
    """
    order = sorted(range(len(papers)), key=lambda index: by_age(papers[index]))
    from_oldest = [papers[index] for index in order]
    return similar_of(answer(ask(from_oldest, Texts(from_oldest), NOTHING)), order)


def answer(question: Question) -> Memory:
    """Return what can be known of all papers."""
    if not question.new:
        return question.memory
    weighed, terms, papers = _read(question)
    first = len(question.memory.papers)
    for place, likes in enumerate(find_likes(terms, papers, first), first):
        papers[place] = replace(papers[place], likes=likes)
    return Memory(weighed, question.words, papers)


def _read(question: Question) -> tuple[Weighed, Terms, list[Known]]:
    """Return the terms, and all papers with theirs, new ones still without the papers that they are like."""
    memory, words, oldest = question.memory, question.words, question.oldest
    texts = [(numbers(new.title), numbers(new.abstract)) for new in question.new]
    weighed = memory.weighed
    if not memory.papers:
        weighed = weigh(texts[:oldest], words[: question.new[oldest - 1].words], question.capitals)
    terms = Terms(weighed, words)
    papers = list(memory.papers)
    for new, (title, abstract) in zip(question.new, texts, strict=True):
        in_title = terms.of_text(title)
        own = in_title | terms.of_text(abstract)
        papers.append(Known(new.text, new.words, _packed(own), _packed(in_title), terms.norm(own)))
    return weighed, terms, papers


def _packed(terms: set[int]) -> bytes:
    return array("I", sorted(terms)).tobytes()


def similar_of(memory: Memory, order: Sequence[int]) -> list[tuple[Similar, ...]]:
    """Return for each paper those it is most like; ``order`` has the index of each known paper."""
    found: list[list[tuple[int, int, tuple[str, ...]]]] = [[] for _ in order]
    for place, paper in enumerate(memory.papers):
        for like in paper.likes:
            found[place].append((-like.score, like.place, like.terms))
            found[like.place].append((-like.score, place, like.terms))
    similar: list[tuple[Similar, ...]] = [()] * len(order)
    for place, likes in enumerate(found):
        likes.sort()
        similar[order[place]] = tuple(
            [Similar(order[other], -score, terms) for score, other, terms in likes[:MOST]]
        )
    return similar
