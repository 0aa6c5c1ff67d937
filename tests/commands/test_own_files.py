"""Files and pictures of an archive's own: published as they are, refused where they would do harm."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from daybook.commands.build.build import build
from daybook.commands.build.options import Options
from daybook.commands.check.check import check
from daybook.commands.shared.own_files import find_own_files
from daybook.content.site_toml import load_settings
from daybook.problems import DaybookError
from daybook.settings import EDITORS, Repository, read_settings

BASE = "https://reader.example/repo/"
PAPER = (
    '---\ntitle: "Moss"\npictures:\n  moss.loop.png: A loop of moss\n  moss.lop.png: A slip\n---\n\n'
    "![A wall](../../static/wall.png) ![Tide](moss.tide.png)\n"
)


def png(width: int, height: int) -> bytes:
    """Return a white picture."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    rows = zlib.compress((b"\0" + b"\xff" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><path d="M0 0h9v9z"/></svg>'
SETTINGS = """
title = "Moss Days"
accent = "#1f5c99"
icon = "icon.png"
foot = "Kept by the [moss group](about/), *slowly*. <script>alert(1)</script>"
leave_out = ["trends"]
[logo]
file = "logo.svg"
dark = "wall.png"
label = "Moss"
[repository]
url = "https://github.com/moss/days.git"
"""


def write(root: Path, files: dict[str, bytes | str]) -> Path:
    for path, data in files.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data.encode() if isinstance(data, str) else data)
    return root


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("own")
    write(
        root / "content",
        {
            "site.toml": SETTINGS,
            "about.md": "# About\n",
            "papers/2025/moss.md": PAPER,
            "papers/2025/moss.png": png(30, 20),
            "papers/2025/moss.loop.png": png(12, 8),
            "papers/2025/moss.tide.png": png(5, 4),
            "static/wall.png": png(7, 9),
            "static/icon.png": png(32, 32),
            "static/logo.svg": SVG,
            "static/CNAME": "moss.example\n",
            "static/_headers": "/*\n  X-Frame-Options: DENY\n",
            "static/robots.txt": "User-agent: *\nDisallow: /\n",
            "static/google123.html": "google-site-verification: google123.html",
            "static/.well-known/security.txt": "Contact: mailto:a@moss.example\n",
            "static/.DS_Store": "x",
            "static/notes.md": "# no page\n",
        },
    )
    options = Options(root / "content", root / "site", base_url=BASE)
    told = [str(problem) for problem in build(options).problems]
    paper = (root / "content/papers/2025/moss.md").as_posix()
    assert told == [
        f"{paper}:1: warning: does not say what moss.png shows,"
        " for those who cannot see it; add `pictures:` and below it `  moss.png: its words`",
        f"{paper}:1: warning: `pictures` names what is not beside the page: moss.lop.png;"
        " put it there, or correct the name",
        f"{paper}: note: 1 paper of content is on no day; say `daybook add --title Moss --day DATE`;"
        " or `daybook merge` or `remove`, if its digest names it otherwise now",
    ]
    return root


def page(site: Path, path: str) -> str:
    return (site / "site" / path).read_text("utf-8")


def test_files_are_at_the_root_as_they_came(site: Path) -> None:
    for path in ("CNAME", "_headers", "robots.txt", "google123.html", ".well-known/security.txt", "notes.md"):
        assert (site / "site" / path).read_bytes() == (site / "content/static" / path).read_bytes()
    assert not (site / "site/.DS_Store").exists()


def test_check_finds_no_fault_in_them(site: Path) -> None:
    found = check(site / "content", site / "site", load_settings(site / "content", BASE))
    assert [
        str(problem)
        for problem in found.problems
        if "moss.lop.png" not in str(problem) and "moss.png" not in str(problem)
    ] == []


def test_a_build_sees_a_hidden_file_that_changed(site: Path) -> None:
    options = Options(site / "content", site / "site", base_url=BASE)
    secret = site / "content/static/.well-known/security.txt"
    assert build(options).pages is None  # nothing changed
    secret.write_text("Contact: mailto:b@moss.example\n", "utf-8")
    assert build(options).pages is not None
    assert "b@moss" in page(site, ".well-known/security.txt")


def test_pictures_are_on_the_page_with_their_sizes(site: Path) -> None:
    text = page(site, "papers/2025/moss/index.html")
    assert '<img src="moss.png" width="30" height="20" loading="lazy" alt="Picture without words">' in text
    assert '<img src="moss.loop.png" width="12" height="8" loading="lazy" alt="A loop of moss">' in text
    assert text.count("moss.tide.png") == 1  # in the notes alone
    assert '<img width="5" height="4" loading="lazy" alt="Tide" src="moss.tide.png">' in text
    assert '<img width="7" height="9" loading="lazy" alt="A wall" src="../../../wall.png">' in text
    assert (site / "site/papers/2025/moss/moss.png").read_bytes() == png(30, 20)


def test_the_look_is_the_settings(site: Path) -> None:
    text = page(site, "papers/2025/moss/index.html")
    dark = '<source srcset="../../../wall.png" media="(prefers-color-scheme: dark)">'
    logo = '<img src="../../../logo.svg" width="120" height="40" alt="Moss">'
    assert f"<picture>{dark}{logo}</picture></a>" in text
    assert '<div class="own"><p>Kept by the <a href="../../../about/"' in text
    assert "alert(1)" not in text
    assert "Made with Daybook" not in text
    assert 'href="https://github.com/moss/days/edit/main/content/papers/2025/moss.md"' in text
    assert 'href="https://github.com/moss/days/edit/main/content/about.md"' in page(site, "about/index.html")
    assert "/edit/" not in page(site, "index.html")
    style = page(site, "assets/style.css")
    assert ":root { --red: #1f5c99; --rule: #" in style
    assert "data:image/png;base64," in page(site, "assets/favicon.svg")


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"static/index.html": "x"}, "static/index.html: would be at index.html, where the site has a file"),
        ({"static/Feed.XML": "x"}, "would be at Feed.XML, where the site has a file of its own"),
        ({"static/assets/x.css": "x"}, "would be below assets/, where the site has its own files"),
        ({"static/Papers/x.txt": "x"}, "would be below papers/, where the site has its own files"),
        ({"static/about": "x"}, "would be at about, where the site has a folder or file"),
        ({"static/feed.xml/x": "x"}, "would be at feed.xml/x, where the site has a folder or file"),
        ({"static/provenance.json": "x"}, "where the site has a file of its own; give it another name"),
        ({"static/a b.txt": "x"}, "has a name that some hosts or systems refuse; rename it"),
        ({"static/con.txt": "x"}, "has a name that some hosts or systems refuse"),
        ({"papers/2025/moss.md": PAPER, "papers/2025/moss.png": "x"}, "moss.png: is no picture that can be"),
        (
            {"site.toml": 'icon = "icn.png"', "static/icon.png": png(1, 1)},
            "toml:1: `icon` names icn.png,",
        ),
        ({"site.toml": 'icon = "icon.png"', "static/icon.png": "x"}, "`icon` is no picture that can be read"),
        ({"site.toml": 'icon = "i.svg"', "static/i.svg": "x" * 65_000}, "`icon` has 65,000 bytes, on every"),
        (
            {"site.toml": '\n[logo]\nfile = "x.png"'},
            "toml:3: `logo.file` names x.png, which is not there",
        ),
        (
            {"site.toml": 'accent = "#ffcc00"'},
            "site.toml:1: `accent` is hard to read: its contrast is 1.4:1 in the light palette;"
            " use one of 4.5:1 or more, such as #876c00",
        ),
        (
            {"site.toml": 'accent = "#1f5c99"\naccent_dark = "#1f5c99"'},
            "site.toml:2: `accent_dark` is hard to read: its contrast is 2.",
        ),
    ],
)
def test_what_would_do_harm_is_refused(tmp_path: Path, files: dict[str, bytes | str], says: str) -> None:
    write(tmp_path / "content", {"about.md": "Text.", **files})
    with pytest.raises(DaybookError) as caught:
        build(Options(tmp_path / "content", tmp_path / "site", base_url=BASE))
    assert says in str(caught.value)
    assert not (tmp_path / "site").exists()


def test_links_and_huge_files_are_refused(tmp_path: Path) -> None:
    static = write(tmp_path, {"static/one.txt": "x"}) / "static"
    (static / "link.txt").symlink_to("/etc/hostname")
    (static / "folder").symlink_to("/etc")
    os.truncate(static / "one.txt", 25 * 1024 * 1024 + 1)
    found = sorted(str(problem).partition("static/")[2] for problem in find_own_files(tmp_path).problems)
    assert found == [
        "folder: is a link, which is not followed; put the file itself here",
        "link.txt: is a link, which is not followed; put the file itself here",
        "one.txt: is 26,214,401 bytes large, more than hosts take (26,214,400);"
        " make it smaller, or put it elsewhere and link to it",
    ]


@pytest.mark.parametrize(
    ("data", "address"),
    [
        ('url = "https://github.com/a/b"', "https://github.com/a/b/edit/main/content/about.md"),
        (
            'url = "https://gitlab.com/a/b/"\nbranch = "trunk"',
            "https://gitlab.com/a/b/-/edit/trunk/content/about.md",
        ),
        (
            'url = "https://codeberg.org/a/b.git"\nfolder = "docs/papers"',
            "https://codeberg.org/a/b/_edit/main/docs/papers/about.md",
        ),
        (
            'url = "https://git.example/a/b"\nform = "gitlab"',
            "https://git.example/a/b/-/edit/main/content/about.md",
        ),
    ],
)
def test_a_page_leads_to_the_editor_of_its_host(data: str, address: str) -> None:
    settings = read_settings("site.toml", f"[repository]\n{data}\n".encode())
    assert settings.repository.edit_address("about.md") == address


def test_without_a_repository_or_a_file_there_is_no_edit_link() -> None:
    assert Repository().edit_address("about.md") == ""
    assert Repository("https://github.com/a/b").edit_address("") == ""
    assert all("{url}" in form and "{path}" in form for form in EDITORS.values())
