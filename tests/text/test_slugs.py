"""Addresses are valid on every system and host, distinct, and stable."""

from __future__ import annotations

import re

import pytest

from daybook.text import slugs

SAFE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?")


@pytest.mark.hazard(35, "names that Windows keeps for itself")
@pytest.mark.hazard(38, "names that begin with a dot, or are the site's own")
@pytest.mark.hazard(37)
@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("MaTVLM: Hybrid Mamba-Transformer", "matvlm-hybrid-mamba-transformer"),
        ("  --Hello,   World!--  ", "hello-world"),
        ("Größe & Straße", "grosse-strasse"),
        ("C++ / C#", "c-c"),
        ("../../etc/passwd", "etc-passwd"),
        ("%2e%2e%2f", "2e-2e-2f"),
        (".hidden", "hidden"),
        ("_private", "private"),
        ("a\x00b", "a-b"),
        ("CON", "con-paper"),
        ("nul", "nul-paper"),
        ("COM1", "com1-paper"),
        ("LPT9", "lpt9-paper"),
        ("Index", "index-paper"),
        ("Search", "search-paper"),
        ("２４０１．０１２３４", "2401-01234"),
        ("\u202egnp.exe", "gnp-exe"),
        (
            r"$\alpha$-DPO: Learning with $\mathcal{O}(n \log n)$ \textbf{Regret}",
            "alpha-dpo-learning-with-o-n-log-n-regret",
        ),
        ("nabla^2DFT at 256 $\\times$ 256", "nabla2dft-at-256-x-256"),
        ("Ομηρος", "omiros"),
        ("Hα and µm", "halpha-and-um"),
        ("深層学習によるデータセット for LLMs", "detasetto-for-llms"),
        ("さくらの研究", "paper-ja"),
        ("深度学习", "shenduxuexi"),
    ],
)
def test_slug(title: str, slug: str) -> None:
    assert slugs.slug(title) == slug


@pytest.mark.parametrize("title", ["", "!!!", "\u200b", "\u0301", "…", "\u202e\u202d"])
def test_a_title_without_letters_gets_a_hash(title: str) -> None:
    assert re.fullmatch(r"paper-[0-9a-f]{8}", slugs.slug(title))
    assert slugs.slug(title) != slugs.slug(title + "?")


@pytest.mark.hazard(36, "titles too long for a name")
@pytest.mark.parametrize(
    "title", ["日本語のタイトル", "Приближение", "العربية", "𝒜 𝔅", "数" * 300, "x" * 500]
)
def test_any_script_gives_ascii_of_bounded_length(title: str) -> None:
    slug = slugs.slug(title)
    assert SAFE.fullmatch(slug)
    assert len(slug) <= 64


def test_a_long_title_is_cut_at_a_word_unless_little_would_remain() -> None:
    assert slugs.slug("word " * 40) == "-".join(["word"] * 13)
    exact = "a" * 31 + " " + "b" * 32
    assert slugs.slug(exact) == "a" * 31 + "-" + "b" * 32
    assert slugs.slug(exact + " c") == slugs.slug(exact)
    assert len(slugs.slug("A " + "x" * 80)) > 32


def test_a_new_address_is_unused() -> None:
    existing: set[str] = set()
    for _ in range(3000):
        address = slugs.new_address("Editorial", 2025, existing)
        assert address not in existing
        assert slugs.is_paper_address(address)
        existing.add(address)
    assert {"2025/editorial", "2025/editorial-2", "2025/editorial-3000"} <= existing


@pytest.mark.parametrize("gap", [2, 3, 7, 16])
def test_an_unused_number_is_found_among_gaps(gap: int) -> None:
    existing = {"2025/x", *(f"2025/x-{number}" for number in range(2, 40) if number % gap)}
    assert slugs.new_address("X", 2025, existing) not in existing


def test_a_number_at_the_end_of_a_title_counts_as_used() -> None:
    existing = {"2025/results", "2025/results-2"}
    assert slugs.new_address("Results 2", 2025, existing) == "2025/results-2-2"
    assert slugs.new_address("Results", 2025, existing) == "2025/results-3"


class CountingSet(set[str]):
    lookups = 0

    def __contains__(self, item: object) -> bool:
        self.lookups += 1
        return super().__contains__(item)


def test_a_number_is_found_in_few_lookups() -> None:
    existing = CountingSet(["2025/a", *(f"2025/a-{number}" for number in range(2, 200_000))])
    assert slugs.new_address("A", 2025, existing) == "2025/a-200000"
    assert existing.lookups < 50


@pytest.mark.hazard(37)
@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("2025/a", True),
        ("2025/a-b-9", True),
        ("2025/9", True),
        ("2025/" + "a" * 80, True),
        ("2025/" + "a" * 81, False),
        ("2025/A", False),
        ("2025/-a", False),
        ("2025/a.b", False),
        ("2025/.a", False),
        ("2025/a/b", False),
        ("25/a", False),
        ("2025/con", False),
        ("2025/lpt1", False),
        ("2025/é", False),
        ("２０２５/a", False),
        ("2025/a\n", False),
        ("2025/..", False),
        ("", False),
    ],
)
def test_is_paper_address(address: str, good: bool) -> None:
    assert slugs.is_paper_address(address) == good


@pytest.mark.hazard(38)
@pytest.mark.parametrize(
    ("name", "good"),
    [
        ("about", True),
        ("reading-list-2", True),
        *(
            (name, False)
            for name in ("index", "search", "assets", "papers", "dates", "weeks", "months", "feed", "404")
        ),
        *(
            (name, False)
            for name in ("nul", "About", "a/b", ".a", "a.b", "", "a\n", "é", "robots", "sitemap")
        ),
    ],
)
def test_is_page_name(name: str, good: bool) -> None:
    assert slugs.is_page_name(name) == good


def test_a_slug_that_begins_its_title_is_a_number() -> None:
    title = "A Title: of -- Many (Words), so that its Address is Cut after Sixty-four Letters of It"
    slug = slugs.slug(title)
    assert slugs.short_slug(slug, title) == len(slug)
    assert slugs.short_slug("another", title) == "another"
    assert slugs.short_slug(f"{slug}-2", title) == f"{slug}-2"
    assert slugs.short_slug("uber", "Über") == "uber"
