"""The tags of an archive: spellings that are one."""

from __future__ import annotations

from msgspec.structs import replace

from daybook.insights.tags import tags_of
from daybook.model import Paper
from tests.made import paper


def tagged(name: str, day: str, *tags: str) -> Paper:
    return replace(paper(f"2025/{name}", name.title(), days=[day] if day else []), tags=tags)


PAPERS = (
    tagged("a", "2025-03-18", "Moss", "read twice"),
    tagged("b", "2025-03-20", "moss", "moss"),
    tagged("c", "", "moss", "C++", "C#", "C"),
    tagged("d", "2025-03-19"),
)


def test_spellings_are_one_tag_whose_papers_come_from_the_newest() -> None:
    found = tags_of(PAPERS)
    assert list(found) == ["c-plus-plus", "c-sharp", "c", "moss", "read-twice"]
    assert found["moss"].name == "moss"
    assert found["moss"].papers == ("2025/b", "2025/a", "2025/c")
