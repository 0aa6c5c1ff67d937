"""Find offers: results of queries besides papers, which are pages of people and topics, and near terms."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from lunr.stop_word_filter import WORDS as STOP_WORDS
from msgspec import Struct

from daybook.disk import cache
from daybook.insights import Insights
from daybook.insights.near_terms import near_terms
from daybook.insights.people import People
from daybook.insights.texts.stop_words import BOILERPLATE, FUNCTION
from daybook.insights.topics import Topics
from daybook.model import Paper
from daybook.search.offers import NamedPage, Offer, offer_key
from daybook.settled import settled
from daybook.text import addresses
from daybook.text.formatted import plain

_PAGES = 3
_SHORTEST = 3
"""Letters of a word of a title."""
_LONG = 5
"""Letters of one that is offered."""
_RARE = 50
"""Such a word is in one of so many titles at most: others, such as "general", say little."""
_SAY_NOTHING = FUNCTION | BOILERPLATE


class Near(Struct, frozen=True):
    """Near terms as they were last found."""

    key: bytes = b""
    """Of all that they were found in."""
    terms: Mapping[str, tuple[str, ...]] = {}


def find_offers(insights: Insights, papers: Sequence[Paper], file: Path) -> dict[str, Offer]:
    """Return the offers of each key that a query can have; ``papers`` begin with the oldest.

    Near terms come from the oldest papers alone (see `settled`), so that a new day changes few files. They
    are saved in ``file``.
    """
    pages: dict[str, dict[str, NamedPage]] = defaultdict(dict)
    topics = insights.topics or Topics()
    named = [*_topic_pages(topics), *(_people_pages(insights.people) if insights.people else ())]
    for key, page in named:
        pages[key][page.address] = page
    for word, begun in _beginnings(topics).items():
        pages.setdefault(word, begun)
    near = _near(topics, papers[: settled(len(papers))], file) if topics.topics else {}
    labels = {offer_key(topic.name): topic.name for topic in topics.topics}
    written = {key: tuple(labels.get(term, term) for term in terms) for key, terms in near.items()}
    for topic in topics.topics:
        if topic.short and (found := written.get(offer_key(topic.name))):
            written.setdefault(offer_key(topic.short), found)
    keys = {*pages, *written} - {""}
    return {key: Offer(_first(pages.get(key, {}).values()), written.get(key, ())) for key in keys}


def _first(pages: Iterable[NamedPage]) -> tuple[NamedPage, ...]:
    return tuple(sorted(pages, key=lambda page: (-page.papers, page.address))[:_PAGES])


def _topic_pages(topics: Topics) -> Iterator[tuple[str, NamedPage]]:
    for topic in topics.topics:
        page = NamedPage(topic.name, addresses.topic(topic.slug), len(topic.papers))
        names = (topic.name, topic.short, *topic.spellings)
        yield from ((offer_key(name), page) for name in names if name)


def _beginnings(topics: Topics) -> dict[str, dict[str, NamedPage]]:
    """Return for a word the topics whose names begin with it: diffusion models and transformers."""
    found: dict[str, dict[str, NamedPage]] = defaultdict(dict)
    for name, page in _topic_pages(topics):
        word, _, rest = name.partition(" ")
        if rest and word not in _SAY_NOTHING:
            found[word][page.address] = page
    return found


def _people_pages(people: People) -> Iterator[tuple[str, NamedPage]]:
    kinds = (
        (people.people, people.slugs, addresses.person),
        (people.organisations, people.organisation_slugs, addresses.organisation),
    )
    for listed, slugs, address in kinds:
        pages = {one.slug: NamedPage(one.name, address(one.slug), len(one.papers)) for one in listed}
        yield from ((offer_key(name), pages[slug]) for name, slug in slugs.items() if slug in pages)


def _near(topics: Topics, papers: Sequence[Paper], file: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the near terms of topics and of words of titles, given by their keys."""
    of_papers = [[topic.name for topic in topics.of_paper.get(paper.address, ())] for paper in papers]
    key = cache.key([paper.title for paper in papers], of_papers)
    last = cache.load(file, Near)
    if last and last.key == key:
        return last.terms
    given = [_terms(paper.title, names) for paper, names in zip(papers, of_papers, strict=True)]
    sizes = Counter(chain.from_iterable(given))
    rare = (term for term, size in sizes.items() if size * _RARE <= len(papers) and len(term) >= _LONG)
    terms = near_terms(given, {offer_key(topic.name) for topic in topics.topics}.union(rare) - _SAY_NOTHING)
    cache.save(file, Near(key, terms))
    return terms


def _terms(title: str, topics: Iterable[str]) -> dict[str, None]:
    """Return the topics of a paper and the words of its title, by their keys."""
    words = offer_key(plain(title)).split(" ")
    telling = (word for word in words if len(word) >= _SHORTEST and word.isalpha() and word not in STOP_WORDS)
    return dict.fromkeys((*map(offer_key, topics), *telling))
