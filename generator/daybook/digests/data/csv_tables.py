"""Reader of tables in CSV, with commas, semicolons, tabs or bars.

Columns are recognized by their names (`field_names`), among them those of Zotero, Web of Science, IEEE
Xplore, Springer, Lens, Scopus and PubMed. A title is required, and another column or links that only papers
have. The day of a row comes from the file's name, else it is the day on which the row was added to its list.
"""

import csv
import io
import re
from collections.abc import Iterator
from functools import partial

from msgspec import Struct

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.other_files import is_other_form
from daybook.digests.records import collect_unless_broken
from daybook.digests.rows import kinds
from daybook.digests.rows.field_names import LINKS, are_of_papers, has_title, known_names, normal_name
from daybook.digests.rows.record import Context, make_record
from daybook.digests.rows.row import Row, make_row
from daybook.digests.tally import Tally
from daybook.model import MOST_BYTES
from daybook.problems import Problem, shown
from daybook.text.partial_dates import export_day

NAME = "CSV with a column `title`"

_LINES_BEFORE = 6
"""Lines that can stand before the header, such as ``sep=;`` or the address of a search."""
_TITLES = ("paper", "name")
_HEADER_LENGTH = 8_000
_NAME_LENGTH = 80
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_MARKDOWN = re.compile(r"[^\S\n]*\||[^\n]*\n[-:| \t]{3,}(?:\n|\Z)")
"""A table of Markdown, whose lines begin with a bar or have dashes below the first."""
_JOINED = re.compile(
    r"(?<=[a-zß-ÿ])(?<!\bMc)(?<!\bMac)(?<!\bDe)(?<!\bLe)(?<!\bLa)(?<!\bDi)(?<!\bVan)(?=[A-Z])"
)
"""Between two names that Springer's CSV writes without a separator: ``Ada MillBo Reed``."""


_FORMULA = re.compile(
    r"=HYPERLINK\(\s*\"([^\"]{1,2000})\"\s*(?:[,;]\s*\"((?:[^\"]|\"\"){0,1000})\"\s*)?\)", re.IGNORECASE
)
"""A spreadsheet's link and its text: ``=HYPERLINK("https://…"; "A Title")``."""


class _Header(Struct, frozen=True):
    delimiter: str
    names: tuple[str, ...]
    known: set[str]
    """Normal names."""
    line: int
    offset: int
    needs_links: bool = False
    """Whether only links can show that the rows are papers, as a column ``Name`` may name anything."""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a table; None if the file is no table with a column of titles."""
    header = _find_header(file.text)
    if not header or is_other_form(file.text):
        return None
    lines, tally = list(_lines(file, header)), Tally()
    problems = [item for item in lines if isinstance(item, Problem)]
    cells = [item for item in lines if not isinstance(item, Problem)]
    others = sum(len(found) != len(header.names) for _, found in cells)
    if 2 * others > len(lines):  # sentences with commas, of which the first has the word
        return None
    rows = [(line, _make_row(header, found, tally)) for line, found in cells]
    rows = [(line, row) for line, row in rows if not kinds.is_attachment(row)]
    titled = [row for _, row in rows if has_title(row.fields)]
    filled = {name for row in titled for name in row.fields}  # a column without a value is no sign
    read = sum(kinds.reads_like_paper(filled, row) for row in titled)
    of_arxiv = sum(map(kinds.has_arxiv_category, titled))
    is_of_papers = (2 * read > len(titled) and not header.needs_links) or 2 * of_arxiv > len(titled)
    if titled and not is_of_papers and sum(map(kinds.links_to_paper, titled)) * 2 <= len(titled):
        what = "is a table with a title, but most of its rows may be something else than papers"
        return Problem(file.path, header.line, what, kinds.REMEDY)
    context = Context(file, _are_family_first(header, titled), export_day(file.text[: header.offset]))
    records = (
        (None if is_of_papers else kinds.find_other(file, row, line)) or make_record(context, row, line)
        for line, row in rows
    )
    return collect_unless_broken(file, [*problems, *records], partial(tally.notes, file.path))


def _find_header(text: str) -> _Header | None:
    """Return the first line with a title among several columns, if it is among the first lines."""
    offset = len(text) - len(text.lstrip("\r\n"))
    before = len(_LINE.findall(text[:offset])) - 1
    for number in range(_LINES_BEFORE + 1):
        match = _LINE.match(text, offset)
        if not match or match.end() == offset:
            return None
        for delimiter in ",;\t" if _MARKDOWN.match(text, offset) else ",;\t|":
            names = _split_header(match[1][:_HEADER_LENGTH], delimiter)
            known = known_names(names)
            if number == 0 and (renamed := _renamed(names, known)):
                return _Header(delimiter, renamed, known_names(renamed), before + 1, offset, needs_links=True)
            if has_title(known) and (number == 0 or are_of_papers(known)):
                return _Header(delimiter, names, known, before + number + 1, offset)
        offset = match.end()
    return None


def _renamed(names: tuple[str, ...], known: set[str]) -> tuple[str, ...]:
    """Return names with ``Paper`` or ``Name`` as the title, if there is no title and links; else nothing."""
    found = next((name for wanted in _TITLES for name in names if normal_name(name) == wanted), None)
    if found is None or has_title(known) or known.isdisjoint(LINKS):
        return ()
    return tuple("title" if name == found else name for name in names)


def _split_header(line: str, delimiter: str) -> tuple[str, ...]:
    """Return the names of columns, or none if the line is no header."""
    try:
        names = next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return ()
    return tuple(names) if len(names) > 1 and all(len(name) <= _NAME_LENGTH for name in names) else ()


def _lines(file: DigestFile, header: _Header) -> Iterator[tuple[int, list[str]] | Problem]:
    """Yield the cells of each line below the header that is not blank, with its number."""
    csv.field_size_limit(MOST_BYTES)
    text = io.StringIO(file.text[header.offset :], newline="")
    reader = csv.reader(text, delimiter=header.delimiter, strict=True)
    line = header.line
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            what = f"a row that is not CSV: {shown(str(error))}"
            yield Problem(file.path, line, what, "correct its quotes")
        else:
            if line > header.line and any(cell.strip() for cell in cells):
                if any(cell.strip() for cell in cells[len(header.names) :]):
                    what = f"a row of {len(cells)} cells under {len(header.names)} columns"
                    yield Problem(file.path, line, what, "quote cells that contain the delimiter")
                elif tuple(cells) != header.names:  # which stands again where files were joined
                    yield line, cells
        line = header.line + reader.line_num


def _make_row(header: _Header, cells: list[str], tally: Tally) -> Row:
    pairs = list(zip(header.names, cells, strict=False))
    if any(cell.startswith("=") for cell in cells):
        pairs = _without_formulas(pairs)
        return make_row(pairs, header.known | {"url"}, tally)
    if "itemtitle" in header.known:
        pairs = [(name, _JOINED.sub("; ", cell) if name == "Authors" else cell) for name, cell in pairs]
    return make_row(pairs, header.known, tally)


def _without_formulas(pairs: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return names and cells with the text of each link's formula, or in a column of links its address."""
    found: list[tuple[str, str]] = []
    for name, cell in pairs:
        formula = _FORMULA.fullmatch(cell.strip())
        is_link = formula and (normal_name(name) in LINKS or not formula[2])
        found.append((name, (formula[1] if is_link else formula[2].replace('""', '"')) if formula else cell))
        found += [("url", formula[1])] if formula and not is_link else []
    return found


def _are_family_first(header: _Header, titled: list[Row]) -> bool:
    """Return whether lists of authors are written ``Mill, Ada; Reed, Bo``, as in Zotero's CSV."""
    cells = (cell for row in titled for _, cell in list(row.choices("authors"))[:1] if ";" in cell)
    lists = [all("," in name for name in cell.split(";") if name.strip()) for cell in cells]
    return "manualtags" in header.known or sum(lists) * 2 > len(lists)
