"""Measures how good similar papers are: `python -m tests.bench.neighbours [FOLDER]`.

Some records bring keywords, which no method here reads. It prints how often one of a paper's five best
neighbours shares a keyword with it, of those that have keywords: for Daybook, for plain TF-IDF in floating
point (every word, the cosine of all pairs) and for neighbours at random; then the same for the papers of the
first and the second half of the days, how many papers' neighbours the last day changes, and the processor's
time.
"""

from __future__ import annotations

import argparse
import math
import random
import re
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from daybook.archive.importing import import_digests
from daybook.insights.similar import NO_MEMORY, Similar
from daybook.insights.similar.finding import read_similar, similar_of
from daybook.insights.texts import Texts
from daybook.model import Paper
from tests.bench.build import INVENTED, REAL

_BEST = 5
_TOO_COMMON = 5
"""Plain TF-IDF leaves out words of more than one in so many papers: they weigh next to nothing."""
_WORD = re.compile(r"[^\W_]+")

Neighbours = Sequence[Sequence[int]]


def keywords(paper: Paper) -> frozenset[str]:
    """Return a paper's keywords in lower case."""
    return frozenset(word.casefold() for word in paper.facts.keywords)


def share(given: Sequence[frozenset[str]], found: Neighbours, places: Iterable[int]) -> tuple[int, int]:
    """Return how many neighbours of the papers at some places share a keyword, and how many have any."""
    hits = [bool(given[place] & given[other]) for place in places for other in found[place] if given[other]]
    return sum(hits), len(hits)


def at_random(papers: Sequence[Paper]) -> list[list[int]]:
    """Return twenty times as many neighbours, for a steadier number."""
    rng, places = random.Random(1), range(len(papers))
    return [[other for other in rng.choices(places, k=20 * _BEST) if other != place] for place in places]


def plain_tf_idf(papers: Sequence[Paper], asked: Sequence[int]) -> list[list[int]]:
    """Return the neighbours of the papers at some places by the cosine of TF-IDF of all words."""
    counts = [Counter(_WORD.findall(f"{paper.title} {paper.abstract}".lower())) for paper in papers]
    spread = Counter(word for count in counts for word in count)
    idf = {word: math.log(len(papers) / number) for word, number in spread.items()}
    lists: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, count in enumerate(counts):
        norm = math.sqrt(sum((number * idf[word]) ** 2 for word, number in count.items())) or 1
        for word, number in count.items():
            lists[word].append((place, number * idf[word] / norm))
    found: list[list[int]] = [[] for _ in papers]
    for place in asked:
        scores: dict[int, float] = defaultdict(float)
        for word, number in counts[place].items():
            if len(lists[word]) * _TOO_COMMON > len(papers):
                continue
            for other, weight in lists[word]:
                scores[other] += number * idf[word] * weight
        scores.pop(place, None)
        found[place] = sorted(scores, key=lambda other: (-scores[other], other))[:_BEST]
    return found


def find_similar(papers: Sequence[Paper]) -> Sequence[Sequence[Similar]]:
    """Return the similar papers of each paper; they are given from the oldest."""
    return similar_of(read_similar(Texts(papers), NO_MEMORY), range(len(papers)))


def changed_by_last_day(papers: Sequence[Paper]) -> tuple[int, int]:
    """Return how many papers' similar ones the last day changes, in any way, and the number of its papers."""
    last = max(item.day for paper in papers for item in paper.appearances)
    before = [paper for paper in papers if any(item.day < last for item in paper.appearances)]
    old, new = (
        {
            each.address: [(given[item.index].address, item.terms) for item in found]
            for each, found in zip(given, find_similar(given), strict=True)
        }
        for given in (before, papers)
    )
    return sum(old[paper.address] != new[paper.address] for paper in before), len(papers) - len(before)


def papers_of(folder: Path) -> list[Paper]:
    """Return the papers of the digests in a folder, from the oldest."""
    with tempfile.TemporaryDirectory(prefix="daybook-bench-") as work:
        content = Path(work) / "content"
        content.mkdir()
        archive = import_digests(content, [folder]).content.archive()
    listed = (paper for paper in archive.papers if paper.appearances)
    return sorted(listed, key=lambda paper: (paper.appearances[0].day, paper.address))


def main() -> None:
    """Print the numbers."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.neighbours", description=__doc__.split("\n\n")[0]
    )
    folder = REAL if REAL.is_dir() else INVENTED
    parser.add_argument("folder", type=Path, nargs="?", default=folder, help=f"folder of digests ({folder})")
    papers = papers_of(parser.parse_args().folder)
    given = [keywords(paper) for paper in papers]
    asked = [place for place, words_of in enumerate(given) if words_of]
    if not asked:
        raise SystemExit("no paper has keywords")
    start = time.process_time()
    similar = find_similar(papers)
    seconds = time.process_time() - start
    halves = (asked, asked[: len(asked) // 2], asked[len(asked) // 2 :])
    print(f"{len(papers):,} papers, {len(asked):,} with keywords; neighbours that share one, of {_BEST}\n")
    print(f"{'':<16}{'all':>22}{'first half':>22}{'second half':>22}")
    methods: dict[str, Neighbours] = {
        "random": at_random(papers),
        "plain TF-IDF": plain_tf_idf(papers, asked),
        "Daybook": [[item.index for item in found[:_BEST]] for found in similar],
    }
    for name, found in methods.items():
        numbers = [share(given, found, places) for places in halves]
        cells = (f"{hits / max(of, 1):.1%} of {of:,}" for hits, of in numbers)
        print(f"{name:<16}" + "".join(f"{cell:>22}" for cell in cells))
    changed, added = changed_by_last_day(papers)
    print(f"\nthe last day's {added} papers change the similar ones of {changed} others")
    print(f"{seconds:.2f} s of processor time, {seconds / len(papers) * 10_000:.2f} s for 10,000 papers")


if __name__ == "__main__":
    main()
