"""The theme: templates filled, style sheets joined, modules given addresses that change as they do."""

from __future__ import annotations

import hashlib
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

import jinja2
from jinja2 import Environment, FunctionLoader, StrictUndefined

from generator.markup import code_styles
from generator.names import is_publishable
from generator.pages import Sheet
from generator.problems import InputError, Problem, shown
from generator.views import SiteView

STYLESHEET = "assets/style.css"
SCRIPT = "assets/js/site.js"
_TEMPLATES, _STATIC, _STYLES = "templates/", "static/", "static/css/"
_CODE_STYLES_PLACE = "35-code.css"
_MODULE = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*|new URL\()(["'])(\.{1,2}/[^"']+\.js)\2""")

Theme = Mapping[str, bytes]
"""Files of a theme by their path, such as ``templates/base.html`` and ``static/css/10-tokens.css``."""


def theme_faults(theme: Theme, prefix: str = "") -> Iterator[Problem]:
    """What is wrong with a theme's files by themselves; ``prefix`` stands before a path in messages."""
    for path, data in sorted(theme.items()):
        place = prefix + path
        if path.startswith(_STATIC) and not path.startswith(_STYLES) and not is_publishable(path):
            remedy = "rename it with letters, digits, hyphens and dots, without blanks"
            yield Problem(place, 0, "has a name that some hosts or systems refuse", remedy)
        if path.startswith((_TEMPLATES, _STYLES)) or (path.startswith(_STATIC) and path.endswith(".js")):
            try:
                data.decode("utf-8")
            except UnicodeDecodeError as error:
                line = data.count(b"\n", 0, error.start) + 1
                yield Problem(place, line, "is not UTF-8", "save it as UTF-8")


class Renderer:
    """Fills a theme's templates."""

    def __init__(self, theme: Theme, site: SiteView) -> None:
        self.site = site
        self._sources = {
            path.removeprefix(_TEMPLATES): data.decode("utf-8-sig")
            for path, data in theme.items()
            if path.startswith(_TEMPLATES)
        }
        self._environment = Environment(
            loader=FunctionLoader(self._load),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def _load(self, name: str) -> tuple[str, str, Callable[[], bool]] | None:
        """Give a template's source, and the name of its file, by which `_place_of` finds it again."""
        source = self._sources.get(name)
        return None if source is None else (source, _TEMPLATES + name, lambda: True)

    def render(self, sheet: Sheet) -> bytes:
        """Fill a sheet's template. Raises InputError, with the template's line, where it cannot be."""
        try:
            template = self._environment.get_template(sheet.template)
            return template.render(site=self.site, **sheet.context).encode("utf-8")
        except Exception as error:  # a template can raise whatever Python does
            if _of_the_machine(error):
                raise
            raise InputError([_problem(error, _TEMPLATES + sheet.template)]) from error


def _of_the_machine(error: Exception) -> bool:
    """Whether memory or the disk gave out, which is no fault of a template; of Jinja's, one is an OSError."""
    if isinstance(error, MemoryError) or isinstance(error.__cause__, MemoryError):
        return True
    return isinstance(error, OSError) and not isinstance(error, jinja2.TemplateNotFound)


def _problem(error: Exception, place: str) -> Problem:
    """What is wrong with the template at ``place``, or with one that it leads to."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = _TEMPLATES + error.name if error.name else place
        return Problem(place, error.lineno, str(error.message), "correct the template")
    if isinstance(error, jinja2.TemplateNotFound):
        remedy = "add it to the theme, or leave --theme-dir out"
        return Problem(f"{_TEMPLATES}{error.name}", 0, "the theme has no such template", remedy)
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
        if (name := trace.tb_frame.f_code.co_filename).startswith(_TEMPLATES):
            place = name, trace.tb_lineno
        trace = trace.tb_next
    return place


def assets(theme: Theme) -> dict[str, bytes]:
    """Give the theme's static files by their path in the site.

    Style sheets are joined in the order of their names into one; each module's relative imports carry the
    hash of all modules, so that a reader never mixes modules of two builds.
    """
    static = {path.removeprefix(_STATIC): data for path, data in theme.items() if path.startswith(_STATIC)}
    styles = {
        path.removeprefix(_STYLES): data.removeprefix(BOM_UTF8)  # in mid-file it would spoil a selector
        for path, data in theme.items()
        if path.startswith(_STYLES)
    }
    styles[_CODE_STYLES_PLACE] = code_styles().encode()
    version = modules_version(theme)
    made = {STYLESHEET: b"\n".join(styles[name] for name in sorted(styles))}
    for path, data in sorted(static.items()):
        if path.startswith("css/"):
            continue
        made[f"assets/{path}"] = _versioned(data, version) if PurePosixPath(path).suffix == ".js" else data
    return made


def modules_version(theme: Theme) -> str:
    """A short hash of all modules together."""
    modules = (data for path, data in sorted(theme.items()) if path.endswith(".js"))
    return _short_hash(b"\0".join(modules))


def stylesheet_version(made: Mapping[str, bytes]) -> str:
    """A short hash of the joined style sheet."""
    return _short_hash(made[STYLESHEET])


def _short_hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:10]


def _versioned(module: bytes, version: str) -> bytes:
    text = module.decode("utf-8-sig")
    return _MODULE.sub(lambda match: f"{match[1]}{match[2]}{match[3]}?v={version}{match[2]}", text).encode()
