"""Sheets through the theme's templates: its environment, and what is wrong with a template told."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

import jinja2
from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined
from jinja2.bccache import Bucket

from daybook.disk import files
from daybook.pages.frame import Sheet
from daybook.pages.views import SiteView
from daybook.problems import InputError, Problem, shown
from daybook.theme.folder import TEMPLATES, Theme, templates


class Renderer:
    """Fills a theme's templates."""

    def __init__(self, theme: Theme, site: SiteView) -> None:
        self.site = site
        self._environment = _environment(tuple(sorted(templates(theme).items())))

    def render(self, sheet: Sheet) -> bytes:
        """Fill a sheet's template. Raises InputError, with the template's line, where it cannot be."""
        try:
            template = self._environment.get_template(sheet.template)
            return template.render(site=self.site, **sheet.context).encode("utf-8")
        except Exception as error:  # a template can raise whatever Python does
            if _of_the_machine(error):
                raise
            raise InputError([_problem(error, TEMPLATES + sheet.template)]) from error


def compile_templates(theme: Theme) -> None:
    """Compile every template ahead of the first page. What is wrong with one, a page of it will tell."""
    environment = _environment(tuple(sorted(templates(theme).items())))
    for path in templates(theme):
        with suppress(Exception):
            environment.get_template(path.removeprefix(TEMPLATES))


@lru_cache(maxsize=1)
def _environment(sources: tuple[tuple[str, bytes], ...]) -> Environment:
    texts = {path: data.decode("utf-8-sig") for path, data in sources}

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Give a template's source, and the name of its file, by which `_place_of` finds it again."""
        place = TEMPLATES + name
        return (texts[place], place, lambda: True) if place in texts else None

    return Environment(
        loader=FunctionLoader(load),
        bytecode_cache=_Compiled(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@cache
def _compiler() -> tuple[object, ...]:
    """What makes code of templates, told as Python tells the modules it has compiled: by time and size."""
    modules = (Path(__file__), *sorted(Path(jinja2.__file__).parent.glob("*.py")))
    states = tuple((state.st_mtime, state.st_size) for state in map(Path.stat, modules))
    return sys.implementation.cache_tag, MAGIC_NUMBER, states


class _Compiled(BytecodeCache):
    """Compiled templates, kept where Python keeps this module compiled, and only where it does.

    Nowhere else: it is code, and a folder of content or output may come from anyone. Whoever can write here
    can change this very program. What cannot be read or written is compiled anew. Templates of an environment
    that does not escape (of a test, say) are neither kept nor taken: a site's text must never pass for HTML.
    """

    def _place(self, bucket: Bucket) -> Path:
        here = Path(cache_from_source(__file__))
        return here.with_name(f"template-{bucket.key}.{sys.implementation.cache_tag}.jinja")

    def get_source_checksum(self, source: str) -> str:
        """Tell a source by what makes code of it, too."""
        return hashlib.sha256(repr((_compiler(), source)).encode("utf-8", "replace")).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was kept of a template, if anything."""
        if bucket.environment.autoescape is not True:
            return
        try:
            bucket.bytecode_from_string(files.read(self._place(bucket)))
        except Exception:  # whatever unpacking a damaged file raises; or Python keeps nothing
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where Python keeps modules."""
        if bucket.environment.autoescape is True and not sys.dont_write_bytecode:
            with suppress(OSError, MemoryError, NotImplementedError):  # of Pythons that keep nothing
                place = self._place(bucket)
                place.parent.mkdir(parents=True, exist_ok=True)
                files.replace(place, bucket.bytecode_to_string(), lasting=False)


def _of_the_machine(error: Exception) -> bool:
    """Whether memory or the disk gave out, which is no fault of a template; of Jinja's, one is an OSError."""
    if isinstance(error, MemoryError) or isinstance(error.__cause__, MemoryError):
        return True
    return isinstance(error, OSError) and not isinstance(error, jinja2.TemplateNotFound)


def _problem(error: Exception, place: str) -> Problem:
    """What is wrong with the template at ``place``, or with one that it leads to."""
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
        remedy = "let no template extend or include itself, whatever the way"
        return Problem(place, line, "leads to itself without end, or is nested too deep", remedy)
    return Problem(place, line, shown(str(error) or type(error).__name__), "correct the template")


def _place_of(error: BaseException) -> tuple[str, int] | None:
    """Template and line where an error came from: Jinja maps its frames to the source."""
    place, trace = None, error.__traceback__
    while trace:
        if (name := trace.tb_frame.f_code.co_filename).startswith(TEMPLATES):
            place = name, trace.tb_lineno
        trace = trace.tb_next
    return place
