"""Draws queries of what readers type besides a paper's own words.

Six kinds: an identifier in one of six forms, an author's full name, an author and a word, a word of the title
and the year, words of the source's one-sentence summary of which the paper has three and lacks two, and words
of a title of which one is written in another way (parted, joined, hyphenated, British or American).
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from daybook.search.document import SearchDocument
from tests.bench.known_items import START, THREE, TYPO, Maker, Query, words_of

NAME = "an author's full name"
AUTHOR_AND_WORD = "author and one word"
WORD_AND_YEAR = "title word and year"
OTHERWISE = "a title word written otherwise"
_FORMS = (
    "{}",
    "arXiv:{}v2",
    "https://arxiv.org/abs/{}",
    "arxiv.org/pdf/{}v1.pdf",
    "https://huggingface.co/papers/{}",
    "10.48550/arXiv.{}",
)
_HYPHENATED = re.compile(r"(?<![\w-])[A-Za-z]{2,}(?:-[A-Za-z]{2,}){1,2}(?![\w-])")
_PLAIN = re.compile(r"(?<![\w-])[A-Za-z]{5,}(?![\w-])")
_IN_S_OR_Z = re.compile(
    r"((?:optimi|generali|tokeni|quanti|summari|personali|regulari|normali|visuali|recogni|organi|minimi|maximi"
    r"|customi|utili|reali|speciali|styli|locali|initiali|factori|paralleli|reorgani|memori|contextuali|analy"
    r"|synthesi|harmoni|vectori|binari|digiti|prioriti)(?:s|z))((?:e|ed|es|er|ers|ing|ation|ations))"
)
_IN_OUR_OR_OR = re.compile(r"((?:multi)?(?:behavi|col|fav|flav|harb|hon|hum|lab|neighb|vap))(ou?r)(\w*)")
_IN_L_OR_LL = re.compile(r"(mod|lab|canc|trav|chann|pan|sign|lev|tunn)(ell?|all?)(ed|ing|er|ers)")


def other_kinds(documents: Sequence[SearchDocument], summaries: Mapping[str, str]) -> dict[str, Maker]:
    """Return the kinds; the summaries are by the papers' addresses."""
    spread = Counter(word for document in documents for word in set(words_of(document.title)))
    return {
        "identifier": _identifier,
        NAME: _author,
        AUTHOR_AND_WORD: lambda document, rng: _joined(_author(document, rng), _word(document, rng)),
        WORD_AND_YEAR: lambda document, _: _rarest_and_year(document, spread),
        "words of the summary": lambda document, rng: _of_summary(document, summaries, rng),
        OTHERWISE: _other_writing(documents),
    }


def with_authors(queries: Sequence[Query], documents: Sequence[SearchDocument]) -> list[Query]:
    """Add to each query of a name all papers of that name."""
    papers: dict[str, set[str]] = defaultdict(set)
    for document in documents:
        for name in document.authors:
            papers[_key(name)].add(document.ref)
    return [
        replace(query, theirs=frozenset(papers[_key(query.text)])) if query.kind == NAME else query
        for query in queries
    ]


def with_alike(queries: Sequence[Query], documents: Sequence[SearchDocument]) -> list[Query]:
    """Add to queries of titles' words, alone or with an author or year, how many papers they fit as well.

    These have the words in their titles, as they are written, or one with a letter wrong or written otherwise
    if the query has such. Of so many, an order puts one first.
    """
    having: Counter[tuple[str, str]] = Counter()
    titles = [words_of(document.title) for document in documents]
    places = defaultdict[str, set[int]](set)
    for place, (document, words) in enumerate(zip(documents, titles, strict=True)):
        having.update(
            (word, of) for of in {str(document.day.year), *map(_key, document.authors)} for word in words
        )
        for word in words:
            places[word].add(place)
    numbers = {document.ref: place for place, document in enumerate(documents)}
    made = []
    for query in queries:
        first, _, last = query.text.rpartition(" ")
        if query.kind == WORD_AND_YEAR:
            query = replace(query, alike=having[first, last])
        elif query.kind == AUTHOR_AND_WORD:
            query = replace(query, alike=having[last, _key(first)])
        elif query.kind in (THREE, START):
            shared = set.intersection(*(places[word] for word in first.split()))
            fits = [place for place in shared if any(_is(word, last, query.kind) for word in titles[place])]
            query = replace(query, alike=len(fits))
        elif query.kind in (TYPO, OTHERWISE):
            own = titles[numbers[query.ref]]
            right = [word for word in query.text.split() if word in own]
            wrong = "".join(word for word in query.text.split() if word not in own).replace("-", "")
            shared = set.intersection(*(places[word] for word in right))
            fits = [place for place in shared if _fits(documents[place].title, wrong, query.kind)]
            query = replace(query, alike=max(1, len(fits)))
        made.append(query)
    return made


def _is(word: str, typed: str, kind: str) -> bool:
    return word.startswith(typed) if kind == START else word == typed


def _fits(title: str, typed: str, kind: str) -> bool:
    """Return whether a title has what is typed with a letter wrong, or written otherwise."""
    if kind == TYPO:
        return any(_is_near(word, typed) for word in words_of(title))
    words = re.findall("[a-z]+", title.lower())
    runs = {"".join(words[at : at + count]) for at in range(len(words)) for count in range(1, 5)}
    return not typed or typed in runs or _respelt(typed) in runs


def _is_near(word: str, typed: str) -> bool:
    """Return whether two words differ by a letter left out, added, replaced or swapped with the next."""
    pairs = enumerate(zip(word, typed, strict=False))
    shared = next((at for at, (one, other) in pairs if one != other), min(len(word), len(typed)))
    ours, theirs = word[shared:], typed[shared:]
    is_swapped = ours[:2] == theirs[1::-1] and ours[2:] == theirs[2:]
    return ours[1:] == theirs or ours == theirs[1:] or ours[1:] == theirs[1:] or is_swapped


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _identifier(document: SearchDocument, rng: random.Random) -> str:
    found = [each.removeprefix("arxiv:") for each in document.identifiers if each.startswith("arxiv:")]
    return rng.choice(_FORMS).format(found[0]) if found else ""


def _author(document: SearchDocument, rng: random.Random) -> str:
    names = [name for name in document.authors if " " in name.strip()]
    return rng.choice(names) if names else ""


def _word(document: SearchDocument, rng: random.Random) -> str:
    words = words_of(document.title)
    return rng.choice(words) if words else ""


def _joined(*parts: str) -> str:
    return " ".join(parts) if all(parts) else ""


def _rarest_and_year(document: SearchDocument, spread: Counter[str]) -> str:
    words = sorted(words_of(document.title), key=lambda word: (spread[word], word))
    return f"{words[0]} {document.day.year}" if words else ""


def _of_summary(document: SearchDocument, summaries: Mapping[str, str], rng: random.Random) -> str:
    own = set(words_of(f"{document.title} {document.abstract}"))
    words = words_of(summaries.get(document.ref, ""))
    known, unknown = [word for word in words if word in own], [word for word in words if word not in own]
    if len(known) < 3 or len(unknown) < 2:
        return ""
    chosen = {*rng.sample(known, 3), *rng.sample(unknown, 2)}
    return " ".join(word for word in words if word in chosen)


def _other_writing(documents: Sequence[SearchDocument]) -> Maker:
    """Return a maker of three words of a title, of which one is written as another paper may write it."""
    parted = {}
    for document in documents:
        for word in _HYPHENATED.findall(f"{document.title} {document.abstract}"):
            parted[word.replace("-", "").lower()] = word.lower()

    def make(document: SearchDocument, rng: random.Random) -> str:
        ways: list[tuple[str, str]] = []
        for word in _HYPHENATED.findall(document.title):
            ways += [(word, word.replace("-", other).lower()) for other in ("", " ")]
        for word in _PLAIN.findall(document.title):
            if other := parted.get(word.lower()):
                ways += [(word, other), (word, other.replace("-", " "))]
            if (spelt := _respelt(word.lower())) != word.lower():
                ways.append((word, spelt))
        if not ways:
            return ""
        word, written = rng.choice(ways)
        before, _, after = document.title.partition(word)
        others = words_of(f"{before} {after}")
        if len(others) < 2:
            return ""
        chosen = set(rng.sample(others, 2))
        kept = [[each for each in words_of(part) if each in chosen] for part in (before, after)]
        return " ".join(dict.fromkeys([*kept[0], written, *kept[1]]))

    return make


def _respelt(word: str) -> str:
    """Return the British or American spelling of a word; the word if it has no other."""
    if match := _IN_S_OR_Z.fullmatch(word):
        stem, end = match.groups()
        return f"{stem[:-1]}{'z' if stem.endswith('s') else 's'}{end}"
    if match := _IN_OUR_OR_OR.fullmatch(word):
        return f"{match[1]}{'or' if match[2] == 'our' else 'our'}{match[3]}"
    if match := _IN_L_OR_LL.fullmatch(word):
        middle = match[2][:-1] if match[2].endswith("ll") else f"{match[2]}l"
        return f"{match[1]}{middle}{match[3]}"
    return word
