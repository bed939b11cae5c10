"""A table that the template itself puts together from bound values in, a table of the document model out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from drukproef.write.bindings import Bindings
from drukproef.write.document import Column, Printed, Row, Table
from drukproef.write.page import Markdown
from drukproef.write.references import Broken
from drukproef.write.words import words_of


def grid(
    bindings: Bindings,
    element_id: str,
    title: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    base: str = "",
    notes: Sequence[str] = (),
) -> Markdown:
    """Put a table in the text. Each row is a label and one bound value per column (`x | n`, `x | pct`, or "–")."""
    page = bindings.page
    made = []
    for label, *values in rows:
        if len(values) != len(columns):
            page.problem(f"row '{label}' of {element_id} has {len(values)} values", f"{len(columns)} values")
            continue
        made.append(Row(header=label, cells=tuple(_printed(bindings, element_id, v) for v in values)))
    page.grids[element_id] = Table(
        id=element_id, caption=title, base=base, notes=tuple(notes),
        columns=tuple(Column(header=c) for c in columns), rows=tuple(made),
    )  # fmt: skip
    page.used.add(element_id)
    return Markdown(f"\n\n⟦table:{element_id}⟧\n\n")


def _printed(bindings: Bindings, element_id: str, value: Any) -> Printed:
    if isinstance(value, Broken) or value == "–":
        return Printed(text="–", reason=words_of(bindings.page.language).not_available)
    if isinstance(value, Markdown) and (row := bindings.row_behind(value)) is not None:
        return Printed(text=row.text, ledger=row.id)
    bindings.page.problem(f"{value!r} in {element_id} is not bound", "a value printed with | n or | pct")
    return Printed(text="–")
