"""The title of a reference, without authors and place of publication."""

from __future__ import annotations

import pytest

from daybook.digests.fields.link_titles import is_title
from daybook.digests.fields.references import title_of_reference

TITLE = "Moss Gates by Lamplight"


@pytest.mark.parametrize(
    "text",
    [
        f"Ada Mill, Bo Reed. {TITLE}. MossConf 2031",
        f"Ada Mill (2031). {TITLE}. In MossConf.",
        f"Mill, A., & de la Reed, B. C. (2031). {TITLE}. Moss Days",
        f"Mill, A., Ørn, Ø., Reed, B.: {TITLE}. Moss Days (2031)",
        f"Mill, A. {TITLE}",
        f'"{TITLE}", Ada Mill',
        f"{TITLE} | Ada Mill, Bo Reed",
        f"{TITLE} — Ada Mill, Bo Reed",
        f"2031/03 | MossNet | {TITLE}",
    ],
)
def test_the_title_of_a_reference(text: str) -> None:
    assert title_of_reference(text) == TITLE


@pytest.mark.parametrize("text", [TITLE, "Moss – a Survey", "Moss | a Survey", "Über “Clocks” – Moss"])
def test_other_titles_stay(text: str) -> None:
    assert title_of_reference(text) == text


def test_sentences_are_no_title() -> None:
    text = "Moss grows on clocks of all kinds. We count them in 12 towns and find that most of them go on."
    assert not is_title(text)
    assert is_title(text.removesuffix("."))
