"""Assets: style sheets are joined, and addresses have hashes."""

from __future__ import annotations

import re

import pytest

from daybook.theme.assets import make_assets, script_address, stylesheet_address

STYLESHEET = "assets/style.css"


def test_style_sheets_are_joined_in_the_order_of_their_names() -> None:
    theme = {"static/css/90.css": b"last{}", "static/css/10.css": b"first{}", "static/x.svg": b"<svg/>"}
    made = make_assets(theme)
    style = made[STYLESHEET].decode()
    assert style == "first{}\nlast{}"
    assert made["assets/x.svg"] == b"<svg/>"
    assert set(made) == {STYLESHEET, "assets/x.svg"}


def test_byte_order_marks_are_removed() -> None:
    mark = b"\xef\xbb\xbf"
    theme = {"static/css/1.css": mark + b"a{}", "static/css/2.css": mark + b"b{}", "static/x.js": mark + b"1"}
    made = make_assets(theme)
    assert made[STYLESHEET] == b"a{}\nb{}"
    assert made["assets/x.js"] == b"1"


MODULE = b"""
import { a } from "./a.js";
import b from '../b.js';
export * from "./c.js";
import "./d.js";
const e = await import("./e.js"), f = import( './f.js' );
new Worker(new URL("./g.js", import.meta.url));
const text = "./not.js", other = "https://a.example/x.js";
"""


def test_relative_imports_have_the_hash_of_all_modules() -> None:
    theme = {"static/js/m.js": MODULE, "static/js/a.js": b"1"}
    text = make_assets(theme)["assets/js/m.js"].decode()
    version = script_address(theme).partition("=")[2]
    assert re.findall(r"\./([a-z]+)\.js\?v=" + version, text) == list("abcdefg")
    assert '"./not.js"' in text
    assert '"https://a.example/x.js"' in text


def test_addresses_change_only_with_their_contents() -> None:
    theme = {"static/js/m.js": b"1", "static/css/a.css": b"a{}", "templates/page.html": b"x"}
    other = {**theme, "static/js/m.js": b"2"}
    style = {**theme, "static/css/a.css": b"b{}"}
    assert script_address(theme) == script_address(style) != script_address(other)
    one, two, three = (stylesheet_address(given) for given in (theme, other, style))
    assert one == two != three


@pytest.mark.parametrize(
    ("script", "published"),
    [
        ("/** One. */\na();\n", "\na();\n"),
        ("/**\n * One\n * two.\n */\n  // three\na();", "\n\n\n\n\na();"),
        ("a(); // b\n/** c */ d(); /* e */\n", "a(); // b\n/** c */ d(); /* e */\n"),
        ("/** a */ b();\nc();\n/** d */\n", "/** a */ b();\nc();\n\n"),
        (
            "/*! kept */\n//# sourceMappingURL=x\n/** Copyright of Quay */",
            "/*! kept */\n//# sourceMappingURL=x\n/** Copyright of Quay */",
        ),
        ("// `odd\na(`\n// text\n`);", "// `odd\na(`\n// text\n`);"),
        ("// `odd\na(`even`);", "\na(`even`);"),
        ('a("\\n// b");\nc = "/** d */";', 'a("\\n// b");\nc = "/** d */";'),
    ],
)
def test_comments_of_scripts_are_left_out(script: str, published: str) -> None:
    assert make_assets({"static/js/a.js": script.encode()})["assets/js/a.js"].decode() == published
