"""Reader of RIS files: lines such as ``TI  - Title``, records from ``TY`` to ``ER``.

Some programs write one space between tag and hyphen in place of two; then only known tags count, because
``AI - driven`` may be a line of an abstract. The day comes from the file's name, else ``DA`` if it is a whole
day (``2025/03/18``). Numbers and headers may stand between records, as JSTOR and Ovid export them.
"""

import re
from functools import partial

from msgspec.structs import replace

from daybook.digests.bibliographies.tagged_lines import Dialect, read_tagged
from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.problems import Problem

NAME = "RIS"

_LONG_TAG = r"(?:PMC?ID|DOI|I[SB][SB]N|URL)(?= {2}-)"
"""Of PsycINFO's and others' RIS, longer than the form allows."""
_LINE = re.compile(rf"([A-Z][A-Z0-9]|{_LONG_TAG})( {{1,3}})-(?:[ \t](.*)|$)")
_TAGS = re.compile(
    "A[1-4BDNUV]|BT|C[1-8ANPTY]|D[ABIOPS]|E[DNPRT]|H[12]|I[DPS]|J[12AFO]|K[1W]|L[1-4AKL]|M[1-3]|N[1-3OV]|O[LP]|P[ABPY]"
    "|R[DINPT]|S[2ELNPT]|T[1-3AIY]|TT|U[1-5R]|V[LO]|W[TV]|Y[12]"
)
_PROSE_TAGS = frozenset({"AB", "N1", "N2"})
_AFTER_PROSE = re.compile("A[1BU]|D[AO]|J[AFO]|KW|L[12]|N[12]|PY|T[12IY]|UR|Y1")
"""Tags with one space that end prose in a record with two; others may be words of the prose."""
_START = re.compile(
    rf"\A\s*TY( {{1,3}})-(?:[ \t]|$)|^\ufeff?TY( {{1,3}})-[^\n]*\n+(?:[A-Z][A-Z0-9]|{_LONG_TAG}) {{1,3}}-",
    re.MULTILINE,
)
_TYPE, _END = (re.compile(rf"^{tag} {{1,3}}-", re.MULTILINE) for tag in ("TY", "ER"))
"""With which records begin and end; some programs end none of several."""
_NO_PAPERS = frozenset({
    "ADVS", "ART", "BLOG", "COMP", "ELEC", "ICOMM", "MAP", "MPCT", "MUSIC", "PCOMM", "SLIDE", "SOUND",
    "VIDEO",
})  # fmt: skip
"""Types of records that are papers only if they link to one, as with Zotero's items."""
_START_WITHIN = 20_000
"""Characters in which the first record must begin."""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a RIS file; None if it is something else."""
    start = _START.search(file.text[:_START_WITHIN].replace("\r", "\n"))
    if not start:
        return None
    wide = len(start[1] or start[2]) > 1
    has_ends = _END.search(file.text) or len(_TYPE.findall(file.text)) == 1
    end = _DIALECT.end if has_ends else ""
    return read_tagged(file, replace(_DIALECT, match=partial(_match_line, wide), end=end))


def _match_line(wide: bool, line: str, tag: str) -> tuple[str, str] | None:
    """Match a line below a value of ``tag``; ``wide`` if the file's first tag has two spaces."""
    match = _LINE.match(line)
    if not match:
        return None
    value = match[3] or ""
    if len(match[2]) == 1:
        if match[1] == "ER":
            known = not value.strip()
        else:
            known = bool((_AFTER_PROSE if wide and tag in _PROSE_TAGS else _TAGS).fullmatch(match[1]))
        if not known:
            return None
    return match[1], value


_DIALECT = Dialect(
    NAME,
    partial(_match_line, True),
    first="TY",
    continues=lambda _line, _tag, _after_blank: True,
    others=_NO_PAPERS,
    books=("BOOK", "EDBOOK"),
    of_books=("PB", "SN"),
    end="ER",
    title=("TI", "T1", "CT", "BT"),
    abstract=("AB", "N2"),
    authors=(("AU",), ("A1",)),
    published=("DA", "PY", "Y1"),
    day=("DA",),
    doi=("DO",),
    keywords=("KW",),
    links=("UR", "L1", "L2", "LK"),
    numbers=("AN", "C1", "M1", "M3", "ID"),
    journal=("JF", "T2", "JO", "JA", "J2"),
    place=(("VL",), ("IS",), ("SP", "EP")),
    notes=("N1",),
)
