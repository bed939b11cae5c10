"""The items of a table or figure and what it shows of them in, what a reader must know to read its amounts out."""

from __future__ import annotations

from collections.abc import Sequence

from drukproef.study import Item
from drukproef.study.statistics import is_share

AND = {"nl": "en", "en": "and"}
IN_UNIT = {"nl": "{statistics} in {unit}.", "en": "{statistics} in {unit}."}
ON_SCALE = {
    "nl": "{statistics} van de antwoorden, van ‘{lowest}’ (laagst) tot ‘{highest}’ (hoogst).",
    "en": "{statistics} of the answers, from ‘{lowest}’ (lowest) to ‘{highest}’ (highest).",
}


def with_unit(label: str, unit: str) -> str:
    """A label with its unit.

    >>> with_unit("Tijd", "uur per week"), with_unit("Score", "")
    ('Tijd (uur per week)', 'Score')
    """
    return f"{label} ({unit})" if unit else label


def row_headers(items: Sequence[Item], shown: Sequence[str]) -> list[str]:
    """The labels of the items; with their units when the table shows amounts in several."""
    amounts = [name for name in _first_if_none(items, shown) if not is_share(name)]
    units = {item.unit for item in items}
    if not amounts or len(units) < 2:
        return [item.label for item in items]
    return [with_unit(item.label, item.unit) for item in items]


def scale_notes(items: Sequence[Item], shown: Sequence[str], language: str) -> tuple[str, ...]:
    """What the amounts are in, when that is the same for all rows: a unit, or the ends of a scale."""
    names = [name for name in _first_if_none(items, shown) if not is_share(name)]
    labels = [items[0].label_of(name, language) for name in names]
    if not labels:
        return ()
    text = f" {AND[language]} ".join([", ".join(labels[:-1])] * (len(labels) > 1) + labels[-1:])
    statistics = text[:1].upper() + text[1:]
    units, ends = {item.unit for item in items}, {_ends(item) for item in items}
    if len(units) == 1 and items[0].unit:
        return (IN_UNIT[language].format(statistics=statistics, unit=items[0].unit),)
    if (
        len(ends) == 1
        and not any(c.isdigit() for label in _ends(items[0]) for c in label)
        and _ends(items[0])
    ):
        lowest, highest = _ends(items[0])
        return (ON_SCALE[language].format(statistics=statistics, lowest=lowest, highest=highest),)
    return ()


def _first_if_none(items: Sequence[Item], shown: Sequence[str]) -> list[str]:
    return [name or items[0].shown_ids[0] for name in shown]


def _ends(item: Item) -> tuple[str, ...]:
    """The labels of the lowest and highest code; of amounts there are none."""
    ordered = sorted(item.categories, key=lambda category: category.code)
    return (ordered[0].label, ordered[-1].label) if ordered else ()
