"""Papers in YAML: lists of groups' sites, and notes whose front matter names a paper."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Digest, Facts
from daybook.problems import Problem, Severity

SITE = """\
# Papers of the moss group

- title: "Moss on Clocks: a study"
  authors: [Ada Mill, Bo Reed]
  venue: Moss Days
  year: 2031
  url: https://arxiv.org/abs/3103.00010
  abstract: >-
    We grow moss
    on clocks.
- title: Late Locks
  author: Cy Wood and Di Shed
  year: 2031
  doi: 10.1234/moss.1
  image: locks.png
"""
KEYED = """\
updated: 2031-03-18
papers:
  - {title: Moss on Clocks, arxiv: 3103.00010}
  - title: Late Locks
    link: {url: https://doi.org/10.1234/moss.1, display: Moss Letters}
"""
NOTE = """\
---
title: "Moss on Clocks"
authors:
  - Ada Mill
arxiv: "3103.00010"
tags: [moss, reading]
---

## Abstract

We grow moss on clocks.

## Notes

A fine [[clock]].
"""


def read(text: str, path: str = "2031-03-18.yml") -> tuple[Digest | None, tuple[Problem, ...]]:
    return read_digest(path, text.encode(), date_hint(path, None))


def test_a_list_of_a_group_s_site() -> None:
    digest, problems = read(SITE)
    assert digest
    one, two = digest.entries
    assert (one.title, one.line, one.abstract) == ("Moss on Clocks: a study", 3, "We grow moss on clocks.")
    assert one.facts == Facts(("Ada Mill", "Bo Reed"), "3103.00010", published="2031", venue="Moss Days")
    assert (two.title, two.line) == ("Late Locks", 11)
    assert two.facts == Facts(("Cy Wood", "Di Shed"), "", "10.1234/moss.1", "2031")
    assert [problem.what for problem in problems] == ["has fields that are not used: `image`"]


def test_a_list_below_a_key() -> None:
    digest, _ = read(KEYED)
    assert digest
    assert [(entry.title, entry.line) for entry in digest.entries] == [
        ("Moss on Clocks", 3),
        ("Late Locks", 4),
    ]
    assert [entry.facts.arxiv for entry in digest.entries] == ["3103.00010", ""]
    assert digest.entries[1].facts.doi == "10.1234/moss.1"


def test_a_note_about_a_paper() -> None:
    digest, problems = read(NOTE, "2031-03-18-moss.md")
    assert digest
    (entry,) = digest.entries
    assert (entry.title, entry.abstract) == ("Moss on Clocks", "We grow moss on clocks.")
    assert entry.facts == Facts(("Ada Mill",), "3103.00010", keywords=("moss", "reading"))
    assert [(problem.line, problem.severity) for problem in problems] == [(8, Severity.NOTE)]


def test_each_record_is_counted() -> None:
    digest, problems = read(f"{SITE}- abstract: Nothing else.\n- title: A\n  title: B\n  doi: 10.1234/2\n")
    assert digest
    assert (len(digest.entries), digest.rejected) == (2, 2)
    errors = [(problem.line, problem.what) for problem in problems if problem.severity is Severity.ERROR]
    assert errors == [(16, "record 3 has no title"), (1, "record 4 has an object with a duplicate name")]


@pytest.mark.parametrize(
    "text",
    [
        "cff-version: 1.2.0\ntitle: Clocks\nauthors: [{family-names: Mill}]\ndoi: 10.1234/5\n",
        "title: The site of the moss group\nauthor: Ada Mill\nurl: https://moss.example\n",
        "jobs:\n  - name: test\n    title: Moss\n    steps: [make]\n",
        "- title: Oar\n  price: 12.50\n- title: Sail\n  price: 99.00\n",
        "---\ntitle: A walk\nauthors: [Ada Mill]\ndate: 2031-03-18\n---\n\nWe walked to the quay.\n",
        "---\nlicense: mit\ntitle: Moss\narxiv: 3103.00010\n---\n\n# Moss\n",
        "---\ntitle: Moss\nformat: html\nauthor: Ada Mill\nabstract: We grow moss.\n---\n\nIt grows.\n",
    ],
)
def test_other_yaml_gives_no_paper(text: str) -> None:
    for path in ("2031-03-18.yml", "2031-03-18.md"):
        digest, problems = read(text, path)
        assert digest is None
        assert [problem.severity for problem in problems] == [Severity.ERROR]


def test_yaml_that_is_broken_or_grows() -> None:
    _, problems = read("- title: Moss: on clocks\n  doi: 10.1234/1\n- title: Late Locks\n  doi: 10.1234/2\n")
    assert [(problem.line, "cannot be parsed" in problem.what) for problem in problems] == [(1, True)]
    bomb = "a: &a [x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    digest, problems = read(f"{bomb}papers:\n- title: Moss\n  doi: 10.1234/1\n  authors: *i\n")
    assert digest
    assert len(digest.entries) == 1
    assert any("alias" in problem.what for problem in problems)
    assert read("title: " + "[" * 5_000)[0] is None


def test_comments_above_a_program_take_no_time() -> None:
    """Two ways to match each line would take twice the time for each."""
    text = "# A line of a licence\r\n" * 60 + 'title = "Lamps"\r\nname: str\r\n'
    digest, (problem,) = read_digest("lamps.py", text.encode(), date_hint("lamps.py", None))
    assert digest is None
    assert "in no known form" in problem.what


def test_a_post_that_names_its_paper() -> None:
    """Jekyll's posts have a layout, as slides do."""
    post = (
        "---\nlayout: paper\ntitle: Moss on Clocks\nauthors: Ada Mill, Bo Reed\n{}---\n\n## Notes\n\nGrown.\n"
    )
    text = post.format('arxiv_id: "3103.00010v1"\n')
    digest, _ = read_digest("2031-03-18-moss.md", text.encode(), date_hint("2031-03-18-moss.md", None))
    assert digest
    assert [(entry.facts.arxiv, len(entry.facts.authors)) for entry in digest.entries] == [("3103.00010", 2)]
    digest, _ = read_digest("2031-03-18-moss.md", post.format("").encode(), date_hint("2031-03-18", None))
    assert digest is None
