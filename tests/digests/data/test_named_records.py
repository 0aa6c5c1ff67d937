"""Records of scripts whose title is called ``name`` or ``paper``, and other things that have names."""

from __future__ import annotations

import json

import pytest

from daybook.digests import date_hint, read_digest
from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read = reading("2031-03-18.json")
NAMES = [f"{title} in Wet Years" for title in TITLES]


def _records(**more: object) -> list[dict[str, object]]:
    return [
        {"name": name, "pdf_url": f"https://arxiv.org/pdf/{arxiv}v1", "summary": ABSTRACT, **more}
        for name, (_, arxiv, _) in zip(NAMES, PAPERS, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(_records()),
        "\n".join(map(json.dumps, _records())),
        json.dumps({"day": "2031-03-18", "found": _records(score=8)}),
    ],
)
def test_names_of_records_that_link_to_papers(text: str) -> None:
    found = read(text)[0].entries
    assert [(entry.title, entry.abstract, entry.facts.arxiv) for entry in found] == [
        (name, ABSTRACT, arxiv) for name, (_, arxiv, _) in zip(NAMES, PAPERS, strict=True)
    ]


def test_a_key_paper_beside_its_link() -> None:
    records = [
        {"Paper": name, "Link": f"https://arxiv.org/abs/{arxiv}"}
        for name, (_, arxiv, _) in zip(NAMES, PAPERS, strict=True)
    ]
    assert [entry.title for entry in read(json.dumps(records))[0].entries] == NAMES


def test_entries_of_a_parser_of_bibtex() -> None:
    records = [
        {
            "title": title,
            "author": " and ".join(f"{name.split()[1]}, {name.split()[0]}" for name in names),
            "eprint": arxiv,
        }
        for title, (_, arxiv, _), names in zip(TITLES, PAPERS, AUTHORS, strict=True)
    ]
    found = read(json.dumps(records))[0].entries
    assert [(entry.facts.arxiv, entry.facts.authors) for entry in found] == [
        (arxiv, names) for (_, arxiv, _), names in zip(PAPERS, AUTHORS, strict=True)
    ]


@pytest.mark.parametrize(
    "records",
    [
        [
            {"name": f"Moss {n}B", "score": n, "paper": f"https://arxiv.org/abs/3103.0000{n}"}
            for n in range(3)
        ],
        [{"name": f"How to Cook Ferns {n}", "url": f"https://cook.example/{n}"} for n in range(3)],
    ],
)
def test_other_things_with_names(records: list[dict[str, object]]) -> None:
    hint = date_hint("2031-03-18.json", None)
    digest, problems = read_digest("2031-03-18.json", json.dumps(records).encode(), hint)
    assert (digest, len(problems)) == (None, 1)
