"""The panels of a figure in, its notes out: those of the plan, and what a reader must know to read it."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.draw.axis import axis_of
from drukproef.draw.breaks import break_notes
from drukproef.draw.panels import Panel, all_rows
from drukproef.draw.reader import Reader


def notes_of(panels: Sequence[Panel], reader: Reader) -> tuple[str, ...]:
    """The notes under a figure, in the order in which they are printed."""
    return (
        reader.plan.notes
        + _axis_notes(panels, reader)
        + _interval_notes(panels, reader)
        + break_notes(reader)
    )


def _axis_notes(panels: Sequence[Panel], reader: Reader) -> tuple[str, ...]:
    """What statistics are in, and whether their axis starts above zero; nothing of shares."""
    if reader.form.is_share:
        return ()
    return reader.unit_notes + ((reader.words.cut,) if axis_of(panels).is_cut else ())


def _interval_notes(panels: Sequence[Panel], reader: Reader) -> tuple[str, ...]:
    """What the whiskers are, when there are any."""
    drawn = any(v.interval for row in all_rows(panels) for v in row.values)
    return (reader.words.intervals,) if drawn else ()
