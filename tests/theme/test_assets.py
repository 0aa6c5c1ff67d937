"""Assets: style sheets are joined, and addresses have hashes."""

from __future__ import annotations

import re

import pytest

from daybook.theme.assets import JOINED, make_assets, script_address, stylesheet_address
from daybook.theme.folder import load_theme, theme_folders

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
JOINED_ENTRY = """const { b, c: d } = (site_one.made ??= site_one());
const { a } = (site_two.made ??= site_two());
b(d, a);

function site_one() {
const { a } = (site_two.made ??= site_two());

const b = () => a();
function c() {}

return { b, c };
}

function site_two() {
const a = () => 1;
return { a };
}
"""


def test_the_script_of_every_page_has_what_it_imports_in_it() -> None:
    made = {path: data.decode() for path, data in make_assets(ENTRY).items()}
    assert made["assets/js/site.js"] == JOINED_ENTRY
    assert re.fullmatch(r'import \{ a \} from "\./site/two\.js\?v=\w+";', made["assets/js/other.js"])
    assert made["assets/js/site/two.js"] == "export const a = () => 1;"


def test_what_keeps_state_is_a_module_for_all() -> None:
    theme = {
        "static/js/search/ui/page.js": b'import { a } from "./a.js";\na();\n',
        "static/js/search/ui/a.js": b"""import { client } from "../worker/client.js";
export const a = client;""",
        "static/js/search/worker/client.js": b"export const client = {};",
    }
    made = make_assets(theme)["assets/js/search/ui/page.js"].decode()
    (imported,) = re.findall(r"^import .*", made, re.MULTILINE)
    assert re.fullmatch(r'import \* as search_worker_client from "\.\./worker/client\.js\?v=\w+";', imported)
    assert "\nconst { client } = search_worker_client;\n" in made


@pytest.mark.parametrize(
    "part",
    [
        b'export { a } from "../a.js";',
        b'import "../a.js";\nexport const a = 1;',
        b'export const a = () => import("../a.js");',
        b"await 1;\nexport const a = 1;",
        b"export default 1;",
        b"export const a = import.meta.url;",
        b'import { b } from "./one.js";\nexport const a = b;',
    ],
)
def test_a_script_of_which_a_module_can_be_no_function_imports_all(part: bytes) -> None:
    for changed in ("static/js/site/one.js", "static/js/site/two.js"):
        made = make_assets({**ENTRY, changed: part})["assets/js/site.js"].decode()
        assert re.findall(r'^import \{[^}]*\} from "\./site/(\w+)\.js\?v=', made, re.MULTILINE) == [
            "one",
            "two",
        ]
        assert "function" not in made


@pytest.mark.parametrize("line", ['import * as one from "./site/one.js";', 'import { b } from "./one.js";'])
def test_other_imports_of_the_script_of_every_page_stay(line: str) -> None:
    made = make_assets({**ENTRY, "static/js/site.js": line.encode()})["assets/js/site.js"].decode()
    assert made.startswith(line.partition(".js")[0])
    assert "function" not in made


def test_what_searches_and_what_shows_it_are_a_request_each() -> None:
    made = make_assets(load_theme(theme_folders(None)))
    for path in JOINED:
        text = made[f"assets/{path}"].decode()
        imported = re.findall(r"^import .*", text, re.MULTILINE)
        assert len(imported) == ("/ui/" in path), path
        assert len(re.findall(r"^function \w+_\w+\(\) \{$", text, re.MULTILINE)) >= 1, path


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
