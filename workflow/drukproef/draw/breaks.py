"""Questions that changed between two waves of a figure: where its lines break, and the notes that say so."""

from __future__ import annotations

from dataclasses import dataclass

from drukproef.draw.reader import Reader
from drukproef.tabulate.cell import CellKey


@dataclass(frozen=True)
class Break:
    """A trend break inside a figure, between the wave `before` it and the first wave after it."""

    items: tuple[str, ...]  # those of the figure
    before: int
    from_wave: int
    caveat: str


def breaks_within(reader: Reader) -> tuple[Break, ...]:
    """The study's trend breaks that an item of the figure crosses, in the order of study.yaml."""
    found = []
    for known in reader.study.settings.trend_breaks:
        items = tuple(i for i in reader.plan.items if i in known.items)
        before = [w for w in reader.waves if w < known.from_wave]
        after = [w for w in reader.waves if w >= known.from_wave]
        if items and before and after:
            found.append(Break(items, max(before), min(after), known.caveat))
    return tuple(found)


def crosses_trend_break(reader: Reader, left: CellKey, right: CellKey) -> bool:
    """Whether the question of an item changed between two of its waves."""
    low, high = sorted((left.wave, right.wave))
    return any(left.item in b.items and low < b.from_wave <= high for b in breaks_within(reader))


def break_notes(reader: Reader) -> tuple[str, ...]:
    """A caveat per break; it names its items when others of the figure have none."""
    notes = []
    for found in breaks_within(reader):
        some = len(found.items) < len(reader.plan.items)
        labels = ", ".join(reader.codebook.item(i).label for i in found.items)
        notes.append(f"{labels}: {found.caveat}" if some else found.caveat)
    return tuple(notes)
