"""Acronyms that an abstract defines, "mixture of experts (MoE)", as terms of the index.

``moe__is_mixture_of_experts_`` is sorted next to "moe", and ``mixtur_abbr_of_expert_moe_`` next to "mixture":
a query of either form reads the other one together with its own postings. A shard says how many papers
define it so, not which. `meaningOf` in ``theme/static/js/search/rank/acronyms.js`` reads them.
"""

import re
from collections.abc import Iterator

from daybook.search.stems import stem
from daybook.search.written import written_term
from daybook.text.acronyms import defined_in

_TERM = re.compile("[^_]+(?:_[^_]*_is|_abbr)_.+_")


def is_acronym(term: str) -> bool:
    """Return whether a term joins an acronym and its long form, in either direction."""
    return bool(_TERM.fullmatch(term))


def acronyms(title: str, abstract: str) -> Iterator[str]:
    """Yield the terms of the acronyms that an abstract defines, except the name that its title has."""
    name = title.partition(":")[0].lower() if ":" in title else ""
    for short, words in defined_in(abstract):
        if short != name:
            first, *others = map(stem, words)
            yield f"{written_term(short)}is_{'_'.join(words)}_"
            yield f"{first}_abbr_{'_'.join(others)}_{short}_"
