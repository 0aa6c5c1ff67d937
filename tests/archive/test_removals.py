"""A removed paper stays away: each way to remove one, and each way in which a digest may bring it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from daybook.archive.importing import ImportResult, import_digests
from daybook.commands.edits.remove import Asked, remove
from daybook.content.folder import load_content
from daybook.problems import Severity, UsageError
from tests.hazards import tried
from tests.made import save_records

ABSTRACT = "We grow moss on the face of a clock and read the hour from where it is greenest all day long."
ANOTHER = "Of the same clock a year later: what grew on it since, and what its hours are worth to keepers."
MOSS = {
    "title": "A Moss Clock that Keeps Time on Walls",
    "abstract": ABSTRACT,
    "arxiv": "3101.00001",
    "doi": "10.1234/moss",
    "authors": ["Ada Mill"],
}
SHORT = "The Greenest Hour"
"""Another title of the paper."""
MOSS_PAGE = "papers/2031/a-moss-clock-that-keeps-time-on-walls.md"
MOSS_ADDRESS = MOSS_PAGE[len("papers/") : -len(".md")]
FERN = {"title": "Ferns Fold Proteins", "abstract": "Fronds and folds.", "arxiv": "3101.00002"}


class Archive:
    """A content folder with a digest of two papers, the moss clock and the ferns."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.content = folder, folder / "content"
        self.first = save_records(folder, "2031-01-01", MOSS, FERN)
        import_digests(self.content, [self.first])
        page = self.content / MOSS_PAGE
        text = page.read_text("utf-8")
        page.write_text(text.replace("citation_key:", f"aliases: ['{SHORT}']\ncitation_key:", 1), "utf-8")
        self.day = self.content / "dates" / "2031-01-01.md"
        self.day_before = self.day.read_bytes()

    def bring(self, *records: dict[str, object], name: str = "2031-01-02") -> ImportResult:
        return import_digests(self.content, [save_records(self.folder / "more", name, *records)])


def deleted(archive: Archive) -> None:
    """Delete its page, as `git rm` or the host's web page does, and nothing else."""
    (archive.content / MOSS_PAGE).unlink()


def deleted_after_a_build(archive: Archive) -> None:
    """Delete its page with the memory of a build beside the content, and make the pages of days anew."""
    import_digests(archive.content)
    (archive.content / MOSS_PAGE).unlink()
    import_digests(archive.content)
    assert MOSS_ADDRESS not in archive.day.read_text("utf-8").partition("<ol>")[2]


def listed_by_hand(archive: Archive) -> None:
    (archive.content / MOSS_PAGE).unlink()
    table = f'[[papers]]\naddress = "{MOSS_ADDRESS}"\ntitles = ["{MOSS["title"]}", "{SHORT}"]\n'
    table += 'arxiv = ["3101.00001"]\ndoi = "10.1234/MOSS"\n'
    (archive.content / "removed.toml").write_text(table, "utf-8")


def listed_in_the_old_list(archive: Archive) -> None:
    (archive.content / MOSS_PAGE).unlink()
    (archive.content / "removed.txt").write_text(f"{MOSS_ADDRESS}\n", "utf-8")


def removed_by_command(archive: Archive) -> None:
    remove(archive.content, Asked([MOSS_ADDRESS]))


def removed_with_its_day(archive: Archive) -> None:
    remove(archive.content, Asked(day=date(2031, 1, 1)))


def removed_with_its_digest(archive: Archive) -> None:
    remove(archive.content, Asked(digest="2031/2031-01-01.jsonl"))


REMOVALS: dict[str, Callable[[Archive], None]] = {
    "deleted in git": deleted,
    "deleted after a build": deleted_after_a_build,
    "removed.toml by hand": listed_by_hand,
    "removed.txt": listed_in_the_old_list,
    "daybook remove": removed_by_command,
    "daybook remove --day": removed_with_its_day,
    "daybook remove --digest": removed_with_its_digest,
}


def the_same_digest(archive: Archive) -> ImportResult:
    return import_digests(archive.content, [archive.first])


def the_same_identifier(archive: Archive) -> ImportResult:
    return archive.bring({"title": "Renamed", "abstract": ANOTHER, "arxiv": "3101.00001"})


def the_same_doi(archive: Archive) -> ImportResult:
    return archive.bring({"title": "Renamed", "abstract": ANOTHER, "doi": "10.1234/MOSS"})


def the_same_title(archive: Archive) -> ImportResult:
    return archive.bring({"title": "A moss clock that keeps time on walls.", "abstract": ABSTRACT})


def a_title_cut_short(archive: Archive) -> ImportResult:
    return archive.bring({"title": "A Moss Clock that Keeps Time…", "abstract": ABSTRACT})


def another_day(archive: Archive) -> ImportResult:
    return archive.bring(MOSS, name="2032-05-06")


def a_longer_digest_of_its_day(archive: Archive) -> ImportResult:
    save_records(
        archive.content / "digests" / "2031",
        "2031-01-01",
        FERN,
        MOSS,
        {"title": "A Bell", "abstract": "Rung.", "arxiv": "3101.00003"},
    )
    return import_digests(archive.content)


def a_restored_day(archive: Archive) -> ImportResult:
    import_digests(archive.content)
    archive.day.parent.mkdir(exist_ok=True)
    archive.day.write_bytes(archive.day_before)
    return archive.bring(MOSS)


def a_deleted_day(archive: Archive) -> ImportResult:
    archive.day.unlink(missing_ok=True)
    return import_digests(archive.content)


def a_day_asked_for_again(archive: Archive) -> ImportResult:
    archive.day.unlink(missing_ok=True)
    return import_digests(archive.content, [archive.first])


def a_renamed_digest(archive: Archive) -> ImportResult:
    saved = archive.content / "digests" / "2031" / "2031-01-01.jsonl"
    saved.parent.mkdir(exist_ok=True)
    saved.unlink(missing_ok=True)
    saved.with_name("moved-2031-01-01.jsonl").write_bytes(archive.first.read_bytes())
    return import_digests(archive.content)


RETURNS: dict[str, Callable[[Archive], ImportResult]] = {
    function.__name__: function
    for function in (
        the_same_digest,
        the_same_identifier,
        the_same_doi,
        the_same_title,
        a_title_cut_short,
        another_day,
        a_longer_digest_of_its_day,
        a_restored_day,
        a_deleted_day,
        a_day_asked_for_again,
        a_renamed_digest,
    )
}
SILENT = {"the_same_digest", "a_deleted_day"}
"""Ways that read no record of it, as they read no digest."""


WITH_ITS_NEIGHBOUR = {"daybook remove --day", "daybook remove --digest"}
"""Removals that take the ferns, too."""


@pytest.mark.hazard(87, "a removed paper that another digest names")
@pytest.mark.parametrize("way_back", RETURNS)
@pytest.mark.parametrize("removal", REMOVALS)
def test_a_removed_paper_stays_away(removal: str, way_back: str, tmp_path: Path) -> None:
    tried("removals by ways of coming back")
    archive = Archive(tmp_path)
    REMOVALS[removal](archive)
    done = RETURNS[way_back](archive)
    titles = {page.paper.title for page in done.content.papers.values()}
    assert titles <= {FERN["title"], "A Bell"}
    assert (FERN["title"] in titles) == (removal not in WITH_ITS_NEIGHBOUR)
    assert [problem for problem in done.problems if problem.severity is Severity.ERROR] == []
    if way_back not in SILENT:
        told = [one for one in done.problems if "left out: removed on purpose" in one.what]
        assert {one.severity for one in told} == {Severity.NOTE}
        assert done.counts.left_out >= len(told) > 0
        assert done.counts.left_out == 1 or removal in WITH_ITS_NEIGHBOUR
    again = import_digests(archive.content)
    assert again.counts.papers == 0
    assert not import_digests(archive.content).written


def test_the_address_of_a_renamed_file_leads_to_its_new_one(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    content, place = archive.content, archive.content / MOSS_PAGE

    def target() -> str:
        found = load_content(content)
        return found.all_removed().target(MOSS_ADDRESS, found.papers)

    moved = place.rename(place.with_name("moss.md"))
    import_digests(content)
    assert target() == "2031/moss"
    assert not import_digests(content).written
    assert archive.bring(MOSS).counts.repeats == 1
    with pytest.raises(UsageError, match="it is 2031/moss now"):
        remove(content, Asked([MOSS_ADDRESS]))
    again = moved.rename(moved.with_name("walls.md"))
    import_digests(content)
    assert target() == "2031/walls"
    again.rename(place)
    import_digests(content)
    found = load_content(content)
    assert MOSS_ADDRESS in found.papers
    assert found.all_removed().target("2031/moss", found.papers) == MOSS_ADDRESS


def test_the_address_of_a_renamed_file_says_when_it_was_deleted(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    place = archive.content / MOSS_PAGE
    moved = place.rename(place.with_name("moss.md"))
    import_digests(archive.content)
    moved.unlink()
    assert archive.bring(MOSS).counts.left_out == 1
    removed = load_content(archive.content).all_removed()
    assert {MOSS_ADDRESS, "2031/moss"} <= set(removed.addresses)
    assert removed.target(MOSS_ADDRESS, ()) == ""
