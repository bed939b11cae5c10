"""A drawing surface in centimetres, the origin at the top left; its SVG is the same on every machine."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.text import Text

from drukproef.draw.drawn import Number
from drukproef.draw.look import CM_PER_POINT, REGULAR, Look, contrast

WIDTH = 16.0  # of the text on A4
SIZE = 9.0  # points
SMALL = 8.0  # of numbers beside and inside bars
LEADING = 0.40
LINE = 1.6  # points: a line over the waves
LEAST_CONTRAST = 3.0  # of a line or a shape with the paper (WCAG 1.4.11)
WHISKER = 0.07  # half the height of a whisker's ends
CAP_HEIGHT = 0.66  # of Source Sans 3, in em
SETTINGS: dict[Any, str] = {"svg.fonttype": "none", "svg.hashsalt": "drukproef"}
"""Text stays text; ids of clip paths and markers depend on what is drawn, not on chance."""
Anchor = Literal["left", "center", "right"]
NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


class Canvas:
    """Collects shapes and texts; remembers the printed numbers and the characters that each weight needs."""

    def __init__(self, height: float, look: Look) -> None:
        self.look = look
        self.height = height
        self.numbers: list[Number] = []
        self.characters: dict[int, set[str]] = {}
        self._figure = Figure(figsize=(WIDTH / 2.54, height / 2.54))
        FigureCanvasSVG(self._figure)
        self._axes = self._figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(height, 0)
        self._figure.patch.set_visible(False)

    def box(
        self, left: float, top: float, width: float, height: float, colour: str, edge: str = "#ffffff"
    ) -> None:
        """A filled rectangle with a thin edge; white keeps neighbours apart in print."""
        self._add(Rectangle((left, top), width, height, facecolor=colour, edgecolor=edge, linewidth=0.6))

    def line(
        self,
        points: Sequence[tuple[float, float]],
        colour: str,
        width: float = 0.6,
        dashed: bool = False,
        under: bool = False,
    ) -> None:
        """A line through points, `width` points wide; over the boxes, or under them."""
        xs, ys = zip(*points, strict=True)
        drawn = Line2D(xs, ys, color=colour, linewidth=width, solid_capstyle="round")
        if dashed:
            scale = min(1.0, LINE / width)  # dashes as long as those of the line that a wider one lies under
            drawn.set_dashes((3 * scale, 2.2 * scale))
        if under:
            drawn.set_zorder(0.5)  # boxes have 1
        self._add(drawn)

    def whisker(self, low: float, high: float, y: float, colour: str | None = None) -> None:
        """A horizontal interval with ends; a white line under it keeps it visible on a dark bar."""
        ends = [[(x, y - WHISKER), (x, y + WHISKER)] for x in (low, high)]
        parts = [[(low, y), (high, y)], *ends]
        for part in parts:
            self.line(part, "#ffffff", 2.2)
        for part in parts:
            self.line(part, colour or self.look.colours.text, 0.8)

    def markers(self, points: Sequence[tuple[float, float]], colour: str, marker: str) -> None:
        """Markers on points, with a white edge that keeps crossing lines apart; light ones have a dark edge."""
        xs, ys = zip(*points, strict=True)
        drawn = Line2D(xs, ys, color=colour, linestyle="None", marker=marker, markersize=5.5)
        is_light = contrast(colour, "#ffffff") < LEAST_CONTRAST
        drawn.set_markeredgecolor(self.look.colours.muted if is_light else "#ffffff")
        drawn.set_markeredgewidth(0.7)
        self._add(drawn)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        anchor: Anchor = "left",
        colour: str | None = None,
        size: float = SIZE,
        weight: int = REGULAR,
        gid: str | None = None,
    ) -> None:
        """A line of text, its capitals centred on height `y`; never read as mathematics."""
        baseline = y + CAP_HEIGHT / 2 * size * CM_PER_POINT
        font = FontProperties(
            family=self.look.family, weight=weight, size=size, fname=self.look.fonts[weight].path
        )
        drawn = Text(x, baseline, text, color=colour or self.look.colours.text, ha=anchor, va="baseline")
        drawn.set_fontproperties(font)
        drawn.set_parse_math(False)
        drawn.set_gid(gid)
        self._add(drawn)
        self.characters.setdefault(weight, set()).update(text)

    def lines(self, x: float, y: float, lines: Sequence[str], anchor: Anchor = "left") -> None:
        """Lines of text, together centred on height `y`."""
        first = y - (len(lines) - 1) * LEADING / 2
        for i, line in enumerate(lines):
            self.text(x, first + i * LEADING, line, anchor)

    def number(
        self,
        x: float,
        y: float,
        number: Number,
        anchor: Anchor,
        colour: str | None = None,
        size: float = SIZE,
        weight: int = REGULAR,
    ) -> None:
        """A number of the data; its place in the SVG has the id `number-<index in numbers>`."""
        self.text(x, y, number.text, anchor, colour, size, weight, gid=f"number-{len(self.numbers)}")
        self.numbers.append(number)

    def _add(self, drawn: Artist) -> None:
        self._axes.add_artist(drawn)
        drawn.set_clip_on(False)  # nothing crosses the edge, and every clip path costs bytes

    def svg(self) -> str:
        """What was drawn, as matplotlib writes it."""
        target = io.StringIO()
        with matplotlib.rc_context(SETTINGS):
            self._figure.savefig(target, format="svg", metadata=NO_METADATA)
        return target.getvalue()
