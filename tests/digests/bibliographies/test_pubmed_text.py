"""Text that PubMed saves: numbered abstracts and summaries."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Digest, Facts
from daybook.problems import Problem

ABSTRACTS = """\
1. Moss Lett. 2031 Mar 4;7(1):2-9. doi: 10.1234/moss.1. Epub 2031 Mar 1.

Does moss keep the time of a clock in the rain, and what
else does it keep?

Mill A(1), van der Reed B Jr(1)(2); The Moss Group.

Author information:
(1)Moss Works, Quay.
(2)Clock Works, Quay.

BACKGROUND: Clocks are wet.
METHODS: We grow moss on them.

CONCLUSION: It keeps time.

Copyright © 2031 Moss Works.

DOI: 10.1234/moss.1
PMID: 40000001 [Indexed for MEDLINE]

Conflict of interest statement: None.


2. J Locks. 2030 Dec;12:1-3.

[Late locks].

[Article in German]

Wood C.

PMID: 40000002
"""
SUMMARIES = """\
1: Mill A, Reed B Jr. Moss keeps time. A study. Moss Lett. 2031 Mar 4;7(1):2-9.
doi: 10.1234/moss.1. PMID: 40000001; PMCID: PMC1.

2: Late locks. J Locks. 2030 Dec;12:1-3. PMID: 40000002.
"""
LINK = "https://pubmed.ncbi.nlm.nih.gov/40000002/"


def read(text: str, path: str = "2031-03-18.txt") -> tuple[Digest | None, tuple[Problem, ...]]:
    return read_digest(path, text.encode(), date_hint(path, None))


def test_abstracts() -> None:
    digest, problems = read(ABSTRACTS)
    assert digest
    assert not problems
    one, two = digest.entries
    assert one.title == "Does moss keep the time of a clock in the rain, and what else does it keep?"
    assert (
        one.abstract
        == "BACKGROUND: Clocks are wet. METHODS: We grow moss on them.\n\nCONCLUSION: It keeps time."
    )
    names = ("A Mill", "B van der Reed Jr", "The Moss Group")
    assert one.facts == Facts(names, "", "10.1234/moss.1", "2031-03-04")
    assert (two.title, two.abstract, two.line) == ("Late locks", "", 25)
    assert two.facts == Facts(("C Wood",), published="2030-12", link=LINK)


def test_summaries() -> None:
    digest, problems = read(SUMMARIES)
    assert digest
    assert not problems
    one, two = digest.entries
    assert (one.title, two.title) == ("Moss keeps time. A study", "Late locks")
    assert one.facts == Facts(("A Mill", "B Reed Jr"), "", "10.1234/moss.1", "2031-03-04")
    assert two.facts == Facts(published="2030-12", link=LINK)


def test_a_record_that_is_cut_off_is_counted() -> None:
    digest, problems = read(f"{SUMMARIES}\n3: Wood C. A title.\n")
    assert digest
    assert (len(digest.entries), digest.rejected) == (2, 1)
    assert [problem.line for problem in problems] == [6]


@pytest.mark.parametrize(
    "text",
    [
        "1. Buy moss. 2031 is late.\n\n2. Mend the clock.\n",
        "1: Mill A. My papers. PMID: none.\n\n2: Reed B. His papers.\n",
        "1. Read PMID: 40000001\n\n2. Buy bread\n\n3. Sleep\n",
    ],
)
def test_other_numbered_texts(text: str) -> None:
    digest, problems = read(text)
    assert digest is None or not digest.entries
    assert problems
