"""The theme: templates filled, style sheets joined, modules given addresses that change as they do."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import jinja2
from jinja2 import DictLoader, Environment, StrictUndefined

from generator.markup import code_styles
from generator.pages import Sheet
from generator.problems import InputError, Problem
from generator.views import SiteView

STYLESHEET = "assets/style.css"
SCRIPT = "assets/js/site.js"
_CODE_STYLES_PLACE = "35-code.css"
_MODULE = re.compile(r"""((?:\bfrom|\bimport)\s*\(?\s*|new URL\()(["'])(\.{1,2}/[^"']+\.js)\2""")

Theme = Mapping[str, bytes]
"""Files of a theme by their path, such as ``templates/base.html`` and ``static/css/10-tokens.css``."""


class Renderer:
    """Fills a theme's templates."""

    def __init__(self, theme: Theme, site: SiteView) -> None:
        self.site = site
        sources = {
            path.removeprefix("templates/"): data.decode("utf-8")
            for path, data in theme.items()
            if path.startswith("templates/")
        }
        self._environment = Environment(
            loader=DictLoader(sources),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )

    def render(self, sheet: Sheet) -> bytes:
        """Fill a sheet's template. Raises InputError, with the template's line, where it cannot be."""
        try:
            template = self._environment.get_template(sheet.template)
            return template.render(site=self.site, **sheet.context).encode("utf-8")
        except jinja2.TemplateSyntaxError as error:
            place = f"templates/{error.name or sheet.template}"
            raise InputError(
                [Problem(place, error.lineno, str(error.message), "correct the template")]
            ) from error
        except jinja2.TemplateNotFound as error:
            remedy = "add it to the theme, or leave --theme-dir out"
            raise InputError(
                [Problem(f"templates/{error.name}", 0, "the theme has no such template", remedy)]
            ) from error
        except jinja2.UndefinedError as error:
            remedy = "the theme's README names what each template gets"
            place = f"templates/{sheet.template}"
            raise InputError([Problem(place, _line_of(error), f"{error.message}", remedy)]) from error


def _line_of(error: BaseException) -> int:
    """The line of the template where an error came from: Jinja maps its frames to the source."""
    line, trace = 0, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def assets(theme: Theme) -> dict[str, bytes]:
    """Give the theme's static files by their path in the site.

    Style sheets are joined in the order of their names into one; each module's relative imports carry the
    hash of all modules, so that a reader never mixes modules of two builds.
    """
    static = {
        path.removeprefix("static/"): data for path, data in theme.items() if path.startswith("static/")
    }
    styles = {path.removeprefix("css/"): data for path, data in static.items() if path.startswith("css/")}
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
    text = module.decode("utf-8")
    return _MODULE.sub(lambda match: f"{match[1]}{match[2]}{match[3]}?v={version}{match[2]}", text).encode()
