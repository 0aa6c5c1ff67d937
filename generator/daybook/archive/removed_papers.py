"""Find the removed paper that an entry of a digest names: by identifier, else by title.

A title names a removed paper unless identifiers of one kind say that it is another. Its abstract is not known
any more, so abstracts do not count.
"""

from collections import defaultdict
from collections.abc import Iterable

from daybook.archive.matching import (
    arxiv_key,
    identifier_keys,
    is_same_or_truncated,
    key_prefix,
    stem_key,
    title_key,
)
from daybook.archive.paper_draft import contradicts
from daybook.content.removed import RemovedPaper
from daybook.model import Entry
from daybook.text.slugs import slug


class RemovedPapers:
    """Removed papers by identifiers, titles and prefixes of titles; of the old list, by the address alone."""

    def __init__(self, papers: Iterable[RemovedPaper]) -> None:
        self._by_identifier: dict[str, RemovedPaper] = {}
        self._by_title: dict[str, list[RemovedPaper]] = defaultdict(list)
        self._by_prefix: dict[str, list[tuple[str, RemovedPaper]]] = defaultdict(list)
        self._by_slug: dict[str, RemovedPaper] = {}
        for paper in papers:
            for key in (*map(arxiv_key, paper.arxiv), *map(str.lower, paper.doi)):
                self._by_identifier.setdefault(key, paper)
            for title in paper.titles:
                self._by_title[title_key(title)].append(paper)
                if prefix := key_prefix(title):
                    self._by_prefix[prefix].append((stem_key(title), paper))
            if not (paper.titles or paper.arxiv or paper.doi):
                self._by_slug.setdefault(paper.address[len("2025/") :], paper)

    def find(self, entry: Entry) -> RemovedPaper | None:
        """Return the removed paper that an entry names; None if it names none."""
        if self._by_identifier:
            for key in identifier_keys(entry.facts):
                if key in self._by_identifier:
                    return self._by_identifier[key]
        if self._by_slug and (found := self._by_slug.get(slug(entry.title))):
            return found
        if not self._by_title:
            return None
        titled = (*self._by_title.get(title_key(entry.title), ()), *self._truncated(entry))
        arxiv, doi = entry.facts.arxiv, entry.facts.doi
        return next((paper for paper in titled if not contradicts(paper, arxiv, doi)), None)

    def _truncated(self, entry: Entry) -> list[RemovedPaper]:
        key = stem_key(entry.title)
        found = self._by_prefix.get(key_prefix(entry.title), ())
        return [paper for other, paper in found if is_same_or_truncated(key, other)]
