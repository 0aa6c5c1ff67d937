"""Find blocks and text of templates that no page shows, because nothing above has the block."""

from collections.abc import Iterator, Mapping, Set
from functools import lru_cache

import jinja2
from jinja2 import nodes
from msgspec import Struct

from daybook.theme.folder import BUILT_IN, TEMPLATES, Theme, templates
from daybook.theme.templates import parse_template


class ParsedTemplate(Struct, frozen=True):
    extends: str
    """Name of the template that it extends; empty if it extends none."""
    parts: frozenset[str]
    """Names of the templates that it includes, imports or renders as ``shared``."""
    blocks: Mapping[str, int]
    """The line of every block."""
    outer: Set[str]
    """Blocks that are not in another block."""
    text_outside: int
    """First line of text outside of all blocks, 0 if there is none."""


def parse_templates(theme: Theme) -> dict[str, ParsedTemplate]:
    """Return the structure of each template by its name; one with an error of syntax is left out."""
    found = ((path.removeprefix(TEMPLATES), _structure(data)) for path, data in templates(theme).items())
    return {name: template for name, template in found if template}


@lru_cache(maxsize=256)
def _structure(data: bytes) -> ParsedTemplate | None:
    try:
        return _parsed(parse_template(data))
    except (jinja2.TemplateSyntaxError, RecursionError, UnicodeDecodeError):
        return None  # reported when a page is rendered


def _parsed(tree: nodes.Template) -> ParsedTemplate:
    blocks = {block.name: block.lineno for block in tree.find_all(nodes.Block)}
    inner = {inside.name for block in tree.find_all(nodes.Block) for inside in block.find_all(nodes.Block)}
    name = _constant(next(tree.find_all(nodes.Extends), None))
    included = map(_constant, tree.find_all((nodes.Include, nodes.Import, nodes.FromImport)))
    parts = frozenset(filter(None, (*included, *map(_shared, tree.find_all(nodes.Call)))))
    return ParsedTemplate(
        extends=name,
        parts=parts,
        blocks=blocks,
        outer=blocks.keys() - inner,
        text_outside=next(_text_lines(tree), 0) if name else 0,
    )


def _constant(node: nodes.Node | None) -> str:
    template = getattr(node, "template", None)
    return template.value if isinstance(template, nodes.Const) and isinstance(template.value, str) else ""


def _shared(call: nodes.Call) -> str:
    """Return the name of the template that a call ``shared("_foot.html", …)`` renders."""
    if not (isinstance(call.node, nodes.Name) and call.node.name == "shared" and call.args):
        return ""
    first = call.args[0]
    return first.value if isinstance(first, nodes.Const) and isinstance(first.value, str) else ""


def _text_lines(tree: nodes.Template) -> Iterator[int]:
    """Yield the lines of text that stands outside of blocks."""
    for node in tree.body:
        for data in node.nodes if isinstance(node, nodes.Output) else ():
            if isinstance(data, nodes.TemplateData) and (text := data.data).strip():
                yield data.lineno + text[: len(text) - len(text.lstrip())].count("\n")


def ancestors(name: str, parsed: Mapping[str, ParsedTemplate]) -> list[str]:
    """Return the names of the templates that a template extends, from the nearest; it may be incomplete."""
    found = [name]
    while (template := parsed.get(found[-1])) and (above := template.extends):
        above = above if above in parsed else above.removeprefix(BUILT_IN)
        if above in found:
            break
        found.append(above)
    return found[1:]


def with_parts(name: str, parsed: Mapping[str, ParsedTemplate]) -> set[str]:
    """Return the names of a template, of all its parts, and of their parts."""
    found: set[str] = set()
    pending = [name]
    while pending:
        if (one := pending.pop()) in parsed and one not in found:
            found.add(one)
            pending += parsed[one].parts
    return found
