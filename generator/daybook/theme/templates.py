"""Render templates with Jinja; report a template's faults with their line."""

import re
from collections.abc import Callable, Hashable, Mapping, MutableMapping, Sequence
from contextlib import suppress
from functools import lru_cache, partial
from typing import Any, cast

import jinja2
from jinja2 import Environment, FunctionLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator
from jinja2.utils import missing
from markupsafe import Markup, escape
from msgspec import Struct, json

from daybook.problems import InputError, Problem, did_you_mean, shown
from daybook.text.words import ENGLISH, Words
from daybook.theme.folder import BUILT_IN, TEMPLATES, Theme, templates
from daybook.theme.phrases import with_words

_LANGUAGES = ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "nqo", "ps", "sd", "syr", "ug", "ur", "yi")
"""Languages that run from right to left: on their pages, each text is marked."""
_OTHER = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_AUTO, _NONE = Markup(' dir="auto"'), Markup("")


def direction_filters(language: str) -> tuple[Callable[[str], Markup], Callable[[str], str]]:
    """Return the filters of templates for pages in a language, given as BCP 47.

    The first returns the attribute ``dir`` of an element with a text, or nothing. The second returns the
    text, in ``<bdi>`` or alone: then the template escapes it. On a page from left to right only letters that
    run from right to left, and characters that set a direction, need a mark: it was 22 bytes a line.
    """
    is_other, found = language.partition("-")[0].lower() in _LANGUAGES, _OTHER.search

    def auto(text: str) -> Markup:
        return _AUTO if is_other or not (text.isascii() or found(text) is None) else _NONE

    def bdi(text: str) -> str:
        return Markup("<bdi>{}</bdi>").format(text) if auto(text) else text

    return auto, bdi


_SEE_README = "the theme's README names what each template gets"
_SPECIAL = re.compile("[&<>'\"]")
_GIVEN = ("page", "site", "view")
"""The variables that a page's template gets."""


class TemplateCall(Struct, frozen=True):
    """A template's name below ``templates/`` and the variables passed to it, besides ``site``."""

    template: str
    context: Mapping[str, Any]


class Renderer:
    """Renders a theme's templates; each gets ``site`` and ``shared``."""

    def __init__(self, theme: Theme, site: object, words: Words = ENGLISH) -> None:
        self.site = site
        sources = templates(theme)
        self._names = [path.removeprefix(TEMPLATES) for path in sorted(sources)]
        self._environment = _environment(tuple(sorted(sources.items())), words)
        self._shared = lru_cache(maxsize=256)(self._part)

    def render(self, call: TemplateCall) -> bytes:
        """Return the rendered page as UTF-8. Raises InputError with the template's line if it fails."""
        try:
            template = self._environment.get_template(call.template)
            return template.render(site=self.site, shared=self._shared, **call.context).encode("utf-8")
        except Exception as error:  # a template can raise any exception
            if _is_system_error(error):
                raise
            raise InputError([_problem(error, TEMPLATES + call.template, self._names)]) from error

    def _part(self, template: str, frame: Hashable) -> Markup:
        """Return a part that all pages of one ``frame`` share: it is rendered once for each.

        Templates call it as ``shared``. The part gets ``site`` and ``frame`` alone, as other variables differ
        from page to page.
        """
        html = self._environment.get_template(template).render(site=self.site, frame=frame)
        return Markup(html)  # noqa: S704  # a template escaped it


class _UnknownError(jinja2.UndefinedError):
    """A name that is not there; ``remedy`` says which is nearest."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what)
        self.remedy = remedy


class _Unknown(StrictUndefined):
    """A name that a template uses and nothing has."""

    def __init__(
        self, hint: str | None = None, obj: Any = missing, name: Any = None, exc: Any = None
    ) -> None:
        super().__init__(hint, obj, name, exc or cast(Any, partial(_unknown, hint, obj, name)))


def _unknown(hint: str | None, owner: object, name: object, message: str) -> _UnknownError:
    """Return the error for a name: of an object's attribute, of a variable, or of a part of a template."""
    if hint or not isinstance(name, str):
        return _UnknownError(message, _SEE_README)
    if owner is missing:
        return _UnknownError(message, _nearest_remedy(name, _GIVEN, "a template gets"))
    known = owner if isinstance(owner, Mapping) else getattr(owner, "__struct_fields__", ())
    what = f"a {type(owner).__name__} has no attribute '{shown(name)}'"
    return _UnknownError(what, _nearest_remedy(name, list(map(str, known)), "it has"))


def _nearest_remedy(name: str, known: Sequence[str], have: str) -> str:
    return did_you_mean(name, known, f"{have} {', '.join(known)}" if known else _SEE_README, mark="`")


def compile_templates(theme: Theme, words: Words) -> None:
    """Compile all templates of a theme, for processes that are forked later; rendering reports faults."""
    sources = templates(theme)
    environment = _environment(tuple(sorted(sources.items())), words)
    for path in sources:
        with suppress(Exception):  # a template can raise any exception
            environment.get_template(path.removeprefix(TEMPLATES))


def parse_template(data: bytes) -> nodes.Template:
    """Return the structure of a template. Raises TemplateSyntaxError."""
    return _environment(()).parse(data.decode("utf-8-sig"))


class _CodeGenerator(CodeGenerator):
    """Lets templates escape by `_escaped`: a page has hundreds of short texts with nothing to escape."""

    def _output_child_pre(self, node: nodes.Expr, frame: Any, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


def _escaped(value: object) -> str:
    """Return a value as HTML, for output alone: not each as `Markup`, which takes twice the time."""
    if type(value) is str:
        return escape(value) if _SPECIAL.search(value) else value
    return value if type(value) is Markup else escape(value)


class _Environment(Environment):
    """Puts the words of a language into templates when it reads them: see `daybook.theme.phrases`."""

    code_generator_class = _CodeGenerator
    escaped = staticmethod(_escaped)
    words = ENGLISH

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return a plain dictionary: each page copies it twice, and none changes the environment's own."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return with_words(super()._parse(source, name, filename), self.words, name)


@lru_cache(maxsize=2)
def _environment(sources: tuple[tuple[str, bytes], ...], words: Words = ENGLISH) -> Environment:
    texts = {path: data.decode("utf-8-sig") for path, data in sources}

    def load(name: str) -> tuple[str, str, None] | None:
        """Return a template's source and file name, which `_place_of` finds in tracebacks."""
        place = TEMPLATES + name
        if name.startswith(BUILT_IN) and place not in texts:  # the theme replaces no template of that name
            place = TEMPLATES + name.removeprefix(BUILT_IN)
        return (texts[place], place, None) if place in texts else None

    environment = _Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=_Unknown,
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,  # the sources of an environment do not change
        keep_trailing_newline=True,
    )
    environment.words = words
    environment.filters["auto"], environment.filters["bdi"] = direction_filters(words.language)
    # The filter `tojson` escapes what HTML takes for its own.
    dumps = {"json.dumps_function": lambda value: _JSON.encode(value).decode(), "json.dumps_kwargs": {}}
    environment.policies |= dumps
    return environment


def _text(value: object) -> str:
    """Return a value that JSON has no kind for as text: `Markup`, or an unknown name, which then fails."""
    if isinstance(value, str | jinja2.Undefined):
        return str(value)
    raise TypeError(f"a {type(value).__name__} cannot be written as JSON")


_JSON = json.Encoder(order="sorted", enc_hook=_text)


def _is_system_error(error: Exception) -> bool:
    """Return whether memory or the disk failed, not the template; Jinja's TemplateNotFound is an OSError."""
    if isinstance(error, MemoryError) or isinstance(error.__cause__, MemoryError):
        return True
    return isinstance(error, OSError) and not isinstance(error, jinja2.TemplateNotFound)


def _problem(error: Exception, place: str, known: Sequence[str]) -> Problem:
    """Describe an error of the template at ``place``, or of one of the ``known`` that it leads to."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        place = TEMPLATES + error.name if error.name else place
        return Problem(place, error.lineno, str(error.message).rstrip("."), "correct the template")
    found = _place_of(error)
    if isinstance(error, jinja2.TemplateNotFound):
        return _missing(str(error.name), found, known)
    place, line = found or (place, 0)
    if isinstance(error, jinja2.UndefinedError):
        return Problem(place, line, f"{error.message}", getattr(error, "remedy", _SEE_README))
    if isinstance(error, RecursionError):
        remedy = "let no template include or extend itself, not even through another"
        return Problem(place, line, "includes or extends itself, or is nested too deep", remedy)
    return Problem(place, line, shown(str(error).rstrip(".") or type(error).__name__), "correct the template")


def _missing(name: str, found: tuple[str, int] | None, known: Sequence[str]) -> Problem:
    """Describe a template that is missing, at the place that names it if there is one."""
    remedy = did_you_mean(name, known, "add it to the theme, or leave --theme-dir out", mark="`")
    if found is None:
        return Problem(f"{TEMPLATES}{name}", 0, "the theme has no such template", remedy)
    return Problem(*found, f"the theme has no template {shown(name)}", remedy)


def _place_of(error: BaseException) -> tuple[str, int] | None:
    """Return the template and line that raised an error; Jinja maps traceback frames to the source."""
    place, trace = None, error.__traceback__
    while trace:
        if (name := trace.tb_frame.f_code.co_filename).startswith(TEMPLATES):
            place = name, trace.tb_lineno
        trace = trace.tb_next
    return place
