"""Merge the page of a paper into that of another.

The page that is kept gets the other's titles as aliases, its identifiers beside its own, its places in
digests, tags, links, notes and pictures, and each fact that it lacks. The other's address sends readers on.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from daybook.archive.matching import arxiv_key, title_key
from daybook.citations.citation import citation_key
from daybook.commands.edits.edit import Edit, edited, removed_paper, with_names
from daybook.content import front_matter, front_matter_writer, imported, paper_page
from daybook.content.paper_page import PaperFile
from daybook.content.paper_update import FACTS, PaperUpdate
from daybook.content.removed import Removed
from daybook.problems import refusal

_IDENTIFIERS = ("arxiv", "doi")


def merge(content_dir: Path, keep: str, other: str, *, dry_run: bool = False) -> Edit:
    """Merge the page ``other`` into the page ``keep``, as people name them. Raises UsageError."""
    with edited(content_dir, dry_run=dry_run) as edit:
        kept, gone = edit.page(keep), edit.page(other)
        address, former = kept.paper.address, gone.paper.address
        if address == former:
            raise refusal(keep, "cannot be merged with itself", "name two pages")
        path = f"papers/{address}.md"
        names = edit.drop(gone, address)
        with edit.plainly_written(path):
            text = merged(edit.text(path), kept, gone, names)
        edit.put(address, text)
        edit.list_removed(Removed((removed_paper(gone, citation_key(gone.paper), to=address),)))
        edit.notes.append(f"{former} sends readers to {address}")
    return edit


def merged(text: str, kept: PaperFile, gone: PaperFile, names: Mapping[str, str]) -> str:
    """Return the text of the page that is kept. Raises ValueError if it cannot be changed line by line.

    ``names`` are those of the other's pictures, each with the one that it has from now on.
    """
    items = (*gone.paper.appearances, *kept.paper.appearances)  # of two in one digest on one day, the later
    places = {(item.digest, item.day, item.rank if not item.digest else 0): item for item in items}
    appearances = tuple(sorted(places.values()))
    text = paper_page.update(text, PaperUpdate(kept.paper.address, appearances, {}, {}))
    page = front_matter.read(text)
    body = page.body
    if gone.paper.abstract and not kept.paper.abstract and not kept.is_corrected("abstract"):
        body = imported.replace(body, imported.write_paper(kept.paper.title, gone.paper.abstract))
    if gone.paper.notes_markdown:
        body = f"{body.rstrip()}\n\n{with_names(gone.paper.notes_markdown, names)}\n"
    fields = _fields(kept, gone)
    if words := {names[name]: words for name, words in gone.paper.picture_words if name in names}:
        fields["pictures"] = {**dict(kept.paper.picture_words), **words}
    return front_matter_writer.rewrite(text, page, fields, body, "appearances")


def _fields(kept: PaperFile, gone: PaperFile) -> dict[str, Any]:
    """Return the fields of the page that is kept which change."""
    known = set(map(title_key, kept.titles))
    others = [title for title in gone.titles if title_key(title) not in known]
    found: dict[str, Any] = {}
    if others:
        found["aliases"] = [*kept.aliases, *_first(others, title_key)]
    for name in _IDENTIFIERS:
        values = _first((*kept.all_identifiers(name), *gone.all_identifiers(name)), _key)
        if len(values) > 1:
            found[name] = values
        elif values and not kept.value(name):
            found[name] = values[0]
    if set(gone.paper.tags) - set(kept.paper.tags):
        found["tags"] = list(dict.fromkeys((*kept.paper.tags, *gone.paper.tags)))
    if set(gone.paper.links) - set(kept.paper.links):
        links = dict.fromkeys((*kept.paper.links, *gone.paper.links))
        found["links"] = [{"label": link.label, "url": link.url} for link in links]
    for name in FACTS:
        value = gone.value(name)
        if name not in _IDENTIFIERS and value and not (kept.value(name) or kept.is_corrected(name)):
            found[name] = value if isinstance(value, str) else list(value)
    return found


def _first(values: Iterable[str], key: Callable[[str], str]) -> list[str]:
    """Return the first of the values that have one key, in their order."""
    found: dict[str, str] = {}
    for value in values:
        found.setdefault(key(value), value)
    return list(found.values())


def _key(identifier: str) -> str:
    return arxiv_key(identifier).lower()
