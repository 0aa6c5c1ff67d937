"""Fetched days are saved unchanged and imported, and no saved record is lost."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from daybook.archive import importing
from daybook.archive.importing import import_digests
from daybook.commands.edits.remove import Asked, remove
from daybook.commands.fetch.days import parse_range
from daybook.commands.fetch.fetch import FetchResult, Outcome, fetch, saved_days
from daybook.content.folder import load_content
from daybook.model import Votes
from daybook.problems import Severity, UsageError
from daybook.sources.client import Client, RequestPolicy
from daybook.sources.service import find_service
from tests.made import files_of
from tests.sources.fake_service import Answer, FakeService, day_of, record, zipped

TODAY = date(2029, 3, 21)  # a Wednesday
REAL = Path(__file__).resolve().parents[3] / "shared" / "hf-daily"


def run(
    content: Path, running: FakeService, named: str | None = None, source: str = "hf", today: date = TODAY
) -> FetchResult:
    """Fetch without waiting."""
    content.mkdir(exist_ok=True)
    client = Client(running.url, RequestPolicy(pause=0.0, tries=2, read=0.5), sleep=lambda _: None)
    return fetch(content, find_service(source), client, parse_range(named, None, today), today)


def outcomes(fetched: FetchResult) -> dict[str, str]:
    """The outcome of each day."""
    return {day.day.isoformat(): str(day.outcome) for day in fetched.days}


def errors(fetched: FetchResult) -> list[str]:
    """The errors of a run."""
    return [str(problem) for problem in fetched.problems if problem.severity is Severity.ERROR]


def test_a_day_is_saved_unchanged_and_imported(tmp_path: Path, running: FakeService) -> None:
    body = day_of("2029-03-20", 1, 2, 3)
    running.put("2029-03-20", zipped(body))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert outcomes(done) == {"2029-03-20": "new"}
    assert (tmp_path / "c/digests/2029/2029-03-20.json").read_bytes() == body
    assert done.imported.counts.papers == 3
    assert len(list((tmp_path / "c/papers/2029").glob("*.md"))) == 3
    assert done.days[0].titles[0] == "Lantern No. 1: On the Keeping of Small Lights"
    assert done.problems == ()
    assert running.requests[0].query == {"date": "2029-03-20", "limit": "100"}


def test_repeating_a_fetch_changes_nothing(tmp_path: Path, running: FakeService) -> None:
    running.put("2029-03-19", Answer(day_of("2029-03-19", 1, 2)))
    running.put("2029-03-20", Answer(day_of("2029-03-20", 2, 3)))
    first = run(tmp_path / "c", running, "2029-03-19..2029-03-20")
    before = files_of(tmp_path / "c")
    again = run(tmp_path / "c", running, "2029-03-19..2029-03-20")
    assert set(outcomes(first).values()) == {"new"}
    assert set(outcomes(again).values()) == {"as saved before"}
    assert files_of(tmp_path / "c") == before
    assert again.imported.counts.records == 0


def test_an_empty_archive_gets_the_newest_day_then_later_ones(tmp_path: Path, running: FakeService) -> None:
    for day, numbers in {"2029-03-16": (1,), "2029-03-19": (2, 3), "2029-03-20": (4,)}.items():
        running.put(day, Answer(day_of(day, *numbers)))
    assert outcomes(run(tmp_path / "c", running)) == {"2029-03-21": "no papers", "2029-03-20": "new"}
    running.put("2029-03-20", Answer(day_of("2029-03-20", 4, 5)))
    running.put("2029-03-21", Answer(day_of("2029-03-21", 6)))
    again = run(tmp_path / "c", running)
    assert outcomes(again) == {"2029-03-20": "grown", "2029-03-21": "new"}
    assert again.imported.counts.papers == 2
    assert errors(again) == []


def test_days_without_papers_are_no_problem(tmp_path: Path, running: FakeService) -> None:
    running.put("2029-03-16", Answer(day_of("2029-03-16", 1)))
    running.put("2029-03-18", Answer(day_of("2029-03-16", 1)))  # the service went back to Friday
    done = run(tmp_path / "c", running, "2029-03-16..2029-03-18")
    assert list(outcomes(done).values()) == ["new", "no papers", "no papers"]
    assert done.problems == ()
    assert list(files_of(tmp_path / "c/digests")) == ["2029/2029-03-16.json"]


def test_a_day_that_grew_replaces_the_file(tmp_path: Path, running: FakeService) -> None:
    running.put("2029-03-20", Answer(day_of("2029-03-20", 1, 2)))
    run(tmp_path / "c", running, "2029-03-20")
    grown = day_of("2029-03-20", 3, 2, 1)
    running.put("2029-03-20", Answer(grown))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert done.days[0].outcome is Outcome.GROWN
    assert done.days[0].titles == ("Lantern No. 3: On the Keeping of Small Lights",)
    assert files_of(tmp_path / "c/digests") == {"2029/2029-03-20.json": grown}
    assert len(list((tmp_path / "c/papers").rglob("*.md"))) == 3
    assert done.problems == ()


def test_other_upvotes_are_saved_and_kept_as_a_history(tmp_path: Path, running: FakeService) -> None:
    histories = []
    for day, votes in ((20, 4), (21, 4), (21, 9), (22, 9), (24, 7)):
        records = json.loads(day_of("2029-03-20", 1))
        records[0]["paper"]["upvotes"] = votes
        body = json.dumps(records).encode()
        running.put("2029-03-20", Answer(body))
        done = run(tmp_path / "c", running, "2029-03-20", today=date(2029, 3, day))
        assert files_of(tmp_path / "c/digests") == {"2029/2029-03-20.json": body}
        (page,) = (tmp_path / "c/papers").rglob("*.md")
        histories.append((str(done.days[0].outcome), *re.findall('history: "(.*)"', page.read_text("utf-8"))))
    assert histories == [
        ("new", "2029-03-20 4"),
        ("as saved before", "2029-03-20 4"),
        ("other up-votes", "2029-03-20 4, 2029-03-21 9"),
        ("as saved before", "2029-03-20 4, 2029-03-21 9"),
        ("other up-votes", "2029-03-20 4, 2029-03-21 9, 2029-03-24 7"),
    ]
    (paper,) = load_content(tmp_path / "c").papers.values()
    assert paper.paper.appearances[0].upvotes == 7


def test_history_begins_with_the_votes_of_an_import(tmp_path: Path, running: FakeService) -> None:
    body = day_of("2029-03-20", 1)
    (saved := tmp_path / "c/digests/2029/2029-03-20.json").parent.mkdir(parents=True)
    saved.write_bytes(body)
    import_digests(tmp_path / "c")
    (before,) = load_content(tmp_path / "c").papers.values()
    records = json.loads(body)
    records[0]["paper"]["upvotes"] = 99
    running.put("2029-03-20", Answer(json.dumps(records).encode()))
    run(tmp_path / "c", running, "2029-03-20")
    (after,) = load_content(tmp_path / "c").papers.values()
    votes = before.paper.appearances[0].upvotes
    assert after.paper.appearances[0].history == (Votes(date(2029, 3, 20), votes), Votes(TODAY, 99))


def test_an_answer_with_fewer_records_replaces_nothing(tmp_path: Path, running: FakeService) -> None:
    whole = day_of("2029-03-20", 1, 2, 3)
    running.put("2029-03-20", Answer(whole))
    run(tmp_path / "c", running, "2029-03-20")
    before = files_of(tmp_path / "c")
    running.put("2029-03-20", Answer(day_of("2029-03-20", 3)))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert done.days[0].outcome is Outcome.FEWER
    (problem,) = done.problems
    assert "no longer lists 2 of 3 saved papers; kept as it was saved" in str(problem)
    assert problem.severity is Severity.WARNING
    assert Path(problem.path).is_file()
    assert files_of(tmp_path / "c") == before


def test_an_answer_with_new_and_missing_records_gets_a_file(tmp_path: Path, running: FakeService) -> None:
    bodies = [day_of("2029-03-20", *numbers) for numbers in ((1, 2), (2, 3), (2, 3, 4), (3,))]
    for body in bodies:
        running.put("2029-03-20", Answer(body))
        done = run(tmp_path / "c", running, "2029-03-20")
    assert done.days[0].outcome is Outcome.FEWER
    assert files_of(tmp_path / "c/digests") == {
        "2029/2029-03-20.json": bodies[0],
        "2029/2029-03-20-2.json": bodies[2],
    }
    assert len(list((tmp_path / "c/papers").rglob("*.md"))) == 4


def test_an_unreadable_file_is_not_replaced(tmp_path: Path, running: FakeService) -> None:
    mine = tmp_path / "c/digests/2029/2029-03-20.json"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"\x89PNG\0\0\0\r" * 10)
    running.put("2029-03-20", Answer(day_of("2029-03-20", 1)))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert mine.read_bytes() == b"\x89PNG\0\0\0\r" * 10
    assert mine.with_name("2029-03-20-2.json").is_file()
    assert "2029-03-20.json" in errors(done)[0]


@pytest.mark.parametrize(("numbers", "outcome"), [((1, 2, 3), Outcome.GROWN), ((1,), Outcome.SAME)])
def test_a_truncated_file_is_replaced_only_by_a_complete_day(
    tmp_path: Path, running: FakeService, numbers: tuple[int, ...], outcome: Outcome
) -> None:
    mine = tmp_path / "c/digests/2029/2029-03-20.json"
    mine.parent.mkdir(parents=True)
    cut = day_of("2029-03-20", 1, 2)[:-200]
    mine.write_bytes(cut)
    running.put("2029-03-20", Answer(day_of("2029-03-20", *numbers)))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert done.days[0].outcome is outcome
    assert mine.read_bytes() == (day_of("2029-03-20", *numbers) if outcome is Outcome.GROWN else cut)


FAULTS = [
    (Answer(b"<!DOCTYPE html><title>Down</title>"), "sends an HTML page instead of JSON"),
    (Answer(b"  <html>"), "sends an HTML page instead of JSON"),
    (Answer(day_of("2029-03-20", 1)[:-30]), "sends JSON that is cut short or damaged"),
    (Answer(b""), "sends nothing instead of JSON"),
    (Answer(b"Too many requests"), "sends something else instead of JSON: 'Too many requests'"),
    (Answer(b'{"error": "no"}'), "sends JSON that is no list of papers"),
    (Answer(b"[" * 100_000), "cut short or damaged"),
    (Answer(b'[{"paper": 1}]'), "sends no paper that can be read"),
    (Answer(b"[1, 2]"), "sends no paper that can be read"),
    (Answer(status=404), "has no such page (404)"),
    (Answer(status=500), "is out of order (500), 2 times in a row"),
]


@pytest.mark.parametrize(("answer", "words"), FAULTS)
def test_a_failed_day_is_reported_and_others_are_fetched(
    tmp_path: Path, running: FakeService, answer: Answer, words: str
) -> None:
    running.put("2029-03-19", answer)
    running.put("2029-03-20", Answer(day_of("2029-03-20", 1)))
    done = run(tmp_path / "c", running, "2029-03-19..2029-03-20")
    assert outcomes(done) == {"2029-03-19": "failed", "2029-03-20": "new"}
    (error,) = errors(done)
    assert error.startswith("hf 2029-03-19: 127.0.0.1:")
    assert words in error
    assert list(files_of(tmp_path / "c/digests")) == ["2029/2029-03-20.json"]


@pytest.mark.parametrize(("answer", "words"), FAULTS)
def test_a_bad_answer_replaces_nothing(
    tmp_path: Path, running: FakeService, answer: Answer, words: str
) -> None:
    running.put("2029-03-20", Answer(day_of("2029-03-20", 1, 2)))
    run(tmp_path / "c", running, "2029-03-20")
    before = files_of(tmp_path / "c")
    running.put("2029-03-20", answer)
    assert words in errors(run(tmp_path / "c", running, "2029-03-20"))[0]
    assert files_of(tmp_path / "c") == before


@pytest.mark.parametrize("status", [401, 403, 406, 429])
def test_a_refusal_ends_the_run(tmp_path: Path, running: FakeService, status: int) -> None:
    running.put("2029-03-12", Answer(day_of("2029-03-12", 1)))
    running.put("/api/daily_papers", Answer(status=status))
    done = run(tmp_path / "c", running, "2029-03-12..2029-03-16")
    assert list(outcomes(done).values()) == ["new", "failed"]
    assert len(errors(done)) == 1
    assert "2029-03-14 to 2029-03-16 were not requested" in "".join(map(str, done.problems))
    assert set(running.days()) == {"2029-03-12", "2029-03-13"}
    assert done.imported.counts.papers == 1


def test_three_failures_in_a_row_end_the_run(tmp_path: Path, running: FakeService) -> None:
    running.put("/api/daily_papers", Answer(status=500))
    done = run(tmp_path / "c", running, "2029-03-12..2029-03-16")
    assert list(outcomes(done).values()) == ["failed"] * 3


def test_a_bad_record_is_reported_and_others_are_imported(tmp_path: Path, running: FakeService) -> None:
    records = [record(number, "2029-03-20") for number in (1, 2, 3)]
    records[1]["paper"]["title"] = records[1]["title"] = ""
    running.put("2029-03-20", Answer(json.dumps(records).encode()))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert done.imported.counts.papers == 2
    assert done.imported.counts.rejected == 1
    assert "2029-03-20.json" in errors(done)[0]


@pytest.mark.parametrize("base", [0, 1])
def test_pages_of_a_day_are_joined(tmp_path: Path, running: FakeService, base: int) -> None:
    day = "2029-03-20"
    pages = [day_of(day, *range(start, min(start + 100, 230))) for start in (0, 100, 200)]
    running.put(day, Answer(pages[0]))
    for number, page in enumerate(pages):
        if number + base:
            running.put(f"{day} p{number + base}", Answer(page))
    done = run(tmp_path / "c", running, day)
    assert done.days[0].records == 230
    saved = (tmp_path / "c/digests/2029/2029-03-20.json").read_bytes()
    assert json.loads(saved) == [entry for page in pages for entry in json.loads(page)]
    assert errors(done) == []


def test_a_day_is_not_saved_if_its_second_page_fails(tmp_path: Path, running: FakeService) -> None:
    running.put("2029-03-20", Answer(day_of("2029-03-20", *range(100))))
    running.put("2029-03-20 p1", Answer(status=500))
    assert list(outcomes(run(tmp_path / "c", running, "2029-03-20")).values()) == ["failed"]
    assert not (tmp_path / "c/digests").exists()


def test_the_next_run_imports_after_an_interrupt(
    tmp_path: Path, running: FakeService, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    running.put("2029-03-20", Answer(day_of("2029-03-20", 1)))
    with monkeypatch.context() as patch:
        patch.setattr("daybook.commands.fetch.fetch.import_digests", killed)
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path / "c", running, "2029-03-20")
    assert not (tmp_path / "c/papers").exists()
    assert run(tmp_path / "c", running, "2029-03-20").imported.counts.papers == 1


ITEM = """<item><title>Lantern No. {n}: On Wicks</title><link>https://arxiv.org/abs/2902.{n:05d}</link>
<description>arXiv:2902.{n:05d}v1 Announce Type: new
Abstract: Wick number {n} is trimmed, lit, watched and written down for as long as it burns.</description>
<guid isPermaLink="false">oai:arXiv.org:2902.{n:05d}v1</guid><category>cs.CL</category>
<pubDate>Wed, 21 Mar 2029 00:00:00 -0400</pubDate><arxiv:announce_type>new</arxiv:announce_type>
<dc:creator>Ada Wick, Bo Lamp</dc:creator></item>"""


def feed(*numbers: int) -> bytes:
    """An invented announcement."""
    items = "\n".join(ITEM.format(n=number) for number in numbers)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss xmlns:arxiv="http://arxiv.org/schemas/atom"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0"><channel><title>cs.CL updates</title>'
        "<link>http://rss.arxiv.org/rss/cs.CL</link><description>cs.CL updates</description>"
        f"<pubDate>Wed, 21 Mar 2029 00:00:00 -0400</pubDate>\n{items}\n</channel></rss>\n"
    ).encode()


def test_arxiv_feed(tmp_path: Path, running: FakeService) -> None:
    running.put("/rss/cs.CL", Answer(feed(1, 2)))
    done = run(tmp_path / "c", running, source="arxiv:cs.CL")
    assert outcomes(done) == {"2029-03-21": "new"}
    assert files_of(tmp_path / "c/digests") == {"2029/2029-03-21-arxiv-cs.cl.xml": feed(1, 2)}
    assert done.imported.counts.papers == 2
    assert run(tmp_path / "c", running, source="arxiv:cs.CL").days[0].outcome is Outcome.SAME
    running.put("/rss/cs.CL", Answer(feed(1, 2, 3)))
    assert run(tmp_path / "c", running, source="arxiv:cs.CL").days[0].outcome is Outcome.GROWN
    running.put("/rss/cs.CL", Answer(feed()))
    assert run(tmp_path / "c", running, source="arxiv:cs.CL").days[0].outcome is Outcome.EMPTY
    assert len(list((tmp_path / "c/papers").rglob("*.md"))) == 3


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (feed(1)[:-20], "sends a feed that is cut short"),
        (b"<!doctype html><p>Down", "sends an HTML page instead of a feed"),
        (b"[]", "sends something else instead of a feed: '[]'"),
    ],
)
def test_an_answer_that_is_no_feed(tmp_path: Path, running: FakeService, body: bytes, words: str) -> None:
    running.put("/rss/cs.CL", Answer(body))
    done = run(tmp_path / "c", running, source="arxiv:cs.CL")
    assert words in errors(done)[0]
    assert not (tmp_path / "c/digests").exists()


def test_arxiv_feed_takes_no_days(tmp_path: Path, running: FakeService) -> None:
    with pytest.raises(UsageError, match="cannot be asked for certain days"):
        run(tmp_path / "c", running, "2029-03-20", "arxiv:cs.CL")
    assert running.requests == []


@pytest.mark.parametrize(
    "name", ["hf:x", "arxiv", "arxiv:", "arxiv:../x", "arxiv:cs.CL+", "web", "arxiv:a?b=c"]
)
def test_unknown_services(name: str) -> None:
    with pytest.raises(UsageError, match="is no source"):
        find_service(name)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("hf", "2029-03-21.json"),
        ("arxiv:cs.CL+stat.ML", "2029-03-21-arxiv-cs.cl-stat.ml.xml"),
        ("arxiv:hep-th", "2029-03-21-arxiv-hep-th.xml"),
        ("arxiv:cond-mat.mes-hall", "2029-03-21-arxiv-cond-mat.mes-hall.xml"),
    ],
)
def test_file_names(tmp_path: Path, name: str, file: str) -> None:
    source = find_service(name)
    assert f"2029-03-21{source.file_suffix}" == file
    (tmp_path / "digests").mkdir()
    for saved in (file, file.replace("2029-03-21", "2029-02-30"), f"x{file}"):
        (tmp_path / "digests" / saved).write_bytes(b"")
    assert saved_days(tmp_path, source) == {date(2029, 3, 21): [file]}


def test_real_days(tmp_path: Path, running: FakeService) -> None:
    """Real days as they were received, clean and dirty ones, arrive byte by byte and are known again."""
    if not REAL.is_dir():
        pytest.skip(f"the real days are not there: {REAL} is no folder")
    names = ["2025-01-08.json", "2025-01-09.json", "2025-01-10.json", "2025-03-18.json"]
    for name in names:
        running.put(name.removesuffix(".json"), zipped((REAL / name).read_bytes()))
    done = run(tmp_path / "c", running, "2025-01-08..2025-01-10")
    assert set(outcomes(done).values()) == {"new"}
    run(tmp_path / "c", running, "2025-03-18")
    for name in names:
        assert (tmp_path / f"c/digests/2025/{name}").read_bytes() == (REAL / name).read_bytes()
    imported = importing.import_digests(tmp_path / "c", [REAL / name for name in names])
    assert imported.known == 4
    assert imported.counts.records == 0


@pytest.mark.parametrize("named", [None, "2029-03-19..2029-03-20"])
def test_what_was_removed_is_not_requested_again(
    tmp_path: Path, running: FakeService, named: str | None
) -> None:
    for day in ("2029-03-19", "2029-03-20"):
        running.put(day, Answer(day_of(day, int(day[-2:]))))
    content = tmp_path / "c"
    run(content, running, "2029-03-19..2029-03-20")
    remove(content, Asked(day=date(2029, 3, 20)))
    remove(content, Asked(digest="2029/2029-03-19.json"))
    done = run(content, running, named)
    assert not {"2029-03-19", "2029-03-20"} & outcomes(done).keys()
    assert any("removed on purpose: 2029-03-19, 2029-03-20" in one.what for one in done.problems) == bool(
        named
    )
    assert done.imported.content.papers == {}
