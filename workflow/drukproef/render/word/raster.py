"""A figure's SVG in, a PNG out, drawn with the report's own fonts: Word shows an SVG only in recent versions, and then
in whatever font the reader has.

It knows the few elements that matplotlib writes; anything else is a problem with its name, never a gap in a picture.
"""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from lxml import etree
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Sheet
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline
from matplotlib.text import Text
from matplotlib.transforms import Affine2D

from drukproef.errors import fail
from drukproef.render.theme import Theme
from drukproef.render.word.shapes import NUMBER, Style, number_of, outline_of, style_of

DOTS_PER_INCH = 220
UNSEEN = {"defs", "title", "desc", "style", "metadata"}
ANCHORS = {"start": "left", "middle": "center", "end": "right"}


def png_of(svg: Path, theme: Theme, place: str) -> bytes:
    """The picture as PNG; its size in user units is taken for points."""
    root = etree.parse(
        svg, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    ).getroot()
    _, _, width, height = map(float, root.get("viewBox").split())
    sheet = Sheet(figsize=(width / 72, height / 72), dpi=DOTS_PER_INCH, facecolor="#ffffff")
    FigureCanvasAgg(sheet)
    axes = sheet.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
    axes.set_axis_off()
    drawing = _Drawing(axes, theme, place, {e.get("id"): e for e in root.iter() if e.get("id")})
    for element in root:
        drawing.draw(element, {})
    target = io.BytesIO()
    sheet.savefig(target, format="png", dpi=DOTS_PER_INCH, metadata={"Software": None})
    return target.getvalue()


class _Drawing:
    """Puts elements on the axes, in the order of the file."""

    def __init__(self, axes: Any, theme: Theme, place: str, named: dict[str, Any]) -> None:
        self.axes, self.theme, self.place, self.named = axes, theme, place, named

    def draw(self, element: Any, inherited: Style) -> None:
        """Draw an element with all that is in it."""
        if not isinstance(element.tag, str):
            return
        name, style = etree.QName(element).localname, inherited | style_of(element)
        if name in UNSEEN:
            return
        if name == "g" and not element.get("transform"):
            for child in element:
                self.draw(child, style)
        elif name in {"path", "rect"}:
            self._shape(outline_of(element, name, self.place), style)
        elif name == "use":
            self._use(element, style)
        elif name == "text" and not len(element):
            self._text(element, style)
        else:
            raise fail(self.place, f"the figure has an element that Word's pictures don't know: <{name}>",
                       "paths, rectangles, texts and markers", "draw it with drukproef draw")  # fmt: skip

    def _shape(self, outline: Outline, style: Style) -> None:
        stroke, fill = style.get("stroke", "none"), style.get("fill", "#000000")
        dashes = [float(d) for d in re.findall(NUMBER, style.get("stroke-dasharray", ""))]
        width = float(style.get("stroke-width", "1"))
        cap = style.get("stroke-linecap", "butt")
        patch = PathPatch(outline, facecolor=fill, edgecolor=stroke, linewidth=width if stroke != "none" else 0,
                          joinstyle=style.get("stroke-linejoin", "round"),
                          capstyle="projecting" if cap == "square" else cap)  # fmt: skip
        if dashes:
            # matplotlib counts in widths of the line
            patch.set_linestyle((0, tuple(d / width for d in dashes)))
        self._add(patch)

    def _use(self, element: Any, style: Style) -> None:
        target = self.named[element.get("{http://www.w3.org/1999/xlink}href")[1:]]
        outline = outline_of(target, etree.QName(target).localname, self.place)
        moved = outline.transformed(Affine2D().translate(number_of(element, "x"), number_of(element, "y")))
        self._shape(moved, style_of(target) | style)

    def _text(self, element: Any, style: Style) -> None:
        turned = re.match(rf"rotate\(\s*({NUMBER})", element.get("transform") or "rotate(0")
        drawn = Text(
            number_of(element, "x"), number_of(element, "y"), element.text or "",
            color=style.get("fill", "#000000"), va="baseline", rotation=-float(turned[1]) if turned else 0,
            ha=ANCHORS[style.get("text-anchor", "start")],
            fontproperties=self._font(style), parse_math=False,
        )  # fmt: skip
        self._add(drawn)

    def _font(self, style: Style) -> FontProperties:
        said = style.get("font-weight", "normal")
        weight = {"normal": 400, "bold": 700}.get(said) or int(said)
        slant = style.get("font-style", "normal")
        faces = zip(self.theme.brand.fonts.faces, self.theme.fonts, strict=True)
        _, file = min(faces, key=lambda pair: (pair[0].style != slant, abs(pair[0].weight - weight)))
        return FontProperties(fname=str(file), size=float(style.get("font-size", "9").removesuffix("px")))

    def _add(self, drawn: Any) -> None:
        self.axes.add_artist(drawn)
        drawn.set_clip_on(False)
