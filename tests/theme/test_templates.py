"""Rendered templates, and errors that name a template's line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes
from markupsafe import Markup

from daybook.pages.base.frame import SiteView
from daybook.problems import InputError
from daybook.text.words import ENGLISH
from daybook.theme.folder import load_theme
from daybook.theme.templates import Renderer, TemplateCall, compile_templates
from tests.conftest import ROOT

TEMPLATES = ROOT / "theme/templates"
HOSTILE_JSON = "</script><!--\u2028\x00\x7f\\ \"'& Zoë"
SITE = SiteView("T <b>", "", "en", "https://reader.example/", (), "1", "style", "script")


def rendered(template: str, **context: object) -> str:
    theme = {"templates/page.html": template.encode(), "templates/feed.xml": template.encode()}
    return Renderer(theme, SITE).render(TemplateCall("page.html", context)).decode()


DECIDES = (nodes.BinExpr, nodes.Concat, nodes.Compare, nodes.Getitem)
LINK = re.compile(r'\b(?:href|src|srcset|action)="([^"]*\{\{[^"]*)"')
WHOLE = re.compile(r"#?\{\{ [\w.]+ \}\}")
"""A link that a view holds, or one to a place on the same page."""


def decisions(template: str) -> list[str]:
    """Return what a template works out by itself: sums, comparisons, parts of texts, paths."""
    tree = jinja2.Environment().parse(template)
    found = [
        type(node).__name__ for node in tree.find_all(DECIDES) if not isinstance(node, (nodes.And, nodes.Or))
    ]
    methods = [call for call in tree.find_all(nodes.Call) if not isinstance(call.node, nodes.Name)]
    paths = [link for link in LINK.findall(template) if not WHOLE.fullmatch(link)]
    return [*found, *(["Call"] if methods else []), *paths]


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_templates_decide_nothing(path: Path) -> None:
    assert decisions(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "template",
    [
        "{{ box.width // 62 }}",
        "{% for link in links[:1] %}{% endfor %}",
        "{% if published != updated %}{% endif %}",
        "{{ name.split(',') }}",
        "{{ root ~ path }}",
        '<a href="{{ page.root }}{{ path }}">',
        '<img src="{{ root }}a.png">',
        '<a href="/{{ path }}">',
    ],
)
def test_a_template_that_decides_is_found(template: str) -> None:
    assert len(decisions(template)) == 1


def test_text_is_escaped_in_every_kind_of_template() -> None:
    hostile = "<script>\"'&{{ 7*7 }}"
    shown = "&lt;script&gt;&#34;&#39;&amp;{{ 7*7 }}"
    assert rendered("{{ text }} {{ site.title }}", text=hostile) == f"{shown} T &lt;b&gt;"
    theme = {"templates/feed.xml": b"{{ text }}"}
    assert Renderer(theme, SITE).render(TemplateCall("feed.xml", {"text": hostile})).decode() == shown


class _Text(str):
    """A text of another type."""


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *((f"a{sign}b", f"a{code}b") for sign, code in {"&": "&amp;", "<": "&lt;", ">": "&gt;"}.items()),
        ("a'b", "a&#39;b"),
        ('a"b', "a&#34;b"),
        ("Zoë \u2028 7*7 {{ x }}", "Zoë \u2028 7*7 {{ x }}"),
        ("", ""),
        (_Text("a<b"), "a&lt;b"),
        (Markup("<b>"), "<b>"),
        (1_000, "1000"),
        (["<"], "[&#39;&lt;&#39;]"),
    ],
)
def test_values_are_escaped_by_their_type(value: object, shown: str) -> None:
    assert rendered("{{ value }}", value=value) == shown
    assert rendered("{% macro m(v) %}{{ v }}{% endmacro %}{{ m(value) }}", value=value) == shown
    assert rendered("{% set v %}{{ value }}{% endset %}{{ v }}", value=value) == shown


def test_json_is_in_one_order_as_short_as_it_can_be_and_without_tags() -> None:
    given = {"b": (1, None, True), "a": [HOSTILE_JSON, Markup("<b>")], "c": {}}
    shown = rendered("{{ given | tojson }}", given=given)
    assert shown.startswith('{"a":["') and shown.endswith('"],"b":[1,null,true],"c":{}}')
    assert not set("<>&'") & set(shown)
    assert "Zoë" in shown  # four bytes less than \u00eb
    assert json.loads(shown) == {"b": [1, None, True], "a": [HOSTILE_JSON, "<b>"], "c": {}}


def test_a_shared_part_is_rendered_once_for_each_frame_and_escaped() -> None:
    theme = {
        "templates/page.html": b"{{ shared('_part.html', x) }}",
        "templates/_part.html": b"{{ frame.next() }}",
    }
    counting = [Counting(), Counting()]
    renderer = Renderer(theme, SITE)
    pages = [renderer.render(TemplateCall("page.html", {"x": counting[place]})) for place in (0, 0, 1)]
    assert pages == [b"1 &lt;b&gt;"] * 3


def test_compiled_templates_are_rendered_as_they_are_and_faults_reported_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    theme = {"templates/page.html": b"{{ site.title }}!", "templates/text.html": b"{% if %}"}
    compile_templates(theme, ENGLISH)
    monkeypatch.setattr(jinja2.Environment, "compile", None)
    renderer = Renderer(theme, SITE)
    assert renderer.render(TemplateCall("page.html", {})) == b"T &lt;b&gt;!"
    monkeypatch.undo()
    with pytest.raises(InputError):
        renderer.render(TemplateCall("text.html", {}))


class Counting:
    """Says how often it was asked."""

    asked = 0

    def next(self) -> str:
        self.asked += 1
        return f"{self.asked} <b>"


@pytest.mark.hazard(81, "a broken template, a missing one, a misspelt setting")
@pytest.mark.parametrize(
    ("template", "line", "what"),
    [
        ("a\n\n{{ nothing }}", 3, "'nothing' is undefined"),
        ("{% if x %}\n{{ site.nothing }}{% endif %}", 2, "has no attribute 'nothing'"),
        ("a\n{{ site.nothing | tojson }}", 2, "has no attribute 'nothing'"),
        ("a\n{{ [y.pop] | tojson }}", 2, "cannot be written as JSON"),
        ("a\n{% if %}", 2, "Expected an expression"),
        ("a\n{% for x in y %}", 2, "Unexpected end of template"),
        ('a\n{{ "Papers: " + 3 }}', 2, "can only concatenate str"),
        ("a\n\n{{ 1 / 0 }}", 3, "division by zero"),
        ("a\n{{ y[x:'b'] }}", 2, "slice indices must be integers"),
        ("a\n{{ [1] | map('nothing') | list }}", 2, "No filter named 'nothing'"),
        ("a\n{{ y.pop() }}", 2, "pop from empty list"),
        ('{% extends "page.html" %}', 1, "includes or extends itself"),
        ('a\n{% include "page.html" %}', 2, "includes or extends itself"),
        ("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}", 0, "nested too deep"),
        ("{% for a in x %}" * 60 + "{% endfor %}" * 60, 0, "too many statically nested blocks"),
        (r'{{ "\ud800" }}', 0, "surrogates not allowed"),
    ],
    ids=lambda given: given[:40] if isinstance(given, str) else None,
)
def test_template_errors_name_their_line(template: str, line: int, what: str) -> None:
    with pytest.raises(InputError) as caught:
        rendered(template, x=True, y=[])
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("templates/page.html", line)
    assert what in problem.what
    assert not problem.what.endswith(".")  # the remedy follows after a semicolon


@pytest.mark.parametrize("how", ["include", "extends", "import", "shared"])
@pytest.mark.parametrize("fault", ["{{ nothing }}", "{{ 1 / 0 }}", "{% if %}"])
def test_errors_name_the_included_template(how: str, fault: str) -> None:
    tail = " as it" if how == "import" else ""
    call = '{{ shared("_part.html", 1) }}' if how == "shared" else f'{{% {how} "_part.html"{tail} %}}'
    theme = {
        "templates/page.html": f"\n\n\n{call}\n".encode(),
        "templates/_part.html": f"a\n{fault}\n".encode(),
    }
    with pytest.raises(InputError) as caught:
        Renderer(theme, SITE).render(TemplateCall("page.html", {}))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("templates/_part.html", 2)


class Raising:
    """Raises an error when a template prints it."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def __str__(self) -> str:
        raise self.error


def caused() -> Exception:
    error = ValueError("no words")
    error.__cause__ = MemoryError()
    return error


@pytest.mark.parametrize(
    "error", [MemoryError(), KeyboardInterrupt(), OSError(28, "x"), caused()], ids=lambda error: repr(error)
)
def test_system_errors_are_not_template_errors(error: BaseException) -> None:
    with pytest.raises(type(error)) as caught:
        rendered("{{ x }}", x=Raising(error))
    assert caught.value is error


def test_messages_of_template_errors_are_never_empty_and_escaped() -> None:
    for error, what in ((ValueError(), "ValueError"), (ValueError("a\n::error::b"), r"a\u000a::error::b")):
        with pytest.raises(InputError) as caught:
            rendered("{{ x }}", x=Raising(error))
        assert caught.value.problems[0].what == what


def test_a_byte_order_mark_is_removed() -> None:
    assert rendered("\ufeff<!doctype html>") == "<!doctype html>"


@pytest.mark.hazard(81)
def test_a_missing_template_is_an_error() -> None:
    with pytest.raises(InputError, match=r"templates/page\.html:1: the theme has no template base\.html"):
        rendered('{% extends "base.html" %}')


@pytest.mark.parametrize(
    ("template", "what", "remedy"),
    [
        ("{{ site.titel }}", "a SiteView has no attribute 'titel'", "did you mean `title`?"),
        ("{{ site.zzzz }}", "a SiteView has no attribute 'zzzz'", "it has title, description, language"),
        ("{{ given.headlin }}", "a dict has no attribute 'headlin'", "did you mean `headline`?"),
        ("{{ veiw }}", "'veiw' is undefined", "did you mean `view`?"),
        ("{{ nothing }}", "'nothing' is undefined", "a template gets page, site, view"),
        ('{% from "feed.xml" import nothing %}{{ nothing }}', "does not export", "the theme's README names"),
        ('{% extends "pag.html" %}', "the theme has no template pag.html", "did you mean `page.html`?"),
        ('{% include "zzzz.html" %}', "the theme has no template zzzz.html", "add it to the theme"),
        ('{% include "!zzzz.html" %}', "the theme has no template !zzzz.html", "add it to the theme"),
    ],
)
def test_what_is_missing_is_named_with_the_nearest_that_is_there(
    template: str, what: str, remedy: str
) -> None:
    theme = {"templates/page.html": b"\n" + template.encode(), "templates/feed.xml": b"x"}
    with pytest.raises(InputError) as caught:
        Renderer(theme, SITE).render(TemplateCall("page.html", {"given": {"headline": "x"}}))
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == ("templates/page.html", 2)
    assert what in problem.what
    assert problem.remedy.startswith(remedy)


def test_a_template_extends_the_built_in_one_of_its_name(tmp_path: Path) -> None:
    for folder, files in {
        "given": {
            "base.html": "<{% block foot %}made{% endblock %}>",
            "page.html": '{% extends "base.html" %}',
        },
        "own": {"base.html": '{% extends "!base.html" %}{% block foot %}{{ super() }} here{% endblock %}'},
    }.items():
        for name, text in files.items():
            place = tmp_path / folder / "templates" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text, "utf-8")
    for folders, page in ((("given", "own"), "<made here>"), (("given",), "<made>")):
        theme = load_theme(tmp_path / folder for folder in folders)
        assert Renderer(theme, SITE).render(TemplateCall("page.html", {})).decode() == page
    lone = Renderer({"templates/a.html": b"a", "templates/page.html": b'{% include "!a.html" %}'}, SITE)
    assert lone.render(TemplateCall("page.html", {})) == b"a"
