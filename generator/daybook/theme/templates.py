"""Render templates with Jinja; report a template's faults with their line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import jinja2
from jinja2 import Environment, FunctionLoader, StrictUndefined
from msgspec import Struct

from daybook.problems import InputError, Problem, shown
from daybook.theme.folder import TEMPLATES, Theme, templates


class TemplateCall(Struct, frozen=True):
    """A template's name below ``templates/`` and the variables passed to it, besides ``site``."""

    template: str
    context: Mapping[str, Any]


class Renderer:
    """Renders a theme's templates; each gets ``site``."""

    def __init__(self, theme: Theme, site: object) -> None:
        self.site = site
        self._environment = _environment(tuple(sorted(templates(theme).items())))

    def render(self, call: TemplateCall) -> bytes:
        """Return the rendered page as UTF-8. Raises InputError with the template's line if it fails."""
        try:
            template = self._environment.get_template(call.template)
            return template.render(site=self.site, **call.context).encode("utf-8")
        except Exception as error:  # a template can raise any exception
            if _is_system_error(error):
                raise
            raise InputError([_problem(error, TEMPLATES + call.template)]) from error


@lru_cache(maxsize=1)
def _environment(sources: tuple[tuple[str, bytes], ...]) -> Environment:
    texts = {path: data.decode("utf-8-sig") for path, data in sources}

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Return a template's source and file name, which `_place_of` finds in tracebacks."""
        place = TEMPLATES + name
        return (texts[place], place, lambda: True) if place in texts else None

    environment = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"sort_keys": True, "separators": (",", ":")}
    return environment


def _is_system_error(error: Exception) -> bool:
    """Return whether memory or the disk failed, not the template; Jinja's TemplateNotFound is an OSError."""
    if isinstance(error, MemoryError) or isinstance(error.__cause__, MemoryError):
        return True
    return isinstance(error, OSError) and not isinstance(error, jinja2.TemplateNotFound)


def _problem(error: Exception, place: str) -> Problem:
    """Describe an error of the template at ``place``, or of one that it includes or extends."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = TEMPLATES + error.name if error.name else place
        return Problem(place, error.lineno, str(error.message), "correct the template")
    if isinstance(error, jinja2.TemplateNotFound):
        remedy = "add it to the theme, or leave --theme-dir out"
        return Problem(f"{TEMPLATES}{error.name}", 0, "the theme has no such template", remedy)
    place, line = _place_of(error) or (place, 0)
    if isinstance(error, jinja2.UndefinedError):
        return Problem(place, line, f"{error.message}", "the theme's README names what each template gets")
    if isinstance(error, RecursionError):
        remedy = "let no template include or extend itself, not even through another"
        return Problem(place, line, "includes or extends itself, or is nested too deep", remedy)
    return Problem(place, line, shown(str(error) or type(error).__name__), "correct the template")


def _place_of(error: BaseException) -> tuple[str, int] | None:
    """Return the template and line that raised an error; Jinja maps traceback frames to the source."""
    place, trace = None, error.__traceback__
    while trace:
        if (name := trace.tb_frame.f_code.co_filename).startswith(TEMPLATES):
            place = name, trace.tb_lineno
        trace = trace.tb_next
    return place
