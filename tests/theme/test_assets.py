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
    version = script_address("site.js", theme).partition("=")[2]
    assert re.findall(r"\./([a-z]+)\.js\?v=" + version, text) == list("abcdefg")
    assert '"./not.js"' in text
    assert '"https://a.example/x.js"' in text


def test_addresses_change_only_with_their_contents() -> None:
    theme = {"static/js/m.js": b"1", "static/css/a.css": b"a{}", "templates/page.html": b"x"}
    other = {**theme, "static/js/m.js": b"2"}
    style = {**theme, "static/css/a.css": b"b{}"}
    assert (
        script_address("site.js", theme)
        == script_address("site.js", style)
        != script_address("site.js", other)
    )
    one, two, three = (stylesheet_address(given) for given in (theme, other, style))
    assert one == two != three


ENTRY = {
    "static/js/site.js": b"""import { b, c as d } from "./site/one.js";
import { a } from "./site/two.js";
b(d, a);
""",
    "static/js/site/one.js": b"""import { a } from "./two.js";
/** Add. */
export const b = () => a();
export function c() {}
""",
    "static/js/site/two.js": b"export const a = () => 1;",
    "static/js/other.js": b'import { a } from "./site/two.js";',
}
JOINED = """const { b, c: d } = (onePart.made ??= onePart());
const { a } = (twoPart.made ??= twoPart());
b(d, a);

function twoPart() {
const a = () => 1;
return { a };
}

function onePart() {
const { a } = (twoPart.made ??= twoPart());

const b = () => a();
function c() {}

return { b, c };
}
"""


def test_the_script_of_every_page_has_its_parts_in_it() -> None:
    made = {path: data.decode() for path, data in make_assets(ENTRY).items()}
    assert made["assets/js/site.js"] == JOINED
    assert re.fullmatch(r'import \{ a \} from "\./site/two\.js\?v=\w+";', made["assets/js/other.js"])
    assert made["assets/js/site/two.js"] == "export const a = () => 1;"


@pytest.mark.parametrize(
    "part",
    [
        b'export { a } from "../a.js";',
        b'import "../a.js";\nexport const a = 1;',
        b'export const a = () => import("../a.js");',
        b"await 1;\nexport const a = 1;",
        b"export default 1;",
        b"export const a = import.meta.url;",
    ],
)
def test_a_part_that_can_be_no_function_stays_a_module(part: bytes) -> None:
    for changed in ("static/js/site/one.js", "static/js/site/two.js"):
        made = make_assets({**ENTRY, changed: part})["assets/js/site.js"].decode()
        assert re.search(r'^import \{[^}]*\} from "\./site/one\.js\?v=', made, re.MULTILINE)


@pytest.mark.parametrize("line", ['import * as one from "./site/one.js";', 'import { b } from "./one.js";'])
def test_other_imports_of_the_script_of_every_page_stay(line: str) -> None:
    made = make_assets({**ENTRY, "static/js/site.js": line.encode()})["assets/js/site.js"].decode()
    assert made.startswith(line.partition(".js")[0])
    assert "function" not in made


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
