"""Records: the texts of a paper that results show, in small files, of which a browser fetches few.

A file has a column for each value of its papers: [addresses, titles, days, leads, authors, more authors].
"""

from collections.abc import Sequence

from daybook.search.document import SearchDocument
from daybook.search.shards import hashed_name, to_json
from daybook.text.plain_text import strip_bidi
from daybook.text.slugs import short_slug

File = tuple[str, bytes]
"""Path and content."""
RECORDS = "search/papers/"
FILES_IN_FOLDER = 64
"""A folder is named by a hash of all its files: the manifest has one name for them."""
_MOST_FILES = 2_400
"""Ten results are in about ten files, so a file has few papers: as many as make no more files than these."""
_LEADS = {2: 10**9, 4: 480, 8: 200, 16: 80}
"""Letters of an abstract by the papers in a file, so that a file stays near 2 kB, compressed."""
_SHOWN_AUTHORS = 3
"""Of more than one more, as on cards. In files without leads one, as names would be two fifths of them."""


def papers_in_file(papers: int) -> int:
    """Return how many records a file has in an archive of so many papers."""
    return 2 << max(0, (papers - 1) // (2 * _MOST_FILES)).bit_length()


def record(document: SearchDocument, lead: int) -> tuple[int | str, str, str, str, str, int]:
    """Return a paper's address, title, day, lead, the authors that are shown, and the number of others.

    The lead is the abstract, or as many letters of it. The address is the number of letters that its title
    has as a slug, below the year of the day, or is written out.
    """
    abstract = document.abstract
    if len(abstract) > lead:
        abstract = f"{abstract[:lead].rpartition(' ')[0]}…" if lead else ""
    number = len(document.authors)
    most = _SHOWN_AUTHORS if lead else 1
    shown = most if number > most + 1 else number
    authors = ", ".join(map(strip_bidi, document.authors[:shown]))
    year, slug = document.ref.split("/")
    short = short_slug(slug, document.title)
    is_short = isinstance(short, int) and year == f"{document.day.year:04}"
    address = short if is_short else document.ref
    return address, document.title, document.day.isoformat(), abstract, authors, number - shown


def record_files(papers: Sequence[SearchDocument], in_file: int) -> tuple[str, list[File]]:
    """Return the name of the folder of papers, and its files."""
    lead = _LEADS.get(in_file, 0)
    records = [record(paper, lead) for paper in papers]
    contents = [
        to_json(list(zip(*records[start : start + in_file], strict=True))).encode("utf-8", "replace")
        for start in range(0, len(records), in_file)
    ]
    name = hashed_name(b"\n".join(contents))
    return name, list(zip(record_paths(name, len(contents)), contents, strict=True))


def record_paths(folder: str, files: int) -> list[str]:
    """Return the paths of so many files of a folder."""
    return [f"{RECORDS}{folder}/{number}.json" for number in range(files)]
