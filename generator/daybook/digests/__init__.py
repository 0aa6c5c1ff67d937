"""Parse a file, in any of several forms, into a `Digest`.

The forms, each a module with ``NAME`` and ``read``, and what only they use:

    saved_pages/    web pages that a browser saved, or that were copied from one as text
    mails/          e-mails: arXiv's announcement, and any mail whose text is a newsletter; chats
    data/           what programs exchange: JSON, YAML, TOML, XML, CSV
    bibliographies/ what reference managers export: BibTeX, RIS, tagged text
    feeds/          RSS, Atom, JSON Feed
    markdown/       lists in Markdown, and in Org mode and reStructuredText, which are turned into it

What they share, from what knows most of papers to what knows nothing of them:

    newsletters/    links with text around them → papers
    rows/           values that have names, whatever the format → a record
    tally.py        what records have that no field uses, for one note about each
    records.py      a record of any form → an entry, checked
    digest_file.py  what a reader takes, and what it returns
    fields/         the fields of a paper as people write them: names, titles, links
    other_files.py  what a file is that is no digest
    syntax/         parsers of formats
    date_hint.py    the day in a file's path
    encoding.py     bytes → text
    limits.py       bounds of time and memory

To add a form, write a module and yield it in `readers`. ``read(file: DigestFile)`` returns None if the file
is not of its form, a `Problem` if it is but has nothing to read, and else a ``ParsedDigest``. Readers are
tried in order; `older_daily_papers`, whose form has the fewest signs, is the last.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from types import ModuleType

from daybook.digests.date_hint import DateHint, date_hint
from daybook.digests.digest_file import ParsedDigest, check_text, decode_file
from daybook.digests.limits import LimitError, Limits, run_within
from daybook.model import Digest, Entry
from daybook.problems import Problem, Severity, shown

_ENCODED_FORMS = frozenset({
    "eml", "web_page", "xml_records", "rss_atom", "json_feed", "hf_json", "json_papers", "yaml_papers",
    "toml_papers", "messages",
})  # fmt: skip
"""Forms that encode their text: a control character in such a file is not one in a title or an abstract."""
_BINARY_FORMS = frozenset({"eml", "xml_records", "rss_atom"})
"""Forms whose readers decode the bytes of the file."""

__all__ = ["DateHint", "date_hint", "read_digest", "readers"]
Read = tuple[Digest | None, tuple[Problem, ...]]

_FEWEST_ALIKE = 3
"""Fewer papers of the same title may be editorials, or a paper and its correction."""
_SECONDS, _SECONDS_OF_MEGABYTE = 10, 2
_MEMORY, _MEMORY_OF_BYTE = 1_000_000_000, 32
"""Limits of a file, and what its size adds; the dearest digests known take a twentieth."""


def readers() -> Iterator[ModuleType]:
    """Yield the reader of each form in the order in which they are tried.

    Those of JSON come first: most digests are JSON, and the others take a while to load.
    """
    from daybook.digests.data import hf_json

    yield hf_json
    from daybook.digests.data import json_papers
    from daybook.digests.feeds import json_feed
    from daybook.digests.mails import messages

    yield from (json_feed, messages, json_papers)
    from daybook.digests.bibliographies import bibtex, pubmed_text, ris, tagged_text
    from daybook.digests.data import csv_tables, toml_papers, xml_records, yaml_papers
    from daybook.digests.feeds import rss_atom
    from daybook.digests.mails import arxiv_announcement, eml
    from daybook.digests.markdown import lists
    from daybook.digests.saved_pages import arxiv_listing, daily_papers, older_daily_papers, web_page

    yield from (eml, web_page, xml_records, rss_atom, bibtex, ris, tagged_text, arxiv_announcement)
    yield from (csv_tables, arxiv_listing, daily_papers, pubmed_text, yaml_papers, toml_papers, lists)
    yield older_daily_papers


def read_digest(path: str, data: bytes, hint: DateHint, forms: Iterable[ModuleType] | None = None) -> Read:
    """Parse a digest with the first reader that accepts it, of ``forms`` or of all `readers`.

    ``path`` names the file in problems and in the digest. The digest is None if nothing could be read, or if
    that took too long; a record that could not be read is counted as rejected and has a problem. Raises
    nothing but MemoryError, where this machine has no more.
    """
    seconds = _SECONDS + _SECONDS_OF_MEGABYTE * (len(data) // 1_000_000)
    limits = Limits(seconds, _MEMORY + _MEMORY_OF_BYTE * len(data))
    try:
        return run_within(limits, partial(_read, path, data, hint, readers() if forms is None else forms))
    except LimitError as error:
        return None, (Problem(path, 0, str(error), "split it, or remove it, and please report it"),)


def _read(path: str, data: bytes, hint: DateHint, forms: Iterable[ModuleType]) -> Read:
    file = decode_file(path, data, hint)
    if isinstance(file, Problem):
        return None, (file,)
    for reader in forms:
        parsed: ParsedDigest | Problem | None
        try:
            parsed = reader.read(file)
        except MemoryError:
            raise
        except Exception as error:  # of the reader or a library: a problem of this file alone
            what = f"made the reader of {reader.NAME} fail ({type(error).__name__}: {shown(str(error))})"
            parsed = Problem(path, 0, what, "please report it")
        if parsed is not None:
            break
    else:
        if file.decode_problem and not file.text:
            return None, (file.decode_problem,)
        from daybook.digests.other_files import describe  # slow to load, rarely needed

        return None, (Problem(path, 1, *describe(file.text)),)
    form = reader.__name__.rpartition(".")[2]
    problems = () if form in _ENCODED_FORMS else check_text(file)
    if file.decode_problem and form in _ENCODED_FORMS - _BINARY_FORMS:
        problems = (file.decode_problem,)
    if isinstance(parsed, ParsedDigest):
        parsed = _same_titles(path, parsed.entries) or parsed
    if isinstance(parsed, Problem):
        return None, (*problems, parsed)
    problems = (*problems, *parsed.problems)
    if not parsed.entries and not parsed.rejected:
        empty = Problem(path, 1, "no papers found", "save the digest again, or remove the file")
        is_explained = any(problem.severity is Severity.ERROR for problem in problems)
        return None, problems if is_explained else (*problems, empty)
    return Digest(path, "", parsed.entries, parsed.rejected), problems


def _same_titles(path: str, entries: Sequence[Entry]) -> Problem | None:
    """Return a problem if most papers, which are different ones, have the same words for a title."""
    papers = {(entry.facts.arxiv or entry.facts.doi or entry.facts.link, entry.title) for entry in entries}
    title, number = Counter(title for _, title in papers).most_common(1)[0] if papers else ("", 0)
    if number < _FEWEST_ALIKE or 2 * number <= len(papers):
        return None
    what = f"has {number:,} different papers with the same title: {shown(title)}"
    return Problem(path, 1, what, "give each paper its own title")
