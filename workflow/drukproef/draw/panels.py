"""A figure's Reader in, its panels out: each with a Reader of its own and the same rows in the same order.

A figure without panels is one panel without a title.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from drukproef.draw.kinds import check_panels, check_scales
from drukproef.draw.reader import Reader
from drukproef.draw.rows import Row, rows_of, sorted_places
from drukproef.draw.value import Place
from drukproef.errors import DrukproefError, fail
from drukproef.tabulate.cell import TOTAL


@dataclass(frozen=True)
class Panel:
    """A part of a figure with its title, or all of it."""

    reader: Reader
    title: str
    rows: tuple[Row, ...]


def read_panels(reader: Reader) -> tuple[Panel, ...]:
    """The panels of a figure, in the order of the plan.

    Rows are sorted by the panel of the total, else by the first one that shows anything, and stand so in all.
    Raises a DrukproefError when the kind can't hold the plan's dimensions, or when no cell can be shown.
    """
    if reader.plan.panels_by is None:
        unsorted = [Panel(reader, "", rows_of(reader))]
    else:
        if len(reader.shown) > 1:
            check_scales(reader)
        unsorted = [_panel(reader, value) for value in reader.values_of(reader.plan.panels_by)]
        check_panels(reader, unsorted[0].reader)
    shown = [panel for panel in unsorted if any(not row.reason for row in panel.rows)]
    if not shown:
        raise _nothing_to_draw(reader, unsorted)
    places = sorted_places(shown[0].rows, shown[0].reader)
    return tuple(Panel(p.reader, p.title, tuple(p.rows[i] for i in places)) for p in unsorted)


def all_rows(panels: Sequence[Panel]) -> tuple[Row, ...]:
    """The rows of all panels."""
    return tuple(row for panel in panels for row in panel.rows)


def _panel(reader: Reader, value: str | int) -> Panel:
    """A panel reads the figure's plan, narrowed to one item, wave or level."""
    dimension = reader.plan.panels_by
    narrowed: dict[str, Any] = {"panels": None, "total": False}
    if dimension == "level":
        narrowed |= {"banner": None} if value == TOTAL else {"levels": (value,)}
    else:
        narrowed |= {"items": (value,)} if dimension == "item" else {"waves": (value,)}
    plan = reader.plan.model_copy(update=narrowed)
    own = Reader(plan, reader.study, reader.cube, reader.place)
    own.shown = reader.shown  # the same answers in every panel
    place = Place(own.plan.items[0], own.shown[0], own.levels[0], own.waves[0])
    return Panel(own, own.label(dimension or "level", place), rows_of(own))


def _nothing_to_draw(reader: Reader, panels: Sequence[Panel]) -> DrukproefError:
    reasons = sorted({row.reason for row in all_rows(panels)})
    return fail(
        reader.place,
        f"no cell can be shown ({', '.join(reasons)})",
        "at least one cell that was asked in its wave and has the minimum base",
        "choose other waves, levels or items, or remove the figure",
    )
