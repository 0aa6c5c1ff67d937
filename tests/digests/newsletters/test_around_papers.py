"""What stands around papers in mails and saved pages: counters of clicks, labels, a sender, the foot."""

from __future__ import annotations

import pytest

from daybook.digests import date_hint, read_digest
from daybook.digests.newsletters.html_blocks import html_blocks
from daybook.digests.newsletters.links import is_title
from daybook.digests.newsletters.names import names_in_line
from daybook.model import Entry
from tests.digests.newsletters.test_newsletters import HEAD, entries, texts
from tests.digests.newsletters.test_newsletters import read as read_mail
from tests.digests.reading import reading
from tests.digests.three_papers import ABSTRACT, AUTHORS, PAPERS, TITLES

read_page = reading("2031-03-18.html")


def _each(form: str) -> str:
    return "".join(
        form.format(title=title, names=names, url=f"https://arxiv.org/abs/{arxiv}", text=ABSTRACT, n=number)
        for number, (title, arxiv, names) in enumerate(PAPERS, 1)
    )


@pytest.mark.parametrize(
    "form",
    [
        "<h3><a href='https://read.er/p?{n}'>{title}</a> (9{n}% relevant)</h3><p>{names}</p><p>{text}</p>"
        "<p><a href='{url}'>arXiv</a> <a href='https://read.er/up?{n}'>👍</a></p>",
        "<p>{n}. <b><a href='https://count.er/{n}'>{title}</a></b></p><p>{names}</p><p>{text}</p>"
        "<p><a href='{url}'>Visit website</a></p>",
        "<p>[{n}] {title}<br>- 저자: {names}<br>- 링크: <a href='{url}'>{url}</a><br>- 초록: {text}</p>",
        "<h3>{n}、《{title}》</h3><p>作者：{names}</p><p>链接：{url}</p><p>摘要：{text}</p>",
        "<div><a href='{url}'>{title}</a></div><div>{names}</div><div>2031-03-18 (tag: moss)</div>"
        "<div>{text}</div><div>submitted 3 hours ago by ada</div><div>Downloads 1{n}</div>",
        "<p>Kept by a bot</p><p><a href='{url}'>{title}</a><br>{names}<br>Page(s): {n}1 - {n}9</p>"
        "<p>{text}</p>",
    ],
)
def test_titles_names_and_abstracts(form: str) -> None:
    for found in (entries(_each(form)), _page(_each(form))):
        assert texts(found) == [(title, ABSTRACT) for title in TITLES]
        assert [entry.facts.authors for entry in found] == AUTHORS


def _page(html: str) -> tuple[Entry, ...]:
    return read_page(f"<!DOCTYPE html><html><body>{html}</body></html>")[0].entries


def test_the_title_of_a_counted_link_is_in_the_line_of_the_paper_s() -> None:
    form = "<p>{n}️⃣ <a href='https://count.er/{n}'>{title}</a> — {text} (<a href='{url}'>arXiv</a>)</p>"
    html = f"<p>Three papers this week.</p>{_each(form)}<p>Yours, Bo</p>"
    assert texts(entries(html)) == [(title, ABSTRACT) for title in TITLES]


@pytest.mark.parametrize("cell", ["Topic {n}: moss", "Hall {n}, 9:30", "Dee Loam, Eli Fog"])
def test_cells_before_a_title_are_of_no_paper_above(cell: str) -> None:
    row = "<tr><td>" + cell + "</td><td><a href='{url}'>{title}</a></td><td>{names}</td><td>{text}</td></tr>"
    found = entries(f"<table>{_each(row)}</table>")
    assert texts(found) == [(title, ABSTRACT) for title in TITLES]
    assert [entry.facts.authors for entry in found] == AUTHORS


@pytest.mark.parametrize("text", ["^top", "Follow me for more.", "ACM, 9 Quay Road", "© The Moss Press"])
def test_what_only_the_last_paper_has_is_the_foot(text: str) -> None:
    form = "<p><a href='{url}'>{title}</a></p><p>{names}</p><p>{text}</p>"
    assert texts(entries(f"{_each(form)}<p>{text}</p>")) == [(title, ABSTRACT) for title in TITLES]
    form = "<p><a href='{url}'>{title}</a></p><p>{names}</p>"
    assert texts(entries(f"{_each(form)}<p>{text}</p>")) == [(title, "") for title in TITLES]


def test_a_second_paragraph_of_the_last_abstract_stays() -> None:
    form = "<p><a href='{url}'>{title}</a></p><p>{names}</p><p>{text}</p>"
    more = "We propose to water it, and show that this helps."
    assert texts(entries(f"{_each(form)}<p>{more}</p>"))[-1] == (TITLES[-1], f"{ABSTRACT}\n\n{more}")


def test_an_abstract_in_a_card_that_is_a_link() -> None:
    form = "<div><a href='{url}'><div>{title}</div><div>{text}</div><div>arXiv.org Ada</div></a></div>"
    assert texts(entries(_each(form))) == [(title, ABSTRACT) for title in TITLES]


def test_a_doi_in_a_text_is_no_link() -> None:
    url = "http://biorxiv.org/cgi/content/short/2031.03.1{n}.0v1"
    form = f"<p><a href='{url}'>{{title}}</a><br>{{names}}<br>bioRxiv; doi: https://doi.org/10.64898/moss.{{n}}</p>"
    found = entries(_each(form))
    assert [(entry.title, entry.facts.authors) for entry in found] == list(zip(TITLES, AUTHORS, strict=True))


def test_lists_of_names_are_no_titles() -> None:
    form = "<p>{names}</p><p><a href='{url}'>PDF</a></p>"
    digest, problems = read_mail(HEAD.format("html") + _each(form))
    assert (digest.entries, digest.rejected) == ((), 1)
    assert "lists of names where titles were expected" in problems[0].what


def test_a_line_of_signs_below_a_title_ends_no_paper() -> None:
    line = "-" * 50
    form = f"** {{title}} ({{url}})\n{line}\n{{names}}\n\n{{text}}\n\n"
    digest, _ = read_mail(HEAD.format("plain") + _each(form))
    assert texts(digest.entries) == [(title, ABSTRACT) for title in TITLES]


@pytest.mark.parametrize(
    "text", ["2031arXiv310300010M", "PDF (2.1 MB)", "Implement the method of", f"{ABSTRACT} It is done."]
)
def test_numbers_files_and_sentences_are_no_titles(text: str) -> None:
    assert not is_title(text)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Mill, A., van der Reed, B. C.", ("A. Mill", "B. C. van der Reed")),
        ("Mill, Ada; Reed, Bo", ("Ada Mill", "Bo Reed")),
        ("Mills, Locks and Clocks", ()),
    ],
)
def test_inverted_names_below_a_title(line: str, names: tuple[str, ...]) -> None:
    assert names_in_line(line, may_be_one=False) == names


def test_each_author_in_a_line() -> None:
    form = "{n}. {title}\n   Author: {names}\n   URL: {url}\n   Abstract: {text}\n\n".replace(
        "{names}", "Ada Mill (Moss University)\n   Author: Bo Reed (Moss University)"
    )
    digest, _ = read_mail(HEAD.format("plain") + _each(form))
    assert [entry.facts.authors for entry in digest.entries] == [("Ada Mill", "Bo Reed")] * 3


def test_a_paper_s_page_on_hugging_face_is_refused() -> None:
    url = "https://huggingface.co/papers/3103.00001"
    page = (
        f'<!DOCTYPE html><html><head><meta property="og:url" content="{url}"></head><body>'
        f"<h1>{TITLES[0]}</h1><h2>Abstract</h2><p>{ABSTRACT}</p><a href='{url}'>View arXiv page</a></body>"
    )
    digest, problems = read_digest("2031-03-18.html", page.encode(), date_hint("2031-03-18.html", None))
    assert (digest, ["a paper's page" in problem.what for problem in problems]) == (None, [True])


@pytest.mark.parametrize(
    ("form", "abstract"),
    [
        ("[{n}] {title}\n    {names}\n    arXiv:3103.0000{n} [cs.CL]\n    {text}\n\n", ABSTRACT),
        ("■{title}\n著者：{names}\nURL：{url}\n要旨：{text}\n\n", ABSTRACT),
        ("*Title: {title}\n*Authors: {names}\n*DOI: 10.1234/moss.{n}\n*Abstract: {text}\n\n", ABSTRACT),
    ],
)
def test_plain_mails(form: str, abstract: str) -> None:
    digest, _ = read_mail(HEAD.format("plain") + "Papers of this week:\n\n" + _each(form))
    assert texts(digest.entries) == [(title, abstract) for title in TITLES]
    assert [entry.facts.authors for entry in digest.entries] == AUTHORS


def test_a_letter_that_names_papers_without_titles_is_no_list() -> None:
    text = (
        HEAD.format("plain")
        + "Hi Ada,\n\nI read arXiv:3103.00001 and arXiv:3103.00002. Both are long.\n\nBo\n"
    )
    digest, problems = read_digest("news.eml", text.encode(), date_hint("news.eml", None))
    assert (digest, len(problems)) == (None, 1)


def test_blanks_in_a_link_without_words_are_no_blocks() -> None:
    card = "<p>Moss</p><a href='https://arxiv.org/abs/3103.00001'>{0}<div>{0}<div>{0}<img>{0}</div>{0}</a><p>Reed</p>"
    plain, spaced = (html_blocks(card.format(blank)) for blank in ("", "\n"))
    assert [block.text for block in spaced] == [block.text for block in plain]
    assert sum(any(span.link for span in block.spans) for block in spaced) == 1
