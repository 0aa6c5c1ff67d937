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
