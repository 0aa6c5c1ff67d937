"""Find for each word the titles in which it is the rarest word.

A reader who types one word of a title, alone or with a year, mostly remembers its rarest word. So of all
titles with a word, those in which it is the rarest come first. Titles with a word are counted among the
oldest papers, whose number grows in steps (see `settled`): between two steps, a new paper changes nothing
that is said of others.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from daybook.search.encoding import FORMS, TITLE, Encoded, papers_of_part
from daybook.search.written import is_of_title
from daybook.settled import settled

_WORD = re.compile(r"[^\W\d_]{3}")
"""A part of every word, and not of "3D" or "4.5": readers remember a title by its words."""


def telling(encoded: Mapping[str, Encoded], papers: int) -> dict[str, list[int]]:
    """Return for each term of several titles the papers in whose title it is the rarest, if there are any.

    It is the term of a word as titles write it, or the stem for titles that write no more than this.
    """
    oldest = settled(papers)
    words = [(term, having, bisect_left(having, oldest)) for term, having in _words(encoded)]
    least = [papers] * papers
    for term, having, count in words:
        if _WORD.search(term):
            for paper in having:
                if count < least[paper]:
                    least[paper] = count
    found = {term: [paper for paper in having if count <= least[paper]] for term, having, count in words}
    return {
        term: those for term, those in found.items() if those[1:] or (those and not _is_of_one(encoded[term]))
    }


def _words(encoded: Mapping[str, Encoded]) -> Iterator[tuple[str, list[int]]]:
    """Yield the terms of titles' words, each with its papers, in order.

    Of several words with one stem in a title, it counts for the first in the alphabet: the order of terms
    differs after an edit.
    """
    written = defaultdict[str, list[str]](list)
    for term in encoded:
        if is_of_title(term) and term.count("_") == 2:  # an acronym's has more
            written[term.partition("_")[0]].append(term)
    for stem, postings in encoded.items():
        having = papers_of_part(postings, TITLE)
        for term in sorted(written.get(stem, ())) if having else ():
            left = set(having)
            own = [paper for paper in papers_of_part(encoded[term], FORMS) if paper in left]
            having = sorted(left.difference(own))
            yield term, own
        if having:
            yield stem, having


def _is_of_one(postings: Encoded) -> bool:
    """Return whether only one title has the term, which then needs no order."""
    return len(papers_of_part(postings, TITLE) or papers_of_part(postings, FORMS)) == 1
