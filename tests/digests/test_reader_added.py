"""A form of digest added as the documents show: one small module, nothing else changed."""

from __future__ import annotations

import inspect
from datetime import date
from types import ModuleType

import pytest

from daybook.digests import date_hint, read_digest, readers
from tests.conftest import ROOT
from tests.digests import reader_added


def added() -> tuple[ModuleType, ...]:
    return (reader_added, *readers())


def test_an_added_reader_reads_its_form_and_leaves_others_alone() -> None:
    text = "== papers ==\n# A Moss Clock | 3103.00001\nIt keeps time.\n#  | \nNothing.\n# Another |\n"
    digest, problems = read_digest("2031-03-18.md", text.encode(), date_hint("2031-03-18.md", None), added())
    assert digest is not None
    one, two = digest.entries
    assert (one.title, one.abstract, one.facts.arxiv, one.day) == (
        "A Moss Clock", "It keeps time.", "3103.00001", date(2031, 3, 18),
    )  # fmt: skip
    assert (two.title, two.rank, two.line) == ("Another", 3, 6)
    assert (digest.rejected, [problem.line for problem in problems]) == (1, [4])
    other = (
        f"Mar 18\n\nA title\n\nAn abstract of a study that says {'what was done, and how, ' * 4}at length.\n"
    )
    for forms in (None, added()):
        assert read_digest("2031.txt", other.encode(), date_hint("2031.txt", None), forms)[0] is not None


def test_the_document_shows_this_module() -> None:
    document = (ROOT / ".github" / "docs" / "adding-a-form.md").read_text("utf-8")
    code = document.partition("```python\n")[2].partition("```")[0]
    assert inspect.getsource(reader_added).endswith(code)


def test_the_module_is_short() -> None:
    assert len(inspect.getsource(reader_added).splitlines()) < 40


@pytest.mark.hazard(82)
def test_a_reader_that_fails_costs_only_its_file() -> None:
    broken = ModuleType("broken")
    broken.NAME = "a form whose reader fails"  # type: ignore[attr-defined]
    broken.read = lambda file: file.nothing  # type: ignore[attr-defined]
    digest, problems = read_digest("x", b"text", date_hint("x", None), (broken,))
    assert digest is None
    assert "a form whose reader fails" in problems[0].what
