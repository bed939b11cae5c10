"""Panels in, the axis that their values are drawn on out: its ends, and the lines with a text on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from drukproef.draw.panels import Panel, all_rows
from drukproef.draw.value import Value
from drukproef.wording.forms import Form

FULL_SCALES = (0.25, 0.5, 0.75, 1.0)  # what bars of shares span: a common scale, so that figures compare
SHARE_STEPS = (0.05, 0.1, 0.2, 0.25, 0.5)  # between the lines of a trend of shares
LEAST_SPAN = (
    0.25  # of its highest value: what an axis that is cut spans, so that small differences look small
)
CUT_FROM = 0.5  # an axis is cut when all values lie above this part of the highest
MOST_STEPS = {(False, False): 6, (False, True): 3, (True, False): 6, (True, True): 2}
"""Between the ends of an axis, by whether it is that of a trend, and of panels."""
NOISE = 1e-9


@dataclass(frozen=True)
class Axis:
    """From `low` to `high`, with lines between them; without lines it isn't drawn. `form`: of the lines' texts."""

    low: float
    high: float
    lines: tuple[float, ...]
    form: Form

    def part(self, value: float) -> float:
        """How far along the axis a value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)

    @property
    def is_cut(self) -> bool:
        """Whether it starts above zero."""
        return self.low > 0


def axis_of(panels: Sequence[Panel]) -> Axis:
    """The axis of bars, dots or lines, which all panels share. Bars start at zero, and so do all shares."""
    reader = panels[0].reader
    values = [v for row in all_rows(panels) for v in row.values if v.estimate is not None]
    is_trend, has_panels = reader.plan.kind == "trend", len(panels) > 1
    if not reader.form.is_share:
        may_be_cut = reader.plan.kind in ("dots", "trend")
        return _amounts(values, reader.form, MOST_STEPS[is_trend, has_panels], may_be_cut)
    highest = max(v.highest for v in values)
    if is_trend:
        return _stepped_shares(highest, MOST_STEPS[is_trend, has_panels])
    full = next(full for full in FULL_SCALES if highest <= full or full == FULL_SCALES[-1])
    return Axis(0.0, full, (), reader.form)


def _stepped_shares(highest: float, at_most: int) -> Axis:
    """From zero to above the highest share, in at most so many steps."""
    highest = max(0.01, highest)
    step = next(s for s in SHARE_STEPS if highest / s <= at_most or s == SHARE_STEPS[-1])
    count = int(-(-highest // step))
    return Axis(0.0, step * count, tuple(i * step for i in range(count + 1)), Form(True, 0))


def _amounts(values: Sequence[Value], form: Form, at_most: int, may_be_cut: bool) -> Axis:
    """From zero, or from above it when all values lie close together; no step is finer than what is printed."""
    lowest, highest = min(v.lowest for v in values), max(v.highest for v in values)
    is_cut = may_be_cut and lowest > CUT_FROM * highest
    start = min(lowest, highest * (1 - LEAST_SPAN)) if is_cut else 0.0
    exponent, digit = _step(highest - start, at_most, -form.decimals)
    size = _size(exponent, digit)
    first = math.floor(start / size + NOISE)
    last = max(math.ceil(highest / size - NOISE), first + 1)
    lines = tuple(round(i * size, 12) for i in range(first, last + 1))
    return Axis(lines[0], lines[-1], lines, Form(False, max(0, -exponent), form.unit))


def _step(span: float, at_most: int, least: int) -> tuple[int, int]:
    """Exponent and first digit of the smallest step of 1, 2 or 5 times a power of ten that divides a span so often.

    >>> _step(33.0, 5, -1), _step(0.02, 5, -1), _step(1900.0, 4, 0)
    ((1, 1), (-1, 1), (2, 5))
    """
    exponent = max(least, math.floor(math.log10(max(span, NOISE))) - 1)
    while True:
        for digit in (1, 2, 5):
            if span / _size(exponent, digit) <= at_most + NOISE:
                return exponent, digit
        exponent += 1


def _size(exponent: int, digit: int) -> float:
    return digit * 10.0**exponent
