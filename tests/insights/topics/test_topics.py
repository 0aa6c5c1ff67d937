"""Topics of invented archives."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from daybook.archive.by_day import by_age
from daybook.content.topics_toml import DecidedTopic, TopicDecisions
from daybook.insights.texts import Texts
from daybook.insights.topics import TopicMemory, Topics
from daybook.insights.topics.catalogue import assign_topics, topics_of
from daybook.insights.topics.names import is_proper, sentence_case, written
from daybook.model import Facts, Paper
from daybook.settled import settled
from tests.made import paper

NOTHING = TopicDecisions()

SUBJECTS = ("Tidal Routing", "Lantern Calibration", "Seabird Census", "Slow Light")
TITLES = (
    "{} in Harbours",
    "Fast {} with Ropes",
    "Where {} Fails",
    "Towards {}",
    "Improving {} by Patience",
    "{}: A Study of Forty Quays",
)


def invented(first_day: int = 3) -> list[Paper]:
    """Return papers of four subjects, with what all papers say in their abstracts."""
    papers = []
    for at, subject in enumerate(SUBJECTS):
        for number, title in enumerate(TITLES):
            abstract = (
                f"We study {subject.lower()}. Extensive experiments show that our method significantly"
                f" outperforms the state of the art. Future work on {subject.lower()} is discussed; code is"
                " available."
            )
            day = f"2031-{first_day + number:02d}-{10 + at:02d}"
            papers.append(paper(f"2031/p{at}{number}", title.format(subject), abstract, [day]))
    return papers


def find_topics(papers: Sequence[Paper], decisions: TopicDecisions) -> Topics:
    texts = Texts(sorted(papers, key=by_age))
    return topics_of(texts, assign_topics(texts, decisions, TopicMemory()))


def names(found: Topics) -> dict[str, int]:
    return {topic.name: len(topic.papers) for topic in found.topics}


def test_subjects_are_topics_and_boilerplate_is_none() -> None:
    found = find_topics(invented(), NOTHING)
    assert names(found) == {
        "Lantern calibration": 6, "Seabird census": 6, "Slow light": 6, "Tidal routing": 6,
    }  # fmt: skip
    assert [topic.slug for topic in found.topics][:2] == ["lantern-calibration", "seabird-census"]
    assert found.topics[0].papers[0] == "2031/p15", "the newest first"
    assert [name.name for name in found.of_paper["2031/p00"]] == ["Tidal routing"]


def test_spellings_and_acronyms_are_one_topic() -> None:
    variants = ["Tide-Routing Models", "Tide routing model", "TRM", "TRMs", "tide-routing models"]
    papers = [
        paper(f"2031/v{number}", f"{variant} at Sea", "Tide-routing models (TRMs) are small.")
        for number, variant in enumerate(variants)
    ]
    (topic,) = find_topics(papers, NOTHING).topics
    assert (topic.name, topic.short, len(topic.papers)) == ("Tide-routing models", "TRM", 5)


@pytest.mark.parametrize(
    ("variants", "name"),
    [
        (("Large Tide Model", "Tide Model", "Large Tide Model", "Large Tide Model"), "Large tide model"),
        (("Tide Table", "Large Tide Table", "Tide Table", "Tide Table"), "Tide table"),
        (("Robot Ferry", "Robotic Ferry", "Robot Ferry", "Robot Ferry"), "Robot ferry"),
        (("Tide Model", "Tide Modeling", "Tide Model", "Tide Model"), "Tide model"),
        (("Ferry Routing System", "Ferry Routing", "Ferry Routing", "Ferry Routing"), "Ferry routing"),
        (("AI Ferry Lamp", "Ferry Lamp", "Autonomous Ferry Lamp", "Ferry Lamp"), "Ferry lamp"),
        (("Vision Lamp", "Visual Lamp", "Vision Lamp", "Vision Lamp"), "Vision lamp"),
        (("Pre-folded Sail", "Pre-folding Sail", "Pre-folded Sail", "Prefolded Sail"), "Pre-folded sail"),
    ],
)
def test_names_of_nearly_one_thing_are_one_topic(variants: Sequence[str], name: str) -> None:
    papers = [
        paper(f"2031/{number}", f"{variant} at Sea", "No word.") for number, variant in enumerate(variants)
    ]
    assert names(find_topics(papers, NOTHING)) == {name: 4}


@pytest.mark.parametrize(
    ("polar", "expected"), [(0, {"Polar light", "Light"}), (5, {"Polar light"}), (8, {"Light"})]
)
def test_a_topic_of_nearly_the_papers_of_a_narrower_one_is_none(polar: int, expected: set[str]) -> None:
    papers = [
        paper(f"2031/{subject}{number}", f"{subject} in {number}", abstract, facts=facts)
        for subject, count in (("Polar Light", 5), ("Light", 8))
        for number in range(count)
        for abstract in ["Polar light and polar light." if number < polar else "No word."]
        for facts in [Facts(keywords=(subject.lower(),))]
    ]
    papers += [paper(f"2031/w{number}", f"W{number}x", "No word.") for number in range(40)]
    assert set(names(find_topics(papers, NOTHING))) == expected


@pytest.mark.parametrize(
    ("said", "expected"), [(8, {"Tide table": 12}), (2, {"Tide table": 12, "{} tide table": 4})]
)
@pytest.mark.parametrize("word", ["Chalk", "Ink"])
def test_a_word_that_nearly_all_papers_say_makes_no_topic(
    word: str, said: int, expected: dict[str, int]
) -> None:
    """Nearly all papers of tide tables speak of chalk: a chalk tide table is a tide table."""
    papers = [
        paper(f"2031/a{n}", f"Tide Table of {n}", f"Written in {word}." if n < said else "No word.")
        for n in range(8)
    ]
    papers += [paper(f"2031/b{n}", f"{word} Tide Table at {n}", "No word.") for n in range(4)]
    assert names(find_topics(papers, NOTHING)) == {name.format(word): n for name, n in expected.items()}


@pytest.mark.parametrize(
    ("spelling", "shown"),
    [
        ("Low-Rank Lamp", "Low-rank lamp"),
        ("Ferry Pre-training", "Ferry pre-training"),
        ("Tides with Verifiable Lamps", "Tides with verifiable lamps"),
        ("LampTPS-Net", "LampTPS-Net"),
        ("Mixture-of-Lamps", "Mixture-of-Lamps"),
        ("LLM lamp", "LLM lamp"),
        ("lamp", "Lamp"),
        ("p-adic lamp", "p-adic lamp"),
    ],
)
def test_a_topic_is_named_as_in_running_text(spelling: str, shown: str) -> None:
    assert sentence_case(spelling) == shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Port Averil Treaty binds. A Port Averil Treaty, no Port Averil Treaty.", True),
        ("The Port Averil Treaty binds. A Port Averil treaty, no Port Averil Treaty.", False),
        ("Port Averil Treaty (PAT). Our Port Averil Treaty (PAT). A Port Averil Treaty (PAT).", False),
        ("The Port Averil Treaty binds.", False),
    ],
)
def test_a_name_that_running_text_never_writes_small_keeps_its_capitals(text: str, expected: bool) -> None:
    assert is_proper("Port Averil Treaty", [text]) is expected


def test_a_topic_with_a_proper_name_keeps_its_capitals() -> None:
    papers = [
        paper(f"2031/p{n}", f"Salt and the Port Averil Treaty, {n}", "The Port Averil Treaty binds.")
        for n in range(3)
    ]
    assert names(find_topics(papers, NOTHING)) == {"Port Averil Treaty": 3}


@pytest.mark.parametrize(
    ("title", "wider", "expected"),
    [
        ("The Limits of Tidal Review", "Tidal Review", {"Tidal review": 12}),
        ("The Chain of Lamps", "Lamps", {"Chain of lamps": 6}),
        ("Evidence after Tidal Review", "Tidal Review", {"Tidal review": 12}),
    ],
)
def test_an_aspect_of_a_topic_is_none(title: str, wider: str, expected: dict[str, int]) -> None:
    papers = [paper(f"2031/a{n}", f"{title} in {n}", title.lower()) for n in range(6)]
    papers += [paper(f"2031/b{n}", f"Of {wider} in {n}", wider.lower()) for n in range(6)]
    assert names(find_topics(papers, NOTHING)) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "name"),
    [
        ("tide", "Tide tables, tide clocks and tide mills. Here are the tides of two seas.", "tides"),
        ("tide", "A tide table, a tide clock and a tide mill.", "tide"),
        ("low lamp", "Low-lamp rowing, low-lamp fishing: rowing by low lamps.", "low lamps"),
        ("slow light", "Of slow light, by slow light, slow lights.", "slow light"),
    ],
)
def test_a_topic_is_named_as_where_no_noun_follows(phrase: str, text: str, name: str) -> None:
    assert written(phrase, [text]) == name


def test_a_large_model_is_no_wider_topic_of_other_models() -> None:
    papers = [
        paper(f"2031/{subject[0]}{number}", f"{subject} in {number}", f"A {subject.lower()}.")
        for subject, count in (("Large Tide Model", 8), ("Kelp Tide Model", 4), ("Tide Model", 4))
        for number in range(count)
    ]
    assert names(find_topics(papers, NOTHING)) == {"Large tide model": 12, "Kelp tide model": 4}


def test_keywords_and_tags_count() -> None:
    knots = [paper(f"2031/k{n}", f"Paper {n}", facts=Facts(keywords=("lazy knots",))) for n in range(3)]
    tagged = [replace(paper(f"2031/t{n}", f"Note {n}"), tags=("manners",)) for n in range(2)]
    marked = [replace(paper(f"2031/r{n}", f"Leaf {n}"), tags=("to read",)) for n in range(3)]  # no subject
    assert names(find_topics([*knots, *tagged, *marked], NOTHING)) == {"Lazy knots": 3, "Manners": 2}


@pytest.mark.parametrize(
    ("title", "expected"), [("Lazy-knot {}", {}), ("{} with a lazy knot", {"Lazy knot": 3})]
)
def test_what_titles_say_only_before_nouns_is_no_topic(title: str, expected: dict[str, int]) -> None:
    """Keywords as well may have adjectives, such as "few-shot"."""
    facts = Facts(keywords=("lazy knot",))
    knots = [paper(f"2031/{noun}", title.format(noun), facts=facts) for noun in ("Moss", "Kelp", "Tide")]
    assert names(find_topics(knots, NOTHING)) == expected


def test_synthesis_of_something_is_its_generation() -> None:
    papers = [paper(f"2031/a{n}", f"Wave synthesis in {n}", "Of wave synthesis.") for n in range(3)]
    papers += [paper(f"2031/b{n}", f"Wave generation by {n}", "Of wave generation.") for n in range(4)]
    assert names(find_topics(papers, NOTHING)) == {"Wave generation": 7}


def test_what_does_something_is_of_doing_it() -> None:
    papers = [paper(f"2031/a{n}", f"Tidal adapter in {n}", "Of a tidal adapter.") for n in range(3)]
    papers += [paper(f"2031/b{n}", f"Tidal adaptation by {n}", "Of tidal adaptation.") for n in range(4)]
    assert names(find_topics(papers, NOTHING)) == {"Tidal adaptation": 7}


def test_a_longer_phrase_comes_before_its_first_words() -> None:
    papers = [paper(f"2031/a{n}", f"Slow light in water {n}", "Of slow light.") for n in range(4)]
    papers += [
        paper(f"2031/b{n}", f"Slow light lanterns for {n}", "Of slow light lanterns.") for n in range(4)
    ]
    found = find_topics(papers, NOTHING)
    assert names(found) == {"Slow light lanterns": 4, "Slow light": 8}
    assert [name.name for name in found.of_paper["2031/b0"]] == ["Slow light lanterns", "Slow light"]


def test_a_wider_topic_has_the_papers_of_a_narrower_one() -> None:
    papers = [
        paper(
            f"2031/{subject[0]}{number}",
            title.format(subject),
            f"On {subject.lower()} and {subject.lower()}.",
            ["2031-03-10"],
        )
        for subject in ("Slow Light", "Polar Slow Light")
        for number, title in enumerate(TITLES)
    ]
    found = find_topics(papers, NOTHING)
    assert names(found).items() >= {"Slow light": 12, "Polar slow light": 6}.items()
    assert [name.name for name in found.of_paper["2031/P1"]] == ["Polar slow light", "Slow light"]


@pytest.mark.parametrize(
    ("title", "abstract", "has_topic"),
    [
        ("Slow boats", "On slow light.", True),
        ("Fast boats", "On slow light.", False),
        ("Fast boats", "On slow light (SL).", False),
        ("Fast boats", "On slow light (SL). SL is slow.", True),
        ("Fast boats", "On slow light, and on slow light.", True),
        ("Fast boats", "Unlike SL-2, it beats SL-3, SL-4.", False),
        ("Fast SL-2", "No word.", True),
    ],
)
def test_a_mention_is_a_topic_if_it_is_another_or_the_title_hints_at_it(
    title: str, abstract: str, has_topic: bool
) -> None:
    titles = ("Slow light", "Slow light", "Slow light", "SL")
    papers = [paper(f"2031/a{n}", f"{name} in {n}", "Slow light (SL).") for n, name in enumerate(titles)]
    found = find_topics([*papers, paper("2031/b", title, abstract)], NOTHING)
    assert bool(found.of_paper.get("2031/b")) == has_topic


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("What slow light says of {}", {"Slow light": 6}),
        ("Slow light meets {}", {"Slow light": 6}),
        ("Lamp evaluation for {}", {}),
        ("Aligning slow lamps for {}", {}),
        ("One-step diffusion of {}", {}),
        ("{} below One Square Metre", {}),
    ],
)
def test_a_verb_or_what_any_paper_does_is_no_topic(title: str, expected: dict[str, int]) -> None:
    words = ("kelp", "moss", "tides", "clocks", "ink", "chalk")
    papers = [paper(f"2031/{word}", title.format(word), "No word.") for word in words]
    assert names(find_topics(papers, NOTHING)) == expected


@pytest.mark.parametrize(
    ("noun", "expected"), [("weaving", {"Weaving": 5}), ("thinking", {}), ("transfer", {})]
)
def test_a_noun_of_any_field_is_no_topic(noun: str, expected: dict[str, int]) -> None:
    titles = (f"Kelp {noun}", f"Moss {noun}", f"Tide {noun}", f"Clock {noun}", f"On {noun}")
    papers = [paper(f"2031/{n}", title, f"On {noun}.") for n, title in enumerate(titles)]
    papers += [paper(f"2031/w{n}", f"W{n}x", "No word.") for n in range(20)]
    assert names(find_topics(papers, NOTHING)) == expected


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (
            (
                "Lamps {}: Old Agents",
                "Ropes {}: Agents",
                "Quays {} with Tired Agents",
                "Moss {} and Slow Agents",
            ),
            True,
        ),
        (
            ("{}-Agents: Old Lamps", "{}-Agents: Ropes", "Agents: {}", "Moss {} and Slow Agents"),
            False,
        ),
    ],
    ids=["a noun", "a part of names"],
)
def test_a_noun_that_ends_titles_is_a_topic(titles: Sequence[str], expected: bool) -> None:
    agents = [
        paper(f"2031/a{number}", titles[number % 4].format(f"w{number}x"), "No word.", ["2031-03-10"])
        for number in range(20)
    ]
    others = [
        paper(f"2031/b{number}", f"On v{number}y, Mostly", "No word.", ["2031-03-10"]) for number in range(80)
    ]
    assert ("Agents" in names(find_topics([*agents, *others], NOTHING))) is expected


def test_people_merge_rename_add_and_hide() -> None:
    decisions = TopicDecisions(
        (
            DecidedTopic("Light at sea", ("slow light", "lantern calibration"), "light"),
            DecidedTopic("Forty quays"),
            DecidedTopic("Nowhere"),
        ),
        ("Seabird-census",),
    )
    found = find_topics(invented(), decisions)
    assert names(found) == {"Light at sea": 12, "Tidal routing": 6, "Forty quays": 4}
    assert found.topics[0].slug == "light"
    assert found.topics[0].former == ("lantern-calibration", "slow-light")


@pytest.mark.parametrize(
    ("topics", "former"),
    [
        ([DecidedTopic("Slow light"), DecidedTopic("Forty quays")], []),
        ([DecidedTopic("Dim light", ("slow light",))], ["slow-light"]),
        ([DecidedTopic("Dim light", ("slow light",), "slow-light")], []),
        (
            [
                DecidedTopic("Dim light", ("slow light",)),
                DecidedTopic("Quays", ("forty quays",), "slow-light"),
            ],
            [],
        ),
    ],
)
def test_a_former_address_is_kept_where_it_is_free(topics: list[DecidedTopic], former: list[str]) -> None:
    found = find_topics(invented(), TopicDecisions(tuple(topics)))
    assert [slug for topic in found.topics for slug in topic.former] == former


def test_two_topics_have_two_addresses() -> None:
    decisions = TopicDecisions((DecidedTopic("Slow light!", ("quays",), "tidal-routing"),))
    slugs = [topic.slug for topic in find_topics(invented(), decisions).topics]
    assert len(slugs) == len(set(slugs))
    assert {"tidal-routing", "tidal-routing-2"} <= set(slugs)


def test_topics_change_when_the_archive_grew_by_a_step() -> None:
    ropes = [
        paper(f"2031/n{n}", f"Rope Weaving in {n} Steps", "Of rope weaving.", ["2031-09-01"])
        for n in range(4)
    ]
    before = find_topics(invented(), NOTHING)
    assert (settled(24), settled(27), settled(28)) == (24, 24, 28)
    during = find_topics([*invented(), *ropes[:3]], NOTHING)
    assert during.topics == before.topics
    after = find_topics([*invented(), *ropes], NOTHING)
    assert names(after) == {**names(before), "Rope weaving": 4}


def test_later_papers_neither_rename_a_topic_nor_make_one() -> None:
    decisions = TopicDecisions((DecidedTopic("Forty owls"),))
    later = [
        paper(f"2031/z{n}", "TIDAL ROUTING of Forty Owls", "Of TIDAL ROUTING (TR).", ["2031-09-01"])
        for n in range(3)
    ]
    found = find_topics([*invented(), *later], decisions)
    assert names(found) == {**names(find_topics(invented(), NOTHING)), "Tidal routing": 9, "Forty owls": 3}
    assert [topic.short for topic in found.topics if topic.name == "Tidal routing"] == [""]


def test_no_papers_no_topics() -> None:
    assert find_topics([], NOTHING) == Topics()
    assert find_topics([paper(title="", abstract="")], NOTHING) == Topics()


@given(st.permutations(invented()))
def test_the_order_of_papers_does_not_matter(papers: Sequence[Paper]) -> None:
    assert find_topics(papers, NOTHING) == find_topics(invented(), NOTHING)


WORDS = st.sampled_from(
    (
        "slow",
        "light",
        "model",
        "(SLM)",
        "of",
        "learning",
        "a",
        "tide-routing",
        ".",
        "3D",
        "towards",
        "LLMs",
        "für",
        "光",
    )
)


@given(st.lists(st.tuples(st.lists(WORDS, max_size=6), st.lists(WORDS, max_size=20)), max_size=12))
def test_topics_and_papers_agree(texts: list[tuple[list[str], list[str]]]) -> None:
    papers = [
        paper(f"2031/x{number}", " ".join(title), " ".join(abstract))
        for number, (title, abstract) in enumerate(texts)
    ]
    found = find_topics(papers, NOTHING)
    listed = {(address, topic.slug) for topic in found.topics for address in topic.papers}
    assert listed == {(address, name.slug) for address, names in found.of_paper.items() for name in names}
    assert all(topic.name and topic.slug for topic in found.topics)
