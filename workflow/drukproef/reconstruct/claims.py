"""Printed cells in, claims out: a share or a number of respondents, with every place that prints it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from drukproef.reconstruct.design import Design
from drukproef.reconstruct.published import BASE, TOTAL, PrintedCell
from drukproef.study.codebook import Codebook

Key = tuple[int, str, Literal["share", "n"], str, str, str, float]


@dataclass(frozen=True)
class Claim:
    """What is printed about an item: the share of `shown` in a level, or (kind n) the respondents in it."""

    wave: int
    item: str
    kind: Literal["share", "n"]
    shown: str  # category or net; empty for n
    banner: str
    level: str
    printed: float
    cells: tuple[PrintedCell, ...]

    @property
    def cost(self) -> float:
        """Of giving it up: a thousand per printed cell, so that the fewest cells go.

        Of equal numbers prose goes first and totals last; then the largest share, which a point or two
        distorts least; then the one that was printed first.
        """
        return sum(
            1000
            + _preference(cell)
            + (0.01 - self.printed / 1e4 if self.kind == "share" else 0)
            + cell.row / 1e7
            for cell in self.cells
        )


def _preference(cell: PrintedCell) -> int:
    if cell.element.startswith("tekst"):
        return 0
    if cell.section == "0":  # the summary
        return 10
    return 30 if cell.banner == TOTAL else 20


def claims_of(cells: Sequence[PrintedCell], codebook: Codebook, design: Design) -> list[Claim]:
    """All claims about items, equal ones together, in the order of the published file."""
    items = {q.id for q in codebook.tabulated}
    bases = {_place(c): c for c in cells if c.stat == "base"}
    found: dict[Key, list[PrintedCell]] = defaultdict(list)
    for cell in cells:
        if cell.item in items and cell.stat == "pct":
            key: Key = (cell.wave, cell.item, "share", cell.category, cell.banner, cell.level, cell.value)
            found[key].append(cell)
            if cell.n is not None:
                banner, level = (cell.banner, cell.level) if _place(cell) in bases else (TOTAL, TOTAL)
                found[cell.wave, cell.item, "n", "", banner, level, float(cell.n)].append(cell)
        elif cell.stat == "base":
            for item in sorted(_items_of_base(cell, cells, items, design)):
                found[cell.wave, item, "n", "", cell.banner, cell.level, cell.value].append(cell)
    return [Claim(*key, tuple(places)) for key, places in found.items()]


def _place(cell: PrintedCell) -> tuple[object, ...]:
    return (cell.element, cell.section, cell.wave, cell.banner, cell.level)


def _items_of_base(
    base: PrintedCell, cells: Iterable[PrintedCell], items: set[str], design: Design
) -> Iterator[str]:
    """The items that a base is printed for: those of its element, at its level."""
    named = design.elements.get(base.element, ()) if base.item == BASE else (base.item,)
    yield from set(named) & items
    same = (c for c in cells if (c.element, c.section, c.wave) == (base.element, base.section, base.wave))
    for cell in same:
        at_level = base.banner == TOTAL or (cell.banner, cell.level) == (base.banner, base.level)
        if cell.stat == "pct" and cell.item in items and at_level and cell.item not in named:
            yield cell.item
