"""Put labelled values of Chinese, Japanese and Korean lists in lines of their own: ``作者：… 链接：…``."""

import re

from daybook.digests.markdown.labels import FIELD_OF_LABEL

_SIGNS = re.compile(r"[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}")
_FIELDS = ("title", "authors", "link", "abstract", "organization", "published")
"""Those that one line has; a link to code can end an abstract."""
_LABELS = "|".join(
    label for label, field in FIELD_OF_LABEL.items() if field in _FIELDS and _SIGNS.fullmatch(label)
)
_INLINE = re.compile(rf"(?<=[^\s*+_#>|•–-])(?:[ \t]*[。；，|][ \t]*|[ \t]+)(?=(?:{_LABELS})\s?[:：])")
"""Between a value and the next label in a line."""
_ABOVE = re.compile(rf"^(\W{{0,4}}(?:{_LABELS})：\*{{0,2}})[ \t]*\n\s*(?=\w)", re.MULTILINE)
"""A label above its value."""
_BRACKETS = re.compile(rf"^【({_LABELS})】[ \t]*[:：]?[ \t]*(?=\S)", re.MULTILINE)
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
