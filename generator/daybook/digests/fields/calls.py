"""Recognize calls, the words of links and lines that ask to read or share a paper: "Read the paper"."""

import re

_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORD = re.compile("a|all|an|and|at|by|in|it|on|or|our|the|this|to")
_CALL_WORD = re.compile(
    rf"{_SMALL_WORD.pattern}|here|rel|related|v|versions?|x"
    r"|cite|cited|click|continue|copy|discuss|download|expand|full|learn|more|open|read|reading|save|see|share|view|visit"
    r"|abs|abstract|appendix|articles?|bib|bibtex|blog|citations?|code|colab|comments?|conference|data|datasets?|demo"
    r"|doi|forum|html|id|implementation|journal|library|links?|materials?|notebook|notes?|original|page|papers?|pdf"
    r"|posters?|preprint|proceedings|project|publication|publisher|recommendations?|similar|repo(?:sitory)?|reviews?|slides?"
    r"|source|summary|supp|supplement(?:ary|al)?|talk|text|(?:un)?official|(?:up)?votes?|url|video|workshop"
    r"|browser|e?mail|[km]b|face|hf|hugging|huggingface|web|webpage|website|tweet"
    r"|alphaxiv|arxiv|bluesky|facebook|github|jax|keras|kimi|linkedin|openreview|pytorch|reddit|tensorflow|tf|twitter"
    r"|论文|代码|项目|项目主页|主页|网页|文章|官方|解读|笔记|数据集|논문|코드|論文|コード"
)
_CALL_CHARACTERS = re.compile("查看|阅读|链接|详情|原文|全文|下载|论文主页|보기|링크|原論文")
_BEHIND = re.compile(r"\s*\[([^\W\d_]{2,8})[0-9]{0,4}\]$")
_LONGEST = 20
"""Characters of a call in a language without spaces; a longer text may be a sentence with such a word."""


def is_call(text: str) -> bool:
    """Return whether a text only asks to read or share a paper, or has no words.

    Small words alone, such as ``On it.``, ask for nothing.
    """
    if len(text) <= _LONGEST and _CALL_CHARACTERS.search(text):
        return True
    if not all(_CALL_WORD.fullmatch(match[0]) for match in _WORD.finditer(text.casefold())):
        return False
    words = _WORD.findall(text.casefold())
    return len(words) < 2 or not all(map(_SMALL_WORD.fullmatch, words))


def without_calls(title: str) -> str:
    """Return a title without the buttons behind it: ``A Title [PDF4] [Copy]``."""
    while (match := _BEHIND.search(title)) and is_call(match[1]):
        title = title[: match.start()]
    return title
