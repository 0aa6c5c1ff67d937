"""The imported block of a page: any text to the letter, and what a person wrote around it."""

from __future__ import annotations

import markdown
import pytest
from html5lib import parseFragment

from daybook.content import imported
from daybook.text.plain_text import one_line
from tests.made import HOSTILE


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_a_block_reads_back_as_it_was_written(text: str) -> None:
    line = one_line(text)
    block = imported.write_paper(line, f"{line}\n\n{line}")
    found = imported.read(f"\n{block}\nNotes *here*.\n")
    assert (found.title, found.text) == (line, f"{line}\n\n{line}")
    assert found.notes_markdown == "Notes *here*."


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_a_markdown_viewer_shows_the_text_to_the_letter(text: str) -> None:
    line = one_line(text)
    html = markdown.markdown(imported.write_paper(line, line))
    shown = ["".join(element.itertext()) for element in parseFragment(html, namespaceHTMLElements=False)]
    # Python-Markdown takes U+0002 and U+0003 out; html5lib has U+FFFE and its like as they are.
    assert [words for words in shown if isinstance(words, str)][1:3] == [line, line]


def test_words_above_and_below_are_notes() -> None:
    block = imported.write_paper("T", "A")
    found = imported.read(f"Above.\n\n{block}\nBelow.\n")
    assert found.notes_markdown == "Above.\n\nBelow."


def test_a_person_may_correct_the_words_and_the_tags_between_the_comments() -> None:
    body = (
        "<!-- daybook: imported -->\n"
        '  <h1 class="x">A new\n title &amp; more</h1>\n\n'
        "Plain words,\nof two lines.\n\n<p>Second &lt;b&gt;.</p><p>Third.</p>\n"
        "  <!-- daybook: end -->\nnote"
    )
    found = imported.read(body)
    assert found.title == "A new title & more"
    assert found.text == "Plain words, of two lines.\n\nSecond <b>.\n\nThird."
    assert found.notes_markdown == "note"


def test_a_page_without_a_block_is_all_notes() -> None:
    found = imported.read("\nOnly *notes*.\n")
    assert (found.title, found.text, found.start, found.notes_markdown) == ("", "", -1, "Only *notes*.")
    open_ended = "<!-- daybook: imported -->\n<h1>T</h1>\n"
    assert imported.read(open_ended).start == -1


def test_a_block_is_set_anew_in_its_place() -> None:
    old, new = imported.write_paper("Old", "a"), imported.write_paper("New", "b")
    assert imported.replace(f"Above\n{old}Below\n", new) == f"Above\n{new}Below\n"
    assert imported.replace("Notes\n", new) == f"\n{new}Notes\n"
    assert imported.replace("\n", new) == f"\n{new}"
    assert imported.replace(imported.replace("", old), new) == imported.replace("", new)


def test_an_abstract_cannot_end_its_block() -> None:
    line = "<!-- daybook: end --> <!-- daybook: imported --> </p></h1>"
    body = imported.write_paper(line, line) + "after"
    assert imported.read(body).notes_markdown == "after"


def test_short_names_of_texts_differ() -> None:
    assert imported.short_hash("a") == imported.short_hash("a") != imported.short_hash("b")
    assert len(imported.short_hash("")) == 16
