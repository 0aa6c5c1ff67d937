"""Papers in TOML: lists, and pages of Hugo and Zola whose front matter names a paper."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.model import Facts
from tests.digests.reading import reading

read = reading("2031-03-18.toml")

LISTED = """\
# Papers of the moss group
[[papers]]
title = "Moss on Clocks"
authors = ["Ada Mill", "Bo Reed"]
arxiv = "3103.00010"
abstract = \"\"\"
We grow moss.
\"\"\"

[[papers]]
title = "Late Locks"
authors = "Cy Wood and Di Shed"
doi = "10.1234/moss.1"
date = 2030-05-01
colour = "green"
"""
PAGE = """\
+++
title = "Moss on Clocks"
authors = ["Ada Mill"]
date = "2031-03-17T00:00:00Z"
doi = "10.1234/moss.1"
+++

We wrote this in the garden.
"""


def test_a_list() -> None:
    digest, (note,) = read(LISTED)
    first, second = digest.entries
    assert (first.title, first.abstract) == ("Moss on Clocks", "We grow moss.")
    assert first.facts == Facts(authors=("Ada Mill", "Bo Reed"), arxiv="3103.00010")
    assert second.facts.authors == ("Cy Wood", "Di Shed")
    assert (second.facts.doi, second.facts.published) == ("10.1234/moss.1", "2030-05-01")
    assert "`colour`" in note.what


def test_a_page_about_one_paper() -> None:
    digest, (note,) = read(PAGE, "2031-03-18.md")
    assert [(entry.title, entry.facts.doi, entry.facts.published) for entry in digest.entries] == [
        ("Moss on Clocks", "10.1234/moss.1", "2031-03-17")
    ]
    assert "28 characters of notes" in note.what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[[posts]]\ntitle = "Moss"\nauthor = "Ada Mill"\n', "may be something else than papers"),
        ('[project]\ntitle = "Moss"\n[[tool]]\nname = "moss"\n', "settings"),
        ('+++\ntitle = "A walk"\ndate = "2031-03-18"\n+++\n\nWe walked.\n', "no known form"),
        (LISTED.replace('"Moss on', '"Moss "on'), "TOML that cannot be parsed"),
    ],
)
def test_other_toml_and_broken_lists(text: str, what: str) -> None:
    digest, (problem,) = read_digest("a.toml", text.encode(), date_hint("2031-03-18.toml", None))
    assert digest is None
    assert what in str(problem)
