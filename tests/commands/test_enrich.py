"""Empty fields are filled from certain candidates only; fields that a person wrote are kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybook.archive.importing import import_digests
from daybook.commands.edits.add import AddedFrom, add
from daybook.commands.enrich.enrich import EnrichResult, enrich
from daybook.commands.enrich.incomplete import IncompletePapers
from daybook.commands.enrich.snapshot import read_snapshot
from daybook.content import front_matter
from daybook.content.folder import load_content
from daybook.problems import Problem, UsageError
from daybook.sources.client import Client, RequestPolicy
from tests import warm
from tests.made import files_of
from tests.sources.fake_service import Answer, FakeService, day_of, run_service

ROOT = Path(__file__).resolve().parents[2]
LAMPS = "Lamps at the Edge of a Harbour: Keeping Time without Clocks"
ROPES = "Ropes Remember: Hysteresis in Braided Fibre"
BELLS = "Bells under Water"
ABSTRACTS = {
    LAMPS: "We light nineteen lamps along a quay and read the hour from their flicker alone. The error stays"
    " below nine minutes for a winter, and grows with the wind.",
    ROPES: "A rope that was loaded once is never the same again. We measure by how much, over four years and"
    " two hundred knots, and give a law in three terms.",
    BELLS: "A bell rung below the surface sounds a third lower. We explain why, and build an organ of nine.",
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """An archive of title-only papers, from a saved text."""
    parts = ["Mar 18", *(text for pair in ABSTRACTS.items() for text in pair)]
    digest = tmp_path / "2029-03-18.txt"
    digest.write_text("\n\n".join(parts) + "\n", encoding="utf-8")
    folder = tmp_path / "content"
    folder.mkdir()
    done = import_digests(folder, [digest])
    assert (done.counts.papers, done.problems) == (3, ())
    return folder


def line(title: str, arxiv: str = "2902.00001", **more: Any) -> dict[str, Any]:
    """A line of arXiv's metadata, invented."""
    return {
        "id": arxiv,
        "submitter": "Ada Wick",
        "authors": "A. Wick and Bo Lamp",
        "title": title,
        "comments": None,
        "doi": None,
        "categories": "cs.CL stat.ML",
        "abstract": f"  {ABSTRACTS.get(title, 'Of something else altogether, in other words than those.')}\n",
        "versions": [
            {"version": "v1", "created": "Wed, 14 Feb 2029 23:59:59 GMT"},
            {"version": "v2", "created": "Thu, 1 Mar 2029 10:00:00 GMT"},
        ],
        "update_date": "2029-03-01",
        "authors_parsed": [["Wick", "Ada", ""], ["Lamp", "Bo", "Jr."]],
    } | more


def metadata(content: Path, lines: Sequence[Any]) -> Path:
    """A file with such lines; text is written unchanged."""
    file = content.parent / "arxiv.jsonl"
    texts = (entry if isinstance(entry, str) else json.dumps(entry) for entry in lines)
    file.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return file


def run(content: Path, *lines: Any) -> EnrichResult:
    """Enrich from lines of metadata."""
    return enrich(content, [metadata(content, lines)])


def fields(content: Path, title: str) -> dict[str, Any]:
    """The front matter of a paper's page."""
    pages = load_content(content).papers.values()
    (page,) = (page for page in pages if page.paper.title == title)
    text = (content / "papers" / f"{page.paper.address}.md").read_text(encoding="utf-8")
    return dict(front_matter.read(text).fields)


def test_values_are_filled_with_their_source(content: Path) -> None:
    done = run(
        content, line("Another"), line(LAMPS, doi="10.5555/lamps 10.5555/other"), line(BELLS, "2902.2")
    )
    assert (done.incomplete, done.filled, done.values, done.undecided) == (3, 1, 5, 0)
    found = fields(content, LAMPS)
    assert found["arxiv"] == "2902.00001"
    assert found["doi"] == "10.5555/lamps"
    assert found["authors"] == ["Ada Wick", "Bo Lamp Jr."]
    assert found["published"] == "2029-02-14"
    assert found["categories"] == ["cs.CL", "stat.ML"]
    assert found["imported"]["from"][-1] == {
        "digest": "arXiv metadata file",
        "origin": "record",
        "fields": "authors, arxiv, doi, published, categories",
    }
    assert "arxiv" not in fields(content, ROPES)


@pytest.mark.parametrize(
    "authors",
    [
        {"authors_parsed": [[r"Na\"{\i}m", r"J\'er\^ome~A.", ""], [r"{\L}amp", "Bo", "Jr."]]},
        {"authors_parsed": None, "authors": r"J\'er\^ome~A. Na\"{\i}m (1) and Bo {\L}amp Jr."},
    ],
)
def test_latex_in_names(content: Path, authors: dict[str, Any]) -> None:
    run(content, line(LAMPS, **authors))
    assert fields(content, LAMPS)["authors"] == ["Jérôme A. Naïm", "Bo Łamp Jr."]


def test_the_diff_is_small_and_repeating_changes_nothing(content: Path) -> None:
    before = files_of(content)
    run(content, line(LAMPS))
    after = files_of(content)
    (changed,) = (path for path in after if after[path] != before.get(path))
    old, new = before[changed].decode().splitlines(), after[changed].decode().splitlines()
    assert [text for text in old if text not in new] == []
    again = run(content, line(LAMPS))
    assert files_of(content) == after
    assert (again.filled, again.values) == (0, 0)
    assert not import_digests(content).written
    assert files_of(content) == after


def test_fields_that_a_person_wrote_or_emptied_are_kept(content: Path) -> None:
    run(content, line(LAMPS))
    (page,) = (path for path in content.rglob("*.md") if "lamps" in path.name)
    text = page.read_text(encoding="utf-8").replace('- "Ada Wick"\n- "Bo Lamp Jr."', '- "A Person"')
    page.write_text(text.replace('published: "2029-02-14"\n', "") + "\nA note.\n", encoding="utf-8")
    before = files_of(content)
    done = run(content, line(LAMPS, doi="10.5555/lamps"))
    assert done.values == 1
    found = fields(content, LAMPS)
    assert (found["authors"], found["doi"]) == (["A Person"], "10.5555/lamps")
    assert "published" not in found
    assert page.read_text(encoding="utf-8").endswith("\nA note.\n")
    run(content, line(LAMPS, doi="10.5555/lamps"))
    changed = {path for path, data in files_of(content).items() if before[path] != data}
    assert changed == {page.relative_to(content).as_posix()}


def test_a_later_digest_replaces_values(content: Path) -> None:
    run(content, line(LAMPS))
    body = json.loads(day_of("2029-03-19", 1))
    body[0]["paper"] |= {"id": "2902.00001", "title": LAMPS, "summary": ABSTRACTS[LAMPS]}
    body[0]["paper"]["authors"] = [{"name": "Ada W. Wick"}]
    (content / "digests/2029/2029-03-19.json").write_text(json.dumps(body), encoding="utf-8")
    done = import_digests(content)
    assert (done.counts.repeats, done.counts.papers) == (1, 0)
    found = fields(content, LAMPS)
    assert found["authors"] == ["Ada W. Wick"]
    assert found["categories"] == ["cs.CL", "stat.ML"]


def test_an_identifier_decides_without_the_title(content: Path) -> None:
    (page,) = (path for path in content.rglob("*.md") if "bells" in path.name)
    page.write_text(page.read_text(encoding="utf-8").replace("---\n", '---\narxiv: "2902.00007"\n', 1))
    done = run(content, line("A newer title", "2902.00007"), line(BELLS, "2902.00008"))
    assert done.undecided == 0
    assert fields(content, BELLS)["authors"] == ["Ada Wick", "Bo Lamp Jr."]
    assert fields(content, BELLS)["arxiv"] == "2902.00007"


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (
            [line(LAMPS), line(LAMPS, "2902.00002")],
            "could be one of 2: arXiv 2902.00001 (2029-02-14, Ada Wick);",
        ),
        ([line(BELLS, abstract="")], "has too short a title to be sure: arXiv 2902.00001"),
    ],
)
def test_uncertain_candidates_are_reported(content: Path, lines: list[dict[str, Any]], why: str) -> None:
    before = files_of(content)
    done = run(content, *lines)
    assert (done.filled, done.undecided) == (0, 1)
    (problem,) = done.problems
    assert why in str(problem)
    assert "write `arxiv: …` of the right one" in str(problem)
    assert files_of(content) == before


@pytest.mark.parametrize(
    "other",
    [
        line(
            LAMPS, abstract="Of quite another thing: a census of moths in three valleys, by night and by day."
        ),
        line(LAMPS, versions=[{"created": "Wed, 21 Mar 2029 00:00:00 GMT"}]),
        line(LAMPS, "no identifier"),
        line(f"{LAMPS}, Revisited"),
        line(LAMPS[:40]),
    ],
)
def test_other_papers_do_not_fit(content: Path, other: dict[str, Any]) -> None:
    before = files_of(content)
    done = run(content, other)
    assert (done.filled, done.undecided, done.problems) == (0, 0, ())
    assert files_of(content) == before


def test_the_abstract_decides_between_two(content: Path) -> None:
    done = run(content, line(LAMPS, "2902.00002", abstract=""), line(LAMPS))
    assert done.filled == 1
    assert fields(content, LAMPS)["arxiv"] == "2902.00001"


def test_records_with_the_same_identifier_are_one_work(content: Path) -> None:
    done = run(content, line(LAMPS), line(LAMPS, "2902.00001v3", doi="10.5555/lamps"))
    assert (done.filled, done.values) == (1, 5)


def test_two_pages_do_not_get_the_same_identifier(content: Path) -> None:
    folder = content / "papers/2028"
    folder.mkdir()
    (folder / "lamps.md").write_text(f'---\ntitle: "{LAMPS}"\n---\n', encoding="utf-8")
    before = files_of(content)
    done = run(content, line(LAMPS))
    assert (done.filled, done.undecided) == (0, 1)
    assert "both would be arXiv 2902.00001" in str(done.problems[0])
    (folder / "lamps.md").write_text('---\ntitle: "Lamps"\narxiv: "2902.00001"\n---\n', encoding="utf-8")
    done = run(content, line(LAMPS))
    assert done.undecided == 1
    assert "seems to be the paper of papers/2028/lamps.md: arXiv 2902.00001" in str(done.problems[0])
    changed = {path for path, data in files_of(content).items() if before.get(path) != data}
    assert changed == {"papers/2028/lamps.md"}


def test_a_truncated_title_fits_with_its_abstract(content: Path) -> None:
    folder = content / "papers/2028"
    folder.mkdir()
    for name, text in (("with", ABSTRACTS[ROPES]), ("without", "")):
        page = f'---\ntitle: "{ROPES[:30]}…"\ntags: [x]\n---\n'
        block = (
            f"<!-- daybook: imported. -->\n<h1>{ROPES[:30]}…</h1>\n\n<p>{text}</p>\n<!-- daybook: end. -->\n"
        )
        (folder / f"{name}.md").write_text(page + block, encoding="utf-8")
    (content / "papers/2029").joinpath(
        next(path.name for path in content.rglob("*.md") if path.name.startswith("ropes"))
    ).unlink()
    assert run(content, line(ROPES, "2902.00003")).filled == 1
    pages = load_content(content).papers
    assert pages["2028/with"].paper.facts.arxiv == "2902.00003"
    assert pages["2028/without"].paper.facts.arxiv == ""


def test_saved_digests_are_a_source(content: Path) -> None:
    """Such as those imported before their readers knew more than titles."""
    body = json.loads(day_of("2029-03-18", 1))
    body[0]["paper"] |= {"id": "2902.00001", "title": LAMPS, "summary": ABSTRACTS[LAMPS]}
    (content / "digests/2029/2029-03-18.json").write_text(json.dumps(body), encoding="utf-8")
    assert enrich(content).filled == 1
    found = fields(content, LAMPS)
    assert found["arxiv"] == "2902.00001"
    source = {"digest": "2029/2029-03-18.json", "origin": "record", "fields": "authors, arxiv, published"}
    assert source in found["imported"]["from"]


def test_damaged_lines_are_reported(content: Path) -> None:
    done = run(content, "{", "[]", '{"title": 1}', "", '{"id": "2902.00009"}', "x" * 5_000_000, line(LAMPS))
    assert done.filled == 1
    (problem,) = done.problems
    assert "arxiv.jsonl:1: warning: 5 lines cannot be read" in str(problem)
    (problem,) = run(content, "{", line(LAMPS)).problems
    assert "arxiv.jsonl:1: warning: 1 line cannot be read" in str(problem)


@pytest.mark.parametrize("text", ["", "Not JSON\n", "[1]\n", '{"id": "1"}\n'])
def test_files_of_another_form_are_refused(content: Path, text: str) -> None:
    file = content.parent / "other.jsonl"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="is no arXiv metadata"):
        enrich(content, [file])


@given(data=st.lists(st.binary(max_size=300), max_size=5))
def test_random_bytes_raise_nothing(tmp_path_factory: pytest.TempPathFactory, data: list[bytes]) -> None:
    file = tmp_path_factory.mktemp("bytes") / "x.jsonl"
    start = b'{"title": "x", "id": "2902.00001", "authors_parsed": [["a"], []], "abstract": "'
    file.write_bytes(b"\n".join([json.dumps(line(LAMPS)).encode(), *data, *(start + item for item in data)]))
    found = list(read_snapshot(file, IncompletePapers([]), lambda _what, _done: None))
    assert all(isinstance(item, Problem) for item in found)


def test_a_page_changed_in_the_meantime_is_kept(content: Path) -> None:
    (page,) = (path for path in content.rglob("*.md") if "lamps" in path.name)

    def progress(what: str, _done: int) -> None:
        if "digests" in what:
            page.write_text(page.read_text(encoding="utf-8") + "\nA note.\n", encoding="utf-8")

    done = enrich(content, [metadata(content, [line(LAMPS)])], progress=progress)
    assert done.filled == 0
    assert "was changed in the meantime" in str(done.problems[0])
    assert page.read_text(encoding="utf-8").endswith("A note.\n")
    assert run(content, line(LAMPS)).filled == 1


ENTRY = """<entry><id>http://arxiv.org/abs/{arxiv}v2</id><updated>2029-03-01T10:00:00Z</updated>
<published>2029-02-14T23:59:59Z</published><title>{title}</title><summary>  {abstract}
</summary><author><name>Ada Wick</name></author><author><name>Bo Lamp</name></author>
<arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/{arxiv}</arxiv:doi>
<link href="http://arxiv.org/abs/{arxiv}v2" rel="alternate" type="text/html"/>
<category term="cs.CL" scheme="http://arxiv.org/schemas/atom"/></entry>"""


def atom(*entries: tuple[str, str]) -> Answer:
    """An answer of the query API with papers of these identifiers and titles, invented."""
    parts = (
        ENTRY.format(arxiv=arxiv, title=title.replace(": ", ":\n  "), abstract=ABSTRACTS.get(title, "Else."))
        for arxiv, title in entries
    )
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><title>q</title>'
    )
    return Answer(f"{head}<id>http://arxiv.org/api/x</id>{''.join(parts)}</feed>".encode())


ERROR = Answer(
    b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>q</title><entry>'
    b"<id>http://arxiv.org/api/errors#x</id><title>Error</title><summary>incorrect id format</summary>"
    b"</entry></feed>"
)


class Arxiv:
    """A fake of arXiv that records the client's waits."""

    def __init__(self, running: FakeService) -> None:
        self.service, self.waits = running, list[float]()

    def enrich(self, content: Path) -> EnrichResult:
        """Enrich online."""
        client = Client(self.service.url, RequestPolicy(pause=3.0, tries=2), sleep=self.waits.append)
        return enrich(content, (), client)

    @property
    def queries(self) -> list[dict[str, str]]:
        """The queries that were sent."""
        return [dict(request.query) for request in self.service.requests]


@pytest.fixture
def arxiv() -> Iterator[Arxiv]:
    """A fake of arXiv without papers."""
    with run_service() as made:
        made.put("/api/query", atom())
        yield Arxiv(made)


def test_requests_have_pauses_and_are_not_repeated(content: Path, arxiv: Arxiv) -> None:
    arxiv.service.put("/api/query", atom(("2902.00003", BELLS)), atom(("2902.00001", LAMPS)), atom())
    done = arxiv.enrich(content)
    assert done.filled == 2
    assert fields(content, LAMPS)["doi"] == "10.5555/2902.00001"
    assert fields(content, LAMPS)["imported"]["from"][-1]["digest"] == "arXiv API"
    assert arxiv.waits == [3.0, 3.0]
    assert len({request.connection for request in arxiv.service.requests}) == 1
    assert arxiv.queries[1] == {
        "search_query": 'ti:"Lamps at the Edge of a Harbour Keeping Time without Clocks"',
        "max_results": "10",
    }
    assert arxiv.enrich(content).values == 0
    assert len(arxiv.queries) == 3
    assert len(list((content.parent / ".content.daybook/arxiv").iterdir())) == 3


def test_a_paper_is_added_by_its_identifier(content: Path, arxiv: Arxiv) -> None:
    arxiv.service.put("/api/query", atom(("2902.00009", "Nets in Fog")), atom())
    client = Client(arxiv.service.url, RequestPolicy(pause=0.0), sleep=arxiv.waits.append)
    add(content, AddedFrom(arxiv="2902.00009", client=client), date(2029, 3, 9))
    paper = load_content(content).papers["2029/nets-in-fog"].paper
    assert (paper.facts.arxiv, paper.facts.authors) == ("2902.00009", ("Ada Wick", "Bo Lamp"))
    with pytest.raises(UsageError, match="arXiv knows no such paper"):
        add(content, AddedFrom(arxiv="2902.00010", client=client), date(2029, 3, 9))


def test_papers_found_in_a_file_are_not_requested(content: Path, arxiv: Arxiv) -> None:
    client = Client(arxiv.service.url, RequestPolicy(pause=0.0), sleep=arxiv.waits.append)
    lines = [line(LAMPS), line(BELLS, "2902.00003"), line(BELLS, "2902.00004")]
    done = enrich(content, [metadata(content, lines)], client)
    assert (done.filled, done.undecided) == (1, 1)
    assert [query["search_query"] for query in arxiv.queries] == [
        'ti:"Ropes Remember Hysteresis in Braided Fibre"'
    ]


def test_identifiers_are_requested_in_batches(content: Path, arxiv: Arxiv) -> None:
    for number, page in enumerate(sorted(content.glob("papers/2029/*.md")), 1):
        text = page.read_text(encoding="utf-8").replace("---\n", f'---\narxiv: "2902.0000{number}"\n', 1)
        page.write_text(text, encoding="utf-8")
    arxiv.service.put("/api/query", atom(("2902.00003", "Any title"), ("2902.00001", "Another")))
    assert arxiv.enrich(content).filled == 2
    assert arxiv.queries == [{"id_list": "2902.00001,2902.00002,2902.00003", "max_results": "3"}]
    arxiv.enrich(content)
    assert len(arxiv.queries) == 1


@pytest.mark.parametrize(
    "title", [f"Beyond {LAMPS}", f"{LAMPS}: A Reply", "Of Lamps at a Harbour", LAMPS[:30]]
)
def test_similar_abstracts_with_other_titles_do_not_fit(
    content: Path, arxiv: Arxiv, monkeypatch: pytest.MonkeyPatch, title: str
) -> None:
    monkeypatch.setitem(ABSTRACTS, title, f"{ABSTRACTS[LAMPS]} This continues an earlier work on lamps.")
    arxiv.service.put("/api/query", atom(), atom(("2902.00007", title)), atom())
    assert arxiv.enrich(content).filled == 0
    assert "arxiv" not in fields(content, LAMPS)


def test_two_papers_with_the_same_title_are_listed(content: Path, arxiv: Arxiv) -> None:
    arxiv.service.put("/api/query", atom(("2902.00003", BELLS), ("2902.00004", BELLS)), atom())
    done = arxiv.enrich(content)
    assert (done.filled, done.undecided) == (0, 1)
    assert "could be one of 2: arXiv 2902.00003" in str(done.problems[0])


@pytest.mark.parametrize(
    ("answer", "words", "queries"),
    [
        (ERROR, "incorrect id format", 3),
        (Answer(b"<!doctype html><p>Down"), "sends no answer of the API", 3),
        (Answer(status=429), "asks for fewer requests (429)", 2),
        (Answer(status=503), "is out of order (503)", 6),
    ],
)
def test_errors_are_reported_and_not_remembered(
    content: Path, arxiv: Arxiv, answer: Answer, words: str, queries: int
) -> None:
    before = files_of(content)
    arxiv.service.put("/api/query", answer)
    done = arxiv.enrich(content)
    assert words in "".join(map(str, done.problems))
    assert files_of(content) == before
    answers = content.parent / ".content.daybook/arxiv"
    assert not answers.exists() or not list(answers.iterdir())
    assert len(arxiv.queries) == queries
    arxiv.service.put("/api/query", atom(("2902.00003", BELLS)), atom())
    assert arxiv.enrich(content).filled == 1


def test_a_damaged_answer_is_requested_again(content: Path, arxiv: Arxiv) -> None:
    arxiv.enrich(content)
    for file in (content.parent / ".content.daybook/arxiv").iterdir():
        file.write_bytes(b"{")
    arxiv.enrich(content)
    assert len(arxiv.queries) == 6


def test_answers_of_a_mirror_are_not_taken_for_those_of_arxiv(content: Path, arxiv: Arxiv) -> None:
    with run_service() as mirror:
        mirror.put("/api/query", atom())
        Arxiv(mirror).enrich(content)
    arxiv.service.put("/api/query", atom(("2902.00003", BELLS)), atom(), atom())
    assert arxiv.enrich(content).filled == 1
    assert len(arxiv.queries) == 3


def daybook(folder: Path, *words: str) -> warm.Done:
    """Run the command in a folder."""
    return warm.run("daybook", *words, cwd=folder)


def test_the_command(content: Path, arxiv: Arxiv) -> None:
    file = metadata(content, [line(LAMPS), line(BELLS, "2902.00003"), line(BELLS, "2902.00004")])
    arxiv.service.put("/api/query", atom(("2902.00002", ROPES)))
    done = daybook(content.parent, "enrich", "--from", str(file), "--online", "--endpoint", arxiv.service.url)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(
        "Enriched 2 papers of 3 that lack something: 9 fields filled, 1 undecided, 1 warning"
    )
    assert "could be one of 2" in done.stderr
    assert daybook(content.parent, "enrich").stdout.startswith("Enriched 0 papers of 2")


@pytest.mark.parametrize(
    "words",
    [
        ["--from", "missing.jsonl"],
        ["--content-dir", "nowhere"],
        ["--online", "--endpoint", "nowhere"],
        ["--from", "2029-03-18.txt"],
    ],
)
def test_wrong_usage(content: Path, words: list[str]) -> None:
    done = daybook(content.parent, "enrich", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
