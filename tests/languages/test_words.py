"""Words of languages: dates, numbers, counts, catalogues, own phrases."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from babel import localedata

from daybook.pages import plan_pages
from daybook.pages.base.planning import Planning
from daybook.pages.parts.card import AuthorLine
from daybook.pages.search import examples_in
from daybook.problems import Severity
from daybook.settings import Settings
from daybook.settings.toml import TomlFile
from daybook.text.words import ENGLISH, Words
from daybook.theme.catalogue import read_catalogue
from daybook.theme.folder import load_theme, theme_folders
from daybook.theme.languages import load_words
from daybook.theme.locales import date_words, find_locale
from tests.made import archive, paper

THEME = load_theme(theme_folders(None))
FILE = TomlFile("c/site.toml", b'language = "x"\n[strings]\n"All days" = "x"\n"All dayz" = "x"\n')
DAY, MONDAYS = date(2025, 3, 18), (date(2025, 3, 17), date(2025, 3, 31), date(2024, 12, 30))


def words_of(language: str, **strings: str) -> Words:
    words, problems = load_words(
        Settings(language=language, strings=tuple((k, (v,)) for k, v in strings.items())), FILE, THEME
    )
    assert [problem for problem in problems if problem.severity is not Severity.NOTE] == []
    return words


@pytest.mark.parametrize(
    ("language", "short", "long", "month", "day", "week"),
    [
        ("en", "18 March 2025", "Tuesday 18 March 2025", "March 2025", "Tuesday 18", "Week 12, 2025"),
        ("de", "18. März 2025", "Dienstag, 18. März 2025", "März 2025", "Dienstag, 18.", "Woche 12, 2025"),
        ("zh", "2025年3月18日", "2025年3月18日星期二", "2025年3月", "18日星期二", "2025年第 12 周"),
        ("fr", "18 mars 2025", "mardi 18 mars 2025", "mars 2025", "mardi 18", "Week 12, 2025"),
    ],
)
def test_dates(language: str, short: str, long: str, month: str, day: str, week: str) -> None:
    words = words_of(language)
    assert (words.short_date(DAY), words.long_date(DAY)) == (short, long)
    assert (words.month_name(DAY), words.weekday_and_day(DAY), words.week_name(DAY)) == (month, day, week)


@pytest.mark.parametrize(
    ("language", "spans"),
    [
        (
            "de",
            ("17.–23. März 2025", "31. März\u00a0– 6. April 2025", "30. Dezember 2024\u00a0– 5. Januar 2025"),
        ),
        (
            "zh",
            (
                "2025年3月17日\u00a0– 23日",
                "2025年3月31日\u00a0– 4月6日",
                "2024年12月30日\u00a0– 2025年1月5日",
            ),
        ),
    ],
)
def test_weeks(language: str, spans: tuple[str, ...]) -> None:
    found = tuple(words_of(language).week_days(monday).replace("\u2009", " ") for monday in MONDAYS)
    assert found == spans


def test_every_language_of_cldr_has_dates() -> None:
    for name in localedata.locale_identifiers():
        locale = find_locale(name.replace("_", "-"))
        assert locale
        dates = Words(name, name, dates=date_words(locale))
        shown = [
            dates.short_date(DAY),
            dates.long_date(DAY),
            dates.month_name(DAY),
            *map(dates.week_days, MONDAYS),
        ]
        assert all("2025" in text and "{" not in text for text in shown), (name, shown)


@pytest.mark.parametrize(
    ("language", "number", "shown"),
    [
        ("en", 1, "1 paper"),
        ("en", 1204, "1,204 papers"),
        ("de", 1, "1 Paper"),
        ("de", 1204, "1.204 Papers"),
        ("zh", 1, "1 篇论文"),
        ("zh", 1204, "1,204 篇论文"),
        ("fr", 0, "0 papers"),
    ],
)
def test_counts(language: str, number: int, shown: str) -> None:
    assert words_of(language).count(number, "{n} paper", "{n} papers") == shown


@pytest.mark.parametrize(
    ("language", "one", "several"),
    [
        ("en", "Ada Wick and 1 more", "Ada Wick and 2 more"),
        ("de", "Ada Wick und 1 weitere Person", "Ada Wick und 2 weitere"),
        ("zh", "Ada Wick 等，另有 1 人", "Ada Wick 等，另有 2 人"),
    ],
)
def test_further_authors_are_counted(language: str, one: str, several: str) -> None:
    words = words_of(language)
    assert [AuthorLine("Ada Wick", more).text(words) for more in (1, 2)] == [one, several]


def test_a_language_of_three_forms() -> None:
    catalogue = 'msgid "{n} paper"\nmsgid_plural "{n} papers"\n'
    forms = 'msgstr[0] "{n} статья"\nmsgstr[1] "{n} статьи"\nmsgstr[2] "{n} статей"\n'
    header = 'msgid ""\nmsgstr "Language: ru\\nPlural-Forms: nplurals=3; plural=0;\\n"\n\n'
    theme = {**THEME, "languages/ru.po": (header + catalogue + forms).encode()}
    words, (note,) = load_words(Settings(language="ru"), FILE, theme, Path("own"))
    assert str(note).startswith("own/languages/ru.po: note: ")
    assert "phrases of the interface are not translated" in str(note)
    assert note.severity is Severity.NOTE
    shown = [words.count(number, "{n} paper", "{n} papers") for number in (1, 3, 11, 21, 112, 1002)]
    assert shown == ["1 статья", "3 статьи", "11 статей", "21 статья", "112 статей", "1\xa0002 статьи"]
    assert words.categories == ("one", "few", "many")
    assert words("All days") == "All days"


@pytest.mark.parametrize("header", ["", 'msgid ""\nmsgstr "Plural-Forms: nplurals={}; plural=0;\\n"\n\n'])
@pytest.mark.parametrize(
    ("language", "forms", "shown"),
    [
        ("ja", "a", "1 a, 3 a, 5 a"),
        ("ru", "abc", "1 a, 3 b, 5 c"),
        ("fr", "ab", "1 a, 3 b, 5 b"),
        ("fr", "abc", "1 a, 3 c, 5 c"),  # the second one is of millions
    ],
)
def test_a_catalogue_has_the_forms_of_its_language_with_and_without_a_header(
    language: str, forms: str, shown: str, header: str
) -> None:
    lines = "".join(f'msgstr[{place}] "{{n}} {form}"\n' for place, form in enumerate(forms))
    catalogue = f'msgid "{{n}} paper"\nmsgid_plural "{{n}} papers"\n{lines}'
    data = (header.format(len(forms)) + catalogue).encode()
    words, _ = load_words(Settings(language=language), FILE, {**THEME, f"languages/{language}.po": data})
    assert ", ".join(words.count(number, "{n} paper", "{n} papers") for number in (1, 3, 5)) == shown


def test_an_unknown_language_gets_a_hint_and_english_words() -> None:
    words, (hint,) = load_words(Settings(language="fr"), FILE, THEME)
    assert hint.severity is Severity.NOTE
    assert str(hint).startswith(
        "c/site.toml:1: note: the interface has no words in `fr`, so they are English; dates"
    )
    assert "translate it as theme/languages/fr.po" in str(hint)
    assert words("All days") == "All days"
    _, (hint,) = load_words(Settings(language="zh-TW"), FILE, THEME)
    assert "`zh-TW`" in str(hint)
    nothing, (hint,) = load_words(Settings(language="xx"), FILE, THEME)
    assert "follow it" not in str(hint)
    assert nothing.short_date(DAY) == ENGLISH.short_date(DAY)


@pytest.mark.parametrize(
    ("language", "text"), [("de-AT", "Alle Tage"), ("zh-CN", "所有日期"), ("zh-Hans", "所有日期")]
)
def test_a_variant_has_the_words_of_its_language(language: str, text: str) -> None:
    words, problems = load_words(Settings(language=language), FILE, THEME)
    assert problems == []
    assert words("All days") == text


def test_english_without_own_phrases_loads_no_catalogue() -> None:
    words, problems = load_words(Settings(), FILE, THEME)
    assert (words.phrases, problems) == ({}, [])
    assert load_words(Settings(language="en-US"), FILE, THEME)[0].short_date(DAY) == "18 March 2025"


def test_own_phrases_replace_those_of_a_language() -> None:
    strings = (("All days", ("Every day",)), ("{n} paper", ("{n} article", "{n} articles")))
    words, problems = load_words(Settings(strings=strings), FILE, THEME)
    assert problems == []
    assert words("All days") == "Every day"
    assert words.count(2, "{n} paper", "{n} papers") == "2 articles"
    assert words("All weeks") == "All weeks"
    assert words_of("de", Page="Blatt").of("a web page", "Page") == "Blatt"
    assert words != ENGLISH


@pytest.mark.parametrize(
    ("phrase", "text", "fault"),
    [
        (
            "All dayz",
            "x",
            'c/site.toml:4: warning: "All dayz" of `[strings]` is not known; did you mean "All days"?',
        ),
        ("Best of Week {week}", "Best", "other words in braces"),
        ("Best of Week {week}", "{week} {name}", "other words in braces"),
        ("{n} paper", "paper", "has lost {n}, the number: paper"),
        ("Score <b>{score}</b>", "<script>{score}</script>", "other tags"),
        ("All days", "a < b", 'c/site.toml:3: warning: "All days" of `[strings]` has other tags'),
    ],
)
def test_own_phrases_that_do_not_fit_are_reported(phrase: str, text: str, fault: str) -> None:
    words, (problem,) = load_words(Settings(strings=((phrase, (text,)),)), FILE, THEME)
    assert fault in str(problem)
    assert problem.severity is Severity.WARNING
    assert words.phrases == {}


@pytest.mark.parametrize(
    ("catalogue", "faults"),
    [
        (b'msgid "All days"\nmsgstr ""\n', 0),
        (b'#, fuzzy\nmsgid "All days"\nmsgstr "x"\n', 0),
        (b'msgid "Best of Week {week}"\nmsgstr "{0}"\n', 1),
        (b"nothing of gettext", 1),
        (b'\xff msgid "x"', 1),
    ],
)
def test_a_catalogue_with_faults_leaves_english(catalogue: bytes, faults: int) -> None:
    phrases, problems = read_catalogue("languages/x.po", catalogue)
    assert phrases == {}
    assert len(problems) == faults


@pytest.mark.parametrize(
    ("language", "text", "beside", "found"),
    [
        ("en", "The tides and the moon", "", ""),
        ("de", "The tides and the moon", "", "en"),
        ("de", "Tidal Routing", "", ""),
        ("de", "Tidal Routing", "We route ships with the tide.", "en"),
        ("de", "Die Gezeiten", "Von Mond und Meer.", ""),
        ("zh", "潮汐与月亮的研究", "the moon and the tide", "zh"),
        ("de", "潮汐与月亮的研究", "", "zh"),
        ("de", "", "the moon and the tide", ""),
    ],
)
def test_english_text_on_a_page_in_another_language(
    language: str, text: str, beside: str, found: str
) -> None:
    assert words_of(language).language_of(text, beside) == found


def test_babel_is_not_loaded_before_a_language_needs_it() -> None:
    script = "import daybook.commands.build.stages, sys; sys.exit('babel' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


@pytest.mark.parametrize(
    ("language", "month"), [("en", "March 2025"), ("de", "März 2025"), ("zh", "2025年3月")]
)
def test_an_example_of_the_search_is_the_newest_month(language: str, month: str) -> None:
    pages = plan_pages(Planning(archive(paper("2025/one"))))
    assert examples_in(pages, words_of(language))[-1] == month
