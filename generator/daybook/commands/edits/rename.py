"""Rename the page of a paper: its file, pictures, place on the map, and what `people.toml` says of it."""

import re
from pathlib import Path

from daybook.citations.citation import citation_key
from daybook.commands.edits.edit import Edit, address_in, edited, with_names
from daybook.content import front_matter, front_matter_writer
from daybook.content.location import PLACES
from daybook.content.paper_page import PaperFile
from daybook.content.removed import Removed, RemovedPaper
from daybook.problems import refusal
from daybook.text import slugs


def rename(content_dir: Path, named: str, new: str, *, dry_run: bool = False) -> Edit:
    """Give the page of a paper the address ``new``, whose year can be left out. Raises UsageError."""
    with edited(content_dir, dry_run=dry_run) as edit:
        page = edit.page(named)
        old = page.paper.address
        address = address_in(new)
        if "/" not in address and not address.isdigit():  # digits alone are a year, as of "2025/"
            address = f"{old[:4]}/{address}"
        _check(edit, page, address)
        text = edit.text(f"papers/{old}.md")
        if not page.paper.citation_key:
            text = _with_key(edit, page, text)
        edit.put(address, with_names(text, edit.drop(page, address)))
        edit.list_removed(Removed((RemovedPaper(old, to=address),)))
        edit.notes.append(f"{old} sends readers to {address}")
        _rename_elsewhere(edit, old, address)
    return edit


def _check(edit: Edit, page: PaperFile, address: str) -> None:
    if not slugs.is_paper_address(address):
        remedy = "write it as 2025/some-paper, with small letters, digits and hyphens"
        raise refusal(address, "cannot be a paper's address", remedy)
    if address in edit.content.papers:
        raise refusal(address, "is the address of a paper already", "choose another, or merge the two pages")
    taken = {paper.address: paper for paper in edit.content.removed.papers}
    leads_here = edit.content.removed.target(address, edit.content.papers) == page.paper.address
    if address in taken and not leads_here:
        raise refusal(address, "is the address of a paper that was removed", "choose another")


def _with_key(edit: Edit, page: PaperFile, before: str) -> str:
    """Return the page with the key by which it is cited until now, which was made of its address."""
    key = {"citation_key": citation_key(page.paper)}
    with edit.plainly_written(f"papers/{page.paper.address}.md"):
        text = front_matter.read(before)
        return front_matter_writer.rewrite(before, text, key, text.body, "appearances")


def _rename_elsewhere(edit: Edit, old: str, new: str) -> None:
    """Let the paper keep its place on the map, and its people."""
    places = edit.text(PLACES)
    if f"\n{old} " in places:
        head, *lines = places.replace(f"\n{old} ", f"\n{new} ").splitlines(keepends=True)
        edit.texts[PLACES] = "".join((head, *sorted(lines, key=lambda line: line.split(" ")[0])))
    people = edit.text("people.toml")
    if f'"{old}"' in people:
        edit.texts["people.toml"] = re.sub(rf'"{re.escape(old)}"', f'"{new}"', people)
