"""The values of front matter, and the error of front matter that cannot be read."""

Value = str | list["Value"] | dict[str, "Value"]
"""Of a key: YAML without numbers and other types."""


class FrontMatterError(ValueError):
    """Front matter that cannot be read; ``line`` of the page is from 1."""

    def __init__(self, line: int, what: str, remedy: str) -> None:
        super().__init__(what)
        self.line, self.what, self.remedy = line, what, remedy
