"""The imported block of a page: it keeps any text, and the notes around it."""

from __future__ import annotations

import markdown
import pytest
from html5lib import parseFragment

from daybook.content import imported
from daybook.text.plain_text import one_line
from tests.made import HOSTILE


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_written_block_reads_back(text: str) -> None:
    line = one_line(text)
    block = imported.write_paper(line, f"{line}\n\n{line}")
    found = imported.read(f"\n{block}\nNotes *here*.\n")
    assert (found.title, found.text) == (line, f"{line}\n\n{line}")
    assert found.notes_markdown == "Notes *here*."


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:16]))
def test_markdown_viewer_shows_the_same_text(text: str) -> None:
    line = one_line(text)
    html = markdown.markdown(imported.write_paper(line, line))
    shown = ["".join(element.itertext()) for element in parseFragment(html, namespaceHTMLElements=False)]
    # Python-Markdown removes U+0002 and U+0003; html5lib keeps noncharacters such as U+FFFE.
    assert [words for words in shown if isinstance(words, str)][1:3] == [line, line]


def test_text_above_and_below_the_block_is_notes() -> None:
    block = imported.write_paper("T", "A")
    found = imported.read(f"Above.\n\n{block}\nBelow.\n")
    assert found.notes_markdown == "Above.\n\nBelow."


def test_edited_block_is_read() -> None:
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


def test_body_without_a_block_is_all_notes() -> None:
    found = imported.read("\nOnly *notes*.\n")
    assert (found.title, found.text, found.start, found.notes_markdown) == ("", "", -1, "Only *notes*.")
    open_ended = "<!-- daybook: imported -->\n<h1>T</h1>\n"
    assert imported.read(open_ended).start == -1


def test_block_is_replaced_in_its_place() -> None:
    old, new = imported.write_paper("Old", "a"), imported.write_paper("New", "b")
    assert imported.replace(f"Above\n{old}Below\n", new) == f"Above\n{new}Below\n"
    assert imported.replace("Notes\n", new) == f"\n{new}Notes\n"
    assert imported.replace("\n", new) == f"\n{new}"
    assert imported.replace(imported.replace("", old), new) == imported.replace("", new)


def test_abstract_cannot_end_its_block() -> None:
    line = "<!-- daybook: end --> <!-- daybook: imported --> </p></h1>"
    body = imported.write_paper(line, line) + "after"
    assert imported.read(body).notes_markdown == "after"


def test_short_hashes_differ() -> None:
    assert imported.short_hash("a") == imported.short_hash("a") != imported.short_hash("b")
    assert len(imported.short_hash("")) == 16
