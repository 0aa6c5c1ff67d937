"""Listings that a mail quotes, and several in one file."""

from __future__ import annotations

from datetime import date

import pytest

from tests.digests.reading import reading

read = reading("all.txt")

RULE = "-" * 78 + "\n"


def _listing(until: str, number: int, title: str) -> str:
    return (
        f"{RULE}{RULE}Send any comments regarding submissions directly to submitter.\n{RULE}"
        " Submissions to:\nMachine Learning\n received from  Thu 13 Mar 31 18:00:00 GMT  to  "
        f"{until} 18:00:00 GMT\n{RULE}{RULE}"
        f"\\\\\narXiv:3103.0000{number}\nDate: Thu, 13 Mar 2031 10:00:00 GMT   (9kb)\n\nTitle: {title}\n"
        f'Authors: Ada Mill\nCategories: cs.LG\n\\\\\n  We grow na\\"ive moss.\n'
        f"\\\\ ( https://arxiv.org/abs/3103.0000{number} ,  9kb)\n{RULE}"
    )


MONDAY, TUESDAY = _listing("Mon 17 Mar 31", 1, "Moss Gates"), _listing("Tue 18 Mar 31", 2, "Late Moss")


@pytest.mark.parametrize("path", ["all.txt", "2031-03-20.txt"])
def test_of_several_listings_in_a_file_each_has_its_day(path: str) -> None:
    digest, problems = read(MONDAY + TUESDAY, path)
    assert [(entry.day, entry.title, entry.line) for entry in digest.entries] == [
        (date(2031, 3, 18), "Moss Gates", 11),
        (date(2031, 3, 19), "Late Moss", 31),
    ]
    lines = (MONDAY + TUESDAY).splitlines()
    assert [lines[entry.line - 1] for entry in digest.entries] == ["arXiv:3103.00001", "arXiv:3103.00002"]
    assert not problems


def test_a_listing_twice_has_the_day_of_the_files_name() -> None:
    digest, _problems = read(MONDAY + MONDAY, "2031-03-20.txt")
    assert {entry.day for entry in digest.entries} == {date(2031, 3, 20)}


@pytest.mark.parametrize("mark", ["> ", ">> ", ">"])
def test_a_listing_that_a_mail_quotes(mark: str) -> None:
    quoted = "".join(f"{mark}{line}\n" for line in MONDAY.splitlines())
    text = (
        "From: Bo <bo@moss.example>\nTo: ada@moss.example\nSubject: Fwd: cs daily\n"
        f"Date: Fri, 21 Mar 2031 09:00:00 +0000\nContent-Type: text/plain\n\nHi, see below\n\n{quoted}"
    )
    digest, _problems = read(text, "forwarded.eml")
    (entry,) = digest.entries
    assert (entry.day, entry.title, entry.abstract) == (
        date(2031, 3, 18),
        "Moss Gates",
        "We grow naïve moss.",
    )
