"""A project in, the colours, font and words of the weights' figure out, and the SVG with that font."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from drukproef.theme import font_files, load_brand
from drukproef.theme.brand import THEME

FALLBACK = "DejaVu Sans"  # comes with matplotlib
WORDS = {
    "nl": (
        "gewicht / gemiddeld gewicht", "respondenten", "aandeel", "ongewogen", "gewogen", "doel",
        "Verdeling van de gewichten, en elk niveau voor en na weging tegen het doel",
        "ontwerpeffect van de gewichten (Kish): {}", "van schattingen: mediaan {}, hoogste {}", "hoogste: {}",
    ),
    "en": (
        "weight / mean weight", "respondents", "share", "unweighted", "weighted", "target",
        "How the weights are spread, and each margin before and after weighting against its target",
        "design effect of the weights (Kish): {}", "of estimates: median {}, largest {}", "largest: {}",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """Colours and font; without a theme those of matplotlib itself, so that the figure needs no project."""

    family: str = "sans-serif"
    font: Path | None = None
    text: str = "#1b1f24"
    muted: str = "#555e69"
    rule: str = "#c9ced6"
    first: str = "#154273"
    second: str = "#c75b12"


def style_of(root: Path) -> Style:
    """The style of the project at `root`, if it has a theme."""
    if not (root / THEME / "brand.yaml").is_file():
        return Style()
    brand = load_brand(root)
    colours = brand.colours
    return Style(
        brand.fonts.family,
        font_files(root)[0],
        colours.text,
        colours.muted,
        colours.rule,
        *colours.series[:2],
    )


def fonts(style: Style) -> dict[Any, Any]:
    """Matplotlib's settings for the font."""
    from matplotlib import font_manager

    if style.font is not None:
        font_manager.fontManager.addfont(str(style.font))
    return {"font.family": style.family if style.font else FALLBACK, "font.size": 8}


def finished(svg: str, style: Style, title: str) -> str:
    """Without the document type, with a role and title, and the family in quotes: its digit is invalid otherwise."""
    svg = re.sub(r"<!DOCTYPE[^>]*>\s*", "", svg)
    svg = re.sub("<svg ([^>]*)>", rf'<svg role="img" \1>\n <title>{title}</title>', svg, count=1)
    family = rf"'?{re.escape(style.family if style.font else FALLBACK)}'?(?=[;\"])"
    named = f"'{style.family}', Arial, sans-serif" if style.font else "Arial, sans-serif"
    return re.sub(f"font-family: {family}", f"font-family: {named}", svg)
