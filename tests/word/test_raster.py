"""A figure's SVG as PNG: the same shapes and texts, or a refusal."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from drukproef.errors import DrukproefError
from drukproef.render.theme import Theme, load_theme
from drukproef.render.word.raster import png_of
from PIL import Image

from tests.render.sample import ROOT

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 72 36">{}</svg>'
MARKER = '<defs><path id="m" d="M -4 -4 L 4 -4 L 4 4 L -4 4 z"/></defs>'


@pytest.fixture(scope="module")
def theme() -> Theme:
    return load_theme(ROOT, "nl")


def drawn(theme: Theme, folder: Path, body: str) -> Image.Image:
    path = folder / "x.svg"
    path.write_text(SVG.format(body), encoding="utf-8")
    return Image.open(io.BytesIO(png_of(path, theme, "x.svg"))).convert("RGB")


@pytest.mark.parametrize(
    "body",
    [
        '<rect x="36" y="0" width="36" height="18" fill="#ff0000"/>',
        '<g style="fill: #ff0000"><path d="M 36 0 L 72 0 L 72 18 L 36 18 z"/></g>',
        MARKER
        + '<use xlink:href="#m" x="54" y="9" style="fill: #ff0000; stroke: #ff0000; stroke-width: 12"/>',
        '<path d="M 36 9 L 72 9" style="fill: none; stroke: #ff0000; stroke-width: 18"/>',
    ],
)
def test_a_shape_stands_where_the_svg_has_it(theme: Theme, tmp_path: Path, body: str) -> None:
    picture = drawn(theme, tmp_path, body)
    assert picture.size == (220, 110)
    assert picture.getpixel((165, 27)) == (255, 0, 0)
    assert picture.getpixel((55, 27)) == picture.getpixel((165, 90)) == (255, 255, 255)


def test_dashes_leave_gaps(theme: Theme, tmp_path: Path) -> None:
    body = '<path d="M 0 18 L 72 18" style="fill: none; stroke: #000000; stroke-width: 4; stroke-dasharray: 12,12"/>'
    row = [drawn(theme, tmp_path, body).getpixel((x, 55)) for x in (18, 55, 92, 128)]
    assert row == [(0, 0, 0), (255, 255, 255), (0, 0, 0), (255, 255, 255)]


@pytest.mark.parametrize(("anchor", "left", "right"), [("start", 0, 1), ("end", 1, 0), ("middle", 1, 1)])
def test_text_is_anchored(theme: Theme, tmp_path: Path, anchor: str, left: int, right: int) -> None:
    body = f'<text x="36" y="20" style="font-size: 9px; text-anchor: {anchor}; fill: #000000" transform="rotate(-0 36 20)">$nn$</text>'
    picture = drawn(theme, tmp_path, body).convert("L")

    def has_ink(box: tuple[int, int, int, int]) -> bool:
        return picture.crop(box).getextrema()[0] < 128

    assert has_ink((0, 0, 107, 110)) == bool(left)
    assert has_ink((114, 0, 220, 110)) == bool(right)


def test_weight_chooses_the_face(theme: Theme, tmp_path: Path) -> None:
    text = '<text x="5" y="20" style="font-size: 12px; font-weight: {}">HHHH</text>'
    ink = [
        sum(drawn(theme, tmp_path, text.format(weight)).convert("L").histogram()[:128])
        for weight in (400, 600, "bold")
    ]
    assert ink == sorted(set(ink))


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ('<circle r="3"/>', "<circle>"),
        ('<image href="x.png"/>', "<image>"),
        ('<g transform="scale(2)"/>', "<g>"),
        ('<path d="M 0 0 a 1 1 0 0 0 2 2"/>', "path command"),
    ],
)
def test_what_it_does_not_know_is_refused_by_name(
    theme: Theme, tmp_path: Path, body: str, named: str
) -> None:
    with pytest.raises(DrukproefError, match=named):
        drawn(theme, tmp_path, body)
