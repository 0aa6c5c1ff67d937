"""Where the ink of an element lies on the screen, read from the pixels of a screenshot."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Ink(NamedTuple):
    """The smallest box around an element's ink, in CSS pixels of the window."""

    left: float
    top: float
    right: float
    bottom: float


_ALONE = """([selector, alone]) => {
  const all = document.querySelectorAll("body, .hero *, .listed *");
  for (const each of all) each.style.visibility = alone ? "hidden" : "";
  if (alone) for (const each of document.querySelectorAll(selector)) each.style.visibility = "visible";
}"""

_BOX = """async (data) => {
  const image = new Image();
  image.src = data;
  await image.decode();
  const { width, height } = image;
  const context = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, width, height).data;
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    if (pixels[4 * (y * width + x) + 1] > 150) continue;
    [left, top] = [Math.min(left, x), Math.min(top, y)];
    [right, bottom] = [Math.max(right, x + 1), Math.max(bottom, y + 1)];
  }
  return [left, top, right, bottom];
}"""


def ink_of(page: Page, selector: str, reader: Page) -> Ink:
    """Return the ink of a part of a date on a light page; ``reader`` is one without the site's policy."""
    page.evaluate(_ALONE, [selector, True])
    height = page.evaluate("document.querySelector('.hero h1, .listed').getBoundingClientRect().bottom") + 40
    clip = {"x": 0, "y": 0, "width": 400, "height": height}
    data = base64.b64encode(page.screenshot(clip=clip)).decode()
    page.evaluate(_ALONE, [selector, False])
    return Ink(*reader.evaluate(_BOX, f"data:image/png;base64,{data}"))
