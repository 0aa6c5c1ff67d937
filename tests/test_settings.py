"""Settings: typed values, and every mistake with its line and a suggestion."""

from __future__ import annotations

import pytest

from daybook.model import Link
from daybook.problems import UsageError
from daybook.settings import DEFAULT_BASE_URL, Settings, read_settings


def faults(data: bytes, base_url: str | None = None) -> list[str]:
    with pytest.raises(UsageError) as caught:
        read_settings("c/site.toml", data, base_url)
    return list(map(str, caught.value.problems))


def test_defaults() -> None:
    assert read_settings("c/site.toml", b"") == Settings()
    assert Settings().base_url == DEFAULT_BASE_URL
    assert Settings().base_path == "/"


def test_all_settings() -> None:
    data = (
        '\ufefftitle = " My\\n Days "\ndescription = "D"\nlanguage = "pt-BR"\n'
        'base_url = "https://u.example/repo"\n'
        '[[links]]\nlabel = "L"\nurl = "mailto:a@b.example"\n[[links]]\nlabel = "M"\nurl = "https://m.example"\n'
    )
    links = (Link("L", "mailto:a@b.example"), Link("M", "https://m.example"))
    found = read_settings("c/site.toml", data.encode())
    assert found == Settings("My Days", "D", "pt-BR", "https://u.example/repo/", links)
    assert found.base_path == "/repo/"


def test_reports_to_leave_out_come_in_one_order() -> None:
    assert read_settings("s", b'leave_out = ["trends", "map", "map"]').leave_out == ("map", "trends")


def test_ids_of_feeds_can_stay_when_the_site_moves() -> None:
    moved = b'base_url = "https://new.example/"\nfeed_ids = "https://old.example/x"'
    assert read_settings("s", moved).id_base == "https://old.example/x/"
    assert read_settings("s", b'base_url = "https://new.example/"').id_base == "https://new.example/"
    assert "`feed_ids` is not an address" in faults(b'feed_ids = "old"')[0]


def test_base_url_of_the_command_line_overrides_the_file() -> None:
    data = b'base_url = "https://a.example/"'
    assert read_settings("s", data, "https://b.example/x").base_url == "https://b.example/x/"
    assert faults(data, "ftp://b.example")[0].startswith("--base-url: ftp://b.example is not an address")


@pytest.mark.hazard(81)
def test_all_mistakes_are_reported_with_their_lines() -> None:
    data = b'\ntitel = "x"\nlanguage = "en"\n\ndescripton = 3\nzebra = 1\nbase_url = "x"\n[[links]]\nx = 1\n'
    assert faults(data) == [
        "c/site.toml:2: the setting `titel` is not known; did you mean `title`?",
        "c/site.toml:5: the setting `descripton` is not known; did you mean `description`?",
        "c/site.toml:6: the setting `zebra` is not known;"
        " known are accent, accent_dark, base_url, description, feed_ids, fetch, foot, icon,"
        " language, leave_out, lengths, links, logo, nav, repository, strings, title",
        "c/site.toml:7: `base_url` is not an address such as https://user.github.io/repo/; correct it",
        "c/site.toml:9: `links` has an entry without exactly `label` and `url`; correct it",
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("title = 3", "is not a line of text"),
        ('leave_out = "map"', 'is not a list such as ["map", "trends"]'),
        ('leave_out = ["topic"]', "names a part of the site that is not known: topic; did you mean topics?"),
        ('leave_out = ["zebra"]', "known are topics, people, similar, trending, map, trends, weeks,"),
        ('accent = "red"', "`accent` is not a colour such as #1f5c99"),
        ('accent_dark = "#1f5c99"', "`accent_dark` is set without `accent`; set both"),
        ('icon = "../icon.svg"', "`icon` is not the path of a file in content/static, such as logo.svg"),
        ('icon = "icon.jpg"', "`icon` is no picture that can be used; save it as .svg or .png"),
        ("foot = 3", "`foot` is not a text in Markdown"),
        ("[logo]\nlabel = 'x'", "`logo` has no `file`"),
        ("[logo]\nfile = 'a\\b.svg'", "`logo.file` is not the path of a file in content/static"),
        ("[repository]\nbranch = 'main'", "`repository` has no `url`; give the address of its web page"),
        (
            "[repository]\nurl = 'https://git.example/a'",
            "a host that is not known: https://git.example/a; set `form`",
        ),
        ("[repository]\nurl = 'javascript:x'", "is not an address such as https://github.com/you/papers"),
        (
            "[repository]\nbranch = '../x'",
            "`repository.branch` is not a name of letters, digits, -, .",
        ),
        ("[repository]\nform = 'svn'", "`repository.form` is not one of github, gitlab, forgejo"),
        (
            '[fetch]\nsources = ["web"]',
            "`fetch.sources` names web, which is no source; write hf,",
        ),
        ("[fetch]\nsources = 'hf'", '`fetch.sources` is not a list such as ["hf", "arxiv:cs.CL"]'),
        ('[strings]\n"All weeks" = 3', "`strings` has no text for All weeks; write a line, or a list"),
        ("[nav]\norder = 3", '`nav.order` is not a list such as ["map", "about"]'),
        ("[nav]\nlinks = [{ label = 1 }]", "`nav.links` has an entry without exactly `label` and `url`"),
        ("[nav]\nhiden = []", "`nav.hiden` is not known; did you mean `hidden`?"),
        ("lengths = 3", "`lengths` is not a table; write its keys below a line `[lengths]`"),
        ("[lengths]\nhome_papers = 0", "`lengths.home_papers` is not a whole number from 1 to 40"),
        ('[lengths]\nfeed_days = "9"', "`lengths.feed_days` is not a whole number from 1 to 60"),
        ("[lengths]\nhome_days = true", "`lengths.home_days` is not a whole number"),
        ("lengths = { feed_dais = 9 }", "`lengths.feed_dais` is not known; did you mean `feed_days`?"),
        ("[lengths]\ntitle = 3", "`lengths.title` is not known; known are feed_days,"),
        ('title = ""', "is not a line of text"),
        ('title = " \\n "', "is not a line of text"),
        ('language = "english language"', "is not a language tag"),
        ('language = "x"', "is not a language tag"),
        ('language = "en\\" onload="', "is not a language tag"),
        ('links = "x"', "is not a list of tables"),
        ('links = [{label = "x"}]', "has an entry without"),
        ('links = [{label = "x", url = "javascript:alert(1)"}]', "cannot be followed"),
        ('links = [{label = "x", url = "//evil.example"}]', "cannot be followed"),
        ('links = [{label = "", url = "https://a.example"}]', "has a `label` that is not a line of text"),
        ('links = [{label = "x", url = "https://a.example", more = 1}]', "has an entry without"),
    ],
)
def test_wrong_values(line: str, says: str) -> None:
    (fault,) = faults(line.encode())
    assert fault.startswith(f"c/site.toml:{1 + (line.startswith('[') and 'has no `' not in says)}: ")
    assert says in fault


LINK = 'label = "L"\nurl = "https://a.example/"\n'


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"[[links]]\n{LINK}\n[[links]]\n{LINK}ulr = 1", 8),
        (f"[[links]]\n{LINK}[[links]]\nurl = 'x'\nlabel = 'L'", 5),
        ('[[ "links" ]]\n[[links]]\n[nav]', 1),
        (f"foot = '''\n[[links]]\n'''\n[[links]] # [[links]]\n{LINK}[[links]]\n", 7),
        ('foot = """\n\\"""\nurl = \'\n"""\nlinks = [\n{label = "]", url = "x"}, # ,[\n]', 6),
        (
            '[nav]\nlinks = [\n{ label = "[,", url = "https://a.example/" },\n\n{ label = 3, url = "x" },\n]',
            5,
        ),
        ('[strings]\n"Weeks" = "W"\n"All of {month}" = 3', 3),
        ('leave_out = [\n  "map", "weeks",\n  "maps",\n]', 3),
        ('\ufefflogo.file = "a.svg"\nlogo . "dark" = 3', 2),
        ("lengths.home_days = 3\n[fetch]\nsources = [\n'hf',\n'x' ]", 5),
    ],
)
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_fault_is_told_with_the_line_of_its_value(text: str, line: int, ends: str) -> None:
    (fault,) = faults(text.replace("\n", ends).encode())
    assert fault.startswith(f"c/site.toml:{line}: ")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "user.github.io/repo",
        "mailto:a@b.example",
        "javascript:alert(1)",
        "https://a.example/?q=1",
        "https://a.example/#x",
        "https://a.example/a b/",
        "https://a.example//x/",
        "https://a.example/é/",
        'https://a.example/"><script>/',
        "https://user:pass@a.example/",
        "https://a.example/%2e%2e/",
        "https://a.example/x/../y/",
        "https://a.example/./",
        "https://[::1/",
        "https://a[b]/",
        "http:///x/",
        "https://a.example:port/",
        "HTTPS//a.example",
        "https://a.example/\n",
    ],
)
def test_wrong_base_urls(url: str) -> None:
    (fault,) = faults(b"", url)
    assert "Traceback" not in fault
    assert fault.startswith("--base-url: ")


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://a.example", "/"),
        ("http://127.0.0.1:8000/", "/"),
        ("https://u.github.io/re-po_1.x/~y/", "/re-po_1.x/~y/"),
        ("http://[::1]:8000/r", "/r/"),
    ],
)
def test_path_of_a_base_url(url: str, path: str) -> None:
    assert read_settings("s", b"", url).base_path == path


@pytest.mark.parametrize(
    ("data", "start"),
    [
        (b'title = "x"\ntitle = "y"\n', "c/site.toml:2: is not TOML"),
        (b"title = \n", "c/site.toml:1: is not TOML"),
        (b'a = 1\n"\xff" = 2\n', "c/site.toml:2: is not UTF-8; save it as UTF-8"),
        (b"a = " + b"[" * 5000, "c/site.toml:1: is not TOML"),
        (b"\x00", "c/site.toml:1: is not TOML"),
    ],
)
def test_syntax_errors_of_toml(data: bytes, start: str) -> None:
    (fault,) = faults(data)
    assert fault.startswith(start)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"title = x", "s:1: is not TOML: Invalid value; put text into quotes"),
        (b'title = "x\n', "s:1: is not TOML: Illegal character '\\n'; close the quotes"),
        (
            b'base_url = "https://a.example/b/index.html"',
            "s:1: `base_url` is the address of a page, not of a folder; correct it",
        ),
        (b'title = "a', "s:1: is not TOML: Unterminated string; close the quotes"),
        (
            b'title = "a"\nx',
            "s:2: is not TOML: Expected '=' after a key in a key/value pair; write `key = value`",
        ),
        (b'\n\ntitle = "a"\ntitle = "b"\n', "s:4: is not TOML: Cannot overwrite a value; set each key once"),
    ],
)
def test_faults_of_toml_name_their_line_once(data: bytes, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_settings("s", data)
    assert str(caught.value) == message
