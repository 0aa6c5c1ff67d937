"""Fetching days: saved as they came, imported, and nothing ever replaced by less."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from daybook.archive import importing
from daybook.commands.fetch.days import parse_range
from daybook.commands.fetch.fetch import Fate, Fetched, fetch
from daybook.problems import Severity, UsageError
from daybook.sources.client import Client, Manners
from daybook.sources.services import find_source
from tests.sources.service import Answer, Service, day_of, record, service, zipped

TODAY = date(2029, 3, 21)  # a Wednesday
REAL = Path(__file__).resolve().parents[3] / "shared" / "hf-daily"


@pytest.fixture
def running() -> Iterator[Service]:
    """A service."""
    with service() as made:
        yield made


def run(content: Path, running: Service, named: str | None = None, source: str = "hf") -> Fetched:
    """Fetch without waiting."""
    content.mkdir(exist_ok=True)
    client = Client(running.url, Manners(pause=0.0, tries=2, silence=0.5), sleep=lambda _: None)
    return fetch(content, find_source(source), client, parse_range(named, None, TODAY), TODAY)


def fates(fetched: Fetched) -> dict[str, str]:
    """What became of each day."""
    return {day.day.isoformat(): str(day.fate) for day in fetched.days}


def tree(content: Path) -> dict[str, bytes]:
    """Every file of a content folder that is not work of the moment."""
    return {
        path.relative_to(content).as_posix(): path.read_bytes()
        for path in content.rglob("*")
        if path.is_file()
    }


def errors(fetched: Fetched) -> list[str]:
    """The errors of a run."""
    return [str(problem) for problem in fetched.problems if problem.severity is Severity.ERROR]


def test_a_day_is_saved_as_it_came_and_imported(tmp_path: Path, running: Service) -> None:
    body = day_of("2029-03-20", 1, 2, 3)
    running.put("2029-03-20", zipped(body))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert fates(done) == {"2029-03-20": "new"}
    assert (tmp_path / "c/digests/2029/2029-03-20.json").read_bytes() == body
    assert done.imported.counts.papers == 3
    assert len(list((tmp_path / "c/papers/2029").glob("*.md"))) == 3
    assert done.days[0].titles[0] == "Lantern No. 1: On the Keeping of Small Lights"
    assert done.problems == ()
    assert running.requests[0].query == {"date": "2029-03-20", "limit": "100"}


def test_it_is_safe_to_repeat(tmp_path: Path, running: Service) -> None:
    running.put("2029-03-19", Answer(day_of("2029-03-19", 1, 2)))
    running.put("2029-03-20", Answer(day_of("2029-03-20", 2, 3)))
    first = run(tmp_path / "c", running, "2029-03-19..2029-03-20")
    before = tree(tmp_path / "c")
    again = run(tmp_path / "c", running, "2029-03-19..2029-03-20")
    assert set(fates(first).values()) == {"new"}
    assert set(fates(again).values()) == {"as saved before"}
    assert tree(tmp_path / "c") == before
    assert again.imported.counts.records == 0


def test_an_empty_archive_gets_the_newest_day_then_what_follows(tmp_path: Path, running: Service) -> None:
    for day, numbers in {"2029-03-16": (1,), "2029-03-19": (2, 3), "2029-03-20": (4,)}.items():
        running.put(day, Answer(day_of(day, *numbers)))
    assert fates(run(tmp_path / "c", running)) == {"2029-03-21": "no papers", "2029-03-20": "new"}
    running.put("2029-03-20", Answer(day_of("2029-03-20", 4, 5)))
    running.put("2029-03-21", Answer(day_of("2029-03-21", 6)))
    again = run(tmp_path / "c", running)
    assert fates(again) == {"2029-03-20": "grown", "2029-03-21": "new"}
    assert again.imported.counts.papers == 2
    assert errors(again) == []


def test_a_weekend_is_no_error(tmp_path: Path, running: Service) -> None:
    running.put("2029-03-16", Answer(day_of("2029-03-16", 1)))
    running.put("2029-03-18", Answer(day_of("2029-03-16", 1)))  # the service went back to Friday
    done = run(tmp_path / "c", running, "2029-03-16..2029-03-18")
    assert list(fates(done).values()) == ["new", "no papers", "no papers"]
    assert done.problems == ()
    assert list(tree(tmp_path / "c/digests")) == ["2029/2029-03-16.json"]


def test_a_day_that_grew_replaces_the_file(tmp_path: Path, running: Service) -> None:
    running.put("2029-03-20", Answer(day_of("2029-03-20", 1, 2)))
    run(tmp_path / "c", running, "2029-03-20")
    grown = day_of("2029-03-20", 3, 2, 1)
    running.put("2029-03-20", Answer(grown))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert done.days[0].fate is Fate.GROWN
    assert done.days[0].titles == ("Lantern No. 3: On the Keeping of Small Lights",)
    assert tree(tmp_path / "c/digests") == {"2029/2029-03-20.json": grown}
    assert len(list((tmp_path / "c/papers").rglob("*.md"))) == 3
    assert done.problems == ()


def test_a_day_with_fewer_is_kept_as_it_was(tmp_path: Path, running: Service) -> None:
    whole = day_of("2029-03-20", 1, 2, 3)
    running.put("2029-03-20", Answer(whole))
    run(tmp_path / "c", running, "2029-03-20")
    before = tree(tmp_path / "c")
    running.put("2029-03-20", Answer(day_of("2029-03-20", 3)))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert done.days[0].fate is Fate.FEWER
    (problem,) = done.problems
    assert "no longer lists 2 of 3 saved papers; kept as it was saved" in str(problem)
    assert problem.severity is Severity.WARNING
    assert tree(tmp_path / "c") == before


def test_what_is_new_on_a_day_that_lost_some_is_kept_beside(tmp_path: Path, running: Service) -> None:
    bodies = [day_of("2029-03-20", *numbers) for numbers in ((1, 2), (2, 3), (2, 3, 4), (3,))]
    for body in bodies:
        running.put("2029-03-20", Answer(body))
        done = run(tmp_path / "c", running, "2029-03-20")
    assert done.days[0].fate is Fate.FEWER
    assert tree(tmp_path / "c/digests") == {
        "2029/2029-03-20.json": bodies[0],
        "2029/2029-03-20-2.json": bodies[2],
    }
    assert len(list((tmp_path / "c/papers").rglob("*.md"))) == 4


def test_a_file_nobody_can_read_is_left_alone(tmp_path: Path, running: Service) -> None:
    mine = tmp_path / "c/digests/2029/2029-03-20.json"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"\x89PNG\0\0\0\r" * 10)
    running.put("2029-03-20", Answer(day_of("2029-03-20", 1)))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert mine.read_bytes() == b"\x89PNG\0\0\0\r" * 10
    assert done.days[0].path == "2029/2029-03-20-2.json"
    assert "2029-03-20.json" in errors(done)[0]


@pytest.mark.parametrize(("numbers", "fate"), [((1, 2, 3), Fate.GROWN), ((1,), Fate.SAME)])
def test_a_file_cut_short_is_replaced_by_the_whole_day_only(
    tmp_path: Path, running: Service, numbers: tuple[int, ...], fate: Fate
) -> None:
    mine = tmp_path / "c/digests/2029/2029-03-20.json"
    mine.parent.mkdir(parents=True)
    cut = day_of("2029-03-20", 1, 2)[:-200]
    mine.write_bytes(cut)
    running.put("2029-03-20", Answer(day_of("2029-03-20", *numbers)))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert done.days[0].fate is fate
    assert mine.read_bytes() == (day_of("2029-03-20", *numbers) if fate is Fate.GROWN else cut)


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
def test_a_bad_day_is_named_and_stops_no_other(
    tmp_path: Path, running: Service, answer: Answer, words: str
) -> None:
    running.put("2029-03-19", answer)
    running.put("2029-03-20", Answer(day_of("2029-03-20", 1)))
    done = run(tmp_path / "c", running, "2029-03-19..2029-03-20")
    assert fates(done) == {"2029-03-19": "failed", "2029-03-20": "new"}
    (error,) = errors(done)
    assert error.startswith("hf 2029-03-19: 127.0.0.1:")
    assert words in error
    assert list(tree(tmp_path / "c/digests")) == ["2029/2029-03-20.json"]


@pytest.mark.parametrize(("answer", "words"), FAULTS)
def test_a_bad_answer_takes_nothing_away(
    tmp_path: Path, running: Service, answer: Answer, words: str
) -> None:
    running.put("2029-03-20", Answer(day_of("2029-03-20", 1, 2)))
    run(tmp_path / "c", running, "2029-03-20")
    before = tree(tmp_path / "c")
    running.put("2029-03-20", answer)
    assert words in errors(run(tmp_path / "c", running, "2029-03-20"))[0]
    assert tree(tmp_path / "c") == before


@pytest.mark.parametrize("status", [401, 403, 406, 429])
def test_a_service_that_shuts_us_out_is_left_in_peace(tmp_path: Path, running: Service, status: int) -> None:
    running.put("2029-03-12", Answer(day_of("2029-03-12", 1)))
    running.put("/api/daily_papers", Answer(status=status))
    done = run(tmp_path / "c", running, "2029-03-12..2029-03-16")
    assert list(fates(done).values()) == ["new", "failed"]
    assert len(errors(done)) == 1
    assert "2029-03-14 to 2029-03-16 were not asked for" in "".join(map(str, done.problems))
    assert set(running.days()) == {"2029-03-12", "2029-03-13"}
    assert done.imported.counts.papers == 1


def test_three_bad_days_in_a_row_are_enough(tmp_path: Path, running: Service) -> None:
    running.put("/api/daily_papers", Answer(status=500))
    done = run(tmp_path / "c", running, "2029-03-12..2029-03-16")
    assert list(fates(done).values()) == ["failed"] * 3


def test_a_bad_record_is_reported_and_the_others_arrive(tmp_path: Path, running: Service) -> None:
    records = [record(number, "2029-03-20") for number in (1, 2, 3)]
    records[1]["paper"]["title"] = records[1]["title"] = ""
    running.put("2029-03-20", Answer(json.dumps(records).encode()))
    done = run(tmp_path / "c", running, "2029-03-20")
    assert done.imported.counts.papers == 2
    assert done.imported.counts.rejected == 1
    assert "2029-03-20.json" in errors(done)[0]


@pytest.mark.parametrize("base", [0, 1])
def test_a_day_of_several_pages(tmp_path: Path, running: Service, base: int) -> None:
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


def test_a_day_whose_second_page_fails_is_not_saved_by_half(tmp_path: Path, running: Service) -> None:
    running.put("2029-03-20", Answer(day_of("2029-03-20", *range(100))))
    running.put("2029-03-20 p1", Answer(status=500))
    assert list(fates(run(tmp_path / "c", running, "2029-03-20")).values()) == ["failed"]
    assert not (tmp_path / "c/digests").exists()


def test_a_run_killed_before_the_import_is_made_whole(
    tmp_path: Path, running: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
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


def test_arxivs_announcement(tmp_path: Path, running: Service) -> None:
    running.put("/rss/cs.CL", Answer(feed(1, 2)))
    done = run(tmp_path / "c", running, source="arxiv:cs.CL")
    assert fates(done) == {"2029-03-21": "new"}
    assert tree(tmp_path / "c/digests") == {"2029/2029-03-21-arxiv-cs.cl.xml": feed(1, 2)}
    assert done.imported.counts.papers == 2
    assert run(tmp_path / "c", running, source="arxiv:cs.CL").days[0].fate is Fate.SAME
    running.put("/rss/cs.CL", Answer(feed(1, 2, 3)))
    assert run(tmp_path / "c", running, source="arxiv:cs.CL").days[0].fate is Fate.GROWN
    running.put("/rss/cs.CL", Answer(feed()))
    assert run(tmp_path / "c", running, source="arxiv:cs.CL").days[0].fate is Fate.EMPTY
    assert len(list((tmp_path / "c/papers").rglob("*.md"))) == 3


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (feed(1)[:-20], "sends a feed that is cut short"),
        (b"<!doctype html><p>Down", "sends an HTML page instead of a feed"),
        (b"[]", "sends something else instead of a feed: '[]'"),
    ],
)
def test_a_feed_that_is_none(tmp_path: Path, running: Service, body: bytes, words: str) -> None:
    running.put("/rss/cs.CL", Answer(body))
    done = run(tmp_path / "c", running, source="arxiv:cs.CL")
    assert words in errors(done)[0]
    assert not (tmp_path / "c/digests").exists()


def test_arxiv_has_no_days_to_choose(tmp_path: Path, running: Service) -> None:
    with pytest.raises(UsageError, match="cannot be asked for certain days"):
        run(tmp_path / "c", running, "2029-03-20", "arxiv:cs.CL")
    assert running.requests == []


@pytest.mark.parametrize(
    "name", ["hf:x", "arxiv", "arxiv:", "arxiv:../x", "arxiv:cs.CL+", "web", "arxiv:a?b=c"]
)
def test_no_source(name: str) -> None:
    with pytest.raises(UsageError, match="is no source"):
        find_source(name)


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("hf", "2029-03-21.json"),
        ("arxiv:cs.CL+stat.ML", "2029-03-21-arxiv-cs.cl-stat.ml.xml"),
        ("arxiv:hep-th", "2029-03-21-arxiv-hep-th.xml"),
        ("arxiv:cond-mat.mes-hall", "2029-03-21-arxiv-cond-mat.mes-hall.xml"),
    ],
)
def test_saved_files_are_known_again(name: str, file: str) -> None:
    source = find_source(name)
    assert source.file_name(TODAY) == file
    matched = source.names.fullmatch(file)
    assert matched
    assert matched[1] == "2029-03-21"


def test_real_days(tmp_path: Path, running: Service) -> None:
    """Real days as they were received, clean and dirty ones, arrive byte by byte and are known again."""
    if not REAL.is_dir():
        pytest.skip(f"the real days are not there: {REAL} is no folder")
    names = ["2025-01-08.json", "2025-01-09.json", "2025-01-10.json", "2025-03-18.json"]
    for name in names:
        running.put(name.removesuffix(".json"), zipped((REAL / name).read_bytes()))
    done = run(tmp_path / "c", running, "2025-01-08..2025-01-10")
    assert set(fates(done).values()) == {"new"}
    run(tmp_path / "c", running, "2025-03-18")
    for name in names:
        assert (tmp_path / f"c/digests/2025/{name}").read_bytes() == (REAL / name).read_bytes()
    imported = importing.import_digests(tmp_path / "c", [REAL / name for name in names])
    assert imported.known == 4
    assert imported.counts.records == 0
