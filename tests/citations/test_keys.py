"""Keys of new papers: made of author, year and title, and each different from all others."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from daybook.archive.join import join
from daybook.citations.citation import citation_key
from daybook.citations.keys import KeyChooser, base_key, repeated_keys
from daybook.content import paper_page
from daybook.content.content import Content
from daybook.digests import date_hint, read_digest
from daybook.model import Digest, Facts
from daybook.text.identifiers import in_key_form
from daybook.text.plain_text import one_line
from tests.effort import count_lines
from tests.made import HOSTILE, abstract_of, content_of, digest_text, paper

CHEN = Facts(authors=("Wei Chen", "Ada Mill"), published="2025-03-01")


@pytest.mark.parametrize(
    ("title", "facts", "key"),
    [
        ("XVerse: Consistent Subjects", CHEN, "chen2025xverse"),
        ("On the X-Verse", CHEN, "chen2025xverse"),
        ("What Is It?", CHEN, "chen2025what"),
        ("XVerse", Facts(authors=("Wei Chen",)), "chen2031xverse"),
        ("XVerse", Facts(authors=("Wei Chen",), arxiv="1909.08053"), "chen2019xverse"),
        ("A Moss Clock", Facts(), "mossclock2031"),
        ("Moss", Facts(), "moss2031"),
        ("?!", Facts(), "paper2031"),
        ("?!", CHEN, "chen2025"),
        ("古文書の研究", Facts(authors=("山田太郎",)), "paper2031"),
        ("古文書とモデル", Facts(authors=("山田太郎",)), "moderu2031"),
        ("古文書の研究", CHEN, "chen2025"),
        ("古籍", Facts(authors=("王伟",)), "wangwei2031guji"),
        ("Moss", Facts(authors=("Åsa van der Mühl",)), "vandermuhl2031moss"),
        ("Moss", Facts(authors=("Moss Team",)), "mossteam2031moss"),
        ("深度学习", Facts(authors=("李明",)), "liming2031shenduxuexi"),
        ("Don't Look", CHEN, "chen2025dont"),
    ],
)
def test_key(title: str, facts: Facts, key: str) -> None:
    assert base_key(title, facts, "2031") == key


def test_keys_that_are_taken_get_letters() -> None:
    keys = KeyChooser(["Chen2025xverse"])
    made = [keys.choose("XVerse", CHEN, "2031/x") for _ in range(28)]
    assert [made[at] for at in (0, 1, 25, 26, 27)] == [
        f"chen2025xverse{letters}" for letters in ("a", "b", "z", "aa", "ab")
    ]


def test_a_letter_can_be_another_papers_word() -> None:
    keys = KeyChooser(["chen2025xverse"])
    assert keys.choose("XVersea", CHEN, "2031/x") == "chen2025xversea"
    assert keys.choose("XVerse", CHEN, "2031/x") == "chen2025xverseb"


def test_many_papers_that_are_alike_take_linear_time() -> None:
    def choose(number: int) -> None:
        keys = KeyChooser([])
        for _ in range(number):
            keys.choose("Editorial", Facts(), "2031/x")

    assert count_lines(lambda: choose(400)) < 3 * count_lines(lambda: choose(200))


@given(st.one_of(st.text(), st.sampled_from(HOSTILE)), st.one_of(st.text(), st.sampled_from(HOSTILE)))
def test_any_title_and_name_give_a_key(title: str, name: str) -> None:
    facts = Facts(authors=(one_line(name),)) if one_line(name) else Facts()
    key = KeyChooser([]).choose(one_line(title), facts, "2031/x")
    assert re.fullmatch(r"[a-z0-9]*2031[a-z0-9]*|[a-z0-9]+2031", key)
    assert in_key_form(key)


def digests() -> list[Digest]:
    """Three days: papers that would have the same key, on the same day and on different ones."""
    made = []
    for number in range(3):
        papers = [(f"Moss Clock{'!' * at}", abstract_of(f"d{number}x{at}y")) for at in range(3)]
        text = digest_text(f"Mar {11 + number}", [*papers, (f"Only {number}", abstract_of(f"o{number}"))])
        name = f"2031-03-{11 + number}.txt"
        digest, _ = read_digest(name, text.encode(), date_hint(name, None))
        assert digest
        made.append(replace(digest, path=f"2031/{name}"))
    return made


def test_keys_do_not_depend_on_the_order_of_digests() -> None:
    given, empty = digests(), content_of([])
    found = []
    for seed in range(6):
        random.Random(seed).shuffle(given)
        found.append({address: update.citation_key for address, update in join(empty, given).papers.items()})
    assert all(each == found[0] for each in found)
    assert len(set(found[0].values())) == len(found[0]) == 12


def after(content: Content, *new: Digest) -> Content:
    """Return the content after an import that only creates pages."""
    made = [paper_page.create(update) for update in join(content, new).papers.values()]
    files = [(f"papers/{page.paper.address}.md", text.encode()) for page, text in made]
    return content.updated(content_of(files))


def test_later_papers_change_no_key_and_take_none() -> None:
    first, second, _ = digests()
    before = after(content_of([]), second)
    later = after(before, first)
    keys = {address: page.paper.citation_key for address, page in later.papers.items()}
    assert all(keys[address] == page.paper.citation_key for address, page in before.papers.items())
    assert len(set(keys.values())) == len(keys) == 8
    assert not list(repeated_keys((page.paper for page in later.papers.values()), ""))


def test_the_key_of_a_page_without_one_is_not_given_to_another() -> None:
    """Nor does it change: it is made of the page's address."""
    own = content_of([("papers/2031/moss.md", b"---\ntitle: Moss Clock\n---\n")])
    assert citation_key(own.papers["2031/moss"].paper) == "moss-2031"
    given = content_of([("papers/2031/moss.md", b"---\ntitle: Other\ncitation_key: mossclock2031\n---\n")])
    keys = [page.paper.citation_key for page in after(given, digests()[0]).papers.values()]
    assert "mossclock2031a" in keys
    assert len(set(keys)) == len(keys)


def test_papers_of_one_key_are_named_both() -> None:
    papers = [paper(f"2025/{name}") for name in "cab"]
    one, two, three = (
        replace(each, citation_key=key) for each, key in zip(papers, ("K", "k", "l"), strict=True)
    )
    (problem,) = repeated_keys([one, two, three], "content/")
    assert str(problem) == (
        "content/papers/2025/c.md: warning: has the citation key of papers/2025/a.md: k;"
        " give one of the two another `citation_key`"
    )


@pytest.mark.parametrize(
    ("written", "key", "problems"),
    [
        ("citation_key: mill2019moss", "mill2019moss", 0),
        ("citation_key: DBLP:conf/moss/Mill19", "DBLP:conf/moss/Mill19", 0),
        ("citation_key: 'a{b'", "", 1),
        ("citation_key: 'a, b'", "", 1),
        ("citation-key: moss", "", 1),
        ("", "", 0),
    ],
)
def test_a_person_may_give_a_key(written: str, key: str, problems: int) -> None:
    page, found = paper_page.read("p.md", "2031/moss", f"---\ntitle: Moss\n{written}\n---\n")
    assert page
    assert page.paper.citation_key == key
    assert len(found) == problems
