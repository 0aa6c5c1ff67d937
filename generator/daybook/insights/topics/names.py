"""Name topics as their archive mostly writes them."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from daybook.insights.texts.stop_words import FUNCTION

_OFTEN = 5
"""A spelling is common if it is one in so many."""
_SURE = 3
"""Times that running text has a name with capitals."""
_INSIDE_A_WORD = re.compile(r"[\w-]")
"""Before a spelling. The pattern of the spelling begins with letters, which are found much faster so."""
_CAPITALISED = re.compile(r"[ -][A-Z][a-z]")
_GOES_ON = re.compile(rf" (?!(?:{'|'.join(sorted(FUNCTION))})\b)\w")
"""After a spelling that may be before a noun, as in "game design", where a noun has no plural."""


def written(phrase: str, texts: Sequence[str]) -> str:
    """Return the most common spelling in texts of a phrase as `words` fold it; empty if there is none.

    It is chosen where no other noun follows, if it stands so anywhere. Of common spellings that differ in
    capitals, it is the one with fewest, as running text has it.
    """
    pattern = re.compile(rf"{'[ –-]'.join(map(_word, phrase.split(' ')))}(?![\w-])")
    spellings: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for text in texts:
        lowered = text.lower()
        if len(lowered) == len(text):
            for match in pattern.finditer(lowered):
                if not (match.start() and _INSIDE_A_WORD.match(lowered, match.start() - 1)):
                    spellings[text[match.start() : match.end()]] += 1
                    whole[match[0]] += not _GOES_ON.match(lowered, match.end())
    if not spellings:
        return ""
    forms = Counter(spelling.lower() for spelling in spellings.elements())
    form = min(forms, key=lambda text: (-whole[text], -forms[text], text))
    cased = [text for text in spellings if text.lower() == form and _OFTEN * spellings[text] >= forms[form]]
    return min(cased, key=lambda text: (len(_CAPITALISED.findall(text)), -spellings[text], text))


def sentence_case(name: str, abstracts: Sequence[str] = ()) -> str:
    """Return a name in sentence case: with a capital first, and without a headline's capitals.

    What is a proper name in abstracts keeps these. A symbol before a hyphen keeps its case: p-adic, k-means.
    """
    words = name.lower() if _is_headline(name) and not is_proper(name, abstracts) else name
    return words if words[1:2] == "-" and name[:1].islower() else words[:1].upper() + words[1:]


def is_proper(spelling: str, abstracts: Sequence[str]) -> bool:
    """Return whether running text has no other capitals, as of the Hague Convention.

    A bracket behind it shows a definition, whose capitals say nothing: "Image Editing (IE)".
    """
    pattern = re.compile(rf"\b{re.escape(spelling)}(?! \()", re.IGNORECASE)
    found = pattern.findall("\n".join(abstracts))
    return len(found) >= _SURE and set(found) == {spelling}


def _is_headline(text: str) -> bool:
    """Return whether words begin with capitals: "Low-Rank Adaptation", "Decoder Pre-training"."""
    words = [word.split("-") for word in text.split(" ") if word not in FUNCTION]
    parts = words[0] if len(words) == 1 else [word[0] for word in words]
    rest = [part for word in words for part in word[1:]]
    return (
        len(parts) > 1
        and all(part[:1].isupper() and part[1:].islower() for part in parts)
        and all(part[1:].islower() for part in rest)
    )


def _word(word: str) -> str:
    if word.endswith("y") and len(word) > 3:
        return f"{re.escape(word[:-1])}(?:y|ies)"
    return f"{re.escape(word)}(?:e?s)?"


def main_spellings(spellings: Iterable[str], acronyms: Mapping[str, str]) -> tuple[str, str]:
    """Return the spelling to name a topic by, in full if it has one, and its acronym if it has one."""
    spellings = list(spellings)
    short = next((spelling for spelling in spellings if spelling in acronyms), "")
    full = next((spelling for spelling in spellings if spelling not in acronyms), "")
    return full or acronyms.get(short, ""), short
