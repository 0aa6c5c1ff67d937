"""What queries lead to besides papers: keys, files, and near terms."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from daybook.commands.build.offers import find_offers
from daybook.insights import Insights
from daybook.insights.near_terms import near_terms
from daybook.insights.topics import Topic, Topics
from daybook.search.offers import NamedPage, Offer, offer_files, offer_key
from tests.conftest import ROOT

NAMES = (
    *("Ilse Tarn", "Łukasz Ørsted-O’Neil", "KV caches", "Gases", "analysis", "Corpus", "loss", "LLMs", "as"),
    *("C++", "深度学习", "ＡＩ", "Bus's", "", "αβγς", "-"),
)


def test_keys_fold_plurals_and_accents() -> None:
    assert [offer_key(name) for name in NAMES[:8]] == [
        *("ilse tarn", "lukasz orsted oneil", "kv cache", "gase", "analysis", "corpus", "loss", "llm"),
    ]


def test_keys_are_the_readers() -> None:
    module = ROOT / "theme/static/js/search/rank/offers.js"
    script = f"import {{ offerKey }} from {json.dumps(module.as_uri())};"
    script += f"console.log(JSON.stringify({json.dumps(NAMES)}.map(offerKey)))"
    ran = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=True
    )
    assert json.loads(ran.stdout) == [offer_key(name) for name in NAMES]


def test_every_key_is_in_one_file_with_its_pages_and_terms() -> None:
    page = NamedPage("Ilse Tarn", "people/ilse-tarn/", 12)
    offers = {f"key {number:04d} x": Offer((page,), ("Wicks", "soot")) for number in range(400)}
    offers["soot"] = Offer(related=("soot",))
    name, files = offer_files(offers)
    by_path = dict(files)
    listed = json.loads(by_path[f"search/offers/{name}.json"])
    assert listed["first"] == sorted(listed["first"])
    assert len(listed["first"]) == len(files) - 1 > 2
    found = {}
    for at in range(0, len(listed["names"]), 10):
        terms, flat = json.loads(by_path[f"search/offers/{listed['names'][at : at + 10]}.json"])
        for key, pages, related in zip(flat[::3], flat[1::3], flat[2::3], strict=True):
            found[key] = pages, [terms[place] for place in related]
    assert found.keys() == offers.keys()
    assert found["key 0007 x"] == ([["Ilse Tarn", "people/ilse-tarn/", 12]], ["Wicks", "soot"])
    assert found["soot"] == ([], ["soot"])
    assert offer_files({}) == ("", [])


def test_near_terms_share_papers_oftener_than_by_chance() -> None:
    papers = [["lantern", "wick", "lanterns", "word"]] * 5 + [["lantern", "oil", "wick oil", "word"]] * 4
    papers += [["brass", "word"]] * 6 + [["other", f"only {number}"] for number in range(90)]
    near = near_terms(papers, {"wick", "oil", "wick oil", "lanterns", "brass", "word"})
    assert near["lantern"] == ("wick", "oil", "wick oil")  # not its other form
    assert "wick oil" not in near  # its own words are no news
    assert near["wick"] == ("lanterns",)
    assert {"brass", "word", "other"}.isdisjoint(near)


def test_each_spelling_of_a_topic_leads_to_it(tmp_path: Path) -> None:
    topic = Topic(
        "tide-model", "Tide models", "TM", ("2031/a",), spellings=("tide", "tide model", "tidal model")
    )
    offers = find_offers(Insights(topics=Topics((topic,))), (), tmp_path / "near")
    assert offers.keys() == {"tide", "tide model", "tidal", "tidal model", "tm"}
    assert {offer.pages for offer in offers.values()} == {
        (NamedPage("Tide models", "topics/tide-model/", 1),)
    }


def test_a_word_leads_to_the_largest_topics_that_begin_with_it(tmp_path: Path) -> None:
    named = ("Kelp models", "Kelp lamps", "Kelp", "Tide models", "Tide lamps", "Tide tables", "Tide knots")
    topics = [Topic(name, name, "", ("2031/a",) * (number + 1)) for number, name in enumerate(named)]
    offers = find_offers(Insights(topics=Topics(tuple(topics))), (), tmp_path / "near")
    assert [page.label for page in offers["kelp"].pages] == ["Kelp"]
    assert [page.label for page in offers["tide"].pages] == ["Tide knots", "Tide tables", "Tide lamps"]
