"""English nouns in the singular."""

from functools import lru_cache

_SAME_IN_THE_PLURAL = frozenset({"series", "species", "always", "perhaps", "lens"})


@lru_cache(maxsize=8_192)
def singular(word: str) -> str:
    """Return an English noun in the singular, by rules alone: the result is compared and never shown."""
    if len(word) < 4 or word[-1] != "s" or word in _SAME_IN_THE_PLURAL:
        return word
    if word.endswith(("ss", "us", "is", "as", "ics", "ous")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "xes", "ches", "shes", "zzes")) else word[:-1]
