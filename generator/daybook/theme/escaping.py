"""Escape what templates show as `markupsafe` does, but return text that has nothing to escape as it is.

Nearly all values of a page are such text. Of each, `markupsafe` makes a new `Markup` in Python; Jinja only
joins what it gets, so it needs none.
"""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any

from jinja2 import Environment, Template
from markupsafe import Markup, escape


def escaped(value: object) -> str:
    """Return a value as HTML: the same characters as `markupsafe.escape`."""
    if type(value) is str:
        if "&" in value or "<" in value or ">" in value or "'" in value or '"' in value:
            return escape(value)
        return value
    return value if type(value) is Markup else escape(value)


class EscapingTemplate(Template):
    """A template whose compiled code escapes with `escaped`; it calls what is named ``escape`` in it."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template of compiled code."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = escaped
        return template
