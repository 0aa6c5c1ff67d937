"""What queries look up: every paper of a name or an identifier, and the browser's keys."""

from __future__ import annotations

import json
import random
import sys
import unicodedata
from itertools import accumulate
from pathlib import Path

from msgspec.structs import replace

from daybook.model import Facts, Link, Paper
from daybook.search.document import search_document
from daybook.search.identifiers import address_key, paper_keys
from daybook.search.lookups import lookup_files
from daybook.search.vlq import decode_vlq
from daybook.text.name_key import name_key
from tests.search.invented import papers
from tests.search.test_parity import node
from tests.search.whole_index import search_files


def test_every_paper_of_a_name_is_under_its_key() -> None:
    one, other, *rest = papers(40)
    documents = [
        replace(one, authors=("Łucja Tarn", "Bo", "...")),
        replace(other, authors=("LUCJA TARŃ", "Bo", "Bo")),
        *(replace(paper, authors=(f"Name{number}",)) for number, paper in enumerate(rest)),
    ]
    found: dict[str, list[int]] = {}
    for _, content in lookup_files(documents)[1]:
        flat = json.loads(content)
        found |= {
            key: list(accumulate(decode_vlq(text))) for key, text in zip(flat[::2], flat[1::2], strict=True)
        }
    assert found["lucja tarn"] == found["~l tarn"] == [0, 1]
    assert found["bo"] == [0, 1]
    assert found["name7"] == [9]
    assert len(found) == 3 + len(rest)


def test_the_papers_of_each_beginning_of_an_identifier_are_under_it() -> None:
    known = (
        ("arxiv:2401.00130", "doi:10.1/q"),
        ("arxiv:2401.01002",),
        ("arxiv:1412.0007", "arxiv:2401.00012"),
    )
    documents = [
        replace(paper, authors=(), identifiers=identifiers)
        for paper, identifiers in zip(papers(3)[:3], known, strict=True)
    ]
    ((_, content),) = lookup_files(documents)[1]
    flat = json.loads(content)
    found = {
        key: list(decode_vlq(text)) for key, text in zip(flat[::2], flat[1::2], strict=True) if key[-1] == "…"
    }
    assert found == {
        "=arxiv:2401.00…": [0, 130, 2, 12],
        "=arxiv:2401.01…": [1, 2],
        "=arxiv:1412.00…": [2, 7],
    }


def test_an_index_without_authors_has_no_file_of_names() -> None:
    files = dict(search_files([replace(paper, authors=()) for paper in papers(3)]))
    assert json.loads(files["search/index.json"])["lookups"] == {"name": "", "files": 0}
    assert not [path for path in files if path.startswith("search/lookups/")]


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


ADDRESSES = (
    "https://arxiv.org/abs/2401.00010v2",
    "https://arxiv.org/pdf/2401.00010.pdf",
    "https://arxiv.org/abs/math.GT/0309136",
    "https://huggingface.co/papers/2401.00010",
    "https://doi.org/10.48550/arXiv.2401.00010",
    "https://doi.org/10.1000/Quay.7",
    "https://dl.acm.org/doi/abs/10.1000/quay.7",
    "https://link.example/article/10.1000%2Fquay.7",
    "https://www.biorxiv.org/cgi/content/short/2024.01.01.500001v1",
    "https://openreview.net/forum?id=aB3_x-9",
    "https://openreview.net/pdf?referrer=x&id=aB3_x-9",
    "https://aclanthology.org/2024.acl-long.17/",
    "https://aclanthology.org/2024.acl-long.17v2.pdf",
    "https://aclanthology.org/P19-1001.pdf",
    "https://github.com/Tarn/Quay-Lamps/tree/main",
    "https://github.com/Tarn/Quay-Lamps.git",
    "https://gist.github.com/tarn/a1",
    "https://tarn.github.io/quay-lamps/",
    "https://www.Quays.example/Lamps/?from=feed#top",
    "http://quays.example",
    "https://quays.example:8080/lamps",
    "mailto:ilse@quays.example",
)


def test_an_address_has_the_key_that_the_browser_makes_of_it(tmp_path: Path) -> None:
    (tmp_path / "addresses.json").write_text(json.dumps(ADDRESSES), "utf-8")
    keys = node("identifier_keys.mjs", tmp_path / "addresses.json")
    assert [address_key(address) for address in ADDRESSES] == keys
    assert len({key for key in keys if key}) > 10


def test_a_paper_is_found_by_what_others_call_it() -> None:
    facts = Facts(
        arxiv="math.GT/0309136",
        doi="10.48550/arXiv.math/0309136",
        code="https://github.com/Tarn/Quays",
        project="https://quays.example/",
        link="https://openreview.net/forum?id=aB3",
    )
    paper = Paper("2025/quays", "Quays", "", facts=facts, links=(Link("Talk", "https://talks.example/7"),))
    assert paper_keys(paper) == (
        "arxiv:math/0309136",
        "openreview:aB3",
        "github:tarn/quays",
        "url:quays.example",
        "url:talks.example/7",
    )
    document = search_document(paper)
    _, ((_, content),) = lookup_files([document])
    assert json.loads(content)[::2] == sorted(f"={key}" for key in paper_keys(paper))


def test_files_of_many_names_stay_small() -> None:
    names = tuple(f"Ilse {'Maren ' * 10} Tarn{number:x}" for number in range(30_000))
    lookups, files = lookup_files([replace(paper, authors=names) for paper in papers(1)])
    assert len(files) == lookups.files == 256
    assert max(len(content) for _, content in files) < 20_000
