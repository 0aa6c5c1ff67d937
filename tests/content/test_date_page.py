"""A day's page: imports replace its list and keep a person's words."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.content import date_page
from daybook.model import Day, ImportedDigest
from daybook.problems import Problem, Severity

DAY = date(2025, 3, 18)
SHA = "a" * 64
DIGEST = ImportedDigest("2025/a.txt", SHA, 2)
PAPERS = [("2025/one", "One <b> & two"), ("2025/two", "[Two](x)")]


def read(text: str, name: str = "2025-03-18") -> tuple[Day | None, list[Problem]]:
    day, _, problems = date_page.read("dates/x.md", name, text)
    return day, problems


def write(before: str, day: Day, papers: list[tuple[str, str]] = PAPERS) -> str:
    return date_page.write(before, day, papers)


def good(text: str) -> Day:
    page, problems = read(text)
    assert page is not None
    assert problems == []
    return page


def test_new_page_reads_back() -> None:
    text = write("", Day(DAY, (DIGEST,)))
    assert good(text) == Day(DAY, (DIGEST,))
    assert '<li><a href="../papers/2025/one.md">One &lt;b&gt; &amp; two</a></li>' in text
    assert "<h1>Tuesday 18 March 2025</h1>" in text


@pytest.mark.parametrize("papers", [PAPERS, [], [("2025/x", "---"), ("2025/y", "<!-- daybook: end -->")]])
@pytest.mark.parametrize("digests", [(), (DIGEST,), (DIGEST, ImportedDigest('2025/"b".txt', "b" * 64, 0))])
def test_new_page_reads_back_and_is_not_changed_by_writing_again(
    papers: list[tuple[str, str]], digests: tuple[ImportedDigest, ...]
) -> None:
    day = Day(DAY, digests)
    text = write("", day, papers)
    assert good(text) == day
    assert write(text, day, papers) == text


@pytest.mark.parametrize("key", ["imported:", "digests:"])
def test_missing_key_is_written_again(key: str) -> None:
    text = write("", Day(DAY, (DIGEST,)))
    assert f"\n{key}" in write(text.replace(key, "other:"), Day(DAY, (DIGEST,)))


def test_title_notes_keys_and_comments_of_a_person_stay() -> None:
    text = write("", Day(DAY, (DIGEST,)))
    edited = text.replace('date: "2025-03-18"', "date: 2025-03-18\n# mine\ntitle: A good day\nx-mood: fair")
    edited = "---\n" + edited.removeprefix("---\n") + "\nA *note*.\n"
    page = good(edited)
    assert (page.title, page.notes_markdown) == ("A good day", "A *note*.")
    more = date_page.with_digest(page, ImportedDigest("2025/b.txt", "b" * 64, 1))
    after = write(edited, more, [*PAPERS, ("2025/three", "Three")])
    assert "# mine\ntitle: A good day\nx-mood: fair\n" in after
    assert after.endswith("\nA *note*.\n")
    assert "three.md" in after
    assert good(after).digests == more.digests


def test_edited_list_is_kept_and_reported() -> None:
    text = write("", Day(DAY, (DIGEST,)))
    edited = text.replace("One &lt;b&gt;", "My own words")
    page, problems = read(edited)
    assert page is not None
    assert [problem.severity for problem in problems] == [Severity.WARNING]
    assert "changed by hand" in problems[0].what
    assert write(edited, page) == edited


def test_deleted_list_is_written_again() -> None:
    text = write("", Day(DAY, (DIGEST,)))
    header = text[: text.index("---", 4) + 4]
    page = good(header + "Only notes.\n")
    after = write(header + "Only notes.\n", page)
    assert good(after).notes_markdown == "Only notes."
    assert "one.md" in after


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("2025-02-30", ""),
        ("2025-3-18", ""),
        ("notes", ""),
        ("2025-03-18", '---\ndate: "2025-03-19"\n---\n'),
        ("2025/03-18", ""),
        ("２０２５-03-18", ""),
    ],
)
def test_page_whose_name_is_no_day_is_an_error(name: str, text: str) -> None:
    page, problems = read(text, name)
    assert page is None
    assert len(problems) == 1
    assert problems[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    "digests",
    [
        'digests:\n- file: a.txt\n  sha256: "123"\n',
        f"digests:\n- sha256: {SHA}\n",
        "digests: a.txt\n",
        f"digests:\n- file: a.txt\n  sha256: {SHA.upper()}\n",
        "digests:\n- [a, b]\n",
    ],
)
def test_imported_digest_that_cannot_be_read_is_an_error(digests: str) -> None:
    _, problems = read(f"---\n{digests}---\n")
    assert [problem.severity for problem in problems] == [Severity.ERROR]


def test_imported_digests_are_sorted_and_unique() -> None:
    day = Day(DAY)
    for path in ("b", "a", "c", "a"):
        day = date_page.with_digest(day, ImportedDigest(path, SHA, len(day.digests)))
    assert [(digest.path, digest.records) for digest in day.digests] == [("a", 3), ("b", 0), ("c", 2)]


def test_unknown_keys_are_reported_with_the_nearest_known_one() -> None:
    _, problems = read("---\ntitel: x\nweather: fine\nx-mood: fair\n---\n")
    assert [(problem.line, problem.remedy[:12]) for problem in problems] == [
        (2, "did you mean"),
        (3, "nothing read"),
    ]
