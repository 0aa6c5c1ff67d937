"""Runs axe-core on pages: violations of rules of accessibility."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = ROOT / "tests/node_modules/axe-core/axe.min.js"
_RUN = """(off) => axe.run({
  resultTypes: ["violations"],
  rules: {
    "label-content-name-mismatch": {enabled: true},
    "target-size": {enabled: true},
    ...Object.fromEntries(off.map((rule) => [rule, {enabled: false}])),
  },
})"""


def add_axe(page: Page) -> None:
    """Load axe-core in each document that the page opens from now on, whatever its policy."""
    page.add_init_script(path=AXE)


def violations(page: Page, *off: str) -> list[str]:
    """Return the violated rules but those named, each with the number of elements and the first of them."""
    return [
        f"{found['id']} in {len(found['nodes'])} elements: {found['nodes'][0]['html'][:200]}"
        for found in page.evaluate(_RUN, off)["violations"]
    ]
