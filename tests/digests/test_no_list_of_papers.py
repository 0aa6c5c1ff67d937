"""More files that are no digests, although they link to papers: each has no papers and a problem."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest

ARXIV = "https://arxiv.org/abs/3103.0000"

FILES = {
    "a patch in a mail": (
        f"From {'1a' * 20} Mon Sep 17 00:00:00 2001\nFrom: Ada <ada@moss.example>\n"
        "Date: Tue, 18 Mar 2031 09:00:00 +0000\nSubject: [PATCH] Add papers\n\n---\n papers.json | 1 +\n\n"
        "diff --git a/papers.json b/papers.json\n--- a/papers.json\n+++ b/papers.json\n@@ -1 +1,2 @@\n"
        f'+{{"title": "Moss Gates by Lamplight", "url": "{ARXIV}1"}}\n'
    ),
    "an interview": (
        "# Interview with Ada Mill\n\n**Bo:** What is moss?\n\n"
        f"**Ada:** A plant. We published [a paper]({ARXIV}1) on it, and [another]({ARXIV}2) on lamps.\n\n"
        "**Bo:** Thank you!\n"
    ),
    "a log in JSON": "".join(
        f'{{"level": "info", "ts": {n}, "msg": "fetched", "title": "Moss Gates {n}", "url": "{ARXIV}{n}"}}\n'
        for n in range(4)
    ),
    "a program and a film in a repository": (
        '[{"metadata": {"title": "moss/moss: v1.0", "creators": [{"name": "Mill, Ada"}], "resource_type": '
        '{"title": "Software", "type": "software"}}, "doi": "10.1000/moss.1"}, {"doi": "10.1000/moss.2", '
        '"titles": [{"title": "Moss, the Film"}], "creators": [{"name": "Mill, Ada"}], "types": '
        '{"resourceTypeGeneral": "Audiovisual"}}]'
    ),
    "a list of grants": (
        '[{"title": "Moss on Clocks", "abstract": "We will study moss.", "pi": "Ada Mill",'
        ' "start": "2031-01-01"}]'
    ),
    "a query of a database": (
        '{"title": "Filter: journals on moss", "authors": [{"name": "Ada Mill"}], "platform": "wos",'
        ' "search_string": "SO=(Moss Letters)", "description": "The journals that print moss."}'
    ),
    "a paper's text with references": (
        "Moss on Clocks\n\nAda Mill\n\nAbstract\n\nWe grow moss on clocks.\n\nReferences\n\n"
        "[1] A. Mill. Moss Gates by Lamplight. arXiv:3003.00001, 2030.\n"
        "[2] B. Reed. Late Moss at Low Tide. arXiv:3003.00002, 2030.\n"
    ),
    "numbers of a museum, which have the form of older papers'": (
        '{"2031.0001": "A blue mug of clay", "2012.0045": "A red bowl of fired clay"}'
    ),
    "sentences about papers, by their numbers": (
        '{"3103.00001": "Moss grows slowly on all clocks.", "3103.00002": "Ferns are said to be quicker."}'
    ),
    "questions with the papers that answer them": (
        f'{{"How slowly does moss grow?": "{ARXIV}1", "Is a fern ever late for work?": "{ARXIV}2"}}'
    ),
    "a saved page of a shop in one file": (
        "From: <Saved by Blink>\nSubject: Shop\nMIME-Version: 1.0\nContent-Type: multipart/related; "
        'boundary="b"\n\n--b\nContent-Type: text/html\n\n<html><body><a href="https://shop.example/1">A blue '
        "mug of clay</a></body></html>\n--b--\n"
    ),
    "an article with references": (
        "<!doctype html><html><head><title>Moss</title></head><body><h1>Moss</h1><p>Moss is a plant.</p>"
        '<h2><span class="x">References</span></h2><ol>'
        f'<li>Mill, Ada (2031). <a href="{ARXIV}1">"Moss Gates by Lamplight"</a>.</li>'
        f'<li>Reed, Bo (2030). <a href="{ARXIV}2">"Late Moss at Low Tide"</a>.</li></ol></body></html>'
    ),
}


@pytest.mark.parametrize("name", list(FILES))
def test_it_has_no_papers(name: str) -> None:
    digest, problems = read_digest("2031-03-18", FILES[name].encode(), date_hint("2031-03-18", None))
    assert digest is None or not digest.entries
    assert problems
