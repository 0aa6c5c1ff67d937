"""Templates escape as `markupsafe` does."""

import pytest
from markupsafe import Markup, escape

from daybook.theme.escaping import escaped
from daybook.theme.templates import Renderer, TemplateCall


class _Text(str):
    """A subclass of str, as a library may give."""

    __slots__ = ()


class _Html:
    """A value that is HTML by itself."""

    def __html__(self) -> str:
        return "<i>7</i>"


VALUES = (
    *("", "plain", "Ångström λ", "&", "a<b", "a>b", "it's", 'say "so"', "&lt;", "<script>alert(1)</script>"),
    *(Markup("<b>&amp;</b>"), _Text("<b>"), _Html(), 7, 1.5, None, True, ["<i>"]),
)


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_a_value_is_escaped_as_markupsafe_does(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


def test_every_template_escapes_in_pages_blocks_macros_and_imports() -> None:
    page = (
        '{% extends "frame.html" %}{% from "part.html" import shown %}'
        "{% macro own(text) %}{{ text }}{% endmacro %}"
        "{% block main %}{{ view }}{{ own(view) }}{{ shown(view) }}{% set kept %}{{ view }}{% endset %}"
        "{{ kept }}{{ view ~ view }}{{ view | upper }}{% endblock %}"
    )
    part = "{% macro shown(text) %}{{ text }}{% endmacro %}"
    frame = "{{ view }}{% block main %}{% endblock %}"
    texts = {"page.html": page, "part.html": part, "frame.html": frame}
    theme = {f"templates/{name}": text.encode() for name, text in texts.items()}
    html = Renderer(theme, None).render(TemplateCall("page.html", {"view": "<b>&'\""})).decode()
    assert html == "&lt;b&gt;&amp;&#39;&#34;" * 7 + "&lt;B&gt;&amp;&#39;&#34;"


def test_text_without_anything_to_escape_is_not_copied() -> None:
    text = " ".join(["words"] * 3)
    assert escaped(text) is text
    theme = {"templates/page.html": b"{{ view }}"}
    renderer = Renderer(theme, None)
    template = renderer._environment.get_template("page.html")
    assert next(template.root_render_func(template.new_context({"view": text}))) is text
