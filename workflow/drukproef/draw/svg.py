"""matplotlib's SVG in, an SVG that stands alone out: with its fonts and a role for screen readers."""

from __future__ import annotations

import base64
import html
import io
import re
from collections.abc import Mapping, Set
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

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


def check_svg(svg: str, place: str) -> None:
    """Raise when a browser could not read the SVG: a label with a control character."""
    try:
        ElementTree.fromstring(svg)
    except ElementTree.ParseError as error:
        line, column = error.position
        near = svg.splitlines()[line - 1][max(0, column - 30) : column + 10]
        raise fail(
            place,
            f"an SVG that can't be read, at {near!r}",
            "labels of letters, digits and signs",
            "remove the control character from the label in the codebook or the plan",
        ) from error


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
