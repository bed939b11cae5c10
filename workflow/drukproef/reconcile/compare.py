"""One published cell and the cube in, a finding out: reproduced, deviating, or in conflict."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Literal

from drukproef.reconcile.published import PublishedCell
from drukproef.study import Item
from drukproef.study.statistics import is_share
from drukproef.tabulate.cube import TOTAL, Cell, Cube, Status, UnknownCell
from drukproef.wording.forms import Form

Outcome = Literal["reproduced", "deviating", "conflict"]


@dataclass(frozen=True)
class Finding:
    """A published cell with what the cube says."""

    published: PublishedCell
    outcome: Outcome
    found_value: float | None
    found_n: int | None
    reason: str = ""


def compare(cell: PublishedCell, cube: Cube, items_of_element: Collection[Item]) -> Finding:
    """Hold one published cell against the cube: the same rounded value and the same n.

    `items_of_element` are the items whose base the printed element gives, for cells that print a base.
    """
    if cell.stat == "base":
        return _compare_base(cell, cube, items_of_element)
    found = _find(cell, cube)
    if cell.value is None:
        return _compare_dash(cell, found)
    if found is None or found.estimate is None:
        return Finding(cell, "deviating", None, found.n if found else None, "not shown in the cube")
    form = Form(is_share(cell.category), _decimals(cell.value))
    value = float(form.value(found.estimate))
    bases = {found.n, _total_base(cell, cube)}
    if value != cell.value:
        return Finding(cell, "deviating", value, found.n, "another value")
    if cell.n is not None and cell.n not in bases:
        return Finding(cell, "deviating", value, found.n, "another n")
    return Finding(cell, "reproduced", value, cell.n if cell.n in bases else found.n)


def with_conflicts(finding: Finding, given_up: Collection[tuple[str, ...]]) -> Finding:
    """A cell that deviates and that no data set can satisfy together with the others is in conflict."""
    if finding.outcome == "deviating" and conflict_key(finding.published) in given_up:
        return replace(finding, outcome="conflict")
    return finding


def conflict_key(cell: PublishedCell) -> tuple[str, ...]:
    """What a published cell and a line of conflicts.csv have in common."""
    return (str(cell.wave), cell.item, cell.category, cell.banner, cell.level, cell.element, str(cell.line))


def _compare_dash(cell: PublishedCell, found: Cell | None) -> Finding:
    absent = found is None or found.status is Status.NOT_ASKED
    if cell.mark == "suppressed" or absent:
        return Finding(cell, "reproduced", None, found.n if found else None, cell.mark)
    return Finding(cell, "deviating", None, found.n if found else None, "a dash, but the cube has answers")


def _compare_base(cell: PublishedCell, cube: Cube, items: Collection[Item]) -> Finding:
    if cell.value is None:
        return Finding(cell, "reproduced", None, None, cell.mark)
    bases = {b for item in items if (b := _base(cell, item, cube)) is not None}
    if int(cell.value) in bases:
        return Finding(cell, "reproduced", cell.value, int(cell.value))
    return Finding(cell, "deviating", float(max(bases, default=0)), None, "another base")


def _base(cell: PublishedCell, item: Item, cube: Cube) -> int | None:
    for category in item.shown_ids:
        try:
            return cube.cell(cell.wave, item.id, category, cell.banner, cell.level).n
        except UnknownCell:
            continue
    return None


def _find(cell: PublishedCell, cube: Cube) -> Cell | None:
    try:
        return cube.cell(cell.wave, cell.item, cell.category, cell.banner, cell.level)
    except UnknownCell:
        return None


def _total_base(cell: PublishedCell, cube: Cube) -> int | None:
    found = _find(replace(cell, banner=TOTAL, level=TOTAL), cube)
    return found.n if found else None


def _decimals(value: float) -> int:
    return 0 if value == int(value) else len(repr(value).split(".")[1])
