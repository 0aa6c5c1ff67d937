"""Reader of papers in TOML: lists (``[[papers]]``), and a page about one paper (Hugo, Zola).

Fields are recognized as in `json_papers`, and pages as the notes of `yaml_papers`.
"""

import re
import tomllib

from msgspec import to_builtins

from daybook.digests.data import json_papers
from daybook.digests.data.yaml_papers import read_note
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.syntax.json_text import Item
from daybook.problems import Problem, shown

NAME = "TOML of papers with a `title`"

_LISTED = re.compile(r"^[ \t]*\[\[[\w.\"' -]{1,100}\]\][ \t]*(?:#.*)?$", re.MULTILINE)
_TITLE = re.compile(r"^[ \t]*[\"']?\w{0,12}title[\"']?[ \t]*=[ \t]*[\"']", re.MULTILINE | re.IGNORECASE)
_PAGE = re.compile(r"\A\+\+\+[ \t]*\r?\n(.*?)^\+\+\+[ \t]*(?:\r?\n|\Z)(.*)", re.MULTILINE | re.DOTALL)


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse papers; None if the file is no TOML of records with titles."""
    text = file.text
    page = _PAGE.match(text)
    if not (page or _LISTED.search(text)) or not _TITLE.search(text):
        return None
    try:
        parsed = tomllib.loads((page[1] if page else text).replace("\r\n", "\n"))
        fields = to_builtins(parsed)  # with dates as texts
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        if page or len(_TITLE.findall(text)) < len(_LISTED.findall(text)):
            return None
        what = f"is a list of papers in TOML that cannot be parsed: {shown(str(error))}"
        return Problem(file.path, 1, what, "correct it, or put its values into quotes")
    if page:
        return read_note(file, fields, page[1], page[2])
    found = [item for value in fields.values() if isinstance(value, list) for item in value]
    return json_papers.read_items(file, [Item(0, item) for item in found if isinstance(item, dict)])
