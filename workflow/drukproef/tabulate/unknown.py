"""A key that leads nowhere in, words that help out."""

from __future__ import annotations

import difflib
from typing import Any

from drukproef.tabulate.cell import Cell, CellKey

COMPARED = (
    "levels of one banner, a level with the total, waves, items of one group with the same category, "
    "or categories of one item"
)


class UnknownCell(KeyError):
    """There is no such cell; the message says which part of the key is unknown."""

    def __str__(self) -> str:
        return str(self.args[0])


class NotComparable(UnknownCell):
    """Both cells exist, but were not compared; the message says which pairs are."""


def why_unknown(key: CellKey, population: str, known: dict[str, list[Any]]) -> str:
    """Which part of a key the cube does not know, with the nearest name that it does."""
    if key.population != population:
        return f"no cell {key.path}: this is the cube of '{population}'"
    for part, values in known.items():
        value = getattr(key, part)
        if value not in values:
            return f"no cell {key.path}: unknown {part} '{value}'{_nearest(value, values)}"
    return (
        f"no cell {key.path}: this item has no such category, this banner no such level, or not in this wave"
    )


def why_not_compared(left: Cell, right: Cell, sets: tuple[str, str] = ("", "")) -> str:
    """Why there is no comparison of two cells that exist. `sets`: their sets of weights; empty: the main one."""
    pair = f"{left.key.path} and {right.key.path} are not compared"
    if left.key == right.key:
        return f"{pair}: they are the same cell"
    without = [cell.key.path for cell in (left, right) if not cell.n]
    if without:
        return f"{pair}: nobody answered in {' and '.join(without)}"
    if sets[0] != sets[1]:
        one, other = (f"those of '{name}'" if name else "the main ones" for name in sets)
        return f"{pair}: they have other weights, {one} and {other}"
    names = ("wave", "item", "category", "banner", "level")
    differ = [name for name in names if getattr(left.key, name) != getattr(right.key, name)]
    return f"{pair}: they differ in {' and '.join(differ)}; only these are compared: {COMPARED}"


def _nearest(value: Any, values: list[Any]) -> str:
    close = difflib.get_close_matches(str(value), [str(v) for v in values], n=1)
    return f"; did you mean '{close[0]}'?" if close else f"; known: {', '.join(str(v) for v in values[:8])}"
