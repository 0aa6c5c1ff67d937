"""Read and extend ``content/removed.toml``, the list of what people removed: imports leave it out.

[[papers]]
address = "2025/some-paper"
titles = ["Some Paper"]
arxiv = ["2503.00001"]
doi = ["10.1000/182"]
citation_key = "mill2025some"
to = "2025/other"
reason = "listed twice"

[[days]]
day = "2025-03-17"
to = "2025-03-18"

[[digests]]
file = "2025/2025-03-17.json"
sha256 = "…"
days = ["2025-03-17"]

`days` of a digest are the days that it left empty: their addresses are answered, and a digest may list them
again. Of a paper's keys one of the first four is enough. With ``to``, its page sends readers on, and a record
that names it is one of the other paper. Tables are only added: of two for one paper, the later one completes
the earlier.
"""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from msgspec.structs import asdict

from daybook.content.removed import Removed, RemovedDay, RemovedDigest, RemovedPaper, read_old_list
from daybook.content.toml_tables import DecisionsFile, Mistakes, unknown_keys
from daybook.disk.read import read_if_there
from daybook.problems import Problem, UsageError, shown
from daybook.text.dates import parse_day
from daybook.text.identifiers import arxiv_id, doi_name
from daybook.text.plain_text import one_line
from daybook.text.slugs import is_paper_address

REMOVED = "removed.toml"
_HEAD = (
    "# What was removed on purpose: imports leave it out, and its address is answered for ever.\n"
    "# To have something again, delete its table here; for a paper also `digests:` on the page of its day.\n"
)
_KEYS = {
    "papers": ("address", "titles", "arxiv", "doi", "citation_key", "to", "reason"),
    "days": ("day", "to", "reason"),
    "digests": ("file", "sha256", "reason", "days"),
}
_LISTS = ("titles", "arxiv", "doi")
_CAN_BE_LISTS = (*_LISTS, "days")


def load_removed(content_dir: Path) -> Removed:
    """Return the removals of a content folder. Raises UsageError with all mistakes."""
    place = content_dir / REMOVED
    old, of_old = read_old_list(content_dir)
    removed, mistakes = read_removed(place.as_posix(), read_if_there(place))
    if problems := [*of_old, *mistakes]:
        raise UsageError(problems)
    known = {paper.address for paper in removed.papers}
    old = tuple(paper for paper in old if paper.address not in known)
    return Removed((*old, *removed.papers), removed.days, removed.digests)


def read_removed(path: str, data: bytes) -> tuple[Removed, list[Problem]]:
    """Parse the list, and return it with a problem for each mistake."""
    file = DecisionsFile(path, data, tuple(_KEYS))
    papers = map(_paper, file.tables("papers", partial(_mistakes, "papers")))
    days = map(_day, file.tables("days", partial(_mistakes, "days")))
    digests = map(_digest, file.tables("digests", partial(_mistakes, "digests")))
    return Removed(_joined(papers), tuple(days), tuple(digests)), file.problems


def _mistakes(kind: str, item: Mapping[str, Any]) -> Mistakes:
    """Yield what is wrong with a table, and the remedy."""
    yield from unknown_keys(item, _KEYS[kind], f"a table of `{kind}`")
    for key in item.keys() & set(_KEYS[kind]):
        values = _values(item[key]) if key in _CAN_BE_LISTS else [item[key]]
        if not all(isinstance(one, str) and one_line(one) for one in values):
            kinds = "a line of text or a list of them" if key in _CAN_BE_LISTS else "a line of text"
            yield f"`{key}` is not {kinds}", "correct it", key
            return
    if kind == "papers":
        yield from _mistakes_of_paper(item)
    elif kind == "days":
        for key in ("day", "to"):
            if (key == "day" or key in item) and parse_day(item.get(key, "")) is None:
                yield f"`{key}` is no day: {shown(item.get(key, ''))}", "write it as 2025-03-18", key
    elif not item.get("file"):
        yield "a removed digest without `file`", "give its path below digests/"
    else:
        yield from _mistakes_of_digest(item)


def _mistakes_of_digest(item: Mapping[str, Any]) -> Mistakes:
    if not re.fullmatch(r"(?:[0-9a-f]{64})?", item.get("sha256", "")):
        remedy = "leave it out, or copy it from the day's page"
        yield "`sha256` has not 64 hexadecimal digits", remedy, "sha256"
    for place, day in enumerate(_values(item.get("days", []))):
        if parse_day(day) is None:
            yield f"`days` has what is no day: {shown(day)}", "write it as 2025-03-18", "days", place


def _mistakes_of_paper(item: Mapping[str, Any]) -> Mistakes:
    if not any(item.get(key) for key in ("address", *_LISTS)):
        yield "a removed paper that nothing names", "give its `address`, `titles`, `arxiv` or `doi`"
    for key in ("address", "to"):
        if key in item and not is_paper_address(item[key]):
            yield f"`{key}` is no paper's address: {shown(item[key])}", "write it as 2025/some-paper", key
    if "to" in item and "address" not in item:
        yield "`to` without `address`", "give the address of the page that sends readers on", "to"
    for key, check in (("arxiv", arxiv_id), ("doi", doi_name)):
        for place, value in enumerate(_values(item.get(key, []))):
            if not check(value):
                remedy = "write it as on the paper's page"
                yield f"`{key}` is not of its form: {shown(value)}", remedy, key, place


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _paper(item: Mapping[str, Any]) -> RemovedPaper:
    return RemovedPaper(
        address=item.get("address", ""),
        titles=tuple(map(one_line, _values(item.get("titles", [])))),
        arxiv=tuple(map(arxiv_id, _values(item.get("arxiv", [])))),
        doi=tuple(map(doi_name, _values(item.get("doi", [])))),
        citation_key=item.get("citation_key", ""),
        to=item.get("to", ""),
        reason=one_line(item.get("reason", "")),
    )


def _day(item: Mapping[str, Any]) -> RemovedDay:
    return RemovedDay(date.fromisoformat(item["day"]), parse_day(item.get("to", "")), item.get("reason", ""))


def _digest(item: Mapping[str, Any]) -> RemovedDigest:
    days = tuple(filter(None, map(parse_day, _values(item.get("days", [])))))
    return RemovedDigest(item["file"], item.get("sha256", ""), item.get("reason", ""), days)


def _joined(papers: Iterable[RemovedPaper]) -> tuple[RemovedPaper, ...]:
    """Return one record for each address, with what all of its tables say."""
    found: dict[str, RemovedPaper] = {}
    unnamed = []
    for paper in papers:
        if not paper.address:
            unnamed.append(paper)
            continue
        known = found.get(paper.address, paper)
        found[paper.address] = RemovedPaper(
            paper.address,
            tuple(dict.fromkeys(known.titles + paper.titles)),
            tuple(dict.fromkeys(known.arxiv + paper.arxiv)),
            tuple(dict.fromkeys(known.doi + paper.doi)),
            paper.citation_key or known.citation_key,
            paper.to,
            paper.reason or known.reason,
        )
    return (*found.values(), *unnamed)


def with_tables(before: bytes, added: Removed) -> bytes:
    """Return the bytes of the list with tables added; those that it has already are left out."""
    known, _ = read_removed("", before)
    kinds = ((kind, getattr(known, kind), getattr(added, kind)) for kind in _KEYS)
    tables = [_table(kind, item) for kind, listed, items in kinds for item in items if item not in listed]
    if not tables:
        return before
    text = before.decode("utf-8-sig").rstrip("\r\n") + "\n" if before.strip() else _HEAD
    return (text + "".join(tables)).encode("utf-8")


def _table(kind: str, item: RemovedPaper | RemovedDay | RemovedDigest) -> str:
    values = {("file" if key == "path" else key): value for key, value in asdict(item).items() if value}
    lines = (f"{key} = {_quoted(value)}\n" for key, value in values.items())
    return f"\n[[{kind}]]\n{''.join(lines)}"


def _quoted(value: Any) -> str:
    """Return a value in TOML: a string is written as in JSON, which escapes all but U+007F."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_quoted, value))}]"
    text = value if isinstance(value, str) else value.isoformat()
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
