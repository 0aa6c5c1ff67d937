"""Phrases in scripts: put in when a site is built, so that no page loads a catalogue.

``_("Copied")`` names a phrase, ``counted(number, { one: "{n} paper", other: "{n} papers" })`` one that
counts: its forms have the names that ``Intl.PluralRules`` gives.
"""

import json
import re

from daybook.text.words import Words

_TEXT = r'"((?:[^"\\\n]|\\.)*)"'
PHRASE = re.compile(rf"(?<![\w.$])_\(\s*{_TEXT}")
FORMS = re.compile(rf"\{{\s*one:\s*{_TEXT},\s*other:\s*{_TEXT},?\s*\}}")


def with_phrases(script: str, words: Words) -> str:
    """Return a script with its phrases in a language."""
    if not words.phrases:
        return script
    script = PHRASE.sub(lambda found: _phrase(found, words), script)
    return FORMS.sub(lambda found: _forms(found, words), script)


def _phrase(found: re.Match[str], words: Words) -> str:
    forms = words.phrases.get(json.loads(f'"{found[1]}"'))
    return found[0].replace(f'"{found[1]}"', _quoted(forms[0])) if forms else found[0]


def _forms(found: re.Match[str], words: Words) -> str:
    forms = words.phrases.get(json.loads(f'"{found[1]}"'))
    if not forms:
        return found[0]
    last = len(forms) - 1
    named = ((name, forms[min(place, last)]) for place, name in enumerate(words.categories))
    return "{ " + ", ".join(f"{name}: {_quoted(form)}" for name, form in named) + " }"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
