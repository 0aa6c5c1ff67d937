"""Joining digests: entries of one paper are matched, the newest values stay, every record is counted."""

from __future__ import annotations

import cProfile
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import field
from msgspec.structs import replace

from daybook.archive import matching
from daybook.archive.join import JoinResult, join
from daybook.content import paper_page
from daybook.content.content import Content
from daybook.model import Digest, Entry, Facts, Origin
from daybook.problems import Severity
from tests.made import content_of

TITLE = "A Moss Clock that Keeps Time on Walls"
ABSTRACT = "We grow moss on the face of a clock and read the hour from where it is greenest all day long."
OTHER = "Nothing here speaks of plants: queues at ferries are priced by an auction among those who wait."
EMPTY = Content({}, {}, (), ())


def entry(day: int, title: str = TITLE, abstract: str = ABSTRACT, **facts: object) -> Entry:
    return Entry(date(2031, 3, day), title, abstract, 1, 1, Facts(**facts))  # type: ignore[arg-type]


def digest(name: str, *entries: Entry) -> Digest:
    return Digest(f"2031/{name}", "0" * 64, entries)


class ContentWithTexts(Content, frozen=True):
    """Content with the texts of its pages."""

    texts: dict[str, str] = field(default_factory=dict)


def after_join(content: Content, joined: JoinResult) -> ContentWithTexts:
    """Return the content after its pages are written and read again."""
    texts = dict(content.texts) if isinstance(content, ContentWithTexts) else {}
    for address, update in joined.papers.items():
        path = f"papers/{address}.md"
        text = texts.get(path)
        texts[path] = paper_page.update(text, update) if text else paper_page.create(update)[1]
    changed = content_of((path, text.encode()) for path, text in texts.items())
    assert not changed.problems
    new = content.updated(changed)
    return ContentWithTexts(**{name: getattr(new, name) for name in Content.__struct_fields__}, texts=texts)


def archive(*digests: Digest, content: Content = EMPTY) -> ContentWithTexts:
    """Return the content after one import of each digest in order."""
    for one in digests:
        content = after_join(content, join(content, [one]))
    return content if isinstance(content, ContentWithTexts) else after_join(content, join(content, []))


def only_facts(content: Content) -> Facts:
    (page,) = content.papers.values()
    return page.paper.facts


JOINING = [
    ("title alone", entry(1), entry(2), 1),
    (
        "identifier over title",
        entry(1, arxiv="3103.00001"),
        entry(2, "Renamed", arxiv="3103.00001"),
        1,
    ),
    (
        "old identifiers",
        entry(1, arxiv="math.GT/0309136"),
        entry(2, "Renamed", arxiv="math/0309136"),
        1,
    ),
    ("DOI", entry(1, doi="10.1234/MOSS"), entry(2, "Renamed", doi="10.1234/moss"), 1),
    ("title, then identifier", entry(1), entry(2, arxiv="3103.00001"), 1),
    ("identifier, then title", entry(1, arxiv="3103.00001"), entry(2), 1),
    ("arXiv, then DOI", entry(1, arxiv="3103.00001"), entry(2, doi="10.1234/moss"), 1),
    ("two identifiers", entry(1, arxiv="3103.00001"), entry(2, arxiv="3103.00002"), 2),
    ("two DOIs", entry(1, doi="10.1234/moss"), entry(2, doi="10.1234/mould"), 2),
    ("one title, two abstracts", entry(1), entry(2, abstract=OTHER), 2),
    ("no abstract", entry(1, abstract=""), entry(2), 1),
    *(
        (f"no abstract, {case}", entry(1, abstract="", authors=one), entry(2, authors=other), papers)
        for case, one, other, papers in (
            ("other authors", ("Ada Mill",), ("Bo Reed", "Cy Wood"), 2),
            ("one author of both", ("Ada Mill",), ("Bo Reed", "A. Mill"), 1),
            ("nobody known", (), ("Bo Reed",), 1),
            ("a group", ("Moss Clock Team",), ("Bo Reed",), 1),
            ("names in two scripts", ("李明",), ("Ming Li",), 1),
        )
    ),
    ("other authors, one abstract", entry(1, authors=("Ada Mill",)), entry(2, authors=("Bo Reed",)), 1),
    ("cut with dots", entry(1), entry(2, "A Moss Clock that Keeps Ti…"), 1),
    ("cut with three dots", entry(1, "A Moss Clock that Keeps Time ..."), entry(2), 1),
    ("cut without dots", entry(1, "A Moss Clock that Keeps Time"), entry(2), 1),
    ("cut, of another abstract", entry(1, "A Moss Clock that Keeps…", OTHER), entry(2), 2),
    ("cut, and no abstract to tell", entry(1, "A Moss Clock that Keeps…", ""), entry(2), 2),
    (
        "cut, by others: a reply",
        entry(1, "A Moss Clock that Keeps Time", authors=("Ada Mill",)),
        entry(2, authors=("Bo Reed",)),
        2,
    ),
    ("cut too short to tell", entry(1, "A Moss…"), entry(2), 2),
    (
        "cut, of another identifier",
        entry(1, "A Moss Clock that…", arxiv="3103.1111"),
        entry(2, arxiv="3103.2222"),
        2,
    ),
]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("one", "two", "papers"), [case[1:] for case in JOINING], ids=[case[0] for case in JOINING]
)
def test_records_of_one_paper(one: Entry, two: Entry, papers: int, turned: bool, at_once: bool) -> None:
    digests = (
        [digest("b.txt", two), digest("a.txt", one)]
        if turned
        else [digest("a.txt", one), digest("b.txt", two)]
    )
    content = after_join(EMPTY, join(EMPTY, digests)) if at_once else archive(*digests)
    assert len(content.papers) == papers
    counts = join(EMPTY, digests).counts
    assert (counts.records, counts.papers, counts.repeats, counts.rejected) == (2, papers, 2 - papers, 0)


def test_whole_title_is_kept_over_a_truncated_one() -> None:
    for days in permutations((1, 2)):
        cut = entry(days[0], "A Moss Clock that Keeps Ti…")
        (page,) = archive(digest("a.txt", cut), digest("b.txt", entry(days[1]))).papers.values()
        assert page.paper.title == TITLE


def test_replaced_title_still_matches() -> None:
    facts = {"arxiv": "3103.00001"}
    renamed = entry(2, "A Clock of Moss", **facts)
    content = archive(digest("a.txt", entry(1, **facts)), digest("b.txt", renamed), digest("c.txt", entry(3)))
    (page,) = content.papers.values()
    assert len(page.paper.appearances) == 3
    assert page.provenance.titles == ("A Clock of Moss",)


FIELDS = [
    {"authors": ("Ada Mill",), "arxiv": "3103.00001"},
    {"authors": ("Ada Mill", "Bo Reed"), "code": "https://code.example/moss", "keywords": ("moss",)},
    {"doi": "10.1234/moss", "keywords": ("clocks", "moss"), "published": "2031-03-01"},
]


@pytest.mark.hazard(65)
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_newest_value_of_each_field_stays_in_any_order_of_imports(order: tuple[int, ...]) -> None:
    digests = [digest(f"{number}.json", entry(number + 1, **FIELDS[number])) for number in range(3)]
    content = archive(*(digests[number] for number in order))
    assert only_facts(content) == Facts(
        authors=("Ada Mill", "Bo Reed"),
        arxiv="3103.00001",
        doi="10.1234/moss",
        published="2031-03-01",
        keywords=("clocks", "moss"),
        code="https://code.example/moss",
    )
    (page,) = content.papers.values()
    assert page.provenance.sources == {
        "title": "2031/2.json",
        "abstract": "2031/2.json",
        "authors": "2031/1.json",
        "arxiv": "2031/0.json",
        "doi": "2031/2.json",
        "published": "2031/2.json",
        "keywords": "2031/2.json",
        "code": "2031/1.json",
    }


RECORD, PAGE, LIST = Origin.RECORD, Origin.PAGE, Origin.LIST


@pytest.mark.parametrize(
    ("origins", "kept"),
    [
        ((RECORD, LIST), 0),
        ((RECORD, PAGE), 0),
        ((PAGE, LIST), 0),
        ((LIST, PAGE), 1),
        ((LIST, RECORD), 1),
        ((PAGE, PAGE), 1),
        ((RECORD, LIST, RECORD), 2),
        ((RECORD, LIST, PAGE, LIST), 0),
    ],
    ids=str,
)
def test_lesser_origin_fills_gaps_and_replaces_nothing(origins: tuple[Origin, ...], kept: int) -> None:
    entries = [
        replace(
            entry(number + 1, f"Version {number} of {TITLE}", f"{ABSTRACT} {number}", arxiv="3103.00001"),
            origin=origin,
        )
        for number, origin in enumerate(origins)
    ]
    gap = replace(entry(9, "Moss!", "", arxiv="3103.00001", keywords=("moss",)), origin=LIST)
    digests = [digest(f"{number}.json", one) for number, one in enumerate([*entries, gap])]
    for order in permutations(range(len(digests))):
        (page,) = archive(*(digests[number] for number in order)).papers.values()
        assert (page.paper.title, page.paper.abstract) == (entries[kept].title, entries[kept].abstract)
        assert page.paper.facts.keywords == ("moss",)
        assert page.provenance.origins.get("title", PAGE) is origins[kept]
        assert page.provenance.origins["keywords"] is LIST


def test_values_that_are_cut_off_replace_no_whole_ones() -> None:
    names = ("Ada Mill", "Bo Reed", "Cy Wood")
    whole = entry(1, arxiv="3103.00001", authors=names, published="2031-03-01")
    cut = entry(2, TITLE, ABSTRACT[:60] + "…", arxiv="3103.00001", authors=names[:1], published="2031")
    for order in ((0, 1), (1, 0)):
        digests = [digest("a.json", whole), digest("b.json", replace(cut, has_more_authors=True))]
        (page,) = archive(*(digests[number] for number in order)).papers.values()
        facts = page.paper.facts
        assert (page.paper.abstract, facts.authors, facts.published) == (ABSTRACT, names, "2031-03-01")
        assert not page.paper.has_more_authors


def test_authors_that_are_cut_off_are_known_as_such() -> None:
    cut = replace(entry(1, arxiv="3103.00001", authors=("Ada Mill",)), has_more_authors=True)
    content = archive(digest("a.json", cut))
    (page,) = content.papers.values()
    assert page.paper.has_more_authors
    ((path, text),) = content.texts.items()
    more = text.replace('- "Ada Mill"', '- "Ada Mill"\n- "Bo Reed"', 1)
    assert more != text
    (corrected,) = content_of([(path, more.encode())]).papers.values()
    assert corrected.paper.facts.authors == ("Ada Mill", "Bo Reed")
    assert not corrected.paper.has_more_authors


def test_words_of_a_person_stay_whatever_the_origin() -> None:
    first = archive(digest("a.eml", replace(entry(1, arxiv="3103.00001"), origin=LIST)))
    ((path, text),) = first.texts.items()
    text = text.replace(TITLE, "My Own Title for It", 1)
    edited = ContentWithTexts(
        **{name: getattr(content_of([(path, text.encode())]), name) for name in Content.__struct_fields__},
        texts={path: text},
    )
    content = archive(digest("b.json", entry(2, arxiv="3103.00001")), content=edited)
    (page,) = content.papers.values()
    assert (page.paper.title, page.provenance.origins["title"]) == ("My Own Title for It", RECORD)


def test_ambiguous_record_is_rejected() -> None:
    two = digest("a.json", entry(1, arxiv="3103.00001"), entry(1, arxiv="3103.00002"))
    content = archive(two)
    joined = join(content, [digest("b.txt", entry(2))])
    assert (joined.counts.papers, joined.counts.repeats, joined.counts.rejected) == (0, 0, 1)
    (problem,) = joined.problems
    assert problem.severity is Severity.ERROR
    assert all(f"papers/{address}.md" in problem.what for address in content.papers)
    telling = join(content, [digest("b.json", entry(2, arxiv="3103.00002"))])
    assert telling.counts.repeats == 1


def test_duplicate_pages_are_reported_and_kept() -> None:
    content = archive(
        digest("a.json", entry(1, "Renamed", OTHER, arxiv="3103.00001")),
        digest("b.txt", entry(2, abstract="")),
    )
    assert len(content.papers) == 2
    joined = join(content, [digest("c.json", entry(3, abstract=OTHER, arxiv="3103.00001"))])
    (problem,) = joined.problems
    assert problem.severity is Severity.WARNING
    assert {f"papers/{address}.md" for address in content.papers} == {
        problem.path,
        problem.what.split()[6].strip(":"),
    }
    assert after_join(content, joined).papers.keys() == content.papers.keys()


def test_upvotes_are_kept_by_day() -> None:
    one = Entry(date(2031, 3, 1), TITLE, ABSTRACT, 4, 1, Facts(), 12)
    two = Entry(date(2031, 3, 2), TITLE, ABSTRACT, 5, 1, Facts(), 30)
    (page,) = archive(digest("a.json", one), digest("b.json", two), digest("c.txt", entry(3))).papers.values()
    assert [item.upvotes for item in page.paper.appearances] == [12, 30, 0]


def test_pages_with_one_identifier_are_reported_by_any_import() -> None:
    content = archive(
        digest("a.txt", entry(1, arxiv="3103.00001")), digest("b.txt", entry(2, OTHER[:40], OTHER))
    )
    path = next(path for path, text in content.texts.items() if "3103.00001" not in text)
    texts = {**content.texts, path: content.texts[path].replace("title:", "arxiv: 3103.00001\ntitle:", 1)}
    pages = content_of((name, text.encode()) for name, text in texts.items())
    (problem,) = join(pages, [digest("c.txt", entry(3, "A Bell", "Rung."))]).problems
    assert "3103.00001" in problem.what
    assert problem.severity is Severity.WARNING


def test_importing_again_changes_nothing() -> None:
    digests = [digest(f"{number}.json", entry(number + 1, **FIELDS[number])) for number in range(3)]
    content = archive(*digests)
    again = archive(*digests, content=content)
    assert again.texts == content.texts


RECORDS = st.builds(
    entry,
    st.integers(1, 9),
    st.sampled_from([TITLE, "A Moss Clock that Keeps Time", "A Moss Clock that Kee…", "Renamed", "Renamed…"]),
    st.sampled_from(["", ABSTRACT, OTHER]),
    arxiv=st.sampled_from(["", "", "3103.00001", "3103.00002"]),
    doi=st.sampled_from(["", "", "10.1234/moss", "10.1234/mould"]),
)


@pytest.mark.hazard(65)
@given(st.lists(st.lists(RECORDS, max_size=4), max_size=4), st.randoms(use_true_random=False))
def test_every_record_is_counted_and_order_does_not_matter(days: list[list[Entry]], random: object) -> None:
    digests = [digest(f"{number}.txt", *entries) for number, entries in enumerate(days)]
    joined = join(EMPTY, digests)
    counts = joined.counts
    assert counts.papers == len(joined.papers)
    assert counts.records == sum(map(len, days))
    told = sum(one.severity is Severity.ERROR or "; it waits" in one.what for one in joined.problems)
    assert counts.rejected == told
    shuffled = list(digests)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert join(EMPTY, shuffled) == joined
    ways = sum(len(update.appearances) for update in joined.papers.values())
    assert ways <= counts.papers + counts.repeats


KINDS = (
    "one title, other abstracts",
    "one title, like abstracts",
    "one title, other identifiers",
    "one beginning",
    "one identifier, other titles",
    "one paper",
)


def hostile(kind: str, count: int) -> list[Entry]:
    texts = [f"{ABSTRACT if number % 2 else OTHER} {number * 7919}" * 3 for number in range(count)]
    words = [" ".join(f"w{number}x{word}" for word in range(30)) for number in range(count)]
    return {
        "one title, other abstracts": [entry(1, "Editorial", words[n]) for n in range(count)],
        "one title, like abstracts": [entry(1, "Editorial", texts[n]) for n in range(count)],
        "one title, other identifiers": [entry(1, arxiv=f"3103.{n:05d}") for n in range(count)],
        "one beginning": [entry(1, f"{TITLE} {words[n][:30]}", words[n]) for n in range(count)],
        "one identifier, other titles": [
            entry(1, words[n][:40], words[n], arxiv="3103.00001") for n in range(count)
        ],
        "one paper": [entry(1)] * count,
    }[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_joining_is_linear(kind: str) -> None:
    def calls(count: int) -> int:
        """Return how many functions are called to join ``count`` entries."""
        records = digest("a.txt", *hostile(kind, count))
        for cached in (matching.title_key, matching._pairs):
            cached.cache_clear()
        profile = cProfile.Profile()
        profile.runcall(join, EMPTY, [records])
        return sum(entry.callcount for entry in profile.getstats())

    assert calls(600) < 5 * calls(200)  # quadratic growth gives 9


@pytest.mark.parametrize(
    ("first", "second"),
    [("day.json", "day-2.json"), ("day-2.json", "day-10.json"), ("day.json", "day-corrected.json")],
)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_file_of_the_day_that_was_saved_again_is_the_newer(
    first: str, second: str, order: tuple[int, int]
) -> None:
    """The archive keeps both, the second under a name with a number or one of the person's choice."""
    given = (
        entry(18, arxiv="3103.00001"),
        entry(18, abstract=ABSTRACT.replace("hour", "minute"), arxiv="3103.00001"),
    )
    digests = [digest(name, item) for name, item in zip((first, second), given, strict=True)]
    (page,) = archive(*(digests[index] for index in order)).papers.values()
    assert "minute" in page.paper.abstract
