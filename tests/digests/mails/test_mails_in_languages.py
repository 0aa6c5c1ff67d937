"""Mails whose foot, call or greeting is in another language than English, and letters that name a paper."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from tests.digests.reading import reading

read = reading("alert.eml")

HEAD = "From: Mail <mail@moss.example>\nTo: ada@moss.example\nDate: Tue, 18 Mar 2031 09:00:00 +0000\n"
ARXIV = "https://arxiv.org/abs/3103.0000"


def _html(body: str) -> str:
    return f"{HEAD}Content-Type: text/html; charset=utf-8\n\n<html><body>{body}</body></html>\n"


def _plain(text: str) -> str:
    return f"{HEAD}Content-Type: text/plain; charset=utf-8\n\n{text}\n"


@pytest.mark.parametrize(
    "foot",
    [
        "Sie erhalten diese Nachricht, weil Sie Artikel von {} abonniert haben.",
        "Google Scholar vous envoie ce message, car vous suivez les articles de {}.",
        "Google 学术搜索向您发送了此邮件，因为您关注了 {} 的新文章。",
        "このメールは、{} の新しい論文をフォローしているため、送信されました。",
        "Академия Google отправила вам это письмо, потому что вы подписаны на автора {}.",
    ],
)
def test_the_foot_of_google_scholars_alert_in_any_language(foot: str) -> None:
    scholar = "https://scholar.google.com"
    papers = "".join(
        f'<h3><a href="{scholar}/scholar_url?url={url}&amp;sa=X" class="gse_alrt_title">{title}</a></h3>'
        f'<div>A Mill, B Reed - Journal of Moss, 2031</div><div class="gse_alrt_sni">{excerpt}</div><br>'
        for title, url, excerpt in (
            ("Moss Gates by Lamplight", "https://arxiv.org/pdf/3103.00001", "Moss grows<br>below gates …"),
            ("Late Moss at Low Tide", "https://moss.example/late/7", "Tides are low …"),
        )
    )
    words = foot.format(f'<a href="{scholar}/citations?user=a">Ada Mill</a>')
    digest, problems = read(_html(f"{papers}<p>{words}</p>"))
    assert [(entry.title, entry.abstract) for entry in digest.entries] == [
        ("Moss Gates by Lamplight", "Moss grows below gates …"),
        ("Late Moss at Low Tide", "Tides are low …"),
    ]
    assert not problems


@pytest.mark.parametrize(
    "foot",
    [
        'Sie erhalten diese Mail auf Bestellung. <a href="https://moss.example/unsubscribe/7">Hier</a>.',
        'このメールの<a href="https://moss.example/optout?x=7">配信</a>について',
        'Pour vous désabonner, <a href="https://moss.example/x">cliquez ici</a>.',
        "点击此处退订。",
        "Si no quieres recibir más correos puedes darse de baja.",
    ],
)
def test_the_foot_of_a_newsletter_in_any_language(foot: str) -> None:
    papers = "".join(
        f'<p><a href="{ARXIV}{n}">{title}</a></p><p>{abstract}</p>'
        for n, title, abstract in (
            (1, "Moss Gates by Lamplight", "We measure moss below gates."),
            (2, "Late Moss at Low Tide", "We read the tide from moss."),
        )
    )
    digest, _problems = read(_html(f"{papers}<p>{foot}</p>"))
    assert [entry.abstract for entry in digest.entries] == [
        "We measure moss below gates.",
        "We read the tide from moss.",
    ]


def test_a_call_to_unfold_an_abstract_is_no_part_of_it() -> None:
    paper = "https://www.semanticscholar.org/paper"
    papers = "".join(
        f'<tr><td><a href="{paper}/{n * 40}">{title}</a><p>Ada Mill, Bo Reed</p>'
        f'<p><b>TLDR</b> Moss is read. <a href="{paper}/{n * 40}">Expand</a></p>'
        "</td></tr>"
        for n, title in (("a", "Moss Gates by Lamplight"), ("b", "Late Moss at Low Tide"))
    )
    digest, _problems = read(_html(f"<table>{papers}</table>"))
    assert [entry.abstract for entry in digest.entries] == ["Moss is read.", "Moss is read."]


@pytest.mark.parametrize(
    "text",
    [
        f"Ada created a task (moss/gates#7)\n\nPlease implement {ARXIV}1 by noon",
        f"Bonjour Bo,\n\nle voici : {ARXIV}1\n\nAmicalement\nAda",
        "TY  - JOUR\nTI  - Late Moss\nAU  - Mill, Ada\nUR  - https://doi.org/10.1000/moss.1\nER  - ",
        f"> Did you read {ARXIV}1 at last?\n\nYes, and also {ARXIV}2, which is better.",
    ],
)
def test_a_letter_that_names_papers_has_none(text: str) -> None:
    digest, problems = read_digest("letter.eml", _plain(text).encode(), date_hint("letter.eml", None))
    assert digest is None or not digest.entries
    assert problems


def test_a_title_above_a_labelled_link_is_one() -> None:
    digest, _problems = read(_plain(f"From our group\n\nMoss Gates by Lamplight\nLink: {ARXIV}1"))
    assert [(entry.title, entry.facts.arxiv) for entry in digest.entries] == [
        ("Moss Gates by Lamplight", "3103.00001")
    ]


def test_a_call_to_see_more_on_a_host_of_papers_is_no_paper() -> None:
    host = "https://www.researchgate.net"
    text = (
        f"Ada, your paper was cited:\n\nLate Moss at Low Tide [pdf]\n{host}/publication/7_Late_Moss\n\n"
        f"View all citations\n{host}/profile/Ada\n"
    )
    digest, _problems = read(_plain(text))
    assert [entry.title for entry in digest.entries] == ["Late Moss at Low Tide"]
