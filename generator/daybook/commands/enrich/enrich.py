"""Fill in empty identifiers, authors, dates and categories of papers.

Candidates come from the archive's own digests, then files of arXiv's metadata, then arXiv itself if a person
asks for it. Fields that a person emptied stay empty. The provenance of a page names the source of each value;
a value from a digest that is imported later replaces it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from daybook.commands.enrich.choose import choose, reject_duplicates
from daybook.commands.enrich.incomplete import Candidate, IncompletePaper, IncompletePapers, Match
from daybook.commands.enrich.online import request_candidates
from daybook.commands.enrich.remembered import RememberedAnswers
from daybook.commands.enrich.snapshot import read_snapshot
from daybook.content import paper_page
from daybook.content.folder import load_content
from daybook.content.front_matter_writer import unchangeable
from daybook.content.location import DIGESTS
from daybook.content.page import read_page
from daybook.content.paper_update import PaperUpdate
from daybook.digests import date_hint, read_digest
from daybook.disk.lock import content_lock, work_folder
from daybook.disk.read import read_file
from daybook.disk.walk import find_files
from daybook.disk.write import replace_file
from daybook.problems import Problem, placed
from daybook.progress import Progress, unseen
from daybook.sources.client import Client

_MAX_CANDIDATES = 50
"""Of one paper; with as many, none could be chosen anyway."""
_REQUESTED_FIELDS = frozenset({"arxiv", "authors", "published", "categories"})
"""Papers that miss one of these are requested from arXiv; few of its papers have a DOI."""

_Candidates = dict[str, list[Candidate]]
_Choices = dict[str, PaperUpdate | Problem | None]
"""Both by the paper's address."""


class EnrichResult(Struct, frozen=True):
    """Numbers of papers and fields, and the problems."""

    incomplete: int
    """Papers with empty fields."""
    filled: int
    """Papers that got a value."""
    values: int
    """Fields that were filled."""
    undecided: int
    """Papers with several candidates, or with the identifier of another paper."""
    problems: tuple[Problem, ...]


def enrich(
    content_dir: Path,
    metadata: Sequence[Path] = (),
    client: Client | None = None,
    progress: Progress = unseen,
) -> EnrichResult:
    """Fill in empty fields of the papers in the content folder.

    ``metadata`` are files that `read_snapshot` reads; ``client`` is a connection to arXiv, None to make no
    requests. Raises UsageError if a file is not of arXiv's form.
    """
    content = load_content(content_dir)
    papers = IncompletePapers(content.papers.values())
    candidates: _Candidates = defaultdict(list)
    problems = list(content.problems)
    if papers.by_address:
        problems += _add(candidates, _digest_matches(content_dir, papers, progress))
    for location in metadata:
        problems += _add(candidates, read_snapshot(location, papers, progress))
    choices = _choose_all(papers, candidates)
    if client:
        answers = RememberedAnswers(work_folder(content_dir) / "arxiv", client.endpoint)
        incomplete = _still_incomplete(papers, choices)
        problems += _add(candidates, request_candidates(incomplete, client, answers))
        choices = _choose_all(papers, candidates)
    undecided = [choice for choice in choices.values() if isinstance(choice, Problem)]
    filled = [choice for choice in choices.values() if isinstance(choice, PaperUpdate)]
    updates, duplicates = reject_duplicates(filled)
    written, failures = _write(content_dir, updates, papers)
    problems += placed((*undecided, *duplicates, *failures), content_dir)
    return EnrichResult(
        incomplete=len(papers.by_address),
        filled=len(written),
        values=sum(len(update.values) for update in written),
        undecided=len(undecided) + len(duplicates),
        problems=tuple(sorted(problems)),
    )


def _add(candidates: _Candidates, matches: Iterable[Match | Problem]) -> list[Problem]:
    """Add candidates by the paper's address; return the problems among the matches."""
    problems = []
    for match in matches:
        if isinstance(match, Problem):
            problems.append(match)
        elif len(known := candidates[match[0].address]) < _MAX_CANDIDATES:
            known.append(match[1])
    return problems


def _choose_all(papers: IncompletePapers, candidates: _Candidates) -> _Choices:
    return {
        address: choose(papers.by_address[address], found, papers.owners)
        for address, found in sorted(candidates.items())
    }


def _digest_matches(content_dir: Path, papers: IncompletePapers, progress: Progress) -> Iterator[Match]:
    """Yield candidates from the saved digests; importing reports their problems."""
    found, _ = find_files(content_dir / DIGESTS)
    for number, file in enumerate(found, 1):
        progress("digests of the archive read", number)
        digest, _ = read_digest(file.path, read_file(file.location), date_hint(file.path, None))
        for entry in digest.entries if digest else ():
            facts = entry.facts
            if facts.arxiv or facts.doi:
                candidate = Candidate(entry.title, entry.abstract, facts, file.path)
                yield from ((paper, candidate) for paper in papers.find(entry.title, facts.arxiv, facts.doi))


def _still_incomplete(papers: IncompletePapers, choices: _Choices) -> Iterator[IncompletePaper]:
    """Yield the papers that still miss fields which arXiv can give, except undecided ones."""
    for address, paper in papers.by_address.items():
        choice = choices.get(address)
        filled = choice.values.keys() if isinstance(choice, PaperUpdate) else frozenset()
        if not isinstance(choice, Problem) and _REQUESTED_FIELDS.intersection(paper.missing) - filled:
            yield paper


def _write(
    content_dir: Path, updates: Iterable[PaperUpdate], papers: IncompletePapers
) -> tuple[list[PaperUpdate], list[Problem]]:
    """Write pages, except those that were changed since they were read."""
    written: list[PaperUpdate] = []
    problems: list[Problem] = []
    with content_lock(content_dir):
        for update in updates:
            path = f"papers/{update.address}.md"
            before = read_file(content_dir / path)
            if read_page(path, before).paper != papers.by_address[update.address].page:
                problems.append(Problem(path, 0, "was changed in the meantime", "enrich again"))
                continue
            try:
                text = paper_page.update(before.decode("utf-8-sig"), update)
            except ValueError:
                problems.append(unchangeable(path))
                continue
            replace_file(content_dir / path, text.encode("utf-8"))
            written.append(update)
    return written, problems
