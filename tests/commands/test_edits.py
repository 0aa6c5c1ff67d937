"""The commands that change content: what they write, what they refuse, and that it lasts."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from daybook.archive.importing import GivenDates, ImportResult, import_digests
from daybook.commands.edits.add import AddedFrom, add
from daybook.commands.edits.edit import Edit
from daybook.commands.edits.merge import merge
from daybook.commands.edits.move import move
from daybook.commands.edits.remove import Asked, remove
from daybook.commands.edits.rename import rename
from daybook.content.folder import load_content
from daybook.content.removed_toml import load_removed
from daybook.problems import InputError, Severity, UsageError
from daybook.search.identifiers import paper_keys
from tests.made import files_of, save_records

MOSS = {"title": "A Moss Clock", "abstract": "It keeps time on a wall.", "arxiv": "3101.00001"}
TWIN = {
    "title": "Telling Hours by Moss",
    "abstract": "We tell the hours.",
    "arxiv": "3101.00009",
    "doi": "10.1234/moss",
    "authors": ["Ada Mill"],
    "code": "https://code.example/moss",
}
FERN = {"title": "Ferns Fold Proteins", "abstract": "Fronds and folds.", "arxiv": "3101.00002"}
BELL = {"title": "A Bell Rung Once", "abstract": "It rings.", "arxiv": "3101.00003"}
FIRST, SECOND, THIRD = (date(2031, 1, day) for day in (1, 2, 3))
MOSS_PAGE, TWIN_PAGE = "2031/a-moss-clock", "2031/telling-hours-by-moss"
FERN_PAGE, BELL_PAGE = "2031/ferns-fold-proteins", "2031/a-bell-rung-once"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """Return a content folder of two days: moss and ferns, then the moss's twin, ferns and a bell."""
    saved = tmp_path / "saved"
    save_records(saved, "2031-01-01", MOSS, FERN)
    save_records(saved, "2031-01-02", TWIN, FERN, BELL)
    import_digests(tmp_path / "content", [saved])
    return tmp_path / "content"


def bring(content: Path, name: str, *records: dict[str, object]) -> ImportResult:
    return import_digests(content, [save_records(content.parent / "more", name, *records)])


def edit_page(content: Path, address: str, old: str, new: str) -> None:
    place = content / "papers" / f"{address}.md"
    text = place.read_text("utf-8")
    assert old in text
    place.write_text(text.replace(old, new, 1), "utf-8")


def days_of(content: Path, address: str) -> list[date]:
    return [item.day for item in load_content(content).papers[address].paper.appearances]


DOES: dict[str, Callable[[Path, bool], Edit]] = {
    "remove": lambda content, dry: remove(content, Asked([MOSS_PAGE]), dry_run=dry),
    "remove a day": lambda content, dry: remove(content, Asked(day=SECOND), dry_run=dry),
    "remove a digest": lambda content, dry: remove(content, Asked(digest="2031-01-02.jsonl"), dry_run=dry),
    "merge": lambda content, dry: merge(content, MOSS_PAGE, TWIN_PAGE, dry_run=dry),
    "rename": lambda content, dry: rename(content, MOSS_PAGE, "moss", dry_run=dry),
    "move": lambda content, dry: move(content, "2031/2031-01-02.jsonl", THIRD, dry_run=dry),
    "move a day": lambda content, dry: move(content, "2031-01-02", THIRD, dry_run=dry),
    "add": lambda content, dry: add(content, AddedFrom("A Hand-Written Paper"), THIRD, dry_run=dry),
}


@pytest.mark.parametrize("name", DOES)
def test_a_dry_run_tells_all_files_and_writes_none(content: Path, name: str) -> None:
    before = files_of(content)
    told = DOES[name](content, True)
    assert files_of(content) == before
    done = DOES[name](content, False)
    assert done == told
    after = files_of(content)
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    assert {line.split(" ", 1)[1] for line in done.files} == changed


@pytest.mark.parametrize("name", DOES)
def test_imports_leave_what_a_command_did(content: Path, name: str) -> None:
    DOES[name](content, False)
    before = files_of(content)
    done = import_digests(content, [content.parent / "saved"])
    assert done.counts.papers == done.counts.repeats == 0
    assert [problem for problem in done.problems if problem.severity > Severity.NOTE] == []
    assert files_of(content) == before
    removed = load_removed(content)
    anew = bring(content, "2031-02-01", MOSS, TWIN, FERN, BELL)
    assert anew.counts.records == 4
    gone = {paper.address for paper in removed.papers if not paper.to}
    assert not gone & anew.content.papers.keys()
    assert anew.counts.left_out == len(gone)
    assert anew.counts.papers == 0


def test_a_removed_paper_is_noted_with_all_that_names_it(content: Path) -> None:
    edit_page(content, TWIN_PAGE, "citation_key:", "aliases: [Hours]\ncitation_key:")
    remove(content, Asked([f"content/papers/{TWIN_PAGE}.md"], reason="asked for"))
    (paper,) = load_removed(content).papers
    assert (paper.address, paper.titles) == (TWIN_PAGE, ("Telling Hours by Moss", "Hours"))
    assert (paper.arxiv, paper.doi, paper.reason) == (("3101.00009",), ("10.1234/moss",), "asked for")
    assert paper.citation_key == "mill2031telling"
    assert TWIN_PAGE not in (content / "dates/2031-01-02.md").read_text("utf-8")
    other = {**TWIN, "title": "Telling Hours", "arxiv": "3101.00077", "doi": "10.1234/other"}
    new = bring(content, "2031-02-01", other).content.papers["2031/telling-hours"].paper
    assert new.citation_key == "mill2031tellinga"


def test_a_page_that_was_deleted_before_is_listed_as_removed(content: Path) -> None:
    (content / "papers" / f"{TWIN_PAGE}.md").unlink()
    done = remove(content, Asked([TWIN_PAGE], reason="asked for"))
    (paper,) = load_removed(content).papers
    assert (paper.address, paper.reason) == (TWIN_PAGE, "asked for")
    assert (paper.titles, paper.arxiv) == (("Telling Hours by Moss",), ("3101.00009",))
    assert done.files == ("create removed.toml",)


def test_a_restored_page_counts_more_than_its_table(content: Path) -> None:
    place = content / "papers" / f"{MOSS_PAGE}.md"
    text = place.read_bytes()
    remove(content, Asked([MOSS_PAGE]))
    place.write_bytes(text)
    assert bring(content, "2031-02-01", MOSS).counts.repeats == 1
    remove(content, Asked([MOSS_PAGE], reason="again"))
    assert bring(content, "2031-02-02", MOSS, BELL).counts.left_out == 1


@pytest.mark.parametrize("is_deleted", [True, False])
def test_a_removed_paper_is_read_again_as_the_page_on_editing_says(content: Path, is_deleted: bool) -> None:
    place, day = content / f"papers/{TWIN_PAGE}.md", content / "dates/2031-01-02.md"
    if is_deleted:
        place.unlink()
        import_digests(content)
    else:
        remove(content, Asked([TWIN_PAGE]))
        (content / "removed.toml").unlink()
    assert import_digests(content).counts.papers == 0
    text = day.read_text("utf-8")
    assert ("\nremoved:\n" in text) == is_deleted
    day.write_text(re.sub(r"(?m)^(?:digests|removed):\n(?:[- ].*\n)+", "", text), "utf-8")
    assert import_digests(content).counts.papers == 1
    assert place.exists()


def test_a_removed_day_takes_papers_that_only_it_lists(content: Path) -> None:
    remove(content, Asked(day=SECOND))
    found = load_content(content)
    assert found.papers.keys() == {MOSS_PAGE, FERN_PAGE}
    assert days_of(content, FERN_PAGE) == [FIRST]
    assert found.days.keys() == {FIRST}
    assert not (content / "digests/2031/2031-01-02.jsonl").exists()
    new = {"title": "Late", "abstract": "For the removed day.", "arxiv": "3101.00050"}
    done = import_digests(content, [save_records(content.parent / "late", "2031-01-02", new)])
    assert (done.counts.left_out, done.counts.papers) == (1, 0)
    assert not (content / "digests/2031/2031-01-02.jsonl").exists()


def test_a_removed_digest_stays_away_by_name_and_by_its_bytes(content: Path) -> None:
    remove(content, Asked(digest="content/digests/2031/2031-01-02.jsonl"))
    assert load_content(content).days.keys() == {FIRST}
    assert load_removed(content).gone_days == {SECOND}
    saved = content.parent / "saved" / "2031-01-02.jsonl"
    for name in ("2031-01-02.jsonl", "other-2031-01-02.jsonl"):
        place = content / "digests/2031" / name
        place.write_bytes(saved.read_bytes())
        done = import_digests(content)
        assert (done.counts.left_out, done.counts.records) == (3, 3)
        place.unlink()


def test_merged_pages_are_one_for_good(content: Path) -> None:
    edit_page(content, TWIN_PAGE, "<!-- daybook: end", "<!-- daybook: end")
    with (content / "papers" / f"{TWIN_PAGE}.md").open("a", encoding="utf-8") as file:
        file.write("\nA *note*.\n")
    merge(content, MOSS_PAGE, TWIN_PAGE)
    page = load_content(content).papers[MOSS_PAGE]
    assert page.paper.title == MOSS["title"]
    assert page.aliases == ("Telling Hours by Moss",)
    assert page.identifiers == {"arxiv": ("3101.00001", "3101.00009")}
    assert {"arxiv:3101.00001", "arxiv:3101.00009", "doi:10.1234/moss"} <= set(paper_keys(page.paper))
    assert (page.paper.facts.arxiv, page.paper.facts.doi) == ("3101.00001", "10.1234/moss")
    assert page.paper.facts.code == TWIN["code"]
    assert page.paper.notes_markdown == "A *note*."
    assert [item.day for item in page.paper.appearances] == [FIRST, SECOND]
    assert load_removed(content).papers[0].to == MOSS_PAGE
    others: Sequence[dict[str, object]] = (
        {"title": "Renamed Once More", "abstract": "Of something else altogether.", "arxiv": "3101.00009"},
        {"title": "Renamed", "abstract": "Of yet another thing here.", "doi": "10.1234/MOSS"},
        {**TWIN, "arxiv": "3101.00099", "doi": ""},
        {"title": "Telling hours by moss", "abstract": "An abstract that shares no pair of words with it."},
    )
    for number, other in enumerate(others, 3):
        done = bring(content, f"2031-01-{number:02}", other)
        assert (done.counts.papers, done.counts.repeats) == (0, 1), other
        assert done.content.papers[MOSS_PAGE].paper.title == MOSS["title"]
        assert done.content.papers[MOSS_PAGE].paper.facts.arxiv == "3101.00001"
        assert done.content.papers[MOSS_PAGE].paper.abstract == MOSS["abstract"]


def test_a_table_by_hand_merges_too(content: Path) -> None:
    (content / "papers" / f"{TWIN_PAGE}.md").unlink()
    table = f'[[papers]]\naddress = "{TWIN_PAGE}"\ntitles = "{TWIN["title"]}"\n'
    table += f'arxiv = "{TWIN["arxiv"]}"\nto = "{MOSS_PAGE}"\n'
    (content / "removed.toml").write_text(table, "utf-8")
    done = bring(content, "2031-01-03", TWIN)
    assert (done.counts.papers, done.counts.repeats, done.counts.left_out) == (0, 1, 0)
    assert done.content.papers[MOSS_PAGE].paper.title == MOSS["title"]
    assert days_of(content, MOSS_PAGE) == [FIRST, THIRD]


def test_a_renamed_paper_keeps_its_place_and_its_people(content: Path) -> None:
    (content / "map.txt").write_text(f"# drawn with 4 papers\n{MOSS_PAGE} 1 2\n{TWIN_PAGE} 3 4\n", "utf-8")
    people = f'[[people]]\nname = "Ada Mill"\npapers = ["{MOSS_PAGE}"]\n'
    (content / "people.toml").write_text(people, "utf-8")
    rename(content, f"https://reader.example/papers/{MOSS_PAGE}/", "zeitmoos")
    new = "2031/zeitmoos"
    assert (content / "map.txt").read_text("utf-8").endswith(f"{TWIN_PAGE} 3 4\n{new} 1 2\n")
    assert new in (content / "people.toml").read_text("utf-8")
    assert load_removed(content).target(MOSS_PAGE, load_content(content).papers) == new
    rename(content, new, "moss")
    assert load_removed(content).target(MOSS_PAGE, load_content(content).papers) == "2031/moss"
    rename(content, "2031/moss", MOSS_PAGE)
    assert load_content(content).papers.keys() >= {MOSS_PAGE}


def test_a_page_without_a_key_keeps_the_one_it_is_cited_by(content: Path) -> None:
    (content / "papers/2031/by-hand.md").write_text("---\ntitle: By Hand\n---\n", "utf-8")
    rename(content, "2031/by-hand", "handmade")
    assert load_content(content).papers["2031/handmade"].paper.citation_key == "by-hand-2031"


def test_a_moved_digest_takes_its_papers_along(content: Path) -> None:
    move(content, "2031-01-02.jsonl", THIRD)
    found = load_content(content)
    assert found.days.keys() == {FIRST, THIRD}
    assert days_of(content, FERN_PAGE) == [FIRST, THIRD]
    assert load_removed(content).day_target(SECOND, found.days) == THIRD
    saved = content / "digests/2031/2031-01-02.jsonl"
    saved.write_text(
        saved.read_text("utf-8") + json.dumps({**BELL, "title": "Two", "arxiv": "3101.7"}), "utf-8"
    )
    done = import_digests(content)
    assert done.content.days.keys() == {FIRST, THIRD}
    again = bring(content, "2031-01-02", {"title": "New", "abstract": "Of that day.", "arxiv": "3101.00060"})
    assert SECOND in again.content.days


def test_a_moved_day_takes_all_that_it_lists_along(content: Path) -> None:
    add(content, AddedFrom("A Hand-Written Paper"), SECOND)
    move(content, "2031-01-02", THIRD)
    found = load_content(content)
    assert found.days.keys() == {FIRST, THIRD}
    assert days_of(content, "2031/a-hand-written-paper") == days_of(content, BELL_PAGE) == [THIRD]
    assert load_removed(content).day_target(SECOND, found.days) == THIRD


def test_papers_are_added_by_hand(content: Path) -> None:
    add(content, AddedFrom("A Hand-Written Paper"), SECOND)
    page = load_content(content).papers["2031/a-hand-written-paper"]
    assert [(item.rank, item.digest) for item in page.paper.appearances] == [(4, "")]
    later = {"title": "A hand-written paper", "abstract": "What it says.", "arxiv": "3101.00070"}
    paper = bring(content, "2031-01-03", later).content.papers["2031/a-hand-written-paper"].paper
    assert (paper.title, paper.abstract) == ("A Hand-Written Paper", "What it says.")
    file = content.parent / "one.bib"
    file.write_text("@article{x, title={A Third Thing}, author={Mill, Ada}, year={2030}}", "utf-8")
    add(content, AddedFrom(bibtex=file), date(2031, 1, 9))
    assert load_content(content).papers["2031/a-third-thing"].paper.facts.authors == ("Ada Mill",)
    assert (content / "dates/2031-01-09.md").exists()


def test_a_paper_of_arxiv_is_added_from_its_metadata(content: Path) -> None:
    lines = [
        {"id": f"3102.0000{number}", "title": f"Paper {number}", "abstract": "On it.", "authors": "Ada Mill"}
        for number in range(3)
    ]
    file = content.parent / "arxiv.jsonl"
    file.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    add(content, AddedFrom(arxiv="arXiv:3102.00001", metadata=file), THIRD)
    assert load_content(content).papers["2031/paper-1"].paper.facts.arxiv == "3102.00001"
    with pytest.raises(UsageError, match="no record"):
        add(content, AddedFrom(arxiv="3102.00009", metadata=file), THIRD)


def test_a_known_paper_is_listed_on_one_day_more(content: Path) -> None:
    done = add(content, AddedFrom(str(MOSS["title"])), THIRD)
    assert days_of(content, MOSS_PAGE) == [FIRST, THIRD]
    assert "has it already" in done.notes[0]


@pytest.mark.parametrize("name", ["rename", "merge", "move", "add"])
def test_a_command_forgets_no_deletion(content: Path, name: str) -> None:
    (content / "papers" / f"{FERN_PAGE}.md").unlink()
    DOES[name](content, False)
    done = bring(content, "2031-02-01", FERN)
    assert (done.counts.left_out, done.counts.papers) == (1, 0)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "no such page": (
        lambda content: remove(content, Asked(["2031/a-moss-clok"])),
        "did you mean",
    ),
    "one of two": (lambda content: remove(content, Asked([MOSS_PAGE, "2031/none"])), "no such paper"),
    "no such day": (lambda content: remove(content, Asked(day=THIRD)), "does not have this day"),
    "no such digest": (lambda content: remove(content, Asked(digest="x.json")), "no day lists such a digest"),
    "nearly a digest": (
        lambda content: move(content, "2031/2031-01-02.json", THIRD),
        "did you mean 2031/2031-01-02.jsonl",
    ),
    "no day to move": (lambda content: move(content, "2031-02-01", THIRD), "does not have this day"),
    "itself": (lambda content: merge(content, MOSS_PAGE, MOSS_PAGE), "cannot be merged with itself"),
    "a taken address": (lambda content: rename(content, MOSS_PAGE, FERN_PAGE), "or merge the two pages"),
    "no address": (lambda content: rename(content, MOSS_PAGE, "Über"), "cannot be a paper's address"),
    "a year alone": (
        lambda content: rename(content, MOSS_PAGE, "2031/"),
        "2031: cannot be a paper's address",
    ),
    "its own day": (lambda content: move(content, "2031-01-02.jsonl", SECOND), "is of 2031-01-02 already"),
    "listed already": (
        lambda content: add(content, AddedFrom(str(MOSS["title"])), FIRST),
        "listed on",
    ),
    "no identifier": (lambda content: add(content, AddedFrom(arxiv="x"), FIRST), "is no arXiv identifier"),
    "no metadata": (
        lambda content: add(content, AddedFrom(arxiv="3101.1234"), FIRST),
        "needs the paper's metadata",
    ),
}


@pytest.mark.parametrize("mistake", REFUSED)
def test_a_mistake_is_told_and_nothing_is_written(content: Path, mistake: str) -> None:
    before = files_of(content)
    make, words = REFUSED[mistake]
    with pytest.raises(UsageError, match=words):
        make(content)
    assert files_of(content) == before


def test_an_address_that_a_page_left_is_answered_with_the_one_it_has(content: Path) -> None:
    rename(content, MOSS_PAGE, "moss")
    with pytest.raises(UsageError, match=f"{MOSS_PAGE}: there is no such paper; it is 2031/moss now"):
        rename(content, MOSS_PAGE, "more-moss")
    remove(content, Asked(["2031/moss"]))
    with pytest.raises(
        UsageError, match=r"2031/moss: there is no such paper; it is in removed\.toml already"
    ):
        rename(content, "2031/moss", "more-moss")


def test_what_was_removed_is_not_added_again_by_mistake(content: Path) -> None:
    remove(content, Asked([MOSS_PAGE], SECOND))
    with pytest.raises(UsageError, match="was removed on purpose"):
        add(content, AddedFrom(str(MOSS["title"])), FIRST)
    with pytest.raises(UsageError, match="this day was removed"):
        add(content, AddedFrom("Another"), SECOND)
    with pytest.raises(UsageError, match="address of a paper that was removed"):
        rename(content, FERN_PAGE, MOSS_PAGE)


def test_a_page_that_cannot_be_changed_stops_all(content: Path) -> None:
    edit_page(content, FERN_PAGE, "appearances:", '"appearan\\x63es":')
    before = files_of(content)
    with pytest.raises(UsageError, match="too unusual") as refused:
        remove(content, Asked(day=SECOND))
    assert [Path(problem.path) for problem in refused.value.problems] == [content / f"papers/{FERN_PAGE}.md"]
    assert files_of(content) == before


def test_a_page_that_cannot_be_read_is_a_fault_of_the_input(content: Path) -> None:
    edit_page(content, FERN_PAGE, "---", "<<<<<<< ours\n---")
    before = files_of(content)
    with pytest.raises(InputError, match=f"papers/{FERN_PAGE}.md:1"):
        remove(content, Asked([MOSS_PAGE]))
    assert files_of(content) == before


def test_a_wrong_year_is_taken_back_by_importing_again(tmp_path: Path) -> None:
    content = tmp_path / "content"
    text = f"Mar 18\n\nA Moss Clock\n\nWe grow moss on a clock{' and read the hour from it' * 4}.\n"
    (tmp_path / "saved.txt").write_text(text, "utf-8")
    import_digests(content, [tmp_path / "saved.txt"], GivenDates(2023))
    assert load_content(content).days.keys() == {date(2023, 3, 18)}
    (tmp_path / "all").mkdir()
    for name in ("saved.txt", "2023-03-18.txt"):
        (tmp_path / "all" / name).write_text(text, "utf-8")
        told = import_digests(content, [tmp_path / "all"], GivenDates(2025)).problems
        assert [problem.what for problem in told] == [
            "was imported before, for another year than 2025, and is left there"
        ] * (name == "saved.txt")
        (tmp_path / "all" / name).unlink()
    done = import_digests(content, [tmp_path / "saved.txt"], GivenDates(2025))
    assert (done.counts.papers, done.counts.repeats) == (0, 1)
    assert done.content.days.keys() == {date(2025, 3, 18)}
    assert [place.relative_to(content).as_posix() for place in (content / "digests").rglob("*.txt")] == [
        "digests/2025/saved.txt"
    ]
    assert days_of(content, "2023/a-moss-clock") == [date(2025, 3, 18)]
    assert not (content / "dates/2023-03-18.md").exists()
    assert not import_digests(content, [tmp_path / "saved.txt"], GivenDates(2025)).written
