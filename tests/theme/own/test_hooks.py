"""What scripts look for in a template is found, and only that."""

from __future__ import annotations

import pytest

from daybook.theme.own.scripts import has_hook, hooks_of


@pytest.mark.parametrize(
    ("template", "script", "hooks"),
    [
        ('<p id="said">', 'document.querySelector("#said")', {"#said"}),
        ('<p id="said">', 'document.getElementById("said")', {"#said"}),
        ('<p id="said">', 'const said = "unsaid";', set()),
        ('<a data-search-open href="x">', 'closest("[data-search-open]")', {"data-search-open"}),
        ('<a data-search-open="x">', "button.dataset.searchOpen", {"data-search-open"}),
        ('<a data-other="x">', "button.dataset.searchOpen", set()),
        ('<p id="results">', 'const list = byId("results");', {"#results"}),
        ('<p class="hero">', 'querySelector(".hero time")', set()),
    ],
)
def test_hooks(template: str, script: str, hooks: set[str]) -> None:
    assert hooks_of(template, [script]) == hooks
    assert all(has_hook(template, hook) for hook in hooks)
    assert not any(has_hook('<p id="sad" data-x>', hook) for hook in hooks)
