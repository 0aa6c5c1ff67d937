"""The script that every page loads, published with its parts in it: a page asks for one script.

Features import the same parts as modules, so a part keeps no state. Published, a part is a function at the
end of the script, so that the lines of the script stay, and the import of a part is a call of its function.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from daybook.theme.folder import STATIC

ENTRY = f"{STATIC}js/site.js"
PARTS = f"{STATIC}js/site/"

_IMPORT = r'^import (\{{[^}}]*\}}) from "\./{}(\w+)\.js";$'
_OF_ENTRY = re.compile(_IMPORT.format("site/"), re.MULTILINE)
_OF_PART = re.compile(_IMPORT.format(""), re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|(?:async )?function|class) ([\w$]+))", re.MULTILINE)
_NO_FUNCTION = re.compile(r"^(?:import|export|await)\b|\bimport\s*\(|\bimport\.meta\b", re.MULTILINE)
"""Statements that no function at another place can have, but a part of a theme of one's own may."""


def with_parts(entry: str, parts: Mapping[str, str]) -> str:
    """Return the script with the parts that it imports; a part that can be no function stays a module."""
    functions: dict[str, str] = {}

    def call(found: re.Match[str]) -> str:
        names, part = found[1], found[2]
        if part not in functions:
            body = _OF_PART.sub(call, parts.get(part, "import"))
            exported = _EXPORT.findall(body)
            body = _EXPORT.sub("", body)
            if _NO_FUNCTION.search(body):
                return found[0]
            functions[part] = f"function {part}Part() {{\n{body}\nreturn {{ {', '.join(exported)} }};\n}}\n"
        return f"const {names.replace(' as ', ': ')} = ({part}Part.made ??= {part}Part());"

    return "\n".join([_OF_ENTRY.sub(call, entry), *functions.values()])
