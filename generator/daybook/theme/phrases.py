"""Phrases in templates, ``{{ _("All days") }}``: put in when a template is compiled, so pages pay nothing.

A phrase may hold values, ``_("All of {month}", month=link.label)``, and tags, which a translation keeps as
they are: all else of it is escaped. ``pgettext("context", "phrase")`` is a phrase of two meanings.
"""

import re
from collections.abc import Iterator
from typing import TypeGuard

from jinja2 import TemplateSyntaxError, nodes
from markupsafe import Markup, escape

from daybook.text.words import CONTEXT, Words

_NAMES = {"_": 1, "pgettext": 2}
"""Functions of templates, and how many texts they take."""
_TAG = re.compile(r"(</?[a-z][^<>]*>)")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def _is_phrase(node: object) -> TypeGuard[nodes.Call]:
    return isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in _NAMES


def phrase_of(call: nodes.Call) -> str:
    """Return the phrase that a call names, after its context.

    Raises TemplateSyntaxError for one that is not a text in quotes.
    """
    name = call.node.name if isinstance(call.node, nodes.Name) else ""
    texts = [given.value for given in call.args if isinstance(given, nodes.Const)]
    if len(texts) != _NAMES.get(name) or not all(isinstance(text, str) for text in texts):
        raise TemplateSyntaxError(f"`{name}` takes a phrase in quotes", call.lineno)
    return CONTEXT.join(texts)


def with_words(template: nodes.Template, words: Words, name: str | None = None) -> nodes.Template:
    """Put the phrases of a language into the syntax tree of a template."""
    try:
        _replace(template, words)
    except TemplateSyntaxError as error:
        error.name = error.name or name
        raise
    return template


def _replace(node: nodes.Node, words: Words) -> None:
    for field, value in list(node.iter_fields()):
        if isinstance(value, list):
            children: list[object] = []
            for child in value:
                if not _is_phrase(child):
                    children.append(child)
                elif isinstance(node, nodes.Output):
                    children += _parts(child, words)
                else:
                    children.append(_joined(child, words))
            setattr(node, field, children)
        elif _is_phrase(value):
            setattr(node, field, _joined(value, words))
    for child in node.iter_child_nodes():
        _replace(child, words)


def _joined(call: nodes.Call, words: Words) -> nodes.Expr:
    parts = list(_parts(call, words))
    return parts[0] if len(parts) == 1 else nodes.Concat(parts, lineno=call.lineno)


def _parts(call: nodes.Call, words: Words) -> Iterator[nodes.Expr]:
    """Yield the texts of a phrase and the values between them."""
    values = {given.key: given.value for given in call.kwargs}
    pieces = _PLACEHOLDER.split(html_of(phrase_of(call), words))
    for place, piece in enumerate(pieces):
        if place % 2:
            if piece not in values:
                raise TemplateSyntaxError(f"the phrase has no value for {{{piece}}}", call.lineno)
            yield values[piece]
        elif piece or len(pieces) == 1:
            yield nodes.Const(Markup(piece), lineno=call.lineno)  # noqa: S704  # escaped by `html_of`


def html_of(phrase: str, words: Words) -> str:
    """Return a phrase as HTML: a translation has the tags of the phrase, and all else of it is escaped."""
    found = words.phrases.get(phrase)
    if not found:
        return phrase.rpartition(CONTEXT)[2]
    pieces = _TAG.split(found[0])
    return "".join(piece if place % 2 else _escaped(piece) for place, piece in enumerate(pieces))


def _escaped(text: str) -> str:
    return str(escape(text)).replace("&#39;", "'")
