"""Reader of Markdown, Org mode or reStructuredText: lists of linked papers, headings with fields, tables.

As in repositories of daily papers and newsletters: each paper has a link to arXiv, Hugging Face, a DOI or
another host of papers. Its abstract is the text that is labelled as such, else the text below its title.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import zip_longest

from msgspec import Struct
from msgspec.structs import replace

from daybook.digests.digest_file import DigestFile, ParsedDigest
from daybook.digests.fields import paper_links
from daybook.digests.fields.cells import is_empty
from daybook.digests.fields.entry_lines import is_foot
from daybook.digests.fields.link_titles import has_paper_link, may_be_paper, paper_key
from daybook.digests.fields.names import split_names
from daybook.digests.fields.references import is_citation
from daybook.digests.markdown.bare_identifiers import link_identifiers
from daybook.digests.markdown.beside_titles import name_before_text, rest_of, title_and_name, votes_of
from daybook.digests.markdown.bylines import with_names_above
from daybook.digests.markdown.cells import (
    has_identifiers,
    pair_of,
    title_column,
    title_fields,
    urls_of_row,
    with_pairs,
)
from daybook.digests.markdown.checks import find_fault, is_code, is_mention, without_foot
from daybook.digests.markdown.days import find_days, last_day
from daybook.digests.markdown.fields import is_translated, make_raw_facts, record_fields
from daybook.digests.markdown.heads import find_heads
from daybook.digests.markdown.inline import plain, plain_text
from daybook.digests.markdown.labelled import leads_to_paper, may_have_labels
from daybook.digests.markdown.labels import columns, label_of
from daybook.digests.markdown.lines import Line, MarkdownText, parse_markdown
from daybook.digests.markdown.org_mode import is_org, org_to_markdown
from daybook.digests.markdown.restructured_text import is_rst, rst_to_markdown
from daybook.digests.markdown.titled_urls import list_titled_urls
from daybook.digests.markdown.titles_apart import Head
from daybook.digests.other_files import is_other_form
from daybook.digests.records import Record, choose_day, collect, is_mostly_read, note_unused, parse_count
from daybook.model import Origin
from daybook.problems import Problem, shown
from daybook.text.plain_text import count

NAME = "a Markdown list or table of linked papers"

_PROMPT = re.compile(r"^#{1,6} paper selection prompt\b", re.MULTILINE | re.IGNORECASE)
"""The question that a model was asked, at the foot of lists by gpt_paper_assistant."""


class _Found(Struct):
    index: int
    record: Record | Problem
    understood: int
    covered: Sequence[int] = ()
    """Lines of the paper."""


def read(file: DigestFile) -> ParsedDigest | Problem | None:
    """Parse a digest; None if it lists no papers, a problem if papers are less than half of the text."""
    text = _PROMPT.split(_as_markdown(file.text), maxsplit=1)[0]
    if is_other_form(text):
        return None
    text = link_identifiers(text)
    if not (has_paper_link(text) or has_identifiers(text) or may_have_labels(text)):
        return None
    parsed = with_pairs(parse_markdown(text))
    if is_code(parsed, file.path):
        return None
    heads, untitled, mentions = find_heads(parsed.lines)
    unused: set[str] = set()
    found = [*_listed(parsed.lines, heads, untitled, unused), *_rows(file, parsed.lines, unused)]
    if not found:
        return None
    total = sum(len(line.text) for line in parsed.lines if line.kind != "heading") + parsed.skipped
    understood = sum(one.understood for one in found)
    if not is_mostly_read(understood, len(found), total) or mentions + len(untitled) > len(found):
        return _refusal(file, parsed, len(found))
    if len(found) == 1 and is_mention(parsed.lines[found[0].index]):
        return None
    titles = [one.record.title for one in found if isinstance(one.record, Record)]
    covered = {index for one in found for index in (one.index, *one.covered)}
    if titles and (fault := find_fault(parsed, titles, covered)):
        what = f"is Markdown with links to papers, but {fault}"
        return Problem(file.path, 1, what, "keep only the list of papers, each with a link and its title")
    found = [_unless_cited(file, one) for one in found]
    found += [_Found(index, _untitled(file, parsed.lines[index]), 0) for index in untitled]
    days = find_days(parsed, min(one.index for one in found))
    several = len({days[one.index] for one in found}) > 1
    parsed_digest = collect(
        file, _dated(file, sorted(found, key=lambda one: one.index), days, several=several)
    )
    notes = note_unused(file.path, sorted(unused), 1)
    return ParsedDigest(parsed_digest.entries, parsed_digest.rejected, (*parsed_digest.problems, *notes))


def _as_markdown(text: str) -> str:
    if is_org(text):
        return org_to_markdown(text)
    return rst_to_markdown(text) if is_rst(text) else list_titled_urls(text)


def _refusal(file: DigestFile, parsed: MarkdownText, papers: int) -> Problem | None:
    """Return a problem if a text is Markdown; None if it may be another text with links."""
    marked = sum(line.kind not in ("text", "blank") for line in parsed.lines)
    if not marked:
        return None
    what = f"is Markdown that links to {count(papers, 'paper')}, but most of it is something else"
    return Problem(file.path, 1, what, "keep only the list of papers, each with a link and its title")


def _untitled(file: DigestFile, line: Line) -> Problem:
    what = f"a link without a title: {shown(next(filter(paper_key, (span.url for span in line.spans))))}"
    return Problem(file.path, line.number, what, "give it one, or remove it")


def _unless_cited(file: DigestFile, one: _Found) -> _Found:
    """Return a paper, or the problem of a reference whose title is not known from the rest."""
    if isinstance(one.record, Problem) or not is_citation(one.record.title):
        return one
    what = f"a reference, of which the title is only a part: {shown(one.record.title)}"
    return _Found(one.index, Problem(file.path, one.record.line, what, "link its title alone"), 0)


def _dated(
    file: DigestFile, found: Sequence[_Found], days: Sequence[date | None], *, several: bool
) -> Iterator[Record | Problem]:
    """Date records by the heading above if the file has several days, else by the file's name first."""
    for one in found:
        day = days[one.index]
        if isinstance(one.record, Problem):
            yield one.record
        else:
            record = one.record
            own = day if several and day else choose_day(file, day)
            yield replace(record, day=own, origin=Origin.LIST)


def _listed(
    lines: Sequence[Line], heads: Sequence[Head], untitled: Sequence[int], unused: set[str]
) -> Iterator[_Found]:
    ends = [
        min(_end(lines, head, after), _end_before_untitled(lines, head, untitled))
        for head, after in zip_longest(heads, heads[1:])
    ]
    bodies = [list(range(head.index + 1, end)) for head, end in zip(heads, ends, strict=True)]
    bodies = without_foot(lines, bodies, heads[-1].link_index) if bodies else []
    bodies = with_names_above(lines, [head.index for head in heads], bodies)
    outside = [_outside(lines, head, body) for head, body in zip(heads, bodies, strict=True)]
    if 2 * sum(map(bool, outside)) > len(outside):
        outside = [frozenset()] * len(heads)
    found: list[tuple[Head, Record, int, list[int]]] = []
    for head, body, others in zip(heads, bodies, outside, strict=True):
        own = [pair_of(lines[index]) for index in body if index not in others]
        head_line = lines[head.index]
        fields, labels = record_fields([rest_of(head_line, head.title), *own])
        unused |= labels
        urls = [
            head.url,
            *(span.url for line in [head_line, *own] if not is_translated(line) for span in line.spans),
        ]
        record = _record(head.title, fields, urls, head_line.number)
        record = record if record.upvotes else replace(record, upvotes=votes_of(head_line))
        understood = len(head_line.text) + sum(len(line.text) for line in own)
        found.append((head, record, understood, body))
    are_listed = 2 * sum(bool(record.facts["authors"]) for _, record, _, _ in found) > len(found)
    for head, record, understood, body in found:
        title, name = head.title, ""
        if are_listed and not record.facts["authors"]:
            title, name = title_and_name(lines[head.index], head.title)
            if not name:
                name, text = name_before_text(record.abstract)
                record = replace(record, abstract=text)
        facts = {**record.facts, "authors": split_names(name)} if name else record.facts
        yield _Found(head.index, replace(record, title=title, facts=facts), understood, body)


def _end(lines: Sequence[Line], head: Head, after: Head | None) -> int:
    """Return the index of the first line below a paper that is not its own."""
    limit = min(after.index, after.link_index) if after else len(lines)
    start = lines[head.index]
    for index in range(head.index + 1, limit):
        line = lines[index]
        if line.kind == "heading" and (start.kind != "heading" or line.level <= start.level):
            return index if index > head.link_index else limit
        if _leads_away(start, line) and index > head.link_index:
            return index
        if not after and line.kind == "text" and is_foot(line.text) and index > head.link_index:
            return index
        if line.kind == "rule" and index > head.link_index:
            return index
        if line.kind == "item" and start.kind == "item" and line.level <= start.level and not label_of(line):
            return index if index > head.link_index else limit
    return limit


def _leads_away(head: Line, line: Line) -> bool:
    """Return whether a line below a bold title is bold too, and links to something else."""
    is_bold = head.kind == line.kind == "text" and head.strong and line.strong and not label_of(line)
    return bool(is_bold) and any(may_be_paper(span.url) for span in line.spans)


def _end_before_untitled(lines: Sequence[Line], head: Head, untitled: Sequence[int]) -> int:
    """Return the last possible end of a paper in plain text: below may be a paper without a title."""
    start = head.link_index + 1
    until = next((index for index in untitled if index >= start), None)
    if until is None or lines[head.index].kind != "text":
        return len(lines)
    return next((index for index in range(start, until) if lines[index].kind == "blank"), start)


def _outside(lines: Sequence[Line], head: Head, body: Sequence[int]) -> frozenset[int]:
    """Return the lines that follow an item but are not part of it: text below a blank line, not indented."""
    if lines[head.index].kind != "item":
        return frozenset()
    blank = next((index for index in body if lines[index].kind == "blank"), len(lines))
    return frozenset(
        index
        for index in body
        if index > max(blank, head.link_index) and lines[index].kind == "text" and not lines[index].level
    )


def _record(title: str, fields: dict[str, str], urls: Sequence[str], line: int) -> Record:
    keys = [paper_key(url) for url in urls if url]
    arxiv = next((key[6:] for key in keys if key.startswith("arxiv:")), "")
    doi = next((key[4:] for key in keys if key.startswith("doi:")), "")
    code = next(filter(paper_links.is_code, urls), "")
    facts = make_raw_facts(fields) | {"arxiv": arxiv, "doi": doi, "code": code, "link": urls[0]}
    abstract = fields.get("abstract") or fields.get("summary") or fields.get("text", "")
    facts["summary"] = fields.get("summary", "") if fields.get("abstract") else ""
    return Record(title, abstract, None, facts, _votes(fields), line)


def _votes(fields: Mapping[str, str]) -> int:
    """Return the up-votes of a field such as ``57`` or ``57 👍``."""
    return parse_count(fields.get("upvotes", "").strip(" ▲👍⬆\ufe0f")) or 0


def _rows(file: DigestFile, lines: Sequence[Line], unused: set[str]) -> Iterator[_Found]:
    """Return the papers of tables of which most rows link to one, or a row below `Title` and `Abstract`."""
    tables: dict[tuple[str, ...], list[int]] = {}
    for index, line in enumerate(lines):
        if line.kind == "row":
            tables.setdefault(line.header, []).append(index)
    for header, indexes in tables.items():
        fields = list(columns(header))
        urls = [urls_of_row(lines[index]) for index in indexes]
        linked = sum(leads_to_paper(own) if "authors" in fields else any(map(paper_key, own)) for own in urls)
        are_pairs = len(header) == 2 and (not any(fields) or header[0].endswith(":"))
        if 2 * linked <= len(indexes) * (not {"title", "abstract"} <= set(fields)) or are_pairs:
            continue
        unused |= {
            name
            for name, field in zip(header, fields, strict=True)
            if not field and any(map(str.isalpha, name))
        }
        place = title_column([lines[index] for index in indexes], fields)
        for index in indexes:
            yield _Found(index, _row(file, lines[index], fields, place), len(lines[index].text))


def _row(file: DigestFile, line: Line, names: Sequence[str], place: int) -> Record | Problem:
    if any(any(span.text.strip() or span.url for span in cell) for cell in line.cells[len(names) :]):
        what = f"a row of {len(line.cells)} cells under {len(names)} columns"
        return Problem(file.path, line.number, what, "write a bar within a cell as `\\|`")
    urls = sorted(urls_of_row(line), key=lambda url: not paper_key(url))
    cell = line.cells[place] if place < len(line.cells) else ()
    own = title_fields(cell)
    if not own and "title" not in names and line.cells:
        own = title_fields(line.cells[0])
    if not own or (names[:1] != ["title"] and last_day(own["title"]) and own == title_fields(line.cells[0])):
        return Problem(file.path, line.number, "a row without a title", "give it one, or remove it")
    fields = {
        name: plain(" ".join(span.text for span in value))
        for name, value in zip(names, line.cells, strict=False)
        if name and name != "title" and not is_empty(plain_text(value))
    }
    title = own.pop("title")
    if not urls:
        what = f"a row without a link: {shown(title)}"
        return Problem(file.path, line.number, what, "add one if it is a paper")
    return _record(title, {**own, **fields}, urls or [""], line.number)
