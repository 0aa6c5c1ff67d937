"""Files that are no digests: each has no papers and one problem, also if its name is a day."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.problems import Severity

PROSE = "The ferry left at noon and nobody waved. We ate bread on the deck and watched the gulls turn. " * 4

FILES = {
    "Python": '"""Tides."""\n\nimport math\n\n\ndef tide(hour: float) -> float:\n    return math.sin(hour)\n',
    "Python with a paper": "# After https://arxiv.org/abs/3103.00001\n\nimport math\n\nprint(math.pi)\n" * 3,
    "JavaScript": "// tides\nconst tide = (hour) => Math.sin(hour);\n\nexport default tide;\n",
    "C": '#include <stdio.h>\n\nint main(void)\n{\n    puts("tide");\n    return 0;\n}\n',
    "Rust": 'use std::io;\n\nfn main() {\n    let tide = 3;\n    println!("{tide}");\n}\n',
    "Go": 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println("tide")\n}\n',
    "Java": "package tides;\n\npublic class Tide {\n    int height;\n\n    int get() { return height; }\n}\n",
    "Haskell": (
        "module Tide where\n\ntide :: Double -> Double\ntide hour = sin hour\n\nmain = print (tide 3)\n"
    ),
    "shell": '#!/bin/sh\nset -e\n\nfor boat in *; do\n  echo "$boat"\ndone\n',
    "SQL": "CREATE TABLE boats (name TEXT);\n\nINSERT INTO boats VALUES ('Gull');\n\nSELECT * FROM boats;\n",
    "CSS": "body {\n  color: navy;\n}\n\n.boat { margin: 0 }\n",
    "LaTeX": (
        "\\documentclass{article}\n\\title{Tides}\n\\begin{document}\n\nWe study tides.\n\n\\end{document}\n"
    ),
    "makefile": "all: boats\n\nboats: gull.o\n\tcc -o boats gull.o\n\nclean:\n\trm -f boats\n",
    "dockerfile": 'FROM debian\n\nRUN apt-get update\n\nCMD ["boats"]\n',
    "diff": "diff --git a/tide b/tide\n--- a/tide\n+++ b/tide\n@@ -1,2 +1,2 @@\n-high\n+low\n same\n",
    "git log": (
        "commit 0f3a\nAuthor: Ada Mill <ada@moss.example>\nDate:   Mar 25\n\n"
        "    Mend the oars\n\ncommit 1b2c\n"
    ),
    "traceback": (
        "Traceback (most recent call last):\n  File \"a.py\", line 1, in <module>\nKeyError: 'tide'\n"
    ),
    "server log": "".join(
        f'10.0.0.{n} - - [25/Mar/2031:10:00:0{n}] "GET /tide HTTP/1.1" 200 5\n' for n in range(8)
    ),
    "log with dates": "Mar 25 10:00:01 quay boats[7]: started\nMar 25 10:00:02 quay boats[7]: stopped\n" * 4,
    "test output": "test tide ... ok\n\ntest boats ... FAILED\n\nfailures: 1\n\nRan 2 tests in 0.1s\n",
    "novel": f"Chapter One\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n\nChapter Two\n\n{PROSE}\n\n{PROSE}\n",
    "two paragraphs": "The ferry left at noon.\n\nNobody waved, and the gulls turned back.\n",
    "a short note": "Groceries\n\nBread and oil, then the post office before five.\n",
    "diary": f"Mar 24\n\nWoke late.\n\n{PROSE}\n\nMar 25\n\nRain.\n\n{PROSE}\n\nSlept badly.\n",
    "news below a day": (
        "Mar 25\n\nThe quay opens\n\nIt was opened at noon, after the storm.\n\n"
        "A new ferry\n\nIt will carry forty people across the bay.\n"
    ),
    "memoir of a student": (
        f"The Pump\n\nWe had a model of the lung, and the task of the young was to watch the data. {PROSE}"
        "Nobody laughed at the problem.\n\n"
        f"The Porter\n\nWe trained at dawn, and we were given a paper to present by the network. {PROSE}"
        "The results were in the garden.\n"
    ),
    "post of Pelican": "Title: Boats\nDate: 2031-03-18\nAuthor: Ada\nSummary: On boats.\n\nThey float.\n",
    "talk": "Title: On Boats\nSpeaker: Ada Mill\nTime: 18 March 2031\nAbstract: We study how boats float.\n",
    "curriculum": (
        "Ada Mill\n\nEDUCATION\n2031 PhD, Quay\n\nPUBLICATIONS\n"
        "Mill A, Reed B. On boats. Tides 2031;1:1-10. doi:10.1234/boat.1\n"
        "Mill A. On oars. Tides 2031;2:11-20. doi:10.1234/oar.1\n\nLANGUAGES\nDanish\n"
    ),
    "syllabus": (
        "# Boats 101\n\n| Week | Topic | Reading |\n| --- | --- | --- |\n| 1 | Oars | none |\n"
        "| 2 | Sails | [Mill 2031](https://arxiv.org/abs/3103.00001) |\n| 3 | Tides | Chapter 3 |\n"
    ),
    "statement of a bank": (
        "Datum;Von;Zweck;Betrag\n18.03.2031;Ada Mill;Miete;-900,00\n19.03.2031;Quay;Lohn;3,00\n"
    ),
    "minutes of readers": (
        "Minutes of 18 March 2031\n\nPresent: Ada Mill, Bo Reed\n\n1. Welcome\nAda opened the meeting.\n\n"
        '2. Reading\nBo presented "On Boats" (arXiv:3103.00001), and all found it convincing.\n'
    ),
    "chapter with references": (
        f"2 Related Work\n\n{PROSE}Mill [1] proposes a method that outperforms ours.\n\nReferences\n\n"
        "[1] A. Mill. On boats. arXiv:3103.00001, 2031.\n\n[2] B. Reed. On oars. 2030.\n"
    ),
    "chat with links": (
        "[18.03.31, 09:12:01] Ada: have you seen https://arxiv.org/abs/3103.00001 ?\n"
        "[18.03.31, 09:12:44] Bo: yes\n[18.03.31, 09:13:02] Cy: I read it on the ferry\n"
    ),
    "log with papers": (
        "2031-03-18 06:00:01 INFO fetched https://arxiv.org/abs/3103.00001\n"
        "2031-03-18 06:00:02 INFO fetched https://arxiv.org/abs/3103.00002\n"
    ),
    "offer of work": (
        f"Ferryman\n\nYou will study problems with our partners, evaluate tides and learn each day. {PROSE}"
        "We offer a boat.\n\n"
        f"To apply\n\nSend a letter that shows the problem you would like to analyse with us. {PROSE}"
        "Our method is simple.\n"
    ),
    "bookmarks of a browser": (
        "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE>\n<DL><p>\n"
        '<DT><A HREF="https://arxiv.org/abs/3103.00001">Moss</A>\n</DL><p>\n'
    ),
    "letter": f"Dear Ada,\n\n{PROSE}\n\n{PROSE}\n\nYours,\n\nBo\n",
    "poem": (
        "The tide comes in,\nthe tide goes out,\n\nand nobody\nhas turned about.\n\nThe gulls are thin.\n"
    ),
    "recipe": f"Soup\n\nFor four\n\n1 leek\n2 potatoes\n\nCut the leek.\n\n{PROSE}\n\nServe hot.\n",
    "interview": f"Q: Where was the ferry?\n\nA: {PROSE}\n\nQ: And the gulls?\n\nA: {PROSE}\n",
    "chat": (
        "[10:01] ada: is the ferry late?\n\n[10:02] bo: yes\n\n"
        "[10:02] ada: https://arxiv.org/abs/3103.00001\n\n"
    )
    * 3,
    "chat with days": (
        "Mar 25\n\nAda: is it late?\n\nBo: Yes.\n\nAda: How late?\n\nBo: An hour, I am told by the quay.\n"
    ),
    "minutes": "Present: Ada, Bo\n\nAgenda\n\n1. Oars\n2. Sails\n\nDecided: new oars.\n\nNext: Mar 31\n",
    "sales": "item,price,sold\noar,12.50,4\nsail,99.00,1\nrope,3.20,17\n",
    "sales with dates": "date;boat;sum\n2031-03-24;Gull;120\n2031-03-25;Tern;80\n",
    "sales with a column of DOIs": "date,title,author,doi\n2031-03-01,Blue mug,,\n2031-03-02,Red mug,,\n",
    "table of numbers": "hour\theight\n1\t0.4\n2\t0.9\n3\t1.3\n",
    "site map": "<?xml version='1.0'?><urlset><url><loc>https://quay.example/</loc></url></urlset>",
    "list of URLs": "".join(f"https://quay.example/boats/{n}\n" for n in range(9)),
    "bookmarks": (
        "- [Quay](https://quay.example/)\n- [Boats](https://boats.example/list)\n"
        "- [Gulls](https://gull.example/a)\n"
    ),
    "shop": (
        "<!DOCTYPE html><html><head><title>Oars</title></head><body><h1>Oars</h1><p>12.50</p></body></html>"
    ),
    "shop with many": "<html><body>"
    + "<article><h3><a href='/oar'>Oar</a></h3><p>Fine.</p></article>" * 9
    + "</body></html>",
    "fragment": "<div class='oar'>\n<p>An oar.</p>\n\n<p>Another oar.</p>\n</div>\n",
    "SVG": "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h9'/></svg>",
    "too many requests": (
        "<html>\n<head><title>429 Too Many Requests</title></head>\n<body>429</body>\n</html>\n"
    ),
    "documentation": (
        "# Boats\n\nA library of boats.\n\n## Install\n\n```sh\npip install boats\n```\n\n"
        f"## Use\n\n{PROSE}\n"
    ),
    "documentation with a paper": (
        f"# Boats\n\nBoats after [Late Locks](https://arxiv.org/abs/3103.00001).\n\n## Use\n\n{PROSE}\n\n"
        f"## Cite\n\n```\n@misc boats\n```\n\n{PROSE}\n"
    ),
    "blog": (
        f"---\ntitle: On ferries\ndate: 2031-03-25\n---\n\n{PROSE}\n\n{PROSE}\n\nSee [a study]"
        f"(https://arxiv.org/abs/3103.00001) of that.\n\n{PROSE}\n"
    ),
    "tools": (
        "# Tools\n\n- [boats](https://github.com/example/boats): a library\n"
        "- [oars](https://github.com/example/oars)\n"
    ),
    "Markdown table": "| Boat | Oars |\n|---|---|\n| Gull | 2 |\n| Tern | 4 |\n",
    "tasks": "# To do\n\n- [ ] mend the oars\n- [x] buy rope\n- [ ] paint\n",
    "changelog": "# Changelog\n\n## 1.2.0 - 2031-03-25\n\n- Mend oars\n- Add sails\n\n## 1.1.0\n\n- First\n",
    "reStructuredText": f"Boats\n=====\n\n.. code-block:: sh\n\n   boats\n\n{PROSE}\n\nUse\n---\n\n{PROSE}\n",
    "licence": (
        "MIT License\n\nCopyright (c) 2031 Ada Mill\n\n"
        "Permission is hereby granted, free of charge, to any person "
        "obtaining a copy of this software.\n\n"
        "The software is provided as is, without warranty of any kind.\n"
    ),
    "JSON settings": '{"name": "boats", "version": "1.0.0", "scripts": {"row": "oars"}}\n',
    "JSON list": '[{"boat": "Gull", "oars": 2}, {"boat": "Tern", "oars": 4}]\n',
    "YAML": "name: row\non: [push]\n\njobs:\n  row:\n    steps:\n      - run: oars\n",
    "TOML": '[project]\nname = "boats"\n\n[project.scripts]\nrow = "boats:row"\n',
    "INI": "[boats]\noars = 2\n\n[quay]\nopen = yes\n",
    "subtitles": (
        "1\n00:00:01,000 --> 00:00:03,000\nThe ferry left.\n\n2\n"
        "00:00:04,000 --> 00:00:06,000\nNobody waved.\n"
    ),
    "calendar": "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Ferry\nDTSTART:20310325\nEND:VEVENT\nEND:VCALENDAR\n",
    "contacts": "BEGIN:VCARD\nFN:Ada Mill\nTEL:5550100\nEND:VCARD\n",
    "mail": (
        "From: ada@moss.example\nTo: bo@moss.example\n"
        "Date: Tue, 25 Mar 2031 10:00:00 +0000\n\nThe ferry is late.\n"
    ),
    "words": "ferry\ngull\noar\nquay\nsail\ntide\n",
    "one line": "too many requests\n",
    "menu of a site": "Home\n\nBoats\n\nOars\n\nAbout us\n\nLog in\n\nSubscribe\n",
    "terms": f"Terms of Use\n\n1. Boats\n\n{PROSE}\n\n2. Oars\n\n{PROSE}\n\n3. Sails\n\n{PROSE}\n",
    "table of talks": (
        "title,authors,room,start time\nTides for All,Ada Mill,Hall 2,10:00\n"
        "Oars at Night,Bo Reed,Hall 3,11:00\n"
    ),
    "table of videos": (
        "Title,Author,Channel,Views\nHow to Row,Ada Mill,Boats,1204\nHow to Sail,Bo Reed,Boats,340\n"
    ),
    "package": '{"name": "boats", "title": "Boats", "authors": ["Ada Mill"], "dependencies": {"oar": "1"}}\n',
    "composer": '{"name": "moss/boats", "type": "library", "authors": [{"name": "Ada"}], "require": {}}\n',
    "notebook": (
        '{"cells": [{"cell_type": "markdown", "source": ["# Boats"]}], "metadata": {"title": "Boats", '
        '"authors": [{"name": "Ada"}]}}\n'
    ),
    "recipe in JSON": '{"@type": "Recipe", "name": "Soup", "title": "Soup", "author": {"name": "Ada"}}\n',
    "news in JSON": (
        '{"docs": [{"title": "A ferry", "abstract": "It left.", "web_url": "https://quay.example/1", '
        '"headline": {"main": "A ferry"}, "byline": {"original": "By Ada"}}]}\n'
    ),
    "issues in JSON": '[{"title": "Crash", "user": {"login": "ada"}, "body": "It fails.", "comments": 3}]\n',
    "messages in JSON": '{"name": "Quay", "messages": [{"title": "x", "from": "Bo", "text": "Late."}]}\n',
    "outline": (
        "<?xml version='1.0'?><opml><head><title>Feeds</title></head><body>"
        "<outline title='Moss' xmlUrl='https://arxiv.org/rss'/></body></opml>"
    ),
    "statement in QIF": "!Type:Bank\nD03/25/2031\nT-12.50\nPMoss Bakery\n^\nD03/25/2031\nPQuay Tea\n^\n",
    "statement in OFX": "OFXHEADER:100\nDATA:OFXSGML\n\n<OFX><STMTTRN><NAME>Moss Bakery</STMTTRN></OFX>\n",
    "statement in MT940": ":20:START\n:25:12345678/1234\n:61:3103250325DR12,50NMSC\n:86:Moss Bakery\n-\n",
    "statement in XML": "<Document><BkToCstmrStmt><Stmt><Id>1</Id></Stmt></BkToCstmrStmt></Document>",
    "films watched": 'Title,Date\n"Tides: Season 1: Pilot","3/25/31"\n"Boats","3/24/31"\n',
    "goods with links": (
        "Name,Price,URL\nOar,12.50,https://moss.example/oar\nSail,99.00,https://moss.example/sail\n"
    ),
    "chat with a paper": (
        "[18-Mar-31 09:01 AM] ada\nLate Locks\nhttps://arxiv.org/abs/3103.00001\n\n"
        "[18-Mar-31 09:02 AM] bo\nnice\n\n[18-Mar-31 09:03 AM] ada\nI know\n"
    ),
    "lyrics": "The Old Quay\n\nOh the tide comes in\nand it goes out\n\nChorus\n\nOh the tide, the tide\n",
    "life of a researcher": (
        "Ada Mill\n\nEducation\n\nPhD in Tides, 2019\n\nPublications\n\nMill, A. (2031). Late Locks. "
        "arXiv:3103.00001\n\nMill, A. (2030). Tides. Tide Days 12, 1-9.\n\nEmployment\n\nQuay Ltd.\n"
    ),
    "catalogue in XML": "<xml><records><record><title>Oar</title><price>12</price></record></records></xml>",
    "places in XML": "<kml><Document><Placemark><name>Quay</name></Placemark></Document></kml>",
    "article that cites": (
        "<!DOCTYPE html><html><body><h1>Tides</h1><p>"
        + PROSE * 3
        + "</p><ol>"
        + "".join(f"<li><a href='https://doi.org/10.1234/{n}'>Tides {n}</a></li>" for n in range(4))
        + "</ol></body></html>"
    ),
    "cards to learn": "#separator:tab\n#html:true\nWhat is a tide?\tA rise of the sea\nA gull?\tA bird\n",
    "map of a site with a paper": (
        '<?xml version="1.0"?>\n<urlset><url><loc>https://arxiv.org/abs/3103.00001</loc></url></urlset>\n'
    ),
    "diff of a reading list": (
        "diff --git a/list.md b/list.md\n--- a/list.md\n+++ b/list.md\n@@ -1 +1,2 @@\n"
        "-- [Late Locks](https://arxiv.org/abs/3103.00001)\n"
        "+- [Late Locks, Revised](https://arxiv.org/abs/3103.00001)\n"
    ),
    "slides": (
        "---\nmarp: true\ntitle: Tides\n---\n\n# Tides\n\n---\n\n## Work of others\n\n"
        "- [Late Locks](https://arxiv.org/abs/3103.00001)\n- [Moss on Clocks](https://arxiv.org/abs/3103.00002)\n"
    ),
    "settings that name a paper": '{"paper": {"size": "A4", "title": "Bill"}, "publishedAt": "2031-03-25"}\n',
    "workflow": "name: tides\non: push\njobs:\n  test:\n    steps:\n      - name: Title\n        run: make\n",
    "citation of software": (
        "cff-version: 1.2.0\ntitle: Tides\nauthors:\n  - family-names: Mill\ndoi: 10.1234/tides.5\n"
    ),
    "citation of software in JSON": (
        '{"title": "Tides", "cff-version": "1.2.0", "authors": [{"family-names": "Mill"}], "doi": "10.1/5"}'
    ),
    "calendar with a paper": (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Late Locks\nDESCRIPTION:https://arxiv.org/abs/3103.00001\n"
        "END:VEVENT\nEND:VCALENDAR\n"
    ),
    "patents": "Title,Inventors,Abstract,Assignee\nMoss Clock,Ada Mill,A clock,Quay\nOar,Bo,An oar,Tide\n",
    "words of a program": '{"paper": {"title": "Title", "abstract": "Abstract", "authors": "Authors"}}\n',
    "encoded": "bW9zcyBvbiBjbG9ja3MgYW5kIGJlbGxzIG9mIHRoZSBsYXRlIGhvdXI=\n" * 9,
}


@pytest.mark.parametrize(
    ("text", "what", "remedy"),
    [
        ("3103.00001\narXiv:3103.00002v2\n", "2 arXiv identifiers", "id_list=3103.00001,3103.00002 answers"),
        (
            "- https://arxiv.org/abs/3103.00001\n" * 5,
            "5 arXiv identifiers",
            "id_list=3103.00001,3103.00001,3103.0",
        ),
        ("# to read\n10.1234/moss.1,\n", "a list of 1 DOI", "filter=doi:10.1234/moss.1 answers"),
        ("40000001\nPMID: 40000002\n", "2 numbers", "id=40000001,40000002 answers"),
    ],
)
def test_a_list_without_titles_says_where_they_are(text: str, what: str, remedy: str) -> None:
    digest, (problem,) = read_digest("2031-03-18.txt", text.encode(), date_hint("2031-03-18.txt", None))
    assert digest is None
    assert what in problem.what
    assert remedy in problem.remedy


def test_there_are_at_least_fifty() -> None:
    assert len(FILES) >= 50


@pytest.mark.parametrize("path", ["2031-03-25.txt", "notes.md", "2031/2031-03-25.md"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_digest(name: str, path: str) -> None:
    digest, problems = read_digest(path, FILES[name].encode(), date_hint(path, 2031))
    assert digest is None or not digest.entries
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    assert len(errors) == len(problems) == 1
    assert errors[0].what
    assert errors[0].remedy
    assert "name the file" not in errors[0].remedy
    assert "report" not in errors[0].remedy


def test_links_to_arxiv_without_identifiers_are_named() -> None:
    """As a script writes them that looks for them in the wrong place."""
    text = (
        "### Title:\n   Moss on Clocks\n - **Authors:** Ada Mill\n - **Arxiv link:** https://arxiv.org/abs/\n"
    )
    digest, (problem,) = read_digest("2031-03-18.md", text.encode(), date_hint("2031-03-18.md", None))
    assert digest is None
    assert "lost their identifiers" in problem.what


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("2031-03-18.sh", "#!/bin/sh\n# Moss on Clocks, https://arxiv.org/abs/3103.00001\nwind clock\n"),
        (
            "2031-03-18.yaml",
            "jobs:\n  - name: Moss on Clocks https://arxiv.org/abs/3103.00001\n    run: wind\n",
        ),
        ("2031-03-18.txt", "moss (1.2-1) unstable\n\n  * Implement the method of arXiv:3103.00001.\n"),
        (
            "2031-03-18.txt",
            "1. Mill A, Reed BC.\nMoss on Clocks.\nMoss Days. 2031 Mar 1. doi: 10.1234/moss.1.\n\n"
            "2. Wood C.\nFern Sets.\nMoss Days. 2031 Mar 2. doi: 10.1234/moss.2.\n",
        ),
        ("2031-03-18.md", "## How do I cite Moss?\n\nCite [our paper](https://arxiv.org/abs/3103.00001).\n"),
    ],
)
def test_a_paper_in_passing(path: str, text: str) -> None:
    digest, problems = read_digest(path, text.encode(), date_hint(path, None))
    assert (digest, len(problems)) == (None, 1)
