"""What digests did not say of a paper, filled in from elsewhere: identifiers, authors, date, categories.

Sources, in this order: the archive's own digests, files of arXiv's metadata, and arXiv itself where a person
asks for that. Only empty fields are filled, and none that a person emptied. What was filled in stands in
content with the name of its source, as a digest's word does; a digest's later word replaces it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from daybook.commands.enrich.choose import Choice, Filling, choose, twins
from daybook.commands.enrich.online import Answers, ask_arxiv
from daybook.commands.enrich.snapshot import read_snapshot
from daybook.commands.enrich.wanted import Candidate, Wanted, WantedPapers, owners
from daybook.content import paper_page
from daybook.content.content import Content
from daybook.content.folder import load_content
from daybook.content.page import read_page
from daybook.content.paths import DIGESTS
from daybook.content.provenance import PaperUpdate
from daybook.digests import date_hint, read_digest
from daybook.disk.lock import locked, work_folder
from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.disk.write import replace_file
from daybook.problems import Problem
from daybook.sources.client import Client

_MOST_CANDIDATES = 50
"""Of one paper; with as many it cannot be decided anyway."""
_ASKED_FOR = frozenset({"arxiv", "authors", "published", "categories"})
"""What arXiv is asked for; most of its papers have no DOI."""

Told = Callable[[str, int], None]
Found = tuple[Wanted, Candidate] | Problem


class Enriched(Struct, frozen=True):
    """What was filled in."""

    lacking: int
    """Papers that had gaps."""
    filled: int
    """Papers that got something."""
    values: int
    """Fields that were filled."""
    undecided: int
    """Papers that could be one of several, or seem to be another paper of the archive."""
    problems: tuple[Problem, ...]


def enrich(
    content_dir: Path,
    metadata: Sequence[Path] = (),
    client: Client | None = None,
    told: Told = lambda _what, _done: None,
) -> Enriched:
    """Fill in what papers lack; ``client`` is a connection to arXiv, None where it is not to be asked.

    Raises UsageError where a file of metadata is none.
    """
    content = load_content(content_dir)
    label = f"{content_dir.as_posix()}/"
    wanted = WantedPapers(content.papers.values())
    problems = list(content.problems)
    candidates = _Candidates(wanted)
    if wanted.by_address:
        problems += candidates.take(_own(content_dir, wanted, told))
    for location in metadata:
        problems += candidates.take(read_snapshot(location, wanted, told))
    choices = candidates.choices(content, label)
    if client:
        found = ask_arxiv(_still_lacking(wanted, choices), client, Answers(answers_folder(content_dir)), told)
        problems += candidates.take(found)
        choices = candidates.choices(content, label)
    fillings, more = twins((choice.filling for choice in choices.values() if choice.filling), label)
    unsure = [choice.problem for choice in choices.values() if choice.problem]
    written, faults = _write(content_dir, fillings, label)
    return Enriched(
        lacking=len(wanted.by_address),
        filled=len(written),
        values=sum(len(filling.values) for filling in written),
        undecided=len(unsure) + len(more),
        problems=tuple(sorted((*problems, *unsure, *more, *faults))),
    )


def answers_folder(content_dir: Path) -> Path:
    """Where arXiv's answers are kept: beside the content folder, in what git does not track."""
    return work_folder(content_dir) / "arxiv"


class _Candidates:
    """The candidates of each wanted paper."""

    def __init__(self, wanted: WantedPapers) -> None:
        self._wanted = wanted
        self._found: dict[str, list[Candidate]] = defaultdict(list)

    def take(self, found: Iterable[Found]) -> list[Problem]:
        """Take candidates in; gives the problems among them."""
        problems = []
        for item in found:
            if isinstance(item, Problem):
                problems.append(item)
            elif len(known := self._found[item[0].address]) < _MOST_CANDIDATES:
                known.append(item[1])
        return problems

    def choices(self, content: Content, label: str) -> dict[str, Choice]:
        """What becomes of each paper that has candidates."""
        known = owners(content.papers.values())
        return {
            address: choose(self._wanted.by_address[address], self._found[address], known, label)
            for address in sorted(self._found)
        }


def _own(content_dir: Path, wanted: WantedPapers, told: Told) -> Iterator[Found]:
    """Candidates in the digests that the archive has; what is wrong with those is the import's to say."""
    found, _ = find_files(content_dir / DIGESTS)
    for number, file in enumerate(found, 1):
        told("digests of the archive read", number)
        digest, _ = read_digest(file.path, read_file(file.location), date_hint(file.path, None))
        for entry in digest.entries if digest else ():
            facts = entry.facts
            if facts.arxiv or facts.doi:
                candidate = Candidate(entry.title, entry.abstract, facts, file.path)
                papers = wanted.named(entry.title, facts.arxiv, facts.doi)
                yield from ((paper, candidate) for paper in papers)


def _still_lacking(wanted: WantedPapers, choices: dict[str, Choice]) -> Iterator[Wanted]:
    """The papers to ask arXiv for: not those that have or get all of it, nor those nobody can decide."""
    for address, paper in wanted.by_address.items():
        choice = choices.get(address, Choice())
        got = choice.filling.values.keys() if choice.filling else frozenset()
        if not choice.problem and _ASKED_FOR.intersection(paper.lacks) - got:
            yield paper


def _write(content_dir: Path, fillings: Iterable[Filling], label: str) -> tuple[list[Filling], list[Problem]]:
    """Write pages anew, unless they were changed in the meantime."""
    written: list[Filling] = []
    problems: list[Problem] = []
    work = work_folder(content_dir)
    work.mkdir(parents=True, exist_ok=True)
    with locked(work / "lock"):
        for filling in fillings:
            path = f"papers/{filling.wanted.address}.md"
            before = read_file(content_dir / path)
            page = read_page(path, before).paper
            if page != filling.wanted.page:
                problems.append(Problem(label + path, 0, "was changed in the meantime", "enrich again"))
                continue
            update = PaperUpdate(
                filling.wanted.address, page.paper.appearances, filling.values, filling.sources
            )
            try:
                text = paper_page.update(path, before.decode("utf-8-sig"), update)
            except ValueError:
                remedy = "write its front matter one key a line, or fill in the fields yourself"
                problems.append(Problem(label + path, 1, "cannot be changed line by line", remedy))
                continue
            replace_file(content_dir / path, text.encode("utf-8"))
            written.append(filling)
    return written, problems
