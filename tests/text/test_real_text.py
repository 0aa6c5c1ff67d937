"""Titles and abstracts of 292 real days: no word is lost, and hardly any LaTeX is left."""

from __future__ import annotations

import re
import unicodedata
from html import unescape
from pathlib import Path

import pytest

from daybook.archive.importing import import_digests
from daybook.text.formatted import block_html, plain
from tests.conftest import ROOT

pytestmark = pytest.mark.slow
DAYS = {"hf-daily": 4024, "daily-arxiv": 1648}
LEFT = re.compile(r"\\[A-Za-z(\[]|\$[^$\s][^$]*[^$\s]\$|[A-Za-z0-9]\{|\{\\")
"""A command, a formula, or the braces of an argument."""
MOST_LEFT = 0.002
NAMES = re.compile(
    r"\\[A-Za-z]+\*?|(?:text|math)[a-z]{0,4}(?=\{)|(?<![A-Za-z])pi(?=_)"
    r"|(?<![A-Za-z])(?:circ|sim|times|leq|rightarrow|teal|blue|orange|nabla|ell|left|right)(?![a-z])"
)
"""Words of LaTeX, with or without their backslash, that stand for something else."""


@pytest.fixture(scope="module", params=DAYS)
def texts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return the titles and abstracts of a folder of digests, which are not in the repository."""
    folder = ROOT.parent / "shared" / request.param
    if not folder.is_dir():
        pytest.skip(f"the real days are missing: {folder} is no folder")
    content = tmp_path_factory.mktemp("text") / "content"
    done = import_digests(content, [Path(folder)])
    papers = [page.paper for page in done.content.papers.values()]
    assert len(papers) == DAYS[request.param]
    return [text for paper in papers for text in (paper.title, paper.abstract)]


def letters(text: str) -> str:
    """Return the letters and digits of a text, without accents and without the difference of scripts."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text.casefold())))


def test_no_word_is_lost(texts: list[str]) -> None:
    for text in texts:
        kept = letters(plain(text))
        words = re.findall(r"\w+", NAMES.sub(" ", re.sub(r"\\[`'^\"~=.]", "", text.replace("{\\i}", "i"))))
        lost = [word for word in words if letters(word) not in kept and word != "https"]
        assert not lost, text


def test_hardly_any_latex_is_left(texts: list[str]) -> None:
    shown = [unescape(re.sub("<[^<>]*>", "", block_html(text))) for text in texts]
    left = [text for text in shown if LEFT.search(re.sub(r"https?://\S+", "", text))]
    assert len(left) <= MOST_LEFT * len(texts) / 2, left
