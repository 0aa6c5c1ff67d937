"""Two maintainers' weeks end with what they decided.

Two people import, edit, merge, rename, remove and restore papers, each in a copy of one archive, and bring
their copies together as git does: file by file, with either side of a conflict. A model knows what was
decided of each paper. In half of the runs the second copy has the line ends of Windows, as `core.autocrlf`
makes them.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from daybook.archive.importing import ImportResult, import_digests
from daybook.commands.edits.merge import merge
from daybook.commands.edits.remove import Asked, remove
from daybook.commands.edits.rename import rename
from daybook.problems import Severity

WORDS = ("moss", "fern", "bell", "kiln", "tide", "loom")
PAPERS = range(len(WORDS))
SIDES = st.sampled_from([0, 1])
PAPER = st.sampled_from(PAPERS)
DAY = st.integers(1, 4)


def record(paper: int) -> Mapping[str, object]:
    word = WORDS[paper]
    told = " ".join(f"{word}{number}" for number in range(12))
    return {
        "title": f"The {word.capitalize()} and Its Keepers",
        "abstract": f"We look at {told}.",
        "arxiv": f"3101.0000{paper}",
    }


@dataclass
class Fate:
    """What people decided about a paper."""

    state: str = "unknown"
    """Or present, removed, merged."""
    address: str = ""
    kept: int = -1
    """The paper into which it was merged."""
    text: str = ""
    """Its page, when it was removed."""
    notes: tuple[str, ...] = ()

    def copy(self) -> Fate:
        return Fate(self.state, self.address, self.kept, self.text, self.notes)


@dataclass
class Copy:
    """A maintainer's copy of the archive, and what was decided in it."""

    content: Path
    fates: list[Fate]
    newline: str = "\n"


def texts(folder: Path) -> dict[str, str]:
    """Return the text of every file with LF, as git keeps it."""
    found = (place for place in sorted(folder.rglob("*")) if place.is_file())
    return {
        place.relative_to(folder).as_posix(): place.read_bytes().decode().replace("\r\n", "\n")
        for place in found
    }


def write(folder: Path, files: Mapping[str, str], newline: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(text.replace("\n", newline).encode())


class Maintainers(RuleBasedStateMachine):
    """Two copies of one archive."""

    newline = "\n"

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.number = 0
        fates = [Fate() for _ in PAPERS]
        self.copies = [Copy(self.folder / "0" / "content", fates)]
        self.copies.append(
            Copy(self.folder / "1" / "content", [fate.copy() for fate in fates], newline=self.newline)
        )
        for copy in self.copies:
            copy.content.mkdir(parents=True)
        self.base: dict[str, str] = {}
        self.base_fates = [fate.copy() for fate in fates]

    def teardown(self) -> None:
        """Bring both copies together, and import each paper once more."""
        self.bring_together([0] * 99)
        for copy in self.copies:
            self.check(copy, self.save(copy, 9, PAPERS))
            assert not import_digests(copy.content).written
        shutil.rmtree(self.folder)

    def save(self, copy: Copy, day: int, papers: Iterator[int] | range | list[int]) -> ImportResult:
        """Import a new digest."""
        self.number += 1
        place = self.folder / f"2031-01-{day:02}-{self.number}.jsonl"
        comment = {"comment": f"Digest {self.number}."}  # no two digests are the same file
        records = (json.dumps({**record(paper), **comment}) for paper in papers)
        place.write_text("".join(f"{line}\n" for line in records), "utf-8")
        done = import_digests(copy.content, [place])
        self.check_out(copy)
        return done

    def check_out(self, copy: Copy) -> None:
        """Give every file of a copy the line ends of its system."""
        if copy.newline != "\n":
            write(copy.content, texts(copy.content), copy.newline)

    def check(self, copy: Copy, done: ImportResult) -> None:
        """Check an import of all papers of a copy against what was decided."""
        assert [problem for problem in done.problems if problem.severity is Severity.ERROR] == []
        pages = {page.paper.facts.arxiv: page for page in done.content.papers.values()}
        assert len(pages) == len(done.content.papers)
        for paper, fate in enumerate(copy.fates):
            identifier = str(record(paper)["arxiv"])
            if fate.state == "present":
                page = pages[identifier]
                assert page.paper.address == fate.address
                assert [note for note in fate.notes if note not in page.paper.notes_markdown] == []
            elif fate.state in ("removed", "merged"):
                assert identifier not in pages, (fate, done.problems)
            elif fate.state == "unknown":
                fate.state, fate.address = "present", pages[identifier].paper.address
        left_out = sum(self.final(copy, paper) == "removed" for paper in PAPERS)
        assert done.counts.left_out == left_out
        assert done.counts.rejected == 0

    def final(self, copy: Copy, paper: int) -> str:
        """Return the state of a paper, of one that was merged that of the page it went into."""
        fate, seen = copy.fates[paper], {paper}
        while fate.state == "merged" and fate.kept not in seen:
            seen.add(fate.kept)
            fate = copy.fates[fate.kept]
        return fate.state

    def page(self, copy: Copy, paper: int) -> Path:
        return copy.content / "papers" / f"{copy.fates[paper].address}.md"

    def present(self, copy: Copy) -> list[int]:
        return [paper for paper in PAPERS if copy.fates[paper].state == "present"]

    @rule(side=SIDES, day=DAY, papers=st.lists(PAPER, min_size=1, unique=True))
    def bring(self, side: int, day: int, papers: list[int]) -> None:
        copy = self.copies[side]
        done = self.save(copy, day, papers)
        assert done.counts.left_out == sum(self.final(copy, paper) == "removed" for paper in papers)
        pages = {page.paper.facts.arxiv: address for address, page in done.content.papers.items()}
        for paper in papers:
            fate = copy.fates[paper]
            if fate.state == "unknown":
                fate.state, fate.address = "present", pages[str(record(paper)["arxiv"])]

    @rule(side=SIDES)
    def build(self, side: int) -> None:
        copy = self.copies[side]
        done = import_digests(copy.content)
        assert done.counts.papers == 0
        self.check_out(copy)

    @rule(side=SIDES, paper=PAPER, number=st.integers(0, 9))
    def edit(self, side: int, paper: int, number: int) -> None:
        copy = self.copies[side]
        if copy.fates[paper].state == "present":
            place, note = self.page(copy, paper), f"Note {number} of {side}."
            with place.open("ab") as file:
                file.write(f"{copy.newline}{note}{copy.newline}".encode())
            copy.fates[paper].notes += (note,)

    @rule(side=SIDES, paper=PAPER, by_command=st.booleans())
    def remove(self, side: int, paper: int, by_command: bool) -> None:
        copy = self.copies[side]
        fate = copy.fates[paper]
        if fate.state != "present":
            return
        fate.text = self.page(copy, paper).read_bytes().decode().replace("\r\n", "\n")
        if by_command:
            remove(copy.content, Asked([fate.address]))
            self.check_out(copy)
        else:
            self.page(copy, paper).unlink()
        fate.state = "removed"

    @rule(side=SIDES, paper=PAPER)
    def restore(self, side: int, paper: int) -> None:
        copy = self.copies[side]
        fate = copy.fates[paper]
        if fate.state == "removed":
            self.page(copy, paper).parent.mkdir(parents=True, exist_ok=True)
            self.page(copy, paper).write_bytes(fate.text.replace("\n", copy.newline).encode())
            fate.state = "present"

    @rule(side=SIDES, keep=PAPER, other=PAPER)
    def merge(self, side: int, keep: int, other: int) -> None:
        copy = self.copies[side]
        if keep != other and {keep, other} <= set(self.present(copy)):
            merge(copy.content, copy.fates[keep].address, copy.fates[other].address)
            self.check_out(copy)
            copy.fates[keep].notes += copy.fates[other].notes
            copy.fates[other].state, copy.fates[other].kept = "merged", keep

    @rule(side=SIDES, paper=PAPER)
    def rename(self, side: int, paper: int) -> None:
        copy = self.copies[side]
        if copy.fates[paper].state == "present":
            self.number += 1
            new = f"2031/{WORDS[paper]}-{self.number}"
            rename(copy.content, copy.fates[paper].address, new)
            self.check_out(copy)
            copy.fates[paper].address = new

    @rule(choices=st.lists(SIDES, min_size=12, max_size=12))
    def bring_together(self, choices: list[int]) -> None:
        """Bring the copies together; of a paper that both changed, one side's decision and files count."""
        sides = [texts(copy.content) for copy in self.copies]
        fates: list[Fate] = []
        chosen: dict[str, int] = {}
        for paper, (base, *both) in enumerate(
            zip(self.base_fates, *(copy.fates for copy in self.copies), strict=True)
        ):
            changed = [fate != base for fate in both]
            side = choices[paper] if all(changed) else changed.index(True) if any(changed) else 0
            if {fate.state for fate in both} == {"merged", "removed"}:  # the table of the merge stays
                side = [fate.state for fate in both].index("merged")
            fates.append(both[side].copy())
            for fate in (base, *both):
                if fate.address:
                    chosen[f"papers/{fate.address}.md"] = side
        merged = self.merged_files(sides, chosen, choices)
        for copy in self.copies:
            copy.fates = [fate.copy() for fate in fates]
            write(copy.content, merged, copy.newline)
            import_digests(copy.content)
            self.check_out(copy)
        self.base, self.base_fates = texts(self.copies[0].content), [fate.copy() for fate in fates]

    def merged_files(
        self, sides: list[dict[str, str]], chosen: Mapping[str, int], choices: list[int]
    ) -> dict[str, str]:
        """Merge files as git does: what one side changed; of what both did, one side's, or all tables."""
        merged: dict[str, str] = {}
        for number, path in enumerate(sorted(self.base.keys() | sides[0].keys() | sides[1].keys())):
            base, one, two = (files.get(path) for files in (self.base, *sides))
            if path == "removed.toml":
                tables = dict.fromkeys(f"{one or ''}\n[[{two or ''}".split("\n[["))
                result: str | None = "\n[[".join(
                    table.rstrip("\n") + "\n" for table in tables if table.strip()
                )
            elif path in chosen:
                result = sides[chosen[path]].get(path)
            elif one == two or two == base:
                result = one
            elif one == base:
                result = two
            else:
                side = choices[number % len(choices)]
                result = sides[side].get(path) or sides[1 - side].get(path)
            if result is not None:
                merged[path] = result
        return merged


@pytest.mark.hazard(87)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_two_maintainers_end_with_what_they_decided(newline: str, long: bool) -> None:
    class Machine(Maintainers):
        pass

    Machine.newline = newline
    run_state_machine_as_test(
        Machine,
        settings=settings(
            max_examples=150 if long else 10,
            stateful_step_count=24 if long else 16,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
