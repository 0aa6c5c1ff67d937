"""Writes the folder of the version at hand: `python -m tests.releases VERSION`."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from daybook import __version__
from daybook.archive.importing import import_digests
from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.disk.lock import work_folder

FOLDER = Path(__file__).parent
SETTINGS = """\
title = "The Tower Papers"
description = "What we read in the bell tower"
language = "en"
base_url = "https://tower.example/papers/"
leave_out = ["map"]
feed_ids = "https://old-tower.example/"

[[links]]
label = "The tower"
url = "https://tower.example/"
"""
EDITS = {
    "site.toml": SETTINGS,
    "about.md": '---\ntitle: "About the tower"\n---\n\nWe read here, between two bells.\n',
    "people.toml": '[[people]]\nname = "Ilse Tarn"\nalso = ["I. Tarn"]\n',
    "topics.toml": 'hide = ["rounding"]\n',
}
OWN_STYLE = "/* Ours. */\n.sheet { letter-spacing: 0.01em; }\n"
TITLE, NOTE = "Two Bells, One Tower, and the Rope", "Our own note: the second bell was ours."


def write(target: Path) -> None:
    """Write the archive that this version makes of the oldest release's digests."""
    digests = min(place for place in FOLDER.glob("*/content/digests"))
    with tempfile.TemporaryDirectory() as made:
        content, site = Path(made) / "content", Path(made) / "site"
        shutil.copytree(digests, content / "digests")
        import_digests(content)
        for path, text in EDITS.items():
            (content / path).write_text(text, encoding="utf-8")
        page = content / "papers/2029/two-bells-one-tower.md"
        corrected = page.read_text("utf-8").replace('title: "Two Bells, One Tower"', f'title: "{TITLE}"', 1)
        page.write_text(f"{corrected}\n{NOTE}\n", encoding="utf-8")
        build(Options(content, site))
        shutil.copytree(content, target / "content")
        for folder, name in ((content, "content"), (site, "site")):
            ignored = shutil.ignore_patterns("lock", ".gitignore", "serve", "previous")
            shutil.copytree(work_folder(folder), target / "memory" / name, ignore=ignored)
        addresses = sorted(place.relative_to(site).as_posix() for place in site.rglob("*.html"))
        (target / "addresses.txt").write_text("\n".join(addresses) + "\n", encoding="utf-8")
    (target / "theme/static/css").mkdir(parents=True)
    (target / "theme/static/css/50-mine.css").write_text(OWN_STYLE, encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] != [__version__]:
        sys.exit(f"This is {__version__}: python -m tests.releases {__version__}")
    write(FOLDER / __version__)
