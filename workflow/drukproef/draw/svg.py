"""matplotlib's SVG in, an SVG that stands alone out: with its fonts and a role for screen readers."""

from __future__ import annotations

import base64
import html
import io
import re
import unicodedata
from collections.abc import Mapping, Set
from functools import lru_cache
from pathlib import Path

from fontTools import subset  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from drukproef.draw.look import Look
from drukproef.errors import fail

TITLE = "@title@"


def finished_svg(svg: str, title: str, look: Look, characters: Mapping[int, Set[str]]) -> str:
    """Embed the characters used per weight; quote the family: its digit is invalid CSS otherwise."""
    faces = "".join(_font_face(look, weight, used) for weight, used in sorted(characters.items()))
    svg = re.sub(r"<!DOCTYPE[^>]*>\s*", "", svg)
    svg = re.sub("<svg ([^>]*)>", rf'<svg role="img" \1>\n <title>{TITLE}</title>', svg, count=1)
    svg = svg.replace('<style type="text/css">', f'<style type="text/css">{faces}', 1)
    family = rf"\1font-family: '{look.family}', Arial, sans-serif"
    svg = re.sub(r'(style="[^"]*)font-family: [^;"]*', family, svg)
    return svg.replace(TITLE, html.escape(title, quote=False), 1)


def check_characters(characters: Mapping[int, Set[str]], look: Look, place: str) -> None:
    """Raise when a label holds what the font can't draw: a control character, or another script."""
    missing = {c for weight, used in characters.items() for c in used if not look.fonts[weight].has(c)}
    if missing:
        names = ", ".join(f"{c!r} ({unicodedata.name(c, 'a control character')})" for c in sorted(missing))
        raise fail(
            place,
            f"a label with {names}, which {look.family} can't draw",
            "labels of characters that the font has",
            "replace the character in the codebook or the plan",
        )


def _font_face(look: Look, weight: int, characters: Set[str]) -> str:
    font = subset_font(look.fonts[weight].path, "".join(sorted(characters)))
    encoded = base64.b64encode(font).decode("ascii")
    return (
        f"@font-face{{font-family:'{look.family}';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{encoded}) format('woff2')}}\n"
    )


@lru_cache(maxsize=64)
def subset_font(path: Path, characters: str) -> bytes:
    """A WOFF2 with only these characters. The same input gives the same bytes: no time is written."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "mark", "ccmp"]
    options.name_IDs = [1, 2]
    options.hinting = False
    options.notdef_outline = True
    options.recalc_timestamp = False
    with TTFont(path, recalcTimestamp=False, lazy=True) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=characters)
        subsetter.subset(font)
        font.flavor = "woff2"
        target = io.BytesIO()
        font.save(target, reorderTables=False)
    return target.getvalue()
