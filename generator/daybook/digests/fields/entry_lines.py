"""Recognize the lines around a paper's abstract: authors, votes, labels, the foot of a mail."""

import re

from daybook.digests.fields.calls import is_call
from daybook.digests.fields.names import split_names

_BULLET = r"(?:[-–•*■▪]\s{0,2})?"
_ABSTRACT = re.compile(
    _BULLET + r"(?:abstract|summary|tl;?dr|摘要|要約|要旨|概要|초록|요약|résumé|resumen|zusammenfassung)"
    r"\s*(?:[:：]\s*|[-–—]\s+|$)|tl;?dr\s+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
_AUTHORS = re.compile(
    _BULLET
    + r"(?:author(?:s|\(s\))?|by|作者|著者|저자|autor(?:en|es|i)|auteurs|авторы)\s*[:：]\s*|by\s+(?=[A-Z])",
    re.IGNORECASE,
)
_VOTES = re.compile(
    r"(?:up-?votes?\s*:?|▲|⬆\ufe0f?|👍)\s*([0-9]{1,6})|([0-9]{1,6})\s*(?:▲|⬆\ufe0f?|👍|up-?votes?|votes?)",
    re.IGNORECASE,
)
_VOTES_BEFORE = re.compile(r"((?:▲|⬆\ufe0f?|👍)\s*[0-9]{1,6})\s+(?=\S)")
_VOTES_AFTER = re.compile(
    rf"\s*(?:[\[(]\s*({_VOTES.pattern})\s*[\])]|(?:[-–—·|:]\s*)?((?:▲|⬆\ufe0f?|👍)\s*[0-9]{{1,6}}))$",
    re.IGNORECASE,
)
_OTHER_LABEL = re.compile(
    _BULLET + r"(?:(?:first )?publish(?:ed)?(?: (?:on|at|online))?"
    r"|publication (?:date|year)(?: \(web\))?|relevan(?:ce|cy)(?: score)?|score|reasons?(?: for match)?"
    r"|submitted(?: (?:on|by))?|updated|date|categor(?:y|ies)|subjects?|keywords?"
    r"|tags|arxiv(?: id)?|doi|pmid|pdf|html|url|links?|source|journal|venue|comments?|github|code"
    r"|project(?: page)?|cites|e-?print|链接|連結|リンク|링크|lien|enlace|ссылка)\s*[:：]"
    r"|published on [a-z]{3,9}\.? [0-9]|(?:submitted|posted|shared) by\s"
    r"|\W*[0-9]{1,6} (?:authors?|comments?|repl(?:y|ies))\W*$"
    r"|\W*[0-9][0-9,.]{0,9}[km]? (?:likes?|retweets?|reposts?|views|stars?|citations?|downloads?)\W*$"
    r"|[A-Z][a-z]{2,8}\.? [0-9]{1,2},? (?:19|20)[0-9]{2}(?:\s[·•|]\s.{0,80})?$"
    r"|(?:[0-9]{1,2} )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? (?:19|20)[0-9]{2}$"
    r"|(?:preprint|article|conference paper|chapter|thesis|book) · .{0,40}$"
    r"|(?:(?:original|research|review|regular|short|full)\s){1,2}(?:article|paper|research|report|letter)s?\W*"
    r"(?:\| .{0,40})?$"
    r"|article no\.?:? [0-9].{0,40}$"
    r"|[^.:]{2,60}\. (?:19|20)[0-9]{2}(?: [a-z]{3}(?: [0-9]{1,2})?)?[;:.].{0,60}?\bdoi: ?10\..{0,200}$"
    r"|(?:\w{2,15} )?(?:posted|published) [0-9]{1,2} [a-z]{3,9} (?:19|20)[0-9]{2}\W*$"
    r"|\W*[0-9]{1,3} min(?:ute)?s?\.? read\W*$"
    r"|(?:presenters?|presented by|speakers?|discussants?|readers)\s*:"
    r"|\([\w-]{1,60}(?:\.[\w-]{1,60}){1,4}\)$"
    r"|(?-i:(?:[a-z]{2,8}(?:-[a-z]{2,4})?\.[A-Z]{2}|(?:astro|cond|hep|math|quant|nucl)-[a-z]{2,3}(?:\.[a-z-]{2,8})?)"
    r"(?:[\s,;·|]{1,3}|$)){1,12}$"
    r"|[0-9]{1,6} points? by \S{1,40} .{0,80}$"
    r"|[^:]{2,80}\bdoi: ?10\.[0-9]{4,9}/\S{1,80}(?: (?:online|e-?pub)\b.{0,40})?$"
    r"|[a-z][^:]{2,60}\. (?:19|20)[0-9]{2} [a-z]{3}(?: [0-9]{1,2})?[.;]\S{0,30}$"
    r"|(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}\b.{0,40}$"
    r"|(?:submitted|posted|shared|via)\s.{0,40}\b[0-9]{1,3} (?:minute|hour|day)s? ago\b.{0,60}$"
    r"|(?:downloads|views|citations):? [0-9,.]{1,9}k?$"
    r"|page(?:s|\(s\))?:? [0-9]{1,6}(?:\s?[-–—]\s?[0-9]{1,6})?\W*$"
    r"|.{0,100}?(?:,? published online:? .{0,40}doi:"
    r"|,? volume [0-9]{1,5}, (?:issue [0-9]|[a-z]{3,9} (?:19|20)[0-9]{2}$))",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\s*arXiv:(\S{1,40})\s+Announce Type:\s*([a-z-]{1,20})\s*(?:Abstract:\s*)?", re.IGNORECASE
)
CALLS = re.compile(r"(?:\s?\[[\w ]{1,20}\]){1,9}\W{0,3}$")
"""Buttons behind a line: ``[PDF] [Code]``."""
_YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
_SMALL_WORDS = frozenset(
    {"of", "on", "in", "and", "the", "for", "at", "to", "de", "la", "et", "und", "der", "für", "arxiv"}
)
_MOST_WORDS_OF_VENUE = 25
_LONGEST_LABELLED = 300
_FOOT = re.compile(
    r"\bunsubscribe\b|\bopt[ -]?out\b|\b(?:cancel|list my|create|edit) alerts?\b|\bprivacy policy\b"
    r"|\bview (?:this )?(?:e-?mail |message |newsletter )?in (?:your |a )?browser\b|\ball rights reserved\b"
    r"|\b(?:manage|update|change|edit) (?:all |your |my )?(?:e-?mail )?(?:alerts?|subscriptions?|preferences"
    r"|settings|notifications?)\b|\bthis (?:alert|e-?mail|message|newsletter) (?:is|was) sent\b"
    r"|\byou(?:['’]re| are) receiving (?:this|these)\b|\byou (?:have )?received this\b"
    r"|\bthank(?:s| you) for reading\b|\bsubscribe for free\b"
    r"|\bstop receiving (?:these |our )?(?:e-?mails|newsletters?|alerts)\b"
    r"|\babbestellen\b|\babmelden\b|\bdésabonner\b|\bdésinscrire\b|\bdarse de baja\b"
    r"|\bcancelar (?:(?:la )?suscripción|(?:a )?(?:inscrição|assinatura|subscrição))\b"
    r"|\bannulla(?:re)? (?:l['’])?iscrizione\b|\bdisiscri"
    r"|\bafmelden\b|\buitschrijven\b|отписаться|退订|取消订阅|配信停止|登録解除"
    r"|^(?:编辑于|发布于)\s|\btell your friends\b"
    r"|©\s*(?:[a-z ,.]{0,40})?[0-9]{4}|\bforward(?:ed)? this\b"
    r"|^(?-i:Cheers|Best|Best wishes|Thanks|Happy reading|(?:(?:Best|Kind|Warm) r|R)egards"
    r"|(?:Viele|Beste|Liebe) Grüße|Mit (?:besten|freundlichen) Grüßen|Cordialement|Bien à vous"
    r"|Saludos|Cordiali saluti)[,.!]?$",
    re.IGNORECASE,
)


def after_announcement(text: str) -> tuple[str, str]:
    """Split ``arXiv:2401.00010v1 Announce Type: new Abstract: …`` into the identifier and the abstract.

    The identifier of any other text is empty.
    """
    match = _ANNOUNCED.match(text)
    return (match[1], text[match.end() :]) if match else ("", text)


def is_foot(text: str) -> bool:
    """Return whether a line is of a mail's foot, such as ``Unsubscribe``."""
    return len(text) <= _LONGEST_LABELLED and _FOOT.search(text) is not None


def is_fact(text: str) -> bool:
    """Return whether a line is a call, or has a label such as ``Published:``, and so is of no abstract."""
    return len(text) <= _LONGEST_LABELLED and (is_call(text) or _OTHER_LABEL.match(text) is not None)


def is_venue_line(text: str) -> bool:
    """Return whether a text only says where and when a paper was published: ``Moss Letters 12 (2031)``."""
    bare = CALLS.sub("", text)
    words = [word.strip("().,:;") for word in bare.split()]
    lower = [word for word in words if word.isalpha() and word.islower() and word not in _SMALL_WORDS]
    return len(words) <= _MOST_WORDS_OF_VENUE and len(lower) <= 1 and _YEAR.search(bare) is not None


def is_labelled(text: str) -> bool:
    """Return whether a line has a label such as ``Published:``, ``Authors:`` or ``Abstract:``."""
    found = _OTHER_LABEL.match(text) or _AUTHORS.match(text) or _ABSTRACT.match(text)
    return found is not None and not is_call(text)


def votes_in(text: str) -> int | None:
    """Return the number in a line such as ``▲ 12`` or ``12 upvotes``; None for another line."""
    match = _VOTES.fullmatch(text.strip(" ()[]"))
    return int(match[1] or match[2]) if match else None


def split_votes(title: str) -> tuple[str, int | None]:
    """Split up-votes off a title: ``A title (57 upvotes)``, ``A title ▲ 57`` or ``▲ 57 A title``."""
    match = _VOTES_BEFORE.match(title) or _VOTES_AFTER.search(title)
    if not match:
        return title, None
    return f"{title[: match.start()]}{title[match.end() :]}".strip(), votes_in(
        next(filter(None, match.groups()))
    )


def authors_in(text: str) -> tuple[str, ...]:
    """Return the names in a line such as ``Authors: Ada Mill, Bo Reed`` or ``by Ada Mill``."""
    match = _AUTHORS.match(text)
    is_short = match is not None and (":" in match[0] or "：" in match[0] or len(text) <= _LONGEST_LABELLED)
    return split_names(text[match.end() :]) if match and is_short and not text.endswith(".") else ()


def after_abstract_label(text: str) -> str | None:
    """Return the text after ``Abstract:``, which may be empty; None for a line without the label."""
    match = _ABSTRACT.match(text)
    return text[match.end() :] if match else None
