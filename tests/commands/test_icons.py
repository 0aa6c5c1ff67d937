"""The drawn icons of a build: kept while the theme's picture is the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.problems import InputError
from daybook.theme import icons
from tests.conftest import Sample

DISC = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="{}" cx="5" cy="5"/></svg>'


def test_icons_are_drawn_again_only_for_another_picture(
    sample: Sample, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sample.copy(tmp_path)
    theme = tmp_path / "theme"
    (theme / "static").mkdir(parents=True)
    options = Options(made.content, made.site, base_url=made.base_url, theme_dir=theme)
    drawn: list[int] = []
    draw = icons._draw
    monkeypatch.setattr(icons, "_draw", lambda svg, size, *more: drawn.append(size) or draw(svg, size, *more))

    def sizes(picture: str) -> list[int]:
        drawn.clear()
        (theme / "static/favicon.svg").write_text(picture)
        build(options)
        return sorted(drawn)

    assert sizes(DISC.format(1)) == [32, 180, 192, 512]
    (theme / "static/other.txt").write_text("words")
    assert sizes(DISC.format(1)) == []
    assert sizes(DISC.format(2)) == [32, 180, 192, 512]
    before = (made.site / "favicon.ico").read_bytes()
    with pytest.raises(InputError):
        sizes("<svg")
    assert (made.site / "favicon.ico").read_bytes() == before
    assert sizes(DISC.format(2)) == []
    build(replace(options, clean=True))
    assert (made.site / "favicon.ico").read_bytes() == before
