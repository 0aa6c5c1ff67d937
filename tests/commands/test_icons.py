"""The icons that a build draws of the theme's picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.problems import InputError
from tests.conftest import Sample

DISC = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="{}" cx="5" cy="5"/></svg>'


def test_a_picture_that_cannot_be_drawn_leaves_the_icons(sample: Sample, tmp_path: Path) -> None:
    made = sample.copy(tmp_path)
    theme = tmp_path / "theme"
    (theme / "static").mkdir(parents=True)
    options = Options(made.content, made.site, base_url=made.base_url, theme_dir=theme)

    def icon(picture: str) -> bytes:
        (theme / "static/favicon.svg").write_text(picture)
        build(options)
        return (made.site / "favicon.ico").read_bytes()

    before = icon(DISC.format(1))
    drawn = icon(DISC.format(2))
    assert drawn != before
    with pytest.raises(InputError):
        icon("<svg")
    assert (made.site / "favicon.ico").read_bytes() == drawn == icon(DISC.format(2))
