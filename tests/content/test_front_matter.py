"""Front matter: values are strings, unusual YAML is refused, and a change keeps all other lines."""

from __future__ import annotations

import pytest

from daybook.content import front_matter, front_matter_writer
from daybook.content.front_matter import read
from daybook.content.front_matter_value import FrontMatterError
from daybook.digests.records import make_facts


@pytest.mark.hazard(55, "YAML that guesses types")
@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2401.00010", "2401.00010"),
        ("2401.10000", "2401.10000"),
        ("no", "no"),
        ("012", "012"),
        ("1:30", "1:30"),
        ("2025-03-18", "2025-03-18"),
        ("null", "null"),
        ("~", "~"),
        ("", ""),
        ("0x1F", "0x1F"),
        ('"a\\u00e9\\n"', "aé\n"),
        ("'it''s'", "it's"),
        ("[a, 1, true]", ["a", "1", "true"]),
        ("{a: 1, b: [2.50]}", {"a": "1", "b": ["2.50"]}),
        ("|\n  one\n  two", "one\ntwo\n"),
        (">\n  one\n  two", "one two\n"),
        ("[]", []),
        ("a # comment", "a"),
    ],
)
def test_every_scalar_is_a_string(written: str, value: object) -> None:
    assert read(f"---\nkey: {written}\n---\n").fields == {"key": value}


@pytest.mark.parametrize(
    ("text", "header", "body"),
    [
        ("", "", ""),
        ("No front matter\n---\nat all", "", "No front matter\n---\nat all"),
        ("---\n---\nBody", "", "Body"),
        ("---\na: b\n---", "a: b\n", ""),
        ("---\na: b\n---\n\nBody\n---\nmore", "a: b\n", "\nBody\n---\nmore"),
        ("\ufeff---\na: b\n---\nBody", "a: b\n", "Body"),
        ("---\r\na: b\r\n---\r\nBody\r\n", "a: b\n", "Body\n"),
        ("---\ra: b\r---\rBody", "a: b\n", "Body"),
    ],
)
def test_page_is_split_into_header_and_body(text: str, header: str, body: str) -> None:
    page = read(text)
    assert (page.header, page.body) == (header, body)


def test_line_ends_of_windows_stay() -> None:
    text = "---\r\na: b\r\n---\r\nBody\r\n"
    page = read(text)
    assert front_matter.join(page.header, page.body, page.newline) == text


def test_lines_of_keys_are_counted_in_the_file() -> None:
    assert read("---\n\na: 1\n# c\nb:\n  - x\n\nc: 2\n---\n").lines == {"a": 3, "b": 5, "c": 8}


@pytest.mark.hazard(54, "YAML that grows")
@pytest.mark.hazard(56, "YAML that makes objects, names twice, nesting")
@pytest.mark.parametrize(
    ("header", "line", "what"),
    [
        ("a: b\na: c\n", 3, "the key `a` is repeated"),
        ("a: &x [1]\nb: *x\n", 2, "an anchor or alias (`&`, `*`)"),
        ("a: 1\nb: *x\n", 3, "an anchor or alias (`&`, `*`)"),
        ("a: !!python/object/apply:os.system [id]\n", 2, "a tag (`!`)"),
        ("a: !!binary aGk=\n", 2, "a tag (`!`)"),
        ("a: 1\n--- b\n", 3, "a second document"),
        ("{}\n--- b\n", 3, "a second document"),
        ("a: 1\n...\nb: 2\n", 4, "front matter is not YAML"),
        ("a: " + "[" * 5000 + "\n", 2, "nesting too deep"),
        ("[a, b]\n", 2, "front matter is not a list of `key: value` lines"),
        ("word\n", 2, "front matter is not a list of `key: value` lines"),
        ("? [a]\n: b\n", 2, "a key that is not a word"),
        ("a: b: c\n", 2, "front matter is not YAML"),
        ("a: 'open\nb: c\n", 2, "front matter is not YAML"),
        ("a: b\n\tc: d\n", 3, "front matter is not YAML"),
        ("a: \x07\n", 2, "front matter is not YAML"),
        ("a: " + "x" * 2_000_001 + "\n", 2, "front matter of 2,000,005 characters"),
    ],
    ids=lambda given: str(given)[:20],
)
def test_refused_front_matter_is_reported_with_its_line(header: str, line: int, what: str) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read(f"---\n{header}---\nBody")
    assert caught.value.what.startswith(what)
    assert caught.value.line == line


def test_front_matter_without_an_end() -> None:
    with pytest.raises(FrontMatterError, match="front matter that never ends") as caught:
        read("---\ntitle: x\n\nAbstract")
    assert caught.value.line == 1


@pytest.mark.parametrize("first", ["", "--\n", "--- \n", " ---\n", "----\n", "\n---\n", "—\n"])
def test_front_matter_without_its_first_line(first: str) -> None:
    with pytest.raises(FrontMatterError, match="whose first line is not `---`") as caught:
        read(f'{first}title: "x"\ntags:\n- a\nlinks:\n  b: https://c.example\n---\n\nAbstract\n')
    assert caught.value.line == 1


@pytest.mark.parametrize(
    "text", ["Note: a\n\n---\n", "note: a\n\nb\n---\n", "See http://a.example\n---\n", "# A\n"]
)
def test_a_page_without_front_matter(text: str) -> None:
    assert read(text).body == text


UNUSUAL = [
    "? title\n: old\nrest: 1\n",
    "{title: old, rest: 1}\n",
    "title: 'old\nrest: \"new'\n",
    '"ti\\x74le": old\n',
]


@pytest.mark.parametrize("header", UNUSUAL)
def test_change_of_an_unusual_header_raises_value_error(header: str) -> None:
    read(f"---\n{header}---\n")
    with pytest.raises(ValueError, match="line by line"):
        front_matter_writer.change(header, {"title": "new"})


@pytest.mark.parametrize(
    ("header", "changed"),
    [
        ("title: old\n", 'title: "new"\n'),
        ("", 'title: "new"\n'),
        ("tags: [a]\n", 'tags: [a]\ntitle: "new"\n'),
        (
            "# mine\ntitle: old # why\n# after\ntags: [a]\n",
            '# mine\ntitle: "new" # why\n# after\ntags: [a]\n',
        ),
        ('title: "a # b"  # c \'d\' "\nx: y\n', 'title: "new"  # c \'d\' "\nx: y\n'),
        ("title: a#b\n# after\n\n# more\nx: y\n", 'title: "new"\n# after\n\n# more\nx: y\n'),
        ("title: |  # why\n  old\n  # text\nx: y\n", 'title: "new"\nx: y\n'),
        ("title: |\n  old\n  older\ntags: [a]\n", 'title: "new"\ntags: [a]\n'),
        ("title: >-\n  old\n\n\ntags: [a]\n", 'title: "new"\n\n\ntags: [a]\n'),
        ('"title": old\nx: y\n', 'title: "new"\nx: y\n'),
        ("'title': [a,\n  b]\nx: y\n", 'title: "new"\nx: y\n'),
        ("x: {\n  title: a\n}\ntitle: old\n", 'x: {\n  title: a\n}\ntitle: "new"\n'),
        ("subtitle: a\ntitle: old\ntitles: b\n", 'subtitle: a\ntitle: "new"\ntitles: b\n'),
        ("title: old", 'title: "new"\n'),
        ("title : old\nx : y\n", 'title: "new"\nx : y\n'),
    ],
)
def test_change_keeps_every_other_line(header: str, changed: str) -> None:
    assert front_matter_writer.change(header, {"title": "new"}) == changed


def test_several_changes_and_none() -> None:
    header = "b: 1\n# c\nlist:\n- x: 1\n  y: 2\n- x: 3\nkeep:   oddly   spaced\n"
    after = front_matter_writer.change(header, {"list": [{"x": "9"}], "b": "2", "new": ["z"]})
    assert after == 'b: "2"\n# c\nlist:\n- x: "9"\nkeep:   oddly   spaced\nnew:\n- "z"\n'
    assert front_matter_writer.change(header, {}) == header
    assert front_matter_writer.write({}) == ""


def test_letters_that_can_be_seen_are_written_as_they_are() -> None:
    written = front_matter_writer.write({"title": "Moss \U0001f33f \uff21 Öl", "comment": "a\u2028b"})
    assert written == 'title: "Moss \U0001f33f \uff21 Öl"\ncomment: "a\\Lb"\n'


@pytest.mark.parametrize("letter", ["m", "苔", "\U0001f33f", "\ue000", "\U000f0000", '"'])
def test_the_longest_lists_of_an_import_can_be_read_again(letter: str) -> None:
    fields = {
        "authors": [letter * 140 + f" {number}" for number in range(6_000)],
        "keywords": [letter * 95 + f" {number}" for number in range(100)],
        "categories": [letter * 55 + f" {number}" for number in range(50)],
        "comment": letter * 4_000,
        "summary": letter * 4_000,
    }
    facts, _, warnings = make_facts(fields)
    assert len(facts.authors) > 600
    assert any("`authors` has more than" in warning for warning in warnings)
    values = {"authors": list(facts.authors), "keywords": list(facts.keywords), "summary": facts.summary}
    assert front_matter.read(f"---\n{front_matter_writer.write(values)}---\n").fields == values


def test_long_value_is_written_on_one_line() -> None:
    words = "word " * 20_000
    assert front_matter_writer.write({"a": words}).count("\n") == 1


@pytest.mark.parametrize(
    ("header", "changed"),
    [
        ('a:\n# whose\n- "X"\nb: c\n', '# whose\na:\n- "X"\n- "Y"\nb: c\n'),
        ('a:  # all\n- "X"  # 0000-1\n- "W"  # gone\n', '# gone\na:  # all\n- "X"  # 0000-1\n- "Y"\n'),
        ('a:\n  # first\n- "X"\n# of b\nb: c\n', '# first\na:\n- "X"\n- "Y"\n# of b\nb: c\n'),
        ("a:\n- \"X # no\"\n- 'Z # no'\n- p#q\n", 'a:\n- "X"\n- "Y"\n'),
    ],
)
def test_comments_in_a_list_stay(header: str, changed: str) -> None:
    assert front_matter_writer.change(header, {"a": ["X", "Y"]}) == changed
    assert front_matter_writer.change(changed, {"a": ["X", "Y"]}) == changed


def test_long_lines_are_not_searched_for_comments() -> None:
    """The search takes time quadratic in the number of unclosed quotes."""
    quotes, blanks = "' " * 400_000, " " * 900_000
    for line in ('a: "' + '\\"' * 400_000 + '" # x', f"a: b {quotes}# x", f"a: b{blanks}# x"):
        assert front_matter_writer.change(f"{line}\n", {"a": "c"}) == 'a: "c"\n'


@pytest.mark.parametrize(
    ("header", "line", "remedy"),
    [
        ("title: a: b", 2, "put a value that holds `: ` into quotes"),
        ("\ttitle: x", 2, "indent with spaces, and put a value that begins with a sign into quotes"),
        ("title: @x", 2, "indent with spaces, and put a value that begins with a sign into quotes"),
        ("a: b\ntitle: 'a", 3, "close the quotes"),
        ('title: "a" b', 2, "put the whole value into quotes"),
        ("a: b\ntags: [a\nlinks: x", 3, "close the list, or put its values into quotes"),
        ("a: b\nlinks: {a: b\nc: d", 3, "close the braces, or put the value into quotes"),
        ('title: "a\\d"', 2, "use single quotes, in which a backslash is itself"),
        ("title: a\ntags\nlinks: x", 3, "write `key: value`, with a blank after the colon"),
    ],
)
def test_faults_of_yaml_have_the_line_where_they_begin_and_a_remedy(
    header: str, line: int, remedy: str
) -> None:
    with pytest.raises(FrontMatterError) as caught:
        read(f"---\n{header}\n---\n")
    assert (caught.value.line, caught.value.remedy) == (line, remedy)
