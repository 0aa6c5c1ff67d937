"""Choose the topics of an archive among the phrases that its papers name.

The numbers were found by reading what they let through on four archives of 65 to 4,024 papers.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import isqrt

import numpy as np
from msgspec import Struct

from daybook.insights.texts import Flat, Texts, flatten
from daybook.insights.texts.stop_words import BOILERPLATE, ENDINGS, FUNCTION, TOO_GENERAL
from daybook.insights.texts.words import BREAK
from daybook.insights.topics.assignment import Keywords, PhraseFinder, apart, papers_with
from daybook.insights.topics.phrases import Lexicon, Phrase, least_papers
from daybook.insights.topics.synonyms import Synonyms

_LARGE = "large"
_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|ic|al)$")
_DOER = re.compile(r"(?<=\w{4})(?:er|ation)$")
"""Of several words: a low-rank adapter is of low-rank adaptation. A lone transformer is no transformation."""
_ALIKE = {"synthesis": "generation", "visual": "vision", "inference": "test", "math": "mathematic"}
"""Words that say the same in a name."""
_SAY_NOTHING = frozenset(("ai", _LARGE, "autonomous", "intelligent"))
"""Words without which a name says the same: an AI agent is an agent."""
_MOST_LETTERS = 48
_SAMPLE = 2_000
"""Papers whose abstracts show how common a phrase is in them."""
_SMALL = 500
"""Papers of an archive in which two can make a topic."""
_FEW_KEYWORDS = 5
"""A single word names a subject if it is among the keywords of at least so many papers."""
_NOUNS_OF_VERBS = ("tion", "sion", "ing", "ment", "val", "ance", "ation")
"""Endings of single words that name what is done: segmentation, planning, alignment, retrieval."""


class TopicCandidate(Struct, frozen=True):
    """A subject with all the ways to write it that titles, keywords and definitions have."""

    key: str
    """The words of its first spelling in full, without spaces."""
    spellings: tuple[str, ...]
    """As `words` fold them, the most common first."""
    named: int
    """Papers that name it, in all spellings."""
    titles: int
    keywords: int


def choose(lexicon: Lexicon, texts: Texts, keywords: Keywords) -> list[TopicCandidate]:
    """Return the topics, from the one that most papers name: about √(7 · number of papers) of them."""
    found = [item for item in _candidates(lexicon) if not _is_part(item, lexicon)]
    found = _without_aspects(found)
    papers = len(keywords)
    step = -(-papers // _SAMPLE) or 1
    meanings = {spelling: place for place, item in enumerate(found) for spelling in item.spellings}
    finder = PhraseFinder(meanings, texts.number_of)
    sample = flatten(texts, range(0, papers, step))
    numbers = papers_with(sample, keywords[::step], finder, len(found)).tolist()
    common = {item.key: step * number for item, number in zip(found, numbers, strict=True)}
    chosen = [item for item in found if _is_specific(item, common[item.key], papers)]
    chosen.sort(key=lambda item: (-item.named, -common[item.key], item.key))
    return _without_synonyms(chosen[: isqrt(7 * lexicon.papers)], sample, texts, lexicon)


def _without_synonyms(
    chosen: Sequence[TopicCandidate], sample: Flat, texts: Texts, lexicon: Lexicon
) -> list[TopicCandidate]:
    """Return the candidates, joined where names that differ in one word name the same papers."""
    meanings = {spelling: place for place, item in enumerate(chosen) for spelling in item.spellings}
    finder = PhraseFinder(meanings, texts.number_of)
    starts, phrases = apart(finder, sample)
    papers_of = np.zeros((len(chosen), sample.papers.max(initial=-1) + 1), np.bool_)
    papers_of[finder.subjects[phrases], sample.papers[starts]] = True
    synonyms = Synonyms(sample, texts.number_of, lexicon.acronyms)
    same = synonyms.find([item.spellings[0] for item in chosen], papers_of)
    merged = list(chosen)
    for place, first in same.items():
        merged[first] = _merged(merged[first], chosen[place])
    return [item for place, item in enumerate(merged) if place not in same]


def _merged(one: TopicCandidate, other: TopicCandidate) -> TopicCandidate:
    return TopicCandidate(
        one.key,
        (*one.spellings, *other.spellings),
        one.named + other.named,
        one.titles + other.titles,
        one.keywords + other.keywords,
    )


def least_members(papers: int) -> int:
    """Return how many papers a topic has at least."""
    return 2 if papers < _SMALL else 4


def _candidates(lexicon: Lexicon) -> list[TopicCandidate]:
    """Return the subjects that papers name, those of most papers first."""
    openers = _openers(lexicon)
    spelt: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in lexicon.phrases.values():
        if _is_subject(phrase, lexicon, openers):
            spelt[_key(phrase.text, lexicon.acronyms)].append(phrase)
    _join(spelt, "model")  # a "diffusion" is a diffusion model
    alike: dict[str, list[Phrase]] = defaultdict(list)
    for phrases in spelt.values():
        alike[_root(min(phrases, key=_by_number).text, lexicon.acronyms)] += phrases
    _join(alike, "system")  # a RAG system is RAG, and an agentic system an agent
    found = [_candidate(phrases, lexicon) for phrases in alike.values()]
    return sorted(found, key=lambda item: (-item.named, item.key))


def _join(phrases: dict[str, list[Phrase]], ending: str) -> None:
    """Join phrases that differ only by an ending."""
    for name in sorted(phrases):
        short = name.removesuffix(ending)
        if short not in ("", name) and short in phrases:
            phrases[name] += phrases.pop(short)


def _by_number(phrase: Phrase) -> tuple[int, str]:
    return -phrase.named, phrase.text


def _candidate(phrases: list[Phrase], lexicon: Lexicon) -> TopicCandidate:
    """Return a subject. A "large" that half of the papers or more say belongs to its name."""
    phrases.sort(key=_by_number)
    for place, phrase in enumerate(phrases):
        if phrase.text == f"{_LARGE} {phrases[0].text}" and 2 * phrase.named >= phrases[0].named:
            phrases.insert(0, phrases.pop(place))
            break
    return TopicCandidate(
        _key(phrases[0].text, lexicon.acronyms),
        tuple(phrase.text for phrase in phrases),
        sum(phrase.named for phrase in phrases),
        sum(phrase.titles for phrase in phrases),
        sum(phrase.keywords for phrase in phrases),
    )


def _openers(lexicon: Lexicon) -> frozenset[str]:
    """Return the words with which titles open before all kinds of noun, such as "improving" or "unified"."""
    followed: Counter[str] = Counter()
    for phrase in lexicon.phrases.values():
        first, _, rest = phrase.text.partition(" ")
        if rest and " " not in rest:
            followed[first] = max(followed[first], phrase.titles)
    return frozenset(
        word
        for word, phrase in lexicon.phrases.items()
        if phrase.titles >= 8
        and 100 * phrase.counts.begins >= 78 * phrase.titles
        and 100 * phrase.counts.ends <= 20 * phrase.titles
        and 100 * followed[word] <= 35 * phrase.titles
    )


def _is_subject(phrase: Phrase, lexicon: Lexicon, openers: frozenset[str]) -> bool:
    """Return whether a phrase reads as a whole, and not as a part of one or as what all papers say."""
    parts = phrase.text.split(" ")
    if not _can_be_name(phrase.text, parts) or parts[0] in openers:
        return False
    if f"in {phrase.text}" in lexicon.long_forms:
        return False
    can_end = 100 * phrase.counts.ends >= 20 * phrase.titles
    if phrase.text in lexicon.acronyms or phrase.text in lexicon.long_forms:
        return can_end
    if parts[0] in FUNCTION or (lexicon.papers > _SMALL and phrase.keywords > 4 * phrase.titles):
        return False  # keywords alone have what experiments use: names of models and benchmarks
    if len(parts) == 1:
        return _is_single_subject(phrase, lexicon)
    ends, begins, titles = phrase.counts.ends, phrase.counts.begins, phrase.titles
    is_whole = 100 * ends >= 40 * titles and 100 * begins >= 12 * titles
    return is_whole or (can_end and phrase.keywords >= max(3, titles // 3))


def _can_be_name(text: str, parts: Sequence[str]) -> bool:
    """Return whether none of a phrase's words speaks against it."""
    first, last = parts[0], parts[-1]
    if len(text) > _MOST_LETTERS or BREAK in parts or first.isdigit() or not last.isalpha() or len(last) == 1:
        return False
    if last in FUNCTION or first in BOILERPLATE:
        return False
    return last not in BOILERPLATE or (last in ENDINGS and len(parts) > 1)


def _is_single_subject(phrase: Phrase, lexicon: Lexicon) -> bool:
    """Return whether a single word names a subject: as a keyword, or as a noun that ends titles.

    A noun of no verb, such as "agent", stands alone in few titles: those that often do are slogans. One that
    most titles have in their own name says nothing of what they are about: "B-STaR: …", "Tool-Star: …".
    """
    counts, titles, papers = phrase.counts, phrase.titles, lexicon.papers
    if phrase.text in TOO_GENERAL or 100 * counts.ends < 50 * titles:
        return False
    if 2 * lexicon.in_names[phrase.text] > titles > 0:
        return False
    if phrase.keywords >= (_FEW_KEYWORDS if papers > _SMALL else 2):
        return papers <= _SMALL or phrase.keywords <= 2 * titles
    if titles < least_papers(papers) + 3:
        return False
    if phrase.text.endswith(_NOUNS_OF_VERBS):
        return 100 * counts.begins <= 50 * titles and 100 * counts.alone >= 3 * titles
    return 100 * counts.begins <= 60 * titles and titles <= 100 * counts.alone <= 35 * titles


def _key(text: str, acronyms: Mapping[str, str]) -> str:
    return "".join(acronyms.get(word, word) for word in text.split(" ")).replace(" ", "")


def _root(text: str, acronyms: Mapping[str, str]) -> str:
    """Return a key of phrases that differ only in `_SAY_NOTHING`, endings of words and `_ALIKE`.

    A large language model is a language model, a robotic hand is a robot hand, image synthesis is generation.
    """
    words = [word for word in text.split(" ") if word not in _SAY_NOTHING] or [text]
    words = [part for word in words for part in acronyms.get(word, word).split(" ") if part != _LARGE]
    words = [_ENDING.sub("", _ALIKE.get(word, word)) for word in words]
    return "".join([_DOER.sub("", word) for word in words] if len(words) > 1 else words)


def _is_part(item: TopicCandidate, lexicon: Lexicon) -> bool:
    """Return whether papers mostly mean a longer phrase, as "test-time scaling" by "time scaling"."""
    whole = lexicon.phrases[item.spellings[0]]
    longest = lexicon.longest_with.get(whole.text, 0)
    return 100 * longest >= 70 * (whole.titles + whole.keywords)


def _without_aspects(found: Sequence[TopicCandidate]) -> list[TopicCandidate]:
    """Return the subjects without the aspects of others of several words: the limits of judicial review.

    The rule of law, or a chain of thought, is more than its last word.
    """
    spelt = {spelling for item in found for spelling in item.spellings if " " in spelling}
    return [item for item in found if item.spellings[0].partition(" of ")[2] not in spelt]


def _is_specific(item: TopicCandidate, common: int, papers: int) -> bool:
    """Return whether papers name a subject often enough beside the papers whose text merely has the words."""
    is_single = " " not in item.spellings[0]
    if common < (2 if papers < _SMALL and item.named > 1 else 3) or (is_single and 10 * common > 3 * papers):
        return False
    share = 100 * (item.titles + item.keywords)
    if not is_single:
        return share >= 10 * common
    is_plain_noun = item.keywords < _FEW_KEYWORDS and not item.key.endswith(_NOUNS_OF_VERBS)
    return share >= (40 if is_plain_noun else 20) * common
