"""Read a catalogue of gettext: phrases in English, each with its translation."""

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO

from msgspec import Struct

from daybook.problems import Problem, Severity, shown
from daybook.text.words import CONTEXT

Phrases = Mapping[str, tuple[str, ...]]
"""By the English text, after its context if it has one: the forms of its translation."""
KEEP = "keep what is in braces and in tags as it is"
_SIX_FORMS = "ar"
"""A language with as many plural forms as any has, for a catalogue that does not say its number."""
_PLACEHOLDER = re.compile(r"\{(\w*)\}")
_TAG = re.compile(r"</?[a-z][^<>]*>")


class Message(Struct, frozen=True):
    ids: tuple[str, ...]
    """Its English text: of a phrase that counts, for one and for several."""
    forms: tuple[str, ...]
    """Empty strings if it is not translated."""
    context: str = ""
    line: int = 0
    is_fuzzy: bool = False

    @property
    def key(self) -> str:
        return f"{self.context}{CONTEXT}{self.ids[0]}" if self.context else self.ids[0]


def messages(data: bytes) -> Iterator[Message]:
    """Yield the messages of a catalogue. Raises ValueError if it is none."""
    from babel.messages.pofile import PoFileError, read_po

    is_counted = b"Plural-Forms:" in data
    locale = None if is_counted else _SIX_FORMS
    try:
        for message in read_po(BytesIO(data), locale, ignore_obsolete=True, abort_invalid=True):
            if message.id:
                ids, forms = _texts(message.id), _texts(message.string)
                while not is_counted and len(forms) > 1 and not forms[-1]:
                    forms = forms[:-1]
                yield Message(ids, forms, message.context or "", message.lineno or 0, message.fuzzy)
    except (PoFileError, LookupError) as error:
        raise ValueError(str(error)) from error


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value or ""),)


def read_catalogue(path: str, data: bytes) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the phrases of a catalogue, and a problem for each that does not fit its English text.

    Fuzzy ones, which a translator has not looked at, count as missing.
    """
    found: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    try:
        for message in messages(data):
            if message.is_fuzzy or not all(message.forms):
                continue
            if what := misfit(message.ids, message.forms):
                problems.append(Problem(path, message.line, what, KEEP, Severity.WARNING))
            else:
                found[message.key] = message.forms
    except ValueError as error:
        what = f"is no catalogue of gettext: {shown(str(error))}"
        problems.append(Problem(path, 0, what, "correct it", Severity.WARNING))
    return found, problems


def misfit(ids: Sequence[str], forms: Sequence[str]) -> str:
    """Return how a translation does not fit its English text; empty if it does."""
    known = {name for text in ids for name in _PLACEHOLDER.findall(text)}
    tags = sorted(_TAG.findall(ids[0]))
    if "n" in known and not any("{n}" in form for form in forms):
        return f"has lost {{n}}, the number: {shown(forms[-1])}"
    for form in forms:
        rest = _PLACEHOLDER.sub("", form)
        if not known - {"n"} <= set(_PLACEHOLDER.findall(form)) <= known or "{" in rest or "}" in rest:
            return f"has other words in braces than the English text: {shown(form)}"
        if sorted(_TAG.findall(form)) != tags or "<" in _TAG.sub("", form):
            return f"has other tags than the English text: {shown(form)}"
    return ""
