"""Terms that occur in the same papers oftener than by chance: what else to look for."""

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice

_MOST = 6
_LEAST = 4
"""Papers of a term."""
_SHARED = 3
"""Papers that two near terms have in common at least."""
_TIMES = 3
"""How many times as many as by chance."""
_STEM = 5
"""Letters at the beginning by which a word is taken for another form of one."""


def near_terms(papers: Sequence[Collection[str]], offered: Container[str]) -> Mapping[str, tuple[str, ...]]:
    """Return for each term the near ones that can be ``offered``; papers are given as their distinct terms.

    The nearest come first: those that share most papers for their own number, as of related topics. A term in
    a tenth of the papers is near to none.
    """
    sizes = Counter(term for terms in papers for term in terms)
    most = max(len(papers) // 10, _LEAST)
    kept = {term for term, size in sizes.items() if _LEAST <= size <= most}
    shared: dict[str, Counter[str]] = defaultdict(Counter)
    for terms in papers:
        telling = [term for term in terms if term in kept]
        for term in telling:
            shared[term].update(telling)
    found = {}
    for term, others in shared.items():
        chance = _TIMES * sizes[term]
        near = [
            other
            for other, both in others.items()
            if both >= _SHARED
            and other in offered
            and both * len(papers) > chance * sizes[other]
            and not _is_form(term, other)
        ]
        if near:
            near.sort(key=lambda other: (-(others[other] ** 2 << 32) // sizes[other], other))
            found[term] = tuple(islice(_distinct(near), _MOST))
    return found


def _is_form(term: str, other: str) -> bool:
    """Return whether a term has all words of another, in some form."""
    stems = {word[:_STEM] for word in term.split(" ")}
    return all(word[:_STEM] in stems for word in other.split(" "))


def _distinct(terms: Iterable[str]) -> Iterator[str]:
    """Yield terms without other forms of those before."""
    before: list[str] = []
    for term in terms:
        if not any(_is_form(known, term) for known in before):
            before.append(term)
            yield term
