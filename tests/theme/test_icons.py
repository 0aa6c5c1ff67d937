"""Icons for browsers and phones, drawn from the theme's SVG."""

from __future__ import annotations

import struct
import zlib

import pytest

from daybook.problems import InputError
from daybook.theme.folder import load_theme, theme_folders
from daybook.theme.icons import APP_ICONS, FAVICON, SOURCE, TOUCH_ICON, make_icons

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{}</svg>'
DISC = SVG.format('<circle cx="16" cy="16" r="12" fill="#ff0000"/>').encode()


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def first_pixel(png: bytes) -> tuple[int, ...]:
    """Return red, green, blue and opacity of the first pixel, which no filter of a PNG changes."""
    assert png[24:26] == b"\x08\x06"  # eight bits, with opacity
    data, at = b"", 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        data += png[at + 8 : at + 8 + length] if png[at + 4 : at + 8] == b"IDAT" else b""
        at += 12 + length
    return tuple(zlib.decompress(data)[1:5])


def test_the_built_in_icon_is_drawn_in_all_sizes() -> None:
    icons = make_icons(load_theme(theme_folders(None)), "#ffffff")
    assert set(icons) == {FAVICON, TOUCH_ICON, *APP_ICONS.values()}
    assert size_of(icons[TOUCH_ICON]) == (180, 180)
    assert {size: size_of(icons[path]) for size, path in APP_ICONS.items()} == {
        size: (size, size) for size in APP_ICONS
    }
    assert sum(map(len, icons.values())) < 20_000


def test_only_the_touch_icon_is_opaque() -> None:
    """iOS shows black where it is transparent."""
    icons = make_icons({SOURCE: DISC}, "#abcdef")
    assert first_pixel(icons[TOUCH_ICON]) == (0xAB, 0xCD, 0xEF, 0xFF)
    assert first_pixel(icons[APP_ICONS[192]])[3] == 0


def test_the_favicon_is_one_picture_of_32_pixels() -> None:
    icon = make_icons({SOURCE: DISC}, "#ffffff")[FAVICON]
    reserved, kind, pictures = struct.unpack("<HHH", icon[:6])
    assert (reserved, kind, pictures) == (0, 1, 1)
    width, height, _colours, _reserved, planes, depth, length, offset = struct.unpack("<BBBBHHII", icon[6:22])
    assert (width, height, planes, depth) == (32, 32, 1, 32)
    assert offset + length == len(icon)
    assert size_of(icon[offset:]) == (32, 32)


def test_letters_are_not_drawn_as_systems_have_different_fonts() -> None:
    blank, letters = SVG.format(""), SVG.format('<text y="28" font-size="28">Day</text>')
    assert make_icons({SOURCE: letters.encode()}, "#fff") == make_icons({SOURCE: blank.encode()}, "#fff")


@pytest.mark.parametrize(
    "svg", [b"", b"no svg", b"<svg", b"\xff\xfe", b"<svg xmlns='http://www.w3.org/2000/svg'>"]
)
def test_a_file_that_is_no_svg_is_reported(svg: bytes) -> None:
    with pytest.raises(InputError) as caught:
        make_icons({SOURCE: svg}, "#ffffff")
    (problem,) = caught.value.problems
    assert problem.path == SOURCE
    assert "cannot be drawn" in problem.what


def test_a_theme_without_an_icon_has_none() -> None:
    assert make_icons({}, "#ffffff") == {}
