"""A theme's files: what is wrong with them told, styles joined, modules that change address."""

from __future__ import annotations

import re

import pytest

from daybook.theme.folder import STYLESHEET, assets, modules_version, stylesheet_version, theme_faults


def test_styles_are_joined_in_the_order_of_their_names() -> None:
    theme = {"static/css/90.css": b"last{}", "static/css/10.css": b"first{}", "static/x.svg": b"<svg/>"}
    made = assets(theme)
    style = made[STYLESHEET].decode()
    assert style == "first{}\nlast{}"
    assert made["assets/x.svg"] == b"<svg/>"
    assert set(made) == {STYLESHEET, "assets/x.svg"}


def test_a_byte_order_mark_of_a_style_sheet_or_script_goes() -> None:
    mark = b"\xef\xbb\xbf"
    theme = {"static/css/1.css": mark + b"a{}", "static/css/2.css": mark + b"b{}", "static/x.js": mark + b"1"}
    made = assets(theme)
    assert made[STYLESHEET] == b"a{}\nb{}"
    assert made["assets/x.js"] == b"1"


@pytest.mark.parametrize(
    ("path", "data", "told"),
    [
        ("templates/date.html", b"a\n\xff", "own/templates/date.html:2: is not UTF-8"),
        ("static/css/50.css", b"\xe9", "own/static/css/50.css:1: is not UTF-8"),
        ("static/js/mine.js", b"\n\n\xe9", "own/static/js/mine.js:3: is not UTF-8"),
        ("static/Fig 1.png", b"", "own/static/Fig 1.png: has a name that some hosts or systems refuse"),
        ("static/é/1.png", b"", "own/static/é/1.png: has a name"),
        ("static/nul.png", b"", "own/static/nul.png: has a name"),
        (f"static/{'a' * 81}", b"", "has a name"),
        ("static/fig-1.v2_a.png", b"\xff", ""),
        ("static/css/Fig 1.css", "é".encode(), ""),
        ("templates/my part.html", b"", ""),
        ("Notes 1.txt", b"\xff", ""),
    ],
)
def test_what_is_wrong_with_a_file_of_a_theme(path: str, data: bytes, told: str) -> None:
    found = [str(problem) for problem in theme_faults({"static/a.svg": b"", path: data}, "own/")]
    assert len(found) == bool(told)
    assert all(told in line for line in found)


MODULE = b"""
import { a } from "./a.js";
import b from '../b.js';
export * from "./c.js";
import "./d.js";
const e = await import("./e.js"), f = import( './f.js' );
new Worker(new URL("./g.js", import.meta.url));
const text = "./not.js", other = "https://a.example/x.js";
"""


def test_modules_are_asked_for_by_what_all_of_them_hold() -> None:
    theme = {"static/js/m.js": MODULE, "static/js/a.js": b"1"}
    text = assets(theme)["assets/js/m.js"].decode()
    version = modules_version(theme)
    assert re.findall(r"\./([a-z]+)\.js\?v=" + version, text) == list("abcdefg")
    assert '"./not.js"' in text
    assert '"https://a.example/x.js"' in text


def test_versions_follow_what_they_name_and_nothing_else() -> None:
    theme = {"static/js/m.js": b"1", "static/css/a.css": b"a{}", "templates/page.html": b"x"}
    other = {**theme, "static/js/m.js": b"2"}
    style = {**theme, "static/css/a.css": b"b{}"}
    assert modules_version(theme) == modules_version(style) != modules_version(other)
    one, two, three = (stylesheet_version(given) for given in (theme, other, style))
    assert one == two != three
