"""templates/theme/brand.yaml in, a checked Brand out: colours and fonts of figures and pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from drukproef.study.frozen import Frozen
from drukproef.study.yamlfile import load_model

THEME = Path("templates") / "theme"

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class Colours(Frozen):
    """Colours on white paper; those of text have a contrast of at least 4.5 with it."""

    primary: Colour  # headings, links, rules that carry the brand
    text: Colour
    muted: Colour  # bases, notes, n
    rule: Colour  # lines and borders
    surface: Colour  # background of boxes and table headers
    higher: Colour  # significantly higher
    lower: Colour  # significantly lower
    likert: Annotated[tuple[Colour, ...], Field(min_length=5, max_length=5)]  # from one end to the other
    dont_know: Colour
    series: Annotated[tuple[Colour, ...], Field(min_length=4)]  # groups or waves, in order


class DarkColours(Frozen):
    """The same roles on a dark screen. Figures keep their white paper."""

    background: Colour
    text: Colour
    primary: Colour
    muted: Colour
    rule: Colour
    surface: Colour
    higher: Colour
    lower: Colour


class Face(Frozen):
    """A font file under templates/theme/fonts/, and the weight and style that it serves."""

    file: str
    weight: int = Field(ge=100, le=900)
    style: Literal["normal", "italic"] = "normal"


class Fonts(Frozen):
    """The family's name, as stated in the files, and its faces."""

    family: str
    faces: tuple[Face, ...]


class Cover(Frozen):
    """The title page."""

    background: Colour
    text: Colour
    band: Colour


class Brand(Frozen):
    """Everything in brand.yaml."""

    colours: Colours
    dark: DarkColours
    fonts: Fonts
    cover: Cover
    logo: str | None = None  # an SVG under templates/theme/, for the background of the cover


def load_brand(root: Path) -> Brand:
    """The brand of the project at `root`; DrukproefError names file and line of what is wrong."""
    return load_model(Brand, root / THEME / "brand.yaml", f"{THEME}/brand.yaml")
