"""What pages, templates and scripts say is in phrases, and all phrases are in every catalogue."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from daybook.text.words import CONTEXT
from daybook.theme.catalogue import messages, misfit
from daybook.theme.languages import ALL_PHRASES
from daybook.theme.locales import find_locale, plural_forms
from tests.languages.extraction import (
    ROOT,
    SCRIPTS,
    SPOKEN,
    TEMPLATES,
    THEME,
    Found,
    all_phrases,
    python_phrases,
    unnamed_in_python,
    unnamed_in_script,
    unnamed_in_template,
)

SHIPPED = ("de", "zh")
HEADER = rb"""msgid ""
msgstr ""
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""
"""Without a character set, gettext's own programs take the phrases for ASCII, and stop."""
NAMES = {
    "Atom",
    "JSON",
    "Person",
    "Organization",
    "Item",
    "Escape",
    "Backspace",
    "Enter",
    "Ctrl+Enter",
    "Esc",
}
"""Names of things, of keys and of types."""
FOR_PROGRAMS = {
    ", among them ",  # of the index; `results.js` says it in the page's language
    "marks points",
    ".hero time",
    "main :is(p, h1):has(math), .prose table",
    "the worker took too long",
    "the worker did not start",
    "not the search worker",
    "of ",  # a line of the terminal
    "write it with fewer lists or quotes in one another",
}
"""Texts that read like words and that no page shows."""
QUERIES = {"+agent robot", "-robot", "title:survey", "quant*", "transfromer~1", "image^3 text"}
SILENT = (
    *("lunr/language.js", "rank/forms.js", "rank/identifiers.js", "rank/written_dates.js"),
    *("index/index_reader.js", "ui/agents.js"),
)
"""Scripts whose texts are names of services, are for programs, or say in errors what nobody reads."""


def catalogue_text(found: Found) -> bytes:
    """Return the template of catalogues, in a fixed order."""
    import io

    catalogue = Catalog(project="Daybook", fuzzy=False)
    for phrase, place in sorted(found.items(), key=lambda item: (item[1], item[0])):
        ids = phrase if len(phrase) > 1 else phrase[0].rpartition(CONTEXT)[2]
        context = phrase[0].rpartition(CONTEXT)[0] or None
        catalogue.add(ids, locations=[(place, 0)], context=context)
    target = io.BytesIO()
    write_po(target, catalogue, omit_header=True, width=100, include_lineno=False)
    return HEADER + target.getvalue().lstrip()


def test_the_template_of_catalogues_has_every_phrase(request: pytest.FixtureRequest) -> None:
    path, text = THEME / ALL_PHRASES, catalogue_text(all_phrases())
    if request.config.getoption("--accept"):
        path.write_bytes(text)
    assert path.read_bytes() == text, "pytest tests/languages --accept"


@pytest.mark.parametrize("language", SHIPPED)
def test_a_shipped_catalogue_is_complete(language: str) -> None:
    found = list(messages((THEME / f"languages/{language}.po").read_bytes()))
    locale = find_locale(language)
    assert locale
    names, _ = plural_forms(locale)
    wanted = {message.key: message.ids for message in messages((THEME / ALL_PHRASES).read_bytes())}
    known = {message.key: message.ids for message in found if not message.is_fuzzy and all(message.forms)}
    assert sorted(wanted.keys() - known.keys()) == []
    assert sorted(known.keys() - wanted.keys()) == []
    for message in found:
        assert message.ids == wanted[message.key]
        assert misfit(message.ids, message.forms) == ""
        assert len(message.forms) == (len(names) if len(message.ids) > 1 else 1), message.ids


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_templates_say_phrases(path: Path) -> None:
    assert set(unnamed_in_template(path)) - NAMES - QUERIES == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_scripts_say_phrases(path: Path) -> None:
    if path.as_posix().endswith(SILENT):
        return
    said = {text.strip('"') for text in unnamed_in_script(path.read_text("utf-8"))}
    assert {text for text in said if not text.startswith("`daybook-")} - NAMES - FOR_PROGRAMS == set()


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_pages_say_phrases(path: Path) -> None:
    assert set(unnamed_in_python(ast.parse(path.read_text("utf-8")))) - NAMES - FOR_PROGRAMS == set()


def test_what_is_in_no_phrase_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text('<p aria-label="Own {{ x }}">{{ _("Named") }} <b>Not named</b></p>', "utf-8")
    assert set(unnamed_in_template(page)) == {"Own", "Not named"}
    script = 'say(_("Named so")); say("Not named"); say(`${number} papers left`);'
    assert list(unnamed_in_script(script)) == ['"Not named"', "`${number} papers left`"]
    module = ast.parse('def f(words):\n    words("Named so")\n    return "Not named"')
    assert list(unnamed_in_python(module)) == ["Not named"]
    assert list(python_phrases(module)) == [("Named so",)]
