"""Read plain text of a mail in which each paper ends with its link, below its abstract.

In most mails a link stands below its paper's title, so that the text after it is the abstract. Read so, a
mail in which links end papers would give each paper the words of the next one.
"""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import asdict

from daybook.digests.bibliographies import tagged_text
from daybook.digests.date_hint import DateHint
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.entry_lines import is_labelled
from daybook.digests.markdown import lists
from daybook.digests.records import Record
from daybook.model import Origin
from daybook.problems import Problem

_ANY_DAY = date(2000, 1, 1)


def has_links_below(found: Sequence[Record | Problem]) -> bool:
    """Return whether most titles are ends of abstracts, and nothing stands below the last link."""
    papers = [record for record in found if isinstance(record, Record)]
    if not papers or papers[-1].abstract:
        return False
    return 2 * sum(one.title.endswith(".") or is_labelled(one.title) for one in papers) > len(papers)


def list_in_text(path: str, text: str, day: date | None) -> list[Record | Problem]:
    """Return the papers of labelled lines or of a list; a problem if the text has neither."""
    known = day or _ANY_DAY
    file = DigestFile(path, b"", text, DateHint(known.year, known.month, known.day))
    for reader in (tagged_text, lists):
        parsed = reader.read(file)
        if isinstance(parsed, ParsedDigest) and parsed.entries:
            papers = [
                Record(one.title, one.abstract, day, asdict(one.facts), one.upvotes, origin=Origin.LIST)
                for one in parsed.entries
            ]
            return [*papers, *parsed.problems]
    what = "has links below abstracts, without labels or numbers that tell one paper from the next"
    return [Problem(path, 0, what, "send the list as Markdown, or save it in another form")]
