"""A figure's Reader and the look in, what its colours stand for out: the same in every figure of a report.

An answer has its colour by its place on the whole scale, a level by its place in the whole banner. So a figure
that shows a part of them has the same colours as one that shows all.
"""

from __future__ import annotations

from dataclasses import dataclass

from drukproef.draw.canvas import LEAST_CONTRAST
from drukproef.draw.kinds import columns_of, varying
from drukproef.draw.look import Look, contrast, scale_colours, shades
from drukproef.draw.reader import Reader
from drukproef.draw.scale import answer_ids, leading_ids
from drukproef.draw.words import Dimension
from drukproef.study.item import Item, Net
from drukproef.study.statistics import OF_ANSWERS, STATISTICS
from drukproef.tabulate.cell import TOTAL, CellKey

MARKERS = ("o", "s", "^", "D", "v")
TOTAL_MARKER = "d"


@dataclass(frozen=True)
class Style:
    """How a value looks. Bars ignore the marker."""

    colour: str
    marker: str


@dataclass(frozen=True)
class Coding:
    """What the colours of a figure tell apart, and the style of each of its values."""

    dimension: Dimension
    styles: dict[str | int, Style]
    scope: str  # the scale or the banner that the values are of; empty for items and waves

    def style(self, key: CellKey) -> Style:
        """The style of a cell."""
        parts: dict[Dimension, str | int] = {
            "item": key.item,
            "shown": key.category,
            "level": key.level,
            "wave": key.wave,
        }
        return self.styles[parts[self.dimension]]

    def colour(self, key: CellKey) -> str:
        """The colour of a cell."""
        return self.style(key).colour

    @property
    def meanings(self) -> dict[str, str]:
        """Scale and answer, or banner and level -> colour; empty when it tells items or waves apart."""
        return {f"{self.scope}/{v}": s.colour for v, s in self.styles.items()} if self.scope else {}


def coding_of(reader: Reader, panel: Reader, look: Look) -> Coding:
    """The coding of a figure: `panel` reads one panel of it; without panels, the same as `reader`."""
    dimension = _dimension(reader, panel, look)
    values = reader.values_of(dimension)
    if dimension == "level":
        return Coding(dimension, level_styles(reader, look), reader.plan.banner or "")
    if dimension == "shown":
        colours = answer_colours(reader.item, look)
        styles = {s: Style(colours[str(s)], _marker(i)) for i, s in enumerate(values)}
        return Coding(dimension, styles, reader.item.scale or reader.item.id)
    picked = _shades(reader, look) if dimension == "wave" else _series(len(values), look)
    return Coding(dimension, {v: Style(picked[i], _marker(i)) for i, v in enumerate(values)}, "")


def answer_colours(item: Item, look: Look) -> dict[str, str]:
    """The colour of every answer and net of a scale; a net has that of its outermost answer.

    A share of answers has that of the answer that was ticked; other statistics have those of series.
    """
    statistics = dict(zip(STATISTICS, _series(len(STATISTICS), look), strict=True))
    answers = answer_ids(item)
    leading_first = bool(item.nets) and answers[0] in leading_ids(item, answers)
    picked = scale_colours(look, item.kind, len(answers), leading_first)
    colours = {c.id: look.colours.dont_know for c in item.categories} | dict(
        zip(answers, picked, strict=True)
    )
    if item.share_of_answers:
        statistics[OF_ANSWERS] = colours[next(c.id for c in item.categories if c.code == 1)]
    return statistics | colours | {net.id: colours[_outermost(net, item)] for net in item.nets}


def level_styles(reader: Reader, look: Look) -> dict[str | int, Style]:
    """The style of every level that a figure shows; the total is grey."""
    if reader.plan.banner is None:
        return {}
    known = [c.id for c in reader.codebook.variable(reader.plan.banner).categories]
    colours = _series(len(known), look)
    styles = {level: Style(colours[i], _marker(i)) for i, level in enumerate(known)}
    styles[TOTAL] = Style(look.colours.muted, TOTAL_MARKER)
    return {level: styles[str(level)] for level in reader.levels}


def _dimension(reader: Reader, panel: Reader, look: Look) -> Dimension:
    """What the colours tell apart: answers, series, lines, the rows within a group, or the panels."""
    over, kind = varying(panel), reader.plan.kind
    series = {"dots": columns_of(panel), "trend": over[0]}.get(kind)
    if kind == "likert":
        return "shown"
    if series and len(panel.values_of(series)) > 1:
        return series
    candidates: tuple[Dimension, ...] = (
        over[-1],
        *((reader.plan.panels_by,) if reader.plan.panels_by else ()),
    )
    for dimension in candidates:
        several = len(reader.values_of(dimension)) > 1
        if dimension in ("wave", "shown") and several:
            return dimension
        if dimension == "level" and several and len(_known_levels(reader)) <= len(look.colours.series):
            return "level"
    return "shown"


def _known_levels(reader: Reader) -> tuple[str, ...]:
    """All levels of the figure's banner."""
    return tuple(c.id for c in reader.codebook.variable(reader.plan.banner or "").categories)


def _outermost(net: Net, item: Item) -> str:
    """The answer of a net that lies farthest from the middle of the scale."""
    answers = answer_ids(item)
    inside = [c for c in net.categories if c in answers]
    if not inside or item.kind == "nominal":
        return net.categories[0]
    return max(inside, key=lambda c: abs(answers.index(c) - (len(answers) - 1) / 2))


def _shades(reader: Reader, look: Look) -> tuple[str, ...]:
    """Tints of the colour of the answer whose share is shown; of the brand's when that is light itself."""
    colour = answer_colours(reader.item, look)[reader.shown[0]]
    is_dark = contrast(colour, "#ffffff") >= LEAST_CONTRAST
    return shades(look, len(reader.waves), colour if is_dark else look.colours.primary)


def _series(count: int, look: Look) -> tuple[str, ...]:
    """Colours repeat before markers do, so that each series differs in one of them."""
    return tuple(look.colours.series[i % len(look.colours.series)] for i in range(count))


def _marker(index: int) -> str:
    return MARKERS[index % len(MARKERS)]
