"""The quick test of whether a text links to papers: it may say yes too often, never no too often."""

from __future__ import annotations

import pytest

from daybook.digests.fields.link_titles import has_paper_link, paper_key


@pytest.mark.parametrize(
    "text",
    [
        "a [A Moss Clock](https://arxiv.org/abs/2401.00010).",
        "[A](https://arxiv.org/abs/2401.00010)[B](https://example.org/)",
        "[B](https://example.org/x)[A](https://openreview.net/forum?id=aB)",
        "[Title](arxiv.org/pdf/2401.00010v2)",
        "see HTTPS://ArXiv.org/ABS/2401.00010",
        '<a href="https://huggingface.co/papers/2401.00010">x</a>',
        "[1]: https://doi.org/10.1000/182",
        "https://doi.org/10.1002/(SICI)1097(199901)5:1<21::AID-X>3.0.CO;2-9",
        "https://news.example/click?url=https%3A%2F%2Faclanthology.org%2F2024.acl-long.1",
        "https://example.org/doi/10.1145/1234567",
        "(https://scholar.google.com/scholar_url?url=https://example.org/a.pdf)",
    ],
)
def test_each_form_of_a_link_to_a_paper_is_found(text: str) -> None:
    assert has_paper_link(f"Words and/or words\n\nbefore {text} after\n")


@pytest.mark.parametrize(
    "text", ["", "and/or 3.10.2", "code: https://github.com/reed/moss", "https://example.org/10.txt", "arXiv"]
)
def test_other_links_are_none(text: str) -> None:
    assert not has_paper_link(text)


@pytest.mark.parametrize(
    "url",
    [
        "https://aclanthology.org/people/ada-mill/",
        "https://aclanthology.org/2031.moss.pdf",
        "https://aclanthology.org/P31-1",
        "https://dl.acm.org/doi/proceedings/10.1145/1234567",
        "https://openreview.net/profile?id=~Ada_Mill1",
    ],
)
def test_people_and_volumes_are_no_papers(url: str) -> None:
    assert not paper_key(url)


@pytest.mark.parametrize("page", ["2031.moss-main.1/", "P31-1001.pdf"])
def test_papers_of_a_volume_are(page: str) -> None:
    assert paper_key(f"https://aclanthology.org/{page}")
