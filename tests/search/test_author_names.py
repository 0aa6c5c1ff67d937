"""The index of authors' names: every paper of a name, and the browser's keys."""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from itertools import accumulate
from pathlib import Path

from msgspec.structs import replace

from daybook.search.author_names import author_shards
from daybook.search.files import search_files
from daybook.search.vlq import decode_vlq
from daybook.text.name_key import name_key
from tests.search.invented import papers
from tests.search.test_parity import node


def test_every_paper_of_a_name_is_under_its_key() -> None:
    one, other, *rest = papers(40)
    documents = [
        replace(one, authors=("Łucja Tarn", "Bo", "...")),
        replace(other, authors=("LUCJA TARŃ", "Bo", "Bo")),
        *(replace(paper, authors=(f"Name {number}",)) for number, paper in enumerate(rest)),
    ]
    found: dict[str, list[int]] = {}
    firsts = []
    for shard in author_shards(documents):
        flat = json.loads(shard.content)
        firsts.append((shard.first, flat[0]))
        found |= {
            key: list(accumulate(decode_vlq(text))) for key, text in zip(flat[::2], flat[1::2], strict=True)
        }
    assert found["lucja tarn"] == [0, 1]
    assert found["bo"] == [0, 1]
    assert found["name 7"] == [9]
    assert len(found) == 2 + len(rest)
    assert all(first == key for first, key in firsts)


def test_an_index_without_authors_has_no_file_of_names() -> None:
    files = dict(search_files([replace(paper, authors=()) for paper in papers(3)]))
    assert json.loads(files["search/index.json"])["names"] == ""
    assert not [path for path in files if path.startswith("search/names/")]


def test_the_browser_folds_names_as_the_generator_does(tmp_path: Path) -> None:
    """Each letter of Unicode alone, and invented names of any letters."""
    known = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code))[0] not in "C"]
    chance = random.Random(5)
    names = [f"a{char}b" for char in known]
    names += [
        "".join(chance.choices(known[:3000] + list(" .'-"), k=chance.randrange(12))) for _ in range(5000)
    ]
    names.append("a" * 199 + "éß")
    (tmp_path / "names.json").write_text(json.dumps(names), "utf-8")
    keys = node("name_keys.mjs", tmp_path / "names.json")
    assert [(name, key) for name, key in zip(names, keys, strict=True) if key != name_key(name)] == []
