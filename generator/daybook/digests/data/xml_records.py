"""Reader of records in XML: PubMed's, EndNote's, DBLP's, Zotero's and others' (`xml_forms`).

The first element shows the form; where it says little, the elements of a record do. `xml_forms` turns a
record into fields, which are then read like an object of JSON. The day comes from the file's name, else it is
the day on which the service or the library got the record.
"""

import re

from daybook.digests.data.xml_forms import FORMS, XmlForm
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.records import Record, collect_unless_broken
from daybook.digests.rows import field_names
from daybook.digests.rows.record import Context, make_record
from daybook.digests.rows.row import make_row
from daybook.digests.syntax.xml_tree import Fields, Node, TreeBuilder, XmlError, cut_off
from daybook.digests.tally import Tally
from daybook.problems import Problem, Severity
from daybook.text.plain_text import count

NAME = "XML of databases, reference managers, publishers or libraries"

_ROOT = re.compile(
    r"\s*(?:<\?[^>]{0,300}\?>\s*|<!--[^<>]{0,300}-->\s*|<!DOCTYPE[^<>\[]{0,300}>\s*){0,9}"
    r"<(?:[\w-]{1,20}:)?([\w-]{1,30})[\s>]",
    re.IGNORECASE,
)


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse records; None if the file is no XML of these services."""
    root = _ROOT.match(file.text[:4_000])
    forms = [form for name, form in FORMS if root and name == root[1].lower()]
    found = (_read_form(file, form) for form in forms)
    return next((parsed for parsed in found if parsed is not None), None)


def _read_form(file: DigestFile, form: XmlForm) -> ParsedDigest | Problem | None:
    made = _Records(form)
    try:
        end = made.parse(file.data)
    except XmlError as error:
        return error.problem(file.path)
    if end and not made.found:
        return cut_off(file.path, end, 0)
    if not made.found:
        if number := made.tally.attachments:
            what = f"has {count(number, 'item')} of other kinds, such as books, and no paper"
            return Problem(file.path, 1, what, "remove the file, or add an identifier of a paper")
        if not form.is_sure:
            return None
        remedy = "as for a question without answers"
        return Problem(file.path, 1, "lists no papers", remedy, Severity.NOTE)
    records = (_record(file, made.tally, item) for item in made.found)
    ending = [cut_off(file.path, end, len(made.found))] if end else []
    return collect_unless_broken(file, records, lambda: [*ending, *made.tally.notes(file.path)])


def _record(file: DigestFile, tally: Tally, fields: Fields) -> Record | Problem:
    row = make_row(fields.items(), field_names.known_names(fields), tally)
    if not field_names.has_title(row.fields):
        return Problem(file.path, 0, "a record without a title", "correct it; the others were read")
    return make_record(Context(file), row, 0)


class _Records(TreeBuilder):
    """Turns each record into fields when it ends."""

    def __init__(self, form: XmlForm) -> None:
        super().__init__()
        self.form = form
        self.tally = Tally()
        self.found: list[Fields] = []

    def begins(self, name: str) -> bool:
        is_place = self.depth == self.form.depth
        self.tally.attachments += is_place and name in self.form.others
        return is_place and (not self.form.names or name in self.form.names)

    def use(self, node: Node) -> None:
        fields = self.form.fields(node)
        found = fields if isinstance(fields, list) else [] if fields is None else [fields]
        self.found += filter(None, found)
        self.tally.attachments += found.count({})
        self.tally.fields.update(dict.fromkeys(node.unread() if found else ()))
