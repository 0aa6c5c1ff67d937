"""Calls: the words of links and lines that only ask to read or share a paper."""

from __future__ import annotations

import pytest

from daybook.digests.fields.calls import is_call


@pytest.mark.parametrize(
    "text",
    ["Read the paper", "it", "PDF | Code", "[Full text]", "View it on arXiv", "→", "查看论文", "论文 代码"],
)
def test_a_call(text: str) -> None:
    assert is_call(text)


@pytest.mark.parametrize(
    "text",
    [
        "On it.",
        "Reading Moss",
        "Read the moss on the clock",
        "我们阅读了许多关于苔藓和时钟的论文并且提出新方法",
    ],
)
def test_other_text(text: str) -> None:
    assert not is_call(text)
