"""Queries that readers typed and that once failed, row by row, on an invented archive of the same kinds."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from daybook.search.document import SearchDocument
from daybook.search.topics import TopicPapers
from tests.search.test_parity import node, write

_PEOPLE = ("Ada Mole", "Bo Reed", "Cy Lund", "Di Quill")
PAPERS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "Cache": ("Sluices Keep a KV Cache", "A tank of water.", _PEOPLE),
    "Chain": ("Tides by Chain of Thought", "One link after the other.", _PEOPLE),
    "Thought": ("A Thought on a Chain of Buckets", "The thought of a chain.", _PEOPLE),
    "Swe": ("SWE-Bench of Weirs", "Stones.", _PEOPLE),
    "Seed": ("SeedBench: Grain", "Grains of a seed bench.", _PEOPLE),
    "Pre": ("Pre-training of Lamps", "Wicks.", _PEOPLE),
    "Pretrain": ("Pretraining of Wicks", "Oil.", _PEOPLE),
    "Fine": ("Fine-tuning of Horns", "Brass.", _PEOPLE),
    "Finetune": ("Finetuning of Bells", "Bronze.", _PEOPLE),
    "British": ("Tokenisation of Behaviour", "Colours of a modelled harbour.", _PEOPLE),
    "American": ("Tokenization of Behavior", "Colors of a modeled harbor.", _PEOPLE),
    "Polish": ("Of Barges", "Red.", ("Łukasz Øre", "Bo Reed")),
    "Plain": ("Of Rafts", "Blue.", ("Lukasz Ore", "Bo Reed")),
    "Strokes": ("Of Boats", "Green.", ("Đura Straße", "Ægir Işık")),
    "Code": ("C++ for Weirs", "Compiled; see https://github.com/tarnworks/quay-code.", _PEOPLE),
    "Contest": ("Sums at AIME", "A contest of sums.", _PEOPLE),
    "Aims": ("Aims of Ferrymen", "They aim, and aimed, at their aims.", _PEOPLE),
    "Memory": ("Recall Augmented Grinding of Corn", "Mills with recall augmented grinding (RAG).", _PEOPLE),
    "Mill": ("A Mill by RAG", "We use recall augmented grinding (RAG) of corn.", _PEOPLE),
    "Stone": ("Millstones", "They turn with recall augmented grinding.", _PEOPLE),
    "Japanese": ("水門の評価と潮汐", "東京湾の水門を調べる。", _PEOPLE),
    "Chinese": ("这是一段简单的测试", "我们提出一种方法。", _PEOPLE),
    "Stop": ("What Is It to Be Here", "Nothing.", _PEOPLE),
    "Curled": ("Ferryman’s Luck", "It is the ferryman’s.", _PEOPLE),
    "Straight": ("Ferryman's Loss", "It is the ferryman's.", _PEOPLE),
    "Exact": ("PaLUma: Foghorns", "Foghorns of a coast.", _PEOPLE),
    "Longer": ("PaLUmaNext: Horns", "PaLUmaNext is built on PaLUma, PaLUma and PaLUma.", _PEOPLE),
    "Ninth": ("Lies about Wells", "Deep.", (*_PEOPLE, "Ed Fen", "Flo Gray", "Gus Hay", "Hal Ives", "Wei Li")),
    "Initial": ("Wells on Hills", "Steep.", ("Ilse Maren Tarn", "Bo Reed")),
    "Other": ("Wells and Tarns", "A tarn and a well.", ("Otto Tarn", "Li Chen")),
    "Part": ("Wells of Li", "Chen and Wei.", ("Wei Chen", "Yang Li")),
    "March": ("The March 2025 Flood", "In March 2025 a flood came.", _PEOPLE),
    "Agents": ("Ferries That Steer", "Alone.", _PEOPLE),
    "Robots": ("Ferries That Row", "With an arm.", _PEOPLE),
    "Greek": ("An α of Tides", "And β.", _PEOPLE),
    "Modal": ("Maps of Multi-Modal Ports", "Of stone.", _PEOPLE),
    "Ports": ("A Multimodal Port", "Of wood.", _PEOPLE),
    "Dredge": ("Dredge 2: Mud of Estuaries", "Silt.", _PEOPLE),
    "Dredge2": ("Mud by Dredge2 Barges", "Silt by Dredge2.", _PEOPLE),
    "Sluice": ("Salt Locks", "Salt.", ("Ada Mole", "Bo Reed", "Cy Lund", "Dun Ay", "Uri McQuay")),
    "Power": ("DAM²: Beavers", "Felled by DAM.", _PEOPLE),
    "Dam": ("DAM: Otters", "By DAM and DAM.", _PEOPLE),
    "Crossing": ("A Reed-Mole Crossing", "Mud.", ("Cy Lund", "Bo Reed")),
    "Ever": ("EVER: Lasting Locks", "Iron.", _PEOPLE),
    "Everything": ("Everything of Copper", "Green.", _PEOPLE),
    "Route": ("Barge to Cart Routes", "By road.", ("Ilse Hay-Moor", "Bo Reed")),
    "Halves": ("Barge-to-Cart Transfer by WavTokenizer", "By rail.", ("Jan van der Moor", "Bo Reed")),
    "Clay": ("Locks of Clay", "Clay.", (*_PEOPLE, "Shin'ya Ott")),
    "Toll": ("QuaySaltNet: Tolls", "Coins.", _PEOPLE),
    "Sharp": ("A Sharp Keel", "Sharp and sharper.", _PEOPLE),
    "Align": ("Alignment of Slow Bridges", "Rope.", _PEOPLE),
    "Assign": ("Of Rope", "Assignment of slow bridges.", _PEOPLE),
    "Gauze": ("Gauze on Slow Bridges", "Rope, and tidy.", _PEOPLE),
    "Gauge": ("Slow Bridges and Ramps", "Measured by gauge.", _PEOPLE),
    "Generate": ("Generation of Fog Signals", "Rope.", _PEOPLE),
    "Versus": ("Of Weirs", "Fog vs signals.", _PEOPLE),
    "Elevate": ("Of Towers", "Elevation of fog signals.", _PEOPLE),
    "You": ("InfiniteYou: Preserving Sails", "Rope.", _PEOPLE),
    "Infinite": ("Infinite Canvas", "Preserving sails.", _PEOPLE),
    "Polishing": ("Polishing of Brass Oars", "Rope.", _PEOPLE),
    "Polished": ("Brass Oars on Wagons", "Polished by hand.", _PEOPLE),
    "Inking": ("Inking of Dry Hulls", "Rope.", _PEOPLE),
    "King": ("Of Kings", "Their dry hulls, and a king.", _PEOPLE),
    "Tidal": ("Tidal Power in Muddy Basins", "Rope.", _PEOPLE),
    "Tidy": ("Tidy Muddy Basins", "Rope.", _PEOPLE),
}
DAYS = {"March": date(2024, 4, 2), "Cache": date(2025, 3, 17), "Seed": date(2025, 3, 30)}
IDENTIFIERS = {"Cache": ("arxiv:2503.02268", "doi:10.1000/quay.7"), "Code": ("github:tarnworks/quay-code",)}

ROWS: tuple[tuple[str, str, str], ...] = (
    ("a near word in a title with the others", "asignment slow bridges ", "Align …"),
    ("a near word in a title with the others", "asignment slow ", "Align …"),
    ("the nearest word, whatever its first letter", "eneration fog signals ", "Generate …"),
    ("an unknown word with a known stem", "infiniteou preserving sails ", "You …"),
    ("a word that a paper of the title has is not doubted", "gauge slow bridges ", "Gauge …"),
    ("compound", "in king dry hulls ", "Inking …"),
    ("exclusion of the word as it is", "oars -polished", "Polishing"),
    ("exclusion of the word as it is", "oars -polishing", "Polished"),
    ("exclusion of the word as it is", "oars -polish", "Polishing Polished"),
    ("exclusion of the word as it is", "oars -polish*", ""),
    ("exclusion of the word as it is", "oars -title:polished", "Polished Polishing"),
    ("a letter left out is likelier than a wrong one", "tidl muddy basins ", "Tidal Tidy …"),
    # The row, a query, and the papers it finds in their order; an ellipsis stands for any others.
    ("identifier", "2503.02268", "Cache"),
    ("identifier", "arxiv:2503.02268", "Cache"),
    ("identifier", "2503.02268v2", "Cache"),
    ("identifier", "https://arxiv.org/abs/2503.02268", "Cache"),
    ("identifier", "https://arxiv.org/pdf/2503.02268", "Cache"),
    ("identifier", "https://huggingface.co/papers/2503.02268", "Cache"),
    ("identifier", "10.1000/quay.7", "Cache"),
    ("author's whole name", "Li Chen", "Other …"),
    ("author's whole name", "Wei Li", "Ninth …"),
    ("author's whole name", "wei li ", "Ninth …"),
    ("author's whole name", 'author:"Wei Li"', "Ninth"),
    ("author and a word", "Wei Li wells", "Ninth …"),
    ("initials", "I. Tarn", "Initial …"),
    ("initials", "i tarn", "Initial …"),
    ("initials", "Tarn, I.", "Initial …"),
    ("initials", "I. M. Tarn wells", "Initial …"),
    ("initials", "W. Li", "Ninth …"),
    ("initials", 'author:"O. Tarn"', "Other"),
    ("compound", "kvcache", "Cache"),
    ("compound", "kv-cache", "Cache"),
    ("compound", "chainofthought", "Chain Thought"),
    ("compound", "chain-of-thought", "Chain Thought"),
    ("compound", "swebench", "Swe"),
    ("compound", "swebench ", "Swe"),
    ("compound", "pretraining ", "Pretrain Pre"),
    ("compound", "pre-training ", "Pre Pretrain"),
    ("compound", "finetuning ", "Finetune Fine"),
    ("compound", "fine tuning ", "Fine Finetune"),
    ("compound", "quay salt net", "Toll …"),
    ("compound", "quay salt net tolls", "Toll …"),
    ("compound", "multimodal ports ", "Modal Ports"),
    ("compound", "multi modal port ", "Ports Modal"),
    ("British and American", "tokenisation ", "British American"),
    ("British and American", "tokenization ", "American British"),
    ("British and American", "behaviour ", "British American"),
    ("British and American", "behavior ", "American British"),
    ("letters that do not decompose", "lukasz ", "Polish Plain"),
    ("letters that do not decompose", "łukasz ", "Polish Plain"),
    ("letters that do not decompose", "ore", "Polish Plain"),
    ("letters that do not decompose", "dura strasse", "Strokes"),
    ("letters that do not decompose", "ægir isik", "Strokes"),
    ("C++", "C++", "Code"),
    ("a name is no stem", "AIME", "Contest"),
    ("a name is no stem", "aims ", "Aims Contest"),
    ("a title in capitals", "AIMING OF QUAYS", "Aims …"),
    ("exact names before longer ones", "PaLUma", "Exact Longer"),
    ("exact names before longer ones", "paluma", "Exact Longer"),
    ("exact names before longer ones", "paluma horns", "Longer …"),
    ("quotes", '"chain of thought"', "Chain"),
    ("quotes", '"thought chain"', ""),
    ("quotes", 'chain -"chain of thought"', "Thought"),
    ("dates", "march 2025", "Seed Cache"),
    ("dates", "2025-03-17", "Cache"),
    ("dates", "tank march 2025", "Cache"),
    ("dates", "before:2025", "March"),
    ("dates inside quotes", '"march 2025"', "March"),
    ("dates inside quotes", '"in march 2025 a flood"', "March"),
    ("code links", "tarnworks", "Code"),
    ("code links", "quay-code", "Code"),
    ("code links", "github.com/tarnworks/quay-code", "Code"),
    ("acronym", "RAG", "Mill Memory Stone"),
    ("acronym", "recall augmented grinding", "Memory Mill Stone"),
    ("signs in a run", "水門", "Japanese"),
    ("signs in a run", "潮汐", "Japanese"),
    ("signs in a run", "简单", "Chinese"),
    ("single signs", "潮", "Japanese"),
    ("single signs", "汐", "Japanese"),
    ("single signs", "単", ""),
    ("single signs", "段 ", "Chinese"),
    ("single signs", "试 ", "Chinese"),
    ("a title of stop words", "what is it to be here", "Stop"),
    ("apostrophes", "ferryman’s", "Curled Straight"),
    ("apostrophes", "ferryman's", "Straight Curled"),
    ("Greek", "alpha tides", "Greek …"),
    ("exclusion", "ferries -row", "Agents"),
    ("last name, first name", "Li, Wei", "Ninth …"),
    ("an author's last name", "mcquay", "Sluice"),
    ("field and a blank", "title: strokes", ""),
    ("field and a blank", "author: Wei Li", "Ninth"),
    ("a name without quotes", "author:wei li", "Ninth"),
    ("a request in words", "papers about tank", "Cache"),
    ("a request in words", "papers by Wei Li", "Ninth …"),
    ("AND, OR and NOT", "ferries NOT row", "Agents"),
    ("AND, OR and NOT", "mud AND barges", "Dredge2 …"),
    ("AND, OR and NOT", "tank OR stones", "Swe Modal Cache"),
    ("name and number", "dredge 2 ", "Dredge Dredge2"),
    ("name and number", "dredge2", "Dredge2 Dredge"),
    ("name and number", "dredge2 ", "Dredge2 Dredge"),
    ("dates", "2025/03", "Seed Cache"),
    ("dates", "17.3.2025", "Cache"),
    ("dates", "17/03/2025", "Cache"),
    ("dates", "03/17/2025", "Cache"),
    ("dates", "tank since 2025", "Cache"),
    ("code links", "github.com/tarnworks", "Code"),
    ("identifier", "arxiv.org/2503.02268", "Cache"),
    ("C#", "C#", ""),
    ("initials", "I. Hay-Moor", "Route"),
    ("initials", "J. van der Moor", "Halves"),
    ("initials", "I.M. Tarn", "Initial …"),
    ("a title is no name", "A Reed-Mole Crossing", "Crossing …"),
    ("et al.", "Tarn et al., 2025", "Other Initial"),
    ("initials in a reference", "Wu X, Chen W. Sluices Keep a KV Cache in Tanks. 2025", "Cache …"),
    ("a last name in quotes", 'author:"van der Moor"', "Halves"),
    ("a last name in quotes", 'author:"Moor"', "Route Halves"),
    ("a last name in quotes", 'author:"McQuay"', "Sluice"),
    ("fields as arXiv names them", "au:mcquay", "Sluice"),
    ("fields as arXiv names them", "ti:sluices", "Cache"),
    ("fields in capitals", "Title:Sluices", "Cache"),
    ("wide letters", "ｋｖ　ｃａｃｈｅ", "Cache"),
    ("a saved file", "kv_cache_2025.pdf", "Cache"),
    ("an address elsewhere", "https://reader.example/arxiv/2503.02268v2?utm_source=mail", "Cache"),
    ("dates", "le 17 mars 2025", "Cache"),
    ("dates", "17 de marzo de 2025", "Cache"),
    ("dates", "17 марта 2025", "Cache"),
    ("a name raised", "DAM^2", "Power"),
    ("a name raised", "$DAM^2$ ", "Power"),
    ("a name that is a stop word", "EVER", "Ever …"),
    ("a number for a word", "barge2cart ", "Halves"),
    ("joined and spelt otherwise", "wav tokeniser transfer", "Halves"),
    ("a sign between words", "salt|locks", "Sluice"),
    ("versus", "tank vs. water", "Cache"),
    ("versus", "fog vs signals ", "Generate …"),
    ("accents in a field", "author:isik", "Strokes"),
    ("accents in a field", "author:ore", "Polish Plain"),
    ("accents in a field", "boats -author:isik", ""),
    ("a field and a comma", 'author:"Wei Li", wells', "Ninth"),
    ("a broken line", "Tokeniza- tion of Behavior", "American …"),
    (
        "BibTeX",
        "@article{tarn,\n title={Sluices {K}eep a KV Cache},\n author={Tarn, Ilse}}",
        "Cache",
    ),
    (
        "a pasted sentence",
        "A tank of water: the sluices of this cache keep +4.3 points, and 512 * 768 tanks",
        "Cache …",
    ),
    ("half an identifier", "2503.02", "Cache"),
    ("half an identifier", "arxiv:2503.0226", "Cache"),
    ("half an identifier", "2503.023", ""),
    ("another sign for the dot", "2503,02268", "Cache"),
    ("another sign for the dot", "250302268v1", "Cache"),
    ("fields hold together", "title:wells author:tarn", "Other Initial"),
    ("fields hold together", "author:tarn wells otto", "Other …"),
    ("fields hold together", "author:tarn author:chen", "Other"),
    ("fields hold together", "steep title:wells", "Initial …"),
    ("exclusion", "wells -tarn", "Part …"),
    ("exclusion", "wells \u2212tarns -chen", "Ninth Initial"),
    ("exclusion", '"wells on hills" -tank', "Initial"),
    ("exclusion", "mud -dredge2 -dredge", "Crossing"),
    ("beginnings", "tokeni* behavior", "American British"),
    ("beginnings", "horn* brass", "Fine …"),
    ("beginnings longer than the stem", "title:tokenizat* behavior", "American"),
    ("beginnings longer than the stem", "title:tokenizat*", "American"),
    ("beginnings of no word", "title:tokenizatx* behavior", ""),
    ("dates", "tank since March 2025", "Cache"),
    ("dates", "tank 2025..2026", "Cache"),
    ("dates", "flood between 2023 and 2024", "March"),
    ("dates", "tank feb to april 2025", "Cache"),
    ("a name and what is wanted of it", "paluma github", "Exact Longer"),
    ("a name and what is wanted of it", "paluma paper pdf", "Exact Longer"),
    ("a title in an address", "a_mill_by_rag", "Mill …"),
    ("a title in an address", "salt%20locks", "Sluice …"),
    ("three letters wrong", "tokanazasion ", "American …"),
    ("topic", "topic:agents", "Agents"),
    ("topic", "ferries -topic:agents", "Robots"),
    ("topic", 'topic:"robot arms" ferries', "Robots"),
)

Answers = dict[str, dict[str, Any]]


@pytest.mark.parametrize(
    ("query", "expected"), [row[1:] for row in ROWS], ids=[f"{r[0]}: {r[1]}" for r in ROWS]
)
def test_a_reader_finds(answers: Answers, query: str, expected: str) -> None:
    found = [ref.partition("/")[2] for ref in answers[query]["refs"]]
    wanted = expected.removesuffix(" …").split()
    assert (found[: len(wanted)] if expected.endswith("…") else found) == wanted


@pytest.mark.parametrize(
    ("query", "suggestion"),
    [
        *((name, "") for name in ("swebench", "tarnworks", "tarnwork ", "C#", "what is")),
        ("tokenisaton ", "tokenisation"),
        ("tokenisaton zzqxv wwkjq ", ""),  # no paper has one of three words
    ],
)
def test_no_address_and_no_other_name_is_a_spelling(answers: Answers, query: str, suggestion: str) -> None:
    assert answers[query]["suggestion"] == suggestion


@pytest.mark.parametrize(
    ("query", "authors", "title"),
    [
        ("Wei Li", "among them [Wei Li]", "Lies about Wells"),
        ("W. Li", "among them [W. Li]", "Lies about Wells"),
        ("I. Tarn", "[Ilse Maren Tarn], Bo Reed", "Wells on Hills"),
        ("Li, Wei", "among them [Wei Li]", "Lies about Wells"),
        ("Shin'ya Ott", "among them [Shin'ya Ott]", "Locks of Clay"),
        ("shin’ya ott", "among them [Shin'ya Ott]", "Locks of Clay"),
        ("McQuay", "among them [McQuay]", "Salt Locks"),
        ("mcquay", "among them [Mcquay]", "Salt Locks"),
        ("author:mcquay", "among them [Mcquay]", "Salt Locks"),
        ("author:McQuay 2025", "among them [McQuay]", "Salt Locks"),
    ],
)
def test_the_name_asked_for_is_shown_and_marked(
    answers: Answers, query: str, authors: str, title: str
) -> None:
    first = answers[query]["results"][0]
    shown = "".join(f"[{text}]" if marked else text for text, marked in first["authors"])
    assert shown.endswith(authors)
    assert "".join(text for text, _ in first["title"]) == title
    assert not any(marked for _, marked in first["title"])


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Answers:
    documents = [
        SearchDocument(
            f"2025/{ref}",
            title,
            abstract,
            DAYS.get(ref, date(2025, 2, 1)),
            authors,
            identifiers=IDENTIFIERS.get(ref, ()),
        )
        for ref, (title, abstract, authors) in PAPERS.items()
    ]
    topics = [
        TopicPapers("agents", "Agents", "", ["2025/Agents"]),
        TopicPapers("robot-arms", "Robot arms", "", ["2025/Robots"]),
    ]
    folder = write(tmp_path_factory.mktemp("readers"), documents, topics, stock=False)
    queries = [query for _, query, _ in ROWS]
    queries += ["tarnwork ", "tokenisaton ", "what is", "McQuay", "Shin'ya Ott", "shin’ya ott"]
    queries += ["author:mcquay", "author:McQuay 2025", "tokenisaton zzqxv wwkjq "]
    (folder / "queries.json").write_text(json.dumps(queries), "utf-8")
    found: Answers = node("ask_many.mjs", folder, folder / "queries.json")
    return found
