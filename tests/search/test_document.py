"""The texts of a paper that are searched, and that its record shows."""

from __future__ import annotations

from array import array

from daybook.model import Facts
from daybook.search.document import search_document
from daybook.search.index import number_words
from daybook.search.postings import read_papers
from daybook.search.terms import Vocabulary
from tests.made import paper


def test_the_texts_of_a_paper_are_plain() -> None:
    document = search_document(
        paper(title=r"$\alpha$-VILA^2: \emph{Fast}", abstract="We **show**.\n\nA $O(n^2)$ \\eg case.")
    )
    assert document.title == "α-VILA²: Fast"
    assert document.abstract == "We show.\n\nA O(n²) e.g. case."


def test_a_journal_is_searched_as_a_keyword_is() -> None:
    facts = Facts(keywords=("moss",), categories=("cs.CL",), venue="Moss Letters")
    assert search_document(paper(facts=facts)).tags == ("moss", "cs.CL", "Moss Letters")


def test_words_around_a_dash_are_two() -> None:
    document = search_document(paper(title="Moss---and fern", abstract="tasks--ranging from 1--3 to naïve—é"))
    assert document.title == "Moss — and fern"
    assert document.abstract == "tasks – ranging from 1–3 to naïve — é"
    words = number_words()
    (read,) = read_papers([(0, document)], Vocabulary(words))
    assert {words["moss"], words["fern"], words["ranging"]} <= set(array("I", read.words[0]))
