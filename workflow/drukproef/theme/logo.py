"""The brand's logo in, its address as data and its proportions out: it travels within the style sheet."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from drukproef.errors import fail
from drukproef.theme.brand import THEME, load_brand


@dataclass(frozen=True)
class Logo:
    """A drawing for the colour of the cover. It is decoration: who commissioned the report is said in words."""

    address: str  # data:image/svg+xml;base64,…
    ratio: float  # width over height


def load_logo(root: Path) -> Logo | None:
    """The SVG that brand.yaml names, or None; DrukproefError when it is missing or has no width and height."""
    name = load_brand(root).logo
    if name is None:
        return None
    place, next_step = f"{THEME}/{name}", "put the file there, or leave `logo` out of brand.yaml"
    path = root / THEME / name
    if not path.is_file():
        raise fail(place, "the file does not exist", "the logo that brand.yaml names", next_step)
    content = path.read_bytes()
    return Logo(f"data:image/svg+xml;base64,{b64encode(content).decode()}", _ratio(content, place))


def _ratio(content: bytes, place: str) -> float:
    try:
        box = etree.fromstring(content).get("viewBox", "").replace(",", " ").split()
        _, _, width, height = map(float, box)
        return width / height
    except (etree.XMLSyntaxError, ValueError, ZeroDivisionError) as error:
        raise fail(
            place, f"the logo can't be drawn: {error}", "an SVG file with a viewBox", "export it again as SVG"
        ) from error
