"""A figure of the plan and the items that it shows in, what it can't show together out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drukproef.errors import Problem
from drukproef.study.item import Item
from drukproef.study.plan import FigurePlan
from drukproef.study.statistics import is_share, statistic_of

Measure = tuple[str, ...]
"""What values must have in common to stand on one axis."""


def figure_problems(plan: FigurePlan, items: Sequence[Item], place: str) -> Iterator[Problem]:
    """A figure has one axis: shares, or statistics with one unit, one number of decimals and one scale.

    `items`: those of the plan that are known; what they don't have is told elsewhere.
    """
    shown = [(item, name) for item in items for name in plan.shown if name in item.shown_ids]
    statistics = [name for _, name in shown if not is_share(name)]
    if not statistics:
        return
    if plan.kind == "likert":
        found = f"a figure of kind 'likert' that shows '{statistics[0]}'"
        step = "choose another kind, or show categories or nets"
        yield Problem(place, found, "shares of all answers, which add up to the whole", step)
    elif len(statistics) < len(shown):
        share = next(name for _, name in shown if is_share(name))
        found = f"a figure with shares ('{share}') and statistics ('{statistics[0]}')"
        yield Problem(place, found, "one of the two on one axis", "make two figures, or show both in a table")
    else:
        yield from _unequal(shown, place)


def _unequal(shown: Sequence[tuple[Item, str]], place: str) -> Iterator[Problem]:
    """The first two values with another measure."""
    first, *others = [(_measure(item, name), item, name) for item, name in shown]
    for measure, item, name in others:
        different = [pair for pair in zip(first[0], measure, strict=True) if pair[0] != pair[1]]
        if different:
            one, other = different[0]
            found = f"'{first[1].id}.{first[2]}' {one}, and '{item.id}.{name}' {other}"
            expected = "one unit, one number of decimals and one scale on one axis"
            yield Problem(place, found, expected, "make two figures, or show both in a table")
            return


def _measure(item: Item, shown: str) -> Measure:
    """Of a statistic. Totals are printed whole, and far larger than what they are the total of."""
    is_total = statistic_of(shown).kind == "total"
    codes = sorted(category.code for category in item.categories)
    return (
        "is a total" if is_total else "is no total",
        f"is in '{item.unit}'" if item.unit else "has no unit",
        "is printed whole" if is_total else f"has decimals: {item.decimals}",
        f"has a scale from {codes[0]} to {codes[-1]}" if codes else "has no scale",
    )
