"""Collect the phrases that pages, templates and scripts name, and what they say without naming it."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from daybook.text.words import CONTEXT
from daybook.theme.phrases import phrase_of
from daybook.theme.script_phrases import FORMS, PHRASE
from tests.conftest import ROOT

PACKAGE, THEME = ROOT / "generator/daybook", ROOT / "theme"
SPOKEN = (*sorted((PACKAGE / "pages").rglob("*.py")), PACKAGE / "text/words.py")
TEMPLATES = sorted(path for path in (THEME / "templates").iterdir() if path.suffix != ".txt")
SCRIPTS = sorted((THEME / "static/js").rglob("*.js"))
Found = dict[tuple[str, ...], str]
"""Phrases, of one that counts both texts, of one with a context its key in `Words`; where each is."""


def all_phrases() -> Found:
    """Return every phrase with the file that names it first."""
    found: Found = {}
    for path in (*SPOKEN, *TEMPLATES, *SCRIPTS):
        for phrase in phrases_of(path):
            found.setdefault(phrase, path.relative_to(ROOT).as_posix())
    plural = {one for one, *more in found if more}
    return {phrase: place for phrase, place in found.items() if len(phrase) > 1 or phrase[0] not in plural}


def phrases_of(path: Path) -> Iterator[tuple[str, ...]]:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        yield from python_phrases(ast.parse(text))
    elif path.suffix == ".js":
        yield from phrases_in(text)
    else:
        for call in unfilled(path).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in ("_", "pgettext"):
                yield (phrase_of(call),)


def phrases_in(script: str) -> Iterator[tuple[str, ...]]:
    """Yield the phrases of a script: of one that counts, both forms."""
    for found in (*PHRASE.finditer(script), *FORMS.finditer(script)):
        yield tuple(json.loads(f'"{text}"') for text in found.groups())


def unfilled(path: Path) -> nodes.Template:
    """Return the structure of a template before words are put in."""
    from jinja2 import Environment

    return Environment(trim_blocks=True, lstrip_blocks=True).parse(path.read_text("utf-8"))


def python_phrases(tree: ast.AST) -> Iterator[tuple[str, ...]]:
    """Yield the phrases of calls of `words`, `words.count`, `words.of`, `phrase` and `phrases`."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = (
            ast.unparse(call.func).removeprefix("frame.").removeprefix("style.").removeprefix("self.style.")
        )
        texts = [text for given in call.args for text in strings(given)]
        if name in ("words", "phrase", "self") and texts:
            yield from ((text,) for text in texts)
        elif name in ("words.of",) and texts:
            yield (CONTEXT.join(texts),)
        elif name in ("phrases", "words.count") and len(texts) == 2:
            yield tuple(texts)


def strings(node: ast.expr) -> Iterator[str]:
    """Yield the texts that an argument can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from strings(node.body)
        yield from strings(node.orelse)


_TAG = re.compile(r"<!--.*?-->|<script.*?</script>|<[^>]*>", re.DOTALL)
_SPOKEN_ATTRIBUTE = re.compile(
    r"""\b(?:aria-label|title|alt|placeholder|label|aria-description)="([^"]*)\""""
)
_WORD = re.compile(r"[A-Za-z]{2,}")


def unnamed_in_template(path: Path) -> Iterator[str]:
    """Yield the words of a template's own text and attributes that no phrase names."""
    data = "".join(
        part.data if isinstance(part, nodes.TemplateData) else "\0"
        for output in unfilled(path).find_all(nodes.Output)
        for part in output.nodes
    )
    if path.suffix == ".json":
        return
    if path.suffix == ".xml":
        texts = re.findall(r"<(?:title|subtitle|summary)[^>]*>([^<\0]*)", data)
    else:
        texts = [*_SPOKEN_ATTRIBUTE.findall(data), *re.split(_TAG, data)]
    for text in texts:
        for piece in text.split("\0"):
            if _WORD.search(piece):
                yield piece.strip()


_COMMENT = re.compile(r"/\*.*?\*/|(?<!:)//[^\n]*", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')


def unnamed_in_script(text: str) -> Iterator[str]:
    """Yield the texts of a script that read like words and are in no phrase."""
    named = {text for phrase in phrases_in(text) for text in phrase}
    for found in _QUOTED.finditer(_COMMENT.sub("", text)):
        plain = re.sub(r"\$\{[^}]*\}", "", found[1] if found[1] is not None else found[2])
        is_sentence = re.fullmatch(r"[^<>=/#@\[\]{}]*", plain) and (
            re.search(r"[A-Za-z]{2,} [a-z]{2,}", plain)
            or re.match(r"[A-Z][a-z]+\b", plain)
            or plain.endswith(" ")
        )
        if is_sentence and _WORD.search(plain) and (found[1] or "") not in named:
            yield found[0]


def unnamed_in_python(tree: ast.AST) -> Iterator[str]:
    """Yield the texts of a module that read like words of a page and are in no phrase."""
    named = {text for phrase in python_phrases(tree) for whole in phrase for text in whole.split(CONTEXT)}
    aside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_for_the_theme(node):
            aside |= {id(part) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in aside:
            text = node.value
            reads = re.search(r"[A-Za-z]{2,} [a-z]{2,}|\b(?:of|and|to) $|^ (?:of|and|to)\b", text)
            if (reads or re.fullmatch(r"[A-Z][a-z]+", text)) and text not in named:
                yield text


def _is_for_the_theme(node: ast.Assign | ast.AnnAssign) -> bool:
    """Return whether a class says what its page is, for the theme's documentation."""
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    return isinstance(target, ast.Name) and target.id in ("shows", "_RULES")
