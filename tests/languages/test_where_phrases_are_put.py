"""Phrases are put into templates when these are compiled, and into scripts when a site is built."""

from __future__ import annotations

from typing import Any

import pytest

from daybook.problems import InputError
from daybook.text.words import Words
from daybook.theme.assets import make_assets, script_address
from daybook.theme.templates import Renderer, TemplateCall

PHRASES = {
    "All days": ("Alle <Tage> & 'so'",),
    "All of {month}": ("{month}: alles",),
    'Seen on <a href="{href}">{day}</a>': ('Am <a href="{href}">{day}</a> "gesehen"',),
    "a web page\x04Page": ("Webseite",),
    "{n} paper": ("{n} статья", "{n} статьи", "{n} статей"),
    "Copied": ('Ko"piert',),
}
WORDS = Words("x", "x", PHRASES, categories=("one", "few", "many"))


def rendered(template: str, words: Words = WORDS, **context: Any) -> str:
    renderer = Renderer({"templates/page.html": template.encode()}, {}, words)
    return renderer.render(TemplateCall("page.html", context)).decode()


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ('{{ _("All days") }}', "Alle &lt;Tage&gt; &amp; 'so'"),
        ('<p title="{{ _("All days") }}">', "<p title=\"Alle &lt;Tage&gt; &amp; 'so'\">"),
        ('{{ _("All of {month}", month=x) }}', "a&lt;b&#34;: alles"),
        (
            "{{ _('Seen on <a href=\"{href}\">{day}</a>', href=x, day=x) }}",
            'Am <a href="a&lt;b&#34;">a&lt;b&#34;</a> &#34;gesehen&#34;',
        ),
        ('{{ pgettext("a web page", "Page") }} {{ _("Page") }}', "Webseite Page"),
        (
            '{% macro m(a=_("All of {month}", month="<i>")) %}{{ a }}{% endmacro %}{{ m() }}',
            "&lt;i&gt;: alles",
        ),
        ('{{ _("Not <b>known</b>, isn\'t it") if x else _("no") }}', "Not <b>known</b>, isn't it"),
    ],
)
def test_phrases_in_templates(template: str, shown: str) -> None:
    assert rendered(template, x='a<b"') == shown


@pytest.mark.parametrize(
    ("template", "fault"),
    [("{{ _(x) }}", "takes a phrase in quotes"), ('{{ _("All of {month}") }}', "has no value for {month}")],
)
def test_phrases_that_cannot_be_put(template: str, fault: str) -> None:
    with pytest.raises(InputError) as raised:
        rendered(f"line\n{template}", x="a")
    (problem,) = raised.value.problems
    assert fault in str(problem)
    assert problem.line == 2


def test_phrases_in_scripts() -> None:
    script = b"""say(_("Copied")); f({ one: "{n} paper", other: "{n} papers" }); _("Other"); a_("Copied");"""
    theme = {"static/js/site.js": script}
    made = make_assets(theme, WORDS)["assets/js/site.js"].decode()
    assert made == (
        r"""say(_("Ko\\"piert")); f({ one: "{n} статья", few: "{n} статьи", many: "{n} статей" });"""
        """ _("Other"); a_("Copied");"""
    ).replace(r"\\", "\\")
    one = Words("y", "y", {"{n} paper": ("{n} статья",)}, categories=("one", "few"))
    assert 'one: "{n} статья", few: "{n} статья" }' in make_assets(theme, one)["assets/js/site.js"].decode()
    assert make_assets(theme)["assets/js/site.js"] == script
    assert script_address("site.js", theme) != script_address("site.js", theme, WORDS)
