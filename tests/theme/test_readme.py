"""The theme's README: its table of templates is made from the kinds of page."""

from __future__ import annotations

import re

import pytest

from daybook.pages import KINDS
from tests.conftest import ROOT

README = ROOT / "theme" / "README.md"
HEAD = "| File | Page | `view` |\n| --- | --- | --- |\n"
TABLE = re.compile(rf"(?<={re.escape(HEAD)})(?:\|.*\n)*")


def name_of(name: str | None) -> str:
    return f"`{name}`" if name else "none"


def table() -> str:
    """The rows of the table of templates."""
    rows = (
        f"| {name_of(kind.template)} | {kind.shows} | {name_of(kind.view and kind.view.__name__)} |\n"
        for kind in KINDS
    )
    return "".join(rows)


def test_every_kind_is_in_the_table(request: pytest.FixtureRequest) -> None:
    text = README.read_text("utf-8")
    if request.config.getoption("--accept"):
        text = TABLE.sub(lambda _found: table(), text)
        README.write_text(text, "utf-8")
    found = TABLE.search(text)
    assert found is not None
    assert found[0] == table()


def test_every_template_is_a_kind_or_a_part() -> None:
    templates = {place.name for place in (ROOT / "theme" / "templates").iterdir()}
    parts = {name for name in templates if name.startswith("_") or name == "base.html"}
    assert templates - parts == {kind.template for kind in KINDS if kind.template}
    text = README.read_text("utf-8")
    assert [name for name in sorted(parts) if f"`{name}`" not in text] == []
