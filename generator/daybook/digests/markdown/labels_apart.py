"""Put labelled values of Chinese, Japanese and Korean lists in lines of their own: ``作者：… 链接：…``."""

import re

_LABELS = (
    "标题|题目|论文标题|论文题目|作者|论文作者|链接|论文链接|原文链接|论文地址|地址|摘要|论文摘要|机构|单位|发表时间"
    "|タイトル|著者|リンク|概要|要旨|제목|저자|링크|초록|요약"
)
_INLINE = re.compile(rf"(?<=[^\s*+_#>|•–-])(?:[ \t]*[。；，|][ \t]*|[ \t]+)(?=(?:{_LABELS})\s?[:：])")
"""Between a value and the next label in a line."""
_ABOVE = re.compile(rf"^(\W{{0,4}}(?:{_LABELS})：\*{{0,2}})[ \t]*\n\s*(?=\w)", re.MULTILINE)
"""A label above its value."""
_BRACKETS = re.compile(rf"^【({_LABELS}|论文|論文|논문)】[ \t]*[:：]?[ \t]*(?=\S)", re.MULTILINE)
_NUMBER = re.compile(r"^[ \t]*([0-9]{1,3})、[ \t]*(?=\S)", re.MULTILINE)


def set_labels_apart(text: str) -> str:
    """Return a text with a label at the start of each line, before its value; any other text as it is."""
    if text.isascii():
        return text
    text = _BRACKETS.sub(lambda label: f"{'标题' if label[1][1:] == '文' else label[1]}：", text)
    text = _ABOVE.sub(r"\1 ", text)
    lines = (_INLINE.sub("\n  ", line) if "://" in line else line for line in text.splitlines(keepends=True))
    apart = "".join(lines)
    return _NUMBER.sub(r"\1. ", apart) if apart != text else text
