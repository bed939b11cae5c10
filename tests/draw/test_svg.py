"""An SVG stands alone: its text is text, in a font that it carries."""

from __future__ import annotations

import base64
import io
import re
from xml.etree import ElementTree

import pytest
from drukproef.draw.look import REGULAR, SEMIBOLD
from drukproef.draw.svg import subset_font
from fontTools.ttLib import TTFont


@pytest.fixture
def svg(make_plan, drawn) -> str:
    return drawn(make_plan("bars", show="eens")).svg


def faces(svg: str) -> dict[int, TTFont]:
    found = re.findall(r"font-weight:(\d+);src:url\(data:font/woff2;base64,([^)]+)\)", svg)
    return {int(weight): TTFont(io.BytesIO(base64.b64decode(data))) for weight, data in found}


def test_the_svg_is_an_image_with_a_title(svg):
    root = ElementTree.fromstring(svg.encode())
    assert root.get("role") == "img"
    title = root.find("{http://www.w3.org/2000/svg}title")
    assert title is not None and (title.text or "").startswith("Staven van 3 stellingen.")
    assert "<!DOCTYPE" not in svg and "<metadata" not in svg


def test_every_text_names_the_family_in_quotes(svg):
    """Without quotes the 3 is invalid, and browsers fall back to another font."""
    texts = re.findall(r"<text [^>]*>", svg)
    assert texts and all("font-family: 'Source Sans 3', Arial, sans-serif" in t for t in texts)


def test_the_embedded_fonts_hold_every_character_of_their_weight(svg):
    embedded = faces(svg)
    assert set(embedded) == {REGULAR, SEMIBOLD}
    for text in ElementTree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text"):
        weight = SEMIBOLD if "font-weight: 600" in (text.get("style") or "") else REGULAR
        assert {ord(c) for c in text.text or ""} <= set(embedded[weight].getBestCmap())


def test_a_subset_is_small_and_the_same_each_time(look):
    path = look.fonts[REGULAR].path
    first = subset_font(path, "%0123456789")
    subset_font.cache_clear()
    assert first == subset_font(path, "%0123456789")
    assert len(first) < 5000
