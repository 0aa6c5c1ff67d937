"""Other ways to write a paper's words, and that queries find them."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from daybook.search.document import SearchDocument
from daybook.search.forms import forms
from tests.search.test_parity import node, write


@pytest.mark.parametrize(
    ("title", "abstract", "expected"),
    [
        ("Pre-Training of Lamps", "", "pretraining train_ing_ lamp_s_ pretrain_ing_"),
        ("Chain-of-Thought", "A chain-of-thought.", "chainofthought chainofthought__"),
        ("From 2019-2024, GPT-4", "", "gpt4 gpt4__"),
        ("Lamps -- and quays - study", "", "lamp_s_ quay_s_ studi_y_"),
        ("C++ Weirs and C# Locks", "In F# too, not A++.", "weir_s_ lock_s_ cplusplus csharp fsharp"),
        ("α-DPO", "with β and αβγ", "αdpo αdpo__ alpha beta"),
        ("To Be or Not to Be", "to be or not", "tobeornottobe"),
        ("The Lamp", "", ""),
        ("O’Reilly’s Weir", "", "reilli_y_ o'reilly's"),
        ("水門の評価", "", "水門 門の の評 評価 価"),
        ("大", "", "大"),
        ("λ Quays", "", "quay_s_ lambda"),
        ("Quay", "At https://github.com/Tarn/Quay-Lamp.", "quaylamp tarn quay lamp"),
        ("GoT: Lamp", "", "got__n_"),
        ("AIME at Sea", "AIMS of LLMs", "aim_e_n_"),
        ("Lamp/Quay:Mills", "A tide/ebb.", "lamp quay mills mill_s_ lamp__ quay__"),
        ("WÉR 2 of Quays", "", "wér2 quay_s_ wér2__"),
        ("Mill–Dam, 1959–90", "", "milldam mill dam 1959 90 milldam__ mill__ dam__ 1959__ 90__"),
        ("The Mill", "A lamp‑post.", "lamppost lamp post"),
        ("Lamp2Quay, GPT4Mill", "", "lamp quay gpt mill lamp__ quay__ gpt__ mill__"),
        ("TITLES IN CAPITALS", "", "titl_es_ capit_als_"),
    ],
)
def test_forms(title: str, abstract: str, expected: str) -> None:
    assert " ".join(forms(title, abstract)) == expected


def test_words_of_the_summary_are_added_once() -> None:
    assert forms("Lamp", "A quay.", "The lamp burns; the quay burns.") == ["the", "burns"]


PAPERS = {
    "One": ("Sluice Gates One", "We use pre-training of gates, multi-modal.", ("Łukasz Mill",)),
    "Two": ("Sluice Gates Two", "We use pretraining of gates, multimodal.", ("Lukasz Reed",)),
    "Text": ("这是一段简单的测试文本：大语言模型的记忆", "我们提出一种用于长文本的记忆方法。", ("Wood Cy",)),
    "Tide": ("水門の評価：潮汐モデル", "東京の水門データ。", ("Lock Di",)),
    "Code": ("C++ Weirs and C# Locks", "We compare C++ code.", ("Søren Groß",)),
    "Cold": ("Caching Weirs in Concrete", "A cache of concrete cold cells, α beta.", ("Ada Mill",)),
    "Aime": ("Sums of a Contest", "Results on AIME and others, at night.", ("Bo",)),
    "Aims": ("Aims at Night", "It aims at aims, aims and aims.", ("Bo",)),
    "Aiming": ("Aiming at Night Watches", "It is aimed at the night-watch.", ("Bo",)),
    "Deep": ("Below", "Thermoclines and isopycnals near weirs.", ("Bo",)),
    "Moq": ("Harbours", "A mixture of quays (MoQ) is built.", ("Bo",)),
    "Moqs": ("Docks", "Mixtures of Quays (MoQs) are sold.", ("Bo",)),
    "Short": ("A MoQ for the Poor", "Cheap stones.", ("Bo",)),
    "Spelt": ("A Mixture of Quays in Wood", "Cheap boards.", ("Bo",)),
    "Sign": ("α of Strasse", "One sign.", ("Ada Mill",)),
    "Cave": ("Of Işık", "Straße.", ("Plato", "Ægir Đurić")),
    "Wine": ("Of Wine", "Red.", ("Jesús Uç",)),
    "Night": ("A Watch", "By night, gate-to-gate.", ("Bo Weir",)),
    "Link": ("Bytes", "Code: https://github.com/bytedam/quay-bytes.", ("Di Lock",)),
    "Got": ("GoT: Graphs", "Thoughts.", ("Di Lock",)),
    "Shout": ("LaMPS: A Method", "Thoughts.", ("Di Lock",)),
    "Calm": ("Lamps: A Method", "Thoughts.", ("Di Lock",)),
    "Be": ("To Be or Not to Be", "A title of stop words.", ("Ada Mill",)),
    "Oil": (
        "O’Reilly’s Weir",
        "Tokenisation and behaviour of KV cache. Chain of thought.",
        ("Ada Mill",),
    ),
    "Quay": ("Visual Auto Regressive Quays", "A hand shows some, and hands some others.", ("Ada Mill",)),
    "Pier": ("Autoregressive Piers", "A handsome pier. See https://code.example/handsom-bytes.", ("Bo",)),
    "Flood": ("Tunnel/Basin×Slipway", "Apart, 2.7-fold.", ("Bo",)),
    "Ebb": ("Tunnel2Slipway", "Slipways beyond a basin and a tunnel.", ("Bo",)),
    "Purse": ("Of Ledgers", "Medical hierarchy of a party.", ("Bo",)),
    "Range": ("Sextant–Compass Errors, 1959–1990", "Ships‑of‑the‑line at 37 °C.", ("Bo",)),
    "Lamp": ("O'Reilly's Lamp", "Tokenization and behavior.", ("Ada Mill",)),
}


FOUND = (
    ("lukasz ", "One Two"),
    ("Łukasz ", "One Two"),
    ("soren ", "Code"),
    ("gross ", "Code"),
    ("pretraining ", "One Two"),
    ("pre-training ", "One Two"),
    ("multimodal ", "One Two"),
    ("multi-modal ", "One Two"),
    ("tokenisation ", "Lamp Oil"),
    ("tokenization ", "Lamp Oil"),
    ("behaviour ", "Lamp Oil"),
    ("behavior ", "Lamp Oil"),
    ("kvcache ", "Oil"),
    ("chainofthought ", "Oil"),
    ("简单", "Text"),
    ("段简", "Text"),
    ("语言模型", "Text"),
    ("潮汐", "Tide"),
    ("汐", "Tide"),
    ("ル ", "Tide"),
    ("我", "Text"),
    ("水門", "Tide"),
    ("auto regressive ", "Pier Quay"),
    ("auto-regressive ", "Pier Quay"),
    ("autoregressive ", "Pier Quay"),
    ("handsomme ", "Pier"),
    ("handssome ", "Pier"),
    ('"chain of thought"', "Oil"),
    ('"thought chain"', ""),
    ('behaviour -"kv cache"', "Lamp"),
    ('title:"at night"', "Aiming Aims"),
    ('title:"at night" -watches', "Aims"),
    ('"aims at aims"', "Aims"),
    ('"Wood Cy"', "Text"),
    ('"to be or not to be"', "Be"),
    ("moq ", "Moq Moqs Short Spelt"),
    ("mixture of quays ", "Link Moq Moqs Quay Short Spelt"),
    ("MoQ cheap ", "Moq Moqs Short Spelt"),
    ("α", "Cold Sign"),
    ("alpha ", "Cold Sign"),
    ("bo weir ", "Deep Night"),
    ("jesus uc ", "Wine"),
    ("Jesús Uç ", "Wine"),
    ("plato", "Cave"),
    ("Ægir Đuric ", "Cave"),
    ("aegir duric ", "Cave"),
    ("straße ", "Cave Sign"),
    ("strasse ", "Cave Sign"),
    ("isık ", "Cave"),
    ("bytedam", "Link"),
    ("c++", "Code"),
    ("C#", "Code"),
    ("to be or not to be", "Be"),
    ("To be or not to be?", "Be"),
    ("O’Reilly", "Lamp Oil"),
    ("O'Reilly", "Lamp Oil"),
    ("o’reilly’s ", "Lamp Oil"),
    ("slipway basin ", "Ebb Flood"),
    ("tunnel/basin ", "Ebb Flood"),
    ("2.7fold ", "Flood"),
    ("medicine ", "Purse"),
    ("hierarchical ", "Purse"),
    ("parting ", ""),
    ("37°C ", "Range"),
    ("compass sextant ", "Range"),
    ("sextantcompass ", "Range"),
    ("Compass–Sextant ", "Range"),
    ("1959-1990 ", "Range"),
    ("errors 1990 ", "Range"),
    ("ships line ", "Range"),
)
"""Queries with the papers that they find."""
FIRST = (
    ("slipway basin ", "Flood"),
    ("AIME", "Aime"),
    ("aime ", "Aime"),
    ("aims ", "Aims"),
    ("aiming ", "Aiming"),
    ("aim at night", "Aims"),
    ("nightwatch ", "Aiming"),
    ("GoT", "Got"),
    ("quay-bytes", "Link"),
    ("bo weir ", "Night"),
    ("gate-to-gate ", "Night"),
    ("Gate-to-Gate", "Night"),
    ("LaMPS", "Shout"),
    ("Lamps", "Calm"),
)
"""Queries with the first paper that they find."""
OTHERS = (
    "bytes code.exampel ",
    "handsomme ",
    "concrete 2025",
    'night "at aims at"',
    "sluice gates thermoclines concrete isopycnals weirs",
)

Answers = dict[str, dict[str, Any]]


@pytest.mark.parametrize(("query", "found"), FOUND)
def test_queries_find_what_is_written_otherwise(answers: Answers, query: str, found: str) -> None:
    assert " ".join(sorted(ref.partition("/")[2] for ref in answers[query]["refs"])) == found


@pytest.mark.parametrize(("query", "first"), FIRST)
def test_words_are_found_as_they_are_written(answers: Answers, query: str, first: str) -> None:
    assert answers[query]["refs"][0] == f"2025/{first}"


def test_addresses_are_no_spellings(answers: Answers) -> None:
    assert answers["bytes code.exampel "]["suggestion"] == ""
    assert answers["handsomme "]["suggestion"] == "handsome"


def test_a_year_does_not_keep_titles_from_being_first(answers: Answers) -> None:
    """“Cold” has the word in its title and “Oil” has it in the abstract, in fewer words."""
    assert answers["concrete 2025"]["refs"] == ["2025/Cold"]


@pytest.mark.parametrize(("query", "ref"), [("moq ", "Spelt"), ("mixture of quays ", "Short")])
def test_a_hit_says_what_an_acronym_stands_for(answers: Answers, query: str, ref: str) -> None:
    reasons = {result["href"].split("/")[2]: result["reasons"] for result in answers[query]["results"]}
    assert reasons.pop(ref) == ["moq = mixture of quay" if ref == "Spelt" else "MoQ = mixture of quays"]
    assert not any(reasons.values())


def test_words_without_their_quotes_are_offered_if_the_phrase_finds_none(answers: Answers) -> None:
    assert answers['night "at aims at"']["suggestion"] == "night at aims at"


def test_of_a_long_query_the_rare_words_count_most(answers: Answers) -> None:
    """“Deep” has three of six words; so has none else, but others have two, twice and in the title."""
    answer = answers["sluice gates thermoclines concrete isopycnals weirs"]
    assert answer["refs"][0] == "2025/Deep"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    documents = [
        SearchDocument(f"2025/{ref}", title, abstract, date(2025, 3, 18), authors)
        for ref, (title, abstract, authors) in PAPERS.items()
    ]
    folder = write(tmp_path_factory.mktemp("forms"), documents, stock=False)
    queries = [query for query, _ in (*FOUND, *FIRST)]
    (folder / "queries.json").write_text(json.dumps([*queries, *OTHERS]), "utf-8")
    found: Answers = node("ask_many.mjs", folder, folder / "queries.json")
    return found
