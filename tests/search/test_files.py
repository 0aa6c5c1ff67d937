"""The files of the index: names, order, and which of them change with a paper."""

from __future__ import annotations

import json
import random
import re
from datetime import date, timedelta
from zlib import crc32

import pytest
from msgspec.structs import replace

from daybook.search import shards
from daybook.search.document import SearchDocument
from daybook.search.records import FILES_IN_FOLDER, papers_in_file, record
from daybook.search.shards import ShardEntry, hashed_name, split_entries
from daybook.search.sort_keys import sort_key
from daybook.search.vlq import DIGITS, all_gaps, decode_vlq, gaps, vlq
from tests.search.invented import papers
from tests.search.oracle import read_all
from tests.search.read_records import read_records
from tests.search.whole_index import search_files

IN_FILE = papers_in_file(1)
FOLDER = IN_FILE * FILES_IN_FOLDER


def _files(documents: list[SearchDocument]) -> dict[str, bytes]:
    files = list(search_files(documents))
    assert len(dict(files)) == len(files)
    return dict(files)


def _terms(files: dict[str, bytes]) -> dict[str, object]:
    """Return what the shards have of each term."""
    flat = [
        each for path, text in files.items() if path.startswith("search/terms/") for each in json.loads(text)
    ]
    return dict(zip(flat[::2], flat[1::2], strict=True))


def test_files_do_not_depend_on_the_order_of_papers() -> None:
    documents = papers(150)
    expected = list(search_files(documents))
    random.Random(2).shuffle(documents)
    assert list(search_files(documents)) == expected


def test_names_are_hashes_of_contents() -> None:
    files = _files(papers(300))
    assert list(files)[-1] == "search/index.json"
    for path, content in files.items():
        kind, _, rest = path.removeprefix("search/").partition("/")
        assert path.isascii()
        assert path == path.lower()
        if kind in ("terms", "words", "written", "counts", "days", "lengths", "topics"):
            assert hashed_name(content).startswith(rest.removesuffix(".json").partition("-")[0])


def test_a_changed_record_changes_one_folder_name() -> None:
    documents = papers(FOLDER)
    changed = [replace(documents[0], abstract="changed"), *documents[1:]]
    before, after = _files(documents), _files(changed)
    folders = {path.split("/")[2] for path in before if path.startswith("search/papers/")}
    others = {path.split("/")[2] for path in after if path.startswith("search/papers/")}
    assert len(folders - others) == 1


def test_records_contain_every_paper_once_in_order() -> None:
    documents = papers(FOLDER * 2)
    files = _files(documents)
    manifest = json.loads(files["search/index.json"])
    names = manifest["records"]["folders"]
    found = []
    for number in range(len(documents)):
        folder, inside = divmod(number, FOLDER)
        path = f"search/papers/{names[10 * folder : 10 * folder + 10]}/{inside // IN_FILE}.json"
        found.append(read_records(files[path])[inside % IN_FILE][0])
    assert sorted(found) == sorted(document.ref for document in documents)
    by_ref = {document.ref: document for document in documents}
    days = [by_ref[ref].day for ref in found]
    assert days == sorted(days)
    listed = json.loads(files[f"search/days/{manifest['days']}.json"])["months"]
    assert sum(count for _, count, _ in listed) == len(documents)


def test_records_of_the_largest_archives_name_one_author() -> None:
    authors = ("Ilse Tarn", "Bo Weir", "Cy Lund")
    document = SearchDocument("2031/a", "Lamps", "Of moss.", date(2031, 3, 1), authors)
    assert record(document, 80)[3:] == ("Of moss.", "Ilse Tarn, Bo Weir, Cy Lund", 0)
    assert record(document, 0)[3:] == ("", "Ilse Tarn", 2)
    assert record(replace(document, authors=authors[:2]), 0)[3:] == ("", "Ilse Tarn, Bo Weir", 0)


def test_records_write_out_addresses_that_title_and_day_do_not_give() -> None:
    document = SearchDocument("2031/of-lamps", "Of Lamps, Moss", "", date(2031, 3, 1))
    assert record(document, 0)[0] == 8
    assert record(replace(document, day=date(2032, 3, 1)), 0)[0] == "2031/of-lamps"
    assert record(replace(document, ref="2031/moss"), 0)[0] == "2031/moss"


def test_shards_are_sorted_and_split_between_keys() -> None:
    files = _files(papers(600))
    manifest = json.loads(files["search/index.json"])
    coded, names = re.findall("[A-Z][^A-Z]*", manifest["terms"]["first"]), manifest["terms"]["names"]
    first = [""]
    for key in coded:
        first.append(first[-1][: DIGITS.index(key[0])] + key[1:])
    del first[0]
    length = len(names) // len(first)
    assert len(first) > 5
    last = b""
    for place, start in enumerate(first):
        name = f"{names[length * place : length * (place + 1)]}-{crc32(start.encode())}"
        flat = json.loads(files[f"search/terms/{name}.json"])
        keys = [sort_key(term).encode("utf-16-be") for term in flat[::2]]
        assert keys == sorted(keys)
        assert last < start.encode("utf-16-be") <= keys[0]
        last = keys[-1]


def test_keys_that_one_query_asks_for_stay_together() -> None:
    keys = ["lamp", "lamp'", "lamp2", "lamp2go", "lamp_s_", "lamps", "light", "light 4", "light4"]
    keys = sorted(keys)
    runs = [
        [entry.key for entry in run] for run in split_entries((ShardEntry(key, "x" * 40) for key in keys), 30)
    ]
    assert runs == [
        ["lamp", "lamp'", "lamp2", "lamp2go", "lamp_s_"],
        ["lamps"],
        ["light"],
        ["light 4"],
        ["light4"],
    ]


def test_one_key_is_in_one_shard() -> None:
    """The manifest has the first key of each shard: of a key in two, a reader would see the last alone."""
    entries = [ShardEntry(key, text * 900) for key in ("lamp", "model", "model", "moss") for text in "ab"]
    runs = [[entry.key for entry in run] for run in split_entries(entries, 500)]
    assert runs == [["lamp"] * 2, ["model"] * 4, ["moss"] * 2]


def test_titles_lengths_are_beside_stems_and_names_alone() -> None:
    files = _files([SearchDocument("2031/a", "Reading AIME lamps", "", date(2031, 3, 1))])
    found = _terms(files)
    assert (found["read"], found["lamp"]) == ("|A:D", "|A:D")
    assert (found["read_ing_"], found["lamp_s_"]) == ("~A", "~A")
    assert found["aim_e_n_"].startswith("||||||A:")


def test_shards_say_what_readers_need_of_acronyms_and_of_words_as_titles_write_them() -> None:
    """Of acronyms how many papers define them, of words which of their stem's papers write them."""
    texts = [("Lamp oils", ""), ("Wicks", "A mixture of quays (MoQ)."), ("Lamps", ""), ("Lamps", "x_y_is_z_")]
    days = [SearchDocument(f"2031/{at}", *text, date(2031, 3, 1)) for at, text in enumerate(texts)]
    files = _files(days)
    found = _terms(files)
    assert (found["moq__is_mixture_of_quay_"], found["mixtur_abbr_of_quay_moq_"]) == (1, 1)
    assert (found["lamp"], found["oil_s_"]) == ("|ACB:CBB^A", "~A")
    assert found["lamp_s_"] == "~BB^CB"
    assert found["x_y_is_z_"] == "||D:B"  # a word of an abstract with the signs of such a term


def test_no_shard_grows_without_end() -> None:
    keys = [f"lamp{number:04d}" for number in range(2_000)]
    runs = split_entries((ShardEntry(key, "x" * 40) for key in keys), 400)
    assert max(sum(len(entry.text) for entry in run) for run in runs) <= 6 * 400


def test_a_new_day_changes_few_files() -> None:
    documents = papers(600)
    newest = max(document.day for document in documents)
    added = SearchDocument("2025/new", "Entirely new", "words nobody wrote", newest + timedelta(days=1))
    before, after = _files(documents), _files([*documents, added])
    for kind, share in (("papers", 0.75), ("terms", 0.5)):
        old = {path for path in before if path.startswith(f"search/{kind}/")}
        assert len(old & set(after)) >= share * len(old), kind


def test_a_new_day_changes_the_shards_of_its_terms_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "TERM_BYTES", 500)
    documents = papers(300)
    newest = max(document.day for document in documents)
    added = SearchDocument("2025/new", "Entirely new", "words nobody wrote", newest + timedelta(days=1))
    before, after = _files(documents), _files([*documents, added])
    terms = set(read_all([added])[0])
    changed = [path for path in after if path.startswith("search/terms/") and path not in before]
    old = [path for path in before if path.startswith("search/terms/")]
    assert 0 < len(changed) <= len(terms) < len(old) / 10
    assert all(terms.intersection(json.loads(after[path])[::2]) for path in changed)


@pytest.mark.parametrize("number", [0, 1, 31, 32, 1023, 4095, 4096, 10**6, 2**40])
def test_vlq_numbers_are_decoded(number: int) -> None:
    assert list(decode_vlq(vlq(number) + vlq(7))) == [number, 7]


def test_gaps_of_many_lists_are_those_of_each() -> None:
    lists = [[0], [7, 8, 40], [31, 32, 1055], [2**32 - 1], [5, 5 + 2**20, 2**31, 2**32 - 1], [0, 1]]
    assert list(all_gaps(lists)) == list(map(gaps, lists))


def test_shards_are_as_large_as_the_number_of_files_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST_FILES", 10)
    sizes = [4, 900, 30, 30, 7_000, 650, 100] * 20

    def files(target: int) -> float:
        """Return how many files there are at least, each filled as shards mostly are."""
        return sum(min(size, target) for size in sizes) / (0.82 * target)

    target = shards.shard_target(sizes, 100)
    assert files(target) <= 10 < files(target * 8 // 9)
    assert shards.shard_target(sizes[:3], 100) == 100


@pytest.mark.parametrize(
    ("term", "key"),
    [("plain", "plain"), ("naïve", "naive"), ("(3.5),", "3.5"), ("+++", "+++"), ("ﬁt", "fit"), ("_a_", "a")],
)
def test_sort_keys(term: str, key: str) -> None:
    assert sort_key(term) == key
