"""Rows in, their bases out: one that all rows share, or one or a range for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drukproef.draw.canvas import SMALL, Anchor, Canvas
from drukproef.draw.drawn import Number
from drukproef.draw.look import Look
from drukproef.draw.rows import Row
from drukproef.draw.value import Value

DASH = 0.2  # room for the dash between two bases
BaseOf = Callable[[Row], tuple[Number, ...]]


def own_base(row: Row) -> tuple[Number, ...]:
    """The base that the values of a row share."""
    return (row.n,) if row.n else ()


def base_range(values: Sequence[Value]) -> tuple[Number, ...]:
    """The lowest and the highest base of some values; one when they are equal, none when nothing is shown."""
    bases = sorted((v for v in values if v.n), key=lambda v: v.base)
    numbers = tuple(v.n for v in bases[:1] + bases[-1:] if v.n)
    return numbers[:1] if len({n.text for n in numbers}) == 1 else numbers


def bases_of(row: Row) -> tuple[Number, ...]:
    """The base or the bases of a row whose values have their own."""
    return base_range(row.values)


def all_bases(rows: Sequence[Row]) -> tuple[Number, ...]:
    """The base that all rows share, or the lowest and the highest."""
    return base_range([v for row in rows for v in row.values])


def bases_width(numbers: Sequence[Number], look: Look) -> float:
    """How wide a base or a range of bases is."""
    return sum(look.width(n.text, SMALL) for n in numbers) + DASH * (len(numbers) - 1)


def said_width(word: str, numbers: Sequence[Number], look: Look) -> float:
    """How wide "n = 674" or "n = 650–674" is."""
    return look.width(f"{word} = ", SMALL) + bases_width(numbers, look) if numbers else 0.0


def draw_range(canvas: Canvas, x: float, y: float, numbers: Sequence[Number], anchor: Anchor) -> None:
    """A base, or a range of bases, from `x` or up to it."""
    left = x if anchor == "left" else x - bases_width(numbers, canvas.look)
    if anchor == "right" and len(numbers) == 1:
        canvas.number(x, y, numbers[0], "right", canvas.look.colours.muted, SMALL)
        return
    for i, number in enumerate(numbers):
        if i:
            canvas.text(left + DASH / 2, y, "–", "center", canvas.look.colours.muted, SMALL)
            left += DASH
        canvas.number(left, y, number, "left", canvas.look.colours.muted, SMALL)
        left += canvas.look.width(number.text, SMALL)


def say_bases(
    canvas: Canvas, x: float, y: float, word: str, numbers: Sequence[Number], anchor: Anchor
) -> None:
    """The base of all rows in words: "n = 674", or "n = 650–674"."""
    if numbers:
        left = x if anchor == "left" else x - said_width(word, numbers, canvas.look)
        canvas.text(left, y, f"{word} =", "left", canvas.look.colours.muted, SMALL)
        draw_range(canvas, left + canvas.look.width(f"{word} = ", SMALL), y, numbers, "left")
