"""A page that a person wrote in Markdown."""

from collections.abc import Iterator
from typing import Self

from markupsafe import Markup
from msgspec import Struct

from daybook import model
from daybook.pages.base import Frame, Page, Planning, TemplateCall
from daybook.pages.parts.content_markdown import images_in, written
from daybook.text import addresses
from daybook.theme import markdown


class TextView(Struct, frozen=True):
    title: str
    body: Markup


class TextPage(Page, frozen=True, array_like=True):
    kind = "text"
    shows = "a page written in Markdown, such as `/about/`"
    view = TextView
    last_change = ""

    source: model.OwnPage
    images: tuple[model.Picture, ...] = ()
    """Pictures that it may show."""

    @classmethod
    def plan(cls, planning: Planning) -> Iterator[Self]:
        images = planning.archive.images
        return (cls(page, images_in(page.markdown, images)) for page in planning.archive.pages)

    @property
    def address(self) -> str:
        return addresses.page(self.source.address)

    @property
    def content_file(self) -> str:
        return f"{self.source.address}.md"

    def call(self, frame: Frame) -> TemplateCall:
        title = self.source.title
        body = written(self.source.markdown, f"{self.source.address}.md", self.address, 2, self.images)
        return self.html(frame, title, markdown.plain_text(body), TextView(title, body))
