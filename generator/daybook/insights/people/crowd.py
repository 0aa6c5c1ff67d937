"""Authors, or organisations, with their papers: who is on which, and who has a page."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice

from daybook.content.people_toml import DecidedPerson
from daybook.insights.people.names import Names, SignedPapers, key_of
from daybook.insights.people.pages import with_pages
from daybook.text import slugs

_MOST_AUTHORS = 30
"""Authors of a paper of more are no partners of each other: they would be as many as its authors squared."""

MARK = "\0"
"""Between a name and the number of the decision that says whose it is on some papers."""


class Crowd:
    """All authors, or all organisations. Each has a number, in the order in which papers name them."""

    def __init__(
        self,
        found: SignedPapers,
        groups: Sequence[Names],
        decided: Mapping[str, DecidedPerson],
        papers_per_page: int,
    ) -> None:
        """``groups`` are the names of each; ``decided`` has what somebody wrote, by the first of a group."""
        self._found, self.groups, self._decided = found, groups, decided
        self.number = number = {name: one for one, group in enumerate(groups) for name in group}
        self.on_paper = [
            tuple(dict.fromkeys([number[name] for name in names if name in number]))
            for names in found.authors
        ]
        """For each paper, who is on it."""
        self.papers = [
            found.papers_of[group[0]] if len(group) == 1 else self._papers_of(group) for group in groups
        ]
        """For each, the papers."""
        self.slugs: dict[int, str] = {}
        """Of those with pages, in the order in which they got them."""
        taken = {person.slug for person in decided.values()}
        for one in with_pages(self._days(), papers_per_page):
            person = decided.get(groups[one][0])
            slug = person.slug if person else ""
            self.slugs[one] = slug or slugs.new_slug(slugs.name_slug(self.name(one)), taken)
            taken.add(self.slugs[one])
        self.on_another_page = cache(self._on_another_page)
        """Each is on the pages of several."""

    def _days(self) -> Iterator[Sequence[Sequence[int]]]:
        on_paper = iter(self.on_paper)
        return (list(islice(on_paper, papers)) for papers in self._found.days)

    def _papers_of(self, group: Names) -> Sequence[int]:
        return sorted({paper for name in group for paper in self._found.papers_of[name]})

    def names(self, one: int) -> Names:
        """Return the names of somebody as papers have them, the commonest first."""
        papers_of = self._found.papers_of
        group = sorted(self.groups[one], key=lambda name: (-len(papers_of[name]), name))
        return tuple(name.partition(MARK)[0] for name in group)

    def name(self, one: int) -> str:
        """Return the name to show: the fullest, and the commonest among as full ones."""
        group = self.groups[one]
        if self._decided and (decided := self._decided.get(group[0])):
            return decided.name
        return max(sorted(group), key=self._fullness)

    def is_decided(self, one: int) -> bool:
        """Return whether somebody said who this is."""
        return self.groups[one][0] in self._decided

    def _fullness(self, name: str) -> tuple[int, int, int, bool]:
        words = name.split()
        full = sum(len(word.strip(".")) > 1 for word in words)
        return full, len(self._found.papers_of[name]), sum(map(str.istitle, words)), not name.isascii()

    def searched(self, one: int) -> Names:
        """Return the names to search for: the commonest of each key."""
        return tuple({key_of(name): name for name in self.names(one)[::-1]}.values())[::-1]

    def _on_another_page(self, one: int) -> tuple[str, str, Names]:
        """Return the name to show, the slug of the page, and without a page the names to search for."""
        slug = self.slugs.get(one, "")
        return self.name(one), slug, () if slug else self.searched(one)

    def partners(self, one: int, most: int) -> list[tuple[int, int]]:
        """Return the others on somebody's papers with the number of papers in common, the most first."""
        return [item for item in partners(self.papers[one], self.on_paper, most + 1) if item[0] != one][:most]


def partners(papers: Iterable[int], on_paper: Sequence[Sequence[int]], most: int) -> list[tuple[int, int]]:
    """Return who is on some papers, and on how many of them, the most first."""
    together = [on_paper[paper] for paper in papers if len(on_paper[paper]) <= _MOST_AUTHORS]
    counts = Counter(chain.from_iterable(together))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
