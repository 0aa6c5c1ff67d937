"""The words of the interface in the language of the settings, from a catalogue and from CLDR.

A catalogue is a file of gettext, ``languages/de.po`` of the theme. `babel`, which reads it and knows CLDR, is
loaded only for a language that is not English and for ``[strings]``.
"""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from daybook.problems import Problem, Severity, nearest, shown
from daybook.settings import Settings
from daybook.settings.toml import TomlFile
from daybook.text.plain_text import count
from daybook.text.words import Words
from daybook.theme.catalogue import KEEP, Message, Phrases, messages, misfit, read_catalogue
from daybook.theme.folder import OWN_THEME, Theme

LANGUAGES = "languages/"
ALL_PHRASES = f"{LANGUAGES}daybook.pot"
"""Every phrase, for translators to begin with."""


def load_words(
    settings: Settings, file: TomlFile, theme: Theme, theme_dir: Path | None = None
) -> tuple[Words, list[Problem]]:
    """Return the words of the settings' language, and what is wrong with its catalogue or ``[strings]``.

    ``file`` is that of the settings, ``theme_dir`` the folder that an own catalogue is in.
    """
    language = settings.language
    is_english = language.lower().partition("-")[0] == "en"
    path = _catalogue_of(language, theme)
    data = theme.get(path, b"")
    own = theme_dir or OWN_THEME
    place = (own / path).as_posix()
    phrases, problems = read_catalogue(place, data) if path else ({}, [])
    problems += _missing(place, phrases, theme) if path and not problems else ()
    if settings.strings:
        replaced, mistakes = _own_phrases(settings, file, theme)
        phrases |= replaced
        problems += mistakes
    digest = sha256(data + repr(settings.strings).encode()).hexdigest()[:20] if phrases else ""
    words = Words(f"{language} {digest}", language, phrases)
    if is_english:
        return words, problems
    from daybook.theme.locales import find_locale

    if not path:
        dates = "; dates and numbers follow it" if find_locale(language) else ""
        what = f"the interface has no words in `{shown(language)}`, so they are English{dates}"
        target = (own / f"{LANGUAGES}{language}.po").as_posix()
        remedy = f"`daybook theme copy daybook.pot`, translate it as {target}"
        problems.append(file.problem(("language",), what, remedy, Severity.NOTE))
    return _with_locale(words), problems


def _with_locale(words: Words) -> Words:
    """Return words with the dates, numbers and plurals of their language, as far as they are known."""
    from daybook.theme.locales import date_words, find_locale, group_sign, plural_forms, without_millions

    locale = find_locale(words.language)
    if locale is None:
        return words
    names, plurals = plural_forms(locale)
    return replace(
        words,
        phrases={key: without_millions(forms, locale, names) for key, forms in words.phrases.items()},
        plurals=plurals,
        categories=names,
        group=group_sign(locale),
        dates=date_words(locale),
    )


def _catalogue_of(language: str, theme: Theme) -> str:
    """Return the path of a language's catalogue: of its whole tag, else of its first part; empty for none."""
    files = {
        path.removeprefix(LANGUAGES).removesuffix(".po").lower().replace("_", "-"): path
        for path in theme
        if path.startswith(LANGUAGES) and path.endswith(".po")
    }
    tag = language.lower()
    primary = tag.partition("-")[0]
    if tag in files or primary not in files:
        return files.get(tag, "")
    from daybook.theme.locales import find_locale, has_usual_script

    locale = find_locale(language)
    return files[primary] if locale is None or has_usual_script(locale) else ""


def _missing(path: str, phrases: Phrases, theme: Theme) -> Iterator[Problem]:
    """Yield a note that counts the phrases that a catalogue lacks."""
    wanted = [message for message in messages(theme.get(ALL_PHRASES, b"")) if message.key not in phrases]
    if wanted:
        number, first = count(len(wanted), "phrase"), shown(wanted[0].ids[0])
        are, more = "is not translated, so it is", ""
        if len(wanted) > 1:
            are, more = "are not translated, so they are", " and others"
        what = f"{number} of the interface {are} English: {first}{more}"
        yield Problem(path, 0, what, f"{ALL_PHRASES} of the built-in theme has all", Severity.NOTE)


def _own_phrases(
    settings: Settings, file: TomlFile, theme: Theme
) -> tuple[dict[str, tuple[str, ...]], list[Problem]]:
    """Return the phrases of ``[strings]``, each in all contexts that have it, and their problems."""
    known: dict[str, list[Message]] = {}
    for message in messages(theme.get(ALL_PHRASES, b"")):
        known.setdefault(message.ids[0], []).append(message)
    found: dict[str, tuple[str, ...]] = {}
    problems: list[Problem] = []
    for phrase, forms in settings.strings:
        what, remedy = "", KEEP
        if phrase not in known:
            what, remedy = "is not known", f"the theme's {ALL_PHRASES} has all phrases"
            if near := nearest(phrase, known):
                remedy = f'did you mean "{shown(near)}"?'
        for message in known.get(phrase, ()):
            what = misfit(message.ids, forms)
            if not what:
                found[message.key] = forms
        if what:
            words = f'"{shown(phrase)}" of `[strings]` {what}'
            problems.append(file.problem(("strings", phrase), words, remedy, Severity.WARNING))
    return found, problems
