"""The segments of a bar in, the numbers that stand beside it out: those of narrow segments at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from drukproef.draw.canvas import SMALL, Canvas
from drukproef.draw.centred import Segment
from drukproef.draw.drawn import Number
from drukproef.draw.look import Look

BESIDE = 0.1  # from a bar to the number beside it
NARROWEST = 0.04  # a segment below this share has no number in it


def fits_inside(segment: Segment, look: Look) -> bool:
    """Whether a segment can have its number on it."""
    value, _, width = segment
    wide_enough = value.number is not None and look.width(value.number.text, SMALL) + 0.04 < width
    return wide_enough and (value.estimate or 0.0) >= NARROWEST


def outer_numbers(placed: Sequence[Segment], look: Look) -> tuple[list[Number], list[Number]]:
    """The numbers that stand left and right of a bar: of the segments at its ends that are too narrow for them.

    All in the order of the segments. A narrow segment between two numbered ones has no number.
    """
    shown = [s for s in placed if s[0].number and s[2] > 0]
    narrow = [not fits_inside(s, look) for s in shown]
    if all(narrow):
        return [], [s[0].number for s in shown if s[0].number]
    left = list(takewhile(lambda pair: pair[1], zip(shown, narrow, strict=True)))
    right = list(takewhile(lambda pair: pair[1], zip(shown[::-1], narrow[::-1], strict=True)))[::-1]
    first, last = ([s[0].number for s, _ in side if s[0].number] for side in (left, right))
    return first, last


def beside_of(placed: Sequence[Segment], look: Look) -> tuple[float, float]:
    """From where to where a bar reaches with the numbers beside it."""
    left, right = outer_numbers(placed, look)
    first, last = placed[0][1], placed[-1][1] + placed[-1][2]
    return first - _room(left, look), last + _room(right, look)


def draw_beside(canvas: Canvas, parts: Sequence[Sequence[Segment]], middle: float) -> None:
    """The numbers of narrow segments at the ends of a bar, and of what stands apart from it.

    Numbers after a bar that would run into the next part are left out.
    """
    for i, placed in enumerate(parts):
        if not placed:
            continue
        before, after = outer_numbers(placed, canvas.look)
        first, last = beside_of(placed, canvas.look)
        _draw_numbers(canvas, first, middle, before)
        following = parts[i + 1][0][1] if i + 1 < len(parts) and parts[i + 1] else last
        if last <= following:
            _draw_numbers(canvas, placed[-1][1] + placed[-1][2] + BESIDE, middle, after)


def _draw_numbers(canvas: Canvas, x: float, y: float, numbers: Sequence[Number]) -> None:
    for number in numbers:
        canvas.number(x, y, number, "left", canvas.look.colours.muted, SMALL)
        x += canvas.look.width(number.text, SMALL) + BESIDE


def _room(numbers: Sequence[Number], look: Look) -> float:
    """What numbers beside a bar need."""
    return sum(look.width(n.text, SMALL) + BESIDE for n in numbers)
