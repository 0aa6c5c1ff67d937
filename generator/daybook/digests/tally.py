"""Count what a file's records do not use, for one note about each."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct, field

from daybook.digests.records import note_unused
from daybook.problems import Problem, Severity, shown
from daybook.text.plain_text import count


class Tally(Struct):
    """Counts over a file's rows what is used in no record, for one note about each."""

    fields: dict[str, None] = field(default_factory=dict)
    """Names of fields with values."""
    used: set[str] = field(default_factory=set)
    links: Counter[str] = field(default_factory=Counter)
    """Links that were left out, by the name of their field."""
    codes: Counter[str] = field(default_factory=Counter)
    """Items among categories that are classes of MSC or ACM."""
    attachments: int = 0
    """Items that are no papers, such as files of papers, reviews and web pages."""

    def notes(self, path: str) -> Iterator[Problem]:
        """Yield the notes of a file."""
        yield from note_unused(path, (name for name in self.fields if name not in self.used))
        if self.links:
            found = ", ".join(f"{number:,} in `{shown(name, 60)}`" for name, number in self.links.items())
            what = f"links are not kept of papers that have an identifier or a better link: {found}"
            yield Problem(path, 0, what, "read without them", Severity.NOTE)
        if self.codes:
            some = ", ".join(f"`{shown(code, 30)}`" for code in list(self.codes)[:3])
            what = f"{count(self.codes.total(), 'class code')} of MSC or ACM in categories, such as {some}"
            yield Problem(path, 0, what, "read without them", Severity.NOTE)
        yield from note_other_items(path, self.attachments)


def note_other_items(path: str, number: int) -> Iterator[Problem]:
    """Yield a note of the items of a file that are no papers, if there are any."""
    if number:
        what = f"has {count(number, 'item')} of other kinds, such as attachments, books, reviews or web pages"
        yield Problem(path, 0, what, "read without them", Severity.NOTE)
