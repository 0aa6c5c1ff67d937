"""Say what became of the records of digests."""

from daybook.model import Counts
from daybook.text.plain_text import count


def describe_counts(counts: Counts) -> str:
    """Return a line such as ``3 records = 2 new papers + 1 repeat + 0 rejected``."""
    left_out = f" + {counts.left_out:,} left out: removed on purpose" if counts.left_out else ""
    return (
        f"{count(counts.records, 'record')} = {count(counts.papers, 'new paper')}"
        f" + {count(counts.repeats, 'repeat')}{left_out} + {counts.rejected:,} rejected"
    )
