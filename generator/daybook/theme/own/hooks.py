"""Hooks: ids and ``data-`` attributes that scripts look for in pages, and without which they do nothing."""

import re
from collections.abc import Iterable

_ID = re.compile(r"\sid=\"([a-z][\w-]*)\"")
_DATA = re.compile(r"\s(data-[a-z][a-z-]*)")


def hooks_of(template: str, scripts: Iterable[str]) -> set[str]:
    """Return the ids (``#said``) and attributes (``data-root``) of a template that scripts look for."""
    source = "\n".join(scripts)
    ids = {f"#{name}" for name in _ID.findall(template)}
    found = {hook for hook in ids if hook in source or f'("{hook[1:]}")' in source}
    return found | {name for name in _DATA.findall(template) if name in source or _camel(name) in source}


def has_hook(template: str, hook: str) -> bool:
    """Return whether a template has an id or attribute."""
    return (f'id="{hook[1:]}"' if hook.startswith("#") else hook) in template


def _camel(name: str) -> str:
    """Return how scripts read an attribute: ``dataset.searchOpen`` of ``data-search-open``."""
    first, *others = name.removeprefix("data-").split("-")
    return "dataset." + first + "".join(part.capitalize() for part in others)
