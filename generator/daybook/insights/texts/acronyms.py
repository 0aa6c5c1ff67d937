"""Long forms of acronyms, as abstracts define them: "low-rank adaptation (LoRA)"."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from daybook.insights.texts.words import words
from daybook.text import acronyms


def defined_in(text: str) -> list[tuple[str, str]]:
    """Return each acronym that a plain text defines with its long form, both as `words` fold them."""
    return [
        ("".join(words(short)), " ".join(words(" ".join(long)))) for short, long in acronyms.defined_in(text)
    ]


def known_acronyms(definitions: Mapping[tuple[str, str], int], least: int) -> dict[str, str]:
    """Return the long form of each acronym that at least so many papers define, two in three alike."""
    meanings: dict[str, Counter[str]] = defaultdict(Counter)
    for (short, long), papers in definitions.items():
        meanings[short][long] += papers
    known = {}
    for short, longs in sorted(meanings.items()):
        papers, long = min((-papers, long) for long, papers in longs.items())
        if -papers >= least and -3 * papers >= 2 * longs.total():
            known[short] = long
    return known
