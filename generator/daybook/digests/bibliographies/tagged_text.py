"""Reader of tagged text as PubMed, EndNote, RefWorks and the Web of Science export it.

- PubMed's ``.nbib`` (MEDLINE), ERIC and Ovid: ``TI  - Title``, with indented lines that continue a value;
  a record goes from ``PMID-``, ``OWN`` or ``UI`` to the next.
- EndNote's ``.enw`` (refer): ``%T Title``; a record begins at ``%0`` or below a blank line.
- The Web of Science: ``TI Title``; a record goes from ``PT`` to ``ER``.
- RefWorks, on bioRxiv's pages: ``T1 Title``; a record goes from ``RT`` to the next.
- EndNote's style “Show All Fields”: ``Title: Title``; a record goes from ``Reference Type`` to the next.
- CNKI and Wanfang: ``{Title}: Title`` of NoteExpress; CNKI also ``Title-题名: x``.

The day comes from the file's name, else it is the day on which PubMed made the record, EndNote's whole
``%8``, or the day of the Web of Science's export.

Sources: https://www.nlm.nih.gov/bsd/mms/medlineelements.html, refer(1),
https://images.webofknowledge.com/images/help/WOS/hs_wos_fieldtags.html
"""

import re
from collections.abc import Mapping
from functools import partial

from msgspec.structs import replace

from daybook.digests.bibliographies.tagged_lines import Dialect, parse_name, read_tagged
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields.names import initials_first
from daybook.problems import Problem

NAME = "tagged text of PubMed, EndNote, RefWorks, the Web of Science, NoteExpress or CNKI"

_START_WITHIN = 20_000
"""Characters in which the first record must begin."""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a file of tagged lines; None if it is of none of these forms."""
    head = file.text[:_START_WITHIN].replace("\r", "\n")
    for sign, dialect in _DIALECTS:
        if sign.search(head):
            return read_tagged(file, dialect)
    return None


def _match(pattern: str, line: str, _tag: str) -> tuple[str, str] | None:
    """Split a line into the two groups of a pattern: its tag and its value."""
    match = re.match(pattern, line)
    return (match[1], match[2] or "") if match else None


def _begins_endnote(tag: str, above: Mapping[str, object], after_blank: bool) -> bool:
    """Return whether a record begins: with ``%0``, or below a blank line with a title after the last one's.

    bepress (Digital Commons) writes ``%T`` before ``%0``, and records without ``%0`` among others.
    """
    if tag == "0":
        return after_blank or "0" in above or not above.keys() <= {"A", "T"}
    return after_blank and "T" in above and (tag == "T" or (tag == "A" and "0" not in above))


def _medline_name(value: str) -> list[str]:
    name = initials_first(value.strip())
    return [name] if name != value.strip() else parse_name(value)


_match_two_letters = partial(_match, r"([A-Z][A-Z0-9])(?: (.*)|$)")
_MEDLINE = Dialect(
    "PubMed",
    partial(_match, r"([A-Z][A-Z0-9]{1,3}) {0,2}-(?: (.*)|$)"),
    first="PMID",
    continues=lambda line, _tag, _after_blank: line.startswith(" " * 5),
    title=("TI", "BTI", "TT"),
    title_end=".",
    authors=(("FAU", "CN"), ("AU", "CN"), ("CN",)),
    name_parser=_medline_name,
    published=("DP", "DEP"),
    day=("CRDT", "EDAT"),
    doi=("LID", "AID"),
    doi_label=" [doi]",
    keywords=("OT",),
    journal=("JT", "TA"),
    place=(("VI",), ("IP",), ("PG",)),
    address="https://pubmed.ncbi.nlm.nih.gov/{}/",
)
_ERIC = replace(_MEDLINE, name="ERIC", first="OWN", doi=(), links=("LID",), address="")
_OVID = replace(
    _MEDLINE,
    name="Ovid",
    first="UI",
    published=("YR", "DP"),
    doi=("DO",),
    doi_label="",
    keywords=("KW", "OT"),
    address="",
)
_ENDNOTE = Dialect(
    "EndNote",
    partial(_match, r"%([0-9A-Z@!#$&()*+~<>=?\[\]^:;,.'/\\|{}])(?: (.*)|$)"),
    begins=_begins_endnote,
    first="0",
    continues=lambda _line, tag, after_blank: not after_blank or tag in "XZK",
    listed=("A",),
    title=("T",),
    abstract=("X",),
    authors=(("A",),),
    published=("8", "D"),
    day=("8",),
    doi=("R",),
    keywords=("K",),
    links=("U",),
    numbers=("M",),
    journal=("J", "B"),
    place=(("V",), ("N",), ("P",)),
    notes=("Z",),
)
_WOS = Dialect(
    "the Web of Science",
    _match_two_letters,
    first="PT",
    continues=lambda line, _tag, _after_blank: line.startswith("  "),
    end="ER",
    ignored=("FN", "VR", "EF"),
    listed=("AU", "AF", "CA", "BA", "BF"),
    authors=(("AF", "CA"), ("AU", "CA"), ("CA",), ("BF",), ("BA",)),
    published=("PD", "PY", "EA"),
    day=("DA",),
    doi=("DI", "D2"),
    keywords=("DE",),
    journal=("SO",),
    place=(("VL",), ("IS",), ("BP", "EP", "AR")),
)
_REFWORKS = Dialect(
    "RefWorks",
    _match_two_letters,
    first="RT",
    title=("T1",),
    authors=(("A1",),),
    published=("FD", "YR"),
    doi=("DO",),
    keywords=("K1",),
    links=("LK", "UL"),
    journal=("JF", "JO"),
    place=(("VO",), ("IS",), ("SP", "OP")),
)
_NOTEEXPRESS = Dialect(
    "NoteExpress",
    partial(_match, r"\{([A-Z][A-Za-z/ ]{1,30})\}:(?: ?(.*)|$)"),
    first="Reference Type",
    title=("Title",),
    abstract=("Abstract",),
    authors=(("Author",),),
    published=("Date", "Year"),
    doi=("DOI",),
    keywords=("Keywords",),
    links=("URL",),
    journal=("Journal",),
    place=(("Volume",), ("Issue",), ("Pages",)),
)
_SHOW_ALL = replace(
    _NOTEEXPRESS,
    name="EndNote's fields",
    match=partial(_match, r"([A-Z][A-Za-z /-]{1,30}): ?(.*)"),
    listed=("Author",),
    keywords=("Keywords", "Author Keywords"),
)
_CNKI = Dialect(
    "CNKI",
    partial(_match, r"([A-Z][A-Za-z]{1,20})-[^\W\da-zA-Z_]{1,10}: ?(.*)"),
    first="SrcDatabase",
    title=("Title",),
    abstract=("Summary",),
    authors=(("Author",),),
    published=("PubTime", "Year"),
    doi=("DOI",),
    keywords=("Keyword",),
    links=("URL", "Link"),
    journal=("Source",),
    place=(("Roll",), ("Period",), ("Page",)),
)
_DIALECTS = (
    (re.compile(r"^\ufeff?\{Reference Type\}: ?\S[^\n]*\n+\{", re.MULTILINE), _NOTEEXPRESS),
    (
        re.compile(r"^\ufeff?Reference Type: {1,2}\S[^\n]*\n+(?:Record Number|Author|Year):", re.MULTILINE),
        _SHOW_ALL,
    ),
    (re.compile(r"^\ufeff?SrcDatabase-[^\s:]{1,10}: ?\S[^\n]*\n+[A-Z]\w*-", re.MULTILINE), _CNKI),
    (re.compile(r"^\ufeff?RT [A-Z][\w -]{3,40}\n+[A-Z][A-Z0-9] \S", re.MULTILINE), _REFWORKS),
    (re.compile(r"^\ufeff?PMID- {0,2}[0-9]+[ \t]*\n+[A-Z]{2,4} {0,2}- ", re.MULTILINE), _MEDLINE),
    (re.compile(r"^\ufeff?OWN {1,2}- {1,2}ERIC[ \t]*\n+[A-Z]{2,4} {1,2}- ", re.MULTILINE), _ERIC),
    (re.compile(r"^\ufeff?<1>[ \t]*\n+UI {1,2}- ", re.MULTILINE), _OVID),
    (re.compile(r"\A\s*%[AT] \S[^\n]*\n+%\S |^%0 \S[^\n]*\n+%\S ", re.MULTILINE), _ENDNOTE),
    (re.compile(r"^\ufeff?PT [A-Z][ \t]*\n+[A-Z][A-Z0-9] \S", re.MULTILINE), _WOS),
)
