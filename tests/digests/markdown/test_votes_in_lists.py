"""Up-votes beside titles in Markdown, in whatever place, are no part of them."""

from __future__ import annotations

import pytest

from tests.digests.reading import reading

read = reading("2031-03-18.md")


@pytest.mark.parametrize(
    "item",
    [
        "- [▲ 57 {title}]({url})",
        "- [{title} (57 upvotes)]({url})",
        "7. [▲ 57 {title}]({url})",
        "- **▲ 57** [{title}]({url})",
        "- [{title}]({url}) ▲ 57",
        "- 👍 57 | [{title}]({url})",
        "### 7. ▲ 57 [{title}]({url})",
    ],
)
def test_up_votes_beside_a_title(item: str) -> None:
    titles = ("Moss Gates by Lamplight", "Late Moss at Low Tide")
    text = "# Papers\n\n" + "".join(
        item.format(title=title, url=f"https://arxiv.org/abs/3103.0000{n}") + "\n\n"
        for n, title in enumerate(titles, 1)
    )
    digest, _problems = read(text)
    assert [(entry.title, entry.upvotes) for entry in digest.entries] == [(title, 57) for title in titles]


def test_a_summary_in_japanese() -> None:
    text = "".join(
        f"## Moss Gates {n}\n\n- 著者: Ada Mill, Bo Reed\n- 要約: 苔を測る。\n- リンク: https://arxiv.org/abs/3103.0000{n}\n\n"
        for n in (1, 2)
    )
    digest, _problems = read(text)
    assert [entry.abstract for entry in digest.entries] == ["苔を測る。", "苔を測る。"]
