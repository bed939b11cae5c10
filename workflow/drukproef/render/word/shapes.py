"""An element of an SVG in, its outline, numbers and style out, as matplotlib understands them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from matplotlib.path import Path as Outline

from drukproef.errors import fail

NUMBER = r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_POINTS = {"M": 1, "L": 1, "Q": 2, "C": 3}
_CODES = {"M": Outline.MOVETO, "L": Outline.LINETO, "Q": Outline.CURVE3, "C": Outline.CURVE4}
Style = dict[str, str]


def style_of(element: Any) -> Style:
    """Presentation attributes, then the style attribute, which wins."""
    names = ("fill", "stroke", "stroke-width", "font-size", "font-weight", "text-anchor")
    own = {name: element.get(name) for name in names if element.get(name)}
    pairs = (pair.split(":", 1) for pair in (element.get("style") or "").split(";") if ":" in pair)
    return own | {name.strip(): value.strip() for name, value in pairs}


def number_of(element: Any, name: str) -> float:
    """An attribute as a number; 0 when it is not there."""
    return float(element.get(name) or 0)


def outline_of(element: Any, name: str, place: str) -> Outline:
    """The outline of a <path> or <rect>; DrukproefError names a command that it does not know."""
    if name == "rect":
        x, y, width, height = (number_of(element, n) for n in ("x", "y", "width", "height"))
        return Outline(
            [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)], closed=True
        )
    pieces = list(_pieces(element.get("d") or "", place))
    return Outline([point for point, _ in pieces], [code for _, code in pieces])


def _pieces(d: str, place: str) -> Iterator[tuple[tuple[float, float], Any]]:
    """Points with their codes. matplotlib writes absolute commands only."""
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", d):
        values = [float(n) for n in re.findall(NUMBER, numbers)]
        if command in "zZ":
            yield (0.0, 0.0), Outline.CLOSEPOLY
        elif command in _POINTS and values and len(values) % (2 * _POINTS[command]) == 0:
            for i in range(0, len(values), 2):
                yield (values[i], values[i + 1]), _CODES[command]
        else:
            raise fail(
                place,
                f"the figure has a path command that Word's pictures don't know: {command}",
                "M, L, Q, C, Z",
            )
