"""Mails: character sets, several mails in a file."""

from __future__ import annotations

from datetime import date

import pytest

from daybook.digests import date_hint, read_digest
from daybook.problems import Severity
from tests.digests.reading import reading

read = reading("news.eml")

LINK = '<p><a href="https://arxiv.org/abs/3103.0000{}">{}</a></p><p>We grow moss on clocks.</p>'


def mail(body: str, day: str = "Tue, 18 Mar 2031", charset: str = "; charset=utf-8") -> str:
    head = f"From: Moss <moss@list.example>\nTo: reader@home.example\nDate: {day} 10:00:00 +0000\n"
    return f"{head}Content-Type: text/html{charset}\nContent-Transfer-Encoding: 8bit\n\n{body}\n"


@pytest.mark.parametrize(
    ("declared", "coding"),
    [
        ("; charset=utf-8", "utf-8"),
        ("; charset=ISO-8859-1", "cp1252"),
        ("; charset=windows-1252", "cp1252"),
        ("; charset=us-ascii", "utf-8"),
        ("", "utf-8"),
        ("", "cp1252"),
        ("; charset=macintosh", "mac-roman"),
    ],
)
def test_the_declared_character_set_is_believed(declared: str, coding: str) -> None:
    body = LINK.format(1, "Moss – Über “Clocks”")
    head, _, _ = mail("", charset=declared).partition("\n\n")
    digest, problems = read(f"{head}\n\n".encode() + body.encode(coding))
    assert digest.entries[0].title == "Moss – Über “Clocks”"
    assert not problems


def test_html_declares_its_character_set() -> None:
    body = '<head><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"></head>'
    digest, problems = read(mail(body + LINK.format(1, "Часы из мха"), charset="").encode("koi8-r"))
    assert (digest.entries[0].title, problems) == ("Часы из мха", ())


@pytest.mark.parametrize("charset", ["utf-8", "x-klingon", "rot13", "punycode", "undefined"])
def test_a_foreign_byte_is_reported_and_the_mail_is_read(charset: str) -> None:
    text = mail(
        LINK.format(1, "Moss Clôcks of Old") + LINK.format(2, "Moss @ Again"), charset=f"; charset={charset}"
    )
    digest, problems = read(text.encode().replace(b"@ A", b"\xff A"))
    assert [entry.title for entry in digest.entries] == ["Moss Clôcks of Old", "Moss \ufffd Again"]
    assert [problem.severity for problem in problems] == [Severity.WARNING]


MBOX = "From moss Tue Mar 18 10:00:00 2031\n{}\n>From here on, moss.\n\nFrom reed {}\n{}\nFrom wood\n{}"


@pytest.mark.parametrize("path", ["alerts.mbox", "2031-03-30.mbox"])
def test_each_mail_of_several_has_its_own_day(path: str) -> None:
    one, two = mail(LINK.format(1, "A Moss Clock")), mail(LINK.format(2, "Moss Again"), "Wed, 19 Mar 2031")
    text = MBOX.format(one, "Wed Mar 19 10:00:00 2031", mail("<p>Hello.</p>"), two)
    digest, problems = read(text, path)
    assert [(entry.title, entry.day, entry.rank) for entry in digest.entries] == [
        ("A Moss Clock", date(2031, 3, 18), 1),
        ("Moss Again", date(2031, 3, 19), 1),
    ]
    (problem,) = problems
    assert (problem.severity, "1 mail of 3 without papers" in problem.what) == (Severity.NOTE, True)
    assert problem.line == text[: text.index("From reed")].count("\n") + 1


def test_an_mbox_of_one_mail_or_without_papers() -> None:
    one = MBOX[: MBOX.index("\n>From")].format(mail(LINK.format(1, "A Moss Clock")))
    assert read(one.replace("\n", "\r\n"), "2031-03-30.mbox")[0].entries[0].day == date(2031, 3, 30)
    text = MBOX.format(mail("Hello."), "Wed", mail("Hello."), mail("Hello."))
    digest, problems = read_digest("a.mbox", text.encode(), date_hint("a.mbox", None))
    assert digest is None
    assert "without papers" in problems[0].what


def test_a_mail_in_a_mail_has_its_own_day() -> None:
    inner = mail(LINK.format(1, "A Moss Clock"), "Mon, 17 Mar 2031")
    outer = "From: a@b.example\nDate: Tue, 18 Mar 2031 10:00:00 +0000\nContent-Type: message/rfc822\n\n"
    assert read(outer + inner)[0].entries[0].day == date(2031, 3, 17)
